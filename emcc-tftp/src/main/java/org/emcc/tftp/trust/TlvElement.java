package org.emcc.tftp.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.internal.Require;

/**
 * An element of the grammar that signed files, encrypted files and trust lists share: a tag of one byte, a length of two, and
 * that many bytes. Tag 13 in a header is a single byte of padding without a length.
 *
 * <p>An element that was read is a view of the bytes it was read from, so that it is written as it came, whatever it means.
 *
 * <p>Source: phone-config-files 6.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TlvElement {
    /** The most bytes of a value: its length has 16 bits. */
    public static final int MAX_VALUE_BYTES = 0xFFFF;

    static final int PADDING_TAG = 13;

    private static final int OVERHEAD = 3;

    private final byte[] source;
    private final int at;
    private final int end;
    private final List<TlvElement> children;

    private TlvElement(byte[] source, int at, int end, List<TlvElement> children) {
        this.source = source;
        this.at = at;
        this.end = end;
        this.children = children;
    }

    /** A view of bytes that nobody changes any more; {@code end - at} is 1 for padding, else at least 3. */
    static TlvElement view(byte[] source, int at, int end, List<TlvElement> children) {
        return new TlvElement(source, at, end, children);
    }

    /**
     * An element of these bytes.
     *
     * @param tag 0 to 255
     * @param value at most {@link #MAX_VALUE_BYTES} bytes; copied
     * @return the element, without children
     * @throws IllegalArgumentException when a limit is broken
     */
    public static TlvElement of(int tag, byte[] value) {
        Require.range(tag, "tag", 0, 0xFF);
        Require.range(value.length, "number of bytes in the element of tag " + tag, 0, MAX_VALUE_BYTES);
        byte[] bytes = new byte[OVERHEAD + value.length];
        bytes[0] = (byte) tag;
        bytes[1] = (byte) (value.length >> 8);
        bytes[2] = (byte) value.length;
        System.arraycopy(value, 0, bytes, OVERHEAD, value.length);
        return new TlvElement(bytes, 0, bytes.length, List.of());
    }

    static TlvElement container(int tag, TlvElement... children) {
        List<TlvElement> parts = List.of(children);
        TlvElement plain = of(tag, Bytes.join(parts));
        return new TlvElement(plain.source, plain.at, plain.end, parts);
    }

    static TlvElement text(int tag, String what, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " must not contain NUL, which ends it");
        }
        return of(tag, (text + "\0").getBytes(UTF_8));
    }

    static TlvElement number(int tag, int bytes, long value) {
        byte[] out = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            out[i] = (byte) (value >> (8 * (bytes - 1 - i)));
        }
        return of(tag, out);
    }

    static TlvElement padding() {
        return new TlvElement(new byte[] {PADDING_TAG}, 0, 1, List.of());
    }

    /**
     * What it is.
     *
     * @return 0 to 255
     */
    public int tag() {
        return source[at] & 0xFF;
    }

    /**
     * Whether it is a single byte of padding, without a length and a value.
     *
     * @return whether it is
     */
    public boolean isPadding() {
        return end - at < OVERHEAD;
    }

    /**
     * How many bytes its value has.
     *
     * @return 0 to {@link #MAX_VALUE_BYTES}
     */
    public int length() {
        return isPadding() ? 0 : end - at - OVERHEAD;
    }

    /**
     * The bytes behind the length.
     *
     * @return a new array
     */
    public byte[] value() {
        return Arrays.copyOfRange(source, end - length(), end);
    }

    /**
     * What it holds, when it is one of the containers of a header.
     *
     * @return its elements in order; none for an element that is no container; unmodifiable
     */
    public List<TlvElement> children() {
        return children;
    }

    /**
     * The element as it stands in a file.
     *
     * @return a new array: tag, length, value
     */
    public byte[] encode() {
        return Arrays.copyOfRange(source, at, end);
    }

    /** Where it began in what it was read from. */
    int at() {
        return at;
    }

    /** Where it ended there. */
    int end() {
        return end;
    }

    /** The number it holds, when it has exactly so many bytes (at most 4). */
    Optional<Long> number(int bytes) {
        if (length() != bytes) {
            return Optional.empty();
        }
        long number = 0;
        for (int i = end - bytes; i < end; i++) {
            number = (number << 8) | (source[i] & 0xFF);
        }
        return Optional.of(number);
    }

    /** The text before the first NUL, or all of it when there is none. */
    String text() {
        return new String(source, end - length(), untilNul(), UTF_8);
    }

    /** Whether it is a text as the rule says: one NUL, at its end. */
    boolean endsAsText() {
        return length() > 0 && untilNul() == length() - 1;
    }

    private int untilNul() {
        int from = end - length();
        int i = from;
        while (i < end && source[i] != 0) {
            i++;
        }
        return i - from;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlvElement that && Arrays.equals(source, at, end, that.source, that.at, that.end);
    }

    @Override
    public int hashCode() {
        return Objects.hash(tag(), Arrays.hashCode(value()));
    }

    /** The tag and the length, without the value, which may be a key. */
    @Override
    public String toString() {
        return isPadding() ? "TlvElement[padding]" : "TlvElement[tag=" + tag() + ", " + length() + " bytes]";
    }
}
