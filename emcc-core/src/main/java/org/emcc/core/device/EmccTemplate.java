package org.emcc.core.device;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * The template from which base devices take their settings.
 *
 * <p>Source: emcc-behaviour 5.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EmccTemplate {
    private static final Pattern FORBIDDEN = Pattern.compile("[\"%&\\\\<>]");

    private final String name;
    private final DevicePoolName devicePool;
    private final String sipProfile;
    private final String commonPhoneProfile;
    private final @Nullable CommonDeviceConfiguration commonDeviceConfiguration;
    private final String description;

    private EmccTemplate(Builder builder) {
        this.name = builder.name;
        this.devicePool = builder.devicePool;
        this.sipProfile = builder.sipProfile;
        this.commonPhoneProfile = builder.commonPhoneProfile;
        this.commonDeviceConfiguration = builder.commonDeviceConfiguration;
        this.description = builder.description;
        if (BaseDeviceName.isForm(name)) {
            throw new IllegalArgumentException(
                    "EMCC template name must not have the form of a base device, but is \"" + name + "\"");
        }
    }

    /**
     * Starts one.
     *
     * @param name the name, not of the form {@code EMCC<n>}, 1 to 50 characters
     * @param devicePool the device pool, which also serves visitors whose geolocation matches no other
     * @param sipProfile the SIP profile, 1 to 50 characters
     * @param commonPhoneProfile the common phone profile, 1 to 50 characters
     * @return a builder
     */
    public static Builder builder(
            String name, DevicePoolName devicePool, String sipProfile, String commonPhoneProfile) {
        return new Builder(name, devicePool, sipProfile, commonPhoneProfile);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name, devicePool, sipProfile, commonPhoneProfile);
        copy.commonDeviceConfiguration = commonDeviceConfiguration;
        copy.description = description;
        return copy;
    }

    /**
     * The name, not of the form {@code EMCC<n>}, 1 to 50 characters.
     *
     * @return the name, not of the form {@code EMCC<n>}, 1 to 50 characters
     */
    public String name() {
        return name;
    }

    /**
     * The device pool, which also serves visitors whose geolocation matches no other.
     *
     * @return the device pool, which also serves visitors whose geolocation matches no other
     */
    public DevicePoolName devicePool() {
        return devicePool;
    }

    /**
     * The SIP profile, 1 to 50 characters.
     *
     * @return the SIP profile, 1 to 50 characters
     */
    public String sipProfile() {
        return sipProfile;
    }

    /**
     * The common phone profile, 1 to 50 characters.
     *
     * @return the common phone profile, 1 to 50 characters
     */
    public String commonPhoneProfile() {
        return commonPhoneProfile;
    }

    /**
     * The common device configuration.
     *
     * @return the common device configuration, or empty when there is none
     */
    public Optional<CommonDeviceConfiguration> commonDeviceConfiguration() {
        return Optional.ofNullable(commonDeviceConfiguration);
    }

    /**
     * The description, at most 50 characters, without the characters {@code " % & \ < >}; empty by default.
     *
     * @return the description, at most 50 characters, without the characters {@code " % & \ < >}; empty by default
     */
    public String description() {
        return description;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmccTemplate that
                && Objects.equals(name, that.name)
                && Objects.equals(devicePool, that.devicePool)
                && Objects.equals(sipProfile, that.sipProfile)
                && Objects.equals(commonPhoneProfile, that.commonPhoneProfile)
                && Objects.equals(commonDeviceConfiguration, that.commonDeviceConfiguration)
                && Objects.equals(description, that.description);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, devicePool, sipProfile, commonPhoneProfile, commonDeviceConfiguration, description);
    }

    @Override
    public String toString() {
        return "EmccTemplate[" + name + "]";
    }

    private static String checkedDescription(String text) {
        Require.textOrEmpty(text, "EMCC template description", 50);
        if (FORBIDDEN.matcher(text).find()) {
            throw new IllegalArgumentException(
                    "EMCC template description must not contain any of \" % & \\ < >, but is \"" + Require.clip(text)
                            + "\"");
        }
        return text;
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final String name;
        private final DevicePoolName devicePool;
        private final String sipProfile;
        private final String commonPhoneProfile;
        private @Nullable CommonDeviceConfiguration commonDeviceConfiguration;
        private String description = "";

        private Builder(String name, DevicePoolName devicePool, String sipProfile, String commonPhoneProfile) {
            this.name = Require.text(name, "EMCC template name", 50);
            this.devicePool = Objects.requireNonNull(devicePool, "devicePool");
            this.sipProfile = Require.text(sipProfile, "SIP profile", 50);
            this.commonPhoneProfile = Require.text(commonPhoneProfile, "common phone profile", 50);
        }

        /**
         * The common device configuration.
         *
         * @param commonDeviceConfiguration the value
         * @return this builder
         */
        public Builder commonDeviceConfiguration(CommonDeviceConfiguration commonDeviceConfiguration) {
            this.commonDeviceConfiguration =
                    Objects.requireNonNull(commonDeviceConfiguration, "commonDeviceConfiguration");
            return this;
        }

        /**
         * The description, at most 50 characters, without the characters {@code " % & \ < >}; empty by default.
         *
         * @param description the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder description(String description) {
            this.description = checkedDescription(description);
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         * @throws IllegalArgumentException when parts do not fit together; the message names all of them
         */
        public EmccTemplate build() {
            return new EmccTemplate(this);
        }
    }
}
