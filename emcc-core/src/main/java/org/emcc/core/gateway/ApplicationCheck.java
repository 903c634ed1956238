package org.emcc.core.gateway;

import java.util.Objects;
import org.emcc.core.id.UserId;

/**
 * What is to be said of somebody who calls the Extension Mobility API.
 *
 * <p>Source: em-api-and-axl 1.2 and 1.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ApplicationCheck {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link ActsForAll}. */
        ACTS_FOR_ALL,
        /** {@link ActsForItself}. */
        ACTS_FOR_ITSELF,
        /** {@link WrongPassword}. */
        WRONG_PASSWORD,
        /** {@link Unknown}. */
        UNKNOWN,
        /** {@link NoRight}. */
        NO_RIGHT
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /** An application user with <em>Standard EM Authentication Proxy Rights</em>: acts on any user and any device. */
    record ActsForAll() implements ApplicationCheck {
        @Override
        public Kind kind() {
            return Kind.ACTS_FOR_ALL;
        }
    }

    /**
     * An end user: acts for itself only, on its own profiles.
     *
     * @param user the end user
     */
    record ActsForItself(UserId user) implements ApplicationCheck {
        /**
         * Checks that there is a user.
         *
         * @param user the end user
         */
        public ActsForItself {
            Objects.requireNonNull(user, "user");
        }

        @Override
        public Kind kind() {
            return Kind.ACTS_FOR_ITSELF;
        }
    }

    /** Known, but not by this password (code 2). */
    record WrongPassword() implements ApplicationCheck {
        @Override
        public Kind kind() {
            return Kind.WRONG_PASSWORD;
        }
    }

    /** Nobody has this name (code 3). */
    record Unknown() implements ApplicationCheck {
        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /** An application user with the right password and without the proxy right (code 10). */
    record NoRight() implements ApplicationCheck {
        @Override
        public Kind kind() {
            return Kind.NO_RIGHT;
        }
    }
}
