package org.emcc.certs.bundle;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * Where something that was said stands among all that was said in a depot: behind everything its writer had read, and among
 * what was said at the same time by the hash of its content.
 *
 * @param sequence counts, from 1
 * @param digits the first hexadecimal digits of a hash
 */
record Place(long sequence, String digits) implements Comparable<Place> {
    static final int DIGITS = 12;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");
    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::sequence).thenComparing(Place::digits);

    Place {
        Require.form(digits, "place in a manifest", FORM, "have " + DIGITS + " lower-case hexadecimal digits");
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
