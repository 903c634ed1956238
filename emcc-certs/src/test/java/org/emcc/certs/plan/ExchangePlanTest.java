package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.ITL_RECOVERY;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateChecks;
import org.emcc.certs.bundle.CertificateFinding;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.bundle.Retirement;
import org.emcc.certs.bundle.TypeSuffixes;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.trust.CertificateOwners;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.FindingSeverity;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.testing.JsonText;
import org.junit.jupiter.api.Test;

class ExchangePlanTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");

    private final Made made = new Made();

    private ClusterInventory.Builder newYork(String release) {
        return ClusterInventory.builder(NY, Release.parse(release), "ny1.lab")
                .certificates(made.publisher("ny1.lab", 1));
    }

    private ClusterInventory.Builder london(String release) {
        return ClusterInventory.builder(LON, Release.parse(release), "lon1.lab")
                .certificates(made.publisher("lon1.lab", 5));
    }

    private static List<PlanRule> rules(ImportPlan plan) {
        return plan.findings().stream().map(PlanFinding::rule).distinct().toList();
    }

    private static TrustStores tomcat(X509Certificate... certificates) {
        return TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(certificates)));
    }

    @Test
    void aPlanReadsLikeThis() {
        X509Certificate old = made.self("CN=ny1.lab,OU=web", 99, NOW.minus(Duration.ofDays(900)), NOW);
        X509Certificate gone = made.self("CN=gone.lab", 98);
        ClusterInventory london = london("15SU2")
                .certificates(List.of())
                .subscribers(List.of("lon2.lab"))
                .trust(tomcat(old, gone))
                .build();
        CertificateBundle bundle = CertificateBundle.of(List.of(
                Made.bundled(newYork("14").build().certificates(TOMCAT).get(0).certificate(), TOMCAT),
                Made.bundled(newYork("14").build().certificates(CAPF).get(0).certificate(), CAPF)));
        ImportPlan plan = ExchangePlan.builder(List.of(newYork("14").build(), london), NOW)
                .bundle(bundle)
                .build()
                .plan(LON);

        assertThat(plan.toText()).isEqualTo(Expected.PLAN);
    }

    @Test
    void coverageReadsLikeThis() {
        ExchangePlan plan = ExchangePlan.builder(
                        List.of(
                                newYork("14")
                                        .securityMode(ClusterSecurityMode.MIXED)
                                        .build(),
                                london("11.5").build()),
                        NOW)
                .build();

        assertThat(plan.coverageAfterBulk().toText()).isEqualTo(Expected.COVERAGE);
        assertThat(plan.coverageAfter().gaps()).isEmpty();
    }

    @Test
    void anExpiryReadsLikeThis() {
        ClusterInventory short1 = ClusterInventory.builder(NY, Release.parse("12.5"), "ny1.lab")
                .certificates(List.of(Made.on(
                        "ny1.lab",
                        TOMCAT,
                        made.self("CN=ny1.lab", 1, NOW.minusSeconds(9), NOW.plus(Duration.ofDays(30))))))
                .build();
        ExchangePlan plan = ExchangePlan.builder(List.of(short1, london("12.5").build()), NOW)
                .build();

        assertThat(plan.expiries().toText(NOW.plus(Duration.ofDays(29))))
                .isEqualTo("Expiring until 2026-12-21T12:00:00Z [certificates 1.10]\n\nnothing\n");
        assertThat(plan.expiries().toText(NOW.plus(Duration.ofDays(30)))).isEqualTo(Expected.EXPIRY);
        assertThat(plan.expiries().withSeverity(TOMCAT, FindingSeverity.WARNING).until(NOW.plus(Duration.ofDays(30))))
                .extracting(Expiry::severity)
                .containsExactly(FindingSeverity.WARNING);
    }

    @Test
    void anOldClusterUploadsByHandWhatItCannotImport() {
        ExchangePlan exchange = ExchangePlan.builder(
                        List.of(newYork("12.5.1").build(), london("9.1.2").build()), NOW)
                .build();
        ImportPlan plan = exchange.plan(LON);

        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.steps()).allMatch(each -> each.verdict() == PlanVerdict.REFUSED);
        assertThat(plan.findings().get(0).toString())
                .isEqualTo(
                        "ERROR EMCC-CERTS-0301: CSCuy43181 keeps london (9.1.2) from importing what new-york (12.5.1)"
                                + " had a part in; read this before you consolidate");
        ImportPlan manual = plan.manual().orElseThrow();
        assertThat(manual.uploads())
                .extracting(ManualUpload::toString)
                .contains(
                        "CallManager.pem of TFTP of new-york (ny1.lab) to CallManager-trust",
                        "CallManager.pem of TFTP of new-york (ny1.lab) to Phone-SAST-trust",
                        "ITLRecovery.pem of ITL_Recovery of new-york (ny1.lab) to CallManager-trust",
                        "ITLRecovery.pem of ITL_Recovery of new-york (ny1.lab) to Phone-SAST-trust",
                        "CAPF.pem of CAPF of new-york (ny1.lab) to CallManager-trust",
                        "tomcat.pem of Tomcat of new-york (ny1.lab) to tomcat-trust");
        assertThat(manual.followUps())
                .extracting(FollowUp::toString)
                .contains("restart Cisco Trust Verification Service on lon1.lab")
                .noneMatch(each -> each.contains("by themselves"));
        assertThat(exchange.plan(NY).manual()).isEmpty();
        assertThat(exchange.coverageAfterBulk().isComplete(LON, NY)).isFalse();
        assertThat(exchange.coverageAfter().isComplete(LON, NY)).isTrue();
    }

    /** A clone of New York's name, newer than it: were it uploaded, it would take the place of the certificate that is needed. */
    @Test
    void nobodyUploadsHisOwnCertificatesByHand() {
        X509Certificate theirs = made.self("CN=clone", 1);
        X509Certificate own = made.self("CN=clone", 2, NOW.minusSeconds(5), Made.LATER);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("11.5"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, theirs)))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("10.5(1)"), "lon1.lab")
                .certificates(List.of(Made.on("lon1.lab", TOMCAT, own)))
                .build();
        ExchangePlan knowing = ExchangePlan.builder(List.of(newYork, london.withTrust(tomcat(theirs))), NOW)
                .build();

        assertThat(rules(knowing.plan(LON))).contains(PlanRule.BULK_FILE_TOO_NEW);
        assertThat(knowing.plan(LON).manual()).isEmpty();
        assertThat(knowing.coverageBefore().verdict(LON, NY, EmccTrust.HOME_WEB))
                .isEqualTo(knowing.coverageAfter().verdict(LON, NY, EmccTrust.HOME_WEB))
                .isEqualTo(TrustCoverage.Verdict.HOLDS);
        assertThat(knowing.plan(LON).steps(PlanVerdict.REFUSED))
                .singleElement()
                .extracting(PlanStep::reason)
                .asString()
                .endsWith("; it is the cluster's own, which needs no upload by hand");
        ImportPlan manual = ExchangePlan.builder(List.of(newYork, london), NOW)
                .build()
                .plan(LON)
                .manual()
                .orElseThrow();
        assertThat(manual.uploads()).extracting(ManualUpload::certificate).containsExactly(theirs);
        assertThat(manual.findings()).extracting(PlanFinding::rule).containsExactly(PlanRule.RESTART_OF_ALL_NODES);
    }

    /** What another cluster's takes the place of is named: the administrator decides. */
    @Test
    void whatAnUploadByHandTakesAwayIsNamed() {
        X509Certificate first = made.self("CN=clone", 1);
        X509Certificate second = made.self("CN=clone", 2, NOW.minusSeconds(5), Made.LATER);
        List<ClusterInventory> clusters = List.of(
                ClusterInventory.builder(NY, Release.parse("11.5"), "ny1.lab")
                        .certificates(List.of(Made.on("ny1.lab", TOMCAT, first)))
                        .build(),
                ClusterInventory.builder(ClusterId.of("paris"), Release.parse("11.5"), "par1.lab")
                        .certificates(List.of(Made.on("par1.lab", TOMCAT, second)))
                        .build(),
                london("10.5(1)").trust(tomcat(first)).build());
        ExchangePlan plan = ExchangePlan.builder(clusters, NOW).build();

        assertThat(plan.coverageBefore().verdict(LON, NY, EmccTrust.HOME_WEB)).isEqualTo(TrustCoverage.Verdict.HOLDS);
        assertThat(plan.coverageAfter().verdict(LON, NY, EmccTrust.HOME_WEB)).isEqualTo(TrustCoverage.Verdict.FAILS);
        assertThat(plan.plan(LON).manual().orElseThrow().findings())
                .filteredOn(each -> each.rule() == PlanRule.NAME_SHARED)
                .extracting(PlanFinding::sentence)
                .containsExactly(
                        "tomcat-trust of london has room for one certificate with the subject CN=clone: serial 2"
                                + " (Tomcat of paris (par1.lab)) keeps out serial 1 (Tomcat of new-york (ny1.lab))");
    }

    /** What both have is also the other's, and what no cluster states is nobody's own: both are still to be uploaded. */
    @Test
    void whatIsNotOnlyItsOwnIsUploadedByHand() {
        X509Certificate both = made.self("CN=both", 1);
        X509Certificate stranger = made.self("CN=stranger", 2);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("12.5"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, both)))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("9.1.2"), "lon1.lab")
                .certificates(List.of(Made.on("lon1.lab", TOMCAT, both)))
                .build();
        ImportPlan manual = ExchangePlan.builder(List.of(newYork, london), NOW)
                .bundle(CertificateBundle.of(List.of(Made.bundled(both, TOMCAT), Made.bundled(stranger, TOMCAT))))
                .build()
                .plan(LON)
                .manual()
                .orElseThrow();

        assertThat(manual.uploads()).extracting(ManualUpload::certificate).containsExactlyInAnyOrder(both, stranger);
    }

    @Test
    void theFilesOfANodeAreNamedAsTheNodeNamesThem() {
        List<NodeCertificate> certificates = new ArrayList<>();
        for (String type :
                List.of("Tomcat", "Tomcat-ECDSA", "TFTP", "ITL_Recovery", "CAPF", "CallManager-ECDSA", "ipsec")) {
            certificates.add(Made.on("ny1.lab", CertificateType.of(type), made.self("CN=" + type, 1)));
        }
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("12.5"), "ny1.lab")
                .certificates(certificates)
                .build();
        ImportPlan manual = ExchangePlan.builder(
                        List.of(newYork, london("9.1.2").build()), NOW)
                .rules(ImportRules.DEFAULTS
                        .with(CertificateType.of("ipsec"), List.of(TrustStoreName.of("ipsec-trust")))
                        .with(CertificateType.of("callmanager-ecdsa"), List.of(TrustStoreName.CALL_MANAGER_TRUST)))
                .suffixes(TypeSuffixes.DEFAULTS
                        .with(CertificateType.of("ipsec"), "ipsec")
                        .with(CertificateType.of("callmanager-ecdsa"), "callmanager-ecdsa"))
                .build()
                .plan(LON)
                .manual()
                .orElseThrow();

        assertThat(manual.uploads().stream().map(ManualUpload::fileName).distinct())
                .containsExactlyInAnyOrder(
                        "tomcat.pem",
                        "tomcat-ECDSA.pem",
                        "CallManager.pem",
                        "ITLRecovery.pem",
                        "CAPF.pem",
                        "CallManager-ECDSA.pem",
                        "ipsec.pem");
    }

    @Test
    void whatTheClustersWouldExportIsKnownToBeTheirs() {
        X509Certificate shared = made.self("CN=clone", 1);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "clone")
                .certificates(List.of(Made.on("clone", TOMCAT, shared)))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "clone")
                .certificates(List.of(Made.on("clone", TOMCAT, made.self("CN=clone", 2))))
                .build();
        CertificateBundle bundle =
                ExchangePlan.builder(List.of(newYork, london), NOW).build().bundle();

        assertThat(CertificateOwners.of(bundle).clusters(shared)).containsExactly(NY);
        assertThat(Retirement.ofCluster(bundle, NY, ImportRules.DEFAULTS::storesOf)
                        .retired())
                .hasSize(1);
        assertThat(CertificateChecks.by(ImportRules.DEFAULTS::storesOf)
                        .check(bundle)
                        .all())
                .extracting(CertificateFinding::code)
                .contains("EMCC-CERTS-0102");
    }

    @Test
    void severitiesOfExpiriesReachTheTextAndTheJson() {
        ClusterInventory ends = ClusterInventory.builder(NY, Release.parse("12.5"), "ny1.lab")
                .certificates(List.of(Made.on(
                        "ny1.lab",
                        TOMCAT,
                        made.self("CN=ny1.lab", 1, NOW.minusSeconds(9), NOW.plus(Duration.ofDays(30))))))
                .build();
        ExchangePlan.Builder builder =
                ExchangePlan.builder(List.of(ends, london("12.5").build()), NOW);

        assertThat(builder.build().toText()).doesNotContain("(warning only)");
        ExchangePlan plan = builder.severity(TOMCAT, FindingSeverity.WARNING).build();
        assertThat(plan.toText()).contains("Tomcat of new-york (ny1.lab) (warning only)");
        Map<?, ?> json = (Map<?, ?>) JsonText.read(plan.toJson());
        assertThat(((List<?>) json.get("expiries")))
                .singleElement()
                .satisfies(
                        each -> assertThat(((Map<?, ?>) each).get("severity")).isEqualTo("WARNING"));
    }

    @Test
    void timesAreToldToTheSecond() {
        Instant precise = NOW.plusNanos(123_456_789);
        ExchangePlan plan = ExchangePlan.builder(
                        List.of(newYork("14").build(), london("14").build()), precise)
                .horizon(precise.plus(Duration.ofDays(1)))
                .build();

        assertThat(plan.toText() + plan.toJson() + plan + plan.coverageAfter() + plan.expiries())
                .contains(NOW.toString())
                .doesNotContain("00.123");
        assertThat(plan.coverageAfter().at()).as("what counts").isEqualTo(precise);
    }

    /** What a cluster exported is known by its origin, also when its inventory states no such certificate. */
    @Test
    void theExporterCountsWhoIsKnownByOriginOnly() {
        List<ClusterInventory> clusters =
                List.of(newYork("12.5").build(), london("9.1.2").build());
        BundledCertificate unstated = BundledCertificate.of(
                NodeIdentity.selfSigned("unstated.example", TOMCAT)
                        .key(KeyKind.EC_P256)
                        .generate()
                        .certificate()
                        .certificate(),
                List.of(new CertificateOrigin("unstated.example", TOMCAT, "unstated.example_tomcat.pkcs12")
                        .withCluster(ClusterId.of(NY.value().toLowerCase(Locale.ROOT)))));

        assertThat(rules(ExchangePlan.builder(clusters, NOW)
                        .bundle(CertificateBundle.of(List.of(unstated)))
                        .build()
                        .plan(LON)))
                .contains(PlanRule.BULK_FILE_TOO_NEW);
    }

    @Test
    void theConsolidatorCountsToo() {
        List<ClusterInventory> clusters =
                List.of(newYork("12.5").build(), london("9.1.2").build());
        CertificateBundle onlyOld = CertificateBundle.of(List.of(
                Made.bundled(london("9.1.2").build().certificates(TOMCAT).get(0).certificate(), TOMCAT)));

        assertThat(rules(ExchangePlan.builder(clusters, NOW)
                        .bundle(onlyOld)
                        .build()
                        .plan(LON)))
                .doesNotContain(PlanRule.BULK_FILE_TOO_NEW);
        assertThat(rules(ExchangePlan.builder(clusters, NOW)
                        .bundle(onlyOld)
                        .consolidator(NY)
                        .build()
                        .plan(LON)))
                .contains(PlanRule.BULK_FILE_TOO_NEW);
    }

    @Test
    void warnsWhereNobodyCanTellTheBuild() {
        ReleaseRules rules = ReleaseRules.DEFAULTS;
        Release doubt = Release.parse("10.5.2.13900-5");

        assertThat(rules.isImportBroken(Release.parse("10.5.2.12901-1"), Release.parse("10.5.2.13900-12")))
                .isTrue();
        assertThat(rules.isImportBroken(Release.parse("10.5.2.13900-12"), Release.parse("15")))
                .isFalse();
        assertThat(rules.isImportBroken(doubt, Release.parse("15"))).isFalse();
        assertThat(rules.isImportDoubtful(doubt, Release.parse("15"))).isTrue();
        assertThat(rules.isImportDoubtful(doubt, Release.parse("9.1"))).isFalse();
        assertThat(rules.isImportDoubtful(Release.parse("9.1"), Release.parse("10.5")))
                .isTrue();
        assertThat(rules.withNewBulkFilesFrom(Release.parse("10.5.2.13900-4"))
                        .isImportBroken(Release.parse("9.1"), doubt))
                .isTrue();
        ImportPlan plan = ExchangePlan.builder(
                        List.of(newYork("10.5").build(), london("9.1").build()), NOW)
                .build()
                .plan(LON);
        assertThat(rules(plan)).contains(PlanRule.BULK_FILE_MAYBE_TOO_NEW).doesNotContain(PlanRule.BULK_FILE_TOO_NEW);
        assertThat(plan.manual()).isEmpty();
        assertThat(plan.uploads()).isNotEmpty();
        assertThat(plan.toText()).contains("Uploads, if the import fails");
        assertThat(plan.toJson()).contains("\"uploads\"");
    }

    @Test
    void demandsItlRecoveryFromRelease12On() {
        List<NodeCertificate> without = made.publisher("ny1.lab", 1).subList(0, 3);
        for (String release : List.of("11.5", "12.0")) {
            ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse(release), "ny1.lab")
                    .certificates(without)
                    .build();
            ExchangePlan plan = ExchangePlan.builder(
                            List.of(newYork, london("14").build()), NOW)
                    .build();
            boolean demanded = release.equals("12.0");

            assertThat(rules(plan.plan(LON)).contains(PlanRule.ITL_RECOVERY_MISSING))
                    .isEqualTo(demanded);
            assertThat(plan.coverageAfter().verdict(LON, NY, EmccTrust.HOME_TRUST_LIST))
                    .isEqualTo(demanded ? TrustCoverage.Verdict.FAILS : TrustCoverage.Verdict.HOLDS);
        }
    }

    @Test
    void tellsWhoseNameWasTaken() {
        X509Certificate own = made.self("CN=clone", 1);
        X509Certificate other = made.self("CN=clone", 2, NOW.minusSeconds(5), Made.LATER);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "clone")
                .certificates(List.of(Made.on("clone", TOMCAT, own)))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "clone")
                .certificates(List.of(Made.on("clone", TOMCAT, other)))
                .build();
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW).build();

        assertThat(plan.plan(LON).findings())
                .filteredOn(each -> each.rule() == PlanRule.NAME_SHARED)
                .extracting(PlanFinding::sentence)
                .containsExactly(
                        "tomcat-trust of london has room for one certificate with the subject CN=clone: serial 2"
                                + " (Tomcat of london (clone)) keeps out serial 1 (Tomcat of new-york (clone))");
        assertThat(plan.coverageAfter().gaps()).extracting(TrustGap::cause).contains(TrustGap.Cause.NAME_TAKEN);
        assertThat(plan.coverageAfter().verdict(LON, NY, EmccTrust.EM_SERVICE)).isEqualTo(TrustCoverage.Verdict.FAILS);
    }

    @Test
    void noticesWhatNoClusterStates() {
        X509Certificate rogue = made.self("CN=ny1.lab,OU=web", 66, NOW.minusSeconds(1), Made.LATER);
        List<ClusterInventory> clusters =
                List.of(newYork("14").build(), london("14").build());
        ExchangePlan flawless = ExchangePlan.builder(clusters, NOW).build();
        List<org.emcc.certs.bundle.BundledCertificate> all =
                new ArrayList<>(flawless.bundle().certificates());
        all.add(Made.bundled(rogue, TOMCAT));
        ImportPlan plan = ExchangePlan.builder(clusters, NOW)
                .bundle(CertificateBundle.of(all))
                .build()
                .plan(LON);

        assertThat(rules(flawless.plan(LON))).containsExactly(PlanRule.RESTART_OF_ALL_NODES);
        assertThat(rules(plan))
                .contains(PlanRule.NAME_TAKEN, PlanRule.NOT_STATED)
                .doesNotContain(PlanRule.NAME_SHARED);
    }

    @Test
    void namesMissingIssuers() {
        X509Certificate leaf = made.issued("CN=ny1.lab", 3, "CN=middle", 8);
        X509Certificate middle = made.ca("CN=middle", 8, "CN=root", 9, 2, Made.LATER);
        X509Certificate root = made.ca("CN=root", 9, "CN=root", 9, 1, NOW.plus(Duration.ofDays(10)));
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, leaf)))
                .build();
        ExchangePlan without = ExchangePlan.builder(
                        List.of(newYork, london("14").trust(tomcat(middle)).build()), NOW)
                .build();
        ExchangePlan with = ExchangePlan.builder(
                        List.of(
                                newYork,
                                london("14").trust(tomcat(middle, root)).build()),
                        NOW)
                .build();

        assertThat(rules(without.plan(LON))).contains(PlanRule.ISSUER_MISSING);
        assertThat(without.coverageAfter().gaps())
                .anyMatch(each -> each.cause() == TrustGap.Cause.ISSUER_MISSING
                        && each.sentence().startsWith("tomcat-trust of london has no certificate of CN=root"));
        assertThat(rules(with.plan(LON))).doesNotContain(PlanRule.ISSUER_MISSING, PlanRule.LEFT_BEHIND);
        assertThat(with.coverageAfter().verdict(LON, NY, EmccTrust.EM_SERVICE)).isEqualTo(TrustCoverage.Verdict.HOLDS);
        assertThat(with.expiries().until(NOW.plus(Duration.ofDays(11))))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.certificate()).isEqualTo(root);
                    assertThat(each.effects())
                            .contains(new ExpiryEffect(
                                    EmccTrust.EM_SERVICE,
                                    NY,
                                    LON,
                                    TrustCoverage.Verdict.HOLDS,
                                    TrustCoverage.Verdict.FAILS));
                });
    }

    @Test
    void writesTheBodyOfACall() {
        ImportPlan plan = ExchangePlan.builder(
                        List.of(newYork("14").build(), london("14").build()), NOW)
                .build()
                .plan(LON);
        RestCall first = plan.restCalls().get(0);

        assertThat(first.method() + " " + first.path())
                .isEqualTo("POST /platformcom/api/v1/certmgr/config/trust/certificates");
        assertThat(first.body())
                .startsWith("{\"service\":[\"tomcat\"],\"certificates\":[\"-----BEGIN CERTIFICATE-----\\n")
                .endsWith("-----END CERTIFICATE-----\\n\"],\"description\":\"Tomcat of london (lon1.lab)\"}");
        assertThat(plan.restCalls().get(plan.restCalls().size() - 1).path())
                .isEqualTo("/platformcom/api/v1/certmgr/config/trust/certificate?service=Phone-SAST");
    }

    @Test
    void tellsTheFilesOfTheExchange() {
        ExchangePlan plan = ExchangePlan.builder(
                        List.of(newYork("14").build(), london("11.5").build()), NOW)
                .source("10.0.0.5")
                .build();

        assertThat(plan.exports().get(LON))
                .containsExactly("lon1.lab_capf.pkcs12", "lon1.lab_tftp.pkcs12", "lon1.lab_tomcat.pkcs12");
        assertThat(plan.bulkFiles())
                .containsExactly(
                        "10.0.0.5_bulk_capf.pkcs12",
                        "10.0.0.5_bulk_itlrecovery.pkcs12",
                        "10.0.0.5_bulk_tftp.pkcs12",
                        "10.0.0.5_bulk_tomcat.pkcs12");
        assertThat(plan.toText())
                .contains("Import plan of london (11.5): bulk import\n")
                .contains("Afterwards: Trusts at");
    }

    @Test
    void carriesOutNoStepThatDoesNotFit() {
        X509Certificate old = made.self("CN=ny1.lab,OU=web", 99, NOW.minus(Duration.ofDays(900)), NOW);
        ClusterInventory london = london("14").build();
        ClusterInventory replacing = london.withTrust(tomcat(old));
        ClusterInventory finished = london.withTrust(
                tomcat(newYork("14").build().certificates(TOMCAT).get(0).certificate()));
        for (ClusterInventory each : List.of(replacing, finished)) {
            ImportPlan plan = ExchangePlan.builder(List.of(newYork("14").build(), each), NOW)
                    .build()
                    .plan(LON);
            assertThat(plan.applyTo(each.trust())).isEqualTo(plan.after());
            assertThatThrownBy(() -> plan.applyTo(TrustStores.empty()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("trust stores of london must be as they were planned for, but the step");
        }
    }

    @Test
    void onlyTheEndOfANameIsCutForTheService() {
        ImportPlan plan = ExchangePlan.builder(
                        List.of(newYork("14").build(), london("14").build()), NOW)
                .rules(ImportRules.DEFAULTS.with(TOMCAT, List.of(TrustStoreName.of("a-trust-b"))))
                .build()
                .plan(LON);

        assertThat(plan.restCalls())
                .extracting(RestCall::path)
                .contains("/platformcom/api/v1/certmgr/config/trust/certificate?service=a-trust-b");
    }

    /** What hands still have to do shows by itself, and only where there is any. */
    @Test
    void theTextShowsWhatTheBulkImportAloneWouldLeave() {
        ExchangePlan old = ExchangePlan.builder(
                        List.of(newYork("12.5.1").build(), london("9.1.2").build()), NOW)
                .build();
        ExchangePlan all = ExchangePlan.builder(
                        List.of(newYork("14").build(), london("14").build()), NOW)
                .build();

        assertThat(old.toText())
                .contains("After the bulk import alone: "
                        + old.coverageAfterBulk().toText() + "\nAfterwards: "
                        + old.coverageAfter().toText());
        assertThat(all.toText()).doesNotContain("bulk import alone");
    }

    @Test
    void ninetyDaysAreListedUnlessTheCallerSaysOtherwise() {
        X509Certificate ends = made.self("CN=ny1.lab", 1, NOW.minusSeconds(9), NOW.plus(Duration.ofDays(90)));
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, ends)))
                .build();
        List<ClusterInventory> clusters = List.of(newYork, london("14").build());
        String listed = "2027-02-20T12:00:00Z  CN=ny1.lab";

        assertThat(ExchangePlan.builder(clusters, NOW).build().toText()).contains(listed);
        assertThat(ExchangePlan.builder(clusters, NOW.minusSeconds(1)).build().toText())
                .doesNotContain(listed);
        assertThat(ExchangePlan.builder(clusters, NOW).horizon(NOW).build().toText())
                .doesNotContain(listed);
    }

    @Test
    void refusesTwoClustersOfOneIdAndStoresThatHaveChanged() {
        assertThatThrownBy(() -> ExchangePlan.builder(
                        List.of(newYork("14").build(), newYork("15").build()), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clusters of an exchange must have different ids, but two have new-york");
        ImportPlan plan = ExchangePlan.builder(
                        List.of(newYork("14").build(), london("14").build()), NOW)
                .build()
                .plan(LON);
        assertThatThrownBy(() -> plan.applyTo(plan.after()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not fit");
    }

    /** Nobody lives at the ends of time, but whoever says "always" or "never" may write them. */
    @Test
    void theEndsOfTimeAreTimes() {
        List<ClusterInventory> clusters =
                List.of(newYork("14").build(), london("14").build());
        for (Instant now : List.of(Instant.MIN, Instant.EPOCH, Instant.MAX.minus(Duration.ofDays(90)), Instant.MAX)) {
            for (Instant horizon : List.of(Instant.MIN, Instant.MAX)) {
                ExchangePlan plan =
                        ExchangePlan.builder(clusters, now).horizon(horizon).build();

                assertThat(plan.toText()).contains("Expiring until " + PlanText.time(horizon));
                assertThat(plan.toJson()).contains(PlanText.time(now).toString());
                assertThat(plan.expiries().until(horizon))
                        .hasSize(horizon.equals(Instant.MIN) ? 0 : 8)
                        .allSatisfy(each -> assertThat(each.isPast()).isEqualTo(now.isAfter(Made.LATER)));
            }
            assertThat(ExchangePlan.builder(clusters, now).build().toText())
                    .contains("Expiring until "
                            + PlanText.time(now.equals(Instant.MAX) ? Instant.MAX : now.plus(Duration.ofDays(90))));
        }
    }

    @Test
    void oneIsNotTwo() {
        X509Certificate root = made.self("CN=root", 1);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, root)))
                .build();
        ExchangePlan plan = ExchangePlan.builder(
                        List.of(
                                newYork,
                                ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                                        .build()),
                        NOW)
                .build();

        assertThat(plan.toString()).contains(", 1 certificate, ");
        assertThat(newYork.toString()).contains(", 1 certificate, ");
        assertThat(plan.plan(LON).toString()).contains(", 1 change, 3 findings]");
        assertThat(Expiries.of(List.of(newYork), NOW).toString()).startsWith("Expiries[1 cluster, ");
        assertThat(plan.expiries().toString()).startsWith("Expiries[2 clusters, ");
        assertThat(plan.expiries().until(Made.LATER).get(0).toString()).endsWith(", 3 effects]");
        assertThat(List.of(ReportText.count(0, "gap"), ReportText.count(1, "gap"), ReportText.count(2, "gap")))
                .containsExactly("0 gaps", "1 gap", "2 gaps");
    }

    @Test
    void knowsTheSignersOfTrustLists() {
        assertThat(ReleaseRules.DEFAULTS.trustListSigner(Release.parse("11.5.1")))
                .isEqualTo(TFTP);
        assertThat(ReleaseRules.DEFAULTS.trustListSigner(Release.parse("12.0"))).isEqualTo(ITL_RECOVERY);
    }
}
