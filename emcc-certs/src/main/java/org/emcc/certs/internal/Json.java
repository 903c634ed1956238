package org.emcc.certs.internal;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Writes JSON (RFC 8259) of maps, collections, numbers, booleans and, by their text, anything else. What would not show when printed
 * is escaped, so that a program reads the very text and a person sees what is there. Stateless and thread-safe.
 */
public final class Json {
    private static final String STEP = "  ";

    private Json() {}

    /** A map that keeps the order in which names and values are given. */
    public static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** On several lines, ending in a line feed. */
    public static String pretty(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "\n");
        return out.append('\n').toString();
    }

    /** On one line. */
    public static String compact(Object value) {
        StringBuilder out = new StringBuilder();
        write(out, value, "");
        return out.toString();
    }

    private static void write(StringBuilder out, Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
            group(out, '{', '}', line, entries, (entry, inner) -> {
                string(out, String.valueOf(entry.getKey()));
                out.append(line.isEmpty() ? ":" : ": ");
                write(out, entry.getValue(), inner);
            });
        } else if (value instanceof Collection<?> list) {
            group(out, '[', ']', line, list.iterator(), (each, inner) -> write(out, each, inner));
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            string(out, value.toString());
        }
    }

    private interface Element<T> {
        void write(T element, String line);
    }

    private static <T> void group(
            StringBuilder out, char open, char close, String line, Iterator<T> elements, Element<T> element) {
        out.append(open);
        if (elements.hasNext()) {
            String inner = line.isEmpty() ? "" : line + STEP;
            String separator = "";
            while (elements.hasNext()) {
                out.append(separator).append(inner);
                element.write(elements.next(), inner);
                separator = ",";
            }
            out.append(line);
        }
        out.append(close);
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (Character.isSurrogate(c)) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(Printable.of(String.valueOf(c)));
                    }
                }
            }
        }
        out.append('"');
    }
}
