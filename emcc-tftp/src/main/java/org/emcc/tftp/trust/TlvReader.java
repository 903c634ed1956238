package org.emcc.tftp.trust;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Reads elements. Every length is checked before it is used; what lies in a container cannot leave it; what the SDK gives a
 * meaning to stands once, so that no two readers can take different ones for it; thereby containers nest six deep at most.
 */
final class TlvReader {
    private static final int OVERHEAD = 3;

    private final byte[] bytes;
    private final boolean isHeader;
    private final BitSet seen = new BitSet();

    private TlvReader(byte[] bytes, boolean isHeader) {
        this.bytes = bytes;
        this.isHeader = isHeader;
    }

    /** The elements of a header, with containers and padding. */
    static List<TlvElement> header(byte[] bytes, int end) throws Malformed {
        return new TlvReader(bytes, true).elements(0, end, "the header");
    }

    /** The elements of a record of a trust list, which has neither. */
    static List<TlvElement> record(byte[] bytes, int from, int end) throws Malformed {
        return new TlvReader(bytes, false).elements(from, end, "the record");
    }

    private List<TlvElement> elements(int from, int end, String within) throws Malformed {
        List<TlvElement> elements = new ArrayList<>();
        int at = from;
        while (at < end) {
            TlvElement element = element(at, end, within);
            elements.add(element);
            at = element.end();
        }
        return List.copyOf(elements);
    }

    private TlvElement element(int at, int end, String within) throws Malformed {
        int tag = bytes[at] & 0xFF;
        if (isHeader && tag == TlvElement.PADDING_TAG) {
            return TlvElement.view(bytes, at, at + 1, List.of());
        }
        if (end - at < OVERHEAD) {
            throw new Malformed(at, "an element has a tag and a length of two bytes, but " + within + " ends before");
        }
        int length = number16(bytes, at + 1);
        if (length > end - at - OVERHEAD) {
            throw new Malformed(
                    at,
                    "element of tag " + tag + " must end within " + within + ", but has " + length
                            + " bytes where there are " + (end - at - OVERHEAD));
        }
        if (hasMeaning(tag)) {
            if (seen.get(tag)) {
                throw new Malformed(at, "element of tag " + tag + " must stand once, but is there again");
            }
            seen.set(tag);
        }
        int next = at + OVERHEAD + length;
        List<TlvElement> children =
                isContainer(tag) ? elements(at + OVERHEAD, next, "the container of tag " + tag) : List.of();
        return TlvElement.view(bytes, at, next, children);
    }

    private boolean isContainer(int tag) {
        return isHeader && (tag == 3 || tag == 7 || tag == 9 || tag == 16 || tag == 17 || tag == 21);
    }

    private boolean hasMeaning(int tag) {
        return tag >= 1 && tag <= (isHeader ? 28 : 12);
    }

    static int number16(byte[] bytes, int at) {
        return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
    }
}
