package org.emcc.certs.bundle;

import java.math.BigInteger;
import java.util.Comparator;
import org.emcc.core.internal.Require;

/**
 * Where something that was said stands among all that was said in a depot: behind everything its writer had read; among what was said at
 * the same time, that which states clusters behind that which states none, and else by the hash of its content.
 *
 * @param sequence counts, from 1
 * @param digits the first hexadecimal digits of a hash
 */
record Place(long sequence, String digits) implements Comparable<Place> {
    static final int DIGITS = 12;
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::sequence).thenComparing(Place::digits);

    /** The place of what states clusters, or states none, by the hash of its content: the first bit of the digits says which. */
    static Place of(long sequence, String sha256, boolean stated) {
        int first = Character.digit(sha256.charAt(0), 16);
        return new Place(
                sequence, Character.forDigit(stated ? first | 8 : first & 7, 16) + sha256.substring(1, DIGITS));
    }

    Place {
        if (!FileHash.isDigits(digits, DIGITS)) {
            throw new IllegalArgumentException("place in a manifest must have " + DIGITS
                    + " lower-case hexadecimal digits, but is \"" + Require.clip(digits) + "\"");
        }
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    /** A number that is greater the later the place is. */
    BigInteger weight() {
        return BigInteger.valueOf(sequence).shiftLeft(4 * DIGITS).add(new BigInteger(digits, 16));
    }

    @Override
    public String toString() {
        return sequence + " " + digits;
    }
}
