package org.emcc.core.session;

import java.util.Objects;

/**
 * What home does when a login moves. Idempotent, keyed by the login id, and free of secrets, so that it can be stored.
 *
 * <p>Source: design 4.1 and 4.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface HomeEffect {
    /** The kinds, in order, for tables and for a {@code switch} without a default. */
    enum Kind {
        /** {@link MakeDevice}. */
        MAKE_DEVICE,
        /** {@link PublishFiles}. */
        PUBLISH_FILES,
        /** {@link StartLimit}. */
        START_LIMIT,
        /** {@link TellVisiting}. */
        TELL_VISITING,
        /** {@link WithdrawFiles}. */
        WITHDRAW_FILES,
        /** {@link ResetPhone}. */
        RESET_PHONE
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Make the temporary device.
     */
    record MakeDevice() implements HomeEffect {
        @Override
        public Kind kind() {
            return Kind.MAKE_DEVICE;
        }
    }

    /**
     * Build the configuration file and make it ready to be fetched.
     */
    record PublishFiles() implements HomeEffect {
        @Override
        public Kind kind() {
            return Kind.PUBLISH_FILES;
        }
    }

    /**
     * End the login when the maximum login time is over.
     */
    record StartLimit() implements HomeEffect {
        @Override
        public Kind kind() {
            return Kind.START_LIMIT;
        }
    }

    /**
     * Give the visiting cluster notice that the login has ended.
     *
     * @param cause why
     */
    record TellVisiting(LogoutCause cause) implements HomeEffect {
        /**
         * Checks the parts.
         *
         * @param cause why
         */
        public TellVisiting {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.TELL_VISITING;
        }
    }

    /**
     * Stop serving the files, after the grace time.
     */
    record WithdrawFiles() implements HomeEffect {
        @Override
        public Kind kind() {
            return Kind.WITHDRAW_FILES;
        }
    }

    /**
     * Reset the phone, which is registered here.
     */
    record ResetPhone() implements HomeEffect {
        @Override
        public Kind kind() {
            return Kind.RESET_PHONE;
        }
    }
}
