package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.plan.CertificateAudit;
import org.emcc.certs.plan.ClusterInventory;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditFinding;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.audit.AuditRule;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.CertificateFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ConsolidationFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabExchange;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.TraceEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the audit says of trust is what happens: in a lab with exactly one fault of trust the phone stops at the step that the rule names,
 * and mended by the remedy it gets through.
 *
 * <p>A lab cannot hold these, so that they are shown on a snapshot only: EMCC-CRT-03, because trust lists of a lab are signed by the call
 * manager whatever the release; EMCC-CRT-06, CRT-08 and CRT-09, because a lab consolidates once, has few certificates, and reads what it
 * wrote; EMCC-CRT-10, because its trust lists are never emptied.
 */
@Timeout(300)
class CauseAndEffectOfTrustTest {
    /** The rules on trust and security that a lab shows. */
    static final Set<AuditRule> SHOWS = Set.copyOf(EnumSet.of(
            AuditRule.EMCC_CRT_01,
            AuditRule.EMCC_CRT_02,
            AuditRule.EMCC_CRT_04,
            AuditRule.EMCC_CRT_05,
            AuditRule.EMCC_CRT_07,
            AuditRule.EMCC_SEC_01,
            AuditRule.EMCC_SEC_02));

    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));
    private static final String PHONE = "SEP0011AABBCCF1";
    private static final String UNTRUSTED = "trusts no certificate that it is shown";
    /** A cluster that is yet to import is to be restarted after it. */
    private static final String RESTART = "EMCC-CERTS-0314";
    /** What has expired stays in a trust store, until an upgrade takes it. */
    private static final String EXPIRED = "EMCC-CERTS-0320";

    private static final List<String> TRUST_CODES = List.of("EMCC-CRT-", "EMCC-SEC-", "EMCC-COV-", "EMCC-CERTS-");

    /** A rule, what is wrong, and how it is shown. */
    private record Case(AuditRule rule, String what, Runnable shown) {
        @Override
        public String toString() {
            return rule.code() + ", " + what;
        }
    }

    private static EmccLab lab;
    private static VirtualPhone phone;

    /** A lab for each case: what two services said to each other over a connection that stays open is believed without a certificate. */
    @BeforeEach
    void open() {
        lab = EmccLab.builder()
                .companies(newYork("11.5(1)"), london("11.5(1)"))
                .withoutPeriodicWork()
                .start();
        phone = lab.phone(PHONE);
        phone.start().join();
        lab.awaitRegistration(phone, "LON");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    /** Before release 12.0 the call manager signs the trust lists, as it does in a lab. */
    private static Company newYork(String release) {
        return Company.newYork().toBuilder()
                .release(Release.parse(release))
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
    }

    private static Company london(String release) {
        return Company.london().toBuilder()
                .release(Release.parse(release))
                .securityMode(ClusterSecurityMode.MIXED)
                .site(Site.in("GB", "Leeds").securePhones(PHONE).build())
                .build();
    }

    static Stream<Case> trust() {
        return Stream.of(
                new Case(
                        AuditRule.EMCC_CRT_01,
                        "LON has no Tomcat certificate of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_01,
                                "LON",
                                without("NYC", CertificateType.TOMCAT),
                                Set.of("EMCC-CRT-01", "EMCC-COV-01", "EMCC-COV-03", RESTART),
                                CauseAndEffectOfTrustTest::isRefused)),
                new Case(
                        AuditRule.EMCC_CRT_01,
                        "NYC has no Tomcat certificate of LON",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_01,
                                "NYC",
                                without("LON", CertificateType.TOMCAT),
                                Set.of("EMCC-CRT-01", "EMCC-COV-01", "EMCC-COV-03", RESTART),
                                CauseAndEffectOfTrustTest::isRefused)),
                new Case(
                        AuditRule.EMCC_CRT_01,
                        "LON has a stranger's Tomcat certificate for that of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_01,
                                "LON",
                                stranger("NYC", CertificateType.TOMCAT),
                                Set.of("EMCC-CRT-01", "EMCC-COV-01", "EMCC-COV-03", RESTART),
                                CauseAndEffectOfTrustTest::isRefused)),
                new Case(
                        AuditRule.EMCC_CRT_02,
                        "LON has no CallManager certificate of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_02,
                                "LON",
                                without("NYC", CertificateType.TFTP),
                                Set.of("EMCC-CRT-02", "EMCC-COV-02", RESTART),
                                CauseAndEffectOfTrustTest::staysAtItsFiles)),
                new Case(
                        AuditRule.EMCC_CRT_02,
                        "LON has a stranger's CallManager certificate for that of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_02,
                                "LON",
                                stranger("NYC", CertificateType.TFTP),
                                Set.of("EMCC-CRT-02", "EMCC-COV-02", RESTART),
                                CauseAndEffectOfTrustTest::staysAtItsFiles)),
                new Case(
                        AuditRule.EMCC_CRT_04,
                        "NYC has no CAPF certificate of LON",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_04,
                                "NYC",
                                without("LON", CertificateType.CAPF),
                                Set.of("EMCC-CRT-04", "EMCC-COV-04", RESTART),
                                CauseAndEffectOfTrustTest::isNotRegistered)),
                new Case(
                        AuditRule.EMCC_CRT_05,
                        "the certificates of NYC have expired",
                        CauseAndEffectOfTrustTest::expired),
                new Case(
                        AuditRule.EMCC_CRT_05, "NYC renewed after its last export", CauseAndEffectOfTrustTest::renewed),
                new Case(
                        AuditRule.EMCC_CRT_07,
                        "LON exports to another directory",
                        CauseAndEffectOfTrustTest::elsewhere),
                new Case(
                        AuditRule.EMCC_SEC_01,
                        "a secure phone, a home that is not mixed",
                        () -> security(
                                AuditRule.EMCC_SEC_01,
                                46,
                                Company.newYork().toBuilder()
                                        .release(Release.parse("11.5(1)"))
                                        .signedFiles()
                                        .build(),
                                london("11.5(1)"))),
                new Case(
                        AuditRule.EMCC_SEC_02,
                        "a secure phone, a home of release 8.6",
                        () -> security(AuditRule.EMCC_SEC_02, 45, newYork("8.6(2)"), london("9.1(2)"))));
    }

    @ParameterizedTest
    @MethodSource("trust")
    void aFaultOfTrustStopsThePhone(Case fault) {
        fault.shown().run();
    }

    /** What was consolidated, when a cluster did not export a type. */
    private static UnaryOperator<List<BundledCertificate>> without(String cluster, CertificateType type) {
        return all -> all.stream().filter(each -> !isOf(each, cluster, type)).toList();
    }

    /** What was consolidated, when somebody else's certificate came under the name of a node. It is older, as from before a renewal. */
    private static UnaryOperator<List<BundledCertificate>> stranger(String cluster, CertificateType type) {
        return all -> all.stream()
                .map(each -> isOf(each, cluster, type)
                        ? BundledCertificate.of(
                                NodeIdentity.selfSigned(
                                                lab.cluster(cluster).company().node(), type)
                                        .key(KeyKind.EC_P256)
                                        .clock(Clock.offset(lab.clock(), Duration.ofDays(-1)))
                                        .generate()
                                        .certificate()
                                        .certificate(),
                                each.origins())
                        : each)
                .toList();
    }

    private static boolean isOf(BundledCertificate each, String cluster, CertificateType type) {
        return each.types().contains(type) && each.clusters().contains(ClusterId.of(cluster));
    }

    /** Where a phone stops. */
    private interface Stop {
        /**
         * Checks it.
         *
         * @param at the cluster that does not trust
         * @param shown what the phone showed for the login
         * @param from how many events there were before the fault
         */
        void reached(String at, Display shown, int from);
    }

    private static void distrusts(
            AuditRule rule,
            String at,
            UnaryOperator<List<BundledCertificate>> consolidated,
            Set<String> codes,
            Stop stop) {
        AuditReport before = audit(lab);
        int from = lab.trace().events().size();
        LabExchange.importsInstead(lab, at, consolidated);
        Display shown;
        try {
            isAllThatDiffers(codes, before, audit(lab));
            assertThat(audit(lab).findings(rule)).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.remedy().cluster()).isEqualTo(at);
                assertThat(finding.remedy().action()).contains("import all on " + at);
            });
            shown = phone.logIn("alice", PIN);
            stop.reached(at, shown, from);
        } finally {
            lab.exchangeCertificates();
        }
        isAllThatDiffers(Set.of(), before, audit(lab));
        if (isSuccess(shown)) {
            phone.start().join(); // it was sent home before, and now gets there
        } else {
            assertThat(phone.logIn("alice", PIN)).matches(CauseAndEffectOfTrustTest::isSuccess);
        }
        getsHomeAndBack(lab, phone);
    }

    /** That a fault breaks these rules, which were kept before, and changes nothing else in the report. */
    private static void isAllThatDiffers(Set<String> codes, AuditReport sound, AuditReport report) {
        assertThat(trustCodes(sound)).as("of trust, without the fault").isEmpty();
        assertThat(trustCodes(report)).isEqualTo(codes);
        assertThat(others(report)).as("of the rest").isEqualTo(others(sound));
    }

    private static boolean isSuccess(Display shown) {
        return shown.text().startsWith("Login successful");
    }

    private static void getsHomeAndBack(EmccLab at, VirtualPhone calling) {
        at.awaitRegistration(calling, "NYC");
        assertThat(calling.logOut().text()).startsWith("Logout successful");
        at.awaitRegistration(calling, "LON");
    }

    private static List<TraceEvent> since(EmccLab in, int from) {
        List<TraceEvent> all = in.trace().events();
        return all.subList(from, all.size());
    }

    private static List<String> amissAtPhone(int from) {
        return since(lab, from).stream()
                .filter(event -> event.amiss() && event.from().equals(PHONE))
                .map(TraceEvent::what)
                .toList();
    }

    /** The EM services do not believe each other. */
    private static void isRefused(String at, Display shown, int from) {
        assertThat(shown.candidates()).containsExactly(ErrorCode.of(208));
        assertThat(AuditRule.EMCC_CRT_01.errorCodes()).isEqualTo(shown.candidates());
        assertThat(since(lab, from)).anySatisfy(event -> {
            assertThat(event.from()).isEqualTo(at);
            assertThat(event.what()).isEqualTo(UNTRUSTED);
        });
    }

    /** The login is done, but the phone believes no file of home. */
    private static void staysAtItsFiles(String at, Display shown, int from) {
        assertThat(shown).matches(CauseAndEffectOfTrustTest::isSuccess);
        phone.await(
                status -> status instanceof PhoneStatus.Registered
                        && amissAtPhone(from).contains("keeps the configuration it has"),
                Duration.ofSeconds(30));
        lab.awaitRegistration(phone, at);
        assertThat(amissAtPhone(from)).containsSubsequence("keeps its trust lists", "keeps the configuration it has");
        assertThat(phone.status())
                .isInstanceOfSatisfying(
                        PhoneStatus.Registered.class,
                        status -> assertThat(status.emccMode()).isFalse());
    }

    /** The login is done and the phone has home's file, but home does not believe the phone. */
    private static void isNotRegistered(String at, Display shown, int from) {
        assertThat(shown).matches(CauseAndEffectOfTrustTest::isSuccess);
        phone.await(PhoneStatus.Unregistered.class::isInstance, Duration.ofSeconds(60));
        assertThat(since(lab, from))
                .anySatisfy(event -> assertThat(event.what()).isEqualTo("enters EMCC mode"));
        assertThat(amissAtPhone(from)).doesNotContain("keeps its trust lists", "keeps the configuration it has");
    }

    private static void expired() {
        AuditReport report;
        try (EmccLab old = EmccLab.builder()
                .withExpiredCertificatesAt("NYC")
                .withoutPeriodicWork()
                .start()) {
            report = audit(old);
            assertThat(report.findings(AuditRule.EMCC_CRT_05)).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.message()).contains("has expired on");
                assertThat(finding.remedy().cluster()).isEqualTo("NYC");
            });
            VirtualPhone calling = old.phone("SEP0011AABBCCD1");
            calling.start().join();
            assertThat(calling.logIn("alice", PIN).candidates()).containsExactly(ErrorCode.of(208));
            assertThat(old.trace().asText()).contains(UNTRUSTED, "has expired");
        }
        // The keys of a cluster that runs are not renewed, so the one with renewed certificates is another.
        try (EmccLab renewed = EmccLab.builder().withoutPeriodicWork().start()) {
            isAllThatDiffers(
                    Set.of("EMCC-CRT-05", "EMCC-COV-06", "EMCC-COV-01", "EMCC-COV-02", "EMCC-COV-03", EXPIRED),
                    audit(renewed),
                    report);
            VirtualPhone calling = renewed.phone("SEP0011AABBCCD1");
            calling.start().join();
            assertThat(calling.logIn("alice", PIN)).matches(CauseAndEffectOfTrustTest::isSuccess);
            getsHomeAndBack(renewed, calling);
        }
    }

    /** What New York had before it renewed its certificate is what London still trusts. */
    private static void renewed() {
        Instant now = lab.clock().instant();
        AuditReport sound = audit(lab, Map.of("NYC", exchange("/exchange", now)));
        int from = lab.trace().events().size();
        LabExchange.importsInstead(lab, "LON", stranger("NYC", CertificateType.TOMCAT));
        try {
            AuditReport report = audit(lab, Map.of("NYC", exchange("/exchange", now.minus(Duration.ofHours(12)))));
            isAllThatDiffers(
                    Set.of("EMCC-CRT-01", "EMCC-CRT-05", "EMCC-COV-01", "EMCC-COV-03", RESTART), sound, report);
            assertThat(report.findings(AuditRule.EMCC_CRT_05))
                    .anySatisfy(finding -> assertThat(finding.message())
                            .contains("tomcat certificate", "is newer than the last export"));
            isRefused("LON", phone.logIn("alice", PIN), from);
        } finally {
            lab.exchangeCertificates();
        }
        Instant later = lab.clock().instant();
        isAllThatDiffers(Set.of(), sound, audit(lab, Map.of("NYC", exchange("/exchange", later))));
        assertThat(phone.logIn("alice", PIN)).matches(CauseAndEffectOfTrustTest::isSuccess);
        getsHomeAndBack(lab, phone);
    }

    /** A lab has one directory; a cluster that uses another has no part in what is exchanged there. */
    private static void elsewhere() {
        try (EmccLab apart =
                EmccLab.builder().withoutExchangeAt("LON").withoutPeriodicWork().start()) {
            Instant now = apart.clock().instant();
            AuditReport report =
                    audit(apart, Map.of("NYC", exchange("/exchange", now), "LON", exchange("/elsewhere", now)));
            VirtualPhone calling = apart.phone("SEP0011AABBCCD1");
            calling.start().join();
            assertThat(calling.logIn("alice", PIN).candidates()).containsExactly(ErrorCode.of(208));
            assertThat(apart.trace().asText()).contains("cannot consolidate");

            apart.exchangeCertificates();
            Instant later = apart.clock().instant();
            isAllThatDiffers(
                    Set.of(
                            "EMCC-CRT-07",
                            "EMCC-CRT-01",
                            "EMCC-CRT-02",
                            "EMCC-CRT-03",
                            "EMCC-CRT-04",
                            "EMCC-COV-01",
                            "EMCC-COV-02",
                            "EMCC-COV-03",
                            RESTART),
                    audit(apart, Map.of("NYC", exchange("/exchange", later), "LON", exchange("/exchange", later))),
                    report);
            assertThat(calling.logIn("alice", PIN)).matches(CauseAndEffectOfTrustTest::isSuccess);
            getsHomeAndBack(apart, calling);
        }
    }

    private static ClusterObject exchange(String directory, Instant exported) {
        return ClusterObject.builder(ObjectKind.CONSOLIDATION)
                .set(ConsolidationFields.SFTP_SERVER, "sftp.example.com")
                .set(ConsolidationFields.SFTP_DIRECTORY, directory)
                .set(ConsolidationFields.EXPORTED, exported)
                .build();
    }

    /** The remedy that both findings begin with: a nonsecure profile for the phone. */
    private static void security(AuditRule rule, int code, Company home, Company visiting) {
        try (EmccLab between = EmccLab.builder()
                .companies(home, visiting)
                .withoutPeriodicWork()
                .start()) {
            VirtualPhone calling = between.phone(PHONE);
            calling.start().join();
            AuditReport report = audit(between);
            assertThat(report.findings(rule)).singleElement().satisfies(finding -> {
                assertThat(finding.remedy().cluster()).isEqualTo("LON");
                assertThat(finding.remedy().action()).contains("Give the phones a nonsecure Device Security Profile");
                assertThat(finding.errorCodes()).containsExactly(ErrorCode.of(code));
            });
            assertThat(calling.logIn("alice", PIN).candidates()).containsExactly(ErrorCode.of(code));

            between.cluster("LON").configure(nonsecure(between.cluster("LON").configuration()));
            isAllThatDiffers(Set.of(rule.code()), audit(between), report);
            calling.start().join();
            assertThat(calling.logIn("alice", PIN)).matches(CauseAndEffectOfTrustTest::isSuccess);
            getsHomeAndBack(between, calling);
        }
    }

    private static ClusterConfiguration nonsecure(ClusterConfiguration of) {
        return of.toBuilder()
                .phones(of.phones().values().stream()
                        .map(each -> each.toBuilder()
                                .security(PhoneSecurity.NONSECURE)
                                .build())
                        .toList())
                .build();
    }

    private static AuditReport audit(EmccLab of) {
        return audit(of, Map.of());
    }

    private static AuditReport audit(EmccLab of, Map<String, ClusterObject> exchanges) {
        Audit.Builder audit = Audit.builder(of.clock());
        for (String each : List.of("NYC", "LON")) {
            ClusterSnapshot.Builder snapshot = ClusterSnapshot.of(
                            of.cluster(each).configuration())
                    .toBuilder()
                    .objects(ObjectKind.CERTIFICATE, certificates(LabExchange.inventory(of, each)));
            if (exchanges.containsKey(each)) {
                snapshot.objects(ObjectKind.CONSOLIDATION, List.of(exchanges.get(each)));
            }
            audit.cluster(snapshot.build());
        }
        return audit.contributor(CertificateAudit.of(
                        Map.of("NYC", LabExchange.inventory(of, "NYC"), "LON", LabExchange.inventory(of, "LON")),
                        of.clock().instant()))
                .build()
                .run();
    }

    private static Set<String> trustCodes(AuditReport report) {
        return report.findings().stream()
                .map(AuditFinding::code)
                .filter(code -> TRUST_CODES.stream().anyMatch(code::startsWith))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What has nothing to do with trust. */
    private static List<String> others(AuditReport report) {
        return report.findings().stream()
                .filter(each -> TRUST_CODES.stream().noneMatch(each.code()::startsWith))
                .map(AuditFinding::toString)
                .toList();
    }

    private static List<ClusterObject> certificates(ClusterInventory cluster) {
        List<ClusterObject> all = new ArrayList<>();
        cluster.certificates()
                .forEach(each -> all.add(certificate(cluster, ownStore(each.type()), each.certificate())));
        for (TrustStoreName store : cluster.trust().names()) {
            cluster.trust().certificates(store).forEach(each -> all.add(certificate(cluster, store.value(), each)));
        }
        return all;
    }

    private static String ownStore(CertificateType type) {
        return Map.of(
                        CertificateType.TOMCAT, "tomcat",
                        CertificateType.TFTP, "CallManager",
                        CertificateType.CAPF, "CAPF",
                        CertificateType.ITL_RECOVERY, "ITLRecovery")
                .get(type);
    }

    private static ClusterObject certificate(ClusterInventory cluster, String store, X509Certificate certificate) {
        return ClusterObject.builder(ObjectKind.CERTIFICATE)
                .set(CertificateFields.NODE, cluster.publisher())
                .set(CertificateFields.STORE, store)
                .set(
                        CertificateFields.SUBJECT,
                        certificate.getSubjectX500Principal().getName())
                .set(
                        CertificateFields.ISSUER,
                        certificate.getIssuerX500Principal().getName())
                .set(
                        CertificateFields.SERIAL_NUMBER,
                        certificate.getSerialNumber().toString(16))
                .set(CertificateFields.SHA256, Fingerprint.of(certificate).value())
                .set(CertificateFields.NOT_BEFORE, certificate.getNotBefore().toInstant())
                .set(CertificateFields.NOT_AFTER, certificate.getNotAfter().toInstant())
                .build();
    }

    @Test
    void theRulesOnTrustThatAreShownAreThoseOfTheCases() {
        assertThat(trust().map(Case::rule).collect(Collectors.toSet())).isEqualTo(SHOWS);
    }
}
