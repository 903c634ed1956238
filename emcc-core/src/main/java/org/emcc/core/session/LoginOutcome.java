package org.emcc.core.session;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;

/**
 * How a login ended, as far as the user at the phone is concerned.
 *
 * <p>Source: emcc-behaviour 2.5 to 2.8; design 4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LoginOutcome {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link LoggedIn}. */
        LOGGED_IN,
        /** {@link LocalUser}. */
        LOCAL_USER,
        /** {@link ChooseProfile}. */
        CHOOSE_PROFILE,
        /** {@link ChangePin}. */
        CHANGE_PIN,
        /** {@link Refused}. */
        REFUSED
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Home accepted, the redirect is published, and the phone was told to reset.
     *
     * @param login the id of the login
     * @param home the home cluster
     * @param resetAccepted whether the phone accepted the reset; if not, it moves when it next restarts
     */
    record LoggedIn(LoginId login, ClusterId home, boolean resetAccepted) implements LoginOutcome {
        /**
         * Checks the parts.
         *
         * @param login the id of the login
         * @param home the home cluster
         * @param resetAccepted whether the phone accepted the reset
         */
        public LoggedIn {
            Objects.requireNonNull(login, "login");
            Objects.requireNonNull(home, "home");
        }

        @Override
        public Kind kind() {
            return Kind.LOGGED_IN;
        }
    }

    /**
     * The user's home is this very cluster: an ordinary intra-cluster login, which the SDK does not do.
     *
     * @param user the user
     */
    record LocalUser(UserId user) implements LoginOutcome {
        /**
         * Checks the parts.
         *
         * @param user the user
         */
        public LocalUser {
            Objects.requireNonNull(user, "user");
        }

        @Override
        public Kind kind() {
            return Kind.LOCAL_USER;
        }
    }

    /**
     * The user has several device profiles; ask, and send a new request with the choice.
     *
     * @param profiles the names, in the administrator's order
     */
    record ChooseProfile(List<DeviceProfileName> profiles) implements LoginOutcome {
        /**
         * Copies the list.
         *
         * @param profiles the names
         */
        public ChooseProfile {
            profiles = List.copyOf(profiles);
        }

        @Override
        public Kind kind() {
            return Kind.CHOOSE_PROFILE;
        }
    }

    /**
     * The PIN is right and must be changed first (41), with the home cluster.
     *
     * @param home the home cluster
     */
    record ChangePin(ClusterId home) implements LoginOutcome {
        /**
         * Checks the part.
         *
         * @param home the home cluster
         */
        public ChangePin {
            Objects.requireNonNull(home, "home");
        }

        @Override
        public Kind kind() {
            return Kind.CHANGE_PIN;
        }
    }

    /**
     * The login was refused, and nothing of it is left.
     *
     * @param code why
     */
    record Refused(ErrorCode code) implements LoginOutcome {
        /**
         * Checks the parts.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
