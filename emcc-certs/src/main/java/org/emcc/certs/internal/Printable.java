package org.emcc.certs.internal;

/**
 * Text of others in a form that can be printed: names of certificates, files and nodes are chosen by whoever wrote them, and a line
 * feed, a character that turns the direction of writing or one without width would show something else than what is there.
 */
public final class Printable {
    private static final char FIRST_LATIN = ' ';
    private static final char LAST_LATIN = '~';

    private Printable() {}

    /**
     * The text with every control character, format character (those of bidirectional writing and those without width are among
     * them), line separator, paragraph separator and half of a surrogate pair shown as a backslash, {@code u} and four hexadecimal
     * digits for each UTF-16 unit. All else stays as it is, so that what was made printable stays the same the next time.
     *
     * @param text any text
     * @return the text, in one line
     */
    public static String of(String text) {
        int clean = clean(text);
        if (clean == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 16).append(text, 0, clean);
        for (int i = clean, next; i < text.length(); i = next) {
            int point = text.codePointAt(i);
            next = i + Character.charCount(point);
            if (isPrintable(point)) {
                out.appendCodePoint(point);
            } else {
                for (int unit = i; unit < next; unit++) {
                    out.append("\\u");
                    String digits = Integer.toHexString(text.charAt(unit));
                    out.append("0".repeat(4 - digits.length())).append(digits);
                }
            }
        }
        return out.toString();
    }

    private static int clean(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) >= FIRST_LATIN && text.charAt(i) <= LAST_LATIN) {
            i++;
        }
        return i;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
