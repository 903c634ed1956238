package org.emcc.core.gateway;

import java.time.Duration;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * How many wrong PINs are borne, and for how long further guesses are then not looked at.
 *
 * <p>Wrong guesses are counted three times: for a user at one source, for a user at all sources, and for a source with all users.
 * Up to its number each of the three bears guesses at any speed. From then on every wrong guess closes it for a time that begins
 * with the first delay and doubles up to the longest, and one guess at a time is looked at. The three counts begin anew when the
 * window is over, which begins with the first of their wrong guesses.
 *
 * <p>One source can never lock a user out elsewhere: of its guesses at a user no more than a quarter of {@link #perUser} count for
 * the user as a whole, so that at least four sources are needed. A right PIN takes the wrong ones of the same user and source
 * back from all three counts. A change of a PIN is not counted for the source with all users: see {@link Credentials#change}.
 *
 * <p>With the defaults one source gets at most 55 guesses at one user, and 152 at all users together, within one window.
 *
 * <p>Source: design 4.2. All figures are inferred; the product's are the administrator's credential policy.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class GuessLimits {
    private final int perUserAndSource;
    private final int perUser;
    private final int perSource;
    private final Duration firstDelay;
    private final Duration longestDelay;
    private final Duration window;
    private final int capacity;

    private GuessLimits(Builder builder) {
        this.perUserAndSource = builder.perUserAndSource;
        this.perUser = builder.perUser;
        this.perSource = builder.perSource;
        this.firstDelay = builder.firstDelay;
        this.longestDelay = builder.longestDelay;
        this.window = builder.window;
        this.capacity = builder.capacity;
    }

    /**
     * Starts with the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * How many wrong guesses at one user from one source are looked at without delay.
     *
     * @return 1 to 1000; 3 by default
     */
    public int perUserAndSource() {
        return perUserAndSource;
    }

    /**
     * How many wrong guesses at one user from all sources are looked at without delay.
     *
     * @return 4 to 100,000; 20 by default
     */
    public int perUser() {
        return perUser;
    }

    /**
     * How many wrong guesses from one source at all users are looked at without delay.
     *
     * @return 1 to 1,000,000; 100 by default
     */
    public int perSource() {
        return perSource;
    }

    /**
     * The delay after the first wrong guess that reaches a limit.
     *
     * @return at least one millisecond; 30 seconds by default
     */
    public Duration firstDelay() {
        return firstDelay;
    }

    /**
     * What the delay doubles up to.
     *
     * @return not shorter than the first; 30 minutes by default
     */
    public Duration longestDelay() {
        return longestDelay;
    }

    /**
     * How long wrong guesses count, from the first of them on. A delay that is running when it ends is still kept.
     *
     * @return at least one second; 24 hours by default
     */
    public Duration window() {
        return window;
    }

    /**
     * How many users, sources, and pairs of both are remembered, each. When it is reached the oldest is forgotten.
     *
     * @return 16 to 10,000,000; 10,000 by default
     */
    public int capacity() {
        return capacity;
    }

    /** How many guesses of one source count for the user as a whole. */
    int share() {
        return perUser / 4;
    }

    /** For how long a count of {@code failures}, of which {@code free} are borne, is closed. */
    Duration delay(int failures, int free) {
        if (failures < free) {
            return Duration.ZERO;
        }
        Duration delay = firstDelay;
        for (int i = free; i < failures && delay.compareTo(longestDelay) < 0; i++) {
            delay = delay.multipliedBy(2);
        }
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }

    /** The figures. */
    @Override
    public String toString() {
        return "GuessLimits[perUserAndSource=" + perUserAndSource + ", perUser=" + perUser + ", perSource=" + perSource
                + ", delay=" + firstDelay + " to " + longestDelay + ", window=" + window + ", capacity=" + capacity
                + "]";
    }

    /**
     * Builds limits.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private int perUserAndSource = 3;
        private int perUser = 20;
        private int perSource = 100;
        private Duration firstDelay = Duration.ofSeconds(30);
        private Duration longestDelay = Duration.ofMinutes(30);
        private Duration window = Duration.ofHours(24);
        private int capacity = 10_000;

        private Builder() {}

        /**
         * See {@link GuessLimits#perUserAndSource}.
         *
         * @param guesses 1 to 1000
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder perUserAndSource(int guesses) {
            this.perUserAndSource = Require.range(guesses, "guesses per user and source", 1, 1_000);
            return this;
        }

        /**
         * See {@link GuessLimits#perUser}.
         *
         * @param guesses 4 to 100,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder perUser(int guesses) {
            this.perUser = Require.range(guesses, "guesses per user", 4, 100_000);
            return this;
        }

        /**
         * See {@link GuessLimits#perSource}.
         *
         * @param guesses 1 to 1,000,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder perSource(int guesses) {
            this.perSource = Require.range(guesses, "guesses per source", 1, 1_000_000);
            return this;
        }

        /**
         * See {@link GuessLimits#firstDelay} and {@link GuessLimits#longestDelay}.
         *
         * @param first at least one millisecond
         * @param longest not shorter than the first, and at most 365 days
         * @return this builder
         * @throws IllegalArgumentException when one is out of range
         */
        public Builder delays(Duration first, Duration longest) {
            this.firstDelay = between(first, "first delay", Duration.ofMillis(1), Duration.ofDays(365));
            this.longestDelay = between(longest, "longest delay", first, Duration.ofDays(365));
            return this;
        }

        /**
         * See {@link GuessLimits#window}.
         *
         * @param time from one second to 365 days
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder window(Duration time) {
            this.window = between(time, "window", Duration.ofSeconds(1), Duration.ofDays(365));
            return this;
        }

        /**
         * See {@link GuessLimits#capacity}.
         *
         * @param entries 16 to 10,000,000
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder capacity(int entries) {
            this.capacity = Require.range(entries, "capacity", 16, 10_000_000);
            return this;
        }

        private static Duration between(Duration time, String what, Duration least, Duration most) {
            Objects.requireNonNull(time, what);
            if (time.compareTo(least) < 0 || time.compareTo(most) > 0) {
                throw new IllegalArgumentException(
                        what + " must be from " + least + " to " + most + ", but is " + time);
            }
            return time;
        }

        /**
         * The finished limits.
         *
         * @return new limits
         */
        public GuessLimits build() {
            return new GuessLimits(this);
        }
    }
}
