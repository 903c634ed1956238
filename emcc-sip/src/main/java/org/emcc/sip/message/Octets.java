package org.emcc.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks through bytes, eight at a time where what is looked for is rare. */
final class Octets {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;

    private Octets() {}

    /** The octets of a text, one for each character: a negative one where the character is no ASCII. */
    static byte[] of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        boolean same = octets.length == text.length() && find(octets, 0, octets.length, '?') == octets.length;
        if (!same) {
            octets = new byte[text.length()];
            for (int i = 0; i < octets.length; i++) {
                octets[i] = (byte) (text.charAt(i) < 128 ? text.charAt(i) : -1);
            }
        }
        return octets;
    }

    /** Where the next CR or LF is, or {@code to}. Both are below 16, and hardly anything else is. */
    static int lineBreak(byte[] in, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + 8 <= to) {
                long eight = (long) EIGHT.get(in, i);
                long below = (eight - ONES * 16) & ~eight & HIGHS;
                if (below == 0) {
                    i += 8;
                    continue;
                }
                i += Long.numberOfTrailingZeros(below) >>> 3;
            }
            if (in[i] == '\r' || in[i] == '\n') {
                return i;
            }
            i++;
        }
        return to;
    }

    /** Where an octet of ASCII is, or {@code to}. */
    static int find(byte[] in, int from, int to, char octet) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            long other = (long) EIGHT.get(in, i) ^ (ONES * octet);
            long hit = (other - ONES) & ~other & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < to && in[i] != octet) {
            i++;
        }
        return i;
    }

    /** Whether a part is the same as an array. */
    static boolean same(byte[] all, byte[] in, int from, int to) {
        int length = all.length;
        if (to - from != length) {
            return false;
        }
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            if ((long) EIGHT.get(all, i) != (long) EIGHT.get(in, from + i)) {
                return false;
            }
        }
        while (i < length && all[i] == in[from + i]) {
            i++;
        }
        return i == length;
    }

    /** Whether all are ASCII and none is a control character. */
    static boolean arePrintable(byte[] in) {
        int i = 0;
        long odd = 0;
        for (; i + 8 <= in.length; i += 8) {
            long eight = (long) EIGHT.get(in, i);
            odd |= (eight - ONES * ' ') | eight | (eight + ONES);
        }
        boolean all = (odd & HIGHS) == 0;
        for (; i < in.length; i++) {
            all &= in[i] >= ' ' && in[i] < 127;
        }
        return all;
    }

    static boolean isToken(byte[] in, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Grammar.isTokenChar(in[i])) {
                return false;
            }
        }
        return from < to;
    }

    /** Where a part without the blanks at its begin begins. */
    static int trimmedStart(byte[] in, int from, int to) {
        int start = from;
        while (start < to && (in[start] == ' ' || in[start] == '\t')) {
            start++;
        }
        return start;
    }

    /** Where a part without the blanks at its end ends. */
    static int trimmedEnd(byte[] in, int from, int to) {
        int end = to;
        while (end > from && (in[end - 1] == ' ' || in[end - 1] == '\t')) {
            end--;
        }
        return end;
    }
}
