package org.emcc.core.em;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.emcc.core.Decoded;

/**
 * Reads and writes the objects of the {@code CiscoIPPhone} family.
 *
 * <p>The writer puts title and prompt first and the rest in the order that is asked for, declares UTF-8, escapes all five characters
 * that XML knows, and leaves out what is empty.
 *
 * <p>The reader takes the children in any order, and so both generations of the schema; it accepts documents of at most 256 KiB, 32
 * elements deep, with 10,000 nodes. Elements and attributes that it does not know are kept ({@link PageExtras}) and written back, and
 * so is a whole object without a type of its own ({@link PhoneOther}). It bears what is met in the world, with a remark in
 * {@link Decoded#problems()} where something was mended: several XML declarations or none, an empty encoding, byte order marks,
 * ISO-8859-1 under a UTF-8 label, an ampersand that is not escaped, flags in lower case or that nobody knows, a softkey without a
 * position, a response without a status or with long data, and whatever is empty or absent. Texts that are too long are cut; items,
 * softkeys and fields beyond the limit, or with a URL that no phone would follow, are left out. A form without a URL or without
 * fields, and an execute or response without items, is refused. A DOCTYPE is passed over, and no entity is resolved. A remark names
 * the place and quotes nothing.
 *
 * <p>Source: em-api-and-axl 2.6 and 2.10.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class PhonePageCodec {
    private PhonePageCodec() {}

    /** In which order the children of a displayed object are written, behind title and prompt. The schema has two generations. */
    public enum Order {
        /** The older: what is the object's own, then the softkeys. */
        ITEMS_FIRST,
        /** The newer, of phones with version 3.3.4 and later: the softkeys and keys, then what is the object's own. */
        KEYS_FIRST
    }

    /**
     * Writes an object in the older order, which all phones take (inferred).
     *
     * @param page the object
     * @return the document in UTF-8
     */
    public static byte[] encode(PhonePage page) {
        return encode(page, Order.ITEMS_FIRST);
    }

    /**
     * Writes an object.
     *
     * @param page the object
     * @param order the order of children; of an object that was kept as it was read it changes nothing
     * @return the document in UTF-8
     */
    public static byte[] encode(PhonePage page, Order order) {
        return PhonePageWriter.write(Objects.requireNonNull(page, "page"), Objects.requireNonNull(order, "order"))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads an object.
     *
     * @param document the document
     * @return the object, with remarks on what was borne; or why there is none
     */
    public static Decoded<PhonePage> decode(byte[] document) {
        return PhonePageReader.read(Objects.requireNonNull(document, "document"));
    }

    /**
     * Reads an object or throws.
     *
     * @param document the document
     * @return the object
     * @throws EmFormatException when the document is none; the message has the position of the first reason
     */
    public static PhonePage decodeOrThrow(byte[] document) {
        Decoded<PhonePage> decoded = decode(document);
        return decoded.value()
                .orElseThrow(() -> ClusterMessageCodec.refusal(
                        "page for a phone", decoded.problems().get(0)));
    }
}
