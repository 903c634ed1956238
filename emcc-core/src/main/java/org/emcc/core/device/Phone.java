package org.emcc.core.device;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A phone of this cluster.
 *
 * <p>Source: emcc-behaviour 2.6, 5.8 and 9.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Phone {
    private final DeviceName name;
    private final PhoneModel model;
    private final DeviceProtocol protocol;
    private final DevicePoolName devicePool;
    private final boolean extensionMobilityEnabled;
    private final PhoneSecurity security;
    private final @Nullable Geolocation geolocation;
    private final List<Line> lines;
    private final List<PhoneService> services;
    private final @Nullable String load;
    private final IpAddressingMode ipAddressingMode;

    private Phone(Builder builder) {
        this.name = builder.name;
        this.model = builder.model;
        this.protocol = builder.protocol;
        this.devicePool = builder.devicePool;
        this.extensionMobilityEnabled = builder.extensionMobilityEnabled;
        this.security = builder.security;
        this.geolocation = builder.geolocation;
        this.lines = builder.lines;
        this.services = builder.services;
        this.load = builder.load;
        this.ipAddressingMode = builder.ipAddressingMode;
    }

    /**
     * Starts one.
     *
     * @param name the device name
     * @param model the model
     * @param protocol the protocol of its firmware
     * @param devicePool the device pool it belongs to
     * @return a builder
     */
    public static Builder builder(
            DeviceName name, PhoneModel model, DeviceProtocol protocol, DevicePoolName devicePool) {
        return new Builder(name, model, protocol, devicePool);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(name, model, protocol, devicePool);
        copy.extensionMobilityEnabled = extensionMobilityEnabled;
        copy.security = security;
        copy.geolocation = geolocation;
        copy.lines = lines;
        copy.services = services;
        copy.load = load;
        copy.ipAddressingMode = ipAddressingMode;
        return copy;
    }

    /**
     * The device name.
     *
     * @return the device name
     */
    public DeviceName name() {
        return name;
    }

    /**
     * The model.
     *
     * @return the model
     */
    public PhoneModel model() {
        return model;
    }

    /**
     * The protocol of its firmware.
     *
     * @return the protocol of its firmware
     */
    public DeviceProtocol protocol() {
        return protocol;
    }

    /**
     * The device pool it belongs to.
     *
     * @return the device pool it belongs to
     */
    public DevicePoolName devicePool() {
        return devicePool;
    }

    /**
     * <em>Enable Extension Mobility</em>.
     *
     * @return <em>Enable Extension Mobility</em>
     */
    public boolean extensionMobilityEnabled() {
        return extensionMobilityEnabled;
    }

    /**
     * What its security profile asks for.
     *
     * @return what its security profile asks for
     */
    public PhoneSecurity security() {
        return security;
    }

    /**
     * Its own geolocation; without one it has that of its device pool, or the cluster's default.
     *
     * @return its own geolocation; without one it has that of its device pool, or the cluster's default, or empty when there is none
     */
    public Optional<Geolocation> geolocation() {
        return Optional.ofNullable(geolocation);
    }

    /**
     * Its own lines, which it has while nobody is logged in.
     *
     * @return its own lines, which it has while nobody is logged in
     */
    public List<Line> lines() {
        return lines;
    }

    /**
     * The phone services it is subscribed to.
     *
     * @return the phone services it is subscribed to
     */
    public List<PhoneService> services() {
        return services;
    }

    /**
     * The firmware it runs.
     *
     * @return the firmware it runs, or empty when there is none
     */
    public Optional<String> load() {
        return Optional.ofNullable(load);
    }

    /**
     * Which addresses it uses (default IPv4 and IPv6); EMCC does not support IPv6 only.
     *
     * @return which addresses it uses (default IPv4 and IPv6); EMCC does not support IPv6 only
     */
    public IpAddressingMode ipAddressingMode() {
        return ipAddressingMode;
    }

    /**
     * Whether this phone can take part in EMCC: its model has the feature, and it does not use IPv6 alone. Both protocols do
     * (emcc-behaviour 9, rows 3, 10 and 12).
     *
     * @return true when nothing of the phone itself stands against it
     */
    public boolean supportsEmcc() {
        return model.supportsEmcc() && ipAddressingMode.supportsEmcc();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Phone that
                && Objects.equals(name, that.name)
                && Objects.equals(model, that.model)
                && Objects.equals(protocol, that.protocol)
                && Objects.equals(devicePool, that.devicePool)
                && extensionMobilityEnabled == that.extensionMobilityEnabled
                && Objects.equals(security, that.security)
                && Objects.equals(geolocation, that.geolocation)
                && Objects.equals(lines, that.lines)
                && Objects.equals(services, that.services)
                && Objects.equals(load, that.load)
                && Objects.equals(ipAddressingMode, that.ipAddressingMode);
    }

    @Override
    public int hashCode() {
        return Objects.hash(
                name,
                model,
                protocol,
                devicePool,
                extensionMobilityEnabled,
                security,
                geolocation,
                lines,
                services,
                load,
                ipAddressingMode);
    }

    @Override
    public String toString() {
        return "Phone[" + name + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DeviceName name;
        private final PhoneModel model;
        private final DeviceProtocol protocol;
        private final DevicePoolName devicePool;
        private boolean extensionMobilityEnabled = false;
        private PhoneSecurity security = PhoneSecurity.NONSECURE;
        private @Nullable Geolocation geolocation;
        private List<Line> lines = List.of();
        private List<PhoneService> services = List.of();
        private @Nullable String load;
        private IpAddressingMode ipAddressingMode = IpAddressingMode.IPV4_AND_IPV6;

        private Builder(DeviceName name, PhoneModel model, DeviceProtocol protocol, DevicePoolName devicePool) {
            this.name = Objects.requireNonNull(name, "name");
            this.model = Objects.requireNonNull(model, "model");
            this.protocol = Objects.requireNonNull(protocol, "protocol");
            this.devicePool = Objects.requireNonNull(devicePool, "devicePool");
        }

        /**
         * <em>Enable Extension Mobility</em>.
         *
         * @param extensionMobilityEnabled the value
         * @return this builder
         */
        public Builder extensionMobilityEnabled(boolean extensionMobilityEnabled) {
            this.extensionMobilityEnabled = extensionMobilityEnabled;
            return this;
        }

        /**
         * What its security profile asks for.
         *
         * @param security the value
         * @return this builder
         */
        public Builder security(PhoneSecurity security) {
            this.security = Objects.requireNonNull(security, "security");
            return this;
        }

        /**
         * Its own geolocation; without one it has that of its device pool, or the cluster's default.
         *
         * @param geolocation the value
         * @return this builder
         */
        public Builder geolocation(Geolocation geolocation) {
            this.geolocation = Objects.requireNonNull(geolocation, "geolocation");
            return this;
        }

        /**
         * Its own lines, which it has while nobody is logged in.
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
         * The phone services it is subscribed to.
         *
         * @param services the value
         * @return this builder
         */
        public Builder services(List<PhoneService> services) {
            this.services = Require.list(services, "services");
            return this;
        }

        /**
         * The firmware it runs.
         *
         * @param load the value
         * @return this builder
         * @throws IllegalArgumentException when the value breaks its rule
         */
        public Builder load(String load) {
            this.load = Require.text(load, "load", 64);
            return this;
        }

        /**
         * Which addresses it uses (default IPv4 and IPv6); EMCC does not support IPv6 only.
         *
         * @param ipAddressingMode the value
         * @return this builder
         */
        public Builder ipAddressingMode(IpAddressingMode ipAddressingMode) {
            this.ipAddressingMode = Objects.requireNonNull(ipAddressingMode, "ipAddressingMode");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public Phone build() {
            return new Phone(this);
        }
    }
}
