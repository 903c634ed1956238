package org.emcc.sip.registration;

import java.time.Duration;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What came of a phone's registering or unregistering.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface RegistrationOutcome {
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
     * @return such as {@code EMCC-SIP-0202}
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
     * The registrar holds the phone's binding.
     *
     * @param expires for how long, without a refresh; whole seconds
     * @param newRegistration whether the registrar said {@code x-cisco-newreg}: it did not know the phone before (sip 4.3)
     * @param options what the registrar will use of what the phone can do; {@link PhoneOptions#NONE} when it does not say (sip 4.2)
     */
    record Registered(Duration expires, boolean newRegistration, PhoneOptions options) implements RegistrationOutcome {
        /**
         * Checks that all is there.
         *
         * @param expires for how long
         * @param newRegistration whether the registrar did not know the phone before
         * @param options what the registrar will use
         */
        public Registered {
            Objects.requireNonNull(expires, "expires");
            Objects.requireNonNull(options, "options");
        }

        /**
         * Of a registrar that uses nothing of what the phone can do.
         *
         * @param expires for how long
         * @param newRegistration whether the registrar did not know the phone before
         */
        public Registered(Duration expires, boolean newRegistration) {
            this(expires, newRegistration, PhoneOptions.NONE);
        }

        @Override
        public Kind kind() {
            return Kind.REGISTERED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0200";
        }

        @Override
        public String message() {
            return "The phone is registered for " + expires.toSeconds() + " s.";
        }

        @Override
        public String remedy() {
            return "";
        }
    }

    /** The phone is not registered, as it asked. */
    record Unregistered() implements RegistrationOutcome {
        @Override
        public Kind kind() {
            return Kind.UNREGISTERED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0201";
        }

        @Override
        public String message() {
            return "The phone is not registered.";
        }

        @Override
        public String remedy() {
            return "";
        }
    }

    /**
     * The registrar refused.
     *
     * @param status 200 to 699; 404 for a device that the cluster does not know (sip 4.3)
     * @param reason the text behind it
     */
    record Rejected(int status, String reason) implements RegistrationOutcome {
        /**
         * Checks the status.
         *
         * @param status 200 to 699
         * @param reason the text behind it
         */
        public Rejected {
            Require.range(status, "status", 200, 699);
            Objects.requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.REJECTED;
        }

        @Override
        public String code() {
            return "EMCC-SIP-0202";
        }

        @Override
        public String message() {
            return "The registrar refused the phone with " + status + " " + reason + ".";
        }

        @Override
        public String remedy() {
            return "Check that the device exists at that cluster, and that it may register there.";
        }
    }

    /**
     * No answer came.
     *
     * @param cause one sentence: silence, a connection that is closed, a name without an address, another request instead, the phone's
     *     closing
     */
    record NoAnswer(String cause) implements RegistrationOutcome {
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
            return "EMCC-SIP-0203";
        }

        @Override
        public String message() {
            return cause;
        }

        @Override
        public String remedy() {
            return "Check the registrar's address, port and transport, and that they get through.";
        }
    }
}
