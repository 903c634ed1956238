package org.emcc.core.store.jdbc;

/**
 * Text in a form that both XML and every database keep as it is: a backslash is doubled, and what XML cannot hold is written as a
 * backslash, a {@code u} and four hexadecimal digits.
 */
final class Plain {
    private Plain() {}

    static String write(String text) {
        StringBuilder out = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1));
            boolean plain =
                    pair || !(c == '\\' || Character.isISOControl(c) || Character.isSurrogate(c) || c >= 0xFFFE);
            if (!plain && out == null) {
                out = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (out != null) {
                out.append(plain ? String.valueOf(c) : c == '\\' ? "\\\\" : String.format("\\u%04x", (int) c));
                if (pair) {
                    out.append(text.charAt(i + 1));
                }
            }
            i += pair ? 1 : 0;
        }
        return out == null ? text : out.toString();
    }

    static String read(String text) {
        int at = text.indexOf('\\');
        if (at < 0) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, at);
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
            } else if (text.charAt(at) == '\\') {
                out.append('\\');
                at++;
            } else {
                if (text.charAt(at) != 'u') {
                    throw new IllegalArgumentException("a backslash must be followed by a backslash or a u");
                }
                out.append((char) Integer.parseInt(text.substring(at + 1, at + 5), 16));
                at += 5;
            }
        }
        return out.toString();
    }
}
