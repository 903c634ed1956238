package org.emcc.core.session;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;

/**
 * What home answers to a {@link RemoteLogin}.
 *
 * <p>Source: emcc-behaviour 2.7 and 12.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface HomeReply {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Accepted}. */
        ACCEPTED,
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
     * The temporary device is built and its files are ready.
     *
     * @param home the home cluster
     * @param user the user, by user ID
     * @param tftpServers where the phone finds its files: the default server, then the backup; 1 to 4
     * @param loginTime when home logged the user in
     * @param limit how long the login may last before home ends it
     */
    record Accepted(ClusterId home, UserId user, List<ServiceAddress> tftpServers, Instant loginTime, LoginLimit limit)
            implements HomeReply {
        /**
         * Checks the parts.
         *
         * @param home the home cluster
         * @param user the user
         * @param tftpServers where the phone finds its files; 1 to 4
         * @param loginTime when home logged the user in
         * @param limit how long the login may last before home ends it
         * @throws IllegalArgumentException when there is no TFTP server or more than four
         */
        public Accepted {
            Objects.requireNonNull(home, "home");
            Objects.requireNonNull(user, "user");
            tftpServers = List.copyOf(tftpServers);
            Require.range(tftpServers.size(), "number of home TFTP servers", 1, 4);
            Objects.requireNonNull(loginTime, "loginTime");
            Objects.requireNonNull(limit, "limit");
        }

        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /**
     * The user has several device profiles. The exchange ends; the choice comes under a new login id.
     *
     * @param profiles the names, in the administrator's order
     */
    record ChooseProfile(List<DeviceProfileName> profiles) implements HomeReply {
        /**
         * Copies the list.
         *
         * @param profiles the names; at least two
         */
        public ChooseProfile {
            profiles = List.copyOf(profiles);
        }

        @Override
        public Kind kind() {
            return Kind.CHOOSE_PROFILE;
        }
    }

    /** The PIN is right and must be changed first (41). The exchange ends. */
    record ChangePin() implements HomeReply {
        @Override
        public Kind kind() {
            return Kind.CHANGE_PIN;
        }
    }

    /**
     * Home refuses, and nothing of the login is left there.
     *
     * @param code why
     */
    record Refused(ErrorCode code) implements HomeReply {
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
