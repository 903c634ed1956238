package org.emcc.core.em;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.emcc.core.session.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * What an application is answered.
 *
 * <p>Source: em-api-and-axl 1.4 (actions) and 1.6 (queries, as published and as servers really send them).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ApiResponse {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Success}. */
        SUCCESS,
        /** {@link Failure}. */
        FAILURE,
        /** {@link DeviceUsers}. */
        DEVICE_USERS,
        /** {@link UserDevices}. */
        USER_DEVICES,
        /** {@link CheckedUsers}. */
        CHECKED_USERS,
        /** {@link DeviceProfiles}. */
        DEVICE_PROFILES
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * What else stood in it when it was read.
     *
     * @return the rest, which is written back with it; nothing in a response that was made, nor in the failure of one user
     */
    MessageExtras extras();

    /**
     * The action was done.
     *
     * @param extras what else stood in it when it was read
     */
    record Success(MessageExtras extras) implements ApiResponse {
        /**
         * Checks that there is a value.
         *
         * @param extras what else stood in it when it was read
         */
        public Success {
            Objects.requireNonNull(extras, "extras");
        }

        /** One with nothing else in it. */
        public Success() {
            this(MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.SUCCESS;
        }
    }

    /**
     * Nothing was done, or nothing is known.
     *
     * @param code why
     * @param text what the server says of it, for people, in one line; may be empty, at most 1024 characters
     * @param extras what else stood in it when it was read
     */
    record Failure(ErrorCode code, String text, MessageExtras extras) implements ApiResponse {
        /** The longest text. */
        public static final int TEXT_LIMIT = 1024;

        /**
         * Checks the text.
         *
         * @param code why
         * @param text what the server says of it
         * @param extras what else stood in it when it was read
         * @throws IllegalArgumentException when the text is too long or has control characters
         */
        public Failure {
            Objects.requireNonNull(code, "code");
            Require.textOrEmpty(text, "text of a failure", TEXT_LIMIT);
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param code why
         * @param text what the server says of it
         * @throws IllegalArgumentException when the text is too long or has control characters
         */
        public Failure(ErrorCode code, String text) {
            this(code, text, MessageExtras.none());
        }

        /**
         * A failure with the title of its code.
         *
         * @param number 0 to 999
         * @return the failure
         */
        public static Failure of(int number) {
            ErrorCode code = ErrorCode.of(number);
            return new Failure(code, code.title());
        }

        @Override
        public Kind kind() {
            return Kind.FAILURE;
        }
    }

    /**
     * The answer to {@link ApiRequest.DeviceUserQuery}.
     *
     * @param devices the phones
     * @param extras what else stood in it when it was read
     */
    record DeviceUsers(List<Device> devices, MessageExtras extras) implements ApiResponse {
        /**
         * Copies the list.
         *
         * @param devices the phones
         * @param extras what else stood in it when it was read
         */
        public DeviceUsers {
            devices = Require.list(devices, "devices");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param devices the phones
         */
        public DeviceUsers(List<Device> devices) {
            this(devices, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.DEVICE_USERS;
        }
    }

    /** Whether something was said, and what. Nothing said and <em>none</em> are different things (em-api-and-axl 1.11). */
    enum Said {
        /** There is a user. */
        SOMEBODY,
        /** {@code none}: there is nobody. */
        NONE,
        /** Nothing was said: an older release, or <em>Remember the Last User Logged In</em> is off. */
        NOTHING
    }

    /**
     * A user, nobody, or nothing said.
     *
     * @threadsafety immutable
     */
    final class Somebody {
        private static final Somebody NONE = new Somebody(Said.NONE, null);
        private static final Somebody NOTHING = new Somebody(Said.NOTHING, null);

        private final Said said;
        private final @Nullable UserId user;

        private Somebody(Said said, @Nullable UserId user) {
            this.said = said;
            this.user = user;
        }

        /**
         * A user.
         *
         * @param user who
         * @return the value
         */
        public static Somebody of(UserId user) {
            return new Somebody(Said.SOMEBODY, Objects.requireNonNull(user, "user"));
        }

        /**
         * There is nobody.
         *
         * @return the value
         */
        public static Somebody none() {
            return NONE;
        }

        /**
         * Nothing was said.
         *
         * @return the value
         */
        public static Somebody nothing() {
            return NOTHING;
        }

        /**
         * Which of the three it is.
         *
         * @return what was said
         */
        public Said said() {
            return said;
        }

        /**
         * The user, if there is one.
         *
         * @return the user, or empty
         */
        public Optional<UserId> user() {
            return Optional.ofNullable(user);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Somebody that && said == that.said && Objects.equals(user, that.user);
        }

        @Override
        public int hashCode() {
            return Objects.hash(said, user);
        }

        @Override
        public String toString() {
            return user == null ? said.name() : user.toString();
        }
    }

    /** Whether a phone of another cluster is lent to a user of this one ({@code emccDevice}; emcc-behaviour 2.4 and 3.8). */
    enum EmccDevice {
        /** {@code yes}. */
        YES,
        /** {@code no}. */
        NO,
        /** Nothing was said: an older release. */
        UNSAID
    }

    /**
     * A phone, and who is there.
     *
     * @param name the phone
     * @param exists whether the cluster has it; if not, all else is unsaid
     * @param user who is logged in
     * @param lastLogin who was last
     * @param emcc whether it is a phone of another cluster, lent to a user of this one
     */
    record Device(DeviceName name, boolean exists, Somebody user, Somebody lastLogin, EmccDevice emcc) {
        /**
         * Checks that a phone which is not there has nobody, and that <em>none</em> is not said of the last user alone, which could
         * not be told from the other.
         *
         * @param name the phone
         * @param exists whether the cluster has it
         * @param user who is logged in
         * @param lastLogin who was last
         * @param emcc whether it is a phone of another cluster, lent to a user of this one
         * @throws IllegalArgumentException when one of both is broken
         */
        public Device {
            Objects.requireNonNull(name, "name");
            if (!exists
                    && (user.said() != Said.NOTHING || lastLogin.said() != Said.NOTHING || emcc != EmccDevice.UNSAID)) {
                throw new IllegalArgumentException("of a device that does not exist nothing must be said, but is");
            }
            if (user.said() == Said.NOTHING && lastLogin.said() == Said.NONE) {
                throw new IllegalArgumentException(
                        "of a device something must be said of the user where none is said of the last one, but is not");
            }
        }

        /**
         * A phone that the cluster does not have.
         *
         * @param name the phone
         * @return the value
         */
        public static Device unknown(DeviceName name) {
            return new Device(name, false, Somebody.nothing(), Somebody.nothing(), EmccDevice.UNSAID);
        }
    }

    /**
     * The answer to {@link ApiRequest.UserDevicesQuery}.
     *
     * @param users the users
     * @param extras what else stood in it when it was read
     */
    record UserDevices(List<Places> users, MessageExtras extras) implements ApiResponse {
        /**
         * Copies the list.
         *
         * @param users the users
         * @param extras what else stood in it when it was read
         */
        public UserDevices {
            users = Require.list(users, "users");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param users the users
         */
        public UserDevices(List<Places> users) {
            this(users, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.USER_DEVICES;
        }
    }

    /**
     * Where a user is logged in.
     *
     * @param user the user
     * @param exists whether the cluster has him
     * @param devices the phones; none where he is logged in nowhere
     */
    record Places(UserId user, boolean exists, List<DeviceName> devices) {
        /**
         * Checks that a user who is not there is nowhere.
         *
         * @param user the user
         * @param exists whether the cluster has him
         * @param devices the phones
         * @throws IllegalArgumentException when a user who does not exist has phones
         */
        public Places {
            Objects.requireNonNull(user, "user");
            devices = Require.list(devices, "devices");
            if (!exists && !devices.isEmpty()) {
                throw new IllegalArgumentException(
                        "a user who does not exist must have no devices, but has " + devices.size());
            }
        }
    }

    /**
     * The answer to {@link ApiRequest.CheckUser}.
     *
     * @param users the users
     * @param extras what else stood in it when it was read
     */
    record CheckedUsers(List<Checked> users, MessageExtras extras) implements ApiResponse {
        /**
         * Copies the list.
         *
         * @param users the users
         * @param extras what else stood in it when it was read
         */
        public CheckedUsers {
            users = Require.list(users, "users");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param users the users
         */
        public CheckedUsers(List<Checked> users) {
            this(users, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.CHECKED_USERS;
        }
    }

    /**
     * Whether a user is of this cluster.
     *
     * @param user the user
     * @param exists whether the cluster has him
     */
    record Checked(UserId user, boolean exists) {
        /**
         * Checks that there is a user.
         *
         * @param user the user
         * @param exists whether the cluster has him
         */
        public Checked {
            Objects.requireNonNull(user, "user");
        }
    }

    /**
     * The answer to {@link ApiRequest.DeviceProfileQuery}.
     *
     * @param users the users
     * @param extras what else stood in it when it was read
     */
    record DeviceProfiles(List<Profiles> users, MessageExtras extras) implements ApiResponse {
        /**
         * Copies the list.
         *
         * @param users the users
         * @param extras what else stood in it when it was read
         */
        public DeviceProfiles {
            users = Require.list(users, "users");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param users the users
         */
        public DeviceProfiles(List<Profiles> users) {
            this(users, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.DEVICE_PROFILES;
        }
    }

    /**
     * The device profiles of a user, or why there are none.
     *
     * @threadsafety immutable
     */
    final class Profiles {
        private final UserId user;
        private final List<Profile> profiles;
        private final @Nullable Failure failure;

        private Profiles(UserId user, List<Profile> profiles, @Nullable Failure failure) {
            this.user = Objects.requireNonNull(user, "user");
            this.profiles = Require.list(profiles, "profiles");
            this.failure = failure;
        }

        /**
         * The profiles of a user.
         *
         * @param user the user
         * @param profiles his profiles; may be none
         * @return the value
         */
        public static Profiles of(UserId user, List<Profile> profiles) {
            return new Profiles(user, profiles, null);
        }

        /**
         * A user who alone could not be answered.
         *
         * @param user the user
         * @param failure why
         * @return the value
         */
        public static Profiles failed(UserId user, Failure failure) {
            return new Profiles(user, List.of(), Objects.requireNonNull(failure, "failure"));
        }

        /**
         * The user.
         *
         * @return the user
         */
        public UserId user() {
            return user;
        }

        /**
         * His profiles.
         *
         * @return the profiles; none where there is a failure
         */
        public List<Profile> profiles() {
            return profiles;
        }

        /**
         * Why he alone could not be answered.
         *
         * @return the failure, or empty when he was
         */
        public Optional<Failure> failure() {
            return Optional.ofNullable(failure);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Profiles that
                    && user.equals(that.user)
                    && profiles.equals(that.profiles)
                    && Objects.equals(failure, that.failure);
        }

        @Override
        public int hashCode() {
            return Objects.hash(user, profiles, failure);
        }

        @Override
        public String toString() {
            return "Profiles[" + user + " " + (failure == null ? profiles : failure) + "]";
        }
    }

    /**
     * A device profile of a user.
     *
     * @param name its name
     * @param isDefault whether it is his default one
     */
    record Profile(DeviceProfileName name, boolean isDefault) {
        /**
         * Checks that there is a name.
         *
         * @param name its name
         * @param isDefault whether it is his default one
         */
        public Profile {
            Objects.requireNonNull(name, "name");
        }
    }
}
