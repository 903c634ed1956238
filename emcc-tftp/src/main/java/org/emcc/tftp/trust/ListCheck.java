package org.emcc.tftp.trust;

import java.util.Objects;

/**
 * What came of checking a trust list by itself. Whether the signer is trusted is another question: see {@link PhoneTrust}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ListCheck {
    /**
     * The list is whole, and signed by one of its own records.
     *
     * @param signer the record with the role SAST
     * @param digest by which digest
     * @since 0.1.0
     */
    record SignedBy(TrustRecord signer, FileDigest digest) implements ListCheck {
        /**
         * Checks that both are given.
         *
         * @param signer the record with the role SAST
         * @param digest by which digest
         */
        public SignedBy {
            Objects.requireNonNull(signer, "signer");
            Objects.requireNonNull(digest, "digest");
        }
    }

    /**
     * No phone takes it.
     *
     * @param reason why
     * @since 0.1.0
     */
    record Refused(TrustRefusal reason) implements ListCheck {
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
