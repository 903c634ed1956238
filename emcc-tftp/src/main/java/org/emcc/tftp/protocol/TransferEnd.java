package org.emcc.tftp.protocol;

import java.util.Objects;

/**
 * How a transfer ended, seen from one side.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface TransferEnd {
    /**
     * The whole file went over, and this side knows it.
     *
     * @since 0.1.0
     */
    record Done() implements TransferEnd {}

    /**
     * The sender sent everything, had heard of the receiver, but never saw the last ACK: not a failure for certain (tftp 2.2).
     *
     * @since 0.1.0
     */
    record LastAckMissing() implements TransferEnd {}

    /**
     * The other side fell silent, or made no headway for too long.
     *
     * @since 0.1.0
     */
    record TimedOut() implements TransferEnd {}

    /**
     * The other side sent an ERROR.
     *
     * @param code its code
     * @param message its words, as they came
     * @since 0.1.0
     */
    record PeerError(TftpError code, String message) implements TransferEnd {
        /**
         * Checks that both parts are given.
         *
         * @param code its code
         * @param message its words
         */
        public PeerError {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(message, "message");
        }
    }

    /**
     * This side ended it with an ERROR, because the other one broke a rule or a limit.
     *
     * @param code the code that was sent
     * @param reason which rule
     * @since 0.1.0
     */
    record Broken(TftpError code, String reason) implements TransferEnd {
        /**
         * Checks that both parts are given.
         *
         * @param code the code that was sent
         * @param reason which rule
         */
        public Broken {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
