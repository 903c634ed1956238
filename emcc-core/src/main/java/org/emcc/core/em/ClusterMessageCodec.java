package org.emcc.core.em;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Xml;
import org.emcc.core.internal.XmlException;
import org.emcc.core.internal.XmlNode.Element;

/**
 * Reads and writes the messages between clusters, in the format that the package describes. The reader accepts documents of at
 * most 256 KiB, passes over a DOCTYPE without resolving anything, ignores elements and attributes that it does not know but keeps them
 * ({@link MessageExtras}), so that a message that is written again has them, and refuses one that it knows when it is missing, doubled,
 * or breaks the rule of its value. What it refuses it names by its path and never quotes.
 *
 * <p>Source: design 4.4 (documented, versioned, tolerant of unknown elements); em-api-and-axl 1.11 and 3.3.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class ClusterMessageCodec {
    /** The version that is written; any {@code 1.x} is read. */
    static final String VERSION = "1";

    private ClusterMessageCodec() {}

    /**
     * Writes a message.
     *
     * @param message the message
     * @return the document in UTF-8; that of a {@link ClusterMessage.Login} holds the PIN. A character that XML cannot hold is
     *     written as U+FFFD
     */
    public static byte[] encode(ClusterMessage message) {
        return Xml.write(ClusterMessageWriter.write(Objects.requireNonNull(message, "message")))
                .getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads a message.
     *
     * @param document the document
     * @return the message, or the first reason why there is none
     */
    public static Decoded<ClusterMessage> decode(byte[] document) {
        Objects.requireNonNull(document, "document");
        try {
            Element root = Xml.read(document, Xml.Limits.MESSAGE, Xml.Doctype.IGNORED);
            ClusterMessage message = ClusterMessageReader.read(root);
            MessageExtras extras =
                    MessageExtras.between(root, ClusterMessageWriter.known(message), (parent, child) -> false);
            return Decoded.ok(ClusterMessageReader.keeping(message, extras));
        } catch (XmlException e) {
            return Decoded.refused(e.where(), String.valueOf(e.getMessage()));
        } catch (Fields.Broken e) {
            return new Decoded.Refused<>(java.util.List.of(e.problem()));
        }
    }

    /**
     * Reads a message or throws.
     *
     * @param document the document
     * @return the message
     * @throws EmFormatException when the document is none
     */
    public static ClusterMessage decodeOrThrow(byte[] document) {
        Decoded<ClusterMessage> decoded = decode(document);
        return decoded.value()
                .orElseThrow(() ->
                        refusal("message between clusters", decoded.problems().get(0)));
    }

    static EmFormatException refusal(String what, Problem first) {
        return new EmFormatException("Not a " + what + ": " + first);
    }
}
