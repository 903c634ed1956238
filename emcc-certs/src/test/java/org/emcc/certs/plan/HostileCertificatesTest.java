package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.NOW;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.emcc.certs.bundle.BundleDiff;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateChecks;
import org.emcc.certs.bundle.CertificateFindings;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.OddCertificates;
import org.emcc.certs.internal.OddKeys;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.certs.trust.ImportReport;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.NameComparison;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;

/** Certificates of one cluster that are made to hurt all others. */
class HostileCertificatesTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");

    private final Made made = new Made();

    /** Through a file, to where the certificates are used, and to every text about them. */
    @Test
    void oddSubjectsAreCertificatesLikeOthers() {
        List<X509Certificate> odd =
                new ArrayList<>(OddCertificates.oddSubjects().values());
        odd.add(made.self("CN=plain", 1));
        FilePassword password = FilePassword.of("changeit".toCharArray());
        byte[] file = CertificateFile.of(odd.stream().map(CertificateBag::of).toList())
                .encode(Pkcs12Profile.PLAIN, password);
        List<CertificateBag> bags = CertificateFile.decodeOrThrow(file, password, Pkcs12Limits.DEFAULTS)
                .bags();
        assertThat(bags).hasSize(odd.size());
        assertThat(bags).allSatisfy(each -> assertThat(each.toString()).isNotEmpty());

        for (NameComparison comparison : NameComparison.values()) {
            ImportRules rules = ImportRules.DEFAULTS.with(comparison);
            for (CertificateBag bag : bags) {
                CertificateBundle bundle = CertificateBundle.of(
                        List.of(Made.bundled(bag.certificate(), TOMCAT), Made.bundled(made.self("CN=other", 7), TFTP)));
                ImportReport report = TrustStores.empty().importAll(bundle, rules);
                assertThat(report.results())
                        .allSatisfy(each -> assertThat(each.toString()).doesNotContain("\n"));
                assertThat(report.stores().certificates(TrustStoreName.TOMCAT_TRUST))
                        .containsExactly(bag.certificate());

                List<ClusterInventory> clusters = List.of(
                        ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                                .certificates(List.of(Made.on("ny1.lab", TOMCAT, bag.certificate())))
                                .build(),
                        ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                                .trust(report.stores())
                                .build());
                ExchangePlan plan = ExchangePlan.builder(clusters, NOW)
                        .rules(rules)
                        .bundle(bundle)
                        .build();
                assertThat(plan.toText()).isNotEmpty();
                assertThat(plan.toJson()).isNotEmpty();
            }
        }
    }

    @Test
    void checksAndDifferencesTakeOddSubjects() {
        List<BundledCertificate> all = OddCertificates.oddSubjects().values().stream()
                .map(each -> Made.bundled(each, TOMCAT))
                .toList();
        CertificateBundle bundle = CertificateBundle.of(all);
        CertificateBundle empty = CertificateBundle.of(List.of());
        CertificateFindings findings =
                CertificateChecks.by(ImportRules.DEFAULTS::storesOf).check(bundle);

        assertThat(findings.all()).isNotEmpty();
        assertThat(findings.toText()).isNotEmpty();
        assertThat(findings.toJson()).startsWith("{").endsWith("}\n");
        assertThat(BundleDiff.between(empty, bundle).changes()).hasSameSizeAs(all);
        assertThat(BundleDiff.between(bundle, empty).toText()).isNotEmpty();
        assertThat(all).allSatisfy(each -> assertThat(each.toString()).isNotEmpty());
    }

    private ExchangePlan with(X509Certificate authority) {
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                .certificates(List.of(Made.on("ny1.lab", TOMCAT, OddKeys.issued("ny1.lab"))))
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(authority))))
                .build();
        return ExchangePlan.builder(List.of(newYork, london), NOW).build();
    }

    @Test
    void anAuthorityWhoseKeyIsNoneIssuesNothing() {
        for (X509Certificate authority : List.of(
                OddKeys.dsa(OddKeys.EVEN_Q),
                OddKeys.dsa(BigInteger.ONE.shiftLeft(20_000).setBit(0), OddKeys.ODD_Q),
                OddKeys.rsa(
                        BigInteger.ONE.shiftLeft(2047).setBit(0),
                        BigInteger.ONE.shiftLeft(64).setBit(0)))) {
            ExchangePlan plan = with(authority);

            assertThat(plan.coverageBefore().gaps())
                    .anyMatch(each -> each.cause() == TrustGap.Cause.ISSUER_MISSING
                            && each.sentence()
                                    .startsWith("tomcat-trust of london has no certificate of CN=odd but one which"
                                            + " cannot be checked, because its key "));
            assertThat(plan.plan(LON).toText()).contains("CN=odd but one which cannot be checked");
        }
    }

    @Test
    void eachTwoAreCheckedOnce() {
        X509Certificate root = made.ca("CN=root", 9, "CN=root", 9, 1, Made.LATER);
        X509Certificate stranger = made.ca("CN=root", 8, "CN=root", 8, 2, Made.LATER.plusSeconds(9));
        List<X509Certificate> leaves = List.of(
                made.issued("CN=a.lab", 3, "CN=root", 9),
                made.issued("CN=b.lab", 4, "CN=root", 9),
                made.issued("CN=c.lab", 5, "CN=root", 8));
        Issuing issuing = new Issuing();
        Chains chains = new Chains(issuing);
        for (int i = 0; i < 10; i++) {
            leaves.forEach(each -> assertThat(
                            chains.climbed(each, List.of(root, stranger)).issuers())
                    .containsExactly(each.getSerialNumber().intValue() == 5 ? stranger : root));
        }

        assertThat(issuing.checked())
                .as("the one that is valid longer is asked first")
                .isEqualTo(5);
    }
}
