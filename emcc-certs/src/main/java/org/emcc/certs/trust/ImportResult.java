package org.emcc.certs.trust;

import java.util.Objects;
import org.emcc.certs.bundle.BundledCertificate;

/**
 * What an import did with one certificate in one store, and why.
 *
 * @param certificate the certificate, with its origins
 * @param store the store
 * @param action what was done
 * @param reason one sentence, which names the other certificate where there is one
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ImportResult(BundledCertificate certificate, TrustStoreName store, ImportAction action, String reason) {
    /**
     * Checks that all is given.
     *
     * @param certificate the certificate
     * @param store the store
     * @param action what was done
     * @param reason one sentence
     */
    public ImportResult {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return store + " " + action + " " + certificate.certificate().getSubjectX500Principal() + ": " + reason;
    }
}
