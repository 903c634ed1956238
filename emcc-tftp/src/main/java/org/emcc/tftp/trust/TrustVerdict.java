package org.emcc.tftp.trust;

import java.security.cert.X509Certificate;
import java.util.Objects;

/**
 * Whether a phone takes a file, and why.
 *
 * <p>Source: phone-config-files 6.5 (verification), 7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface TrustVerdict {
    /**
     * Whether the phone takes the file.
     *
     * @return false for {@link Refused} only
     */
    default boolean isAccepted() {
        return !(this instanceof Refused);
    }

    /**
     * It does: a list that it holds has the signer.
     *
     * @param list which list
     * @param record the record of the signer in it
     * @since 0.1.0
     */
    record Known(TrustListKind list, TrustRecord record) implements TrustVerdict {
        /**
         * Checks that both are given.
         *
         * @param list which list
         * @param record the record of the signer in it
         */
        public Known {
            Objects.requireNonNull(list, "list");
            Objects.requireNonNull(record, "record");
        }
    }

    /**
     * It does: it holds no list, and takes the first that it gets.
     *
     * @param record the record of the signer in that list
     * @since 0.1.0
     */
    record FirstUse(TrustRecord record) implements TrustVerdict {
        /**
         * Checks that it is given.
         *
         * @param record the record of the signer in that list
         */
        public FirstUse {
            Objects.requireNonNull(record, "record");
        }
    }

    /**
     * It does: no list that it holds has the signer, but TVS vouches for it.
     *
     * @param certificate the signer's certificate, as TVS knows it
     * @since 0.1.0
     */
    record Vouched(X509Certificate certificate) implements TrustVerdict {
        /**
         * Checks that it is given.
         *
         * @param certificate the signer's certificate
         */
        public Vouched {
            Objects.requireNonNull(certificate, "certificate");
        }
    }

    /**
     * It does not, and goes on with what it has.
     *
     * @param reason why, with what an operator can do
     * @since 0.1.0
     */
    record Refused(TrustRefusal reason) implements TrustVerdict {
        /**
         * Checks that it is given.
         *
         * @param reason why
         */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
