package org.emcc.tftp.trust;

import java.util.Arrays;

/**
 * What came of opening an encrypted file.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Decryption {
    /**
     * The file was signed by the signer, as it is, and for this key.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    final class Opened implements Decryption {
        private final byte[] content;

        Opened(byte[] content) {
            this.content = content;
        }

        /**
         * The plain file. It may hold passwords.
         *
         * @return a copy
         */
        public byte[] content() {
            return content.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Opened that && Arrays.equals(content, that.content);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        /** The size, without the content. */
        @Override
        public String toString() {
            return "Opened[" + content.length + " bytes]";
        }
    }

    /**
     * It was not, or it was damaged. There is one answer for all causes. That alone would not keep a secret, because a file that
     * opens tells something too: what does is that a file which the signer has not signed is never opened.
     *
     * @since 0.1.0
     */
    record Failed() implements Decryption {}
}
