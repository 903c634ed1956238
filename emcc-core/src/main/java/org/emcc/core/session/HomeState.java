package org.emcc.core.session;

import java.util.Objects;

/**
 * Where a login stands at home.
 *
 * <p>Source: design 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface HomeState {
    /** The kinds, in order, for tables and for a {@code switch} without a default. */
    enum Kind {
        /** {@link Reserved}. */
        RESERVED,
        /** {@link DeviceBuilt}. */
        DEVICE_BUILT,
        /** {@link FilesReady}. */
        FILES_READY,
        /** {@link Registered}. */
        REGISTERED,
        /** {@link Unregistered}. */
        UNREGISTERED,
        /** {@link Releasing}. */
        RELEASING,
        /** {@link Released}. */
        RELEASED
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * A base device is claimed and the session recorded.
     */
    record Reserved() implements HomeState {
        @Override
        public Kind kind() {
            return Kind.RESERVED;
        }
    }

    /**
     * The temporary device exists; its files do not yet.
     */
    record DeviceBuilt() implements HomeState {
        @Override
        public Kind kind() {
            return Kind.DEVICE_BUILT;
        }
    }

    /**
     * The files can be fetched; the phone has not come yet.
     */
    record FilesReady() implements HomeState {
        @Override
        public Kind kind() {
            return Kind.FILES_READY;
        }
    }

    /**
     * The phone is registered with home.
     */
    record Registered() implements HomeState {
        @Override
        public Kind kind() {
            return Kind.REGISTERED;
        }
    }

    /**
     * The phone was registered and is not now.
     */
    record Unregistered() implements HomeState {
        @Override
        public Kind kind() {
            return Kind.UNREGISTERED;
        }
    }

    /**
     * The login is being ended.
     *
     * @param cause why
     */
    record Releasing(LogoutCause cause) implements HomeState {
        /**
         * Checks the parts.
         *
         * @param cause why
         */
        public Releasing {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.RELEASING;
        }
    }

    /**
     * The login is over and the base device free.
     *
     * @param cause why
     */
    record Released(LogoutCause cause) implements HomeState {
        /**
         * Checks the parts.
         *
         * @param cause why
         */
        public Released {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.RELEASED;
        }
    }
}
