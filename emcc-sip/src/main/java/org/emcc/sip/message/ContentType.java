package org.emcc.sip.message;

import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;

/**
 * The media type of a body.
 *
 * <p>Source: RFC 3261 20.15.
 *
 * @param type such as {@code multipart}
 * @param subtype such as {@code mixed}
 * @param parameters such as {@code boundary}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ContentType(String type, String subtype, SipParameters parameters) {
    /**
     * Checks that type and subtype are tokens.
     *
     * @param type such as {@code multipart}
     * @param subtype such as {@code mixed}
     * @param parameters such as {@code boundary}
     * @throws IllegalArgumentException when one of them is no token
     */
    public ContentType {
        Objects.requireNonNull(parameters, "parameters");
        if (!Grammar.isToken(type) || !Grammar.isToken(subtype)) {
            throw new IllegalArgumentException(
                    "type and subtype must be tokens, but are \"" + Require.clip(type + "/" + subtype) + "\"");
        }
    }

    /**
     * A media type without parameters.
     *
     * @param type such as {@code text}
     * @param subtype such as {@code plain}
     * @return the media type
     * @throws IllegalArgumentException when one of them is no token
     */
    public static ContentType of(String type, String subtype) {
        return new ContentType(type, subtype, SipParameters.NONE);
    }

    /**
     * Reads the value of a Content-Type header.
     *
     * @param text the value
     * @return the media type, or why it is none
     */
    public static Decoded<ContentType> decode(String text) {
        return Grammar.decode(text, ContentType::decodeOrThrow);
    }

    /**
     * Reads the value of a Content-Type header.
     *
     * @param text the value
     * @return the media type
     * @throws SipFormatException when it is none
     */
    public static ContentType decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), ContentType::read);
    }

    static ContentType read(Grammar in) {
        String type = in.token("a media type");
        in.space();
        in.demand('/', "a media type");
        in.space();
        String subtype = in.token("a media subtype");
        return new ContentType(type, subtype, SipParameters.read(in));
    }

    /**
     * Compares type and subtype without regard to case and parameters.
     *
     * @param otherType such as {@code text}
     * @param otherSubtype such as {@code plain}
     * @return whether they are the same
     */
    public boolean is(String otherType, String otherSubtype) {
        return type.equalsIgnoreCase(otherType) && subtype.equalsIgnoreCase(otherSubtype);
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return type + "/" + subtype + parameters;
    }
}
