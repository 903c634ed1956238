package org.emcc.certs.pkcs12;

import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One element of BER or DER where it lies in the octets it was read from: nothing is copied or built of what is inside until it is
 * asked for, so that a file costs no more than its certificates. {@link Asn1Scan} has walked over the octets before.
 */
final class Element {
    static final int INTEGER = 0x02;
    static final int OCTET_STRING = 0x04;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTF8_STRING = 0x0c;
    static final int BMP_STRING = 0x1e;
    static final int PRINTABLE_STRING = 0x13;
    static final int T61_STRING = 0x14;
    static final int IA5_STRING = 0x16;
    static final int VISIBLE_STRING = 0x1a;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;
    /** The tag [0] around another element, or in the place of a tag that would be constructed. */
    static final int TAG_0 = 0xa0;

    private static final int CONSTRUCTED = 0x20;
    private static final int INDEFINITE = -1;
    /** Octets of a count; nobody needs as many. */
    private static final int LONGEST_INTEGER = 64;

    private final byte[] array;
    private final String where;
    private final int tag;
    private final int from;
    private final int to;
    private final int end;

    /** Reads the head of an element, and finds its end. */
    private Element(byte[] array, int start, int bound, String where) throws MalformedException {
        Head head = new Head(array, start, bound, where);
        this.array = array;
        this.where = where;
        this.tag = head.tag;
        this.from = head.at;
        if (head.length == INDEFINITE) {
            this.end = head.endOfContents();
            this.to = end - 2;
        } else {
            this.to = head.at + head.length;
            this.end = to;
        }
    }

    /** The element with which octets begin. */
    static Element first(Slice octets, String where) throws MalformedException {
        return new Element(octets.array(), octets.from(), octets.to(), where);
    }

    /** A place in octets, which goes over heads without going into what they hold. */
    private static final class Head {
        private final byte[] array;
        private final int bound;
        private final String where;
        private int at;
        private int tag;
        private int length;

        Head(byte[] array, int at, int bound, String where) throws MalformedException {
            this.array = array;
            this.at = at;
            this.bound = bound;
            this.where = where;
            read();
        }

        private void read() throws MalformedException {
            tag = next();
            if ((tag & 0x1f) == 0x1f) {
                while ((next() & 0x80) != 0) {
                    // A tag number in several octets is none of PKCS#12.
                }
            }
            int first = next();
            if (first == 0x80 && (tag & CONSTRUCTED) != 0) {
                length = INDEFINITE;
                return;
            }
            long value = first;
            if (first >= 0x80) {
                value = 0;
                for (int i = first & 0x7f; i > 0; i--) {
                    value = Math.min(value << 8 | next(), Integer.MAX_VALUE);
                }
            }
            if (value > bound - at) {
                throw malformed(where);
            }
            length = (int) value;
        }

        /** Elements of known length are leapt over; each of unknown length has an end of its own. */
        private int endOfContents() throws MalformedException {
            int open = 1;
            while (open > 0) {
                if (at + 1 < bound && array[at] == 0 && array[at + 1] == 0) {
                    at += 2;
                    open--;
                } else {
                    read();
                    if (length == INDEFINITE) {
                        open++;
                    } else {
                        at += length;
                    }
                }
            }
            return at;
        }

        private int next() throws MalformedException {
            if (at >= bound) {
                throw malformed(where);
            }
            return array[at++] & 0xff;
        }
    }

    static MalformedException malformed(String where) {
        return new MalformedException(where, "is not what PKCS#12 puts there");
    }

    boolean is(int expected) {
        return tag == expected;
    }

    /** This element, which must have that tag. */
    Element must(int expected) throws MalformedException {
        if (tag != expected) {
            throw malformed(where);
        }
        return this;
    }

    /** What is in a constructed element, one after the other. */
    Parts parts() throws MalformedException {
        if ((tag & CONSTRUCTED) == 0) {
            throw malformed(where);
        }
        return new Parts();
    }

    /** The elements inside this one. */
    final class Parts {
        private int at = from;

        boolean hasNext() {
            return at < to;
        }

        Element next() throws MalformedException {
            if (!hasNext()) {
                throw malformed(where);
            }
            return nextFor(where);
        }

        /** The next element, whose problems and whose parts' lie somewhere else. */
        Element nextFor(String place) throws MalformedException {
            Element part = new Element(array, at, to, place);
            at = part.end;
            return part;
        }
    }

    /** The one element that a tag [0] is around. */
    Element inTag0() throws MalformedException {
        return must(TAG_0).parts().next();
    }

    boolean isIdentifier(byte[] content) {
        return tag == OBJECT_IDENTIFIER && Arrays.equals(array, from, to, content, 0, content.length);
    }

    /** The identifier as text. */
    String identifier() throws MalformedException {
        return Identifiers.text(must(OBJECT_IDENTIFIER).content());
    }

    /** The number of an integer. */
    BigInteger integer() throws MalformedException {
        must(INTEGER);
        if (to == from || to - from > LONGEST_INTEGER) {
            throw malformed(where);
        }
        return new BigInteger(array, from, to - from);
    }

    /** An identifier of an algorithm, and its parameters if there are any. */
    record Algorithm(String id, @Nullable Element parameters) {
        Element parameter(String where) throws MalformedException {
            if (parameters == null) {
                throw malformed(where);
            }
            return parameters;
        }

        Parts sequence(String where) throws MalformedException {
            return parameter(where).must(SEQUENCE).parts();
        }
    }

    Algorithm algorithm() throws MalformedException {
        Parts parts = must(SEQUENCE).parts();
        String id = parts.next().identifier();
        return new Algorithm(id, parts.hasNext() ? parts.next() : null);
    }

    /** What a string is written in; that of BMP strings is another. */
    Charset charset() throws MalformedException {
        return switch (tag) {
            case UTF8_STRING -> StandardCharsets.UTF_8;
            case PRINTABLE_STRING, T61_STRING, IA5_STRING, VISIBLE_STRING -> StandardCharsets.ISO_8859_1;
            default -> throw malformed(where);
        };
    }

    /** What is in a primitive element. */
    Slice content() {
        return new Slice(array, from, to);
    }

    /** The octets of an octet string, which are where they were when it is in one piece. */
    Slice octets() throws MalformedException {
        if (tag == OCTET_STRING) {
            return content();
        }
        if (tag != (OCTET_STRING | CONSTRUCTED)) {
            throw malformed(where);
        }
        return pieces();
    }

    /** The octets of an octet string whose tag is [0]. */
    Slice octetsOfTag0() throws MalformedException {
        return tag == (TAG_0 & ~CONSTRUCTED) ? content() : must(TAG_0).pieces();
    }

    /** Joins the pieces, which may be of pieces themselves. */
    private Slice pieces() throws MalformedException {
        byte[] joined = new byte[to - from];
        int size = 0;
        int at = from;
        while (at < to) {
            // The end of a piece of pieces that has no length of its own.
            if (array[at] == 0 && at + 1 < to && array[at + 1] == 0) {
                at += 2;
                continue;
            }
            Head head = new Head(array, at, to, where);
            if (head.tag == (OCTET_STRING | CONSTRUCTED)) {
                at = head.at;
            } else if (head.tag == OCTET_STRING) {
                System.arraycopy(array, head.at, joined, size, head.length);
                size += head.length;
                at = head.at + head.length;
            } else {
                throw malformed(where);
            }
        }
        return new Slice(joined, 0, size);
    }
}
