package org.emcc.sip.sccp;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What came of an SCCP phone's registering or unregistering.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface SccpOutcome {
    /** Which of the outcomes it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Registered}. */
        REGISTERED,
        /** {@link Unregistered}. */
        UNREGISTERED,
        /** {@link Rejected}. */
        REJECTED,
        /** {@link NoAnswer}. */
        NO_ANSWER
    }

    /**
     * Which of the outcomes it is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * A stable code.
     *
     * @return such as {@code EMCC-SIP-0602}
     */
    String code();

    /**
     * What happened.
     *
     * @return one sentence
     */
    String message();

    /**
     * What an operator does next.
     *
     * @return one sentence; empty when nothing is to be done
     */
    String remedy();

    /**
     * The phone is registered, and knows its lines.
     *
     * @param keepAlive how often it shows that it lives
     * @param protocolVersion the protocol version that is spoken, 0 to 255
     * @param lines what it was told of its lines, in order
     */
    record Registered(Duration keepAlive, int protocolVersion, List<StationLine> lines) implements SccpOutcome {
        /**
         * Checks the parts.
         *
         * @param keepAlive how often it shows that it lives
         * @param protocolVersion the protocol version that is spoken, 0 to 255
         * @param lines what it was told of its lines, in order
         * @throws IllegalArgumentException when the version is out of range
         */
        public Registered {
            Objects.requireNonNull(keepAlive, "keepAlive");
            Require.range(protocolVersion, "protocol version", 0, 0xFF);
            lines = Require.list(lines, "lines");
        }

        @Override
        public Kind kind() {
            return Kind.REGISTERED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0600";
        }

        @Override
        public String message() {
            return "The phone is registered over SCCP with " + lines.size() + " lines.";
        }

        @Override
        public String remedy() {
            return "";
        }
    }

    /** The phone is not registered, as it asked. */
    record Unregistered() implements SccpOutcome {
        @Override
        public Kind kind() {
            return Kind.UNREGISTERED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0601";
        }

        @Override
        public String message() {
            return "The phone is not registered over SCCP.";
        }

        @Override
        public String remedy() {
            return "";
        }
    }

    /**
     * The call manager refused.
     *
     * @param text what it said
     */
    record Rejected(String text) implements SccpOutcome {
        /**
         * Checks that the text is there.
         *
         * @param text what the call manager said
         */
        public Rejected {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0602";
        }

        @Override
        public String message() {
            return "The call manager refused the phone: " + Require.clip(text) + ".";
        }

        @Override
        public String remedy() {
            return "Check that the device exists at that cluster, and that it may register there.";
        }
    }

    /**
     * The registration was not completed, or is lost.
     *
     * @param cause one sentence: no connection, silence, another request instead, the phone's closing
     */
    record NoAnswer(String cause) implements SccpOutcome {
        /**
         * Checks that the cause is there.
         *
         * @param cause one sentence
         */
        public NoAnswer {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.NO_ANSWER;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0603";
        }

        @Override
        public String message() {
            return cause;
        }

        @Override
        public String remedy() {
            return "Check the call manager's address and port, and that TCP gets through.";
        }
    }
}
