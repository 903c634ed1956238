package org.emcc.core.device;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A common device configuration, as far as a base device takes it over.
 *
 * <p>Source: emcc-behaviour 4 and 12.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class CommonDeviceConfiguration {
    private final String name;
    private final @Nullable String softkeyTemplate;
    private final @Nullable String userLocale;

    private CommonDeviceConfiguration(Builder builder) {
        this.name = builder.name;
        this.softkeyTemplate = builder.softkeyTemplate;
        this.userLocale = builder.userLocale;
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

    @Override
    public boolean equals(Object other) {
        return other instanceof CommonDeviceConfiguration that
                && Objects.equals(name, that.name)
                && Objects.equals(softkeyTemplate, that.softkeyTemplate)
                && Objects.equals(userLocale, that.userLocale);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, softkeyTemplate, userLocale);
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
         * The finished value.
         *
         * @return a new value
         */
        public CommonDeviceConfiguration build() {
            return new CommonDeviceConfiguration(this);
        }
    }
}
