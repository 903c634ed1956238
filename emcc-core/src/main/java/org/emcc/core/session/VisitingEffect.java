package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.id.ClusterId;

/**
 * What visiting does when a login moves. Idempotent, keyed by the login id, and free of secrets, so that it can be stored; the login request itself, which holds the PIN, is not an effect but sent from memory.
 *
 * <p>Source: design 4.1 and 4.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface VisitingEffect {
    /** The kinds, in order, for tables and for a {@code switch} without a default. */
    enum Kind {
        /** {@link PublishRedirect}. */
        PUBLISH_REDIRECT,
        /** {@link ResetPhone}. */
        RESET_PHONE,
        /** {@link RestoreOwnFile}. */
        RESTORE_OWN_FILE,
        /** {@link TellHome}. */
        TELL_HOME
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Put the redirect in place of the phone's own file.
     */
    record PublishRedirect() implements VisitingEffect {
        @Override
        public Kind kind() {
            return Kind.PUBLISH_REDIRECT;
        }
    }

    /**
     * Reset the phone, which is registered here.
     */
    record ResetPhone() implements VisitingEffect {
        @Override
        public Kind kind() {
            return Kind.RESET_PHONE;
        }
    }

    /**
     * Serve the phone's own file again.
     */
    record RestoreOwnFile() implements VisitingEffect {
        @Override
        public Kind kind() {
            return Kind.RESTORE_OWN_FILE;
        }
    }

    /**
     * Tell home that the login has ended, until it confirms.
     *
     * @param home the home cluster
     * @param cause why
     */
    record TellHome(ClusterId home, LogoutCause cause) implements VisitingEffect {
        /**
         * Checks the parts.
         *
         * @param home the home cluster
         * @param cause why
         */
        public TellHome {
            Objects.requireNonNull(home, "home");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.TELL_HOME;
        }
    }
}
