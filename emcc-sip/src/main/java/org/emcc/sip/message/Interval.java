package org.emcc.sip.message;

import java.time.Duration;
import java.util.Objects;
import org.emcc.core.Decoded;

/**
 * A number of seconds with parameters, as Session-Expires, Min-SE, Min-Expires and Retry-After have it. A comment in round brackets
 * is passed over.
 *
 * <p>Source: RFC 4028 4 and 5, RFC 3261 20.23 and 20.33.
 *
 * @param length whole seconds, 0 to 4294967295
 * @param parameters such as {@code refresher}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Interval(Duration length, SipParameters parameters) {
    private static final long MAX = 0xFFFF_FFFFL;

    /**
     * Checks the length.
     *
     * @param length whole seconds, 0 to 4294967295
     * @param parameters such as {@code refresher}
     * @throws IllegalArgumentException when it breaks its rule
     */
    public Interval {
        Objects.requireNonNull(parameters, "parameters");
        if (length.isNegative() || length.toSeconds() > MAX || length.toNanosPart() != 0) {
            throw new IllegalArgumentException("length must be 0 to " + MAX + " whole seconds, but is " + length);
        }
    }

    /**
     * Reads a value.
     *
     * @param text the value
     * @return the interval, or why it is none
     */
    public static Decoded<Interval> decode(String text) {
        return Grammar.decode(text, Interval::decodeOrThrow);
    }

    /**
     * Reads a value.
     *
     * @param text the value
     * @return the interval
     * @throws SipFormatException when it is none
     */
    public static Interval decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), in -> {
            long seconds = Grammar.number(in.untilSpaceOr(';', '('), "seconds", MAX);
            in.space();
            in.skipComment();
            return new Interval(Duration.ofSeconds(seconds), SipParameters.read(in));
        });
    }

    /** The value as it is written, without a comment. */
    @Override
    public String toString() {
        return length.toSeconds() + parameters.toString();
    }
}
