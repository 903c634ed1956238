package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * One header as it stands in a message, with the text that it came in.
 *
 * <p>Names are compared without regard to case, and a compact name equals its long form. A line that is no header (it lacks a
 * colon, or has something else than a token before it) is kept too: its {@link #name()} is empty.
 *
 * <p>Source: RFC 3261 7.3 and 7.3.3; sip 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipHeader {
    /** The list of sip 5.2. */
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("a", "accept-contact"),
            Map.entry("b", "referred-by"),
            Map.entry("c", "content-type"),
            Map.entry("d", "request-disposition"),
            Map.entry("e", "content-encoding"),
            Map.entry("f", "from"),
            Map.entry("i", "call-id"),
            Map.entry("j", "reject-contact"),
            Map.entry("k", "supported"),
            Map.entry("l", "content-length"),
            Map.entry("m", "contact"),
            Map.entry("n", "identity-info"),
            Map.entry("o", "event"),
            Map.entry("r", "refer-to"),
            Map.entry("s", "subject"),
            Map.entry("t", "to"),
            Map.entry("u", "allow-events"),
            Map.entry("v", "via"),
            Map.entry("x", "session-expires"),
            Map.entry("y", "identity"));

    private final String name;
    private final String value;
    /** The line without its last CRLF; one character for each byte, so that octets which are no UTF-8 survive. */
    private final String raw;

    private SipHeader(String name, String value, String raw) {
        this.name = name;
        this.value = value;
        this.raw = raw;
    }

    /**
     * A header of this name and value, written as {@code name: value}.
     *
     * @param name a token, such as {@code Expires}
     * @param value the value, without control characters; it may be empty
     * @return the header
     * @throws IllegalArgumentException when name or value break their rule
     */
    public static SipHeader of(String name, String value) {
        Objects.requireNonNull(name, "name");
        if (!Grammar.isToken(name)) {
            throw new IllegalArgumentException("header name must be a token, but is \"" + Require.clip(name) + "\"");
        }
        String kept = Grammar.clean(value, "value of " + name).strip();
        return new SipHeader(name, kept, kept.isEmpty() ? name + ":" : name + ": " + octets(kept));
    }

    /** Reads one line of a message, folded or not. */
    static SipHeader read(String raw) {
        int colon = raw.indexOf(':');
        String name = colon < 0 ? "" : trimEnd(raw.substring(0, colon));
        if (!Grammar.isToken(name)) {
            return new SipHeader("", text(unfold(raw, 0)), raw);
        }
        return new SipHeader(name, text(unfold(raw, colon + 1)), raw);
    }

    private static String trimEnd(String text) {
        int end = text.length();
        while (end > 0 && Grammar.isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    /** Each CRLF and the white space behind it becomes one space; white space at both ends goes. */
    private static String unfold(String raw, int from) {
        StringBuilder out = new StringBuilder(raw.length() - from);
        for (int i = from; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '\r') {
                while (i + 1 < raw.length() && (raw.charAt(i + 1) == '\n' || Grammar.isSpace(raw.charAt(i + 1)))) {
                    i++;
                }
                c = ' ';
            }
            if (out.length() > 0 || !Grammar.isSpace(c)) {
                out.append(c);
            }
        }
        return trimEnd(out.toString());
    }

    static String octets(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String text(String octets) {
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The long form in lower case: what headers are compared by. */
    static String key(String name) {
        String lower = Grammar.lower(name);
        return COMPACT.getOrDefault(lower, lower);
    }

    /**
     * The name as it is written.
     *
     * @return a token, or empty when the line is no header
     */
    public String name() {
        return name;
    }

    /**
     * The value without folding and without white space at its ends, read as UTF-8. Octets that are no UTF-8 show as U+FFFD here,
     * and are kept in the message.
     *
     * @return the value; it may be empty
     */
    public String value() {
        return value;
    }

    /**
     * Tells whether this header has that name, in its long or its compact form and in any case.
     *
     * @param other a header name
     * @return whether it is the same header
     */
    public boolean is(String other) {
        return key(name).equals(key(other));
    }

    /**
     * This header on one line; its octets are the same otherwise.
     *
     * @return the header without folding
     */
    public SipHeader unfolded() {
        if (name.isEmpty() || raw.indexOf('\r') < 0) {
            return this;
        }
        return new SipHeader(name, value, name + ": " + unfold(raw, raw.indexOf(':') + 1));
    }

    /**
     * This header on one line with a parameter added behind the last of its values.
     *
     * @param parameter its name, a token
     * @param parameterValue its value; it is quoted when it is no token
     * @return the longer header
     * @throws IllegalArgumentException when the parameter breaks its rule
     */
    public SipHeader withParameter(String parameter, String parameterValue) {
        return appended(SipParameters.NONE.with(parameter, parameterValue).toString());
    }

    /**
     * This header on one line with a parameter that has no value added behind the last of its values.
     *
     * @param parameter its name, a token
     * @return the longer header
     * @throws IllegalArgumentException when the parameter breaks its rule
     */
    public SipHeader withFlag(String parameter) {
        return appended(SipParameters.NONE.withFlag(parameter).toString());
    }

    private SipHeader appended(String suffix) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a line that is no header must not get parameters");
        }
        String line = trimEnd(unfolded().raw) + octets(suffix);
        return new SipHeader(name, value + suffix, line);
    }

    String raw() {
        return raw;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipHeader that && raw.equals(that.raw);
    }

    @Override
    public int hashCode() {
        return raw.hashCode();
    }

    /** The line, unfolded. */
    @Override
    public String toString() {
        return name.isEmpty() ? value : name + ": " + value;
    }
}
