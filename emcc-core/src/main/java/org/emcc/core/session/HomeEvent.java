package org.emcc.core.session;

import java.util.Objects;

/**
 * What can happen to a login at home.
 *
 * <p>Source: design 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface HomeEvent {
    /** The kinds, in order, for tables and for a {@code switch} without a default. */
    enum Kind {
        /** {@link DeviceMade}. */
        DEVICE_MADE,
        /** {@link FilesPublished}. */
        FILES_PUBLISHED,
        /** {@link PhoneRegistered}. */
        PHONE_REGISTERED,
        /** {@link PhoneUnregistered}. */
        PHONE_UNREGISTERED,
        /** {@link EndAsked}. */
        END_ASKED,
        /** {@link Cleaned}. */
        CLEANED
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The temporary device was made from template, pool, profile and visiting facts.
     *
     * @param device the device
     */
    record DeviceMade(TemporaryDevice device) implements HomeEvent {
        /**
         * Checks the parts.
         *
         * @param device the device
         */
        public DeviceMade {
            Objects.requireNonNull(device, "device");
        }

        @Override
        public Kind kind() {
            return Kind.DEVICE_MADE;
        }
    }

    /**
     * The files of the temporary device are ready to be fetched.
     */
    record FilesPublished() implements HomeEvent {
        @Override
        public Kind kind() {
            return Kind.FILES_PUBLISHED;
        }
    }

    /**
     * The phone registered with home.
     */
    record PhoneRegistered() implements HomeEvent {
        @Override
        public Kind kind() {
            return Kind.PHONE_REGISTERED;
        }
    }

    /**
     * The phone is no longer registered with home.
     */
    record PhoneUnregistered() implements HomeEvent {
        @Override
        public Kind kind() {
            return Kind.PHONE_UNREGISTERED;
        }
    }

    /**
     * Somebody or something ends the login.
     *
     * @param cause why
     */
    record EndAsked(LogoutCause cause) implements HomeEvent {
        /**
         * Checks the parts.
         *
         * @param cause why
         */
        public EndAsked {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.END_ASKED;
        }
    }

    /**
     * The other side was told where it had to be, and the files are withdrawn after their grace time.
     */
    record Cleaned() implements HomeEvent {
        @Override
        public Kind kind() {
            return Kind.CLEANED;
        }
    }
}
