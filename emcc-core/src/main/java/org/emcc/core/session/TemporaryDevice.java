package org.emcc.core.session;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.UserId;
import org.jspecify.annotations.Nullable;

/**
 * The device that home makes for one login: it bears the name of the visiting phone, stands on a base device, and takes its attributes from four places. Each attribute says where it comes from.
 *
 * <p>Source: emcc-behaviour 1 and 4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TemporaryDevice {
    private final DeviceName name;
    private final LoginId login;
    private final BaseDeviceName baseDevice;
    private final UserId user;
    private final Sourced<PhoneModel> model;
    private final Sourced<DeviceProtocol> protocol;
    private final Sourced<DevicePool> devicePool;
    private final Sourced<DeviceProfile> profile;
    private final Sourced<Srst> srst;
    private final Sourced<String> sipProfile;
    private final Sourced<String> commonPhoneProfile;
    private final @Nullable Sourced<String> userLocale;
    private final @Nullable Sourced<String> softkeyTemplate;
    private final Sourced<PhoneSecurity> security;
    private final Sourced<CivicAddress> geolocation;

    private TemporaryDevice(Builder builder) {
        this.name = builder.name;
        this.login = builder.login;
        this.baseDevice = builder.baseDevice;
        this.user = builder.user;
        this.model = builder.model;
        this.protocol = builder.protocol;
        this.devicePool = builder.devicePool;
        this.profile = builder.profile;
        this.srst = builder.srst;
        this.sipProfile = builder.sipProfile;
        this.commonPhoneProfile = builder.commonPhoneProfile;
        this.userLocale = builder.userLocale;
        this.softkeyTemplate = builder.softkeyTemplate;
        this.security = builder.security;
        this.geolocation = builder.geolocation;
    }

    /**
     * Starts one.
     *
     * @param name the name, that of the visiting phone
     * @param login the login it is made for
     * @param baseDevice the base device it stands on
     * @param user the user
     * @param model the model
     * @param protocol the protocol
     * @param devicePool the device pool, which brings the call managers, the date/time group, the adjunct CSS and the network locale
     * @param profile the user device profile, which brings lines, services and the EMCC CSS
     * @param srst the SRST reference
     * @param sipProfile the SIP profile
     * @param commonPhoneProfile the common phone profile
     * @param security what signalling it uses, by the security matrix (emcc-behaviour 8.1)
     * @param geolocation the geolocation
     * @return a builder
     */
    public static Builder builder(
            DeviceName name,
            LoginId login,
            BaseDeviceName baseDevice,
            UserId user,
            Sourced<PhoneModel> model,
            Sourced<DeviceProtocol> protocol,
            Sourced<DevicePool> devicePool,
            Sourced<DeviceProfile> profile,
            Sourced<Srst> srst,
            Sourced<String> sipProfile,
            Sourced<String> commonPhoneProfile,
            Sourced<PhoneSecurity> security,
            Sourced<CivicAddress> geolocation) {
        return new Builder(
                name,
                login,
                baseDevice,
                user,
                model,
                protocol,
                devicePool,
                profile,
                srst,
                sipProfile,
                commonPhoneProfile,
                security,
                geolocation);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(
                name,
                login,
                baseDevice,
                user,
                model,
                protocol,
                devicePool,
                profile,
                srst,
                sipProfile,
                commonPhoneProfile,
                security,
                geolocation);
        copy.userLocale = userLocale;
        copy.softkeyTemplate = softkeyTemplate;
        return copy;
    }

    /**
     * The name, that of the visiting phone.
     *
     * @return the name, that of the visiting phone
     */
    public DeviceName name() {
        return name;
    }

    /**
     * The login it is made for.
     *
     * @return the login it is made for
     */
    public LoginId login() {
        return login;
    }

    /**
     * The base device it stands on.
     *
     * @return the base device it stands on
     */
    public BaseDeviceName baseDevice() {
        return baseDevice;
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
     * The model.
     *
     * @return the model
     */
    public Sourced<PhoneModel> model() {
        return model;
    }

    /**
     * The protocol.
     *
     * @return the protocol
     */
    public Sourced<DeviceProtocol> protocol() {
        return protocol;
    }

    /**
     * The device pool, which brings the call managers, the date/time group, the adjunct CSS and the network locale.
     *
     * @return the device pool, which brings the call managers, the date/time group, the adjunct CSS and the network locale
     */
    public Sourced<DevicePool> devicePool() {
        return devicePool;
    }

    /**
     * The user device profile, which brings lines, services and the EMCC CSS.
     *
     * @return the user device profile, which brings lines, services and the EMCC CSS
     */
    public Sourced<DeviceProfile> profile() {
        return profile;
    }

    /**
     * The SRST reference.
     *
     * @return the SRST reference
     */
    public Sourced<Srst> srst() {
        return srst;
    }

    /**
     * The SIP profile.
     *
     * @return the SIP profile
     */
    public Sourced<String> sipProfile() {
        return sipProfile;
    }

    /**
     * The common phone profile.
     *
     * @return the common phone profile
     */
    public Sourced<String> commonPhoneProfile() {
        return commonPhoneProfile;
    }

    /**
     * The user locale.
     *
     * @return the user locale, or empty when there is none
     */
    public Optional<Sourced<String>> userLocale() {
        return Optional.ofNullable(userLocale);
    }

    /**
     * The soft key template.
     *
     * @return the soft key template, or empty when there is none
     */
    public Optional<Sourced<String>> softkeyTemplate() {
        return Optional.ofNullable(softkeyTemplate);
    }

    /**
     * What signalling it uses, by the security matrix (emcc-behaviour 8.1).
     *
     * @return what signalling it uses, by the security matrix (emcc-behaviour 8.1)
     */
    public Sourced<PhoneSecurity> security() {
        return security;
    }

    /**
     * The geolocation.
     *
     * @return the geolocation
     */
    public Sourced<CivicAddress> geolocation() {
        return geolocation;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TemporaryDevice that
                && Objects.equals(name, that.name)
                && Objects.equals(login, that.login)
                && Objects.equals(baseDevice, that.baseDevice)
                && Objects.equals(user, that.user)
                && Objects.equals(model, that.model)
                && Objects.equals(protocol, that.protocol)
                && Objects.equals(devicePool, that.devicePool)
                && Objects.equals(profile, that.profile)
                && Objects.equals(srst, that.srst)
                && Objects.equals(sipProfile, that.sipProfile)
                && Objects.equals(commonPhoneProfile, that.commonPhoneProfile)
                && Objects.equals(userLocale, that.userLocale)
                && Objects.equals(softkeyTemplate, that.softkeyTemplate)
                && Objects.equals(security, that.security)
                && Objects.equals(geolocation, that.geolocation);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name,
                login,
                baseDevice,
                user,
                model,
                protocol,
                devicePool,
                profile,
                srst,
                sipProfile,
                commonPhoneProfile,
                userLocale,
                softkeyTemplate,
                security,
                geolocation);
    }

    @Override
    public String toString() {
        return "TemporaryDevice[" + name + " on " + baseDevice + " for " + user + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DeviceName name;
        private final LoginId login;
        private final BaseDeviceName baseDevice;
        private final UserId user;
        private final Sourced<PhoneModel> model;
        private final Sourced<DeviceProtocol> protocol;
        private final Sourced<DevicePool> devicePool;
        private final Sourced<DeviceProfile> profile;
        private final Sourced<Srst> srst;
        private final Sourced<String> sipProfile;
        private final Sourced<String> commonPhoneProfile;
        private @Nullable Sourced<String> userLocale;
        private @Nullable Sourced<String> softkeyTemplate;
        private final Sourced<PhoneSecurity> security;
        private final Sourced<CivicAddress> geolocation;

        private Builder(
                DeviceName name,
                LoginId login,
                BaseDeviceName baseDevice,
                UserId user,
                Sourced<PhoneModel> model,
                Sourced<DeviceProtocol> protocol,
                Sourced<DevicePool> devicePool,
                Sourced<DeviceProfile> profile,
                Sourced<Srst> srst,
                Sourced<String> sipProfile,
                Sourced<String> commonPhoneProfile,
                Sourced<PhoneSecurity> security,
                Sourced<CivicAddress> geolocation) {
            this.name = Objects.requireNonNull(name, "name");
            this.login = Objects.requireNonNull(login, "login");
            this.baseDevice = Objects.requireNonNull(baseDevice, "baseDevice");
            this.user = Objects.requireNonNull(user, "user");
            this.model = Objects.requireNonNull(model, "model");
            this.protocol = Objects.requireNonNull(protocol, "protocol");
            this.devicePool = Objects.requireNonNull(devicePool, "devicePool");
            this.profile = Objects.requireNonNull(profile, "profile");
            this.srst = Objects.requireNonNull(srst, "srst");
            this.sipProfile = Objects.requireNonNull(sipProfile, "sipProfile");
            this.commonPhoneProfile = Objects.requireNonNull(commonPhoneProfile, "commonPhoneProfile");
            this.security = Objects.requireNonNull(security, "security");
            this.geolocation = Objects.requireNonNull(geolocation, "geolocation");
        }

        /**
         * The user locale.
         *
         * @param userLocale the value
         * @return this builder
         */
        public Builder userLocale(Sourced<String> userLocale) {
            this.userLocale = Objects.requireNonNull(userLocale, "userLocale");
            return this;
        }

        /**
         * The soft key template.
         *
         * @param softkeyTemplate the value
         * @return this builder
         */
        public Builder softkeyTemplate(Sourced<String> softkeyTemplate) {
            this.softkeyTemplate = Objects.requireNonNull(softkeyTemplate, "softkeyTemplate");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public TemporaryDevice build() {
            return new TemporaryDevice(this);
        }
    }
}
