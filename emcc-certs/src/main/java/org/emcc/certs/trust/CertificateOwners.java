package org.emcc.certs.trust;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.HostNames;
import org.emcc.core.internal.Require;

/**
 * Whose certificates are whose: for each certificate the clusters that have it, and for each cluster its nodes. It is what exports
 * state, and what an administrator adds. {@link ClusterTls#binding} holds peers to it.
 *
 * <p>The bundle of {@link BulkCertificates#consolidation} tells the cluster of each certificate where its
 * {@linkplain BulkCertificates#export(ClusterId, Collection) export} named one, and so does that of {@link BulkCertificates#bundle}. Where
 * there is no manifest, as after a consolidation by the product, a BULK file tells none: of such a bundle alone the table {@linkplain #isEmpty()
 * is empty}, and no peer is accepted. Take {@link BulkCertificates#withClusters} and {@link BulkCertificates#preview()} there.
 *
 * <p>It is as sure as what it was made of. Whoever can write to the depot can name any cluster: where partners are to be held apart that
 * share one depot, import only what was approved ({@link BulkCertificates#withChecks}), or begin with {@link #none} and state the
 * certificates here.
 *
 * <p>Nothing is ever taken away: begin anew with {@link #of} when a node goes to another cluster.
 *
 * <p>Source: design 4.4; certificates 1.12 (nothing binds a file to a host), 4.4 (C8).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CertificateOwners {
    private static final CertificateOwners NONE = new CertificateOwners(Map.of(), Map.of());

    private final Map<Fingerprint, Set<ClusterId>> clusters;
    private final Map<ClusterId, Set<String>> nodes;

    private CertificateOwners(Map<Fingerprint, Set<ClusterId>> clusters, Map<ClusterId, Set<String>> nodes) {
        this.clusters = clusters;
        this.nodes = nodes;
    }

    /**
     * Nothing is known of anybody.
     *
     * @return the owners
     */
    public static CertificateOwners none() {
        return NONE;
    }

    /**
     * What the exports stated that went into a bundle.
     *
     * @param bundle the certificates with their origins
     * @return the owners
     */
    public static CertificateOwners of(CertificateBundle bundle) {
        return NONE.with(bundle);
    }

    /**
     * A copy that knows also what other exports stated.
     *
     * @param bundle the certificates with their origins; those without a cluster state nothing
     * @return the copy
     */
    public CertificateOwners with(CertificateBundle bundle) {
        Map<Fingerprint, Set<ClusterId>> moreClusters = new HashMap<>(clusters);
        Map<ClusterId, Set<String>> moreNodes = new HashMap<>(nodes);
        for (BundledCertificate each : bundle.certificates()) {
            for (CertificateOrigin origin : each.origins()) {
                origin.cluster().ifPresent(cluster -> {
                    add(moreClusters, each.fingerprint(), List.of(cluster));
                    add(moreNodes, cluster, List.of(HostNames.normal(origin.source())));
                });
            }
        }
        return new CertificateOwners(moreClusters, moreNodes);
    }

    /**
     * A copy in which a cluster has one more certificate. State that of a certificate authority for each cluster whose nodes it issues
     * certificates to; it then stands for such of its certificates as name a node of that cluster.
     *
     * @param cluster the cluster
     * @param certificate a certificate of its own, or one that issues those of its nodes
     * @return the copy
     */
    public CertificateOwners with(ClusterId cluster, X509Certificate certificate) {
        Map<Fingerprint, Set<ClusterId>> more = new HashMap<>(clusters);
        add(more, Fingerprint.of(certificate), List.of(Objects.requireNonNull(cluster, "cluster")));
        return new CertificateOwners(more, nodes);
    }

    /**
     * A copy in which a cluster has more nodes: such as the FQDNs of those that export under short names.
     *
     * @param cluster the cluster
     * @param names host names or addresses, each 1 to 255 characters, as certificates have them
     * @return the copy
     * @throws IllegalArgumentException when a name breaks the rule
     */
    public CertificateOwners withNodes(ClusterId cluster, Collection<String> names) {
        Map<ClusterId, Set<String>> more = new HashMap<>(nodes);
        add(
                more,
                Objects.requireNonNull(cluster, "cluster"),
                names.stream()
                        .map(name -> HostNames.normal(Require.text(name, "name of a node", 255)))
                        .toList());
        return new CertificateOwners(clusters, more);
    }

    /** Sets that are there are replaced and never changed: others may have them. */
    private static <K, V> void add(Map<K, Set<V>> all, K key, Collection<V> values) {
        all.merge(key, Set.copyOf(values), (one, other) -> {
            Set<V> both = new HashSet<>(one);
            both.addAll(other);
            return Collections.unmodifiableSet(both);
        });
    }

    /**
     * Whether nobody is known to own anything, so that {@link ClusterTls#binding} accepts no peer: as after
     * {@link BulkCertificates#bundle} of files without a manifest, or exports that named no cluster.
     *
     * @return whether no cluster is known to own any certificate
     */
    public boolean isEmpty() {
        return clusters.isEmpty();
    }

    /**
     * Whose a certificate is.
     *
     * @param certificate the certificate
     * @return the clusters that have it; none when nobody stated it; unmodifiable
     */
    public Set<ClusterId> clusters(X509Certificate certificate) {
        return clusters.getOrDefault(Fingerprint.of(certificate), Set.of());
    }

    /**
     * The nodes of a cluster.
     *
     * @param cluster the cluster
     * @return their names in lower case; none when nobody stated any; unmodifiable
     */
    public Set<String> nodes(ClusterId cluster) {
        return nodes.getOrDefault(Objects.requireNonNull(cluster, "cluster"), Set.of());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateOwners that && clusters.equals(that.clusters) && nodes.equals(that.nodes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(clusters, nodes);
    }

    /** How many certificates are known, and the nodes of each cluster. */
    @Override
    public String toString() {
        return "CertificateOwners[" + clusters.size() + " certificates, " + nodes + "]";
    }
}
