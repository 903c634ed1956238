package org.emcc.core.em;

import java.util.Objects;
import org.emcc.core.internal.Require;

/** The rules of what a phone shows and follows (em-api-and-axl 2.6). */
final class Display {
    /** The longest title, prompt, softkey or field name. */
    static final int SHORT = 32;
    /** The longest URL. */
    static final int URL_LIMIT = 256;

    private Display() {}

    static String require(String text, String what, int limit) {
        String trimmed = Objects.requireNonNull(text, what).trim();
        if (trimmed.length() > limit) {
            throw new IllegalArgumentException(
                    what + " must have at most " + limit + " characters, but has " + trimmed.length());
        }
        for (int i = 0; i < trimmed.length(); i++) {
            if (!shown(trimmed.charAt(i))) {
                throw new IllegalArgumentException(
                        what + " must not contain control characters, but has one at index " + i);
            }
        }
        return trimmed;
    }

    static String requireUrl(String url) {
        return Require.text(url, "URL of a page", URL_LIMIT);
    }

    /** The text as far as a phone shows it: cut at the limit, between characters, and without control characters. */
    static String fit(String text, int limit) {
        StringBuilder out = new StringBuilder();
        String trimmed = text.trim();
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            out.append(shown(c) ? c : ' ');
        }
        if (out.length() > limit) {
            out.setLength(Character.isHighSurrogate(out.charAt(limit - 1)) ? limit - 1 : limit);
        }
        return out.toString().trim();
    }

    /** A URL as it may be printed: a query may hold a PIN or the token of a choice. */
    static String printed(String url) {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query) + "?…";
    }

    private static boolean shown(char c) {
        return c == '\n' || c == '\t' || c == '\r' || !Character.isISOControl(c);
    }
}
