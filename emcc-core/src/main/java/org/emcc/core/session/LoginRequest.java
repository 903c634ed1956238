package org.emcc.core.session;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginType;
import org.emcc.core.internal.Require;
import org.emcc.core.user.Pin;
import org.jspecify.annotations.Nullable;

/**
 * What a user asks for at a phone: the phone, who he says he is, and his PIN.
 *
 * <p>Source: emcc-behaviour 2.3 and 2.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LoginRequest {
    private final DeviceName device;
    private final String identifier;
    private final Pin pin;
    private final @Nullable LoginType loginType;
    private final boolean emccCapable;
    private final @Nullable DeviceProfileName chosenProfile;
    private final @Nullable String remoteAddress;
    private final boolean viaProxy;

    private LoginRequest(Builder builder) {
        this.device = builder.device;
        this.identifier = builder.identifier;
        this.pin = builder.pin;
        this.loginType = builder.loginType;
        this.emccCapable = builder.emccCapable;
        this.chosenProfile = builder.chosenProfile;
        this.remoteAddress = builder.remoteAddress;
        this.viaProxy = builder.viaProxy;
    }

    /**
     * Starts one.
     *
     * @param device the phone
     * @param identifier what the user typed: a user ID, or what the login type says
     * @param pin the PIN
     * @return a builder
     */
    public static Builder builder(DeviceName device, String identifier, Pin pin) {
        return new Builder(device, identifier, pin);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(device, identifier, pin);
        copy.loginType = loginType;
        copy.emccCapable = emccCapable;
        copy.chosenProfile = chosenProfile;
        copy.remoteAddress = remoteAddress;
        copy.viaProxy = viaProxy;
        return copy;
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
     * What the user typed: a user ID, or what the login type says.
     *
     * @return what the user typed: a user ID, or what the login type says
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
     * The login type of the service URL.
     *
     * @return the login type of the service URL, or empty when there is none
     */
    public Optional<LoginType> loginType() {
        return Optional.ofNullable(loginType);
    }

    /**
     * Whether the phone said {@code EMCC=true}; if not, a user who is not local is unknown (23).
     *
     * @return whether the phone said {@code EMCC=true}; if not, a user who is not local is unknown (23)
     */
    public boolean emccCapable() {
        return emccCapable;
    }

    /**
     * The device profile that the user chose, after home asked for a choice.
     *
     * @return the device profile that the user chose, after home asked for a choice, or empty when there is none
     */
    public Optional<DeviceProfileName> chosenProfile() {
        return Optional.ofNullable(chosenProfile);
    }

    /**
     * The address from which the request came.
     *
     * @return the address from which the request came, or empty when there is none
     */
    public Optional<String> remoteAddress() {
        return Optional.ofNullable(remoteAddress);
    }

    /**
     * Whether the request bore a Via header.
     *
     * @return whether the request bore a Via header
     */
    public boolean viaProxy() {
        return viaProxy;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoginRequest that
                && Objects.equals(device, that.device)
                && Objects.equals(identifier, that.identifier)
                && Objects.equals(pin, that.pin)
                && Objects.equals(loginType, that.loginType)
                && emccCapable == that.emccCapable
                && Objects.equals(chosenProfile, that.chosenProfile)
                && Objects.equals(remoteAddress, that.remoteAddress)
                && viaProxy == that.viaProxy;
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, identifier, pin, loginType, emccCapable, chosenProfile, remoteAddress, viaProxy);
    }

    @Override
    public String toString() {
        return "LoginRequest[" + identifier + " at " + device + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DeviceName device;
        private final String identifier;
        private final Pin pin;
        private @Nullable LoginType loginType;
        private boolean emccCapable = true;
        private @Nullable DeviceProfileName chosenProfile;
        private @Nullable String remoteAddress;
        private boolean viaProxy = false;

        private Builder(DeviceName device, String identifier, Pin pin) {
            this.device = Objects.requireNonNull(device, "device");
            this.identifier = Require.text(identifier, "user identifier", 128);
            this.pin = Objects.requireNonNull(pin, "pin");
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
         * Whether the phone said {@code EMCC=true}; if not, a user who is not local is unknown (23).
         *
         * @param emccCapable the value
         * @return this builder
         */
        public Builder emccCapable(boolean emccCapable) {
            this.emccCapable = emccCapable;
            return this;
        }

        /**
         * The device profile that the user chose, after home asked for a choice.
         *
         * @param chosenProfile the value
         * @return this builder
         */
        public Builder chosenProfile(DeviceProfileName chosenProfile) {
            this.chosenProfile = Objects.requireNonNull(chosenProfile, "chosenProfile");
            return this;
        }

        /**
         * The address from which the request came.
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
         * Whether the request bore a Via header.
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
        public LoginRequest build() {
            return new LoginRequest(this);
        }
    }
}
