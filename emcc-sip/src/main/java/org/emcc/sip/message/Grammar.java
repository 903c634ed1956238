package org.emcc.sip.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;

/**
 * The character classes of SIP, and a cursor over the text of one header. Each method reads forward only. It looks at octets, of which
 * each character has one, and takes the text of what it finds; characters that are no ASCII belong to no class.
 */
final class Grammar {
    private static final int TOKEN = 1;
    private static final int ALPHANUMERIC = 2;
    private static final int HEX = 4;
    private static final int FOREIGN_TO_URI = 8;
    private static final int HOST = 16;
    private static final int IPV6 = 32;
    private static final int ENDS_VALUE = 64;
    private static final int MARK_OF_URI = 128;
    private static final int USER = 256;
    private static final int QUOTED_AS_IS = 512;

    /** The kinds that each character of ASCII belongs to. */
    private static final short[] KINDS = new short[128];

    static {
        for (int c = 0; c < 128; c++) {
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            boolean alphanumeric = letter || isDigit(c);
            boolean hex = isDigit(c) || (letter && (c | 0x20) <= 'f');
            int kinds = alphanumeric ? ALPHANUMERIC : 0;
            kinds |= hex ? HEX : 0;
            kinds |= alphanumeric || "-.!%*_+`'~".indexOf(c) >= 0 ? TOKEN : 0;
            kinds |= c <= ' ' || c == 127 || c == '<' || c == '>' || c == '"' ? FOREIGN_TO_URI : 0;
            kinds |= alphanumeric || c == '.' || c == '-' || c == '_' ? HOST : 0;
            kinds |= hex || c == ':' || c == '.' ? IPV6 : 0;
            kinds |= ";,\" \t".indexOf(c) >= 0 ? ENDS_VALUE : 0;
            kinds |= "@;?%".indexOf(c) >= 0 ? MARK_OF_URI : 0;
            kinds |= alphanumeric || "-_.!~*'()&=+$,".indexOf(c) >= 0 ? USER : 0;
            kinds |= c >= ' ' && c < 127 && c != '"' && c != '\\' ? QUOTED_AS_IS : 0;
            KINDS[c] = (short) kinds;
        }
    }

    private final String text;
    private final byte[] octets;
    /** Where the octet of the first character is. */
    private final int base;

    private final int length;
    private int at;

    Grammar(String text) {
        this(text, Octets.of(text), 0);
    }

    /** A text whose octets are known: those of ASCII, and a negative one for each other character. */
    Grammar(String text, byte[] octets, int base) {
        this.text = text;
        this.octets = octets;
        this.base = base;
        this.length = text.length();
    }

    /** Runs a reader over all of a text. */
    static <T> T whole(String text, Function<Grammar, T> reader) {
        return whole(new Grammar(text), reader);
    }

    /** Runs a reader over all of a text. */
    static <T> T whole(Grammar in, Function<Grammar, T> reader) {
        in.space();
        T value = reader.apply(in);
        in.space();
        if (!in.end()) {
            throw SipFormatException.at(in.at, "must end here", in.rest());
        }
        return value;
    }

    /** Reads values separated by commas; the list cannot be changed. */
    static <T> List<T> list(Grammar in, Function<Grammar, T> reader) {
        T first = reader.apply(in);
        in.space();
        if (!in.takes(',')) {
            return List.of(first);
        }
        List<T> all = new ArrayList<>();
        all.add(first);
        do {
            in.space();
            all.add(reader.apply(in));
            in.space();
        } while (in.takes(','));
        return List.copyOf(all);
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
        return all(text, TOKEN);
    }

    /** RFC 3261 25.1: the exclamation mark is one of them, which the {@code +u.sip!} parameters rely on. */
    static boolean isTokenChar(int c) {
        return is(c, TOKEN);
    }

    static boolean isAlphanumeric(int c) {
        return is(c, ALPHANUMERIC);
    }

    /** What the user part of a URI may hold without an escape; the marks of RFC 3261 25.1 but for {@code ;?/}. */
    static boolean isUserChar(int c) {
        return is(c, USER);
    }

    /** Whether a text needs no escape in the user part of a URI. */
    static boolean isUser(String text) {
        return all(text, USER);
    }

    /** Whether a text is written between quotes as it is. */
    static boolean isQuotedAsIs(String text) {
        return all(text, QUOTED_AS_IS);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    static boolean isHex(int c) {
        return is(c, HEX);
    }

    static boolean isForeignToUri(int c) {
        return is(c, FOREIGN_TO_URI);
    }

    /** Whether it is an at sign, a semicolon, a question mark or a percent sign, or must not be in a URI at all. */
    static boolean isSpecialToUri(int c) {
        return is(c, FOREIGN_TO_URI | MARK_OF_URI);
    }

    static boolean isHost(String text) {
        return all(text, HOST);
    }

    /**
     * Groups of up to four digits, one run of groups left out, the last two perhaps an IPv4 address. Before that, three colons are
     * taken for two: the grammar of RFC 3261 has them, and RFC 5118 4.10 asks for it.
     */
    static boolean isIpv6(String text) {
        int lastColon = text.lastIndexOf(':');
        if (lastColon < 0 || !all(text, IPV6)) {
            return false;
        }
        boolean embedded = text.indexOf('.') >= 0;
        String groups = text;
        if (embedded) {
            if (!isIpv4(text, lastColon + 1)) {
                return false;
            }
            boolean three = text.startsWith(":::", lastColon - 2) && lastColon >= 2;
            groups = text.substring(0, three ? lastColon : lastColon + 1) + "0:0";
        }
        int count = 0;
        int digits = 0;
        boolean leftOut = false;
        for (int i = 0; i < groups.length(); i++) {
            if (groups.charAt(i) != ':') {
                count += digits == 0 ? 1 : 0;
                digits++;
                if (digits > 4) {
                    return false;
                }
                continue;
            }
            digits = 0;
            boolean two = groups.startsWith("::", i);
            boolean edge = i == 0 || i == groups.length() - 1;
            if (two ? leftOut || groups.startsWith(":::", i) : edge) {
                return false;
            }
            leftOut |= two;
            i += two ? 1 : 0;
        }
        return leftOut ? count < 8 : count == 8;
    }

    private static boolean isIpv4(String text, int from) {
        int parts = 0;
        int value = -1;
        for (int i = from; i <= text.length(); i++) {
            int c = i == text.length() ? '.' : text.charAt(i);
            if (c == '.') {
                if (value < 0 || value > 255) {
                    return false;
                }
                parts++;
                value = -1;
            } else if (!isDigit(c)) {
                return false;
            } else {
                value = Math.min(1000, Math.max(0, value) * 10 + (c - '0'));
            }
        }
        return parts == 4;
    }

    private static boolean is(int c, int kind) {
        return c >= 0 && c < 128 && (KINDS[c] & kind) != 0;
    }

    private static boolean all(String text, int kind) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 128 || (KINDS[c] & kind) == 0) {
                return false;
            }
        }
        return length > 0;
    }

    static String lower(String ascii) {
        return ascii.toLowerCase(java.util.Locale.ROOT);
    }

    static String upper(String ascii) {
        return ascii.toUpperCase(java.util.Locale.ROOT);
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c | 0x20) : c;
    }

    /** A number of decimal digits, leading zeros allowed, no sign, not greater than {@code max}. */
    static long number(String digits, String what, long max) {
        return number(digits, 0, digits.length(), what, max);
    }

    private static long number(String text, int from, int to, String what, long max) {
        long value = 0;
        if (from == to) {
            throw SipFormatException.at(from, what + " must have a digit");
        }
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (!isDigit(c)) {
                throw SipFormatException.at(i, what + " must be decimal digits", text.substring(from, to));
            }
            value = value * 10 + (c - '0');
            if (value > max) {
                throw SipFormatException.at(i, what + " must be at most " + max, text.substring(from, to));
            }
        }
        return value;
    }

    String text() {
        return text;
    }

    int length() {
        return length;
    }

    /** The octet of the character at an index; it is negative when that is no ASCII. */
    byte octet(int index) {
        return octets[base + index];
    }

    /** A part of this text. */
    Grammar part(int from, int to) {
        return new Grammar(text.substring(from, to), octets, base + from);
    }

    /** Where a character of ASCII is, or {@code to}. */
    int find(char c, int from, int to) {
        return Octets.find(octets, base + from, base + to, c) - base;
    }

    boolean isHost(int from, int to) {
        for (int i = from; i < to; i++) {
            if (!is(octet(i), HOST)) {
                return false;
            }
        }
        return from < to;
    }

    boolean end() {
        return at >= length;
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
        return at < length && isTokenChar(octet(at));
    }

    void skip() {
        at++;
    }

    /** Whether the next character is this one; it is not taken. */
    boolean sees(char c) {
        return at < length && octet(at) == c;
    }

    /** Takes the next character if it is this one. */
    boolean takes(char c) {
        if (sees(c)) {
            at++;
            return true;
        }
        return false;
    }

    /** Takes the next characters if they are these. */
    boolean takes(String all) {
        if (text.startsWith(all, at)) {
            at += all.length();
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
        int i = at;
        while (i < length && isSpace((char) octet(i))) {
            i++;
        }
        at = i;
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
        skipToken(what);
        return text.substring(from, at);
    }

    void skipToken(String what) {
        int i = at;
        while (i < length && isTokenChar(octet(i))) {
            i++;
        }
        if (i == at) {
            throw SipFormatException.at(at, what + " must be a token", rest());
        }
        at = i;
    }

    /** Takes the value of a parameter that is not quoted. */
    void skipValue() {
        int i = at;
        while (i < length && !is(octet(i), ENDS_VALUE)) {
            i++;
        }
        at = i;
    }

    String untilSpaceOr(char stop, char other) {
        int from = at;
        skipUntilSpaceOr(stop, other, other);
        return text.substring(from, at);
    }

    void skipUntilSpaceOr(char stop, char other, char third) {
        int i = at;
        while (i < length) {
            char c = (char) octet(i);
            if (c == stop || c == other || c == third || isSpace(c)) {
                break;
            }
            i++;
        }
        at = i;
    }

    /** Takes everything up to white space, and reads it as {@link #number(String, String, long)} does. */
    long number(String what, long max) {
        int from = at;
        skipUntilSpaceOr(' ', ' ', ' ');
        return number(from, at, what, max);
    }

    /** Reads a part as {@link #number(String, String, long)} does. */
    long number(int from, int to, String what, long max) {
        return number(text, from, to, what, max);
    }

    /** A quoted string with its quotes; the cursor is on the opening one. */
    String quoted() {
        int from = at;
        skipQuoted();
        return text.substring(from, at);
    }

    void skipQuoted() {
        int from = at;
        int i = at + 1;
        while (i < length) {
            byte c = octet(i++);
            if (c == '"') {
                at = i;
                return;
            }
            if (c == '\\') {
                i++;
            }
        }
        at = length;
        throw SipFormatException.at(from, "a quoted string must be closed", text.substring(from));
    }

    /** Takes a comment, which may hold others, if there is one. */
    void skipComment() {
        if (!sees('(')) {
            return;
        }
        int from = at;
        int open = 0;
        while (at < length) {
            byte c = octet(at++);
            open += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == '\\') {
                at++;
            }
            if (open == 0) {
                return;
            }
        }
        at = length;
        throw SipFormatException.at(from, "a comment must be closed", text.substring(from));
    }

    /** The content of a quoted string with its quotes, escapes taken away. */
    static String unquote(String quoted) {
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, quoted.length() - 1);
        }
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
        boolean plain = content.indexOf('\\') < 0 && content.indexOf('"') < 0;
        String escaped = plain ? content : content.replace("\\", "\\\\").replace("\"", "\\\"");
        return "\"" + escaped + "\"";
    }

    /** The parts of a value between its commas, trimmed; commas in quoted strings and angle brackets do not count. */
    static List<String> split(String value) {
        return split(new Grammar(value));
    }

    /** The parts of the rest of a value; see {@link #split(String)}. */
    static List<String> split(Grammar in) {
        List<String> parts = new ArrayList<>();
        int from = in.position();
        boolean inAngles = false;
        while (!in.end()) {
            if (in.sees('"') && !inAngles) {
                in.skipQuoted();
                continue;
            }
            if (in.sees(',') && !inAngles) {
                parts.add(trimmed(in.since(from)));
                from = in.position() + 1;
            }
            inAngles = in.sees('<') || (inAngles && !in.sees('>'));
            in.skip();
        }
        parts.add(trimmed(in.since(from)));
        return List.copyOf(parts);
    }

    /** Refuses characters that would end a header line or are not text. */
    static String clean(String value, String what) {
        java.util.Objects.requireNonNull(value, what);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || (c >= 127 && c < 160)) {
                throw new IllegalArgumentException(
                        what + " must not contain control characters, but has one at index " + i);
            }
        }
        return value;
    }
}
