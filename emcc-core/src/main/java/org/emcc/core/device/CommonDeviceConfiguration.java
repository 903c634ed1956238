package org.emcc.core.device;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A common device configuration: settings that a base device takes over through its template.
 *
 * <p>Source: emcc-behaviour 4 and 12.3; em-api-and-axl 4.9 (values).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CommonDeviceConfiguration {
    private final String name;
    private final @Nullable String softkeyTemplate;
    private final @Nullable String userLocale;
    private final @Nullable Integer networkHoldMohAudioSource;
    private final @Nullable Integer userHoldMohAudioSource;
    private final @Nullable String mlppDomain;
    private final SettingStatus mlppIndication;
    private final MlppPreemption preemption;
    private final boolean useTrustedRelayPoint;
    private final IpAddressingMode ipAddressingMode;
    private final AddressingPreference addressingPreference;
    private final SettingStatus autoConfiguration;

    private CommonDeviceConfiguration(Builder builder) {
        this.name = builder.name;
        this.softkeyTemplate = builder.softkeyTemplate;
        this.userLocale = builder.userLocale;
        this.networkHoldMohAudioSource = builder.networkHoldMohAudioSource;
        this.userHoldMohAudioSource = builder.userHoldMohAudioSource;
        this.mlppDomain = builder.mlppDomain;
        this.mlppIndication = builder.mlppIndication;
        this.preemption = builder.preemption;
        this.useTrustedRelayPoint = builder.useTrustedRelayPoint;
        this.ipAddressingMode = builder.ipAddressingMode;
        this.addressingPreference = builder.addressingPreference;
        this.autoConfiguration = builder.autoConfiguration;
    }

    /**
     * Starts one.
     *
     * @param name the name, 1 to 50 characters
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name);
        copy.softkeyTemplate = softkeyTemplate;
        copy.userLocale = userLocale;
        copy.networkHoldMohAudioSource = networkHoldMohAudioSource;
        copy.userHoldMohAudioSource = userHoldMohAudioSource;
        copy.mlppDomain = mlppDomain;
        copy.mlppIndication = mlppIndication;
        copy.preemption = preemption;
        copy.useTrustedRelayPoint = useTrustedRelayPoint;
        copy.ipAddressingMode = ipAddressingMode;
        copy.addressingPreference = addressingPreference;
        copy.autoConfiguration = autoConfiguration;
        return copy;
    }

    /**
     * The name, 1 to 50 characters.
     *
     * @return the name, 1 to 50 characters
     */
    public String name() {
        return name;
    }

    /**
     * The soft key template.
     *
     * @return the soft key template, or empty when there is none
     */
    public Optional<String> softkeyTemplate() {
        return Optional.ofNullable(softkeyTemplate);
    }

    /**
     * The user locale.
     *
     * @return the user locale, or empty when there is none
     */
    public Optional<String> userLocale() {
        return Optional.ofNullable(userLocale);
    }

    /**
     * The number of the audio source on network hold, 0 to 51.
     *
     * @return the number of the audio source on network hold, 0 to 51, or empty when there is none
     */
    public Optional<Integer> networkHoldMohAudioSource() {
        return Optional.ofNullable(networkHoldMohAudioSource);
    }

    /**
     * The number of the audio source on user hold, 0 to 51.
     *
     * @return the number of the audio source on user hold, 0 to 51, or empty when there is none
     */
    public Optional<Integer> userHoldMohAudioSource() {
        return Optional.ofNullable(userHoldMohAudioSource);
    }

    /**
     * The MLPP domain, 1 to 128 characters.
     *
     * @return the MLPP domain, 1 to 128 characters, or empty when there is none
     */
    public Optional<String> mlppDomain() {
        return Optional.ofNullable(mlppDomain);
    }

    /**
     * Whether MLPP calls are indicated (default off).
     *
     * @return whether MLPP calls are indicated (default off)
     */
    public SettingStatus mlppIndication() {
        return mlppIndication;
    }

    /**
     * Whether calls may be preempted.
     *
     * @return whether calls may be preempted
     */
    public MlppPreemption preemption() {
        return preemption;
    }

    /**
     * Whether media take a trusted relay point (default false).
     *
     * @return whether media take a trusted relay point (default false)
     */
    public boolean useTrustedRelayPoint() {
        return useTrustedRelayPoint;
    }

    /**
     * The addressing mode (default IPv4 and IPv6); EMCC does not support IPv6 only.
     *
     * @return the addressing mode (default IPv4 and IPv6); EMCC does not support IPv6 only
     */
    public IpAddressingMode ipAddressingMode() {
        return ipAddressingMode;
    }

    /**
     * The address that is preferred for signalling.
     *
     * @return the address that is preferred for signalling
     */
    public AddressingPreference addressingPreference() {
        return addressingPreference;
    }

    /**
     * Whether phones may configure their IPv6 address by themselves.
     *
     * @return whether phones may configure their IPv6 address by themselves
     */
    public SettingStatus autoConfiguration() {
        return autoConfiguration;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CommonDeviceConfiguration that
                && Objects.equals(name, that.name)
                && Objects.equals(softkeyTemplate, that.softkeyTemplate)
                && Objects.equals(userLocale, that.userLocale)
                && Objects.equals(networkHoldMohAudioSource, that.networkHoldMohAudioSource)
                && Objects.equals(userHoldMohAudioSource, that.userHoldMohAudioSource)
                && Objects.equals(mlppDomain, that.mlppDomain)
                && Objects.equals(mlppIndication, that.mlppIndication)
                && Objects.equals(preemption, that.preemption)
                && useTrustedRelayPoint == that.useTrustedRelayPoint
                && Objects.equals(ipAddressingMode, that.ipAddressingMode)
                && Objects.equals(addressingPreference, that.addressingPreference)
                && Objects.equals(autoConfiguration, that.autoConfiguration);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name,
                softkeyTemplate,
                userLocale,
                networkHoldMohAudioSource,
                userHoldMohAudioSource,
                mlppDomain,
                mlppIndication,
                preemption,
                useTrustedRelayPoint,
                ipAddressingMode,
                addressingPreference,
                autoConfiguration);
    }

    @Override
    public String toString() {
        return "CommonDeviceConfiguration[" + name + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final String name;
        private @Nullable String softkeyTemplate;
        private @Nullable String userLocale;
        private @Nullable Integer networkHoldMohAudioSource;
        private @Nullable Integer userHoldMohAudioSource;
        private @Nullable String mlppDomain;
        private SettingStatus mlppIndication = SettingStatus.OFF;
        private MlppPreemption preemption = MlppPreemption.DEFAULT;
        private boolean useTrustedRelayPoint = false;
        private IpAddressingMode ipAddressingMode = IpAddressingMode.IPV4_AND_IPV6;
        private AddressingPreference addressingPreference = AddressingPreference.USE_SYSTEM_DEFAULT;
        private SettingStatus autoConfiguration = SettingStatus.DEFAULT;

        private Builder(String name) {
            this.name = Require.text(name, "common device configuration", 50);
        }

        /**
         * The soft key template.
         *
         * @param softkeyTemplate the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder softkeyTemplate(String softkeyTemplate) {
            this.softkeyTemplate = Require.text(softkeyTemplate, "soft key template", 50);
            return this;
        }

        /**
         * The user locale.
         *
         * @param userLocale the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder userLocale(String userLocale) {
            this.userLocale = Require.text(userLocale, "user locale", 50);
            return this;
        }

        /**
         * The number of the audio source on network hold, 0 to 51.
         *
         * @param networkHoldMohAudioSource the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder networkHoldMohAudioSource(int networkHoldMohAudioSource) {
            this.networkHoldMohAudioSource =
                    Require.range(networkHoldMohAudioSource, "network hold MOH audio source", 0, 51);
            return this;
        }

        /**
         * The number of the audio source on user hold, 0 to 51.
         *
         * @param userHoldMohAudioSource the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder userHoldMohAudioSource(int userHoldMohAudioSource) {
            this.userHoldMohAudioSource = Require.range(userHoldMohAudioSource, "user hold MOH audio source", 0, 51);
            return this;
        }

        /**
         * The MLPP domain, 1 to 128 characters.
         *
         * @param mlppDomain the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder mlppDomain(String mlppDomain) {
            this.mlppDomain = Require.text(mlppDomain, "MLPP domain", 128);
            return this;
        }

        /**
         * Whether MLPP calls are indicated (default off).
         *
         * @param mlppIndication the value
         * @return this builder
         */
        public Builder mlppIndication(SettingStatus mlppIndication) {
            this.mlppIndication = Objects.requireNonNull(mlppIndication, "mlppIndication");
            return this;
        }

        /**
         * Whether calls may be preempted.
         *
         * @param preemption the value
         * @return this builder
         */
        public Builder preemption(MlppPreemption preemption) {
            this.preemption = Objects.requireNonNull(preemption, "preemption");
            return this;
        }

        /**
         * Whether media take a trusted relay point (default false).
         *
         * @param useTrustedRelayPoint the value
         * @return this builder
         */
        public Builder useTrustedRelayPoint(boolean useTrustedRelayPoint) {
            this.useTrustedRelayPoint = useTrustedRelayPoint;
            return this;
        }

        /**
         * The addressing mode (default IPv4 and IPv6); EMCC does not support IPv6 only.
         *
         * @param ipAddressingMode the value
         * @return this builder
         */
        public Builder ipAddressingMode(IpAddressingMode ipAddressingMode) {
            this.ipAddressingMode = Objects.requireNonNull(ipAddressingMode, "ipAddressingMode");
            return this;
        }

        /**
         * The address that is preferred for signalling.
         *
         * @param addressingPreference the value
         * @return this builder
         */
        public Builder addressingPreference(AddressingPreference addressingPreference) {
            this.addressingPreference = Objects.requireNonNull(addressingPreference, "addressingPreference");
            return this;
        }

        /**
         * Whether phones may configure their IPv6 address by themselves.
         *
         * @param autoConfiguration the value
         * @return this builder
         */
        public Builder autoConfiguration(SettingStatus autoConfiguration) {
            this.autoConfiguration = Objects.requireNonNull(autoConfiguration, "autoConfiguration");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public CommonDeviceConfiguration build() {
            return new CommonDeviceConfiguration(this);
        }
    }
}
