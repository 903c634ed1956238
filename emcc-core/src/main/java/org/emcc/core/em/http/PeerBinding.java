package org.emcc.core.em.http;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.emcc.core.configuration.RemoteCluster;

/**
 * Binds certificates to clusters: says whether a certificate that is trusted speaks for the very cluster which is meant. It is asked
 * for servers in the handshake ({@link EmClusterLink}, {@link UdsClient}), and for clients at each message ({@link EmService}).
 *
 * <p>{@link #byName} is the default and needs nothing but the remote cluster records. It holds as long as no partner has a trusted
 * certificate with the name of another's node in it: whoever signs its own certificate writes into it what it likes. Where there are
 * more than two clusters, bind by what each cluster exported: {@code ClusterTls.binding} of emcc-certs does.
 *
 * <p>Source: design 4.4 (a certificate is bound to the cluster which a message claims to be from).
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap; must not block for long. Failure: an unchecked
 *     exception counts as an objection in a handshake, and a message is answered with 500. Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface PeerBinding {
    /**
     * Why a certificate does not speak for a cluster.
     *
     * @param chain the certificate of the peer, which has proven to own its key and is trusted, and behind it what else it sent; what is
     *     behind may be anything. At least one
     * @param cluster the record of the cluster that is meant
     * @return one clause for people, such as {@code it names [a.example] only}; empty when the certificate speaks for the cluster
     */
    Optional<String> objection(List<X509Certificate> chain, RemoteCluster cluster);

    /**
     * Whether a certificate speaks for any of some clusters. It is asked once for a request that names no cluster, as those to UDS do not;
     * a binding that takes a while for each cluster can look at the chain once. By default every cluster is asked for, until one fits; who
     * wraps another binding passes this on to it, too.
     *
     * @param chain as of {@link #objection}
     * @param clusters the records; may be none
     * @return whether there is no objection for at least one of them
     */
    default boolean speaksForAny(List<X509Certificate> chain, Collection<RemoteCluster> clusters) {
        return clusters.stream().anyMatch(each -> objection(chain, each).isEmpty());
    }

    /**
     * Binds by names: some name in the certificate equals the fully qualified name or a {@linkplain RemoteCluster#nodeNames node name}
     * of the record.
     *
     * @return the binding
     */
    static PeerBinding byName() {
        return new PeerNames();
    }
}
