package org.emcc.core.device;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A user device profile: the lines, buttons and services that follow a user from phone to phone.
 *
 * <p>Source: emcc-behaviour 1, 4 and 12.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DeviceProfile {
    private final DeviceProfileName name;
    private final List<Line> lines;
    private final List<PhoneService> services;
    private final @Nullable String emccCallingSearchSpace;
    private final @Nullable String userLocale;
    private final @Nullable String softkeyTemplate;

    private DeviceProfile(Builder builder) {
        this.name = builder.name;
        this.lines = builder.lines;
        this.services = builder.services;
        this.emccCallingSearchSpace = builder.emccCallingSearchSpace;
        this.userLocale = builder.userLocale;
        this.softkeyTemplate = builder.softkeyTemplate;
    }

    /**
     * Starts one.
     *
     * @param name the name of the profile
     * @return a builder
     */
    public static Builder builder(DeviceProfileName name) {
        return new Builder(name);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name);
        copy.lines = lines;
        copy.services = services;
        copy.emccCallingSearchSpace = emccCallingSearchSpace;
        copy.userLocale = userLocale;
        copy.softkeyTemplate = softkeyTemplate;
        return copy;
    }

    /**
     * The name of the profile.
     *
     * @return the name of the profile
     */
    public DeviceProfileName name() {
        return name;
    }

    /**
     * The lines, in button order.
     *
     * @return the lines, in button order
     */
    public List<Line> lines() {
        return lines;
    }

    /**
     * The phone services, of which Extension Mobility should be one: without it the user has no way to log out (emcc-behaviour 3.1).
     *
     * @return the phone services, of which Extension Mobility should be one: without it the user has no way to log out (emcc-behaviour 3.1)
     */
    public List<PhoneService> services() {
        return services;
    }

    /**
     * The EMCC CSS: the device CSS of a user who is logged in from another cluster.
     *
     * @return the EMCC CSS: the device CSS of a user who is logged in from another cluster, or empty when there is none
     */
    public Optional<String> emccCallingSearchSpace() {
        return Optional.ofNullable(emccCallingSearchSpace);
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
     * The soft key template.
     *
     * @return the soft key template, or empty when there is none
     */
    public Optional<String> softkeyTemplate() {
        return Optional.ofNullable(softkeyTemplate);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DeviceProfile that
                && Objects.equals(name, that.name)
                && Objects.equals(lines, that.lines)
                && Objects.equals(services, that.services)
                && Objects.equals(emccCallingSearchSpace, that.emccCallingSearchSpace)
                && Objects.equals(userLocale, that.userLocale)
                && Objects.equals(softkeyTemplate, that.softkeyTemplate);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, lines, services, emccCallingSearchSpace, userLocale, softkeyTemplate);
    }

    @Override
    public String toString() {
        return "DeviceProfile[" + name + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DeviceProfileName name;
        private List<Line> lines = List.of();
        private List<PhoneService> services = List.of();
        private @Nullable String emccCallingSearchSpace;
        private @Nullable String userLocale;
        private @Nullable String softkeyTemplate;

        private Builder(DeviceProfileName name) {
            this.name = Objects.requireNonNull(name, "name");
        }

        /**
         * The lines, in button order.
         *
         * @param lines the value
         * @return this builder
         * @throws IllegalArgumentException when two lines have the same index
         */
        public Builder lines(List<Line> lines) {
            this.lines = Require.list(lines, "lines");
            Require.distinct(lines.stream().map(Line::index).toList(), "line index");
            return this;
        }

        /**
         * The phone services, of which Extension Mobility should be one: without it the user has no way to log out (emcc-behaviour 3.1).
         *
         * @param services the value
         * @return this builder
         */
        public Builder services(List<PhoneService> services) {
            this.services = Require.list(services, "services");
            return this;
        }

        /**
         * The EMCC CSS: the device CSS of a user who is logged in from another cluster.
         *
         * @param emccCallingSearchSpace the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder emccCallingSearchSpace(String emccCallingSearchSpace) {
            this.emccCallingSearchSpace = Require.text(emccCallingSearchSpace, "EMCC CSS", 50);
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
         * The finished value.
         *
         * @return a new value
         */
        public DeviceProfile build() {
            return new DeviceProfile(this);
        }
    }
}
