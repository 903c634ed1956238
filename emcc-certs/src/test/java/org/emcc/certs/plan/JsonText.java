package org.emcc.certs.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON by the letter of RFC 8259, to see that what is written is JSON. */
public final class JsonText {
    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    public static Object read(String text) {
        JsonText reader = new JsonText(text);
        Object value = reader.value();
        reader.blank();
        if (reader.at != text.length()) {
            throw reader.bad("end");
        }
        return value;
    }

    private AssertionError bad(String wanted) {
        return new AssertionError(wanted + " expected at " + at + " of " + text);
    }

    private void blank() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        if (at == text.length()) {
            throw bad("more");
        }
        return text.charAt(at++);
    }

    private boolean take(char c) {
        blank();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void need(char c) {
        if (!take(c)) {
            throw bad(String.valueOf(c));
        }
    }

    private Object value() {
        if (take('{')) {
            Map<String, Object> map = new LinkedHashMap<>();
            if (!take('}')) {
                do {
                    need('"');
                    String name = string();
                    need(':');
                    if (map.put(name, value()) != null) {
                        throw bad("another name than " + name);
                    }
                } while (take(','));
                need('}');
            }
            return map;
        }
        if (take('[')) {
            List<Object> list = new ArrayList<>();
            if (!take(']')) {
                do {
                    list.add(value());
                } while (take(','));
                need(']');
            }
            return list;
        }
        if (take('"')) {
            return string();
        }
        for (String word : List.of("true", "false")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return Boolean.valueOf(word);
            }
        }
        int begin = at;
        while (at < text.length() && "-+.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Double.valueOf(text.substring(begin, at));
    }

    private String string() {
        StringBuilder out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < 0x20) {
                throw bad("no control character");
            }
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char escaped = next();
            int known = "\"\\/bfnrt".indexOf(escaped);
            if (known >= 0) {
                out.append("\"\\/\b\f\n\r\t".charAt(known));
            } else if (escaped == 'u') {
                out.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                at += 4;
            } else {
                throw bad("an escape");
            }
        }
        return out.toString();
    }
}
