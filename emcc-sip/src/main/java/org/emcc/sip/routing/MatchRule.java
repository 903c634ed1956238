package org.emcc.sip.routing;

import java.math.BigInteger;

/**
 * Which of several patterns that match a number is the best: the one that stands for the fewest numbers. Equally good ones go to the earlier
 * partition of the search.
 *
 * <p>Source: sip 2.1 ("longest match still wins first"); the vendor's public description calls it closest match.
 *
 * @implSpec pure, and never negative; it may be asked once for each pattern that matches
 * @since 0.1.0
 */
@FunctionalInterface
public interface MatchRule {
    /**
     * How many numbers a pattern stands for, where this number was dialled.
     *
     * @param pattern a pattern that matches
     * @param number the number that it matches, at most 255 keys
     * @return the count, not negative; the fewest wins
     */
    BigInteger breadth(DialPattern pattern, String number);

    /**
     * The product's rule: the numbers of the dialled length. That only this length counts, so that {@code 15!} beats {@code 1[3-5]XX} for
     * 1515, is inferred from one engineer's measurement.
     *
     * @return the rule
     */
    static MatchRule closest() {
        return (pattern, number) -> pattern.numbersOfLength(number.length());
    }
}
