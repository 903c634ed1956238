package org.emcc.core.id;

import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * The name of an EMCC base device: {@code EMCC} and its number. Ordered by number.
 *
 * <p>Source: emcc-behaviour 1 and 5.6 (names {@code EMCC1}, {@code EMCC2}, …, numbering goes on after the last).
 *
 * @param number the number, 1 or more
 * @threadsafety immutable
 * @since 0.1.0
 */
public record BaseDeviceName(int number) implements Comparable<BaseDeviceName> {
    private static final Pattern FORM = Pattern.compile("(?i)EMCC[0-9]+");

    /**
     * Checks the number.
     *
     * @param number 1 or more
     * @throws IllegalArgumentException when it is less than 1
     */
    public BaseDeviceName {
        Require.range(number, "number of an EMCC base device", 1, Integer.MAX_VALUE);
    }

    /**
     * The base device of this number.
     *
     * @param number 1 or more
     * @return the name
     * @throws IllegalArgumentException when it is less than 1
     */
    public static BaseDeviceName of(int number) {
        return new BaseDeviceName(number);
    }

    /**
     * Whether a text has the form of a name of a base device, in capitals or not (emcc-behaviour 5.6).
     *
     * @param text any text
     * @return true for {@code EMCC} and digits
     */
    public static boolean isForm(String text) {
        return FORM.matcher(Objects.requireNonNull(text, "text")).matches();
    }

    @Override
    public int compareTo(BaseDeviceName other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return "EMCC" + number;
    }
}
