package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.LATER;
import static org.emcc.certs.plan.Made.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
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

    /** Two clusters of which one states what is given and the other trusts what is given, and all that is told of them. */
    private static ExchangePlan plan(
            Map<String, Long> counts,
            List<NodeCertificate> stated,
            Map<TrustStoreName, List<X509Certificate>> trusted) {
        Map<X509Certificate, X509Certificate> counting = new HashMap<>();
        Function<X509Certificate, X509Certificate> count =
                each -> counting.computeIfAbsent(each, one -> new CountingCertificate(one, counts));
        ClusterInventory newYork = ClusterInventory.builder(NY, Release.parse("14"), "n0.lab")
                .certificates(stated.stream()
                        .map(each -> new NodeCertificate(each.node(), each.type(), count.apply(each.certificate())))
                        .toList())
                .build();
        Map<TrustStoreName, List<X509Certificate>> stores = new HashMap<>();
        trusted.forEach(
                (store, all) -> stores.put(store, all.stream().map(count).toList()));
        ClusterInventory london = ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                .trust(TrustStores.of(stores))
                .build();
        ExchangePlan plan = ExchangePlan.builder(List.of(newYork, london), NOW).build();
        counts.put("text", (long) plan.toText().length());
        counts.put("JSON", (long) plan.toJson().length());
        return plan;
    }

    /** All of them end within the horizon, and no two at the same second. */
    private Map<String, Long> endings(int nodes) {
        Map<String, Long> counts = CountingCertificate.counts();
        List<NodeCertificate> stated = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            String node = "n" + i + ".lab";
            stated.add(new NodeCertificate(
                    node, TOMCAT, made.self("CN=" + node, i, NOW.minusSeconds(9), NOW.plusSeconds(1000 + i))));
        }
        ExchangePlan plan = plan(counts, stated, Map.of());

        assertThat(plan.expiries().until(NOW.plusSeconds(1000 + nodes)))
                .hasSize(nodes)
                .allSatisfy(each -> assertThat(each.effects()).hasSize(3));
        return counts;
    }

    /** Each is issued by the next, and only the last by itself: whoever climbed from each to the top would take the square of steps. */
    private Map<String, Long> chain(int links) {
        Map<String, Long> counts = CountingCertificate.counts();
        List<NodeCertificate> stated = new ArrayList<>();
        for (int i = 0; i < links; i++) {
            String issuer = "CN=link" + Math.min(i + 1, links - 1);
            stated.add(new NodeCertificate("n" + i + ".lab", TOMCAT, made.ca("CN=link" + i, 9, issuer, 9, i, LATER)));
        }
        ExchangePlan plan = plan(counts, stated, Map.of());

        assertThat(plan.coverageAfter().gaps())
                .filteredOn(each -> each.trust() == EmccTrust.EM_SERVICE
                        && each.visiting().equals(NY)
                        && each.verifier().equals(LON))
                .hasSize(links - 11)
                .allSatisfy(each -> assertThat(each.sentence())
                        .matches("tomcat-trust of london has no certificate of a root at most 10 issuers above"
                                + " CN=link\\d+, needed for .*"));
        return counts;
    }

    /** One certificate of all nodes keeps out one of each node, of the same name: whose it is must not be told in full each time. */
    private Map<String, Long> shared(int nodes) {
        Map<String, Long> counts = CountingCertificate.counts();
        List<NodeCertificate> stated = new ArrayList<>();
        X509Certificate shared = made.self("CN=all.lab", 1);
        for (int i = 0; i < nodes; i++) {
            String node = "n" + i + ".lab";
            stated.add(new NodeCertificate(node, TOMCAT, shared));
            stated.add(new NodeCertificate(
                    node,
                    TOMCAT,
                    made.self(
                            "CN=all.lab",
                            10 + i,
                            NOW.minus(Duration.ofDays(100)).plusSeconds(i),
                            LATER)));
        }
        ExchangePlan plan = plan(counts, stated, Map.of());

        String whose =
                "serial 1 \\(Tomcat of new-york \\(n0.lab, n1.lab, n10.lab, n11.lab\\) and " + (nodes - 4) + " more\\)";
        assertThat(plan.plan(LON).findings())
                .filteredOn(each -> each.rule() == PlanRule.NAME_TWICE)
                .hasSize(nodes)
                .allSatisfy(each -> assertThat(each.sentence()).containsPattern(whose));
        assertThat(plan.plan(LON).steps(PlanVerdict.REFUSED))
                .hasSize(nodes)
                .allSatisfy(each -> assertThat(each.reason()).contains(" and " + (nodes - 4) + " more"));
        assertThat(plan.coverageAfter().gaps())
                .anySatisfy(each -> assertThat(each.sentence()).endsWith(" and " + (nodes - 4) + " more"));
        return counts;
    }

    @Test
    void aMessageTellsFourUses() {
        X509Certificate old = made.self("CN=all.lab", 1, NOW.minus(Duration.ofDays(100)), LATER);
        for (int nodes = 4; nodes <= 5; nodes++) {
            List<NodeCertificate> stated =
                    new ArrayList<>(List.of(new NodeCertificate("n9.lab", TOMCAT, made.self("CN=all.lab", 2))));
            for (int i = 0; i < nodes; i++) {
                stated.add(new NodeCertificate("n" + i + ".lab", TOMCAT, old));
            }

            assertThat(plan(CountingCertificate.counts(), stated, Map.of())
                            .plan(LON)
                            .findings())
                    .filteredOn(each -> each.rule() == PlanRule.NAME_TWICE)
                    .singleElement()
                    .extracting(PlanFinding::sentence)
                    .isEqualTo(
                            "tomcat-trust of london has room for one certificate with the subject CN=all.lab: serial 2"
                                    + " (Tomcat of new-york (n9.lab)) keeps out serial 1"
                                    + " (Tomcat of new-york (n0.lab, n1.lab, n2.lab, n3.lab)"
                                    + (nodes == 4 ? ")" : " and 1 more)"));
        }
    }

    private static void growsNoFaster(IntFunction<Map<String, Long>> work) {
        Map<String, Long> few = work.apply(FEW);
        Map<String, Long> many = work.apply(4 * FEW);

        assertThat(many.keySet()).isEqualTo(few.keySet()).contains("hash", "until", "from", "encoded");
        many.forEach((what, count) -> assertThat((double) count / few.getOrDefault(what, 1L))
                .as(what + ": " + few.get(what) + " and " + count)
                .isLessThan(5));
    }

    @Test
    void thePlanGrowsAsItsCertificates() {
        growsNoFaster(this::work);
    }

    @Test
    void thePlanGrowsAsTheEndsOfItsCertificates() {
        growsNoFaster(this::endings);
    }

    @Test
    void thePlanGrowsAsTheLinksOfAChain() {
        growsNoFaster(this::chain);
    }

    @Test
    void thePlanGrowsAsTheNodesOfASharedCertificate() {
        growsNoFaster(this::shared);
    }
}
