package org.emcc.sip.message;

import java.util.Objects;
import org.emcc.core.Decoded;

/**
 * A URI as SIP carries it. A scheme that this SDK does not know survives as its text.
 *
 * <p>Source: RFC 3261 19.1; sip 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Uri permits SipUri, TelUri, OpaqueUri {
    /**
     * The scheme in lower case.
     *
     * @return for example {@code sip}, {@code tel} or {@code urn}
     */
    String scheme();

    /**
     * The URI as it was written.
     *
     * @return the text
     */
    String text();

    /**
     * Reads a URI.
     *
     * @param text the text, without angle brackets
     * @return the URI, or why it is none
     */
    static Decoded<Uri> decode(String text) {
        return Grammar.decode(text, Uri::decodeOrThrow);
    }

    /**
     * Reads a URI.
     *
     * @param text the text, without angle brackets
     * @return the URI
     * @throws SipFormatException when it is none
     */
    static Uri decodeOrThrow(String text) {
        return UriReader.read(new Grammar(Objects.requireNonNull(text, "text")));
    }
}
