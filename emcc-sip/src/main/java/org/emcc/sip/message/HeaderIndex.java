package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the headers of a message stand in its bytes, in their order, and which of the names that are known are among them. The first
 * header is number 0.
 */
final class HeaderIndex {
    private static final int FOLDED = 0x100;

    /** How many numbers a header has: see the next ones. */
    private static final int STRIDE = 5;
    /** Where its line begins. */
    private static final int LINE = 0;
    /** Where its name ends; the start of the line when it is no header. */
    private static final int NAME_END = 1;
    /** Where its value begins, blanks included. */
    private static final int VALUE = 2;
    /** Where its last line ends, before CR and LF. */
    private static final int END = 3;
    /** Its number in {@link HeaderNames}, and perhaps {@link #FOLDED}. */
    private static final int WHAT = 4;

    private int[] at;
    private int count;
    /** A bit for each number of {@link HeaderNames}: whether a header has it. */
    private long present;
    /** A bit for each number of {@link HeaderNames}: whether more than one header has it. */
    private long repeated;

    /** Room for so many headers at first. */
    HeaderIndex(int room) {
        this.at = new int[room * STRIDE];
    }

    /** An index of its own, with room for so many headers more. */
    HeaderIndex copy(int more) {
        HeaderIndex copy = new HeaderIndex(0);
        copy.at = Arrays.copyOf(at, (count + more) * STRIDE);
        copy.count = count;
        copy.present = present;
        copy.repeated = repeated;
        return copy;
    }

    /**
     * Adds the header that a line holds, and tells whether it is one.
     *
     * @param base what positions are counted from
     * @param line where the line begins, from there
     * @param end where it ends, from there
     * @param folded whether it has CR and LF in it
     */
    boolean read(byte[] in, int base, int line, int end, boolean folded) {
        int from = base + line;
        int colon = Octets.find(in, from, base + end, ':');
        int nameEnd = colon;
        while (nameEnd > from && Grammar.isSpace((char) in[nameEnd - 1])) {
            nameEnd--;
        }
        int number = HeaderNames.UNKNOWN;
        boolean header = colon < base + end;
        if (header) {
            number = HeaderNames.of(in, from, nameEnd);
            header = number != HeaderNames.UNKNOWN || Octets.isToken(in, from, nameEnd);
        }
        if (header) {
            insert(count, line, nameEnd - base, colon + 1 - base, end, number, folded);
        } else {
            insert(count, line, line, line, end, number, folded);
        }
        return header;
    }

    /** Puts a header before that of a number, and moves those behind it by its line with its end. */
    void insert(int header, int line, int nameEnd, int value, int end, int number, boolean folded) {
        int entry = header * STRIDE;
        int all = count * STRIDE;
        if (all == at.length) {
            at = Arrays.copyOf(at, all * 2 + STRIDE);
        }
        if (entry < all) {
            System.arraycopy(at, entry, at, entry + STRIDE, all - entry);
            move(header + 1, count + 1, end + 2 - line);
        }
        at[entry + LINE] = line;
        at[entry + NAME_END] = nameEnd;
        at[entry + VALUE] = value;
        at[entry + END] = end;
        at[entry + WHAT] = folded ? number | FOLDED : number;
        count++;
        note(number);
    }

    /** Takes a header out, and moves those behind it by its line with its end. */
    void remove(int header) {
        int entry = header * STRIDE;
        int gone = at[entry + END] + 2 - at[entry + LINE];
        count--;
        System.arraycopy(at, entry + STRIDE, at, entry, count * STRIDE - entry);
        move(header, count, -gone);
        present = 0;
        repeated = 0;
        for (int i = 0; i < count; i++) {
            note(at[i * STRIDE + WHAT]);
        }
    }

    private void move(int from, int to, int by) {
        for (int i = from * STRIDE; i < to * STRIDE; i += STRIDE) {
            at[i + LINE] += by;
            at[i + NAME_END] += by;
            at[i + VALUE] += by;
            at[i + END] += by;
        }
    }

    private void note(int what) {
        long bit = 1L << (what & ~FOLDED);
        repeated |= present & bit;
        present |= bit;
    }

    int count() {
        return count;
    }

    int line(int header) {
        return at[header * STRIDE + LINE];
    }

    int end(int header) {
        return at[header * STRIDE + END];
    }

    boolean isHeader(int header) {
        return at[header * STRIDE + NAME_END] > at[header * STRIDE + LINE];
    }

    SipHeader header(byte[] in, int header) {
        int entry = header * STRIDE;
        int what = at[entry + WHAT];
        return new SipHeader(
                in,
                at[entry + LINE],
                at[entry + NAME_END],
                at[entry + VALUE],
                at[entry + END],
                what & ~FOLDED,
                (what & FOLDED) != 0);
    }

    /** The text of the value of a header: unfolded, trimmed. */
    String value(byte[] in, int base, int header) {
        int entry = header * STRIDE;
        return SipHeader.value(in, base + at[entry + VALUE], base + at[entry + END], (at[entry + WHAT] & FOLDED) != 0);
    }

    /** The value of a header, to be read as a type. */
    Grammar grammar(byte[] in, int header) {
        int entry = header * STRIDE;
        if ((at[entry + WHAT] & FOLDED) != 0) {
            return new Grammar(value(in, 0, header));
        }
        int to = Octets.trimmedEnd(in, at[entry + VALUE], at[entry + END]);
        int from = Octets.trimmedStart(in, at[entry + VALUE], to);
        String text = new String(in, from, to - from, StandardCharsets.UTF_8);
        boolean oneForEach = text.length() == to - from;
        return oneForEach ? new Grammar(text, in, from) : new Grammar(text);
    }

    /**
     * The number of 1 to 9 digits that is the value of a header, whose name is known; -1 when the value is something else, is folded, or
     * is followed by another of that name.
     */
    int number(byte[] in, int base, int header) {
        int entry = header * STRIDE;
        int to = Octets.trimmedEnd(in, base + at[entry + VALUE], base + at[entry + END]);
        int from = Octets.trimmedStart(in, base + at[entry + VALUE], to);
        int what = at[entry + WHAT];
        if (from == to || to - from > 9 || (what & FOLDED) != 0 || next(in, what, "", header) >= 0) {
            return -1;
        }
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!Grammar.isDigit(in[i])) {
                return -1;
            }
            number = number * 10 + (in[i] - '0');
        }
        return number;
    }

    /** The values of this header and of those behind it that have its name, which is known. */
    List<String> values(byte[] in, int base, int header) {
        String value = value(in, base, header);
        int number = at[header * STRIDE + WHAT] & ~FOLDED;
        int i = next(in, number, "", header);
        if (i < 0) {
            return List.of(value);
        }
        List<String> all = new ArrayList<>();
        all.add(value);
        for (; i >= 0; i = next(in, number, "", i)) {
            all.add(value(in, base, i));
        }
        return all;
    }

    /** The number of the first header of this name, or -1. */
    int first(byte[] in, int number, String name) {
        boolean none = number != HeaderNames.UNKNOWN && (present >>> number & 1) == 0;
        return none ? -1 : find(in, number, name, 0);
    }

    /** The number of the next header of the name that this one has, or -1. */
    int next(byte[] in, int number, String name, int header) {
        boolean none = number != HeaderNames.UNKNOWN && (repeated >>> number & 1) == 0;
        return none ? -1 : find(in, number, name, header + 1);
    }

    private int find(byte[] in, int number, String name, int from) {
        for (int i = from; i < count; i++) {
            int what = at[i * STRIDE + WHAT] & ~FOLDED;
            if (what == number && (number != HeaderNames.UNKNOWN || isNamed(in, i, name))) {
                return i;
            }
        }
        return -1;
    }

    private boolean isNamed(byte[] in, int header, String name) {
        int from = line(header);
        int length = at[header * STRIDE + NAME_END] - from;
        if (length != name.length() || length == 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (Grammar.lower((char) in[from + i]) != Grammar.lower(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
