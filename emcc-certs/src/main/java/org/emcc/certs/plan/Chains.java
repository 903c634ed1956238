package org.emcc.certs.plan;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who issued what, as far as a store knows. Source: certificates 1.11 (chains of CA-signed certificates). */
final class Chains {
    private Chains() {}

    /** What leads from a certificate upwards, the certificate itself not among it; and the name that is missing, if one is. */
    record Climb(List<X509Certificate> issuers, @Nullable String missing) {}

    static boolean isSelfIssued(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }

    /**
     * Climbs to a certificate that has issued itself; certificates that have issued each other lead nowhere. Of several issuers of
     * one name, the one that is valid longest is taken: then only when all have expired does the chain break.
     */
    static Climb climb(X509Certificate certificate, List<X509Certificate> store) {
        List<X509Certificate> issuers = new ArrayList<>();
        Set<X509Certificate> seen = new HashSet<>();
        X509Certificate at = certificate;
        while (!isSelfIssued(at) && seen.add(at)) {
            X509Certificate child = at;
            Optional<X509Certificate> issuer = store.stream()
                    .filter(each -> hasIssued(each, child))
                    .max(Comparator.comparing(
                                    (X509Certificate each) -> each.getNotAfter().toInstant())
                            .thenComparing(CertificateUses.byName()));
            if (issuer.isEmpty()) {
                return new Climb(issuers, CertificateUses.name(child.getIssuerX500Principal()));
            }
            at = issuer.get();
            issuers.add(at);
        }
        return new Climb(issuers, isSelfIssued(at) ? null : "a root above " + CertificateUses.name(at));
    }

    static boolean hasIssued(X509Certificate issuer, X509Certificate child) {
        if (issuer.getBasicConstraints() < 0
                || !issuer.getSubjectX500Principal().equals(child.getIssuerX500Principal())) {
            return false;
        }
        try {
            child.verify(issuer.getPublicKey());
            return true;
        } catch (SignatureException | InvalidKeyException e) {
            return false;
        } catch (GeneralSecurityException e) {
            // A platform that cannot check the signature goes by the name.
            return true;
        }
    }
}
