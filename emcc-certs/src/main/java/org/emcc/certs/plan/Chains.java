package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.emcc.certs.internal.Issuing;
import org.emcc.certs.internal.SubjectNames;
import org.jspecify.annotations.Nullable;

/**
 * Who issued what, as far as a store knows; what was once found out is remembered. Not thread-safe. Source: certificates 1.11 (chains
 * of CA-signed certificates); RFC 5280 6.1.4 (l) and (m) for the length of paths.
 */
final class Chains {
    /** As {@link org.emcc.certs.trust.ClusterTls} puts up with: ten certificates that are shown, and one above them in the store. */
    private static final int MOST_ISSUERS = 10;

    private final Issuing issuing;
    private final IdentityHashMap<List<X509Certificate>, StoreIndex> indexes = new IdentityHashMap<>();
    private final IdentityHashMap<List<X509Certificate>, Map<X509Certificate, Climb>> climbs = new IdentityHashMap<>();

    Chains(Issuing issuing) {
        this.issuing = issuing;
    }

    /** What leads from a certificate upwards, the certificate itself not among it; and the name that is missing, if one is. */
    record Climb(List<X509Certificate> issuers, @Nullable String missing) {
        private static final Climb NONE = new Climb(List.of(), null);
    }

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** What is in a store. A list is known by its identity, and must not change: those of {@code TrustStores} do not. */
    StoreIndex index(List<X509Certificate> store) {
        return indexes.computeIfAbsent(store, StoreIndex::new);
    }

    /**
     * Climbs to a certificate that has issued itself; certificates that have issued each other lead nowhere, and neither does what is
     * longer than anybody follows. Of several issuers of one name, the one that is valid longest is taken: then only when all have
     * expired does the chain break. What was climbed once is remembered.
     */
    Climb climbed(X509Certificate certificate, List<X509Certificate> store) {
        if (isSelfIssued(certificate)) {
            return Climb.NONE;
        }
        StoreIndex index = index(store);
        return climbs.computeIfAbsent(store, each -> new HashMap<>())
                .computeIfAbsent(certificate, each -> climb(each, index));
    }

    private Climb climb(X509Certificate certificate, StoreIndex index) {
        List<X509Certificate> issuers = new ArrayList<>();
        Set<X509Certificate> seen = new HashSet<>();
        X509Certificate at = certificate;
        while (!isSelfIssued(at) && issuers.size() < MOST_ISSUERS && seen.add(at)) {
            X509Certificate child = at;
            List<X509Certificate> named = index.named(child.getIssuerX500Principal());
            Optional<X509Certificate> issuer = named.stream()
                    .filter(each -> objection(each, child, issuers.size()).isEmpty())
                    .findFirst();
            if (issuer.isEmpty()) {
                String name = SubjectNames.text(child.getIssuerX500Principal());
                return new Climb(
                        issuers,
                        named.isEmpty()
                                ? name
                                : name + " but one which "
                                        + objection(named.get(0), child, issuers.size())
                                                .orElseThrow());
            }
            at = issuer.get();
            issuers.add(at);
        }
        if (isSelfIssued(at)) {
            return new Climb(issuers, null);
        }
        return new Climb(
                issuers,
                issuers.size() < MOST_ISSUERS
                        ? "a root above " + SubjectNames.text(at)
                        : "a root at most " + MOST_ISSUERS + " issuers above " + SubjectNames.text(certificate));
    }

    /** Every certificate below but the last is of an issuer, and none of them has issued itself: each counts. */
    private Optional<String> objection(X509Certificate issuer, X509Certificate child, int below) {
        int most = issuer.getBasicConstraints();
        return issuing.objection(issuer, child)
                .or(() -> below > most
                        ? Optional.of("allows at most " + most + " issuers below it, where " + below + " are")
                        : Optional.empty());
    }
}
