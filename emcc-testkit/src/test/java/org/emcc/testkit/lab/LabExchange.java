package org.emcc.testkit.lab;

import java.util.List;
import java.util.function.UnaryOperator;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.plan.ClusterInventory;
import org.emcc.certs.plan.ExchangePlan;
import org.emcc.certs.trust.TrustStoreName;

/** The certificates of a lab for tests elsewhere, and what an exchange that went wrong leaves in a cluster. */
public final class LabExchange {
    private LabExchange() {}

    /** What a cluster has and trusts now. */
    public static ClusterInventory inventory(EmccLab lab, String cluster) {
        return lab.cluster(cluster).inventory();
    }

    /**
     * Lets a cluster trust what the last exchange consolidated, but changed, and nothing else. {@link EmccLab#exchangeCertificates} mends
     * it.
     */
    public static void importsInstead(
            EmccLab lab, String cluster, UnaryOperator<List<BundledCertificate>> consolidated) {
        LabCluster importing = lab.cluster(cluster);
        CertificateBundle changed = CertificateBundle.of(
                consolidated.apply(lab.certificatePlan().orElseThrow().bundle().certificates()));
        importing.emptyTrustStores(importing.trustStores().names().toArray(TrustStoreName[]::new));
        ExchangePlan plan = ExchangePlan.builder(
                        lab.clusters().stream().map(LabCluster::inventory).toList(),
                        lab.clock().instant())
                .bundle(changed)
                .build();
        importing.carryOut(plan.plan(importing.id()), changed);
    }
}
