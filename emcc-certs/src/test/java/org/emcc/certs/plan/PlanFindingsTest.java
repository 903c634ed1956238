package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.ITL_RECOVERY;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateChecks;
import org.emcc.certs.bundle.CertificateConflict;
import org.emcc.certs.bundle.CertificateFinding;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.NameComparison;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.FindingSeverity;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.testing.JsonText;
import org.junit.jupiter.api.Test;

/** Each rule is raised where its fact holds, and nowhere else. */
class PlanFindingsTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");
    private static final Instant EARLIER = NOW.minus(Duration.ofDays(60));
    private static final Instant EARLY = NOW.minus(Duration.ofDays(50));
    private static final Instant LATE = NOW.minus(Duration.ofDays(40));

    private final Made made = new Made();

    private ClusterInventory newYork(String release, NodeCertificate... certificates) {
        return ClusterInventory.builder(NY, Release.parse(release), "ny1.lab")
                .certificates(List.of(certificates))
                .build();
    }

    private ClusterInventory flawlessNewYork(String release) {
        return newYork(release, made.publisher("ny1.lab", 1).toArray(NodeCertificate[]::new));
    }

    private ClusterInventory.Builder london(String release) {
        return ClusterInventory.builder(LON, Release.parse(release), "lon1.lab")
                .certificates(made.publisher("lon1.lab", 5));
    }

    private static CertificateBundle and(CertificateBundle bundle, BundledCertificate... more) {
        List<BundledCertificate> all = new ArrayList<>(bundle.certificates());
        all.addAll(Arrays.asList(more));
        return CertificateBundle.of(all);
    }

    private static CertificateBundle without(CertificateBundle bundle, X509Certificate... less) {
        return CertificateBundle.of(bundle.certificates().stream()
                .filter(each -> !Arrays.asList(less).contains(each.certificate()))
                .toList());
    }

    private static ExchangePlan plan(CertificateBundle bundle, ClusterInventory... clusters) {
        return ExchangePlan.builder(List.of(clusters), NOW).bundle(bundle).build();
    }

    private static CertificateBundle flawless(ClusterInventory... clusters) {
        return ExchangePlan.builder(List.of(clusters), NOW).build().bundle();
    }

    private static List<String> sentences(ImportPlan plan, PlanRule rule) {
        return plan.findings().stream()
                .filter(each -> each.rule() == rule)
                .map(PlanFinding::sentence)
                .toList();
    }

    // What no cluster states.

    @Test
    void aStrangerIsNamedEvenBesideItsIssuer() {
        X509Certificate ca = made.ca("CN=evil root", 9, "CN=evil root", 9, 90, Made.LATER);
        X509Certificate leaf = made.issued("CN=evil", 91, "CN=evil root", 9);
        ClusterInventory[] clusters = {flawlessNewYork("14"), london("14").build()};
        ImportPlan plan = plan(
                        and(flawless(clusters), Made.bundled(ca, TOMCAT), Made.bundled(leaf, TOMCAT, TFTP)), clusters)
                .plan(LON);

        assertThat(sentences(plan, PlanRule.NOT_STATED))
                .containsExactly(
                        "no cluster states CN=evil root, serial 5a, SHA-256 " + Fingerprint.of(ca)
                                + ", found in sftp_bulk_Tomcat.pkcs12; it is that of a CA: whatever that issues would be"
                                + " believed too",
                        "no cluster states CN=evil, serial 5b, SHA-256 " + Fingerprint.of(leaf)
                                + ", found in sftp_bulk_TFTP.pkcs12, sftp_bulk_Tomcat.pkcs12");
    }

    /** A CA with the key of its choice can make itself fit to a signature, so even the issuer of what is stated is named. */
    @Test
    void theIssuerOfWhatIsStatedIsNamedToo() {
        X509Certificate ca = made.ca("CN=CA", 9, "CN=CA", 9, 90, Made.LATER);
        ClusterInventory newYork =
                newYork("11.5", Made.on("ny1.lab", TOMCAT, made.issued("CN=ny1.lab", 91, "CN=CA", 9)));
        ClusterInventory london = london("11.5").build();
        ImportPlan plan = plan(and(flawless(newYork, london), Made.bundled(ca, TOMCAT)), newYork, london)
                .plan(LON);

        assertThat(sentences(plan, PlanRule.NOT_STATED)).hasSize(1);
        assertThat(sentences(plan, PlanRule.ISSUER_MISSING)).isEmpty();
    }

    @Test
    void anIssuerOfStrangersInAStoreIsAnOrphan() {
        X509Certificate ca = made.ca("CN=evil root", 9, "CN=evil root", 9, 90, Made.LATER);
        X509Certificate good = made.ca("CN=CA", 8, "CN=CA", 8, 92, Made.LATER);
        X509Certificate leaf = made.issued("CN=evil", 91, "CN=evil root", 9);
        ClusterInventory newYork =
                newYork("11.5", Made.on("ny1.lab", TOMCAT, made.issued("CN=ny1.lab", 93, "CN=CA", 8)));
        ClusterInventory london = london("11.5")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(ca, good))))
                .build();
        ImportPlan plan = plan(and(flawless(newYork, london), Made.bundled(leaf, TOMCAT)), newYork, london)
                .plan(LON);

        assertThat(plan.steps(PlanVerdict.ORPHAN))
                .extracting(PlanStep::certificate)
                .containsExactly(ca);
        assertThat(sentences(plan, PlanRule.LEFT_BEHIND))
                .containsExactly("tomcat-trust of london keeps 1 certificate of nobody in this exchange");
    }

    /** What a cluster states stays its own in a store, though the bundle does not bring it. */
    @Test
    void whatIsStatedIsNoOrphan() {
        X509Certificate web = made.self("CN=ny1.lab", 21);
        ClusterInventory newYork = newYork("11.5", Made.on("ny1.lab", TOMCAT, web));
        ClusterInventory london = london("11.5")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(web))))
                .build();

        assertThat(plan(flawless(london), newYork, london).plan(LON).steps(PlanVerdict.ORPHAN))
                .isEmpty();
    }

    @Test
    void aMissingIssuerIsSaidOfWhatIsThereAlready() {
        X509Certificate leaf = made.issued("CN=ny1.lab", 91, "CN=CA", 9);
        ClusterInventory newYork = newYork("11.5", Made.on("ny1.lab", TOMCAT, leaf));
        ClusterInventory london = london("11.5")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(leaf))))
                .build();

        assertThat(sentences(plan(flawless(newYork, london), newYork, london).plan(LON), PlanRule.ISSUER_MISSING))
                .containsExactly("tomcat-trust of london has no certificate of CN=CA, which is needed for CN=ny1.lab,"
                        + " serial 5b");
    }

    // ITLRecovery.

    @Test
    void eachRecoveryCertificateOfAClusterIsDemanded() {
        X509Certificate one = made.self("CN=ITLRECOVERY_ny1.lab", 21);
        X509Certificate two = made.self("CN=ITLRECOVERY_ny2.lab", 22);
        ClusterInventory newYork =
                newYork("12.0", Made.on("ny1.lab", ITL_RECOVERY, one), Made.on("ny2.lab", ITL_RECOVERY, two));
        ClusterInventory london = london("12.0").build();
        CertificateBundle all = flawless(newYork, london);

        assertThat(sentences(plan(all, newYork, london).plan(LON), PlanRule.ITL_RECOVERY_MISSING))
                .isEmpty();
        assertThat(sentences(plan(without(all, two), newYork, london).plan(LON), PlanRule.ITL_RECOVERY_MISSING))
                .containsExactly("new-york (12.0) does not bring all of its ITLRecovery certificates, which sign its"
                        + " trust lists; missing is that of ny2.lab (serial 16)");
        assertThat(sentences(plan(without(all, one, two), newYork, london).plan(LON), PlanRule.ITL_RECOVERY_MISSING))
                .containsExactly(
                        "new-york (12.0) brings no ITLRecovery certificate, which signs its trust lists (CSCvs39175)");
    }

    @Test
    void aMissingRecoveryCertificateIsNoticedInThePlanOfItsOwnClusterToo() {
        ClusterInventory newYork = flawlessNewYork("14");
        ClusterInventory london = london("12.5").build();
        X509Certificate own = london.certificates(ITL_RECOVERY).get(0).certificate();
        CertificateBundle bundle = without(flawless(newYork, london), own);
        String sentence = "london (12.5) brings no ITLRecovery certificate, which signs its trust lists (CSCvs39175)";

        assertThat(plan(bundle, newYork, london).plans())
                .allSatisfy(each -> assertThat(sentences(each, PlanRule.ITL_RECOVERY_MISSING))
                        .containsExactly(sentence));

        ClusterInventory knowing = newYork.withTrust(TrustStores.of(Map.of(
                TrustStoreName.CALL_MANAGER_TRUST, List.of(own), TrustStoreName.PHONE_SAST_TRUST, List.of(own))));
        assertThat(plan(bundle, knowing, london).plans())
                .allSatisfy(each -> assertThat(sentences(each, PlanRule.ITL_RECOVERY_MISSING))
                        .isEmpty());
        ClusterInventory half =
                newYork.withTrust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(own))));
        assertThat(sentences(plan(bundle, half, london).plan(NY), PlanRule.ITL_RECOVERY_MISSING))
                .containsExactly(sentence);
        assertThat(sentences(plan(CertificateBundle.of(List.of()), london).plan(LON), PlanRule.ITL_RECOVERY_MISSING))
                .as("with nobody to bring it to")
                .isEmpty();
    }

    @Test
    void whatLandsElsewhereIsNotBrought() {
        ClusterInventory newYork = flawlessNewYork("14");
        ClusterInventory london = london("14").build();
        X509Certificate recovery = newYork.certificates(ITL_RECOVERY).get(0).certificate();
        X509Certificate calls = newYork.certificates(TFTP).get(0).certificate();
        CertificateBundle rest = without(flawless(newYork, london), recovery, calls);
        ImportPlan misplaced = plan(
                        and(rest, Made.bundled(recovery, TOMCAT), Made.bundled(calls, CAPF)), newYork, london)
                .plan(LON);
        ImportPlan renamed = plan(
                        and(rest, Made.bundled(recovery, TFTP), Made.bundled(calls, ITL_RECOVERY)), newYork, london)
                .plan(LON);

        assertThat(sentences(misplaced, PlanRule.ITL_RECOVERY_MISSING)).hasSize(1);
        assertThat(sentences(misplaced, PlanRule.NOT_IN_BUNDLE))
                .containsExactly("new-york has certificates that are not in the bundle: TFTP of ny1.lab");
        assertThat(sentences(renamed, PlanRule.ITL_RECOVERY_MISSING)).isEmpty();
        assertThat(sentences(renamed, PlanRule.NOT_IN_BUNDLE)).isEmpty();
    }

    /** What the pages of its release do not offer nobody can export. */
    @Test
    void whatCannotBeExportedIsNotMissed() {
        NodeCertificate ecdsa = Made.on("ny1.lab", CertificateType.TOMCAT_ECDSA, made.self("CN=ny1-EC.lab", 21));
        ClusterInventory london = london("14").build();

        assertThat(sentences(
                        plan(flawless(london), newYork("10.5(1)", ecdsa), london)
                                .plan(LON),
                        PlanRule.NOT_IN_BUNDLE))
                .isEmpty();
        assertThat(sentences(
                        plan(flawless(london), newYork("11.0", ecdsa), london).plan(LON), PlanRule.NOT_IN_BUNDLE))
                .containsExactly("new-york has certificates that are not in the bundle: Tomcat-ECDSA of ny1.lab");
    }

    // What is not certain.

    private List<String> doubts(List<X509Certificate> there, X509Certificate... arriving) {
        ClusterInventory newYork = newYork("11.5");
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("11.5"), "lon1.lab")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, there)))
                .build();
        List<BundledCertificate> bundle =
                Arrays.stream(arriving).map(each -> Made.bundled(each, TOMCAT)).toList();
        return plan(CertificateBundle.of(bundle), newYork, london).plan(LON).findings().stream()
                .filter(each -> each.sentence().endsWith("which of them stays is not documented"))
                .peek(each -> assertThat(each.rule())
                        .isEqualTo(
                                each.sentence().contains("valid from")
                                        ? PlanRule.EQUAL_NOT_BEFORE
                                        : PlanRule.RESULT_NOT_CERTAIN))
                .map(PlanFinding::sentence)
                .toList();
    }

    private X509Certificate twin(long serial, Instant from) {
        return made.self("CN=twin", serial, from, Made.LATER);
    }

    @Test
    void theResultIsNotCertainOnlyWhereTheLatestTies() {
        String date = "two certificates of CN=twin for tomcat-trust of london are valid from " + EARLY
                + "; which of them stays is not documented";
        String serial = "two certificates of CN=twin for tomcat-trust of london have the serial number 1; which of them"
                + " stays is not documented";

        assertThat(doubts(List.of(), twin(1, EARLY), twin(2, EARLY))).containsExactly(date);
        assertThat(doubts(List.of(twin(1, EARLY)), twin(2, EARLY))).containsExactly(date);
        assertThat(doubts(List.of(twin(1, EARLY)), twin(1, EARLIER))).containsExactly(serial);
        assertThat(doubts(List.of(twin(1, EARLY)), twin(1, LATE))).containsExactly(serial);
        assertThat(doubts(List.of(twin(1, EARLY)), twin(1, EARLY)))
                .as("the same certificate")
                .isEmpty();
        assertThat(doubts(List.of(), twin(1, EARLY), twin(2, EARLY), twin(3, LATE)))
                .as("a later one settles it")
                .isEmpty();
        assertThat(doubts(List.of(twin(3, LATE)), twin(1, EARLY), twin(1, EARLIER)))
                .as("the later one is there")
                .isEmpty();
        assertThat(doubts(List.of(), twin(1, EARLY), twin(2, EARLIER), twin(1, LATE)))
                .containsExactly(serial);
    }

    @Test
    void whatIsRefusedForItselfCompetesWithNobody() {
        X509Certificate one = made.self("CN=*.lab", 1, EARLY, Made.LATER);
        X509Certificate other = made.self("CN=*.lab", 2, EARLY, Made.LATER);

        assertThat(doubts(List.of(), one, other)).isEmpty();
        assertThat(doubts(List.of(one), other)).isEmpty();
    }

    @Test
    void whatNoStoreTakesIsSaid() {
        X509Certificate wild = made.self("CN=*.lab", 1);
        ClusterInventory newYork = newYork("11.5", Made.on("ny1.lab", TOMCAT, wild));
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london("11.5").build()), NOW)
                .build();

        assertThat(sentences(plan.plan(LON), PlanRule.REFUSED_FOR_ITSELF))
                .containsExactly(
                        "tomcat-trust of london does not take CN=*.lab, serial 1 (Tomcat of new-york (ny1.lab)):"
                                + " its subject must not have a wildcard");
        ClusterInventory old = london("9.1.2").build();
        ExchangePlan byHand = ExchangePlan.builder(List.of(newYork("12.5", Made.on("ny1.lab", TOMCAT, wild)), old), NOW)
                .build();
        assertThat(sentences(byHand.plan(LON).manual().orElseThrow(), PlanRule.REFUSED_FOR_ITSELF))
                .hasSize(1);
    }

    @Test
    void twoOfOneCommonNameThatAreThereDoNotCompete() {
        X509Certificate one = made.self("CN=twin,OU=1", 1, EARLY, Made.LATER);
        X509Certificate other = made.self("CN=twin,OU=2", 2, EARLY, Made.LATER);
        X509Certificate late = made.self("CN=twin,OU=3", 3, EARLIER, Made.LATER);
        ClusterInventory newYork = newYork("11.5", Made.on("ny1.lab", TOMCAT, one), Made.on("ny2.lab", TOMCAT, other));
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("11.5"), "lon1.lab")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(one, other))))
                .build();
        ImportPlan plan = ExchangePlan.builder(List.of(newYork, london), NOW)
                .rules(ImportRules.DEFAULTS.with(NameComparison.COMMON_NAME))
                .bundle(CertificateBundle.of(List.of(Made.bundled(one, TOMCAT), Made.bundled(late, TOMCAT))))
                .build()
                .plan(LON);

        assertThat(sentences(plan, PlanRule.RESULT_NOT_CERTAIN)).isEmpty();
        assertThat(sentences(plan, PlanRule.NAME_TAKEN)).isEmpty();
        assertThat(sentences(plan, PlanRule.NAME_SHARED)).isEmpty();
    }

    // CAPF of a subscriber.

    @Test
    void aCapfCertificateThatIsLeftOverIsToBeDeletedAndNotToBeExported() {
        X509Certificate publishers = made.self("CN=CAPF-00000021", 21);
        X509Certificate left = made.self("CN=CAPF-00000022", 22);
        ClusterInventory london = london("11.5").build();
        for (String release : List.of("12.5", "14")) {
            ClusterInventory newYork =
                    newYork(release, Made.on("NY1.lab", CAPF, publishers), Made.on("ny2.lab", CAPF, left));
            CertificateBundle all = flawless(newYork, london);
            boolean one = release.equals("14");

            assertThat(sentences(plan(all, newYork, london).plan(LON), PlanRule.CAPF_OF_SUBSCRIBER))
                    .isEqualTo(
                            one
                                    ? List.of("a CAPF certificate of ny2.lab in new-york (14) is imported, but only its"
                                            + " publisher ny1.lab has one")
                                    : List.of());
            assertThat(sentences(plan(without(all, left), newYork, london).plan(LON), PlanRule.NOT_IN_BUNDLE))
                    .isEqualTo(
                            one
                                    ? List.of()
                                    : List.of("new-york has certificates that are not in the bundle: CAPF of ny2.lab"));
            assertThat(sentences(plan(without(all, publishers), newYork, london).plan(LON), PlanRule.NOT_IN_BUNDLE))
                    .containsExactly("new-york has certificates that are not in the bundle: CAPF of ny1.lab");
        }
    }

    // Steps.

    /** By one type it is imported, by the other it cannot be: one step for each store all the same. */
    @Test
    void aCertificateHasOneStepInAStore() {
        X509Certificate both = made.self("CN=ny1.lab", 21);
        ClusterInventory newYork =
                newYork("12.0", Made.on("ny1.lab", TFTP, both), Made.on("ny1.lab", ITL_RECOVERY, both));
        ClusterInventory london =
                ClusterInventory.builder(LON, Release.parse("11.5"), "lon1.lab").build();
        ImportPlan plan = plan(flawless(newYork, london), newYork, london).plan(LON);

        assertThat(plan.steps())
                .extracting(each -> each.verdict() + " " + each.store() + " " + each.types())
                .containsExactly("ADD CallManager-trust [TFTP]", "ADD Phone-SAST-trust [TFTP]");
        assertThat(plan.manual()).isEmpty();
    }

    @Test
    void stepsAreInTheOrderOfWork() {
        X509Certificate shared = made.self("CN=shared", 21);
        X509Certificate gone = made.self("CN=a-gone", 22);
        TrustStoreName first = TrustStoreName.of("A-trust");
        CertificateType odd = CertificateType.of("a-odd");
        ClusterInventory newYork = newYork(
                "12.0",
                Made.on("ny1.lab", CAPF, shared),
                Made.on("ny1.lab", ITL_RECOVERY, shared),
                Made.on("ny1.lab", TFTP, shared),
                Made.on("ny1.lab", odd, shared),
                Made.on("ny1.lab", CAPF, made.self("CN=CAPF-00000001", 23)));
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .trust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(gone))))
                .build();
        ImportPlan plan = ExchangePlan.builder(List.of(newYork, london), NOW)
                .rules(ImportRules.DEFAULTS.with(odd, List.of(first, TrustStoreName.CALL_MANAGER_TRUST)))
                .build()
                .plan(LON);

        assertThat(plan.steps())
                .extracting(each -> each.store() + " " + each.types() + " "
                        + each.certificate().getSubjectX500Principal().getName())
                .containsExactly(
                        "CallManager-trust [TFTP, ITL_Recovery, CAPF, a-odd] CN=shared",
                        "CallManager-trust [CAPF] CN=CAPF-00000001",
                        "CallManager-trust [] CN=a-gone",
                        "Phone-SAST-trust [TFTP, ITL_Recovery] CN=shared",
                        "A-trust [a-odd] CN=shared");
    }

    @Test
    void eachRefusalSaysByWhichSection() {
        List<X509Certificate> there = List.of(twin(1, EARLY));
        Map<X509Certificate, String> expected = Map.of(
                twin(2, EARLIER), "certificates 1.6",
                twin(2, EARLY), "certificates 1.6, 7",
                twin(1, LATE), "certificates 1.6, 7");
        expected.forEach((each, section) -> {
            ClusterInventory london = ClusterInventory.builder(LON, Release.parse("11.5"), "lon1.lab")
                    .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, there)))
                    .build();
            assertThat(plan(CertificateBundle.of(List.of(Made.bundled(each, TOMCAT))), newYork("11.5"), london)
                            .plan(LON)
                            .steps(PlanVerdict.REFUSED))
                    .extracting(PlanStep::section)
                    .containsExactly(section);
        });
    }

    // The rest.

    @Test
    void whatHasExpiredIsSaidOfChangesAndAtTheVerySecond() {
        X509Certificate ends = made.self("CN=ny1.lab", 1, EARLY, NOW);
        ClusterInventory newYork = newYork("11.5", Made.on("ny1.lab", TOMCAT, ends));
        ClusterInventory london = london("11.5").build();
        List<ClusterInventory> clusters = List.of(newYork, london);

        assertThat(sentences(ExchangePlan.builder(clusters, NOW).build().plan(LON), PlanRule.EXPIRED))
                .isEmpty();
        ImportPlan late =
                ExchangePlan.builder(clusters, NOW.plusSeconds(1)).build().plan(LON);
        assertThat(sentences(late, PlanRule.EXPIRED))
                .containsExactly("CN=ny1.lab, serial 1 has expired on " + NOW + "; nobody is trusted by it");
        assertThat(sentences(
                        ExchangePlan.builder(List.of(newYork, london.withTrust(late.after())), NOW.plusSeconds(1))
                                .build()
                                .plan(LON),
                        PlanRule.EXPIRED))
                .isEmpty();
    }

    /** Of what a store keeps in the end, by whatever way it came there, from the second after the last on. */
    @Test
    void whatAnUpgradeLeavesBehindIsSaid() {
        List<X509Certificate> gone = IntStream.range(0, 6)
                .mapToObj(each -> made.self("CN=gone" + each, 20 + each, EARLY, NOW.minusSeconds(1)))
                .toList();
        X509Certificate last = made.self("CN=last", 30, EARLY, NOW);
        X509Certificate brought = made.self("CN=ny1.lab", 31, EARLY, NOW.minusSeconds(1));
        TrustStores stores = TrustStores.of(Map.of(
                TrustStoreName.of("IPSec-trust"),
                gone.subList(0, 4),
                TrustStoreName.of("directory-trust"),
                List.of(gone.get(0), last),
                TrustStoreName.CALL_MANAGER_TRUST,
                gone));
        ClusterInventory newYork = newYork(
                "12.5", Made.on("ny1.lab", TOMCAT, brought), Made.on("ny1.lab", CertificateType.ITL_RECOVERY, brought));
        String upgrade = ", which an upgrade to 12.5(1)SU6, 14SU2 or later does not carry over: ";
        ImportPlan plan = ExchangePlan.builder(
                        List.of(newYork, london("11.5").trust(stores).build()), NOW)
                .build()
                .plan(LON);

        assertThat(sentences(plan, PlanRule.LOST_BY_UPGRADE))
                .containsExactly(
                        "CallManager-trust of london keeps 7 expired certificates" + upgrade
                                + "CN=gone0, serial 14; CN=gone1, serial 15; CN=gone2, serial 16; CN=gone3, serial 17 and 3 more",
                        "IPSec-trust of london keeps 4 expired certificates" + upgrade
                                + "CN=gone0, serial 14; CN=gone1, serial 15; CN=gone2, serial 16; CN=gone3, serial 17",
                        "Phone-SAST-trust of london keeps 1 expired certificate" + upgrade + "CN=ny1.lab, serial 1f",
                        "directory-trust of london keeps 1 expired certificate" + upgrade + "CN=gone0, serial 14",
                        "tomcat-trust of london keeps 1 expired certificate" + upgrade + "CN=ny1.lab, serial 1f");
        assertThat(sentences(plan.manual().orElseThrow(), PlanRule.LOST_BY_UPGRADE))
                .isEmpty();
        assertThat(sentences(
                        ExchangePlan.builder(
                                        List.of(
                                                flawlessNewYork("14"),
                                                london("14").build()),
                                        NOW)
                                .build()
                                .plan(LON),
                        PlanRule.LOST_BY_UPGRADE))
                .isEmpty();
    }

    @Test
    void aTypeWithoutAStoreIsSaid() {
        ClusterInventory[] clusters = {flawlessNewYork("14"), london("14").build()};
        X509Certificate odd = made.self("CN=odd", 77);
        ImportPlan plan = plan(and(flawless(clusters), Made.bundled(odd, CertificateType.of("vpn"))), clusters)
                .plan(LON);

        assertThat(sentences(plan, PlanRule.LANDS_NOWHERE))
                .containsExactly(
                        "sftp_bulk_vpn.pkcs12: holds certificates of type vpn, for which the table names no trust"
                                + " store; not imported");
        assertThat(plan.steps()).noneMatch(each -> each.certificate().equals(odd));
    }

    @Test
    void aReleaseBefore8CannotImport() {
        ClusterInventory old = ClusterInventory.builder(LON, Release.parse("7.1.5"), "lon1.lab")
                .certificates(made.publisher("lon1.lab", 5))
                .build();
        ExchangePlan exchange =
                ExchangePlan.builder(List.of(flawlessNewYork("14"), old), NOW).build();
        ImportPlan plan = exchange.plan(LON);

        assertThat(sentences(plan, PlanRule.NO_BULK_MANAGEMENT))
                .containsExactly("release 7.1.5 has no Bulk Certificate Management: london cannot import");
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.manual()).as("no upload makes it fit").isEmpty();
        assertThat(plan.steps()).isNotEmpty().allSatisfy(each -> {
            assertThat(each.verdict()).isEqualTo(PlanVerdict.REFUSED);
            assertThat(each.reason()).isEqualTo("release 7.1.5 has no Bulk Certificate Management");
            assertThat(each.section()).isEqualTo("certificates 1.4");
        });
        assertThat(exchange.exports().get(LON)).isEmpty();
        ClusterInventory first = london("8.0").build();
        assertThat(plan(flawless(first), newYork("8.6"), first).plan(LON).isEmpty())
                .isFalse();
    }

    @Test
    void everyRuleHasACodeOfItsOwnAndAllThatBelongsToIt() {
        assertThat(Arrays.stream(PlanRule.values()).map(PlanRule::code)).doesNotHaveDuplicates();
        assertThat(PlanRule.values()).allSatisfy(each -> {
            assertThat(each.code()).matches("EMCC-CERTS-0[13]\\d\\d");
            assertThat(each.section()).matches("certificates [\\d., to]+");
            assertThat(each.remedy()).isNotBlank();
        });
        Map<PlanRule, CertificateConflict.Kind> same = Map.of(
                PlanRule.NAME_SHARED, CertificateConflict.Kind.SAME_NAME_IN_TWO_CLUSTERS,
                PlanRule.NAME_TWICE, CertificateConflict.Kind.SAME_SUBJECT_OTHER_KEY,
                PlanRule.EQUAL_NOT_BEFORE, CertificateConflict.Kind.EQUAL_NOT_BEFORE,
                PlanRule.SAME_ISSUER_AND_SERIAL, CertificateConflict.Kind.SAME_ISSUER_AND_SERIAL);
        same.forEach((rule, kind) -> assertThat(List.of(rule.code(), rule.severity(), rule.remedy()))
                .containsExactly(kind.code(), kind.severity(), kind.remedy()));
        PlanFinding finding = new PlanFinding(PlanRule.LEFT_BEHIND, "x");
        assertThat(List.of(finding.code(), finding.severity(), finding.remedy()))
                .containsExactly("EMCC-CERTS-0310", FindingSeverity.NOTICE, PlanRule.LEFT_BEHIND.remedy());
    }

    @Test
    void namesOfOthersStayInTheirLine() {
        String trick = "\u202e\n\u0007";
        X509Certificate rogue = made.self("CN=a\u202e\u2028b\nc", 66);
        ClusterInventory newYork = flawlessNewYork("14");
        ClusterInventory london = ClusterInventory.builder(
                        ClusterId.of("lon\u202edon\u2029"), Release.parse("9.1.2"), "lon1.lab")
                .certificates(List.of(Made.on("lon1.lab", TOMCAT, rogue)))
                .trust(TrustStores.of(Map.of(
                        TrustStoreName.TOMCAT_TRUST,
                        List.of(made.self("CN=gone\u0085\u2066\r\t", 67)),
                        TrustStoreName.of("x\u202e-trust"),
                        List.of(rogue))))
                .build();
        BundledCertificate file = BundledCertificate.of(
                made.self("CN=n\u0000\u200b", 68),
                List.of(
                        new CertificateOrigin("x", TOMCAT, "f" + trick),
                        new CertificateOrigin("x", CertificateType.of("odd"), "g" + trick)));
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW)
                .rules(ImportRules.DEFAULTS.with(TFTP, List.of(TrustStoreName.of("y\u202e-trust"))))
                .bundle(and(flawless(newYork, london), file))
                .horizon(Made.LATER.plusSeconds(1))
                .build();
        List<String> printed = new ArrayList<>(List.of(
                plan.toText(),
                plan.toString(),
                plan.toJson(),
                plan.coverageAfter().toJson()));
        plan.clusters().forEach(each -> printed.add(each.toString()));
        printed.add(plan.coverageAfter().toString());
        plan.plans().forEach(each -> {
            printed.add(each.toString());
            printed.add(each.toJson());
            each.findings().forEach(one -> printed.add(one.toString()));
            each.steps().forEach(one -> printed.add(one + one.reason()));
            each.restCalls().forEach(one -> printed.add(one.body()));
            each.manual().ifPresent(one -> one.uploads().forEach(two -> printed.add(two.toString())));
        });
        plan.coverageBefore().gaps().forEach(each -> printed.add(each + each.sentence()));
        plan.expiries().until(Made.LATER.plusSeconds(1)).forEach(each -> {
            printed.add(each.toText());
            printed.add(each.toString());
            each.uses().forEach(one -> printed.add(one.toString()));
            each.effects().forEach(one -> printed.add(one.toString()));
        });

        assertThat(printed)
                .flatExtracting(each -> List.of(each.split("\n", -1)))
                .noneMatch(each -> each.matches(".*[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}].*"));
        assertThat(plan.toText().lines())
                .as("no line begins with the rest of a name")
                .noneMatch(each -> each.startsWith("c,") || each.startsWith("\\u"))
                .anyMatch(each -> each.contains("CN=a\\u202e\\u2028b\\u000ac"));
        Map<?, ?> json = (Map<?, ?>) JsonText.read(plan.toJson());
        assertThat(json.toString())
                .as("a program reads the very names")
                .contains("lon\u202edon\u2029", "CN=a\u202e\u2028b\nc");
    }

    @Test
    void trunksThatDoNotMatchAreSaidOnBothSides() {
        ClusterInventory secure =
                flawlessNewYork("14").toBuilder().tlsTrunk(true).build();
        ExchangePlan differ =
                ExchangePlan.builder(List.of(secure, london("14").build()), NOW).build();

        assertThat(differ.plans())
                .allSatisfy(each -> assertThat(sentences(each, PlanRule.TRUNKS_DIFFER))
                        .containsExactly("the SIP trunk of new-york uses TLS, but that of london does not"));
        ExchangePlan same = ExchangePlan.builder(
                        List.of(secure, london("14").tlsTrunk(true).build()), NOW)
                .build();
        assertThat(same.plans())
                .allSatisfy(each ->
                        assertThat(sentences(each, PlanRule.TRUNKS_DIFFER)).isEmpty());
    }

    /** Two of one issuer and serial number but of different names both fit into a store, and TVS finds either. */
    @Test
    void whatTvsCannotTellApartIsSaidWhenItIsNew() {
        X509Certificate one = made.issued("CN=one", 21, "CN=CA", 9);
        X509Certificate other = made.issued("CN=other", 21, "CN=CA", 9);
        X509Certificate elsewhere = made.issued("CN=elsewhere", 21, "CN=CA 2", 9);
        ClusterInventory newYork = newYork("11.5", Made.on("ny1.lab", TOMCAT, one));
        ClusterInventory.Builder london = ClusterInventory.builder(LON, Release.parse("11.5"), "lon1.lab");
        ExchangePlan plan = ExchangePlan.builder(
                        List.of(newYork, london.trust(tomcat(other, elsewhere)).build()), NOW)
                .build();

        assertThat(sentences(plan.plan(LON), PlanRule.SAME_ISSUER_AND_SERIAL))
                .containsExactly(
                        "tomcat-trust of london has 2 certificates of CN=CA with the serial number 15, and phones may"
                                + " be shown the wrong one: CN=one; CN=other");
        for (TrustStores stores : List.of(tomcat(elsewhere), tomcat(one, other), TrustStores.empty())) {
            assertThat(sentences(
                            ExchangePlan.builder(
                                            List.of(
                                                    newYork,
                                                    london.trust(stores).build()),
                                            NOW)
                                    .build()
                                    .plan(LON),
                            PlanRule.SAME_ISSUER_AND_SERIAL))
                    .isEmpty();
        }
    }

    private static TrustStores tomcat(X509Certificate... certificates) {
        return TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(certificates)));
    }

    /** A clash has the same code in the bundle and in the plan. */
    @Test
    void oneClashHasOneCode() {
        X509Certificate first = made.self("CN=clone", 1, EARLY, Made.LATER);
        X509Certificate second = made.issued("CN=clone", 2, LATE, Made.LATER, 2, "CN=CA", 9, false);
        for (boolean two : List.of(true, false)) {
            ClusterInventory newYork = two
                    ? newYork("14", Made.on("ny1.lab", TOMCAT, first))
                    : newYork("14", Made.on("ny1.lab", TOMCAT, first), Made.on("ny2.lab", TOMCAT, second));
            ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                    .certificates(two ? List.of(Made.on("lon1.lab", TOMCAT, second)) : List.of())
                    .build();
            ExchangePlan plan =
                    ExchangePlan.builder(List.of(newYork, london), NOW).build();
            String code = two ? "EMCC-CERTS-0102" : "EMCC-CERTS-0101";

            assertThat(plan.plan(LON).findings())
                    .filteredOn(each -> each.sentence().contains("keeps out"))
                    .extracting(PlanFinding::code)
                    .containsExactly(code);
            assertThat(CertificateChecks.by(ImportRules.DEFAULTS::storesOf)
                            .check(plan.bundle())
                            .all())
                    .filteredOn(CertificateConflict.class::isInstance)
                    .extracting(CertificateFinding::code)
                    .containsExactly(code);
        }
    }

    /** Of whom a certificate is decides what is to be done about it. */
    @Test
    void theRemedyDependsOnWhetherAClusterStatesTheOther() {
        X509Certificate theirs = made.self("CN=clone", 1, EARLY, Made.LATER);
        X509Certificate other = made.self("CN=Clone", 2, LATE, Made.LATER);
        ClusterInventory newYork = newYork("14", Made.on("ny1.lab", TOMCAT, theirs));
        for (boolean stated : List.of(true, false)) {
            ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                    .certificates(stated ? List.of(Made.on("lon1.lab", TOMCAT, other)) : List.of())
                    .build();
            ImportPlan plan = plan(
                            CertificateBundle.of(List.of(Made.bundled(theirs, TOMCAT), Made.bundled(other, TOMCAT))),
                            newYork,
                            london)
                    .plan(LON);
            List<PlanFinding> clashes = plan.findings().stream()
                    .filter(each -> each.sentence().contains("keeps out"))
                    .toList();

            assertThat(clashes).singleElement().satisfies(each -> {
                assertThat(each.rule()).isEqualTo(stated ? PlanRule.NAME_SHARED : PlanRule.NAME_TAKEN);
                assertThat(each.remedy()).contains(stated ? "other host names or a domain" : "who put the other");
                assertThat(each.sentence()).contains("with the subject CN=Clone: serial 2");
            });
        }
    }

    /** In texts names are spelled one way and cut, for programs they are whole. */
    @Test
    void aHugeSubjectDoesNotFloodTheText() {
        String huge = "huge" + (",OU=" + "x".repeat(60)).repeat(1_000);
        X509Certificate leaf = made.issued("CN=leaf,O=Lab", 66, "CN=" + huge, 9);
        X509Certificate self = made.self("CN=" + huge, 67, EARLY, NOW.plusSeconds(9));
        ClusterInventory newYork = newYork("9.1", Made.on("ny1.lab", TOMCAT, leaf), Made.on("ny2.lab", TOMCAT, self));
        ClusterInventory london = london("12.5")
                .trust(tomcat(made.self("CN=gone " + huge, 68), made.self("CN=" + huge, 69, EARLIER, Made.LATER)))
                .build();
        for (NameComparison how : NameComparison.values()) {
            ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW)
                    .rules(ImportRules.DEFAULTS.with(how))
                    .build();

            assertThat(plan.toText().lines())
                    .allMatch(each -> each.length() < 1_200)
                    .anyMatch(each -> each.contains("OU=xxx") && each.contains("…, serial"));
            Map<?, ?> json = (Map<?, ?>) JsonText.read(plan.toJson());
            assertThat(json.toString())
                    .contains("subject=" + self.getSubjectX500Principal().getName());
            plan.plans().forEach(each -> {
                each.steps().forEach(one -> assertThat(one + one.reason()).hasSizeLessThan(2_000));
                each.findings().forEach(one -> assertThat(one.toString()).hasSizeLessThan(1_200));
            });
            plan.coverageBefore()
                    .gaps()
                    .forEach(each -> assertThat(each.toString()).hasSizeLessThan(1_200));
        }
    }

    @Test
    void namesHaveOneSpellingInAText() {
        X509Certificate old = made.self("CN=A,O=Lab", 1, EARLIER, Made.LATER);
        X509Certificate wanted = made.self("CN=a,O=Lab", 2, EARLY, Made.LATER);
        X509Certificate gone = made.self("CN=Gone,O=Lab", 3);
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("11.5"), "lon1.lab")
                .trust(tomcat(old, gone))
                .build();
        ExchangePlan plan = ExchangePlan.builder(
                        List.of(newYork("11.5", Made.on("ny1.lab", TOMCAT, wanted)), london), NOW)
                .build();

        assertThat(plan.toText())
                .contains("O=Lab,CN=Gone")
                .doesNotContain("o=lab")
                .doesNotContain(", O=Lab");
    }
}
