package org.emcc.sip.message;

import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/** The character classes of SIP, and a cursor over the text of one header. Each method reads forward only. */
final class Grammar {
    private final String text;
    private int at;

    Grammar(String text) {
        this.text = text;
    }

    /** Runs a reader over all of a text. */
    static <T> T whole(String text, Function<Grammar, T> reader) {
        Grammar in = new Grammar(text);
        in.space();
        T value = reader.apply(in);
        in.space();
        if (!in.end()) {
            throw SipFormatException.at(in.at, "must end here", in.rest());
        }
        return value;
    }

    /** Runs a reader, and turns its exception into a refusal. */
    static <T> Decoded<T> decode(String text, Function<String, T> reader) {
        try {
            return Decoded.ok(reader.apply(text));
        } catch (SipFormatException e) {
            Problem problem = e.problem();
            return Decoded.refused(problem.where(), problem.message());
        }
    }

    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(Grammar::isTokenChar);
    }

    /** RFC 3261 25.1: the exclamation mark is one of them, which the {@code +u.sip!} parameters rely on. */
    static boolean isTokenChar(int c) {
        return isAlphanumeric(c) || "-.!%*_+`'~".indexOf(c) >= 0;
    }

    static boolean isAlphanumeric(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(int c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isForeignToUri(int c) {
        return c <= ' ' || c == 127 || c == '<' || c == '>' || c == '"';
    }

    static boolean isHost(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
    }

    static boolean isIpv6(String text) {
        return text.indexOf(':') >= 0 && text.chars().allMatch(c -> isHex(c) || c == ':' || c == '.');
    }

    static String lower(String ascii) {
        return ascii.toLowerCase(java.util.Locale.ROOT);
    }

    /** A number of decimal digits, leading zeros allowed, no sign, not greater than {@code max}. */
    static long number(String digits, String what, long max) {
        long value = 0;
        if (digits.isEmpty()) {
            throw SipFormatException.at(0, what + " must have a digit");
        }
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (!isDigit(c)) {
                throw SipFormatException.at(i, what + " must be decimal digits", digits);
            }
            value = value * 10 + (c - '0');
            if (value > max) {
                throw SipFormatException.at(i, what + " must be at most " + max, digits);
            }
        }
        return value;
    }

    boolean end() {
        return at >= text.length();
    }

    int position() {
        return at;
    }

    void back(int position) {
        at = position;
    }

    String since(int position) {
        return text.substring(position, at);
    }

    String rest() {
        return text.substring(at);
    }

    /** Whether the next character belongs to a token; it is not taken. */
    boolean seesToken() {
        return at < text.length() && isTokenChar(text.charAt(at));
    }

    void skip() {
        at++;
    }

    /** Whether the next character is this one; it is not taken. */
    boolean sees(char c) {
        return at < text.length() && text.charAt(at) == c;
    }

    /** Takes the next character if it is this one. */
    boolean takes(char c) {
        if (sees(c)) {
            at++;
            return true;
        }
        return false;
    }

    void demand(char c, String what) {
        if (!takes(c)) {
            throw SipFormatException.at(at, what + " must be followed by '" + c + "'", rest());
        }
    }

    void space() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Without white space of SIP at both ends; other blanks of Unicode belong to the value. */
    static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    String token(String what) {
        int from = at;
        while (at < text.length() && isTokenChar(text.charAt(at))) {
            at++;
        }
        if (from == at) {
            throw SipFormatException.at(at, what + " must be a token", rest());
        }
        return text.substring(from, at);
    }

    /** Everything up to white space or one of these characters. */
    String until(String stops) {
        int from = at;
        while (at < text.length() && !isSpace(text.charAt(at)) && stops.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    /** A quoted string with its quotes; the cursor is on the opening one. */
    String quoted() {
        int from = at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return text.substring(from, at);
            }
            if (c == '\\') {
                at++;
            }
        }
        at = text.length();
        throw SipFormatException.at(from, "a quoted string must be closed", text.substring(from));
    }

    /** The content of a quoted string with its quotes, escapes taken away. */
    static String unquote(String quoted) {
        StringBuilder out = new StringBuilder(quoted.length());
        for (int i = 1; i < quoted.length() - 1; i++) {
            char c = quoted.charAt(i);
            if (c == '\\' && i + 1 < quoted.length() - 1) {
                c = quoted.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }

    static String quote(String content) {
        return "\"" + content.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    /** Refuses characters that would end a header line or are not text. */
    static String clean(String value, String what) {
        java.util.Objects.requireNonNull(value, what);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) && c != '\t') {
                throw new IllegalArgumentException(
                        what + " must not contain control characters, but has one at index " + i);
            }
        }
        return value;
    }
}
