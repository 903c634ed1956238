package org.emcc.sip.location;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.OpaqueUri;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.Uri;

/**
 * The name of a part of a body, by which a {@code cid:} URI means it. Two are equal when all letters are, with their case.
 *
 * <p>Source: sip 3.6; RFC 2392.
 *
 * @param value the name without angle brackets, such as {@code 1001@192.0.2.10}: 1 to 255 characters, no white space, no angle
 *     brackets, no quotes
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ContentId(String value) {
    private static final String PLAIN = "-_.!~*'()@+$=,:";

    /**
     * Checks the name.
     *
     * @param value the name without angle brackets
     * @throws IllegalArgumentException when it breaks its rule
     */
    public ContentId {
        Require.text(value, "content id", 255);
        if (value.chars().anyMatch(c -> c == '<' || c == '>' || c == '"' || Character.isWhitespace(c))) {
            throw new IllegalArgumentException(
                    "content id must have no white space, angle brackets and quotes, but is \"" + Require.clip(value)
                            + "\"");
        }
    }

    /**
     * Reads the value of a Content-ID header, with angle brackets or, as the product writes it, without.
     *
     * @param text the value
     * @return the id, or why it is none
     */
    public static Decoded<ContentId> decode(String text) {
        String id = Objects.requireNonNull(text, "text").strip();
        boolean brackets = id.startsWith("<") && id.endsWith(">") && id.length() > 1;
        return read(brackets ? id.substring(1, id.length() - 1) : id);
    }

    /**
     * Reads the value of a Content-ID header, as {@link #decode(String)} does.
     *
     * @param text the value
     * @return the id
     * @throws SipFormatException when it is none
     */
    public static ContentId decodeOrThrow(String text) {
        Decoded<ContentId> decoded = decode(text);
        return decoded.value()
                .orElseThrow(() -> new SipFormatException(decoded.problems().get(0)));
    }

    private static Decoded<ContentId> read(String id) {
        try {
            return Decoded.ok(new ContentId(id));
        } catch (IllegalArgumentException e) {
            return Decoded.refused("Content-ID", String.valueOf(e.getMessage()));
        }
    }

    /**
     * The id that a URI means: what stands behind {@code cid:}, its percent escapes undone.
     *
     * @param uri the URI
     * @return the id, or empty when the URI is no {@code cid:} or means none
     */
    public static Optional<ContentId> of(Uri uri) {
        if (!uri.scheme().equals("cid")) {
            return Optional.empty();
        }
        byte[] in = uri.text().substring("cid:".length()).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(in.length);
        for (int i = 0; i < in.length; i++) {
            if (in[i] != '%') {
                out.write(in[i]);
                continue;
            }
            int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
            int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                return Optional.empty();
            }
            out.write(high * 16 + low);
            i += 2;
        }
        return read(out.toString(StandardCharsets.UTF_8)).value();
    }

    /**
     * The URI that means a part of this name; what a URI may not hold is escaped.
     *
     * @return such as {@code cid:1001@192.0.2.10}
     */
    public Uri toUri() {
        StringBuilder out = new StringBuilder("cid:");
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = octet > 0 && (isAlphanumeric(octet) || PLAIN.indexOf((char) octet) >= 0);
            if (plain) {
                out.append((char) octet);
            } else {
                out.append('%').append(String.format("%02X", octet & 0xFF));
            }
        }
        return new OpaqueUri("cid", out.toString());
    }

    private static boolean isAlphanumeric(byte octet) {
        return (octet >= '0' && octet <= '9') || (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z');
    }

    /** The name in angle brackets, as the standard writes it. */
    @Override
    public String toString() {
        return "<" + value + ">";
    }
}
