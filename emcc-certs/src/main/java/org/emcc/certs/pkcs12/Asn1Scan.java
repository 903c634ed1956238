package org.emcc.certs.pkcs12;

import java.util.Arrays;

/**
 * Walks the tags and lengths of BER or DER without recursion and without building anything, so that what is handed to a
 * parser is known to be whole, and neither too deep nor too rich for it.
 */
final class Asn1Scan {
    private static final int CONSTRUCTED = 0x20;
    private static final int LONG_TAG = 0x1f;
    private static final int INDEFINITE = -1;

    /** The octet in place of a length. */
    private static final byte NO_LENGTH = (byte) 0x80;

    private static final int USUAL_DEPTH = 32;

    /** Octets of a tag number before its last one. */
    private static final int MORE_TAG_OCTETS = 4;

    private static final int LENGTH_OCTETS = 8;

    private final byte[] input;
    private final int from;
    private final int to;
    private final String where;
    private int at;
    private int elements;

    /**
     * Where each open element ends; of one without a length the complement of the end of what holds it. Never longer than elements may
     * be deep, so that whoever stops at its end has kept the limit.
     */
    private int[] ends = {};

    private int depth;

    private Asn1Scan(Slice input, String where) {
        this.input = input.array();
        this.from = input.from();
        this.to = input.to();
        this.at = input.from();
        this.where = where;
    }

    /**
     * Checks the first element of the input with all that is in it.
     *
     * @return where it ends
     */
    static int end(Slice input, String where, Pkcs12Limits limits) throws MalformedException {
        return new Asn1Scan(input, where).scan(limits);
    }

    /** Checks that the input is one element and nothing behind it. */
    static void whole(Slice input, String where, Pkcs12Limits limits) throws MalformedException {
        int end = end(input, where, limits);
        if (end != input.to()) {
            throw new MalformedException(where, "has " + (input.to() - end) + " bytes behind its end");
        }
    }

    private int scan(Pkcs12Limits limits) throws MalformedException {
        ends = new int[Math.min(limits.depth(), USUAL_DEPTH)];
        do {
            int end = depth == 0 ? to : ends[depth - 1];
            if (end < 0 && at + 1 < to && input[at] == 0) {
                if (input[at + 1] != 0) {
                    throw broken("has an element of tag 0 with a length");
                }
                at += 2;
                depth--;
                close();
            } else {
                if (elements == limits.elements()) {
                    throw new Guard.LimitException(where, "must have at most " + elements + " ASN.1 elements");
                }
                elements++;
                head(end < 0 ? ~end : end, limits);
            }
            if (depth > 0) {
                overSound(limits.elements());
            }
        } while (depth > 0);
        return at;
    }

    /** Goes over the head of an element, and over what it holds when that is no elements. */
    private void head(int bound, Pkcs12Limits limits) throws MalformedException {
        int tag = tag();
        int length = length((tag & CONSTRUCTED) != 0);
        if (length != INDEFINITE && length > bound - at) {
            if (bound == to && isOpenEnded()) {
                throw new MalformedException(
                        where, "is cut off: its length says " + (length - (bound - at)) + " bytes more");
            }
            throw broken("has an element that is longer than what holds it");
        }
        if ((tag & CONSTRUCTED) == 0) {
            at += length;
        } else {
            if (depth >= limits.depth()) {
                throw new Guard.LimitException(where, "must have ASN.1 elements at most " + limits.depth() + " deep");
            }
            if (depth == ends.length) {
                ends = Arrays.copyOf(ends, (int) Math.min(2L * depth, limits.depth()));
            }
            ends[depth++] = length == INDEFINITE ? ~bound : at + length;
        }
        close();
    }

    /** Whether nothing says where the input ends: the element at hand is the first, or is in one without a length. */
    private boolean isOpenEnded() {
        return depth == 0 || (ends[0] < 0 && ends[depth - 1] < 0);
    }

    private void close() {
        while (depth > 0 && ends[depth - 1] == at) {
            depth--;
        }
    }

    /**
     * Goes over the elements which come next, as far as nothing is wrong with them. A loop so small, with its state in local variables,
     * is compiled soon, also in a virtual machine whose first file is a hostile one. What it does not go over, {@link #scan} looks at.
     */
    private void overSound(int most) {
        byte[] octets = input;
        int[] open = ends;
        int level = depth;
        int next = at;
        int count = elements;
        int end = open[level - 1];
        while (count < most) {
            // The complement of one that is less than 0.
            int bound = end ^ (end >> 31);
            if (bound - next < 2) {
                break;
            }
            int tag = octets[next];
            int length = octets[next + 1];
            int contents = next + 2;
            boolean constructed = (tag & CONSTRUCTED) != 0;
            boolean endsHere = tag == 0 && end < 0 && length == 0;
            if ((tag & LONG_TAG) == LONG_TAG || (length < 0 && length != NO_LENGTH)) {
                long head = longHead(octets, next, bound);
                contents = (int) (head >> 32);
                length = (int) head;
            }
            if (!endsHere
                    && ((tag == 0 && end < 0)
                            || contents < 0
                            || length > bound - contents
                            || (length < 0 && !constructed)
                            || (constructed && level == open.length))) {
                break;
            }
            next = contents;
            if (endsHere) {
                level--;
                end = level == 0 ? end : open[level - 1];
            } else if (constructed) {
                count++;
                end = length < 0 ? ~bound : next + length;
                open[level++] = end;
            } else {
                count++;
                next += length;
            }
            while (level > 0 && next == end) {
                level--;
                end = level == 0 ? end : open[level - 1];
            }
            if (level == 0) {
                break;
            }
        }
        depth = level;
        at = next;
        elements = count;
    }

    /**
     * The head of an element of which the tag number or the length has octets of its own: where the contents begin in the upper half,
     * their length in the lower half, negative when it is not known; all negative when something is wrong with it.
     */
    private static long longHead(byte[] octets, int start, int bound) {
        int next = start + 1;
        if ((octets[start] & LONG_TAG) == LONG_TAG) {
            int last = Math.min(bound - 1, start + 1 + MORE_TAG_OCTETS);
            while (next < last && octets[next] < 0) {
                next++;
            }
            if (octets[next++] < 0 || next >= bound) {
                return -1;
            }
        }
        int length = octets[next++];
        if (length < 0 && length != NO_LENGTH) {
            int contents = next + (length & 0x7f);
            if (contents > bound || contents - next > LENGTH_OCTETS) {
                return -1;
            }
            long value = 0;
            while (next < contents) {
                value = value << 8 | (octets[next++] & 0xff);
            }
            if (value < 0 || value > Integer.MAX_VALUE) {
                return -1;
            }
            length = (int) value;
        }
        return (long) next << 32 | (length & 0xffff_ffffL);
    }

    private int tag() throws MalformedException {
        int first = next();
        if ((first & LONG_TAG) == LONG_TAG) {
            int octets = 0;
            while ((next() & 0x80) != 0) {
                if (++octets > MORE_TAG_OCTETS) {
                    throw broken("has a tag number of more than four octets");
                }
            }
        }
        return first;
    }

    private int length(boolean constructed) throws MalformedException {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        if (first == (NO_LENGTH & 0xff)) {
            if (!constructed) {
                throw broken("has an indefinite length on a primitive element");
            }
            return INDEFINITE;
        }
        int octets = first & 0x7f;
        if (octets > LENGTH_OCTETS) {
            throw broken("has a length of more than eight octets");
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = length << 8 | next();
            if (length > Integer.MAX_VALUE) {
                throw broken("has an element of more than 2 GiB");
            }
        }
        return (int) length;
    }

    private int next() throws MalformedException {
        if (at >= to) {
            throw broken("is cut off in the middle of an element");
        }
        return input[at++] & 0xff;
    }

    private MalformedException broken(String what) {
        return new MalformedException(where, what + " (byte " + (at - from) + ")");
    }
}
