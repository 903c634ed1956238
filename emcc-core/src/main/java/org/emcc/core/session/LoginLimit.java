package org.emcc.core.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a login may last before home ends it: some time, or as long as it likes.
 *
 * <p>Source: emcc-behaviour 3.3 (from 12.5 a user may have no limit).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LoginLimit {
    private static final LoginLimit NONE = new LoginLimit(null);

    private final @Nullable Duration duration;

    private LoginLimit(@Nullable Duration duration) {
        this.duration = duration;
    }

    /**
     * A login that home never ends by time.
     *
     * @return no limit
     */
    public static LoginLimit none() {
        return NONE;
    }

    /**
     * A login that home ends after some time.
     *
     * @param duration the time, longer than zero
     * @return the limit
     * @throws IllegalArgumentException when the time is not longer than zero
     */
    public static LoginLimit after(Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("maximum login time must be longer than zero, but is " + duration);
        }
        return new LoginLimit(duration);
    }

    /**
     * The time.
     *
     * @return the time, or empty when there is no limit
     */
    public Optional<Duration> duration() {
        return Optional.ofNullable(duration);
    }

    /**
     * When a login ends by this limit.
     *
     * @param loginTime when it began
     * @return the instant, or empty when there is no limit
     */
    public Optional<Instant> end(Instant loginTime) {
        return duration().map(loginTime::plus);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LoginLimit that && duration().equals(that.duration());
    }

    @Override
    public int hashCode() {
        return duration().hashCode();
    }

    @Override
    public String toString() {
        return duration == null ? "no limit" : duration.toString();
    }
}
