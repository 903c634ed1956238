package org.emcc.core.internal;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks which constructors make; each message names the thing, the rule and the limit. */
public final class Require {
    private static final Duration A_DAY = Duration.ofDays(1);

    private Require() {}

    /**
     * Demands text of 1 to {@code max} characters, not all blank, without control characters.
     *
     * @param value the text
     * @param what what it is, for the message
     * @param max the longest that is allowed
     * @return the text
     */
    public static String text(String value, String what, int max) {
        Objects.requireNonNull(value, what);
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return textOrEmpty(value, what, max);
    }

    /**
     * Demands text of at most {@code max} characters without control characters; it may be empty.
     *
     * @param value the text
     * @param what what it is, for the message
     * @param max the longest that is allowed
     * @return the text
     */
    public static String textOrEmpty(String value, String what, int max) {
        Objects.requireNonNull(value, what);
        if (value.length() > max) {
            throw new IllegalArgumentException(
                    what + " must have at most " + max + " characters, but has " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new IllegalArgumentException(
                        what + " must not contain control characters, but has one at index " + i);
            }
        }
        return value;
    }

    /**
     * Demands that text matches a pattern.
     *
     * @param value the text
     * @param what what it is, for the message
     * @param form the pattern, for the whole text
     * @param rule the rule in words, following "must"
     * @return the text
     */
    public static String form(String value, String what, Pattern form, String rule) {
        Objects.requireNonNull(value, what);
        if (!form.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " must " + rule + ", but is \"" + clip(value) + "\"");
        }
        return value;
    }

    /**
     * Demands a number from {@code min} to {@code max}.
     *
     * @param value the number
     * @param what what it is, for the message
     * @param min the least
     * @param max the greatest
     * @return the number
     */
    public static int range(int value, String what, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(what + " must be from " + min + " to " + max + ", but is " + value);
        }
        return value;
    }

    /**
     * Demands hours and minutes, as the vendor's {@code HHH:MM} can say them, up to 168:00.
     *
     * @param value the time
     * @param what what it is, for the message
     * @param minMinutes the least, in minutes
     * @return the time
     */
    public static Duration hoursAndMinutes(Duration value, String what, int minMinutes) {
        Objects.requireNonNull(value, what);
        Duration min = Duration.ofMinutes(minMinutes);
        if (value.compareTo(min) < 0
                || value.compareTo(HoursMinutes.MOST) > 0
                || !value.equals(Duration.ofMinutes(value.toMinutes()))) {
            throw new IllegalArgumentException(what + " must be whole minutes from " + HoursMinutes.write(min) + " to "
                    + HoursMinutes.write(HoursMinutes.MOST) + ", but is " + value);
        }
        return value;
    }

    /**
     * Demands a time that something may take: more than none, and at most a day.
     *
     * @param value the time
     * @param what what it is, for the message
     * @return the time
     */
    public static Duration upToADay(Duration value, String what) {
        Objects.requireNonNull(value, what);
        if (value.isNegative() || value.isZero() || value.compareTo(A_DAY) > 0) {
            throw new IllegalArgumentException(what + " must be more than zero and at most a day, but is " + value);
        }
        return value;
    }

    /**
     * Copies a list, and demands that it and all in it are there.
     *
     * @param values the list
     * @param what what it is, for the message
     * @param <T> the type of its values
     * @return an unmodifiable copy
     */
    public static <T> List<T> list(List<T> values, String what) {
        present(values, what);
        return List.copyOf(values);
    }

    /**
     * Copies a set, and demands that it and all in it are there.
     *
     * @param values the set
     * @param what what it is, for the message
     * @param <T> the type of its values
     * @return an unmodifiable copy
     */
    public static <T> Set<T> set(Set<T> values, String what) {
        present(values, what);
        return Set.copyOf(values);
    }

    /**
     * Demands that no value of a list is there twice.
     *
     * @param values the list, without nulls
     * @param what what one value is, for the message
     * @param <T> the type of its values
     * @return the list
     */
    public static <T> List<T> distinct(List<T> values, String what) {
        Set<T> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(value)) {
                throw new IllegalArgumentException(
                        what + " must occur once, but \"" + clip(value.toString()) + "\" is there twice");
            }
        }
        return values;
    }

    private static void present(Collection<?> values, String what) {
        Objects.requireNonNull(values, what);
        for (Object value : values) {
            Objects.requireNonNull(value, what);
        }
    }

    /**
     * Text short and printable enough for a message.
     *
     * @param value any text
     * @return at most 64 characters of it, control characters replaced
     */
    public static String clip(String value) {
        return clip(value, 64);
    }

    /**
     * Text from outside, short enough for a message.
     *
     * @param value any text
     * @param most how many characters at most
     * @return so much of it, control characters replaced
     */
    public static String clip(String value, int most) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length() && i < most; i++) {
            char c = value.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return value.length() > most ? out + "…" : out.toString();
    }
}
