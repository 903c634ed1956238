package org.emcc.sip.message;

import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;

/**
 * The sequence number of a request and its method.
 *
 * <p>Source: RFC 3261 8.1.1.5 and 20.16; sip 5.2 (below 2^31, leading zeros legal).
 *
 * @param number 0 to 2147483647
 * @param method the method, case-sensitive
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CSeq(long number, String method) {
    /** The greatest sequence number. */
    public static final long MAX = Integer.MAX_VALUE;

    /**
     * Checks both parts.
     *
     * @param number 0 to 2147483647
     * @param method a token
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public CSeq {
        Objects.requireNonNull(method, "method");
        if (number < 0 || number > MAX) {
            throw new IllegalArgumentException("sequence number must be from 0 to " + MAX + ", but is " + number);
        }
        if (!Grammar.isToken(method)) {
            throw new IllegalArgumentException("method must be a token, but is \"" + Require.clip(method) + "\"");
        }
    }

    /**
     * Reads the value of a CSeq header.
     *
     * @param text the value
     * @return number and method, or why it has none
     */
    public static Decoded<CSeq> decode(String text) {
        return Grammar.decode(text, CSeq::decodeOrThrow);
    }

    /**
     * Reads the value of a CSeq header.
     *
     * @param text the value
     * @return number and method
     * @throws SipFormatException when it has none
     */
    public static CSeq decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), CSeq::read);
    }

    static CSeq read(Grammar in) {
        long number = in.number("a sequence number", MAX);
        in.space();
        return new CSeq(number, in.token("the method of CSeq"));
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return number + " " + method;
    }
}
