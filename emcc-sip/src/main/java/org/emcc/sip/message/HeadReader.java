package org.emcc.sip.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * Finds start line and headers in bytes which may come in pieces; one pass, forward. What it finds are positions, counted from the
 * start of the message.
 */
final class HeadReader {
    /** What is known of each header: see the constants. */
    static final int STRIDE = 5;
    /** Where its line begins. */
    static final int LINE = 0;
    /** Where its name ends; the start of the line when it is no header. */
    static final int NAME_END = 1;
    /** Where its value begins, blanks included. */
    static final int VALUE = 2;
    /** Where its last line ends, before CR and LF. */
    static final int END = 3;
    /** Its number in {@link HeaderNames}, and perhaps {@link #FOLDED}. */
    static final int WHAT = 4;

    static final int FOLDED = 0x100;

    /** Eight bytes at a time: a CR or LF is rare. */
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long ONES = 0x0101_0101_0101_0101L;
    private static final long HIGHS = ONES << 7;

    private int[] index = new int[20 * STRIDE];
    private int count;
    private int at;
    private int line;
    private int startEnd = -1;
    private boolean folded;
    private boolean broken;
    private long work;

    /**
     * Reads on.
     *
     * @param in holds all bytes of the message that are there
     * @param base where the message begins
     * @param limit where the bytes end
     * @param origin what positions in refusals are counted from
     * @return whether the empty line behind the headers was reached
     */
    boolean read(byte[] in, int base, int limit, int origin) {
        int have = limit - base;
        while (true) {
            int next = lineBreak(in, base + at, limit) - base;
            work += next - at + 1;
            at = next;
            checkLimits(base - origin);
            if (at >= have) {
                return false;
            }
            if (in[base + at] == '\n') {
                throw refuseLineEnd(base + at - origin);
            }
            if (at + 1 >= have) {
                return false;
            }
            if (in[base + at + 1] != '\n') {
                throw refuseLineEnd(base + at - origin);
            }
            if (startEnd < 0) {
                startEnd = at;
            } else if (at == line) {
                at += 2;
                return true;
            } else if (at + 2 >= have) {
                return false;
            } else if (Grammar.isSpace((char) in[base + at + 2])) {
                folded = true;
                at += 3;
                continue;
            } else {
                header(in, base, origin);
            }
            at += 2;
            line = at;
        }
    }

    private void checkLimits(int position) {
        if (startEnd < 0 && at > SipMessage.MAX_START_LINE) {
            throw DatagramReader.refuse(
                    position, "a start line must have at most " + SipMessage.MAX_START_LINE + " bytes");
        }
        if (at > SipMessage.MAX_HEAD) {
            throw DatagramReader.refuse(
                    position, "start line and headers must have at most " + SipMessage.MAX_HEAD + " bytes");
        }
    }

    private static SipFormatException refuseLineEnd(int position) {
        return DatagramReader.refuse(position, "only CR and LF together may end a line");
    }

    private static int lineBreak(byte[] in, int from, int limit) {
        int i = from;
        for (; i + 8 <= limit; i += 8) {
            long eight = (long) EIGHT.get(in, i);
            long cr = eight ^ (ONES * '\r');
            long lf = eight ^ (ONES * '\n');
            long hit = (((cr - ONES) & ~cr) | ((lf - ONES) & ~lf)) & HIGHS;
            if (hit != 0) {
                return i + (Long.numberOfTrailingZeros(hit) >>> 3);
            }
        }
        while (i < limit && in[i] != '\r' && in[i] != '\n') {
            i++;
        }
        return i;
    }

    private void header(byte[] in, int base, int origin) {
        if (count == SipMessage.MAX_HEADERS) {
            throw DatagramReader.refuse(
                    base + line - origin, "a message must have at most " + SipMessage.MAX_HEADERS + " headers");
        }
        int from = base + line;
        int end = base + at;
        int i = from;
        int hash = 0;
        while (i < end && Grammar.isTokenChar(in[i])) {
            hash = HeaderNames.hash(hash, in[i]);
            i++;
        }
        int nameEnd = i;
        while (i < end && Grammar.isSpace((char) in[i])) {
            i++;
        }
        int entry = count * STRIDE;
        if (entry == index.length) {
            index = Arrays.copyOf(index, entry * 2);
        }
        if (nameEnd > from && i < end && in[i] == ':') {
            index[entry + NAME_END] = nameEnd - base;
            index[entry + VALUE] = i + 1 - base;
            index[entry + WHAT] = HeaderNames.of(in, from, nameEnd, hash) | (folded ? FOLDED : 0);
        } else {
            index[entry + NAME_END] = line;
            index[entry + VALUE] = line;
            index[entry + WHAT] = folded ? FOLDED : 0;
            broken = true;
        }
        index[entry + LINE] = line;
        index[entry + END] = at;
        count++;
        folded = false;
    }

    /** Where the start line ends. */
    int startEnd() {
        return startEnd;
    }

    /** Where the body begins, once the empty line was reached. */
    int end() {
        return at;
    }

    int count() {
        return count;
    }

    int[] index() {
        return index;
    }

    /** How many bytes were looked at, for tests: bytes that are looked at twice count twice. */
    long work() {
        return work;
    }

    /** Notes each line that is no header. */
    void noteBroken(byte[] in, int base, int origin, List<Problem> problems) {
        for (int entry = 0; broken && entry < count * STRIDE; entry += STRIDE) {
            int from = index[entry + LINE];
            if (index[entry + NAME_END] == from) {
                String text = new String(in, base + from, index[entry + END] - from, StandardCharsets.ISO_8859_1);
                problems.add(new Problem(
                        "byte " + (base + from - origin),
                        "a header must be a token, a colon and a value, but is \"" + Require.clip(text) + "\""));
            }
        }
    }
}
