package org.emcc.sip.sccp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.emcc.core.Problem;
import org.emcc.sip.message.SipFormatException;

/** Reads the fields of one payload, all little-endian, from the first on. */
final class FieldReader {
    private final byte[] bytes;
    private final long headerVersion;
    private final List<Problem> remarks = new ArrayList<>(0);
    private int at;

    FieldReader(SccpBytes payload, long headerVersion) {
        this.bytes = payload.shared();
        this.headerVersion = headerVersion;
    }

    long headerVersion() {
        return headerVersion;
    }

    /** What was tolerated. */
    List<Problem> remarks() {
        return remarks;
    }

    int remaining() {
        return bytes.length - at;
    }

    private int take(int length, String what) {
        if (length > remaining()) {
            throw problem(what + " must have " + length + " bytes, but only " + remaining() + " are left");
        }
        int from = at;
        at += length;
        return from;
    }

    private SipFormatException problem(String message) {
        return new SipFormatException(new Problem("byte " + at + " of the payload", message));
    }

    int unsigned8(String what) {
        return bytes[take(1, what)] & 0xFF;
    }

    int unsigned16(String what) {
        int from = take(2, what);
        return (bytes[from] & 0xFF) | ((bytes[from + 1] & 0xFF) << 8);
    }

    int unsigned24(String what) {
        return unsigned16(what) | (unsigned8(what) << 16);
    }

    long unsigned32(String what) {
        return Wire.unsigned32(bytes, take(4, what));
    }

    SccpBytes bytes(int length, String what) {
        int from = take(length, what);
        return SccpBytes.copy(bytes, from, from + length);
    }

    Inet4Address ipv4(String what) {
        int from = take(4, what);
        return address(Arrays.copyOfRange(bytes, from, from + 4));
    }

    Inet4Address reversedIpv4(String what) {
        int from = take(4, what);
        return address(new byte[] {bytes[from + 3], bytes[from + 2], bytes[from + 1], bytes[from]});
    }

    private static Inet4Address address(byte[] inNetworkOrder) {
        try {
            return (Inet4Address) InetAddress.getByAddress(inNetworkOrder);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    /** A text in a field of fixed length; what lies behind its end is no part of it. */
    String text(int length, String what) {
        int from = take(length, what);
        String text = Wire.text(bytes, from, length);
        for (int i = from + text.length(); i < at; i++) {
            if (bytes[i] != 0) {
                remarks.add(new Problem(
                        "byte " + i + " of the payload", "what lies behind the end of " + what + " is left out"));
                break;
            }
        }
        return text;
    }

    /** A text that ends with a zero byte. */
    String endedText(String what) {
        int end = at;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        if (end == bytes.length) {
            throw problem(what + " must end with a zero byte");
        }
        if (end - at > Wire.LONGEST_TEXT) {
            throw problem(what + " must have at most " + Wire.LONGEST_TEXT + " bytes, but has " + (end - at));
        }
        String text = new String(bytes, at, end - at, ISO_8859_1);
        at = end + 1;
        return text;
    }

    /** Nothing is allocated for elements that are not there. */
    <T> List<T> list(long count, int most, int size, String what, Function<FieldReader, T> element) {
        if (count > most) {
            throw problem("there must be at most " + most + " " + what + ", but there are " + count);
        }
        if (count * size > remaining()) {
            throw problem("there must be " + count + " " + what + " of " + size + " bytes, but only " + remaining()
                    + " bytes are left");
        }
        List<T> read = new ArrayList<>((int) count);
        for (long i = 0; i < count; i++) {
            read.add(element.apply(this));
        }
        return read;
    }

    SccpBytes rest() {
        int from = at;
        at = bytes.length;
        return SccpBytes.copy(bytes, from, at);
    }
}
