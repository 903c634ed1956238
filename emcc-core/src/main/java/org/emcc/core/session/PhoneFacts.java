package org.emcc.core.session;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.Srst;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.PhoneSecurity;
import org.jspecify.annotations.Nullable;

/**
 * What visiting says of the phone in a login request.
 *
 * <p>Source: emcc-behaviour 2.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class PhoneFacts {
    private final DeviceName device;
    private final PhoneModel model;
    private final DeviceProtocol protocol;
    private final PhoneSecurity security;
    private final CivicAddress geolocation;
    private final Srst srst;
    private final @Nullable URI logoutUri;

    private PhoneFacts(Builder builder) {
        this.device = builder.device;
        this.model = builder.model;
        this.protocol = builder.protocol;
        this.security = builder.security;
        this.geolocation = builder.geolocation;
        this.srst = builder.srst;
        this.logoutUri = builder.logoutUri;
    }

    /**
     * Starts one.
     *
     * @param device the device name
     * @param model the model
     * @param protocol the protocol of its firmware
     * @return a builder
     */
    public static Builder builder(DeviceName device, PhoneModel model, DeviceProtocol protocol) {
        return new Builder(device, model, protocol);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(device, model, protocol);
        copy.security = security;
        copy.geolocation = geolocation;
        copy.srst = srst;
        copy.logoutUri = logoutUri;
        return copy;
    }

    /**
     * The device name.
     *
     * @return the device name
     */
    public DeviceName device() {
        return device;
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
     * What its security profile asks for.
     *
     * @return what its security profile asks for
     */
    public PhoneSecurity security() {
        return security;
    }

    /**
     * All set fields of its geolocation; home applies the filter.
     *
     * @return all set fields of its geolocation; home applies the filter
     */
    public CivicAddress geolocation() {
        return geolocation;
    }

    /**
     * The SRST reference of the visiting site.
     *
     * @return the SRST reference of the visiting site
     */
    public Srst srst() {
        return srst;
    }

    /**
     * The address at which the phone asks visiting for its logout.
     *
     * @return the address at which the phone asks visiting for its logout, or empty when there is none
     */
    public Optional<URI> logoutUri() {
        return Optional.ofNullable(logoutUri);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PhoneFacts that
                && Objects.equals(device, that.device)
                && Objects.equals(model, that.model)
                && Objects.equals(protocol, that.protocol)
                && Objects.equals(security, that.security)
                && Objects.equals(geolocation, that.geolocation)
                && Objects.equals(srst, that.srst)
                && Objects.equals(logoutUri, that.logoutUri);
    }

    @Override
    public int hashCode() {
        return Objects.hash(device, model, protocol, security, geolocation, srst, logoutUri);
    }

    @Override
    public String toString() {
        return "PhoneFacts[" + device + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final DeviceName device;
        private final PhoneModel model;
        private final DeviceProtocol protocol;
        private PhoneSecurity security = PhoneSecurity.NONSECURE;
        private CivicAddress geolocation = CivicAddress.empty();
        private Srst srst = Srst.disabled();
        private @Nullable URI logoutUri;

        private Builder(DeviceName device, PhoneModel model, DeviceProtocol protocol) {
            this.device = Objects.requireNonNull(device, "device");
            this.model = Objects.requireNonNull(model, "model");
            this.protocol = Objects.requireNonNull(protocol, "protocol");
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
         * All set fields of its geolocation; home applies the filter.
         *
         * @param geolocation the value
         * @return this builder
         */
        public Builder geolocation(CivicAddress geolocation) {
            this.geolocation = Objects.requireNonNull(geolocation, "geolocation");
            return this;
        }

        /**
         * The SRST reference of the visiting site.
         *
         * @param srst the value
         * @return this builder
         */
        public Builder srst(Srst srst) {
            this.srst = Objects.requireNonNull(srst, "srst");
            return this;
        }

        /**
         * The address at which the phone asks visiting for its logout.
         *
         * @param logoutUri the value
         * @return this builder
         */
        public Builder logoutUri(URI logoutUri) {
            this.logoutUri = Objects.requireNonNull(logoutUri, "logoutUri");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public PhoneFacts build() {
            return new PhoneFacts(this);
        }
    }
}
