package org.emcc.sip.sccp;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Bytes that do not change.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SccpBytes {
    /** No bytes. */
    public static final SccpBytes EMPTY = new SccpBytes(new byte[0]);

    private static final int SHOWN = 16;

    private final byte[] bytes;

    private SccpBytes(byte[] own) {
        this.bytes = own;
    }

    /**
     * Copies bytes.
     *
     * @param bytes the bytes
     * @return a value of its own
     */
    public static SccpBytes of(byte[] bytes) {
        Objects.requireNonNull(bytes, "bytes");
        return bytes.length == 0 ? EMPTY : new SccpBytes(bytes.clone());
    }

    static SccpBytes zeros(int length) {
        return length == 0 ? EMPTY : new SccpBytes(new byte[length]);
    }

    /** A value of a part of an array; the array is not kept. */
    static SccpBytes copy(byte[] bytes, int from, int to) {
        return from == to ? EMPTY : new SccpBytes(Arrays.copyOfRange(bytes, from, to));
    }

    /** The array itself, for readers that do not change it. */
    byte[] shared() {
        return bytes;
    }

    /**
     * How many bytes these are.
     *
     * @return 0 or more
     */
    public int length() {
        return bytes.length;
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] toByteArray() {
        return bytes.clone();
    }

    OptionalInt unsigned8(int at) {
        return at + 1 > bytes.length ? OptionalInt.empty() : OptionalInt.of(bytes[at] & 0xFF);
    }

    OptionalInt unsigned24(int at) {
        return at + 3 > bytes.length
                ? OptionalInt.empty()
                : OptionalInt.of((bytes[at] & 0xFF) | ((bytes[at + 1] & 0xFF) << 8) | ((bytes[at + 2] & 0xFF) << 16));
    }

    OptionalLong unsigned32(int at) {
        return at + 4 > bytes.length ? OptionalLong.empty() : OptionalLong.of(Wire.unsigned32(bytes, at));
    }

    Optional<SccpBytes> part(int at, int length) {
        return at + length > bytes.length ? Optional.empty() : Optional.of(copy(bytes, at, at + length));
    }

    Optional<String> text(int at, int length) {
        return at + length > bytes.length ? Optional.empty() : Optional.of(Wire.text(bytes, at, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SccpBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        int shown = Math.min(SHOWN, bytes.length);
        return bytes.length + " bytes"
                + (shown == 0 ? "" : " " + HexFormat.of().formatHex(bytes, 0, shown))
                + (shown < bytes.length ? "…" : "");
    }
}
