package org.emcc.sip.registration;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What came of telling a phone to reset.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ResetAnswer {
    /** Which of the outcomes it is, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Accepted}. */
        ACCEPTED,
        /** {@link Refused}. */
        REFUSED,
        /** {@link NotRegistered}. */
        NOT_REGISTERED,
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
     * @return such as {@code EMCC-SIP-0101}
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

    /** The phone answered 200 (or another status below 300). */
    record Accepted() implements ResetAnswer {
        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0100";
        }

        @Override
        public String message() {
            return "The phone accepted the reset.";
        }

        @Override
        public String remedy() {
            return "";
        }
    }

    /**
     * The phone answered with another final status.
     *
     * @param status 300 to 699, 400 when it does not know the registration (sip 4.7)
     * @param reason the text behind it
     */
    record Refused(int status, String reason) implements ResetAnswer {
        /**
         * Checks the status.
         *
         * @param status 300 to 699
         * @param reason the text behind it
         */
        public Refused {
            Require.range(status, "status", 300, 699);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0101";
        }

        @Override
        public String message() {
            return "The phone refused the reset with " + status + " " + reason + ".";
        }

        @Override
        public String remedy() {
            return "Let the phone register anew, then reset it again.";
        }
    }

    /** No phone of that name is registered here. */
    record NotRegistered() implements ResetAnswer {
        @Override
        public Kind kind() {
            return Kind.NOT_REGISTERED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0102";
        }

        @Override
        public String message() {
            return "The phone is not registered here.";
        }

        @Override
        public String remedy() {
            return "Reset it at the cluster where it is registered.";
        }
    }

    /** The phone did not answer in time, or its connection or the registrar was closed before it did. */
    record NoAnswer() implements ResetAnswer {
        @Override
        public Kind kind() {
            return Kind.NO_ANSWER;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0103";
        }

        @Override
        public String message() {
            return "The phone did not answer the reset.";
        }

        @Override
        public String remedy() {
            return "Check that the phone is on and reached, then reset it again.";
        }
    }
}
