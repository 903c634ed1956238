package org.emcc.core.device;

import java.util.Objects;
import java.util.Optional;
import org.emcc.core.id.ServiceAddress;
import org.jspecify.annotations.Nullable;

/**
 * The SRST reference of a phone: where it registers when it has lost every call manager. At an EMCC login these are data of the visiting site, so that the phone fails over there.
 *
 * <p>Source: emcc-behaviour 2.6 and 2.10; phone-config-files 3.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Srst {
    private final SrstOption option;
    private final @Nullable ServiceAddress sccp;
    private final @Nullable ServiceAddress sip;

    private Srst(Builder builder) {
        this.option = builder.option;
        this.sccp = builder.sccp;
        this.sip = builder.sip;
    }

    /**
     * Starts one.
     *
     * @param option what the phone falls back to
     * @return a builder
     */
    public static Builder builder(SrstOption option) {
        return new Builder(option);
    }

    /**
     * A builder that holds what this holds.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        Builder copy = new Builder(option);
        copy.sccp = sccp;
        copy.sip = sip;
        return copy;
    }

    /**
     * What the phone falls back to.
     *
     * @return what the phone falls back to
     */
    public SrstOption option() {
        return option;
    }

    /**
     * The SCCP gateway; default port 2000.
     *
     * @return the SCCP gateway; default port 2000, or empty when there is none
     */
    public Optional<ServiceAddress> sccp() {
        return Optional.ofNullable(sccp);
    }

    /**
     * The SIP gateway; default port 5060.
     *
     * @return the SIP gateway; default port 5060, or empty when there is none
     */
    public Optional<ServiceAddress> sip() {
        return Optional.ofNullable(sip);
    }

    /**
     * No SRST.
     *
     * @return the reference that disables it
     */
    public static Srst disabled() {
        return builder(SrstOption.DISABLE).build();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Srst that
                && Objects.equals(option, that.option)
                && Objects.equals(sccp, that.sccp)
                && Objects.equals(sip, that.sip);
    }

    @Override
    public int hashCode() {
        return Objects.hash(option, sccp, sip);
    }

    @Override
    public String toString() {
        return "Srst[" + option + "]";
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final SrstOption option;
        private @Nullable ServiceAddress sccp;
        private @Nullable ServiceAddress sip;

        private Builder(SrstOption option) {
            this.option = Objects.requireNonNull(option, "option");
        }

        /**
         * The SCCP gateway; default port 2000.
         *
         * @param sccp the value
         * @return this builder
         */
        public Builder sccp(ServiceAddress sccp) {
            this.sccp = Objects.requireNonNull(sccp, "sccp");
            return this;
        }

        /**
         * The SIP gateway; default port 5060.
         *
         * @param sip the value
         * @return this builder
         */
        public Builder sip(ServiceAddress sip) {
            this.sip = Objects.requireNonNull(sip, "sip");
            return this;
        }

        /**
         * The finished value.
         *
         * @return a new value
         */
        public Srst build() {
            return new Srst(this);
        }
    }
}
