package org.emcc.core.em;

import java.util.OptionalInt;
import org.emcc.core.internal.Require;

/**
 * How long a login shall last: a number of minutes, or without an end.
 *
 * <p>Source: em-api-and-axl 1.3 ({@code exclusiveDuration}).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ExclusiveDuration {
    private static final int NO_END = 0;
    private static final ExclusiveDuration INDEFINITE = new ExclusiveDuration(NO_END);

    private final int minutes;

    private ExclusiveDuration(int minutes) {
        this.minutes = minutes;
    }

    /**
     * A number of minutes.
     *
     * @param number 1 to 999,999,999
     * @return the value
     * @throws IllegalArgumentException when the number is out of range
     */
    public static ExclusiveDuration minutes(int number) {
        return new ExclusiveDuration(Require.range(number, "time in minutes", 1, 999_999_999));
    }

    /**
     * Without an end.
     *
     * @return the value
     */
    public static ExclusiveDuration indefinite() {
        return INDEFINITE;
    }

    /**
     * The number of minutes.
     *
     * @return 1 to 999,999,999, or empty when there is no end
     */
    public OptionalInt minutes() {
        return minutes == NO_END ? OptionalInt.empty() : OptionalInt.of(minutes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExclusiveDuration that && minutes == that.minutes;
    }

    @Override
    public int hashCode() {
        return minutes;
    }

    @Override
    public String toString() {
        return "ExclusiveDuration[" + (minutes == NO_END ? "indefinite" : minutes + " min") + "]";
    }
}
