package org.emcc.tftp.server;

import java.time.Duration;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * How much a server takes on at a time. Whoever comes above it is told that the server is busy, never that there is no file.
 *
 * <p>Defaults: 500 transfers (the product's <em>Maximum Serving Count</em>), 16 of them from one source; half as many of either may be
 * with clients that have not acknowledged anything yet, whose address may be forged; 100 errors a second to one source, 4 s of waiting for a
 * file that is being built. When there is no place, the oldest transfer whose client has had a first interval's time to acknowledge and has
 * not gives way. Over HTTP a transfer is a request from its head to the end of its answer, and errors are not limited: they go to nobody who
 * has not asked.
 *
 * <p>A source is an address; all addresses of an IPv6 network of 64 bits together have sixteen times as much (inferred). Source: tftp 9.4 and
 * 10.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class AdmissionLimits {
    private static final AdmissionLimits STANDARD = new AdmissionLimits(new Builder());

    private final int transfers;
    private final int transfersPerSource;
    private final int unproven;
    private final int unprovenPerSource;
    private final int errorsPerSecondPerSource;
    private final Duration building;

    private AdmissionLimits(Builder builder) {
        this.transfers = builder.transfers;
        this.transfersPerSource = builder.transfersPerSource;
        this.unproven = builder.unproven > 0 ? builder.unproven : (builder.transfers + 1) / 2;
        this.unprovenPerSource =
                builder.unprovenPerSource > 0 ? builder.unprovenPerSource : (builder.transfersPerSource + 1) / 2;
        this.errorsPerSecondPerSource = builder.errorsPerSecondPerSource;
        this.building = builder.building;
    }

    /**
     * The defaults above.
     *
     * @return the limits
     */
    public static AdmissionLimits standard() {
        return STANDARD;
    }

    /**
     * Begins with the defaults.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Transfers at a time.
     *
     * @return 1 or more
     */
    public int transfers() {
        return transfers;
    }

    /**
     * Transfers at a time to one source.
     *
     * @return 1 or more
     */
    public int transfersPerSource() {
        return transfersPerSource;
    }

    /**
     * Transfers at a time whose client has not acknowledged anything yet. Not used over HTTP.
     *
     * @return 1 or more
     */
    public int unproven() {
        return unproven;
    }

    /**
     * Transfers at a time to one source which has not acknowledged anything of them yet. Not used over HTTP.
     *
     * @return 1 or more
     */
    public int unprovenPerSource() {
        return unprovenPerSource;
    }

    /**
     * Errors in a second to one source; above it the server is silent.
     *
     * @return 0 or more
     */
    public int errorsPerSecondPerSource() {
        return errorsPerSecondPerSource;
    }

    /**
     * How long a request waits for a file that is being built.
     *
     * @return nothing, or more
     */
    public Duration building() {
        return building;
    }

    /**
     * Collects what differs from the defaults.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private int transfers = 500;
        private int transfersPerSource = 16;
        private int unproven; // 0 until it is set, as is the next one
        private int unprovenPerSource;
        private int errorsPerSecondPerSource = 100;
        private Duration building = Duration.ofSeconds(4);

        private Builder() {}

        /**
         * Transfers at a time. Each holds a port unless there is a single one for all, or over HTTP a thread while it is sent.
         *
         * @param transfers 1 to 30000
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder transfers(int transfers) {
            this.transfers = Require.range(transfers, "transfers", 1, 30_000);
            return this;
        }

        /**
         * Transfers at a time to one source.
         *
         * @param transfers 1 to 30000
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder transfersPerSource(int transfers) {
            this.transfersPerSource = Require.range(transfers, "transfers per source", 1, 30_000);
            return this;
        }

        /**
         * Transfers at a time whose client has not acknowledged anything yet; half of all transfers by default.
         *
         * @param transfers 1 to 30000
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder unproven(int transfers) {
            this.unproven = Require.range(transfers, "unproven transfers", 1, 30_000);
            return this;
        }

        /**
         * Transfers at a time to one source which has not acknowledged anything of them yet; half of its transfers by default.
         *
         * @param transfers 1 to 30000
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder unprovenPerSource(int transfers) {
            this.unprovenPerSource = Require.range(transfers, "unproven transfers per source", 1, 30_000);
            return this;
        }

        /**
         * Errors in a second to one source.
         *
         * @param errors 0 to 1000000
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder errorsPerSecondPerSource(int errors) {
            this.errorsPerSecondPerSource = Require.range(errors, "errors per second and source", 0, 1_000_000);
            return this;
        }

        /**
         * How long a request waits for a file that is being built.
         *
         * @param building 0 to 1 minute
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder building(Duration building) {
            Objects.requireNonNull(building, "building");
            if (building.isNegative() || building.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("building must be from PT0S to PT1M, but is " + building);
            }
            this.building = building;
            return this;
        }

        /**
         * Makes the limits.
         *
         * @return the limits
         */
        public AdmissionLimits build() {
            return new AdmissionLimits(this);
        }
    }
}
