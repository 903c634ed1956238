package org.emcc.certs.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.id.ClusterId;
import org.emcc.core.internal.CertificateNames;

/**
 * Binds by the trusted certificate on which the peer's rests. What a peer writes into its own certificate, or sends behind it, never
 * widens what it speaks for: names count only below an issuer that was stated to be the cluster's, and only those among the alternative
 * names, because issuers vouch for a host there and not in the subject (RFC 6125 6.4.4, RFC 9525 2).
 */
final class StoreBinding implements PeerBinding {
    private final Supplier<TrustStores> stores;
    private final TrustStoreName name;
    private final Supplier<CertificateOwners> owners;
    private final Clock clock;

    StoreBinding(Supplier<TrustStores> stores, TrustStoreName name, Supplier<CertificateOwners> owners, Clock clock) {
        this.stores = Objects.requireNonNull(stores, "stores");
        this.name = Objects.requireNonNull(name, "name");
        this.owners = Objects.requireNonNull(owners, "owners");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The stores and the owners are looked at once, and the chain for those clusters only of which the peer names a node. */
    @Override
    public boolean speaksForAny(List<X509Certificate> chain, Collection<RemoteCluster> clusters) {
        List<X509Certificate> trusted = StoreTrust.given(stores).certificates(name);
        CertificateOwners known = owners();
        Instant now = clock.instant();
        X509Certificate peer = chain.get(0);
        if (trusted.contains(peer)) {
            Set<ClusterId> its = known.clusters(peer);
            return StoreTrust.isValid(peer, now) && clusters.stream().anyMatch(each -> its.contains(each.id()));
        }
        Set<String> names = CertificateNames.alternatives(peer);
        List<ClusterId> named = clusters.stream()
                .map(RemoteCluster::id)
                .filter(each -> !Collections.disjoint(names, known.nodes(each)))
                .toList();
        return !named.isEmpty()
                && own(trusted, known, named).values().stream().anyMatch(anchors -> leads(chain, anchors, now));
    }

    private CertificateOwners owners() {
        return Objects.requireNonNull(owners.get(), "the supplier of owners must not give null");
    }

    /** What is trusted of each of some clusters. Each certificate is looked up once, which takes a hash of all of it. */
    private static Map<ClusterId, List<X509Certificate>> own(
            List<X509Certificate> trusted, CertificateOwners known, Collection<ClusterId> wanted) {
        Map<ClusterId, List<X509Certificate>> own = new HashMap<>();
        for (X509Certificate each : trusted) {
            for (ClusterId owner : known.clusters(each)) {
                if (wanted.contains(owner)) {
                    own.computeIfAbsent(owner, id -> new ArrayList<>()).add(each);
                }
            }
        }
        return own;
    }

    @Override
    public Optional<String> objection(List<X509Certificate> chain, RemoteCluster cluster) {
        List<X509Certificate> trusted = StoreTrust.given(stores).certificates(name);
        CertificateOwners known = owners();
        if (known.isEmpty()) {
            return Optional.of(
                    "no cluster is known to own any certificate: BULK files without a manifest do not state clusters; take the"
                            + " bundle of a consolidation whose exports named them, or state the certificates of each cluster");
        }
        Instant now = clock.instant();
        X509Certificate peer = chain.get(0);
        if (trusted.contains(peer)) {
            return StoreTrust.isValid(peer, now)
                    ? notIts(peer, cluster.id(), known.clusters(peer))
                    : Optional.of(StoreTrust.subject(peer) + " is not within its dates");
        }
        Set<String> names = CertificateNames.alternatives(peer);
        if (Collections.disjoint(names, known.nodes(cluster.id()))) {
            return Optional.of(StoreTrust.subject(peer) + " names "
                    + SubjectNames.text(new TreeSet<>(names).toString())
                    + " as alternatives to its subject, and no node that was stated to be of " + cluster.id());
        }
        List<X509Certificate> anchors =
                own(trusted, known, Set.of(cluster.id())).getOrDefault(cluster.id(), List.of());
        return leads(chain, anchors, now)
                ? Optional.empty()
                : Optional.of(StoreTrust.subject(peer) + " is not in " + Printable.of(name.value())
                        + ", and no chain leads to one there that was stated to be of " + cluster.id());
    }

    private static Optional<String> notIts(X509Certificate peer, ClusterId meant, Set<ClusterId> clusters) {
        if (clusters.contains(meant)) {
            return Optional.empty();
        }
        return Optional.of(
                clusters.isEmpty()
                        ? "of which cluster " + StoreTrust.subject(peer) + " is was never stated"
                        : StoreTrust.subject(peer) + " was stated to be of " + clusters);
    }

    private static boolean leads(List<X509Certificate> chain, List<X509Certificate> anchors, Instant now) {
        try {
            return StoreTrust.leads(chain, anchors, now);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "binding by the owners of what is in " + Printable.of(name.value());
    }
}
