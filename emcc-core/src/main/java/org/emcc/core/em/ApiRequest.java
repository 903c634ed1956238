package org.emcc.core.em;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What an application asks for. None of it prints the secret of the application.
 *
 * <p>Source: em-api-and-axl 1.3 (actions) and 1.5 (queries).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ApiRequest {
    /** The most phones or users of one query (the SDK's own limit). */
    int MOST = 1000;

    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Login}. */
        LOGIN,
        /** {@link Logout}. */
        LOGOUT,
        /** {@link LogoutAll}. */
        LOGOUT_ALL,
        /** {@link DeviceUserQuery}. */
        DEVICE_USER_QUERY,
        /** {@link UserDevicesQuery}. */
        USER_DEVICES_QUERY,
        /** {@link CheckUser}. */
        CHECK_USER,
        /** {@link DeviceProfileQuery}. */
        DEVICE_PROFILE_QUERY
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * Who asks.
     *
     * @return the application
     */
    ApiApplication application();

    /**
     * On whose behalf.
     *
     * @return what is said of it
     */
    ApiCaller caller();

    /**
     * What else stood in it when it was read.
     *
     * @return the rest, which is written back with it; nothing in a request that was made
     */
    MessageExtras extras();

    /**
     * Logs a user in at a phone; his PIN is no part of it, the application vouches for him.
     *
     * @threadsafety immutable
     */
    final class Login implements ApiRequest {
        private final ApiApplication application;
        private final DeviceName device;
        private final UserId user;
        private final @Nullable DeviceProfileName profile;
        private final @Nullable ExclusiveDuration duration;
        private final ApiCaller caller;
        private final MessageExtras extras;

        private Login(Builder builder) {
            this.application = builder.application;
            this.device = builder.device;
            this.user = builder.user;
            this.profile = builder.profile;
            this.duration = builder.duration;
            this.caller = builder.caller;
            this.extras = builder.extras;
        }

        /**
         * Starts one.
         *
         * @param application who asks
         * @param device the phone
         * @param user the user
         * @return a builder
         */
        public static Builder builder(ApiApplication application, DeviceName device, UserId user) {
            return new Builder(application, device, user);
        }

        @Override
        public Kind kind() {
            return Kind.LOGIN;
        }

        @Override
        public ApiApplication application() {
            return application;
        }

        /**
         * The phone.
         *
         * @return the phone
         */
        public DeviceName device() {
            return device;
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
         * His device profile.
         *
         * @return his device profile, or empty for his default one
         */
        public Optional<DeviceProfileName> profile() {
            return Optional.ofNullable(profile);
        }

        /**
         * How long.
         *
         * @return how long, or empty where the cluster's policy decides
         */
        public Optional<ExclusiveDuration> duration() {
            return Optional.ofNullable(duration);
        }

        @Override
        public ApiCaller caller() {
            return caller;
        }

        @Override
        public MessageExtras extras() {
            return extras;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Login that
                    && Objects.equals(application, that.application)
                    && Objects.equals(device, that.device)
                    && Objects.equals(user, that.user)
                    && Objects.equals(profile, that.profile)
                    && Objects.equals(duration, that.duration)
                    && Objects.equals(caller, that.caller)
                    && extras.equals(that.extras);
        }

        @Override
        public int hashCode() {
            return Objects.hash(application, device, user, profile, duration, caller, extras);
        }

        @Override
        public String toString() {
            return "Login[" + application.appId() + " " + device + " " + user + "]";
        }

        /** The same with what else stood in it. */
        Login with(MessageExtras all) {
            Builder copy = new Builder(application, device, user);
            copy.profile = profile;
            copy.duration = duration;
            return copy.caller(caller).extras(all).build();
        }

        /**
         * Builds it.
         *
         * @threadsafety not thread-safe
         */
        public static final class Builder {
            private final ApiApplication application;
            private final DeviceName device;
            private final UserId user;
            private @Nullable DeviceProfileName profile;
            private @Nullable ExclusiveDuration duration;
            private ApiCaller caller = ApiCaller.unknown();
            private MessageExtras extras = MessageExtras.none();

            private Builder(ApiApplication application, DeviceName device, UserId user) {
                this.application = Objects.requireNonNull(application, "application");
                this.device = Objects.requireNonNull(device, "device");
                this.user = Objects.requireNonNull(user, "user");
            }

            /**
             * His device profile.
             *
             * @param profile the value
             * @return this builder
             */
            public Builder profile(DeviceProfileName profile) {
                this.profile = Objects.requireNonNull(profile, "profile");
                return this;
            }

            /**
             * How long.
             *
             * @param duration the value
             * @return this builder
             */
            public Builder duration(ExclusiveDuration duration) {
                this.duration = Objects.requireNonNull(duration, "duration");
                return this;
            }

            /**
             * On whose behalf.
             *
             * @param caller the value
             * @return this builder
             */
            public Builder caller(ApiCaller caller) {
                this.caller = Objects.requireNonNull(caller, "caller");
                return this;
            }

            /** What else stood in it when it was read. */
            Builder extras(MessageExtras all) {
                this.extras = Objects.requireNonNull(all, "extras");
                return this;
            }

            /**
             * The finished value.
             *
             * @return a new value
             */
            public Login build() {
                return new Login(this);
            }
        }
    }

    /**
     * Logs out whoever is logged in at a phone.
     *
     * @param application who asks
     * @param device the phone
     * @param caller on whose behalf
     * @param extras what else stood in it when it was read
     */
    record Logout(ApiApplication application, DeviceName device, ApiCaller caller, MessageExtras extras)
            implements ApiRequest {
        /**
         * Checks the values.
         *
         * @param application who asks
         * @param device the phone
         * @param caller on whose behalf
         * @param extras what else stood in it when it was read
         */
        public Logout {
            Objects.requireNonNull(application, "application");
            Objects.requireNonNull(device, "device");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param application who asks
         * @param device the phone
         * @param caller on whose behalf
         */
        public Logout(ApiApplication application, DeviceName device, ApiCaller caller) {
            this(application, device, caller, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.LOGOUT;
        }
    }

    /**
     * Logs out everybody in the cluster.
     *
     * @param application who asks
     * @param caller on whose behalf
     * @param extras what else stood in it when it was read
     */
    record LogoutAll(ApiApplication application, ApiCaller caller, MessageExtras extras) implements ApiRequest {
        /**
         * Checks the values.
         *
         * @param application who asks
         * @param caller on whose behalf
         * @param extras what else stood in it when it was read
         */
        public LogoutAll {
            Objects.requireNonNull(application, "application");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param application who asks
         * @param caller on whose behalf
         */
        public LogoutAll(ApiApplication application, ApiCaller caller) {
            this(application, caller, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.LOGOUT_ALL;
        }
    }

    /**
     * Who is, or was last, logged in at these phones?
     *
     * @threadsafety immutable
     */
    final class DeviceUserQuery implements ApiRequest {
        private final ApiApplication application;
        private final List<DeviceName> devices;
        private final @Nullable LoginType loginType;
        private final ApiCaller caller;
        private final MessageExtras extras;

        private DeviceUserQuery(Builder builder) {
            this.application = builder.application;
            this.devices = builder.devices;
            this.loginType = builder.loginType;
            this.caller = builder.caller;
            this.extras = builder.extras;
        }

        /**
         * Starts one.
         *
         * @param application who asks
         * @param devices the phones
         * @return a builder
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public static Builder builder(ApiApplication application, List<DeviceName> devices) {
            return new Builder(application, devices);
        }

        @Override
        public Kind kind() {
            return Kind.DEVICE_USER_QUERY;
        }

        @Override
        public ApiApplication application() {
            return application;
        }

        /**
         * The phones.
         *
         * @return the phones
         */
        public List<DeviceName> devices() {
            return devices;
        }

        /**
         * In which form users are named, from 12.0 on.
         *
         * @return in which form users are named, from 12.0 on, or empty where nothing is said of it
         */
        public Optional<LoginType> loginType() {
            return Optional.ofNullable(loginType);
        }

        @Override
        public ApiCaller caller() {
            return caller;
        }

        @Override
        public MessageExtras extras() {
            return extras;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof DeviceUserQuery that
                    && Objects.equals(application, that.application)
                    && Objects.equals(devices, that.devices)
                    && Objects.equals(loginType, that.loginType)
                    && Objects.equals(caller, that.caller)
                    && extras.equals(that.extras);
        }

        @Override
        public int hashCode() {
            return Objects.hash(application, devices, loginType, caller, extras);
        }

        @Override
        public String toString() {
            return "DeviceUserQuery[" + application.appId() + " " + devices + "]";
        }

        /** The same with what else stood in it. */
        DeviceUserQuery with(MessageExtras all) {
            Builder copy = new Builder(application, devices);
            copy.loginType = loginType;
            return copy.caller(caller).extras(all).build();
        }

        /**
         * Builds it.
         *
         * @threadsafety not thread-safe
         */
        public static final class Builder {
            private final ApiApplication application;
            private final List<DeviceName> devices;
            private @Nullable LoginType loginType;
            private ApiCaller caller = ApiCaller.unknown();
            private MessageExtras extras = MessageExtras.none();

            private Builder(ApiApplication application, List<DeviceName> devices) {
                this.application = Objects.requireNonNull(application, "application");
                this.devices = most(devices, "devices");
            }

            /**
             * In which form users are named, from 12.0 on.
             *
             * @param loginType the value
             * @return this builder
             */
            public Builder loginType(LoginType loginType) {
                this.loginType = Objects.requireNonNull(loginType, "loginType");
                return this;
            }

            /**
             * On whose behalf.
             *
             * @param caller the value
             * @return this builder
             */
            public Builder caller(ApiCaller caller) {
                this.caller = Objects.requireNonNull(caller, "caller");
                return this;
            }

            /** What else stood in it when it was read. */
            Builder extras(MessageExtras all) {
                this.extras = Objects.requireNonNull(all, "extras");
                return this;
            }

            /**
             * The finished value.
             *
             * @return a new value
             */
            public DeviceUserQuery build() {
                return new DeviceUserQuery(this);
            }
        }
    }

    /**
     * At which phones are these users logged in?
     *
     * @param application who asks
     * @param users the users
     * @param caller on whose behalf
     * @param extras what else stood in it when it was read
     */
    record UserDevicesQuery(ApiApplication application, List<UserId> users, ApiCaller caller, MessageExtras extras)
            implements ApiRequest {
        /**
         * Checks the values.
         *
         * @param application who asks
         * @param users the users
         * @param caller on whose behalf
         * @param extras what else stood in it when it was read
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public UserDevicesQuery {
            Objects.requireNonNull(application, "application");
            users = most(users, "users");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param application who asks
         * @param users the users
         * @param caller on whose behalf
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public UserDevicesQuery(ApiApplication application, List<UserId> users, ApiCaller caller) {
            this(application, users, caller, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.USER_DEVICES_QUERY;
        }
    }

    /**
     * Are these users of this cluster?
     *
     * @param application who asks
     * @param users the users
     * @param caller on whose behalf
     * @param extras what else stood in it when it was read
     */
    record CheckUser(ApiApplication application, List<UserId> users, ApiCaller caller, MessageExtras extras)
            implements ApiRequest {
        /**
         * Checks the values.
         *
         * @param application who asks
         * @param users the users
         * @param caller on whose behalf
         * @param extras what else stood in it when it was read
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public CheckUser {
            Objects.requireNonNull(application, "application");
            users = most(users, "users");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param application who asks
         * @param users the users
         * @param caller on whose behalf
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public CheckUser(ApiApplication application, List<UserId> users, ApiCaller caller) {
            this(application, users, caller, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.CHECK_USER;
        }
    }

    /**
     * Which device profiles have these users?
     *
     * @param application who asks
     * @param users the users
     * @param caller on whose behalf
     * @param extras what else stood in it when it was read
     */
    record DeviceProfileQuery(ApiApplication application, List<UserId> users, ApiCaller caller, MessageExtras extras)
            implements ApiRequest {
        /**
         * Checks the values.
         *
         * @param application who asks
         * @param users the users
         * @param caller on whose behalf
         * @param extras what else stood in it when it was read
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public DeviceProfileQuery {
            Objects.requireNonNull(application, "application");
            users = most(users, "users");
            Objects.requireNonNull(caller, "caller");
            Objects.requireNonNull(extras, "extras");
        }

        /**
         * One with nothing else in it.
         *
         * @param application who asks
         * @param users the users
         * @param caller on whose behalf
         * @throws IllegalArgumentException when there are none, or more than 1000
         */
        public DeviceProfileQuery(ApiApplication application, List<UserId> users, ApiCaller caller) {
            this(application, users, caller, MessageExtras.none());
        }

        @Override
        public Kind kind() {
            return Kind.DEVICE_PROFILE_QUERY;
        }
    }

    private static <T> List<T> most(List<T> values, String what) {
        List<T> all = Require.list(values, what);
        Require.range(all.size(), "number of " + what, 1, MOST);
        return all;
    }
}
