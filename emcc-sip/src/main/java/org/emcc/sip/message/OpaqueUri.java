package org.emcc.sip.message;

import java.util.Objects;

/**
 * A URI of a scheme other than {@code sip} and {@code sips}; {@link Uri#decode(String)} makes it.
 *
 * @param scheme the scheme in lower case
 * @param text the whole URI as it was written
 * @threadsafety immutable
 * @since 0.1.0
 */
public record OpaqueUri(String scheme, String text) implements Uri {
    /**
     * Checks that the text is of that scheme.
     *
     * @param scheme the scheme in lower case
     * @param text the whole URI as it was written
     * @throws IllegalArgumentException when the text does not begin with the scheme and a colon, or has white space, quotes or angle
     *     brackets
     */
    public OpaqueUri {
        Objects.requireNonNull(scheme, "scheme");
        Objects.requireNonNull(text, "text");
        if (text.chars().anyMatch(Grammar::isForeignToUri)) {
            throw new IllegalArgumentException("text must have no white space, quotes or angle brackets");
        }
        if (!text.regionMatches(true, 0, scheme + ":", 0, scheme.length() + 1)) {
            throw new IllegalArgumentException("text must begin with its scheme \"" + scheme + "\" and a colon");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
