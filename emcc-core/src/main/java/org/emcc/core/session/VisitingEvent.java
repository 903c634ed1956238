package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.id.ClusterId;

/**
 * What can happen to a login at visiting.
 *
 * <p>Source: design 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface VisitingEvent {
    /** The kinds, in order, for tables and for a {@code switch} without a default. */
    enum Kind {
        /** {@link HomeFound}. */
        HOME_FOUND,
        /** {@link NobodyFound}. */
        NOBODY_FOUND,
        /** {@link HomeAccepted}. */
        HOME_ACCEPTED,
        /** {@link HomeEnded}. */
        HOME_ENDED,
        /** {@link HomeLost}. */
        HOME_LOST,
        /** {@link RedirectPublished}. */
        REDIRECT_PUBLISHED,
        /** {@link ResetAccepted}. */
        RESET_ACCEPTED,
        /** {@link EndAsked}. */
        END_ASKED,
        /** {@link HomeGaveNotice}. */
        HOME_GAVE_NOTICE,
        /** {@link OwnFileRestored}. */
        OWN_FILE_RESTORED,
        /** {@link Broken}. */
        BROKEN,
        /** {@link HomeAcknowledged}. */
        HOME_ACKNOWLEDGED,
        /** {@link HomeGivenUp}. */
        HOME_GIVEN_UP
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * A cluster acknowledged the user.
     *
     * @param home that cluster
     */
    record HomeFound(ClusterId home) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param home that cluster
         */
        public HomeFound {
            Objects.requireNonNull(home, "home");
        }

        @Override
        public Kind kind() {
            return Kind.HOME_FOUND;
        }
    }

    /**
     * No cluster acknowledged the user.
     *
     * @param code 208, 40, 35, 42, 44 or 23
     */
    record NobodyFound(ErrorCode code) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param code 208, 40, 35, 42, 44 or 23
         */
        public NobodyFound {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public Kind kind() {
            return Kind.NOBODY_FOUND;
        }
    }

    /**
     * Home accepted the login.
     *
     * @param accepted its answer
     */
    record HomeAccepted(HomeReply.Accepted accepted) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param accepted its answer
         */
        public HomeAccepted {
            Objects.requireNonNull(accepted, "accepted");
        }

        @Override
        public Kind kind() {
            return Kind.HOME_ACCEPTED;
        }
    }

    /**
     * Home refused the login or asked something; nothing is reserved there.
     *
     * @param ending how
     */
    record HomeEnded(Ending ending) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param ending how
         */
        public HomeEnded {
            Objects.requireNonNull(ending, "ending");
        }

        @Override
        public Kind kind() {
            return Kind.HOME_ENDED;
        }
    }

    /**
     * No answer of home arrived: it may or may not have reserved.
     *
     * @param code 208 or 40
     */
    record HomeLost(ErrorCode code) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param code 208 or 40
         */
        public HomeLost {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public Kind kind() {
            return Kind.HOME_LOST;
        }
    }

    /**
     * The redirect has replaced the phone's own file.
     */
    record RedirectPublished() implements VisitingEvent {
        @Override
        public Kind kind() {
            return Kind.REDIRECT_PUBLISHED;
        }
    }

    /**
     * The phone accepted the reset.
     */
    record ResetAccepted() implements VisitingEvent {
        @Override
        public Kind kind() {
            return Kind.RESET_ACCEPTED;
        }
    }

    /**
     * Somebody or something ends the login.
     *
     * @param cause why
     */
    record EndAsked(LogoutCause cause) implements VisitingEvent {
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
     * Home says that it has ended the login.
     *
     * @param cause why
     */
    record HomeGaveNotice(LogoutCause cause) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param cause why
         */
        public HomeGaveNotice {
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.HOME_GAVE_NOTICE;
        }
    }

    /**
     * The phone's own file is served again.
     */
    record OwnFileRestored() implements VisitingEvent {
        @Override
        public Kind kind() {
            return Kind.OWN_FILE_RESTORED;
        }
    }

    /**
     * Something of our own failed: a store, a file, an answer that nobody can understand.
     *
     * @param code what the phone shows
     */
    record Broken(ErrorCode code) implements VisitingEvent {
        /**
         * Checks the parts.
         *
         * @param code what the phone shows
         */
        public Broken {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public Kind kind() {
            return Kind.BROKEN;
        }
    }

    /**
     * Home confirmed the end of the login.
     */
    record HomeAcknowledged() implements VisitingEvent {
        @Override
        public Kind kind() {
            return Kind.HOME_ACKNOWLEDGED;
        }
    }

    /** Home has not confirmed for so long that it would not know the login any more. */
    record HomeGivenUp() implements VisitingEvent {
        @Override
        public Kind kind() {
            return Kind.HOME_GIVEN_UP;
        }
    }
}
