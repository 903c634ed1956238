package org.emcc.sip.routing;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What a pattern does to the number that was dialled: it discards digits, lays a mask over the rest, and puts a prefix in front, in
 * this order.
 *
 * <p>Source: the vendor's public description of called party transformations. The mask fills from the right: each {@code X} keeps the
 * digit at its place, every other character replaces it, and what is longer than the mask is cut on the left.
 *
 * @param discard what is discarded
 * @param mask at most 50 characters of what can be dialled and {@code X}; empty for none
 * @param prefix at most 50 characters of what can be dialled; empty for none
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DigitChange(Discard discard, String mask, String prefix) {
    /** Nothing changes. */
    public static final DigitChange NONE = new DigitChange(Discard.NONE, "", "");

    /** The access code before the dot is discarded, and nothing else changes. */
    public static final DigitChange PRE_DOT = new DigitChange(Discard.PRE_DOT, "", "");

    /** The discard digits instruction. */
    public enum Discard {
        /** Nothing. */
        NONE,
        /** What stands before the dot of the pattern. */
        PRE_DOT,
        /** A pound sign at the end. */
        TRAILING_POUND,
        /** Both. */
        PRE_DOT_TRAILING_POUND
    }

    /**
     * Checks the parts.
     *
     * @param discard what is discarded
     * @param mask the mask; empty for none
     * @param prefix the prefix; empty for none
     * @throws IllegalArgumentException when the mask or the prefix has something that cannot be dialled, or is too long
     */
    public DigitChange {
        Objects.requireNonNull(discard, "discard");
        Require.textOrEmpty(mask, "mask of the called number", 50);
        Require.textOrEmpty(prefix, "prefix of the called number", 50);
        if (!mask.isEmpty() && !Keys.dialable(mask.replace('X', '0'))) {
            throw new IllegalArgumentException(
                    "mask of the called number must have only X and what can be dialled, but is \"" + Require.clip(mask)
                            + "\"");
        }
        if (!prefix.isEmpty() && !Keys.dialable(prefix)) {
            throw new IllegalArgumentException(
                    "prefix of the called number must have only what can be dialled, but is \"" + Require.clip(prefix)
                            + "\"");
        }
    }

    /**
     * Every number becomes this one: what a translation of one emergency number into another does.
     *
     * @param number the number, 1 to 50 characters of what can be dialled
     * @return the change
     * @throws IllegalArgumentException when the number cannot be dialled, or is empty
     */
    public static DigitChange replaceBy(String number) {
        Require.text(number, "number", 50);
        if (number.indexOf('X') >= 0) {
            throw new IllegalArgumentException("number must have no X, but is \"" + Require.clip(number) + "\"");
        }
        return new DigitChange(Discard.NONE, number, "");
    }

    /**
     * Changes a number.
     *
     * @param number what was dialled
     * @param pattern the pattern that it matched, for its dot
     * @return the changed number; empty when everything was discarded
     */
    public String apply(String number, DialPattern pattern) {
        String rest = number;
        if (discard == Discard.PRE_DOT || discard == Discard.PRE_DOT_TRAILING_POUND) {
            rest = rest.substring(Math.min(rest.length(), pattern.accessCodeLength()));
        }
        if ((discard == Discard.TRAILING_POUND || discard == Discard.PRE_DOT_TRAILING_POUND) && rest.endsWith("#")) {
            rest = rest.substring(0, rest.length() - 1);
        }
        return prefix + (mask.isEmpty() ? rest : masked(rest));
    }

    private String masked(String number) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < mask.length(); i++) {
            int place = number.length() - mask.length() + i;
            if (mask.charAt(i) != 'X') {
                out.append(mask.charAt(i));
            } else if (place >= 0) {
                out.append(number.charAt(place));
            }
        }
        return out.toString();
    }
}
