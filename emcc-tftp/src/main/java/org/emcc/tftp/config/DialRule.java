package org.emcc.tftp.config;

import org.emcc.core.internal.Require;

/**
 * One application dial rule: for which numbers it is, and how it changes them. The first that fits counts.
 *
 * <p>The texts stay as the file has them, because no document states their ranges. Source: phone-config-files 5.4.
 *
 * @param beginsWith {@code BeginsWith}: how the number begins; may be empty
 * @param numDigits {@code NumDigits}: how many digits it has; may be empty
 * @param digitsToRemove {@code DigitsToRemove}: how many to take away in front; may be empty
 * @param prefixWith {@code PrefixWith}: what to put in front; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DialRule(String beginsWith, String numDigits, String digitsToRemove, String prefixWith) {
    /**
     * Checks the lengths.
     *
     * @param beginsWith how the number begins
     * @param numDigits how many digits it has
     * @param digitsToRemove how many to take away
     * @param prefixWith what to put in front
     * @throws IllegalArgumentException when one has more than 50 characters, or control characters
     */
    public DialRule {
        Require.textOrEmpty(beginsWith, "BeginsWith", 50);
        Require.textOrEmpty(numDigits, "NumDigits", 50);
        Require.textOrEmpty(digitsToRemove, "DigitsToRemove", 50);
        Require.textOrEmpty(prefixWith, "PrefixWith", 50);
    }
}
