package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.ITL_RECOVERY;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.bundle.CertificateType.TOMCAT_ECDSA;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.NameComparison;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of flows in certificates 1.10, row by row. */
class TrustCoverageTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");

    private final Made made = new Made();

    private static ClusterInventory.Builder cluster(ClusterId id, String release, String publisher) {
        return ClusterInventory.builder(id, Release.parse(release), publisher)
                .securityMode(ClusterSecurityMode.MIXED)
                .tlsTrunk(true);
    }

    private static TrustStores without(TrustStores stores, TrustStoreName store, X509Certificate gone) {
        Map<TrustStoreName, List<X509Certificate>> all = new HashMap<>();
        stores.names()
                .forEach(name -> all.put(
                        name,
                        stores.certificates(name).stream()
                                .filter(each -> !name.equals(store) || !each.equals(gone))
                                .toList()));
        return TrustStores.of(all);
    }

    private static List<String> failing(TrustCoverage coverage) {
        List<String> found = new ArrayList<>();
        for (ClusterId visiting : coverage.clusters()) {
            for (ClusterId home : coverage.clusters()) {
                for (EmccTrust trust : EmccTrust.values()) {
                    if (!visiting.equals(home)
                            && coverage.verdict(visiting, home, trust) != TrustCoverage.Verdict.HOLDS) {
                        found.add(trust + " " + visiting + ">" + home);
                    }
                }
            }
        }
        return found;
    }

    /** What london does not have of new-york, and what then fails; visiting stands first. */
    @ParameterizedTest
    @CsvSource({
        "14, tomcat-trust, Tomcat, EM_SERVICE new-york>london|EM_SERVICE london>new-york|HOME_WEB london>new-york",
        "14, tomcat-trust, Tomcat-ECDSA, EM_SERVICE new-york>london|EM_SERVICE london>new-york|HOME_WEB london>new-york",
        "14, CallManager-trust, ITL_Recovery, HOME_TRUST_LIST london>new-york",
        "14, Phone-SAST-trust, ITL_Recovery, HOME_TRUST_LIST london>new-york",
        "14, CallManager-trust, TFTP, SIP_TRUNK new-york>london|SIP_TRUNK london>new-york",
        "14, Phone-SAST-trust, TFTP, ''",
        "14, CallManager-trust, CAPF, PHONE_CERTIFICATE new-york>london",
        "11.5, Phone-SAST-trust, TFTP, HOME_TRUST_LIST london>new-york",
        "11.5, CallManager-trust, TFTP, SIP_TRUNK new-york>london|HOME_TRUST_LIST london>new-york|SIP_TRUNK london>new-york",
    })
    void whatIsMissingFails(String release, String store, String type, String failing) {
        ClusterInventory newYork = cluster(NY, release, "ny1.lab")
                .certificates(made.publisher("ny1.lab", 1))
                .certificates(List.of(Made.on("ny1.lab", TOMCAT_ECDSA, made.self("CN=ny1-EC.lab", 9))))
                .build();
        ClusterInventory london = cluster(LON, "14", "lon1.lab")
                .certificates(made.publisher("lon1.lab", 5))
                .build();
        List<ClusterInventory> after =
                ExchangePlan.builder(List.of(newYork, london), NOW).build().clustersAfter();
        assertThat(failing(TrustCoverage.of(after, NOW))).isEmpty();
        X509Certificate gone =
                newYork.certificates(CertificateType.of(type)).get(0).certificate();
        TrustStores before = after.get(1).trust();
        TrustStores less = without(before, TrustStoreName.of(store), gone);
        assertThat(less).isNotEqualTo(before);
        TrustCoverage coverage =
                TrustCoverage.of(List.of(after.get(0), after.get(1).withTrust(less)), NOW);

        assertThat(String.join("|", failing(coverage))).isEqualTo(failing);
        assertThat(coverage.gaps()).allSatisfy(each -> {
            assertThat(each.cause()).isEqualTo(TrustGap.Cause.ABSENT);
            assertThat(each.verifier()).isEqualTo(LON);
            assertThat(each.store().value()).isEqualTo(store);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, false, NOT_NEEDED, NOT_NEEDED",
        "true, false, true, false, NOT_NEEDED, NOT_NEEDED",
        "false, true, false, true, NOT_NEEDED, NOT_NEEDED",
        "true, true, true, true, FAILS, FAILS"
    })
    void twoTrustsAreNeededOnlyWhereBothTakePart(
            boolean visitingMixed,
            boolean homeMixed,
            boolean visitingTls,
            boolean homeTls,
            TrustCoverage.Verdict phone,
            TrustCoverage.Verdict trunk) {
        ClusterInventory newYork = cluster(NY, "14", "ny1.lab")
                .securityMode(visitingMixed ? ClusterSecurityMode.MIXED : ClusterSecurityMode.NONSECURE)
                .tlsTrunk(visitingTls)
                .build();
        ClusterInventory london = cluster(LON, "14", "lon1.lab")
                .securityMode(homeMixed ? ClusterSecurityMode.MIXED : ClusterSecurityMode.NONSECURE)
                .tlsTrunk(homeTls)
                .build();
        TrustCoverage coverage = TrustCoverage.of(List.of(newYork, london), NOW);

        assertThat(coverage.verdict(NY, LON, EmccTrust.PHONE_CERTIFICATE)).isEqualTo(phone);
        assertThat(coverage.verdict(NY, LON, EmccTrust.SIP_TRUNK)).isEqualTo(trunk);
    }

    private TrustCoverage web(Instant at, List<X509Certificate> store, NodeCertificate... certificates) {
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(certificates))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, store)))
                .build();
        return TrustCoverage.of(List.of(newYork, london), at);
    }

    private static TrustCoverage.Verdict homeWeb(TrustCoverage coverage) {
        return coverage.verdict(LON, NY, EmccTrust.HOME_WEB);
    }

    private static List<TrustGap.Cause> causes(TrustCoverage coverage, EmccTrust trust) {
        return coverage.gaps().stream()
                .filter(each -> each.trust() == trust
                        && each.visiting().equals(LON)
                        && each.verifier().equals(LON))
                .map(TrustGap::cause)
                .toList();
    }

    @Test
    void someNodesAreNotAll() {
        X509Certificate one = made.self("CN=ny1.lab", 1);
        X509Certificate two = made.self("CN=ny2.lab", 2);
        NodeCertificate[] both = {Made.on("ny1.lab", TOMCAT, one), Made.on("ny2.lab", TOMCAT, two)};

        assertThat(homeWeb(web(NOW, List.of(one, two), both))).isEqualTo(TrustCoverage.Verdict.HOLDS);
        assertThat(homeWeb(web(NOW, List.of(two), both))).isEqualTo(TrustCoverage.Verdict.PARTLY);
        assertThat(homeWeb(web(NOW, List.of(), both))).isEqualTo(TrustCoverage.Verdict.FAILS);
        assertThat(web(NOW, List.of(two), both).isComplete(LON, NY)).isFalse();
    }

    /** The last second counts, and so does the first. */
    @Test
    void datesCountToTheSecond() {
        Instant from = NOW.minus(Duration.ofDays(1));
        Instant until = NOW.plus(Duration.ofDays(1));
        X509Certificate one = made.self("CN=ny1.lab", 1, from, until);
        NodeCertificate on = Made.on("ny1.lab", TOMCAT, one);

        assertThat(homeWeb(web(from, List.of(one), on))).isEqualTo(TrustCoverage.Verdict.HOLDS);
        assertThat(homeWeb(web(until, List.of(one), on))).isEqualTo(TrustCoverage.Verdict.HOLDS);
        TrustCoverage early = web(from.minusSeconds(1), List.of(one), on);
        TrustCoverage late = web(until.plusSeconds(1), List.of(one), on);
        assertThat(homeWeb(early)).isEqualTo(TrustCoverage.Verdict.FAILS);
        assertThat(homeWeb(late)).isEqualTo(TrustCoverage.Verdict.FAILS);
        assertThat(causes(early, EmccTrust.HOME_WEB)).containsExactly(TrustGap.Cause.NOT_YET_VALID);
        assertThat(causes(late, EmccTrust.HOME_WEB)).containsExactly(TrustGap.Cause.EXPIRED);
    }

    /** TLS goes by the chain, TVS by the certificate itself. */
    @Test
    void anIssuedCertificateIsBelievedByItsChainOrByItself() {
        X509Certificate leaf = made.issued("CN=ny1.lab", 3, "CN=middle", 8);
        X509Certificate middle = made.ca("CN=middle", 8, "CN=root", 9, 2, Made.LATER);
        X509Certificate root = made.ca("CN=root", 9, "CN=root", 9, 1, NOW.plus(Duration.ofDays(10)));
        NodeCertificate on = Made.on("ny1.lab", TOMCAT, leaf);

        TrustCoverage chain = web(NOW, List.of(middle, root), on);
        assertThat(causes(chain, EmccTrust.EM_SERVICE)).isEmpty();
        assertThat(causes(chain, EmccTrust.HOME_WEB)).containsExactly(TrustGap.Cause.ABSENT);
        TrustCoverage itself = web(NOW, List.of(leaf), on);
        assertThat(causes(itself, EmccTrust.EM_SERVICE)).containsExactly(TrustGap.Cause.ISSUER_MISSING);
        assertThat(causes(itself, EmccTrust.HOME_WEB)).isEmpty();
        TrustCoverage expired = web(NOW.plus(Duration.ofDays(11)), List.of(leaf, middle, root), on);
        assertThat(causes(expired, EmccTrust.EM_SERVICE)).containsExactly(TrustGap.Cause.EXPIRED);
        assertThat(expired.gaps())
                .anyMatch(each -> each.sentence()
                        .startsWith("CN=root, serial 1, an issuer of Tomcat of ny1.lab in new-york (serial 3), has"
                                + " expired on "));
    }

    @Test
    void whoeverCannotIssueHasNotIssued() {
        X509Certificate leaf = made.issued("CN=ny1.lab", 3, "CN=root", 9);
        X509Certificate otherKey = made.ca("CN=root", 8, "CN=root", 8, 1, Made.LATER);
        X509Certificate noCa = made.issued("CN=root", 1, NOW.minusSeconds(9), Made.LATER, 9, "CN=root", 9, false);
        NodeCertificate on = Made.on("ny1.lab", TOMCAT, leaf);

        for (X509Certificate issuer : List.of(otherKey, noCa)) {
            assertThat(causes(web(NOW, List.of(issuer), on), EmccTrust.EM_SERVICE))
                    .containsExactly(TrustGap.Cause.ISSUER_MISSING);
        }
    }

    @Test
    void certificatesThatHaveIssuedEachOtherLeadNowhere() {
        X509Certificate leaf = made.issued("CN=ny1.lab", 3, "CN=a", 8);
        X509Certificate one = made.ca("CN=a", 8, "CN=b", 9, 1, Made.LATER);
        X509Certificate other = made.ca("CN=b", 9, "CN=a", 8, 2, Made.LATER);
        TrustCoverage coverage = web(NOW, List.of(one, other), Made.on("ny1.lab", TOMCAT, leaf));

        assertThat(causes(coverage, EmccTrust.EM_SERVICE)).containsExactly(TrustGap.Cause.ISSUER_MISSING);
        assertThat(coverage.gaps())
                .anyMatch(each -> each.sentence()
                        .equals("tomcat-trust of london has no certificate of a root above CN=a, needed for Tomcat of"
                                + " ny1.lab in new-york (serial 3)"));
    }

    @Test
    void tvsCannotTellTwoOfOneIssuerAndSerial() {
        X509Certificate leaf = made.issued("CN=ny1.lab", 3, "CN=root", 9);
        X509Certificate clone = made.issued("CN=ny2.lab", 3, "CN=root", 9);
        TrustCoverage coverage = web(NOW, List.of(leaf, clone), Made.on("ny1.lab", TOMCAT, leaf));

        assertThat(causes(coverage, EmccTrust.HOME_WEB)).containsExactly(TrustGap.Cause.AMBIGUOUS);
    }

    /** Phones ask their own TVS, so its certificate must be valid, though it is in nobody's store. */
    @Test
    void theOwnTvsMustBeValid() {
        X509Certificate web = made.self("CN=ny1.lab", 1);
        X509Certificate tvs = made.self("CN=lon1.lab", 2, NOW.minusSeconds(9), NOW.plusSeconds(9));
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("11.5"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, web), Made.on("ny1.lab", TFTP, web)))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .certificates(List.of(Made.on("lon1.lab", CertificateType.of("tvs"), tvs)))
                .trust(TrustStores.of(Map.of(
                        TrustStoreName.TOMCAT_TRUST, List.of(web),
                        TrustStoreName.CALL_MANAGER_TRUST, List.of(web),
                        TrustStoreName.PHONE_SAST_TRUST, List.of(web))))
                .build();
        for (EmccTrust trust : List.of(EmccTrust.HOME_WEB, EmccTrust.HOME_TRUST_LIST)) {
            TrustCoverage valid = TrustCoverage.of(List.of(newYork, london), NOW);
            TrustCoverage late = TrustCoverage.of(List.of(newYork, london), NOW.plusSeconds(10));

            assertThat(valid.verdict(LON, NY, trust)).isEqualTo(TrustCoverage.Verdict.HOLDS);
            assertThat(late.verdict(LON, NY, trust)).isEqualTo(TrustCoverage.Verdict.FAILS);
            assertThat(late.gaps())
                    .filteredOn(each -> each.trust() == trust && each.visiting().equals(LON))
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.cause()).isEqualTo(TrustGap.Cause.EXPIRED);
                        assertThat(each.store()).isEqualTo(TrustStoreName.of("TVS-trust"));
                    });
        }
    }

    @Test
    void rulesOfTheCallerSayWhoseNameIsTaken() {
        X509Certificate own = made.self("CN=clone,OU=1", 1);
        X509Certificate other = made.self("CN=clone,OU=2", 2);
        ImportRules rules = ImportRules.DEFAULTS.with(NameComparison.COMMON_NAME);
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, own)))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(other))))
                .build();
        List<ClusterInventory> clusters = List.of(newYork, london);
        ExchangePlan.Builder exchange = ExchangePlan.builder(clusters, NOW);

        assertThat(causes(TrustCoverage.of(clusters, NOW), EmccTrust.HOME_WEB)).containsExactly(TrustGap.Cause.ABSENT);
        assertThat(causes(TrustCoverage.of(clusters, rules, ReleaseRules.DEFAULTS, NOW), EmccTrust.HOME_WEB))
                .containsExactly(TrustGap.Cause.NAME_TAKEN);
        ExchangePlan plan = exchange.rules(rules).build();
        assertThat(List.of(plan.coverageBefore(), plan.coverageAfterBulk(), plan.coverageAfter()))
                .allSatisfy(each ->
                        assertThat(causes(each, EmccTrust.HOME_WEB)).containsExactly(TrustGap.Cause.NAME_TAKEN));
    }

    @Test
    void gapsDoNotDependOnTheOrderInWhichCertificatesAreTold() {
        List<NodeCertificate> certificates = new ArrayList<>(List.of(
                Made.on("ny2.lab", TOMCAT_ECDSA, made.self("CN=ny2-EC.lab", 4)),
                Made.on("ny2.lab", TOMCAT, made.self("CN=ny2.lab", 3)),
                Made.on("ny1.lab", TOMCAT, made.self("CN=ny1.lab", 2)),
                Made.on("ny1.lab", TOMCAT, made.self("CN=a.lab", 1)),
                Made.on("ny1.lab", CAPF, made.self("CN=CAPF-00000001", 5)),
                Made.on("ny1.lab", ITL_RECOVERY, made.self("CN=ITLRECOVERY_ny1.lab", 6))));
        TrustCoverage one = web(NOW, List.of(), certificates.toArray(NodeCertificate[]::new));
        Collections.reverse(certificates);
        TrustCoverage other = web(NOW, List.of(), certificates.toArray(NodeCertificate[]::new));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.toJson()).isEqualTo(other.toJson());
        assertThat(one.gaps())
                .filteredOn(each ->
                        each.trust() == EmccTrust.HOME_WEB && each.visiting().equals(LON))
                .extracting(TrustGap::sentence)
                .containsExactly(
                        "Tomcat of ny1.lab in new-york (serial 1) is not in tomcat-trust of london",
                        "Tomcat of ny1.lab in new-york (serial 2) is not in tomcat-trust of london",
                        "Tomcat of ny2.lab in new-york (serial 3) is not in tomcat-trust of london",
                        "Tomcat-ECDSA of ny2.lab in new-york (serial 4) is not in tomcat-trust of london");
    }

    /** One sentence for each store in which it is missing, and each says which. */
    @Test
    void whatIsNotStatedIsToldOfEachStore() {
        TrustCoverage coverage = TrustCoverage.of(
                List.of(
                        cluster(NY, "14", "ny1.lab").build(),
                        cluster(LON, "14", "lon1.lab").build()),
                NOW);

        assertThat(coverage.gaps()).extracting(TrustGap::toString).doesNotHaveDuplicates();
        assertThat(coverage.gaps())
                .filteredOn(each ->
                        each.trust() == EmccTrust.HOME_TRUST_LIST && each.home().equals(NY))
                .extracting(TrustGap::sentence)
                .containsExactly(
                        "new-york states no ITL_Recovery certificate, which Phone-SAST-trust of london has to have",
                        "new-york states no ITL_Recovery certificate, which CallManager-trust of london has to have");
    }
}
