package org.emcc.core.id;

import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * Names one exchange between a visiting and a home cluster. It carries the time at which it was issued, so that a cluster can
 * refuse an id that is older than what it remembers. The form is the SDK's own (design 4.4).
 *
 * @param value the milliseconds since 1970 as 12 hexadecimal digits, a hyphen, and 16 random hexadecimal digits
 * @threadsafety immutable
 * @since 0.1.0
 */
public record LoginId(String value) implements Comparable<LoginId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}-[0-9a-f]{16}");

    /** Not after any other id. */
    public static final LoginId LEAST = new LoginId("000000000000-0000000000000000");

    private static final Instant LATEST = Instant.ofEpochMilli(0xFFFF_FFFF_FFFFL);

    /**
     * Checks the form.
     *
     * @param value the text
     * @throws IllegalArgumentException when the text has another form
     */
    public LoginId {
        Require.form(value, "login id", FORM, "be 12 and 16 lower-case hexadecimal digits with a hyphen between");
    }

    /**
     * Reads an id.
     *
     * @param text the text of an id
     * @return the id
     * @throws IllegalArgumentException when the text has another form
     */
    public static LoginId parse(String text) {
        return new LoginId(text);
    }

    /**
     * Makes an id.
     *
     * @param issued when, from 1970 to the year 10889
     * @param random 64 bits that nobody can guess
     * @return the id
     * @throws IllegalArgumentException when the time is out of range
     */
    public static LoginId of(Instant issued, long random) {
        if (Objects.requireNonNull(issued, "issued").isBefore(Instant.EPOCH) || issued.isAfter(LATEST)) {
            throw new IllegalArgumentException(
                    "time of issue must be from " + Instant.EPOCH + " to " + LATEST + ", but is " + issued);
        }
        return new LoginId(HexFormat.of().toHexDigits(issued.toEpochMilli(), 12)
                + "-"
                + HexFormat.of().toHexDigits(random));
    }

    /**
     * When this id was issued, by the clock of the cluster that issued it.
     *
     * @return the time, to the millisecond
     */
    public Instant issuedAt() {
        return Instant.ofEpochMilli(HexFormat.fromHexDigitsToLong(value, 0, 12));
    }

    /**
     * By time of issue, then by the random part.
     *
     * @param other another id
     * @return less than, equal to or greater than zero
     */
    @Override
    public int compareTo(LoginId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
