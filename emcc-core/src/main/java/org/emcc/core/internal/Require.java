package org.emcc.core.internal;

import java.util.Objects;
import java.util.regex.Pattern;

/** The checks which constructors make; each message names the thing, the rule and the limit. */
public final class Require {
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
     * Text short and printable enough for a message.
     *
     * @param value any text
     * @return at most 64 characters of it, control characters replaced
     */
    public static String clip(String value) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < value.length() && i < 64; i++) {
            char c = value.charAt(i);
            out.append(Character.isISOControl(c) ? '?' : c);
        }
        return value.length() > 64 ? out + "…" : out.toString();
    }
}
