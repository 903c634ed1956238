package org.emcc.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

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
    /** Holds the line, and may hold the rest of its message. */
    private final byte[] bytes;

    private final int line;
    private final int nameEnd;
    private final int valueAt;
    private final int end;
    private final int number;
    private final boolean folded;

    private @Nullable String name;
    private @Nullable String value;

    /** A line; {@code nameEnd} is its begin when it is no header. */
    SipHeader(byte[] bytes, int line, int nameEnd, int valueAt, int end, int number, boolean folded) {
        this.bytes = bytes;
        this.line = line;
        this.nameEnd = nameEnd;
        this.valueAt = valueAt;
        this.end = end;
        this.number = number;
        this.folded = folded;
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
        int number = number(name);
        return joined(name, number, octets(value, name));
    }

    /** The number of the name of a header, which must be a token. */
    static int number(String name) {
        Objects.requireNonNull(name, "name");
        int number = HeaderNames.of(name);
        if (number == HeaderNames.UNKNOWN && !Grammar.isToken(name)) {
            throw new IllegalArgumentException("header name must be a token, but is \"" + Require.clip(name) + "\"");
        }
        return number;
    }

    /** The octets of a value, which must have no control characters; without white space at its ends. */
    static byte[] octets(String value, String name) {
        byte[] octets = octets(Objects.requireNonNull(value, name));
        int last = octets.length - 1;
        return last < 0 || (octets[0] != ' ' && octets[last] != ' ' && Octets.arePrintable(octets))
                ? octets
                : octets(Grammar.clean(value, name).strip());
    }

    private static SipHeader joined(String name, int number, byte[] value) {
        byte[] octets = HeaderNames.octets(number, name);
        byte[] bytes = new byte[octets.length + 2 + value.length];
        int end = join(octets, value, bytes, 0);
        return new SipHeader(bytes, 0, octets.length, octets.length + 1, end, number, false);
    }

    /** Writes a name, a colon and a value with a blank before it, or an empty value; answers where they end. */
    static int join(byte[] name, byte[] value, byte[] out, int at) {
        int colon = at + name.length;
        System.arraycopy(name, 0, out, at, name.length);
        out[colon] = ':';
        if (value.length == 0) {
            return colon + 1;
        }
        out[colon + 1] = ' ';
        System.arraycopy(value, 0, out, colon + 2, value.length);
        return colon + 2 + value.length;
    }

    /** Reads one line, folded or not. */
    static SipHeader read(byte[] in, int from, int end) {
        HeaderIndex one = new HeaderIndex(1);
        one.read(in, 0, from, end, Octets.find(in, from, end, '\r') < end);
        return one.header(in, 0);
    }

    /** The text of a value: unfolded, trimmed. */
    static String value(byte[] in, int valueAt, int end, boolean folded) {
        int to = Octets.trimmedEnd(in, valueAt, end);
        int from = Octets.trimmedStart(in, valueAt, to);
        return folded
                ? new String(unfold(in, from, to), StandardCharsets.UTF_8)
                : new String(in, from, to - from, StandardCharsets.UTF_8);
    }

    /** Each CRLF and the white space behind it becomes one space; white space at both ends goes. */
    private static byte[] unfold(byte[] in, int from, int to) {
        byte[] out = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            byte octet = in[i];
            if (octet == '\r') {
                while (i + 1 < to && (in[i + 1] == '\n' || Grammar.isSpace((char) in[i + 1]))) {
                    i++;
                }
                octet = ' ';
            }
            if (length > 0 || !Grammar.isSpace((char) octet)) {
                out[length++] = octet;
            }
        }
        while (length > 0 && Grammar.isSpace((char) out[length - 1])) {
            length--;
        }
        return Arrays.copyOf(out, length);
    }

    static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(String octets) {
        boolean ascii = true;
        for (int i = 0; i < octets.length(); i++) {
            ascii &= octets.charAt(i) < 128;
        }
        if (ascii) {
            return octets;
        }
        return new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Whether it has this name, whose number is known. */
    boolean is(int otherNumber, String other) {
        return number == otherNumber
                && (otherNumber != HeaderNames.UNKNOWN || (nameEnd > line && other.equalsIgnoreCase(name())));
    }

    int number() {
        return number;
    }

    /** The bytes of the line without its last CRLF. */
    int length() {
        return end - line;
    }

    void writeTo(ByteArrayOutputStream out) {
        out.write(bytes, line, end - line);
    }

    /** Puts the line into a message, and its positions into the index of that, before the header of a number. */
    void write(byte[] out, int at, HeaderIndex index, int header) {
        System.arraycopy(bytes, line, out, at, end - line);
        int shift = at - line;
        index.insert(header, at, nameEnd + shift, valueAt + shift, end + shift, number, folded);
    }

    /**
     * The name as it is written.
     *
     * @return a token, or empty when the line is no header
     */
    public String name() {
        String known = name;
        if (known == null) {
            known = new String(bytes, line, nameEnd - line, StandardCharsets.ISO_8859_1);
            name = known;
        }
        return known;
    }

    /**
     * The value without folding and without white space at its ends, read as UTF-8. Octets that are no UTF-8 show as U+FFFD here,
     * and are kept in the message.
     *
     * @return the value; it may be empty
     */
    public String value() {
        String known = value;
        if (known == null) {
            known = value(bytes, valueAt, end, folded);
            value = known;
        }
        return known;
    }

    /**
     * Tells whether this header has that name, in its long or its compact form and in any case.
     *
     * @param other a header name
     * @return whether it is the same header
     */
    public boolean is(String other) {
        return is(HeaderNames.of(other), other);
    }

    /**
     * This header on one line; its octets are the same otherwise.
     *
     * @return the header without folding
     */
    public SipHeader unfolded() {
        return nameEnd == line || !folded ? this : joined(name(), number, unfold(bytes, valueAt, end));
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
        if (nameEnd == line) {
            throw new IllegalArgumentException("a line that is no header must not get parameters");
        }
        SipHeader flat = unfolded();
        int to = flat.end;
        while (to > flat.valueAt && Grammar.isSpace((char) flat.bytes[to - 1])) {
            to--;
        }
        byte[] added = octets(suffix);
        byte[] all = new byte[to - flat.line + added.length];
        System.arraycopy(flat.bytes, flat.line, all, 0, to - flat.line);
        System.arraycopy(added, 0, all, to - flat.line, added.length);
        return new SipHeader(all, 0, flat.nameEnd - flat.line, flat.valueAt - flat.line, all.length, number, false);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipHeader that && Arrays.equals(bytes, line, end, that.bytes, that.line, that.end);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = line; i < end; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** The line, unfolded. */
    @Override
    public String toString() {
        return nameEnd == line ? value() : name() + ": " + value();
    }
}
