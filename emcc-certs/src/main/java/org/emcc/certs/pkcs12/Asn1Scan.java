package org.emcc.certs.pkcs12;

/**
 * Walks the tags and lengths of BER or DER without recursion and without building anything, so that what is handed to a
 * parser is known to be whole, and neither too deep nor too rich for it.
 */
final class Asn1Scan {
    private static final int CONSTRUCTED = 0x20;
    private static final int INDEFINITE = -1;

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
        this.at = from;
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
        int[] ends = new int[limits.depth() + 1];
        int depth = 0;
        int elements = 0;
        do {
            if (depth > 0 && ends[depth - 1] == INDEFINITE && at + 1 < to && input[at] == 0) {
                if (input[at + 1] != 0) {
                    throw broken("has an element of tag 0 with a length");
                }
                at += 2;
                depth--;
            } else {
                if (++elements > limits.elements()) {
                    throw new Guard.LimitException(where, "must have at most " + limits.elements() + " ASN.1 elements");
                }
                int bound = bound(ends, depth);
                boolean constructed = (tag() & CONSTRUCTED) != 0;
                int length = length(constructed);
                if (length != INDEFINITE && length > bound - at) {
                    throw broken("has an element that is longer than what holds it");
                }
                if (constructed) {
                    if (depth == limits.depth()) {
                        throw new Guard.LimitException(
                                where, "must have ASN.1 elements at most " + limits.depth() + " deep");
                    }
                    ends[depth++] = length == INDEFINITE ? INDEFINITE : at + length;
                } else {
                    at += length;
                }
            }
            while (depth > 0 && ends[depth - 1] == at) {
                depth--;
            }
        } while (depth > 0);
        return at;
    }

    /** The innermost end that is known: an element of indefinite length ends no later than what holds it. */
    private int bound(int[] ends, int depth) {
        for (int i = depth - 1; i >= 0; i--) {
            if (ends[i] != INDEFINITE) {
                return ends[i];
            }
        }
        return to;
    }

    private int tag() throws MalformedException {
        int first = next();
        if ((first & 0x1f) == 0x1f) {
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
        return new MalformedException(where, what + " (byte " + (at - from) + ")");
    }
}
