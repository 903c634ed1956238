package org.emcc.core.snapshot;

import org.emcc.core.internal.Xml;

/**
 * A text in the file form. What XML cannot hold, and what its readers would change, is written as {@code \}{@code uXXXX} in an element that
 * says so: an invalid setting must not become a valid one on its way through a file.
 */
final class SnapshotText {
    static final String CODED = "coded";

    private SnapshotText() {}

    static void write(String element, String attributes, String text, StringBuilder out) {
        out.append('<').append(element).append(attributes);
        if (text.isEmpty()) {
            out.append("/>");
            return;
        }
        boolean coded = !text.chars().allMatch(SnapshotText::isHeld) || hasLoneSurrogate(text);
        out.append(coded ? " " + CODED + "=\"true\">" : ">");
        Xml.escape(coded ? code(text) : text, out, false);
        out.append("</").append(element).append('>');
    }

    private static boolean isHeld(int c) {
        return (c >= ' ' && c < 0xFFFE) || c == '\n' || c == '\t';
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    private static String code(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                out.append("\\\\");
            } else if (isHeld(c) && !Character.isSurrogate(c)) {
                out.append(c);
            } else {
                out.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            }
        }
        return out.toString();
    }

    /** Reads what {@link #write} has coded; what is coded otherwise stays as it is. */
    static String decoded(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && text.startsWith("\\\\", i)) {
                out.append(c);
                i += 2;
            } else if (c == '\\' && isCode(text, i)) {
                out.append((char) Integer.parseInt(text.substring(i + 2, i + 6), 16));
                i += 6;
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static boolean isCode(String text, int at) {
        return text.startsWith("\\u", at)
                && at + 6 <= text.length()
                && text.substring(at + 2, at + 6).chars().allMatch(c -> Character.digit(c, 16) >= 0 && c < 128);
    }
}
