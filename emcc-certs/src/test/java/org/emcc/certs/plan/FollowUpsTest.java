package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.ITL_RECOVERY;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;

/** The table of certificates 1.9, row by row. */
class FollowUpsTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");
    private static final String SELF = "all phones reset by themselves";
    private static final String WAIT = "wait until all phones have registered again";
    private static final String CTL = "run utils ctl update CTLFile on lon1.lab";
    private static final String SECURE = "reset all secure phones";

    private final Made made = new Made();
    private final X509Certificate stranger = made.self("CN=ny1.lab", 1);

    private static ClusterInventory.Builder london(String release, NodeCertificate... own) {
        return ClusterInventory.builder(LON, Release.parse(release), "lon1.lab")
                .subscribers(List.of("lon2.lab"))
                .certificates(List.of(own));
    }

    private ImportPlan plan(
            ClusterInventory london, ImportRules rules, X509Certificate certificate, CertificateType... types) {
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", types[0], stranger)))
                .build();
        return ExchangePlan.builder(List.of(newYork, london), NOW)
                .rules(rules)
                .bundle(CertificateBundle.of(List.of(Made.bundled(certificate, types))))
                .build()
                .plan(LON);
    }

    private static List<String> texts(ImportPlan plan) {
        return plan.followUps().stream().map(FollowUp::toString).toList();
    }

    private List<String> after(ClusterInventory.Builder london, CertificateType type) {
        return texts(plan(london.build(), ImportRules.DEFAULTS, stranger, type));
    }

    @Test
    void tomcatTrust() {
        assertThat(after(london("14"), TOMCAT))
                .containsExactly(
                        SELF,
                        "restart Cisco Tomcat on lon1.lab",
                        "restart Cisco TFTP on lon1.lab",
                        "restart Cisco Tomcat on lon2.lab",
                        "restart Cisco TFTP on lon2.lab");
        assertThat(after(london("14").singleSignOn(true), TOMCAT))
                .containsSequence("restart Cisco Tomcat on lon2.lab", "restart Cisco SSOSP Tomcat on lon2.lab");
    }

    @Test
    void callManagerTrust() {
        assertThat(after(london("12.5").sipOAuth(true), CAPF))
                .containsExactly(
                        SELF,
                        "restart Cisco CallManager on lon1.lab",
                        "restart Cisco CTIManager on lon1.lab",
                        "restart Cisco CallManager on lon2.lab",
                        "restart Cisco CTIManager on lon2.lab",
                        WAIT);
        assertThat(after(london("14").sipOAuth(true), CAPF))
                .containsSequence("restart Cisco HAProxy on lon1.lab", "restart Cisco CallManager on lon1.lab");
        assertThat(after(london("14"), CAPF)).noneMatch(each -> each.contains("HAProxy"));
        for (String release : List.of("11.5", "12.0")) {
            assertThat(plan(london(release).build(), ImportRules.DEFAULTS, stranger, CAPF)
                            .followUps())
                    .filteredOn(each -> each.kind() == FollowUp.Kind.WAIT_FOR_PHONES)
                    .extracting(FollowUp::reason)
                    .containsExactly(
                            release.equals("12.0")
                                    ? "one kind of certificate is finished before the next begins"
                                    : "before 12.0, CallManager signs the trust lists: it and TVS are never changed"
                                            + " together");
        }
    }

    @Test
    void phoneSastTrustIsLast() {
        assertThat(after(london("14"), TFTP))
                .endsWith(
                        WAIT,
                        "restart Cisco Trust Verification Service on lon1.lab",
                        "restart Cisco Trust Verification Service on lon2.lab");
    }

    @Test
    void capfTrustIsOfThePublisherOnly() {
        ImportRules rules = ImportRules.DEFAULTS.with(CAPF, List.of(TrustStoreName.CAPF_TRUST));

        assertThat(texts(plan(london("14").build(), rules, stranger, CAPF)))
                .containsExactly(SELF, "restart Cisco Certificate Authority Proxy Function on lon1.lab");
    }

    @Test
    void nothingIsDoneWhereNothingChanges() {
        ClusterInventory london = london("14")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(stranger))))
                .build();

        assertThat(texts(plan(london, ImportRules.DEFAULTS, stranger, TOMCAT))).isEmpty();
        assertThat(plan(london, ImportRules.DEFAULTS, stranger, TOMCAT).findings())
                .extracting(PlanFinding::rule)
                .doesNotContain(PlanRule.RESTART_OF_ALL_NODES);
    }

    @Test
    void aUploadByHandResetsNoPhones() {
        ImportPlan manual = plan(london("9.1.2").build(), ImportRules.DEFAULTS, stranger, TOMCAT)
                .manual()
                .orElseThrow();

        assertThat(texts(manual)).startsWith("restart Cisco Tomcat on lon1.lab");
    }

    /** The bulk import changes what it can, the uploads the rest, also in the same store: nothing restarts twice. */
    @Test
    void whatUploadsFollowIsToldOnce() {
        X509Certificate recovery = made.self("CN=ITLRECOVERY_ny1.lab", 2);
        X509Certificate web = made.self("CN=ny1.lab,OU=web", 3);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("12.5"), "ny1.lab")
                .certificates(List.of(
                        Made.on("ny1.lab", TFTP, stranger),
                        Made.on("ny1.lab", TOMCAT, web),
                        Made.on("ny1.lab", ITL_RECOVERY, recovery)))
                .build();
        ImportPlan plan = ExchangePlan.builder(List.of(newYork, london("11.5").build()), NOW)
                .build()
                .plan(LON);
        ImportPlan manual = plan.manual().orElseThrow();

        assertThat(texts(plan)).containsExactly(SELF);
        assertThat(texts(manual))
                .containsExactly(
                        "restart Cisco Tomcat on lon1.lab",
                        "restart Cisco TFTP on lon1.lab",
                        "restart Cisco Tomcat on lon2.lab",
                        "restart Cisco TFTP on lon2.lab",
                        "restart Cisco CallManager on lon1.lab",
                        "restart Cisco CTIManager on lon1.lab",
                        "restart Cisco CallManager on lon2.lab",
                        "restart Cisco CTIManager on lon2.lab",
                        WAIT,
                        "restart Cisco Trust Verification Service on lon1.lab",
                        "restart Cisco Trust Verification Service on lon2.lab");
        assertThat(manual.followUps().get(10).reason()).isEqualTo("Phone-SAST-trust changes; last");
        assertThat(plan.toText()).containsOnlyOnce("restart Cisco Tomcat on lon1.lab");
        assertThat(plan.findings()).extracting(PlanFinding::rule).doesNotContain(PlanRule.RESTART_OF_ALL_NODES);
        assertThat(manual.findings()).extracting(PlanFinding::rule).containsOnlyOnce(PlanRule.RESTART_OF_ALL_NODES);
    }

    /** Uploads that change nothing are no reason to wait: the bulk import tells all. */
    @Test
    void whatNoUploadFollowsIsToldWithTheImport() {
        X509Certificate newer = made.self("CN=ITLRECOVERY_ny1.lab", 4);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("12.5"), "ny1.lab")
                .certificates(List.of(
                        Made.on("ny1.lab", TFTP, stranger),
                        Made.on(
                                "ny1.lab",
                                ITL_RECOVERY,
                                made.self("CN=ITLRECOVERY_ny1.lab", 5, NOW.minus(Duration.ofDays(99)), Made.LATER))))
                .build();
        ClusterInventory london = london("11.5")
                .trust(TrustStores.of(Map.of(
                        TrustStoreName.CALL_MANAGER_TRUST, List.of(newer),
                        TrustStoreName.PHONE_SAST_TRUST, List.of(newer))))
                .build();
        ImportPlan plan =
                ExchangePlan.builder(List.of(newYork, london), NOW).build().plan(LON);

        assertThat(plan.manual().orElseThrow().isEmpty()).isTrue();
        assertThat(texts(plan.manual().orElseThrow())).isEmpty();
        assertThat(texts(plan)).startsWith(SELF).contains("restart Cisco CallManager on lon1.lab");
        assertThat(plan.findings()).extracting(PlanFinding::rule).containsOnlyOnce(PlanRule.RESTART_OF_ALL_NODES);
    }

    /** The caution is in the guides from release 11 on. */
    @Test
    void whereNoGuideSaysThatPhonesResetItIsInferred() {
        for (String release : List.of("10.5(1)", "11.0")) {
            ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse(release), "ny1.lab")
                    .certificates(List.of(Made.on("ny1.lab", TOMCAT, stranger)))
                    .build();
            FollowUp first = ExchangePlan.builder(
                            List.of(newYork, london(release).build()), NOW)
                    .build()
                    .plan(LON)
                    .followUps()
                    .get(0);

            assertThat(first.toString()).isEqualTo(SELF);
            assertThat(first.reason())
                    .isEqualTo("a bulk import resets the phones of the cluster that imports"
                            + (release.equals("11.0") ? "" : " (documented from 11.0 on, before inferred)"));
        }
    }

    /** What the bulk import brings for the first time is there when the uploads begin; that does not make the cluster known. */
    @Test
    void whatTheBulkImportBringsIsNotKnownBefore() {
        X509Certificate shared = made.self("CN=CAPF-00000011", 11);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("11.5"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", CAPF, shared)))
                .build();
        ClusterInventory london = london("11.5", Made.on("lon1.lab", CAPF, shared))
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
        CertificateBundle bundle = CertificateBundle.of(List.of(Made.bundled(shared, CAPF, ITL_RECOVERY)));
        ImportPlan plan = ExchangePlan.builder(List.of(newYork, london), NOW)
                .bundle(bundle)
                .build()
                .plan(LON);

        assertThat(plan.manual().orElseThrow().steps())
                .extracting(PlanStep::verdict)
                .containsExactly(PlanVerdict.ALREADY_THERE, PlanVerdict.ADD);
        assertThat(texts(plan.manual().orElseThrow())).isNotEmpty().doesNotContain(CTL, SECURE);
        ClusterInventory knowing = london(
                        "11.5", Made.on("lon1.lab", CAPF, shared), Made.on("lon1.lab", TFTP, stranger))
                .securityMode(ClusterSecurityMode.MIXED)
                .trust(TrustStores.of(Map.of(TrustStoreName.PHONE_SAST_TRUST, List.of(stranger))))
                .build();
        assertThat(texts(ExchangePlan.builder(List.of(newYork, knowing), NOW)
                        .bundle(CertificateBundle.of(
                                List.of(Made.bundled(shared, CAPF, ITL_RECOVERY), Made.bundled(stranger, TFTP))))
                        .build()
                        .plan(LON)
                        .manual()
                        .orElseThrow()))
                .as("the CAPF certificate of a cluster that is known, brought by the bulk import")
                .startsWith(CTL)
                .endsWith(SECURE);
    }

    /** An upload into another store does not make documented what is inferred of the bulk import. */
    @Test
    void whatIsInferredOfTheImportStaysSoWhenUploadsFollow() {
        X509Certificate web = made.self("CN=ny1.lab,OU=web", 3);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("10.5(1)"), "ny1.lab")
                .certificates(List.of(
                        Made.on("ny1.lab", TFTP, stranger), Made.on("ny1.lab", CertificateType.TOMCAT_ECDSA, web)))
                .build();
        ImportPlan plan = ExchangePlan.builder(
                        List.of(newYork, london("10.5(1)").build()), NOW)
                .bundle(CertificateBundle.of(
                        List.of(Made.bundled(stranger, TFTP), Made.bundled(web, CertificateType.TOMCAT_ECDSA))))
                .build()
                .plan(LON);

        assertThat(texts(plan)).containsExactly(SELF);
        assertThat(plan.manual().orElseThrow().followUps())
                .filteredOn(each -> each.what().equals("Cisco Trust Verification Service"))
                .hasSize(2)
                .extracting(FollowUp::reason)
                .containsOnly(
                        "Phone-SAST-trust changes (documented for uploads by hand, for a bulk import inferred); last");
    }

    private List<String> afterOwn(
            ClusterSecurityMode mode, CertificateType type, X509Certificate next, X509Certificate... there) {
        ClusterInventory london = london("14", Made.on("lon1.lab", type, next))
                .securityMode(mode)
                .trust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(there))))
                .build();
        return texts(plan(london, ImportRules.DEFAULTS, next, type));
    }

    /** Its own signer is a new one: the CTL file first, before any service; the secure phones at the very end. */
    @Test
    void aRenewedSignerOfAMixedClusterNeedsItsCtlFile() {
        X509Certificate old = made.self("CN=lon1.lab", 11, NOW.minus(Duration.ofDays(400)), Made.LATER);
        X509Certificate next = made.self("CN=lon1.lab", 12);

        for (CertificateType signer : List.of(TFTP, ITL_RECOVERY)) {
            assertThat(afterOwn(ClusterSecurityMode.MIXED, signer, next, old))
                    .startsWith(SELF, CTL)
                    .endsWith(SECURE);
            assertThat(afterOwn(ClusterSecurityMode.NONSECURE, signer, next, old))
                    .isNotEmpty()
                    .doesNotContain(CTL, SECURE);
            assertThat(afterOwn(ClusterSecurityMode.MIXED, signer, next))
                    .as("the first import, nothing renewed")
                    .isNotEmpty()
                    .doesNotContain(CTL, SECURE);
        }
    }

    @Test
    void aStrangersSignerNeedsNone() {
        X509Certificate old = made.self("CN=ny1.lab", 11, NOW.minus(Duration.ofDays(400)), Made.LATER);
        ClusterInventory london = london("14")
                .securityMode(ClusterSecurityMode.MIXED)
                .trust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(old))))
                .build();

        assertThat(texts(plan(london, ImportRules.DEFAULTS, stranger, TFTP)))
                .isNotEmpty()
                .doesNotContain(CTL);
    }

    /** A renewed CAPF certificate has a new name; that the store knows the cluster already shows that it is not the first import. */
    @Test
    void aCapfCertificateIsRenewedWhereTheClusterIsKnown() {
        X509Certificate calls = made.self("CN=lon1.lab", 11);
        X509Certificate capf = made.self("CN=CAPF-00000012", 12);
        CertificateBundle bundle = CertificateBundle.of(List.of(Made.bundled(calls, TFTP), Made.bundled(capf, CAPF)));
        ClusterInventory fresh = london("14", Made.on("lon1.lab", TFTP, calls), Made.on("lon1.lab", CAPF, capf))
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
        ClusterInventory knows = fresh.withTrust(TrustStores.of(Map.of(
                TrustStoreName.CALL_MANAGER_TRUST, List.of(calls), TrustStoreName.PHONE_SAST_TRUST, List.of(calls))));
        ClusterInventory knowsAnother =
                fresh.withTrust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(stranger))));
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TFTP, stranger)))
                .build();
        CertificateBundle withStranger = CertificateBundle.of(
                List.of(Made.bundled(calls, TFTP), Made.bundled(capf, CAPF), Made.bundled(stranger, TFTP)));

        assertThat(texts(ExchangePlan.builder(List.of(newYork, knows), NOW)
                        .bundle(bundle)
                        .build()
                        .plan(LON)))
                .contains(CTL, SECURE);
        assertThat(texts(ExchangePlan.builder(List.of(newYork, fresh), NOW)
                        .bundle(bundle)
                        .build()
                        .plan(LON)))
                .doesNotContain(CTL, SECURE);
        assertThat(texts(ExchangePlan.builder(List.of(newYork, knowsAnother), NOW)
                        .bundle(withStranger)
                        .build()
                        .plan(LON)))
                .doesNotContain(CTL, SECURE);
    }

    @Test
    void onlyDocumentedCommandsAreTold() {
        assertThat(new FollowUp(FollowUp.Kind.RESTART, "n", "Cisco Tomcat", "r").command())
                .contains("utils service restart Cisco Tomcat");
        assertThat(new FollowUp(FollowUp.Kind.RESTART, "n", "Cisco TFTP", "r").command())
                .isEmpty();
        assertThat(new FollowUp(FollowUp.Kind.UPDATE_CTL, "n", "the CTL file", "r").command())
                .contains("utils ctl update CTLFile");
        assertThat(new FollowUp(FollowUp.Kind.RESET_PHONES, "n", "Cisco Tomcat", "r").command())
                .isEmpty();
    }
}
