package org.emcc.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
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
import org.emcc.core.audit.CallRoads;
import org.emcc.core.audit.Explain;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.snapshot.CallingSearchSpaceFields;
import org.emcc.core.snapshot.CertificateFields;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.ConsolidationFields;
import org.emcc.core.snapshot.DevicePoolFields;
import org.emcc.core.snapshot.ObjectField;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.OrderedName;
import org.emcc.core.snapshot.RemoteClusterFields;
import org.emcc.core.snapshot.RoutePatternFields;
import org.emcc.core.snapshot.SipTrunkFields;
import org.emcc.core.snapshot.SnapshotProjection;
import org.emcc.core.user.Pin;
import org.emcc.sip.routing.EmergencyRoads;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.lab.LabExchange;
import org.emcc.testkit.phone.Display;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.testkit.trace.TraceEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the audit says of trust and of emergency calls is what happens. In a lab with exactly one fault of trust the phone stops at the
 * step that the rule names, and mended by the remedy it gets through. With a fault of the dial plan an explanation shows the wrong road,
 * and mended by the remedy the right one.
 *
 * <p>A lab cannot hold these, so that they are shown on a snapshot only: EMCC-CRT-03, because trust lists of a lab are signed by the call
 * manager whatever the release; EMCC-CRT-06, CRT-08 and CRT-09, because a lab consolidates once, has few certificates, and reads what it
 * wrote; EMCC-CRT-10, because its trust lists are never emptied. Of emergency calls: EMCC-DP-03, because only emergency numbers have
 * roads; EMCC-AR-01 has to do with phones and with no call.
 */
@Timeout(300)
class TrustAndRoadsTest {
    /** The rules on trust and security that a lab shows. */
    static final Set<AuditRule> SHOWS_TRUST = Set.copyOf(EnumSet.of(
            AuditRule.EMCC_CRT_01,
            AuditRule.EMCC_CRT_02,
            AuditRule.EMCC_CRT_04,
            AuditRule.EMCC_CRT_05,
            AuditRule.EMCC_CRT_07,
            AuditRule.EMCC_SEC_01,
            AuditRule.EMCC_SEC_02));

    /** The rules on emergency calls that an explanation shows. */
    static final Set<AuditRule> SHOWS_EMERGENCY = Set.copyOf(EnumSet.of(
            AuditRule.EMCC_DP_01,
            AuditRule.EMCC_DP_02,
            AuditRule.EMCC_DP_04,
            AuditRule.EMCC_GEO_01,
            AuditRule.EMCC_GEO_02,
            AuditRule.EMCC_RC_04,
            AuditRule.EMCC_ICSP_04,
            AuditRule.EMCC_FP_07));

    private static final Pin PIN = Company.newYork().pins().get(UserId.of("alice"));
    private static final String PHONE = "SEP0011AABBCCF1";
    private static final String UNTRUSTED = "trusts no certificate that it is shown";
    private static final List<String> TRUST_CODES = List.of("EMCC-CRT-", "EMCC-SEC-", "EMCC-COV-");

    /** A rule, what is wrong, and how it is shown. */
    private record Case(AuditRule rule, String what, Runnable shown) {
        @Override
        public String toString() {
            return rule.code() + ", " + what;
        }
    }

    // ---- trust

    private static EmccLab lab;
    private static VirtualPhone phone;

    @BeforeAll
    static void open() {
        lab = EmccLab.builder()
                .companies(newYork("11.5(1)"), london("11.5(1)"))
                .withoutPeriodicWork()
                .start();
        phone = lab.phone(PHONE);
        phone.start().join();
        lab.awaitRegistration(phone, "LON");
    }

    @AfterAll
    static void close() {
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
                                Set.of("EMCC-CRT-01", "EMCC-COV-01", "EMCC-COV-03"),
                                TrustAndRoadsTest::isRefused)),
                new Case(
                        AuditRule.EMCC_CRT_01,
                        "NYC has no Tomcat certificate of LON",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_01,
                                "NYC",
                                without("LON", CertificateType.TOMCAT),
                                Set.of("EMCC-CRT-01", "EMCC-COV-01", "EMCC-COV-03"),
                                TrustAndRoadsTest::isRefused)),
                new Case(
                        AuditRule.EMCC_CRT_01,
                        "LON has a stranger's Tomcat certificate for that of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_01,
                                "LON",
                                stranger("NYC", CertificateType.TOMCAT),
                                Set.of("EMCC-CRT-01", "EMCC-COV-01", "EMCC-COV-03"),
                                TrustAndRoadsTest::isRefused)),
                new Case(
                        AuditRule.EMCC_CRT_02,
                        "LON has no CallManager certificate of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_02,
                                "LON",
                                without("NYC", CertificateType.TFTP),
                                Set.of("EMCC-CRT-02", "EMCC-COV-02"),
                                TrustAndRoadsTest::staysAtItsFiles)),
                new Case(
                        AuditRule.EMCC_CRT_02,
                        "LON has a stranger's CallManager certificate for that of NYC",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_02,
                                "LON",
                                stranger("NYC", CertificateType.TFTP),
                                Set.of("EMCC-CRT-02", "EMCC-COV-02"),
                                TrustAndRoadsTest::staysAtItsFiles)),
                new Case(
                        AuditRule.EMCC_CRT_04,
                        "NYC has no CAPF certificate of LON",
                        () -> distrusts(
                                AuditRule.EMCC_CRT_04,
                                "NYC",
                                without("LON", CertificateType.CAPF),
                                Set.of("EMCC-CRT-04", "EMCC-COV-04"),
                                TrustAndRoadsTest::isNotRegistered)),
                new Case(AuditRule.EMCC_CRT_05, "the certificates of NYC have expired", TrustAndRoadsTest::expired),
                new Case(AuditRule.EMCC_CRT_05, "NYC renewed after its last export", TrustAndRoadsTest::renewed),
                new Case(AuditRule.EMCC_CRT_07, "LON exports to another directory", TrustAndRoadsTest::elsewhere),
                new Case(
                        AuditRule.EMCC_SEC_01,
                        "a secure phone, a home that is not mixed",
                        () -> security(
                                AuditRule.EMCC_SEC_01,
                                Company.newYork().toBuilder()
                                        .release(Release.parse("11.5(1)"))
                                        .signedFiles()
                                        .build(),
                                london("11.5(1)"))),
                new Case(
                        AuditRule.EMCC_SEC_02,
                        "a secure phone, a home of release 8.6",
                        () -> security(AuditRule.EMCC_SEC_02, newYork("8.6(2)"), london("9.1(2)"))));
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
        assertThat(trustCodes(audit(lab))).as("before the fault").isEmpty();
        int from = lab.trace().events().size();
        LabExchange.importsInstead(lab, at, consolidated);
        Display shown;
        try {
            assertThat(trustCodes(audit(lab))).isEqualTo(codes);
            assertThat(audit(lab).findings(rule)).isNotEmpty().allSatisfy(finding -> {
                assertThat(finding.remedy().cluster()).isEqualTo(at);
                assertThat(finding.remedy().action()).contains("import all on " + at);
            });
            shown = phone.logIn("alice", PIN);
            stop.reached(at, shown, from);
        } finally {
            lab.exchangeCertificates();
        }
        assertThat(trustCodes(audit(lab))).as("mended").isEmpty();
        if (isSuccess(shown)) {
            phone.start().join(); // it was sent home before, and now gets there
        } else {
            assertThat(phone.logIn("alice", PIN)).matches(TrustAndRoadsTest::isSuccess);
        }
        getsHomeAndBack(lab, phone);
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
        assertThat(shown).matches(TrustAndRoadsTest::isSuccess);
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
        assertThat(shown).matches(TrustAndRoadsTest::isSuccess);
        phone.await(PhoneStatus.Unregistered.class::isInstance, Duration.ofSeconds(60));
        assertThat(since(lab, from))
                .anySatisfy(event -> assertThat(event.what()).isEqualTo("enters EMCC mode"));
        assertThat(amissAtPhone(from)).doesNotContain("keeps its trust lists", "keeps the configuration it has");
    }

    private static void expired() {
        try (EmccLab old = EmccLab.builder()
                .withExpiredCertificatesAt("NYC")
                .withoutPeriodicWork()
                .start()) {
            assertThat(trustCodes(audit(old))).contains("EMCC-CRT-05", "EMCC-COV-06");
            assertThat(audit(old).findings(AuditRule.EMCC_CRT_05)).isNotEmpty().allSatisfy(finding -> {
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
            assertThat(trustCodes(audit(renewed))).isEmpty();
            VirtualPhone calling = renewed.phone("SEP0011AABBCCD1");
            calling.start().join();
            assertThat(calling.logIn("alice", PIN)).matches(TrustAndRoadsTest::isSuccess);
            getsHomeAndBack(renewed, calling);
        }
    }

    /** What New York had before it renewed its certificate is what London still trusts. */
    private static void renewed() {
        Instant now = lab.clock().instant();
        Instant before = now.minus(Duration.ofHours(12));
        int from = lab.trace().events().size();
        LabExchange.importsInstead(lab, "LON", stranger("NYC", CertificateType.TOMCAT));
        try {
            AuditReport report = audit(lab, Map.of("NYC", exchange("/exchange", before)));
            assertThat(trustCodes(report))
                    .containsExactlyInAnyOrder("EMCC-CRT-01", "EMCC-CRT-05", "EMCC-COV-01", "EMCC-COV-03");
            assertThat(report.findings(AuditRule.EMCC_CRT_05))
                    .anySatisfy(finding -> assertThat(finding.message())
                            .contains("tomcat certificate", "is newer than the last export"));
            isRefused("LON", phone.logIn("alice", PIN), from);
        } finally {
            lab.exchangeCertificates();
        }
        assertThat(trustCodes(audit(
                        lab, Map.of("NYC", exchange("/exchange", lab.clock().instant())))))
                .isEmpty();
        assertThat(phone.logIn("alice", PIN)).matches(TrustAndRoadsTest::isSuccess);
        getsHomeAndBack(lab, phone);
    }

    /** A lab has one directory; a cluster that uses another has no part in what is exchanged there. */
    private static void elsewhere() {
        try (EmccLab apart =
                EmccLab.builder().withoutExchangeAt("LON").withoutPeriodicWork().start()) {
            Instant now = apart.clock().instant();
            AuditReport report =
                    audit(apart, Map.of("NYC", exchange("/exchange", now), "LON", exchange("/elsewhere", now)));
            assertThat(trustCodes(report)).contains("EMCC-CRT-07", "EMCC-CRT-01");
            VirtualPhone calling = apart.phone("SEP0011AABBCCD1");
            calling.start().join();
            assertThat(calling.logIn("alice", PIN).candidates()).containsExactly(ErrorCode.of(208));
            assertThat(apart.trace().asText()).contains("cannot consolidate");

            apart.exchangeCertificates();
            Instant later = apart.clock().instant();
            assertThat(trustCodes(audit(
                            apart, Map.of("NYC", exchange("/exchange", later), "LON", exchange("/exchange", later)))))
                    .isEmpty();
            assertThat(calling.logIn("alice", PIN)).matches(TrustAndRoadsTest::isSuccess);
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
    private static void security(AuditRule rule, Company home, Company visiting) {
        try (EmccLab between = EmccLab.builder()
                .companies(home, visiting)
                .withoutPeriodicWork()
                .start()) {
            VirtualPhone calling = between.phone(PHONE);
            calling.start().join();
            List<AuditFinding> found = audit(between).findings(rule);
            assertThat(found).singleElement().satisfies(finding -> {
                assertThat(finding.remedy().cluster()).isEqualTo("LON");
                assertThat(finding.remedy().action()).contains("Give the phones a nonsecure Device Security Profile");
                assertThat(finding.errorCodes()).isNotEmpty();
            });
            assertThat(trustCodes(audit(between))).containsExactly(rule.code());
            assertThat(calling.logIn("alice", PIN).candidates())
                    .containsExactlyElementsOf(found.get(0).errorCodes());

            between.cluster("LON").configure(nonsecure(between.cluster("LON").configuration()));
            assertThat(trustCodes(audit(between))).isEmpty();
            calling.start().join();
            assertThat(calling.logIn("alice", PIN)).matches(TrustAndRoadsTest::isSuccess);
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
        assertThat(trust().map(Case::rule).collect(Collectors.toSet())).isEqualTo(SHOWS_TRUST);
    }

    // ---- emergency calls

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-24T08:00:00Z"), ZoneOffset.UTC);
    private static final ServiceAddress SOMEWHERE = ServiceAddress.of("192.0.2.1");
    private static final Addresses ADDRESSES = new Addresses(SOMEWHERE, SOMEWHERE, SOMEWHERE);
    private static final String TRUNK_SPACE = "css-trunk";
    private static final String POOL_ABROAD = "rdp-LON";
    private static final String LEAVES_LONDON = "The call leaves by gateway gateway of rg-LON of cluster LON as 999.";

    /** Two clusters between which an emergency call of a visitor in London takes the right road. */
    private record Pair(ClusterSnapshot home, ClusterSnapshot visiting) {
        Pair home(UnaryOperator<ClusterSnapshot> change) {
            return new Pair(change.apply(home), visiting);
        }

        Pair visiting(UnaryOperator<ClusterSnapshot> change) {
            return new Pair(home, change.apply(visiting));
        }
    }

    private static Company visited() {
        return Company.builder("LON", "cucm-lon.example.com")
                .site(Site.in("GB", "London")
                        .emergency("css-emergency-UK", "999")
                        .phones("SEP0011AABBCCD1")
                        .build())
                .user("nora", PIN, "Nora Nash", "442075550100")
                .build();
    }

    private static Pair sound() {
        Company newYork = Company.newYork();
        Company london = visited();
        ClusterSnapshot home = ClusterSnapshot.of(newYork.configuration(ADDRESSES, List.of(london)));
        ClusterSnapshot visiting = ClusterSnapshot.of(london.configuration(ADDRESSES, List.of(newYork)));
        return new Pair(
                trunkSpace(home).toBuilder()
                        .add(
                                space(TRUNK_SPACE, "pt-emergency-US"),
                                space("css-emergency-UK", "pt-emergency-UK"),
                                space("css-emergency-US", "pt-emergency-US"),
                                space("css-alice", "pt-pstn"),
                                space("css-mmeyer", "pt-pstn"),
                                emergency("999", "GB", "pt-emergency-UK", true),
                                emergency("911", "US", "pt-emergency-US", true),
                                pattern("9.1XXXXXXXXXX", "pt-pstn"))
                        .build(),
                pools(trunkSpace(visiting), "dp-LON", DevicePoolFields.LOCAL_ROUTE_GROUP_NAME, "rg-LON").toBuilder()
                        .add(
                                space(TRUNK_SPACE, "pt-emergency-UK"),
                                space("css-emergency-US", "pt-emergency-US"),
                                space("css-nora", "pt-pstn"),
                                emergency("999", "GB", "pt-emergency-UK", true),
                                emergency("911", "US", "pt-emergency-US", true))
                        .build());
    }

    private static ClusterSnapshot trunkSpace(ClusterSnapshot of) {
        return each(of, ObjectKind.SIP_TRUNK, any -> true, SipTrunkFields.CALLING_SEARCH_SPACE_NAME, TRUNK_SPACE);
    }

    private static ClusterObject space(String name, String... partitions) {
        List<OrderedName> members = new ArrayList<>();
        for (String partition : partitions) {
            members.add(new OrderedName(members.size(), partition));
        }
        return ClusterObject.builder(ObjectKind.CALLING_SEARCH_SPACE)
                .set(CallingSearchSpaceFields.NAME, name)
                .set(CallingSearchSpaceFields.MEMBERS, members)
                .build();
    }

    private static ClusterObject emergency(String number, String country, String partition, boolean local) {
        return ClusterObject.builder(ObjectKind.ROUTE_PATTERN)
                .set(RoutePatternFields.PATTERN, number)
                .set(RoutePatternFields.ROUTE_PARTITION_NAME, partition)
                .set(RoutePatternFields.EMERGENCY, true)
                .set(RoutePatternFields.COUNTRY, country)
                .set(RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP, local)
                .build();
    }

    private static ClusterObject pattern(String text, String partition) {
        return ClusterObject.builder(ObjectKind.ROUTE_PATTERN)
                .set(RoutePatternFields.PATTERN, text)
                .set(RoutePatternFields.ROUTE_PARTITION_NAME, partition)
                .set(RoutePatternFields.EMERGENCY, false)
                .set(RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP, false)
                .build();
    }

    /** The same with another text in a field of some objects, as somebody enters it on the page. */
    private static ClusterSnapshot each(
            ClusterSnapshot of, ObjectKind kind, Predicate<ClusterObject> which, ObjectField<?> field, String text) {
        assertThat(of.all(kind)).as("there is something to change").anyMatch(which);
        return of.toBuilder()
                .objects(
                        kind,
                        of.all(kind).stream()
                                .map(one -> which.test(one)
                                        ? one.toBuilder().read(field, text).build()
                                        : one)
                                .toList())
                .build();
    }

    private static ClusterSnapshot pools(ClusterSnapshot of, String pool, ObjectField<?> field, String text) {
        return each(of, ObjectKind.DEVICE_POOL, one -> one.name().equals(pool), field, text);
    }

    private static Predicate<ClusterObject> is999() {
        return one -> one.text(RoutePatternFields.PATTERN).equals("999");
    }

    private static ClusterSnapshot without999(ClusterSnapshot of) {
        return of.toBuilder()
                .objects(
                        ObjectKind.ROUTE_PATTERN,
                        of.all(ObjectKind.ROUTE_PATTERN).stream()
                                .filter(is999().negate())
                                .toList())
                .build();
    }

    private static ClusterSnapshot spaces(ClusterSnapshot of, ClusterObject instead) {
        return of.toBuilder()
                .objects(
                        ObjectKind.CALLING_SEARCH_SPACE,
                        of.all(ObjectKind.CALLING_SEARCH_SPACE).stream()
                                .map(one -> one.name().equals(instead.name()) ? instead : one)
                                .toList())
                .build();
    }

    static Stream<Case> emergencies() {
        return Stream.of(
                new Case(
                        AuditRule.EMCC_DP_01,
                        "no adjunct calling search space",
                        () -> atHome(
                                AuditRule.EMCC_DP_01,
                                home -> pools(home, POOL_ABROAD, DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE, ""),
                                home -> pools(
                                        home,
                                        POOL_ABROAD,
                                        DevicePoolFields.ADJUNCT_CALLING_SEARCH_SPACE,
                                        "css-emergency-UK"),
                                "999")),
                new Case(
                        AuditRule.EMCC_DP_02,
                        "no pattern for the number",
                        () -> atHome(
                                AuditRule.EMCC_DP_02,
                                TrustAndRoadsTest::without999,
                                home -> home.toBuilder()
                                        .add(emergency("999", "GB", "pt-emergency-UK", true))
                                        .build(),
                                "999")),
                new Case(
                        AuditRule.EMCC_DP_02,
                        "a pattern that does not go by the standard local route group",
                        () -> atHome(
                                AuditRule.EMCC_DP_02,
                                home -> each(
                                        home,
                                        ObjectKind.ROUTE_PATTERN,
                                        is999(),
                                        RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP,
                                        "false"),
                                home -> each(
                                        home,
                                        ObjectKind.ROUTE_PATTERN,
                                        is999(),
                                        RoutePatternFields.STANDARD_LOCAL_ROUTE_GROUP,
                                        "true"),
                                "of cluster NYC as 999")),
                new Case(
                        AuditRule.EMCC_DP_04,
                        "an adjunct with a number of the office before that for help",
                        () -> atHome(
                                AuditRule.EMCC_DP_04,
                                home ->
                                        spaces(home, space("css-emergency-UK", "pt-office", "pt-emergency-UK"))
                                                .toBuilder()
                                                .add(pattern("999", "pt-office"))
                                                .build(),
                                home -> spaces(home, space("css-emergency-UK", "pt-emergency-UK")),
                                "of cluster NYC as 999")),
                new Case(
                        AuditRule.EMCC_GEO_01,
                        "phones without a geolocation",
                        () -> atVisiting(
                                AuditRule.EMCC_GEO_01,
                                visiting -> pools(visiting, "dp-LON", DevicePoolFields.GEO_LOCATION_NAME, ""),
                                visiting -> pools(visiting, "dp-LON", DevicePoolFields.GEO_LOCATION_NAME, "geo-LON"),
                                "999")),
                new Case(
                        AuditRule.EMCC_GEO_02,
                        "no device pool for the visited country",
                        () -> atHome(
                                AuditRule.EMCC_GEO_02,
                                home -> pools(home, POOL_ABROAD, DevicePoolFields.GEO_LOCATION_NAME, ""),
                                home -> pools(home, POOL_ABROAD, DevicePoolFields.GEO_LOCATION_NAME, "geo-LON"),
                                "999")),
                new Case(
                        AuditRule.EMCC_RC_04,
                        "PSTN Access is not ticked",
                        () -> atHome(
                                AuditRule.EMCC_RC_04,
                                home -> each(
                                        home,
                                        ObjectKind.REMOTE_CLUSTER,
                                        any -> true,
                                        RemoteClusterFields.PSTN_ACCESS_ENABLED,
                                        "false"),
                                home -> each(
                                        home,
                                        ObjectKind.REMOTE_CLUSTER,
                                        any -> true,
                                        RemoteClusterFields.PSTN_ACCESS_ENABLED,
                                        "true"),
                                "PSTN Access is not ticked in the record of LON")),
                new Case(
                        AuditRule.EMCC_ICSP_04,
                        "PSTN Access by a trunk that is none of EMCC",
                        () -> atHome(
                                AuditRule.EMCC_ICSP_04,
                                home -> each(
                                        home,
                                        ObjectKind.SIP_TRUNK,
                                        any -> true,
                                        SipTrunkFields.SIP_TRUNK_TYPE,
                                        TrunkServiceType.NONE.label()),
                                home -> each(
                                        home,
                                        ObjectKind.SIP_TRUNK,
                                        any -> true,
                                        SipTrunkFields.SIP_TRUNK_TYPE,
                                        TrunkServiceType.EXTENSION_MOBILITY_CROSS_CLUSTER.label()),
                                "is not an EMCC trunk there")),
                new Case(
                        AuditRule.EMCC_FP_07,
                        "the trunk's calling search space counts, and there is none",
                        () -> atVisiting(
                                AuditRule.EMCC_FP_07,
                                visiting -> each(
                                        visiting,
                                        ObjectKind.SIP_TRUNK,
                                        any -> true,
                                        SipTrunkFields.CALLING_SEARCH_SPACE_NAME,
                                        ""),
                                TrustAndRoadsTest::trunkSpace,
                                "999")));
    }

    @ParameterizedTest
    @MethodSource("emergencies")
    void aFaultOfTheDialPlanShowsInTheRoad(Case fault) {
        fault.shown().run();
    }

    private static void atHome(
            AuditRule rule,
            UnaryOperator<ClusterSnapshot> fault,
            UnaryOperator<ClusterSnapshot> remedy,
            String wrongEnd) {
        Pair bad = sound().home(fault);
        astray(rule, bad, "NYC", wrongEnd, bad.home(remedy));
    }

    private static void atVisiting(
            AuditRule rule,
            UnaryOperator<ClusterSnapshot> fault,
            UnaryOperator<ClusterSnapshot> remedy,
            String wrongEnd) {
        Pair bad = sound().visiting(fault);
        astray(rule, bad, "LON", wrongEnd, bad.visiting(remedy));
    }

    private static void astray(AuditRule rule, Pair bad, String at, String wrongEnd, Pair mended) {
        assertThat(audit(bad).findings(rule))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.remedy().cluster()).isEqualTo(at));
        CallRoads.Road wrong = road(bad);
        assertThat(wrong.arrives()).as(() -> String.join("\n", wrong.steps())).isFalse();
        assertThat(wrong.steps()).last().asString().contains(wrongEnd).isNotEqualTo(LEAVES_LONDON);

        assertThat(audit(mended).findings(rule)).as("mended").isEmpty();
        CallRoads.Road right = road(mended);
        assertThat(right.arrives()).as(() -> String.join("\n", right.steps())).isTrue();
        assertThat(right.steps()).last().isEqualTo(LEAVES_LONDON);
    }

    /** What breaks no rule on emergency calls, so that each fault is the only one. */
    @Test
    void betweenSoundClustersTheCallLeavesWhereTheCallerIs() {
        AuditReport report = audit(sound());
        assertThat(SHOWS_EMERGENCY)
                .allSatisfy(rule ->
                        assertThat(report.findings(rule)).as(rule.code()).isEmpty());
        assertThat(road(sound()).steps()).last().isEqualTo(LEAVES_LONDON);
    }

    private static AuditReport audit(Pair pair) {
        return Audit.builder(NOW)
                .cluster(pair.home())
                .cluster(pair.visiting())
                .build()
                .run();
    }

    /** The road of an emergency call of Alice's at a phone in London. */
    private static CallRoads.Road road(Pair pair) {
        return Explain.of(configuration(pair.home()), configuration(pair.visiting()), NOW)
                .calls(EmergencyRoads.of(pair.home(), pair.visiting()))
                .login(UserId.of("alice"), DeviceName.of("SEP0011AABBCCD1"))
                .calls()
                .stream()
                .filter(call -> call.number().equals("999"))
                .findFirst()
                .orElseThrow();
    }

    private static ClusterConfiguration configuration(ClusterSnapshot of) {
        SnapshotProjection projection = of.toConfiguration();
        assertThat(projection).isInstanceOf(SnapshotProjection.Projected.class);
        return ((SnapshotProjection.Projected) projection).configuration();
    }

    @Test
    void theRulesOnEmergencyCallsThatAreShownAreThoseOfTheCases() {
        assertThat(emergencies().map(Case::rule).collect(Collectors.toSet())).isEqualTo(SHOWS_EMERGENCY);
    }
}
