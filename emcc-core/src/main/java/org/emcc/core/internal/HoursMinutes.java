package org.emcc.core.internal;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The vendor's {@code HHH:MM}, from 0:00 to 168:00 (emcc-behaviour 3.3 and 5.2). */
public final class HoursMinutes {
    /** The longest time that can be said: a week. */
    public static final Duration MOST = Duration.ofDays(7);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,3}):([0-5][0-9])");

    private HoursMinutes() {}

    /**
     * Reads a time.
     *
     * @param text hours, a colon and two digits of minutes
     * @param what what it is, for the message
     * @return the time, 0:00 to 168:00
     */
    public static Duration parse(String text, String what) {
        Objects.requireNonNull(text, what);
        Matcher m = FORM.matcher(text);
        Duration time = m.matches()
                ? Duration.ofMinutes(60L * Integer.parseInt(m.group(1)) + Integer.parseInt(m.group(2)))
                : Duration.ofSeconds(-1);
        if (time.isNegative() || time.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    what + " must be HHH:MM from 0:00 to 168:00, but is \"" + Require.clip(text) + "\"");
        }
        return time;
    }

    /**
     * Writes a time as {@link #parse} reads it.
     *
     * @param time not negative
     * @return for example {@code 10:00}; what is less than a minute is not said
     */
    public static String write(Duration time) {
        int minutes = time.toMinutesPart();
        return time.toHours() + (minutes < 10 ? ":0" : ":") + minutes;
    }
}
