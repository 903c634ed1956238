package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;

class ClusterInventoryTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");

    private final Made made = new Made();

    private static ClusterInventory.Builder cluster(ClusterId id, String publisher) {
        return ClusterInventory.builder(id, Release.parse("14"), publisher);
    }

    @Test
    void oneHostInSeveralSpellingsIsOneNode() {
        X509Certificate web = made.self("CN=ny1.lab", 1);
        List<NodeCertificate> certificates = new ArrayList<>(List.of(
                Made.on("NY1.lab", TOMCAT, web),
                Made.on("ny1.LAB", TOMCAT, web),
                Made.on("ny2.lab.", TFTP, web),
                Made.on("NY2.lab", CAPF, web)));
        ClusterInventory one = cluster(NY, "Ny1.Lab")
                .subscribers(List.of("ny3.lab", "nY2.lab"))
                .certificates(certificates)
                .build();
        Collections.reverse(certificates);
        ClusterInventory other = cluster(NY, "Ny1.Lab")
                .subscribers(List.of("nY2.lab", "ny3.lab"))
                .certificates(certificates)
                .build();

        assertThat(one.nodes()).containsExactly("Ny1.Lab", "NY2.lab", "ny3.lab").isEqualTo(other.nodes());
        assertThat(one.certificates())
                .containsExactly(
                        Made.on("Ny1.Lab", TOMCAT, web), Made.on("NY2.lab", TFTP, web), Made.on("NY2.lab", CAPF, web))
                .containsExactlyInAnyOrderElementsOf(other.certificates());
        assertThat(one.toBuilder().build()).isEqualTo(one).hasSameHashCodeAs(one);
    }

    /** From release 14 on only the publisher's CAPF certificate counts, whatever the case of its name. */
    @Test
    void aPublisherInCapitalsIsThePublisher() {
        X509Certificate capf = made.self("CN=CAPF-00000001", 1);
        ClusterInventory newYork = cluster(NY, "NY1.LAB")
                .certificates(List.of(Made.on("ny1.lab", CAPF, capf)))
                .securityMode(ClusterSecurityMode.MIXED)
                .build();
        ClusterInventory london =
                cluster(LON, "lon1.lab").securityMode(ClusterSecurityMode.MIXED).build();
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW).build();

        assertThat(plan.plan(LON).findings()).extracting(PlanFinding::rule).doesNotContain(PlanRule.CAPF_OF_SUBSCRIBER);
        assertThat(plan.coverageAfter().verdict(NY, LON, EmccTrust.PHONE_CERTIFICATE))
                .isEqualTo(TrustCoverage.Verdict.HOLDS);
    }

    @Test
    void clustersAreFoundInAnyCaseAndNoneIsToldTwice() {
        ClusterInventory newYork = cluster(NY, "ny1.lab").build();
        ClusterInventory london = cluster(LON, "lon1.lab").build();
        ClusterId shouted = ClusterId.of("NEW-YORK");
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW)
                .consolidator(shouted)
                .build();

        assertThat(plan.consolidator()).contains(NY);
        assertThat(plan.plan(shouted)).isSameAs(plan.plan(NY));
        assertThat(plan.coverageAfter().verdict(shouted, LON, EmccTrust.SIP_TRUNK))
                .isEqualTo(TrustCoverage.Verdict.NOT_NEEDED);
        assertThat(plan.coverageAfter().isComplete(LON, shouted)).isFalse();
        assertThatThrownBy(() -> plan.coverageAfter().verdict(shouted, NY, EmccTrust.SIP_TRUNK))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("visiting and home must be two different of [new-york, london], but are NEW-YORK and"
                        + " new-york");
        assertThatThrownBy(() -> plan.plan(ClusterId.of("paris")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("cluster must take part in the exchange, but paris is none of [new-york, london]");
        assertThatThrownBy(() -> ExchangePlan.builder(
                        List.of(newYork, cluster(shouted, "ny9.lab").build()), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("clusters of an exchange must have different ids, but two have NEW-YORK");
        assertThatThrownBy(() -> ExchangePlan.builder(List.of(newYork), NOW).consolidator(ClusterId.of("paris")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("consolidator must take part in the exchange, but is paris");
    }

    @Test
    void namesOfNodesKeepTheirRule() {
        for (String bad : List.of("", ".hidden", "a b", "a\u202eb", "x_bulk", "a/b", "n".repeat(129))) {
            assertThatThrownBy(() -> cluster(NY, bad)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> cluster(NY, "ny1.lab").subscribers(List.of("ny2.lab", bad)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static CertificateOrigin origin(String node, CertificateType type) {
        return new CertificateOrigin(node, type, node + "_" + type + ".pkcs12");
    }

    @Test
    void takesFromABundleWhatIsStatedToBeOfItOrOfItsNodes() {
        X509Certificate one = made.self("CN=1", 1);
        X509Certificate two = made.self("CN=2", 2);
        X509Certificate three = made.self("CN=3", 3);
        X509Certificate four = made.self("CN=4", 4);
        CertificateBundle read = CertificateBundle.of(List.of(
                BundledCertificate.of(
                        one,
                        List.of(
                                origin("ny9.lab", TOMCAT).withCluster(ClusterId.of("New-York")),
                                origin("lon1.lab", TOMCAT).withCluster(LON))),
                BundledCertificate.of(two, List.of(origin("NY1.lab.", TFTP), origin("lon1.lab", TFTP))),
                BundledCertificate.of(three, List.of(origin("ny2.lab", TOMCAT).withCluster(LON))),
                BundledCertificate.of(four, List.of(origin("ny2.lab", CAPF))).withOldUntil(NOW.plusSeconds(1)),
                Made.bundled(made.self("CN=5", 5), TOMCAT),
                BundledCertificate.of(made.self("CN=6", 6), List.of(origin("ny3.lab", TFTP)))));
        ClusterInventory newYork = cluster(NY, "ny1.lab")
                .certificates(read)
                .subscribers(List.of("ny2.lab"))
                .build();

        assertThat(newYork.certificates())
                .containsExactlyInAnyOrder(Made.on("ny9.lab", TOMCAT, one), Made.on("ny1.lab", TFTP, two));
        assertThat(newYork.nodes()).containsExactly("ny1.lab", "ny2.lab", "ny9.lab");
        assertThat(newYork.toBuilder().build()).isEqualTo(newYork);
        ClusterInventory known = cluster(NY, "ny1.lab")
                .certificates(List.of(Made.on("ny3.lab", TOMCAT, one)))
                .certificates(read)
                .build();
        assertThat(known.certificates())
                .as("a node of a certificate is known")
                .contains(Made.on("ny3.lab", TFTP, made.self("CN=6", 6)));
        CertificateBundle odd = CertificateBundle.of(
                List.of(BundledCertificate.of(one, List.of(origin("a b", TOMCAT).withCluster(NY)))));
        assertThatThrownBy(() -> cluster(NY, "ny1.lab").certificates(odd).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** What the clusters would export, read back, makes the clusters. */
    @Test
    void aBundleMakesTheClustersItIsOf() {
        ClusterInventory newYork = cluster(NY, "ny1.lab")
                .certificates(made.publisher("ny1.lab", 1))
                .build();
        ClusterInventory london = cluster(LON, "lon1.lab")
                .certificates(made.publisher("lon1.lab", 5))
                .build();
        CertificateBundle bundle =
                ExchangePlan.builder(List.of(newYork, london), NOW).build().bundle();

        assertThat(cluster(NY, "ny1.lab").certificates(bundle).build().certificates())
                .containsExactlyInAnyOrderElementsOf(newYork.certificates());
        assertThat(cluster(LON, "lon1.lab").certificates(bundle).build().certificates())
                .containsExactlyInAnyOrderElementsOf(london.certificates());
    }
}
