package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.LATER;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.junit.jupiter.api.Test;

/** Four times the certificates are four times the work, and a little more where they are sorted. */
class PlanGrowthTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");
    private static final int FEW = 25;

    private final Made made = new Made();

    /**
     * Two clusters, of which one cannot import what the other exports, so that it is done by hand: certificates of a CA that is there,
     * of one that is not, clones of one name, and as many that were left behind.
     */
    private Map<String, Long> work(int nodes) {
        Map<String, Long> counts = CountingCertificate.counts();
        List<NodeCertificate> stated = new ArrayList<>();
        List<X509Certificate> web = new ArrayList<>(List.of(made.ca("CN=root", 9, "CN=root", 9, 1, LATER)));
        List<X509Certificate> calls = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            String node = "n" + i + ".lab";
            stated.add(new NodeCertificate(node, TOMCAT, made.issued("CN=" + node, 1000 + i, "CN=root", 9)));
            stated.add(new NodeCertificate(node, TFTP, made.issued("CN=" + node, 9000 + i, "CN=away", 9)));
            stated.add(new NodeCertificate(
                    node, CAPF, made.self("CN=clone", 7 + i / 2, NOW.minusSeconds(1 + i % 2), LATER)));
            web.add(made.self("CN=gone" + i, 20_000 + i));
            calls.add(made.self("CN=left" + i, 30_000 + i));
        }
        stated = stated.stream()
                .map(each -> new NodeCertificate(
                        each.node(), each.type(), new CountingCertificate(each.certificate(), counts)))
                .toList();
        web.replaceAll(each -> new CountingCertificate(each, counts));
        calls.replaceAll(each -> new CountingCertificate(each, counts));
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("12.5"), "n0.lab")
                .certificates(stated)
                .tlsTrunk(true)
                .build();
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("9.1"), "lon1.lab")
                .trust(TrustStores.of(
                        Map.of(TrustStoreName.TOMCAT_TRUST, web, TrustStoreName.CALL_MANAGER_TRUST, calls)))
                .tlsTrunk(true)
                .build();
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW).build();

        ImportPlan byHand = plan.plan(LON).manual().orElseThrow();
        assertThat(byHand.steps(PlanVerdict.ADD)).hasSize(2 * nodes + nodes + 1);
        assertThat(byHand.findings().stream().map(PlanFinding::rule).collect(Collectors.toSet()))
                .contains(
                        PlanRule.ISSUER_MISSING,
                        PlanRule.NAME_TWICE,
                        PlanRule.EQUAL_NOT_BEFORE,
                        PlanRule.RESULT_NOT_CERTAIN);
        assertThat(plan.plan(LON).steps(PlanVerdict.ORPHAN)).hasSize(2 * nodes);
        assertThat(byHand.applyTo(plan.plan(LON).after())).isEqualTo(byHand.after());
        assertThat(plan.coverageAfter().gaps()).hasSizeGreaterThan(nodes);
        assertThat(plan.toText()).contains("CN=clone");
        return counts;
    }

    @Test
    void thePlanGrowsAsItsCertificates() {
        Map<String, Long> few = work(FEW);
        Map<String, Long> many = work(4 * FEW);

        assertThat(many.keySet()).isEqualTo(few.keySet());
        many.forEach((what, count) -> assertThat((double) count / few.getOrDefault(what, 1L))
                .as(what + ": " + few.get(what) + " and " + count)
                .isLessThan(5));
    }
}
