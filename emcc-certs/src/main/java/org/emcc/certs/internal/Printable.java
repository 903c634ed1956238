package org.emcc.certs.internal;

import java.util.Locale;

/**
 * Makes text of others, such as the subject of a certificate, fit to be printed: on a terminal, in a log, in one line.
 *
 * <p>Source: certificates 1.12 (whoever can write to the directory chooses every name in it).
 */
public final class Printable {
    private Printable() {}

    /**
     * Replaces what moves a cursor, ends a line, turns the direction of writing or is not seen: control and format characters,
     * separators of lines and paragraphs, and halves of surrogate pairs, each by {@code \}{@code u} and four hexadecimal digits
     * for each of its UTF-16 units. Everything else stays as it is.
     *
     * @param text any text
     * @return the text in printable characters
     */
    public static String of(String text) {
        if (text.codePoints().allMatch(Printable::isSeen)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(each -> {
            if (isSeen(each)) {
                out.appendCodePoint(each);
            } else {
                for (char unit : Character.toChars(each)) {
                    out.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        });
        return out.toString();
    }

    private static boolean isSeen(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
