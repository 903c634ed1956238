package org.emcc.core.session;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ClusterId;

/**
 * Where a login stands at visiting.
 *
 * <p>Source: design 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface VisitingState {
    /** The kinds, in order, for tables and for a {@code switch} without a default. */
    enum Kind {
        /** {@link Locating}. */
        LOCATING,
        /** {@link AwaitingHome}. */
        AWAITING_HOME,
        /** {@link Recorded}. */
        RECORDED,
        /** {@link Redirected}. */
        REDIRECTED,
        /** {@link Away}. */
        AWAY,
        /** {@link Returning}. */
        RETURNING,
        /** {@link Returned}. */
        RETURNED,
        /** {@link Failed}. */
        FAILED
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * What home has accepted, while the user is logged in by it.
     *
     * @return home's reply in Recorded, Redirected and Away; else empty
     */
    default Optional<HomeReply.Accepted> loggedIn() {
        return switch (kind()) {
            case RECORDED -> Optional.of(((Recorded) this).accepted());
            case REDIRECTED -> Optional.of(((Redirected) this).accepted());
            case AWAY -> Optional.of(((Away) this).accepted());
            case LOCATING, AWAITING_HOME, RETURNING, RETURNED, FAILED -> Optional.empty();
        };
    }

    /**
     * The cluster whose user it is, as far as it is known.
     *
     * @return the home cluster; empty while it is sought, and when the login has failed
     */
    default Optional<ClusterId> homeCluster() {
        return switch (kind()) {
            case LOCATING, FAILED -> Optional.empty();
            case AWAITING_HOME -> Optional.of(((AwaitingHome) this).home());
            case RECORDED, REDIRECTED, AWAY -> loggedIn().map(HomeReply.Accepted::home);
            case RETURNING -> Optional.of(((Returning) this).home());
            case RETURNED -> Optional.of(((Returned) this).home());
        };
    }

    /**
     * The remote clusters are being asked whose user it is.
     */
    record Locating() implements VisitingState {
        @Override
        public Kind kind() {
            return Kind.LOCATING;
        }
    }

    /**
     * The login request is with home.
     *
     * @param home the cluster that acknowledged the user
     */
    record AwaitingHome(ClusterId home) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param home the cluster that acknowledged the user
         */
        public AwaitingHome {
            Objects.requireNonNull(home, "home");
        }

        @Override
        public Kind kind() {
            return Kind.AWAITING_HOME;
        }
    }

    /**
     * Home accepted, and the remote login is recorded on the phone.
     *
     * @param accepted what home answered
     */
    record Recorded(HomeReply.Accepted accepted) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param accepted what home answered
         */
        public Recorded {
            Objects.requireNonNull(accepted, "accepted");
        }

        @Override
        public Kind kind() {
            return Kind.RECORDED;
        }
    }

    /**
     * The redirect is published and the reset ordered.
     *
     * @param accepted what home answered
     */
    record Redirected(HomeReply.Accepted accepted) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param accepted what home answered
         */
        public Redirected {
            Objects.requireNonNull(accepted, "accepted");
        }

        @Override
        public Kind kind() {
            return Kind.REDIRECTED;
        }
    }

    /**
     * The phone accepted the reset and is on its way, or there.
     *
     * @param accepted what home answered
     */
    record Away(HomeReply.Accepted accepted) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param accepted what home answered
         */
        public Away {
            Objects.requireNonNull(accepted, "accepted");
        }

        @Override
        public Kind kind() {
            return Kind.AWAY;
        }
    }

    /**
     * The login is being ended.
     *
     * @param home the home cluster
     * @param cause why
     * @param homeKnows whether home was the one who said so
     */
    record Returning(ClusterId home, LogoutCause cause, boolean homeKnows) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param home the home cluster
         * @param cause why
         * @param homeKnows whether home was the one who said so
         */
        public Returning {
            Objects.requireNonNull(home, "home");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.RETURNING;
        }
    }

    /**
     * The phone's own file is back.
     *
     * @param home the home cluster
     * @param cause why
     * @param homeKnows whether home has confirmed, or was the one who said so
     */
    record Returned(ClusterId home, LogoutCause cause, boolean homeKnows) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param home the home cluster
         * @param cause why
         * @param homeKnows whether home has confirmed, or was the one who said so
         */
        public Returned {
            Objects.requireNonNull(home, "home");
            Objects.requireNonNull(cause, "cause");
        }

        @Override
        public Kind kind() {
            return Kind.RETURNED;
        }
    }

    /**
     * The login never came to be.
     *
     * @param ending how the exchange ended
     */
    record Failed(Ending ending) implements VisitingState {
        /**
         * Checks the parts.
         *
         * @param ending how the exchange ended
         */
        public Failed {
            Objects.requireNonNull(ending, "ending");
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }
}
