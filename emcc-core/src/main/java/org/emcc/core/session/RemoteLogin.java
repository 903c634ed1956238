package org.emcc.core.session;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/**
 * The login request of a visiting cluster to the home cluster. The only message that carries a PIN, and never stored.
 *
 * <p>Source: emcc-behaviour 2.6 and 12.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RemoteLogin {
    private final LoginId login;
    private final String identifier;
    private final Pin pin;
    private final VisitingFacts visiting;
    private final PhoneFacts phone;
    private final @Nullable LoginType loginType;
    private final @Nullable DeviceProfileName chosenProfile;
    private final @Nullable String remoteAddress;
    private final boolean viaProxy;

    private RemoteLogin(Builder builder) {
        this.login = builder.login;
        this.identifier = builder.identifier;
        this.pin = builder.pin;
        this.visiting = builder.visiting;
        this.phone = builder.phone;
        this.loginType = builder.loginType;
        this.chosenProfile = builder.chosenProfile;
        this.remoteAddress = builder.remoteAddress;
        this.viaProxy = builder.viaProxy;
    }

    /**
     * Starts one.
     *
     * @param login the id of the login
     * @param identifier what the user typed
     * @param pin the PIN
     * @param visiting what visiting says of itself
     * @param phone what visiting says of the phone
     * @return a builder
     */
    public static Builder builder(LoginId login, String identifier, Pin pin, VisitingFacts visiting, PhoneFacts phone) {
        return new Builder(login, identifier, pin, visiting, phone);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(login, identifier, pin, visiting, phone);
        copy.loginType = loginType;
        copy.chosenProfile = chosenProfile;
        copy.remoteAddress = remoteAddress;
        copy.viaProxy = viaProxy;
        return copy;
    }

    /**
     * The id of the login.
     *
     * @return the id of the login
     */
    public LoginId login() {
        return login;
    }

    /**
     * What the user typed.
     *
     * @return what the user typed
     */
    public String identifier() {
        return identifier;
    }

    /**
     * The PIN.
     *
     * @return the PIN
     */
    public Pin pin() {
        return pin;
    }

    /**
     * What visiting says of itself.
     *
     * @return what visiting says of itself
     */
    public VisitingFacts visiting() {
        return visiting;
    }

    /**
     * What visiting says of the phone.
     *
     * @return what visiting says of the phone
     */
    public PhoneFacts phone() {
        return phone;
    }

    /**
     * The login type of the service URL.
     *
     * @return the login type of the service URL, or empty when there is none
     */
    public Optional<LoginType> loginType() {
        return Optional.ofNullable(loginType);
    }

    /**
     * The device profile that the user chose.
     *
     * @return the device profile that the user chose, or empty when there is none
     */
    public Optional<DeviceProfileName> chosenProfile() {
        return Optional.ofNullable(chosenProfile);
    }

    /**
     * The address of the phone.
     *
     * @return the address of the phone, or empty when there is none
     */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    /**
     * Whether the phone's request bore a Via header.
     *
     * @return whether the phone's request bore a Via header
     */
    public boolean viaProxy() {
        return viaProxy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RemoteLogin that
                && Objects.equals(login, that.login)
                && Objects.equals(identifier, that.identifier)
                && Objects.equals(pin, that.pin)
                && Objects.equals(visiting, that.visiting)
                && Objects.equals(phone, that.phone)
                && Objects.equals(loginType, that.loginType)
                && Objects.equals(chosenProfile, that.chosenProfile)
                && Objects.equals(remoteAddress, that.remoteAddress)
                && viaProxy == that.viaProxy;
    }

    @Override
    public int hashCode() {
        return Objects.hash(login, identifier, pin, visiting, phone, loginType, chosenProfile, remoteAddress, viaProxy);
    }

    @Override
    public String toString() {
        return "RemoteLogin[" + login + ", " + identifier + " at " + phone.device() + " of " + visiting.cluster() + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final LoginId login;
        private final String identifier;
        private final Pin pin;
        private final VisitingFacts visiting;
        private final PhoneFacts phone;
        private @Nullable LoginType loginType;
        private @Nullable DeviceProfileName chosenProfile;
        private @Nullable String remoteAddress;
        private boolean viaProxy = false;

        private Builder(LoginId login, String identifier, Pin pin, VisitingFacts visiting, PhoneFacts phone) {
            this.login = Objects.requireNonNull(login, "login");
            this.identifier = Require.text(identifier, "user identifier", 128);
            this.pin = Objects.requireNonNull(pin, "pin");
            this.visiting = Objects.requireNonNull(visiting, "visiting");
            this.phone = Objects.requireNonNull(phone, "phone");
        }

        /**
         * The login type of the service URL.
         *
         * @param loginType the value
         * @return this builder
         */
        public Builder loginType(LoginType loginType) {
            this.loginType = Objects.requireNonNull(loginType, "loginType");
            return this;
        }

        /**
         * The device profile that the user chose.
         *
         * @param chosenProfile the value
         * @return this builder
         */
        public Builder chosenProfile(DeviceProfileName chosenProfile) {
            this.chosenProfile = Objects.requireNonNull(chosenProfile, "chosenProfile");
            return this;
        }

        /**
         * The address of the phone.
         *
         * @param remoteAddress the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder remoteAddress(String remoteAddress) {
            this.remoteAddress = Require.text(remoteAddress, "remote address", 255);
            return this;
        }

        /**
         * Whether the phone's request bore a Via header.
         *
         * @param viaProxy the value
         * @return this builder
         */
        public Builder viaProxy(boolean viaProxy) {
            this.viaProxy = viaProxy;
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public RemoteLogin build() {
            return new RemoteLogin(this);
        }
    }
}
