package org.emcc.tftp.trust;

import java.security.cert.X509Certificate;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.internal.Require;

/**
 * The trust verification service (TVS) as a phone asks it: is the certificate with this issuer and serial number good, and what
 * for?
 *
 * <p><b>Durability:</b> none asked. <b>Concurrency:</b> as its user calls it. <b>Failure:</b> answer {@link Unreachable}; what is
 * thrown reaches who asked {@link PhoneTrust}. <b>Nullness:</b> nothing is null. <b>Contract suite:</b> none.
 *
 * <p>Source: phone-config-files 8 (that the query goes by issuer and serial number is inferred).
 *
 * @threadsafety confined
 * @since 0.1.0
 */
@FunctionalInterface
public interface TrustVerifier {
    /**
     * Asks.
     *
     * @param signer the signer as the file names it
     * @return what TVS says
     */
    Answer ask(SignerId signer);

    /**
     * A TVS that does not answer.
     *
     * @return the same for every question
     */
    static TrustVerifier unreachable() {
        return signer -> new Unreachable();
    }

    /**
     * What TVS says.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    sealed interface Answer {}

    /**
     * It knows the certificate.
     *
     * @param certificate the certificate
     * @param roles what it may be used for; unmodifiable
     * @since 0.1.0
     */
    record Valid(X509Certificate certificate, Set<TrustRole> roles) implements Answer {
        /**
         * Copies the set.
         *
         * @param certificate the certificate
         * @param roles what it may be used for
         */
        public Valid {
            Objects.requireNonNull(certificate, "certificate");
            roles = Require.set(roles, "roles");
        }
    }

    /**
     * It does not.
     *
     * @since 0.1.0
     */
    record Invalid() implements Answer {}

    /**
     * It did not answer in time.
     *
     * @since 0.1.0
     */
    record Unreachable() implements Answer {}
}
