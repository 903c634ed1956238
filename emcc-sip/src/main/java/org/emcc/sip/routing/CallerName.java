package org.emcc.sip.routing;

import java.text.Normalizer;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;

/**
 * The name that a called phone shows. It must survive the way over the EMCC trunk (CSCvt97890), whatever its letters are and whatever
 * <em>Transmit UTF-8 for Calling Party Name</em> says.
 *
 * <p>Source: sip 1.5 and 2.8. How the product makes a plain name where none is configured is not public: letters lose their marks here, and a name
 * of which that leaves nothing is sent as it is, because a name in UTF-8 is better than none (both inferred).
 *
 * @param display the name, 1 to 100 characters
 * @param plain the name in ASCII as it is configured, at most 100 characters; empty when there is none
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CallerName(String display, String plain) {
    /**
     * Checks the names.
     *
     * @param display the name
     * @param plain the name in ASCII; empty when there is none
     * @throws IllegalArgumentException when a name breaks its rule
     */
    public CallerName {
        Require.text(display, "name of a caller", 100);
        Require.textOrEmpty(plain, "ASCII name of a caller", 100);
        if (!plain.chars().allMatch(c -> c < 128)) {
            throw new IllegalArgumentException(
                    "ASCII name of a caller must be ASCII, but is \"" + Require.clip(plain) + "\"");
        }
    }

    /**
     * A name without a configured ASCII form.
     *
     * @param display the name
     * @return the name
     * @throws IllegalArgumentException when it breaks its rule
     */
    public static CallerName of(String display) {
        return new CallerName(display, "");
    }

    /**
     * The name as it is sent.
     *
     * @param transmitUtf8 <em>Transmit UTF-8 for Calling Party Name</em>
     * @return the text, never empty
     */
    public String sent(boolean transmitUtf8) {
        if (transmitUtf8) {
            return display;
        }
        if (!plain.isBlank()) {
            return plain;
        }
        String folded = Normalizer.normalize(display, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
        String ascii = folded.replaceAll("[^\\x20-\\x7E]", "").trim();
        return ascii.isEmpty() ? display : ascii;
    }

    /** The text in quotes, as it stands in a header. */
    static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** The name at the front of a header's value, or nothing. */
    static Optional<String> atFrontOf(String value) {
        String text = Objects.requireNonNull(value, "value").trim();
        if (!text.startsWith("\"")) {
            int at = text.indexOf('<');
            String name = at < 0 ? "" : text.substring(0, at).trim();
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        }
        StringBuilder name = new StringBuilder();
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return name.toString().isBlank() ? Optional.empty() : Optional.of(name.toString());
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                c = text.charAt(i);
            }
            name.append(c);
        }
        return Optional.empty();
    }
}
