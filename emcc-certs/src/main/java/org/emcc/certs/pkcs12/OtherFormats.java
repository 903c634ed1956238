package org.emcc.certs.pkcs12;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Knows by their first octets the files that are taken for PKCS#12. It only finds the word for a refusal.
 *
 * <p>Source: certificates 2.1; RFC 7468 (PEM), RFC 5280 4.1 (certificate), RFC 2315 (PKCS#7).
 */
final class OtherFormats {
    /** What all content types of PKCS#7 begin with. */
    private static final byte[] PKCS7 = Identifiers.octets("1.2.840.113549.1.7");

    private static final byte[] JKS = {(byte) 0xfe, (byte) 0xed, (byte) 0xfe, (byte) 0xed};
    private static final byte[] JCEKS = {(byte) 0xce, (byte) 0xce, (byte) 0xce, (byte) 0xce};
    private static final int VERSION_OF_CERTIFICATE = 0xa0;
    private static final int INDEFINITE = 0x80;
    private static final int LOOKED_AT = 4096;

    private OtherFormats() {}

    /** What a file is that does not begin as PKCS#12 does, as the end of a sentence. */
    static String name(byte[] file) {
        if (file.length == 0) {
            return "is empty";
        }
        if (octet(file, 0) == Element.SEQUENCE) {
            return nameOfSequence(file, inside(file, 0));
        }
        if (begins(file, 0, JKS)) {
            return "is a JKS key store";
        }
        if (begins(file, 0, JCEKS)) {
            return "is a JCEKS key store";
        }
        String text = new String(file, 0, Math.min(file.length, LOOKED_AT), StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN ")) {
            return "is PEM text";
        }
        if (text.startsWith("MI") && text.chars().allMatch(OtherFormats::isBase64)) {
            return "is Base64 text";
        }
        return "begins with the octet " + HexFormat.of().toHexDigits(file[0]);
    }

    private static String nameOfSequence(byte[] file, int at) {
        if (octet(file, at) == Element.SEQUENCE && octet(file, inside(file, at)) == VERSION_OF_CERTIFICATE) {
            return "is a single certificate in DER";
        }
        if (octet(file, at) == Element.OBJECT_IDENTIFIER && begins(file, at + 2, PKCS7)) {
            return "is PKCS#7";
        }
        return "has no version at its beginning";
    }

    /** Where the content of an element begins, or would. */
    private static int inside(byte[] file, int at) {
        int length = octet(file, at + 1);
        return at + 2 + (length > INDEFINITE ? length - INDEFINITE : 0);
    }

    /** An octet; -1 behind the end. */
    private static int octet(byte[] file, int at) {
        return at < file.length ? file[at] & 0xff : -1;
    }

    private static boolean begins(byte[] file, int at, byte[] octets) {
        int end = at + octets.length;
        return end <= file.length && Arrays.equals(file, at, end, octets, 0, octets.length);
    }

    private static boolean isBase64(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '+'
                || c == '/'
                || c == '='
                || c == '\r'
                || c == '\n';
    }
}
