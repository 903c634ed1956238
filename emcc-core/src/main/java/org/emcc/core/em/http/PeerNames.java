package org.emcc.core.em.http;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.internal.CertificateNames;
import org.emcc.core.internal.HostNames;

/**
 * Whether a certificate is that of a remote cluster by its names. One rule for both directions: some name in it equals the host or a
 * node name of the record. Names are compared exactly but for case, addresses by value; a wildcard is a name like any other.
 *
 * <p>Source: design 4.4; emcc-behaviour 5.4 (the product trusts any imported certificate; the binding is the SDK's own).
 */
final class PeerNames implements PeerBinding {
    @Override
    public Optional<String> objection(List<X509Certificate> chain, RemoteCluster cluster) {
        Set<String> names = CertificateNames.of(chain.get(0));
        return belongsTo(names, cluster)
                ? Optional.empty()
                : Optional.of("it names neither the host nor a node of the record, but " + names);
    }

    /** The names are read once. */
    @Override
    public boolean speaksForAny(List<X509Certificate> chain, Collection<RemoteCluster> clusters) {
        Set<String> names = CertificateNames.of(chain.get(0));
        return clusters.stream().anyMatch(each -> belongsTo(names, each));
    }

    static boolean belongsTo(X509Certificate certificate, RemoteCluster cluster) {
        return belongsTo(CertificateNames.of(certificate), cluster);
    }

    private static boolean belongsTo(Set<String> names, RemoteCluster cluster) {
        if (names.contains(HostNames.normal(cluster.fullyQualifiedName().host()))) {
            return true;
        }
        return cluster.nodeNames().stream().map(HostNames::normal).anyMatch(names::contains);
    }
}
