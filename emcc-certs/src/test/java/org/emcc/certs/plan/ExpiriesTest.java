package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.bundle.CertificateType.TOMCAT_ECDSA;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.FindingSeverity;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.testing.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of certificates 1.10 of what breaks, row by row. */
class ExpiriesTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");
    private static final Instant BEGIN = NOW.minus(Duration.ofDays(9));
    private static final Instant END = NOW.plus(Duration.ofDays(9));

    private final Made made = new Made();

    private static ClusterInventory newYork(String release, NodeCertificate... certificates) {
        return ClusterInventory.builder(NY, Release.parse(release), "ny1.lab")
                .certificates(List.of(certificates))
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
    }

    private static ClusterInventory london() {
        return ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "14~ Tomcat~ administration pages, phone services, disaster recovery, single sign-on~"
                        + " EM_SERVICE new-york>london|EM_SERVICE london>new-york|HOME_WEB london>new-york",
                "14~ Tomcat-ECDSA~ administration pages, phone services, disaster recovery, single sign-on~"
                        + " EM_SERVICE new-york>london|EM_SERVICE london>new-york|HOME_WEB london>new-york",
                "14~ TFTP~ secure phones, SIP over TLS, AXL; phones refuse signed configuration~ ''",
                "11.5~ TFTP~ secure phones, SIP over TLS, AXL; phones refuse signed configuration~"
                        + " HOME_TRUST_LIST london>new-york",
                "12.0~ ITL_Recovery~ signer of the trust lists of phones, assertions of single sign-on~"
                        + " HOME_TRUST_LIST london>new-york",
                "11.5~ ITL_Recovery~ nothing before release 12.0~ ''",
                "14~ CAPF~ certificates of phones, 802.1X, VPN~ PHONE_CERTIFICATE new-york>london",
                "14~ tvs~ phones cannot verify anything new~ HOME_TRUST_LIST new-york>london|HOME_WEB new-york>london",
                "14~ vpn~ ~ ''"
            })
    void whatBreaks(String release, String type, String atHome, String broken) {
        X509Certificate ends = made.self("CN=ny1.lab", 1, BEGIN, END);
        List<Expiry> found = Expiries.of(
                        List.of(newYork(release, Made.on("ny1.lab", CertificateType.of(type), ends)), london()), NOW)
                .until(END);

        assertThat(found).singleElement().satisfies(each -> {
            assertThat(String.join("|", each.atHome())).isEqualTo(atHome == null ? "" : atHome);
            assertThat(String.join(
                            "|",
                            each.effects().stream()
                                    .map(one -> one.trust() + " " + one.visiting() + ">" + one.home())
                                    .toList()))
                    .isEqualTo(broken);
        });
    }

    @Test
    void theHorizonAndThePresentCountToTheSecond() {
        X509Certificate ends = made.self("CN=ny1.lab", 1, BEGIN, END);
        List<ClusterInventory> clusters = List.of(newYork("14", Made.on("ny1.lab", TOMCAT, ends)), london());

        assertThat(Expiries.of(clusters, NOW).until(END.minusSeconds(1))).isEmpty();
        assertThat(Expiries.of(clusters, NOW).until(END)).hasSize(1);
        assertThat(Expiries.of(clusters, END).until(END).get(0).isPast()).isFalse();
        Expiry past = Expiries.of(clusters, END.plusSeconds(1))
                .until(NOW.plus(Duration.ofDays(99)))
                .get(0);
        assertThat(past.isPast()).isTrue();
        assertThat(past.expires()).isEqualTo(END);
        assertThat(past.toText()).startsWith(END + "  EXPIRED  CN=ny1.lab, serial 1: Tomcat of new-york (ny1.lab)\n");
        assertThat(Expiries.of(clusters, END.plusSeconds(1)).until(END.minusSeconds(1)))
                .isEmpty();
    }

    @Test
    void theSoonestIsFirst() {
        X509Certificate late = made.self("CN=a.lab", 1, BEGIN, END);
        X509Certificate soon = made.self("CN=b.lab", 2, BEGIN, END.minusSeconds(1));
        ClusterInventory newYork =
                newYork("14", Made.on("ny1.lab", TOMCAT, late), Made.on("ny1.lab", TOMCAT_ECDSA, soon));

        assertThat(Expiries.of(List.of(newYork, london()), NOW).until(END))
                .extracting(Expiry::certificate)
                .containsExactly(soon, late);
    }

    @Test
    void ofSeveralTypesTheGravestCounts() {
        X509Certificate shared = made.self("CN=ny1.lab", 1, BEGIN, END);
        ClusterInventory newYork = newYork("14", Made.on("ny1.lab", TOMCAT, shared), Made.on("ny1.lab", TFTP, shared));
        Expiries all = Expiries.of(List.of(newYork, london()), NOW);

        assertThat(all.until(END).get(0).severity()).isEqualTo(FindingSeverity.ERROR);
        Expiries one = all.withSeverity(TOMCAT, FindingSeverity.WARNING);
        assertThat(one.until(END).get(0).severity()).isEqualTo(FindingSeverity.ERROR);
        Expiries both = one.withSeverity(TFTP, FindingSeverity.NOTICE);
        assertThat(both.until(END).get(0).severity()).isEqualTo(FindingSeverity.WARNING);
        assertThat(both.until(END).get(0).toText()).contains(" (warning only)\n");
        assertThat(all.until(END).get(0).toText()).doesNotContain("only");
        List<?> json = (List<?>) JsonText.read(both.toJson(END));
        assertThat(((Map<?, ?>) json.get(0)).get("severity")).isEqualTo("WARNING");
    }

    /** A CA of which no cluster says anything counts because a trust rests on it; what held before is told. */
    @Test
    void anIssuerCountsToo() {
        X509Certificate root = made.ca("CN=root", 9, "CN=root", 9, 1, END);
        X509Certificate leaf = made.issued("CN=ny1.lab", 3, "CN=root", 9);
        ClusterInventory newYork = newYork("14", Made.on("ny1.lab", CAPF, leaf));
        ClusterInventory london =
                london().withTrust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(root))));

        assertThat(Expiries.of(List.of(newYork, london), NOW).until(END))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.certificate()).isEqualTo(root);
                    assertThat(each.uses()).isEmpty();
                    assertThat(each.severity()).isEqualTo(FindingSeverity.ERROR);
                    assertThat(each.effects())
                            .containsExactly(new ExpiryEffect(
                                    EmccTrust.PHONE_CERTIFICATE,
                                    NY,
                                    LON,
                                    TrustCoverage.Verdict.HOLDS,
                                    TrustCoverage.Verdict.FAILS));
                });
        assertThat(Expiries.of(List.of(newYork, london()), NOW).until(END)).isEmpty();
    }

    /** What held in the last second: others count from their first second to their last, and so do their issuers. */
    @Test
    void whatHeldBeforeIsToldToTheSecond() {
        X509Certificate ends = made.self("CN=ny1.lab", 1, BEGIN, END);
        for (int after : List.of(-1, 0, 1)) {
            Instant turn = END.plusSeconds(after);
            TrustCoverage.Verdict begun = after <= 0 ? TrustCoverage.Verdict.HOLDS : TrustCoverage.Verdict.PARTLY;
            TrustCoverage.Verdict left = after >= 0 ? TrustCoverage.Verdict.HOLDS : TrustCoverage.Verdict.PARTLY;
            X509Certificate root = made.ca("CN=root", 9, "CN=root", 9, 1, Made.LATER);
            X509Certificate leaf = made.issued("CN=ny2.lab", 3, turn, Made.LATER, 1, "CN=root", 9, false);

            assertThat(before(ends, made.self("CN=ny2.lab", 2, turn, Made.LATER)))
                    .isEqualTo(begun);
            assertThat(before(ends, made.self("CN=ny2.lab", 2, BEGIN, turn))).isEqualTo(left);
            assertThat(before(ends, leaf, root)).isEqualTo(begun);
            assertThat(before(
                            ends,
                            made.issued("CN=ny2.lab", 3, "CN=root", 9),
                            made.ca("CN=root", 9, "CN=root", 9, 1, turn)))
                    .isEqualTo(left);
            assertThat(before(ends, made.issued("CN=ny2.lab", 3, BEGIN, turn, 1, "CN=root", 9, false), root))
                    .isEqualTo(left);
            assertThat(before(
                            ends,
                            made.issued("CN=ny2.lab", 3, "CN=root", 9),
                            made.issued("CN=root", 1, turn, Made.LATER, 9, "CN=root", 9, true)))
                    .isEqualTo(begun);
        }
        assertThat(before(ends, made.issued("CN=ny2.lab", 3, "CN=root", 9)))
                .as("an issuer that is not there")
                .isEqualTo(TrustCoverage.Verdict.PARTLY);
        assertThat(before(
                        ends,
                        made.issued("CN=ny2.lab", 3, BEGIN, END.minusSeconds(2), 1, "CN=root", 9, false),
                        made.issued("CN=root", 1, END.minusSeconds(1), Made.LATER, 9, "CN=root", 9, true)))
                .as("an issuer that begins when the other has ended")
                .isEqualTo(TrustCoverage.Verdict.PARTLY);
    }

    /** What is told of the EM service from London with the expiry of one Tomcat certificate of New York, beside another one. */
    private static TrustCoverage.Verdict before(
            X509Certificate ends, X509Certificate beside, X509Certificate... roots) {
        List<X509Certificate> trusted = new ArrayList<>(List.of(roots));
        trusted.add(ends);
        if (Chains.isSelfIssued(beside)) {
            trusted.add(beside);
        }
        ClusterInventory newYork = newYork("14", Made.on("ny2.lab", TOMCAT, beside), Made.on("ny1.lab", TOMCAT, ends))
                .withTrust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(ends))));
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .certificates(List.of(Made.on("lon1.lab", TOMCAT, ends)))
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, trusted)))
                .build();
        return Expiries.of(List.of(newYork, london), NOW).until(END).stream()
                .filter(each -> each.certificate().equals(ends))
                .flatMap(each -> each.effects().stream())
                .filter(each ->
                        each.trust() == EmccTrust.EM_SERVICE && each.visiting().equals(LON))
                .findFirst()
                .orElseThrow()
                .before();
    }

    @Test
    void clustersMustDifferAndNothingIsNull() {
        assertThatThrownBy(() -> Expiries.of(List.of(london(), london()), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Expiries.of(List.of(london()), ImportRules.DEFAULTS, ReleaseRules.DEFAULTS, (Instant) null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("now");
        assertThat(Expiries.of(List.of(london()), NOW).toText(END))
                .isEqualTo("Expiring until " + END + " [certificates 1.10]\n\nnothing\n");
        assertThat(Expiries.of(List.of(london()), NOW).toJson(END)).isEqualTo("[]\n");
    }
}
