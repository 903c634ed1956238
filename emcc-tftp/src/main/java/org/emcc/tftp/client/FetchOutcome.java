package org.emcc.tftp.client;

import java.util.Arrays;
import java.util.Objects;
import org.emcc.tftp.protocol.TftpError;
import org.emcc.tftp.protocol.TransferOptions;

/**
 * What became of a fetch.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface FetchOutcome {
    /**
     * The file.
     *
     * @threadsafety immutable
     * @since 0.1.0
     */
    final class Fetched implements FetchOutcome {
        private final byte[] bytes;
        private final TransferOptions options;

        Fetched(byte[] bytes, TransferOptions options) {
            this.bytes = bytes.clone();
            this.options = options;
        }

        /**
         * The content.
         *
         * @return a copy
         */
        public byte[] bytes() {
            return bytes.clone();
        }

        /**
         * The options in force.
         *
         * @return what the server granted
         */
        public TransferOptions options() {
            return options;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Fetched that && Arrays.equals(bytes, that.bytes) && options.equals(that.options);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }

        /** Without the content, which may hold secrets. */
        @Override
        public String toString() {
            return "Fetched[" + bytes.length + " bytes, " + options + "]";
        }
    }

    /**
     * The server has no such file (ERROR 1): a phone goes on to its next one.
     *
     * @since 0.1.0
     */
    record NotFound() implements FetchOutcome {}

    /**
     * The server answered with another error: try again, or another server.
     *
     * @param code its code
     * @param text its words, as they came
     * @since 0.1.0
     */
    record Refused(TftpError code, String text) implements FetchOutcome {
        /**
         * Checks that both parts are given.
         *
         * @param code its code
         * @param text its words
         */
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The server did not answer, or fell silent.
     *
     * @since 0.1.0
     */
    record TimedOut() implements FetchOutcome {}

    /**
     * This client gave up by itself: the server broke the protocol, the file is too large, the server's name is unknown, or the
     * client was closed.
     *
     * @param reason one sentence
     * @since 0.1.0
     */
    record GivenUp(String reason) implements FetchOutcome {
        /**
         * Checks that the reason is given.
         *
         * @param reason one sentence
         */
        public GivenUp {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
