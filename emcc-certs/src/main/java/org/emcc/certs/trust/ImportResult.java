package org.emcc.certs.trust;

import java.util.Objects;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.SubjectNames;

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
     * Checks that all is given, and shows control characters of the reason, which may have names of others, as their numbers.
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
        reason = Printable.of(Objects.requireNonNull(reason, "reason"));
    }

    /** The store, the action, the subject and the reason, in one line. */
    @Override
    public String toString() {
        return store + " " + action + " " + SubjectNames.text(certificate.certificate()) + ": " + reason;
    }
}
