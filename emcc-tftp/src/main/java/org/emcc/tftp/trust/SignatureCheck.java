package org.emcc.tftp.trust;

import java.util.Objects;

/**
 * What came of checking a signature with a key. It says nothing about whose key that is: see {@link PhoneTrust}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface SignatureCheck {
    /**
     * Whether the file is as the owner of the key has signed it.
     *
     * @return whether this is {@link Genuine}
     */
    default boolean isGenuine() {
        return this instanceof Genuine;
    }

    /**
     * The file is as the owner of the key has signed it.
     *
     * @param digest by which digest; with the ambiguous number 2 the one that fitted
     * @since 0.1.0
     */
    record Genuine(FileDigest digest) implements SignatureCheck {
        /**
         * Checks that it is given.
         *
         * @param digest by which digest
         */
        public Genuine {
            Objects.requireNonNull(digest, "digest");
        }
    }

    /**
     * It is not, or it cannot be known.
     *
     * @param reason {@link TrustRefusal#BAD_SIGNATURE}, {@link TrustRefusal#UNFIT_KEY} or
     *     {@link TrustRefusal#UNKNOWN_ALGORITHM}
     * @since 0.1.0
     */
    record Refused(TrustRefusal reason) implements SignatureCheck {
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
