package org.emcc.certs.plan;

import java.util.Comparator;
import java.util.Objects;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.internal.Printable;
import org.emcc.core.id.ClusterId;

/**
 * What a certificate is used for, as the cluster states that has it.
 *
 * @param cluster the cluster
 * @param node the host name of the node
 * @param type what the certificate is for
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CertificateUse(ClusterId cluster, String node, CertificateType type)
        implements Comparable<CertificateUse> {
    private static final Comparator<CertificateUse> ORDER = Comparator.comparing(
                    (CertificateUse each) -> each.cluster().value())
            .thenComparing(CertificateUse::node)
            .thenComparing(each -> each.type().value());

    /**
     * Checks that all is given.
     *
     * @param cluster the cluster
     * @param node the host name of the node
     * @param type what the certificate is for
     */
    public CertificateUse {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(node, "node");
        Objects.requireNonNull(type, "type");
    }

    @Override
    public int compareTo(CertificateUse other) {
        return ORDER.compare(this, other);
    }

    /** The type, the node and the cluster. */
    @Override
    public String toString() {
        return Printable.of(type + " of " + node + " in " + cluster);
    }
}
