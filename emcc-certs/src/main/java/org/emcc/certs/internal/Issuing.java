package org.emcc.certs.internal;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Whether one certificate has issued another, remembered for each two. Dates and the length of a path are not looked at.
 *
 * <p>Source: RFC 5280 6.1.3 (a) (1), 6.1.4 (k) and (n).
 *
 * @threadsafety thread-safe
 */
public final class Issuing {
    private static final int KEY_CERT_SIGN = 5;

    private record Two(X509Certificate issuer, X509Certificate child) {}

    private final Map<Two, Optional<String>> known = new ConcurrentHashMap<>();
    private final AtomicInteger checked = new AtomicInteger();

    /**
     * What is against a certificate having been issued by another of its issuer's name.
     *
     * @param issuer the other
     * @param child the certificate
     * @return what, after "which", in words of this library; empty when it has issued it
     */
    public Optional<String> objection(X509Certificate issuer, X509Certificate child) {
        return known.computeIfAbsent(new Two(issuer, child), two -> look(issuer, child));
    }

    /**
     * How many signatures were checked.
     *
     * @return the number
     */
    public int checked() {
        return checked.get();
    }

    private Optional<String> look(X509Certificate issuer, X509Certificate child) {
        if (issuer.getBasicConstraints() < 0) {
            return Optional.of("is no CA");
        }
        boolean[] usage = issuer.getKeyUsage();
        if (usage != null && (usage.length <= KEY_CERT_SIGN || !usage[KEY_CERT_SIGN])) {
            return Optional.of("may not sign certificates by its key usage");
        }
        Optional<String> unsound = SoundKeys.objection(issuer.getPublicKey());
        if (unsound.isPresent()) {
            return Optional.of("cannot be checked, because its key " + unsound.get());
        }
        checked.incrementAndGet();
        try {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
            parameters.setRevocationEnabled(false);
            parameters.setDate(child.getNotBefore());
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(child)), parameters);
            return Optional.empty();
        } catch (CertPathValidatorException e) {
            return Optional.of(
                    e.getReason() == CertPathValidatorException.BasicReason.INVALID_SIGNATURE
                            ? "did not sign it"
                            : "did not issue it in a way that this platform accepts");
        } catch (GeneralSecurityException e) {
            return Optional.of("did not issue it in a way that this platform knows");
        } catch (RuntimeException e) {
            // Keys and signatures are chosen by others, and providers fail on some of them.
            return Optional.of("did not issue it in a way that this platform can check");
        }
    }
}
