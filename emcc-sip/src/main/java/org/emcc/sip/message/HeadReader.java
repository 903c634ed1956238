package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;

/**
 * Finds start line and headers in bytes which may come in pieces; one pass, forward. What it finds are positions, counted from the
 * start of the message.
 */
final class HeadReader {
    private final HeaderIndex index = new HeaderIndex(20);
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
            int next = Octets.lineBreak(in, base + at, limit) - base;
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

    private void header(byte[] in, int base, int origin) {
        if (index.count() == SipMessage.MAX_HEADERS) {
            throw DatagramReader.refuse(
                    base + line - origin, "a message must have at most " + SipMessage.MAX_HEADERS + " headers");
        }
        broken |= !index.read(in, base, line, at, folded);
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

    /** The headers; positions count from the start of the message. */
    HeaderIndex index() {
        return index;
    }

    /** How many bytes were looked at, for tests: bytes that are looked at twice count twice. */
    long work() {
        return work;
    }

    /** Notes each line that is no header. */
    void noteBroken(byte[] in, int base, int origin, List<Problem> problems) {
        for (int i = 0; broken && i < index.count(); i++) {
            if (!index.isHeader(i)) {
                int from = index.line(i);
                String text = new String(in, base + from, index.end(i) - from, StandardCharsets.ISO_8859_1);
                problems.add(new Problem(
                        "byte " + (base + from - origin),
                        "a header must be a token, a colon and a value, but is \"" + Require.clip(text) + "\""));
            }
        }
    }
}
