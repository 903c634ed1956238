package org.emcc.sip.sccp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.Inet4Address;

/** Writes the fields of one payload, all little-endian. What it is given was checked before. */
final class FieldWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    FieldWriter unsigned8(int value) {
        out.write(value);
        return this;
    }

    FieldWriter unsigned16(int value) {
        return unsigned8(value).unsigned8(value >> 8);
    }

    FieldWriter unsigned24(int value) {
        return unsigned16(value).unsigned8(value >> 16);
    }

    FieldWriter unsigned32(long value) {
        return unsigned16((int) value).unsigned16((int) (value >> 16));
    }

    FieldWriter zeros(int count) {
        for (int i = 0; i < count; i++) {
            out.write(0);
        }
        return this;
    }

    FieldWriter bytes(SccpBytes value) {
        out.writeBytes(value.shared());
        return this;
    }

    FieldWriter ipv4(Inet4Address value) {
        out.writeBytes(value.getAddress());
        return this;
    }

    FieldWriter reversedIpv4(Inet4Address value) {
        byte[] bytes = value.getAddress();
        return unsigned8(bytes[3]).unsigned8(bytes[2]).unsigned8(bytes[1]).unsigned8(bytes[0]);
    }

    FieldWriter text(String value, int length) {
        out.writeBytes(value.getBytes(ISO_8859_1));
        return zeros(length - value.length());
    }

    FieldWriter endedText(String value) {
        out.writeBytes(value.getBytes(ISO_8859_1));
        return zeros(1);
    }

    FieldWriter station(StationId value) {
        return text(value.name(), StationId.LONGEST).unsigned32(value.user()).unsigned32(value.instance());
    }

    SccpBytes end(SccpBytes rest) {
        return SccpBytes.of(bytes(rest).out.toByteArray());
    }
}
