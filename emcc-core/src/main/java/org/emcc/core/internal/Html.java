package org.emcc.core.internal;

/** Text within pages of HTML. */
public final class Html {
    private Html() {}

    /**
     * Text for HTML, within elements and within quotes. What HTML has no place for shows as U+FFFD.
     *
     * @param text any text
     * @return the same, escaped
     */
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                case '\n', '\r', '\t' -> out.append(' ');
                default -> out.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return out.toString();
    }
}
