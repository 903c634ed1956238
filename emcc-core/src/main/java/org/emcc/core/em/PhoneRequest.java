package org.emcc.core.em;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * What a phone asks the EM service for: the parameters of its query, and from where it came. The parameter {@code seq} is the PIN, and
 * {@code oldpin}, {@code newpin} and {@code confirmnewpin} are PINs too, so this prints no parameter but the device.
 *
 * <p>Source: em-api-and-axl 1.11, 2.2 and 2.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneRequest {
    /** The longest address of the service: what is appended must still fit into the 256 characters that a phone follows. */
    public static final int SERVICE_LIMIT = 160;

    /** The parameters that are PINs: of a login, and of a change (em-api-and-axl 1.11). */
    private static final List<String> PINS = List.of("seq", "oldpin", "newpin", "confirmnewpin");

    private static final int PARAMETER_LIMIT = 64;

    private final URI service;
    private final Map<String, String> parameters;
    private final @Nullable String remoteAddress;
    private final boolean viaProxy;

    private PhoneRequest(Builder builder) {
        this.service = builder.service;
        this.parameters = Map.copyOf(builder.parameters);
        this.remoteAddress = builder.remoteAddress;
        this.viaProxy = builder.viaProxy;
    }

    /**
     * Starts one.
     *
     * @param service the address of the service as the phone reaches it, without a query, at most 160 characters; the URLs of the
     *     answer begin with it
     * @return a builder
     * @throws IllegalArgumentException when the address breaks the rule
     */
    public static Builder builder(URI service) {
        return new Builder(service);
    }

    /**
     * A parameter.
     *
     * @param name its name, exactly
     * @return its value, or empty when the phone sent none of that name
     */
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /**
     * Whether a PIN came with it: a parameter {@code seq}, {@code oldpin}, {@code newpin} or {@code confirmnewpin} that is not blank.
     *
     * @return whether it did
     */
    public boolean carriesPin() {
        return PINS.stream().anyMatch(name -> !parameters.getOrDefault(name, "").isBlank());
    }

    /**
     * The address of the service as the phone reaches it.
     *
     * @return an address without a query
     */
    public URI service() {
        return service;
    }

    /**
     * The address from which the request came.
     *
     * @return the address, or empty when it is not known
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

    /** Two requests are equal when all their parts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneRequest that
                && service.equals(that.service)
                && parameters.equals(that.parameters)
                && Objects.equals(remoteAddress, that.remoteAddress)
                && viaProxy == that.viaProxy;
    }

    @Override
    public int hashCode() {
        return Objects.hash(service, parameters, remoteAddress, viaProxy);
    }

    /** The device and where it asks; never a secret. */
    @Override
    public String toString() {
        return "PhoneRequest[" + Require.clip(parameters.getOrDefault("device", "no device")) + " at " + service + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final URI service;
        private final Map<String, String> parameters = new LinkedHashMap<>();
        private @Nullable String remoteAddress;
        private boolean viaProxy;

        private Builder(URI service) {
            Require.text(Objects.requireNonNull(service, "service").toString(), "service address", SERVICE_LIMIT);
            if (service.getRawQuery() != null || service.getRawFragment() != null || !service.isAbsolute()) {
                throw new IllegalArgumentException("service address must be absolute and without query and fragment");
            }
            this.service = service;
        }

        /**
         * Adds the parameters of a query as the phone sent it. Of a name that occurs more than once the first counts, a broken
         * percent escape stands for itself, and what comes after 64 parameters is left out.
         *
         * @param rawQuery what stands behind the question mark, still escaped
         * @return this builder
         */
        public Builder query(String rawQuery) {
            for (String pair : rawQuery.split("&", PARAMETER_LIMIT + 1)) {
                int equals = pair.indexOf('=');
                if (!pair.isEmpty() && parameters.size() < PARAMETER_LIMIT) {
                    parameters.putIfAbsent(
                            unescaped(equals < 0 ? pair : pair.substring(0, equals)),
                            equals < 0 ? "" : unescaped(pair.substring(equals + 1)));
                }
            }
            return this;
        }

        /**
         * Sets a parameter.
         *
         * @param name its name
         * @param value its value, not escaped
         * @return this builder
         */
        public Builder parameter(String name, String value) {
            parameters.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
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
        public PhoneRequest build() {
            return new PhoneRequest(this);
        }

        private static String unescaped(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return text;
            }
        }
    }
}
