package org.emcc.tftp.protocol;

import java.time.Duration;
import org.emcc.core.internal.Require;

/**
 * When a side sends again, and when it gives up.
 *
 * <p>Defaults: after 1 s at first, doubled up to 8 s, each ±10 %; six tries, but only three before the other side has proved
 * that it exists; 5 minutes in all, or 1 s for each 512 bytes where that is more, but not above 6 hours; a dally of 3 s. A negotiated {@code
 * timeout} replaces the growing interval by itself, exactly; but before the other side has proved that it exists, a server waits no longer than
 * it would without. Source: tftp 5 and 9.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class RetryPolicy {
    private static final RetryPolicy STANDARD = new RetryPolicy(new Builder());

    private final Duration firstInterval;
    private final Duration longestInterval;
    private final int tries;
    private final int triesUnproven;
    private final Duration total;
    private final Duration dally;

    private RetryPolicy(Builder builder) {
        this.firstInterval = builder.firstInterval;
        this.longestInterval = builder.longestInterval;
        this.tries = builder.tries;
        this.triesUnproven = builder.triesUnproven;
        this.total = builder.total;
        this.dally = builder.dally;
    }

    /**
     * The defaults above.
     *
     * @return the policy
     */
    public static RetryPolicy standard() {
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
     * The interval before the first repetition.
     *
     * @return more than nothing
     */
    public Duration firstInterval() {
        return firstInterval;
    }

    /**
     * The longest interval between repetitions.
     *
     * @return at least the first
     */
    public Duration longestInterval() {
        return longestInterval;
    }

    /**
     * How often the same packet or window is sent, the first time included.
     *
     * @return 1 or more
     */
    public int tries() {
        return tries;
    }

    /**
     * How often a sender sends before it has had any ACK: it may be talking to a victim of a forged request. A receiver, who
     * asked first, has {@link #tries()}.
     *
     * @return 1 or more
     */
    public int triesUnproven() {
        return triesUnproven;
    }

    /**
     * How long a transfer may take in all; a sender allows 1 s a block where that is more.
     *
     * @return more than nothing
     */
    public Duration total() {
        return total;
    }

    /**
     * How long a receiver stays after its last ACK, to repeat it when the last block comes again.
     *
     * @return nothing, or more
     */
    public Duration dally() {
        return dally;
    }

    /** The pause before a repetition, jitter included: the same seed and try give the same pause. */
    Duration interval(int tryNumber, long seed) {
        long nanos = firstInterval.toNanos();
        long most = longestInterval.toNanos();
        for (int i = 1; i < tryNumber && nanos < most; i++) {
            nanos *= 2;
        }
        nanos = Math.min(nanos, most);
        long mixed = (seed + tryNumber) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 32;
        long tenth = nanos / 10;
        return Duration.ofNanos(nanos - tenth + Math.floorMod(mixed, 2 * tenth + 1));
    }

    /**
     * Collects what differs from the defaults.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private Duration firstInterval = Duration.ofSeconds(1);
        private Duration longestInterval = Duration.ofSeconds(8);
        private int tries = 6;
        private int triesUnproven = 3;
        private Duration total = Duration.ofMinutes(5);
        private Duration dally = Duration.ofSeconds(3);

        private Builder() {}

        /**
         * The interval before the first repetition, and the longest.
         *
         * @param first 1 ms to 1 hour
         * @param longest {@code first} to 1 hour
         * @return this builder
         * @throws IllegalArgumentException when one is outside
         */
        public Builder intervals(Duration first, Duration longest) {
            firstInterval = within(first, "first interval", Duration.ofMillis(1));
            longestInterval = within(longest, "longest interval", first);
            return this;
        }

        /**
         * How often the same is sent, in all, and to a client that has not been heard yet.
         *
         * @param tries 1 to 100
         * @param unproven 1 to 100
         * @return this builder
         * @throws IllegalArgumentException when one is outside
         */
        public Builder tries(int tries, int unproven) {
            this.tries = Require.range(tries, "tries", 1, 100);
            this.triesUnproven = Require.range(unproven, "tries before the first ACK", 1, 100);
            return this;
        }

        /**
         * How long a transfer may take.
         *
         * @param total 1 ms to 1 hour
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder total(Duration total) {
            this.total = within(total, "total time", Duration.ofMillis(1));
            return this;
        }

        /**
         * How long a receiver stays after its last ACK.
         *
         * @param dally 0 to 1 hour
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder dally(Duration dally) {
            this.dally = within(dally, "dally", Duration.ZERO);
            return this;
        }

        /**
         * Makes the policy.
         *
         * @return the policy
         */
        public RetryPolicy build() {
            return new RetryPolicy(this);
        }

        private static Duration within(Duration value, String what, Duration least) {
            if (value.compareTo(least) < 0 || value.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(what + " must be from " + least + " to PT1H, but is " + value);
            }
            return value;
        }
    }
}
