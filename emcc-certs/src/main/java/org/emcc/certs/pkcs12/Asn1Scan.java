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
    private static final int USUAL_DEPTH = 32;

    private final byte[] input;
    private final int from;
    private final int to;
    private final String where;
    private int at;

    private Asn1Scan(Slice input, String where) {
        this.input = input.array();
        this.from = input.from();
        this.to = input.to();
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

    /** Keeps its place in a local variable, and goes by itself over elements with a head of two octets, which are nearly all. */
    private int scan(Pkcs12Limits limits) throws MalformedException {
        byte[] octets = input;
        int place = from;
        int most = limits.elements();
        // Where each open element ends; of one without a length the complement of the end of what holds it.
        int[] ends = new int[Math.min(limits.depth(), USUAL_DEPTH)];
        int depth = 0;
        int end = to;
        int elements = 0;
        do {
            if (end < 0 && place + 1 < to && octets[place] == 0) {
                if (octets[place + 1] != 0) {
                    throw broken("has an element of tag 0 with a length", place);
                }
                place += 2;
                depth--;
            } else {
                if (++elements > most) {
                    throw new Guard.LimitException(where, "must have at most " + most + " ASN.1 elements");
                }
                int tag;
                int length;
                if (place + 1 < to && (octets[place] & LONG_TAG) != LONG_TAG && octets[place + 1] >= 0) {
                    tag = octets[place];
                    length = octets[place + 1];
                    place += 2;
                } else {
                    at = place;
                    tag = tag();
                    length = length((tag & CONSTRUCTED) != 0);
                    place = at;
                }
                int bound = end < 0 ? ~end : end;
                if (length != INDEFINITE && length > bound - place) {
                    throw broken("has an element that is longer than what holds it", place);
                }
                if ((tag & CONSTRUCTED) == 0) {
                    place += length;
                } else {
                    if (depth == limits.depth()) {
                        throw new Guard.LimitException(
                                where, "must have ASN.1 elements at most " + limits.depth() + " deep");
                    }
                    if (depth == ends.length) {
                        ends = Arrays.copyOf(ends, 2 * depth);
                    }
                    ends[depth++] = length == INDEFINITE ? ~bound : place + length;
                }
            }
            end = depth == 0 ? to : ends[depth - 1];
            if (depth > 0) {
                elements = overShort(place, end < 0 ? ~end : end, elements, most);
                place = at;
            }
            while (depth > 0 && ends[depth - 1] == place) {
                depth--;
            }
            end = depth == 0 ? to : ends[depth - 1];
        } while (depth > 0);
        return place;
    }

    /**
     * Goes over the primitive elements which come next and have a head of two octets: nearly all are. A loop so small is compiled
     * soon, also in a virtual machine whose first file is a hostile one.
     *
     * @return how many elements there are now; the place is {@link #at}
     */
    private int overShort(int place, int bound, int elements, int most) {
        byte[] octets = input;
        int next = place;
        int count = elements;
        while (count < most && next + 1 < bound) {
            int tag = octets[next];
            int length = octets[next + 1];
            if (tag == 0 || (tag & CONSTRUCTED) != 0 || (tag & LONG_TAG) == LONG_TAG || length < 0) {
                break;
            }
            if (length > bound - next - 2) {
                break;
            }
            next += 2 + length;
            count++;
        }
        at = next;
        return count;
    }

    private int tag() throws MalformedException {
        int first = next();
        if ((first & LONG_TAG) == LONG_TAG) {
            int octets = 0;
            while ((next() & 0x80) != 0) {
                if (++octets > 4) {
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
        if (first == 0x80) {
            if (!constructed) {
                throw broken("has an indefinite length on a primitive element");
            }
            return INDEFINITE;
        }
        int octets = first & 0x7f;
        if (octets > 8) {
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
            throw broken("ends in the middle of an element");
        }
        return input[at++] & 0xff;
    }

    private MalformedException broken(String what) {
        return broken(what, at);
    }

    private MalformedException broken(String what, int place) {
        return new MalformedException(where, what + " (byte " + (place - from) + ")");
    }
}
