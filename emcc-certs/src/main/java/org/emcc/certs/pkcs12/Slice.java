package org.emcc.certs.pkcs12;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Octets inside an array, which are not copied.
 *
 * @param array the array
 * @param from where they begin
 * @param to where they have ended
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never handed to anybody
record Slice(byte[] array, int from, int to) {
    static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    int length() {
        return to - from;
    }

    byte[] copy() {
        return Arrays.copyOfRange(array, from, to);
    }

    String text(Charset charset) {
        return new String(array, from, length(), charset);
    }
}
