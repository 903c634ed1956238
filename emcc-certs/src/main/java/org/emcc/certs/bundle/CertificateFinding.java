package org.emcc.certs.bundle;

import java.util.List;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.FindingSeverity;

/**
 * Something that {@link CertificateChecks} found: certificates that stand in each other's way, or one that should not be trusted
 * without a thought. A finding changes nothing.
 *
 * <p>Source: certificates 4.4 (C9, C19).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface CertificateFinding permits CertificateConflict, CertificateWeakness {
    /**
     * The stable code.
     *
     * @return such as {@code EMCC-CERTS-0101}
     */
    String code();

    /**
     * How much it matters.
     *
     * @return the severity
     */
    FindingSeverity severity();

    /**
     * What was found.
     *
     * @return one plain sentence
     */
    String sentence();

    /**
     * What an operator does next.
     *
     * @return one plain sentence
     */
    String remedy();

    /**
     * Which certificates it is about.
     *
     * @return at least one, each once, in their order; unmodifiable
     */
    List<Fingerprint> certificates();

    /**
     * What the finding rests on.
     *
     * @return at least one line, such as a certificate with its subject, serial number, dates and origins; unmodifiable
     */
    List<String> evidence();
}
