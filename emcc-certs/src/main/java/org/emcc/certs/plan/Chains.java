package org.emcc.certs.plan;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.emcc.certs.internal.Issuing;
import org.jspecify.annotations.Nullable;

/**
 * Who issued what, as far as a store knows; what was once found out is remembered. Source: certificates 1.11 (chains of CA-signed
 * certificates); RFC 5280 6.1.4 (l) and (m) for the length of paths.
 */
final class Chains {
    private final Issuing issuing = new Issuing();

    /** What leads from a certificate upwards, the certificate itself not among it; and the name that is missing, if one is. */
    record Climb(List<X509Certificate> issuers, @Nullable String missing) {}

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /** As {@link #climbed}, by one who climbs once. */
    static Climb climb(X509Certificate certificate, List<X509Certificate> store) {
        return new Chains().climbed(certificate, store);
    }

    /**
     * Climbs to a certificate that has issued itself; certificates that have issued each other lead nowhere. Of several issuers of
     * one name, the one that is valid longest is taken: then only when all have expired does the chain break.
     */
    Climb climbed(X509Certificate certificate, List<X509Certificate> store) {
        List<X509Certificate> issuers = new ArrayList<>();
        Set<X509Certificate> seen = new HashSet<>();
        X509Certificate at = certificate;
        while (!isSelfIssued(at) && seen.add(at)) {
            X509Certificate child = at;
            List<X509Certificate> named = store.stream()
                    .filter(each -> each.getSubjectX500Principal().equals(child.getIssuerX500Principal()))
                    .sorted(Comparator.comparing(
                                    (X509Certificate each) -> each.getNotAfter().toInstant())
                            .thenComparing(CertificateUses.byName())
                            .reversed())
                    .toList();
            Optional<X509Certificate> issuer = named.stream()
                    .filter(each -> objection(each, child, issuers.size()).isEmpty())
                    .findFirst();
            if (issuer.isEmpty()) {
                String name = CertificateUses.name(child.getIssuerX500Principal());
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
        return new Climb(issuers, isSelfIssued(at) ? null : "a root above " + CertificateUses.name(at));
    }

    /** Every certificate below but the last is of an issuer, and none of them has issued itself: each counts. */
    private Optional<String> objection(X509Certificate issuer, X509Certificate child, int below) {
        int most = issuer.getBasicConstraints();
        return issuing.objection(issuer, child)
                .or(() -> below > most
                        ? Optional.of("allows at most " + most + " issuers below it, where " + below + " are")
                        : Optional.empty());
    }

    /** How many signatures were checked. */
    int checked() {
        return issuing.checked();
    }
}
