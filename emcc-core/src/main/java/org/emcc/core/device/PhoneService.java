package org.emcc.core.device;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A phone service that a phone or profile is subscribed to, such as the Extension Mobility service. Its addresses are kept as they
 * were read; {@link PhoneServiceUrl} takes them apart.
 *
 * <p>Source: emcc-behaviour 2.1 (steps 2, 3 and 5) and 2.3; em-api-and-axl 4.8; phone-config-files 3.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneService {
    private final String name;
    private final String url;
    private final @Nullable String secureUrl;
    private final boolean enterpriseSubscription;

    private PhoneService(Builder builder) {
        this.name = builder.name;
        this.url = builder.url;
        this.secureUrl = builder.secureUrl;
        this.enterpriseSubscription = builder.enterpriseSubscription;
    }

    /**
     * A service with one address.
     *
     * @param name 1 to 128 characters
     * @param url the service URL with its substitutions, such as {@code #DEVICENAME#}, unresolved; 1 to 255 characters
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneService(String name, String url) {
        this(builder(name, url));
    }

    /**
     * Starts a service.
     *
     * @param name 1 to 128 characters
     * @param url the service URL with its substitutions, such as {@code #DEVICENAME#}, unresolved; 1 to 255 characters
     * @return a builder
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public static Builder builder(String name, String url) {
        return new Builder(name, url);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name, url);
        copy.secureUrl = secureUrl;
        copy.enterpriseSubscription = enterpriseSubscription;
        return copy;
    }

    /**
     * The name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * The service URL.
     *
     * @return the service URL, with its substitutions unresolved
     */
    public String url() {
        return url;
    }

    /**
     * The secure service URL, which phones prefer.
     *
     * @return the secure service URL, with its substitutions unresolved, or empty when there is none
     */
    public Optional<String> secureUrl() {
        return Optional.ofNullable(secureUrl);
    }

    /**
     * <em>Enterprise Subscription</em>: whether every device is subscribed without being told.
     *
     * @return whether the box is ticked
     */
    public boolean enterpriseSubscription() {
        return enterpriseSubscription;
    }

    /**
     * Whether this is an Extension Mobility service: its URL leads to {@link PhoneServiceUrl#EXTENSION_MOBILITY_PATH}.
     *
     * @return true for Extension Mobility
     */
    public boolean isExtensionMobility() {
        return url.contains(PhoneServiceUrl.EXTENSION_MOBILITY_PATH);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneService that
                && name.equals(that.name)
                && url.equals(that.url)
                && Objects.equals(secureUrl, that.secureUrl)
                && enterpriseSubscription == that.enterpriseSubscription;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, url, secureUrl, enterpriseSubscription);
    }

    @Override
    public String toString() {
        return "PhoneService[" + name + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final String name;
        private final String url;
        private @Nullable String secureUrl;
        private boolean enterpriseSubscription;

        private Builder(String name, String url) {
            this.name = Require.text(name, "phone service name", 128);
            this.url = Require.text(url, "phone service URL", 255);
        }

        /**
         * The secure service URL.
         *
         * @param secureUrl 1 to 255 characters
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder secureUrl(String secureUrl) {
            this.secureUrl = Require.text(secureUrl, "secure phone service URL", 255);
            return this;
        }

        /**
         * <em>Enterprise Subscription</em>; off by default.
         *
         * @param ticked whether the box is ticked
         * @return this builder
         */
        public Builder enterpriseSubscription(boolean ticked) {
            this.enterpriseSubscription = ticked;
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public PhoneService build() {
            return new PhoneService(this);
        }
    }
}
