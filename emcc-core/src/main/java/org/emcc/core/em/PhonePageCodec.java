package org.emcc.core.em;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.emcc.core.Decoded;

/**
 * Reads and writes what a phone displays.
 *
 * <p>The writer puts title and prompt first, then the softkeys and what is the object's own, declares UTF-8, escapes all five
 * characters that XML knows, and leaves out what is empty.
 *
 * <p>The reader takes the children in any order, ignores those it does not know, and accepts documents of at most 256 KiB. It
 * bears what is met in the world, with a remark in {@link Decoded#problems()} each: several XML declarations or none, an empty
 * encoding, a byte order mark, ISO-8859-1 under a UTF-8 label, an ampersand that is not escaped, flags that nobody knows, a
 * softkey without a position. Texts that are too long are cut; items, softkeys and fields beyond the limit, or with a URL that no
 * phone would follow, are left out. A form without a URL or without fields is refused. A DOCTYPE is passed over, and no entity
 * is resolved.
 *
 * <p>Source: em-api-and-axl 2.6 and 2.10.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class PhonePageCodec {
    private PhonePageCodec() {}

    /**
     * Writes a page.
     *
     * @param page the page
     * @return the document in UTF-8
     */
    public static byte[] encode(PhonePage page) {
        return PhonePageWriter.write(Objects.requireNonNull(page, "page")).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a page.
     *
     * @param document the document
     * @return the page, with remarks on what was borne; or why there is none
     */
    public static Decoded<PhonePage> decode(byte[] document) {
        return PhonePageReader.read(Objects.requireNonNull(document, "document"));
    }

    /**
     * Reads a page or throws.
     *
     * @param document the document
     * @return the page
     * @throws EmFormatException when the document is none
     */
    public static PhonePage decodeOrThrow(byte[] document) {
        Decoded<PhonePage> decoded = decode(document);
        return decoded.value()
                .orElseThrow(() -> ClusterMessageCodec.refusal(
                        "page for a phone", decoded.problems().get(0)));
    }
}
