package org.emcc.tftp.trust;

import java.io.ByteArrayOutputStream;
import java.util.List;

/** Arrays put together. */
final class Bytes {
    private Bytes() {}

    static byte[] join(List<TlvElement> elements) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        elements.forEach(element -> out.writeBytes(element.encode()));
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length = Math.addExact(length, part.length);
        }
        byte[] out = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, out, at, part.length);
            at += part.length;
        }
        return out;
    }
}
