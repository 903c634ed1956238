package org.emcc.sip.sccp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Objects;
import org.emcc.core.internal.Require;

/** What numbers, texts and lists must be to be written. */
final class Wire {
    /** The longest text that ends with a zero byte; our choice. */
    static final int LONGEST_TEXT = 1_024;

    /** The longest list; our choice. */
    static final int MOST = 500;

    private static final long UNSIGNED_32 = 0xFFFF_FFFFL;

    private Wire() {}

    static void unsigned32(long value, String what) {
        if (value < 0 || value > UNSIGNED_32) {
            throw new IllegalArgumentException(what + " must be from 0 to " + UNSIGNED_32 + ", but is " + value);
        }
    }

    static long unsigned32(byte[] bytes, int at) {
        int signed = (bytes[at] & 0xFF)
                | ((bytes[at + 1] & 0xFF) << 8)
                | ((bytes[at + 2] & 0xFF) << 16)
                | (bytes[at + 3] << 24);
        return signed & UNSIGNED_32;
    }

    /** A byte each, and none of them zero: that a text is in this character set is inferred; it is kept in any case. */
    static void text(String value, String what, int most) {
        Objects.requireNonNull(value, what);
        if (value.length() > most) {
            throw new IllegalArgumentException(
                    what + " must have at most " + most + " characters, but has " + value.length());
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.charAt(i) == 0 || value.charAt(i) > 0xFF) {
                throw new IllegalArgumentException(
                        what + " must have characters from U+0001 to U+00FF, but has another at index " + i);
            }
        }
    }

    /** As much of a text as fits: what is no such character, or a control character, becomes a question mark. */
    static String fitting(String value, int most) {
        StringBuilder out = new StringBuilder();
        value.codePoints().limit(most).forEach(c -> out.append(Character.isISOControl(c) || c > 0xFF ? '?' : (char) c));
        return out.toString();
    }

    /** The text at the start of a field. */
    static String text(byte[] bytes, int at, int length) {
        int end = at;
        while (end < at + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, at, end - at, ISO_8859_1);
    }

    static void length(SccpBytes value, String what, int length) {
        Objects.requireNonNull(value, what);
        if (value.length() != length) {
            throw new IllegalArgumentException(what + " must have " + length + " bytes, but has " + value.length());
        }
    }

    static <T> List<T> list(List<T> values, String what) {
        List<T> copy = Require.list(values, what);
        Require.range(copy.size(), "number of " + what, 0, MOST);
        return copy;
    }

    /** What fills a message with these texts to a multiple of four bytes. */
    static SccpBytes filled(int fixed, String... texts) {
        int length = fixed;
        for (String text : texts) {
            length += text.length() + 1;
        }
        return SccpBytes.zeros((4 - length % 4) % 4);
    }
}
