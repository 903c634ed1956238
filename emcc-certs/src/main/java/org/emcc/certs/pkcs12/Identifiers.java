package org.emcc.certs.pkcs12;

import java.io.ByteArrayOutputStream;

/** Object identifiers, as text and as the content of their elements. Source: certificates 2.1, 2.2. */
final class Identifiers {
    static final String PBES2 = "1.2.840.113549.1.5.13";
    static final String PBKDF2 = "1.2.840.113549.1.5.12";
    static final String PBMAC1 = "1.2.840.113549.1.5.14";
    static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";

    private static final int LONGEST = 64;

    private Identifiers() {}

    /** The content of the element of an identifier. */
    static byte[] octets(String identifier) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String[] arcs = identifier.split("\\.", -1);
        write(out, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
        for (int i = 2; i < arcs.length; i++) {
            write(out, Long.parseLong(arcs[i]));
        }
        return out.toByteArray();
    }

    private static void write(ByteArrayOutputStream out, long arc) {
        int shift = 0;
        while ((arc >>> shift) > 0x7f) {
            shift += 7;
        }
        for (; shift > 0; shift -= 7) {
            out.write((int) (((arc >>> shift) & 0x7f) | 0x80));
        }
        out.write((int) (arc & 0x7f));
    }

    /** The text of an identifier; one that is too long or broken is told by its size. */
    static String text(Slice content) {
        StringBuilder text = new StringBuilder();
        long arc = 0;
        boolean open = content.length() == 0 || content.length() > LONGEST;
        for (int i = content.from(); i < content.to() && content.length() <= LONGEST; i++) {
            byte octet = content.array()[i];
            if (arc > Long.MAX_VALUE >> 7) {
                open = true;
                break;
            }
            arc = (arc << 7) | (octet & 0x7f);
            open = octet < 0;
            if (!open) {
                if (text.length() == 0) {
                    long first = Math.min(arc / 40, 2);
                    text.append(first).append('.').append(arc - 40 * first);
                } else {
                    text.append('.').append(arc);
                }
                arc = 0;
            }
        }
        return open ? "an identifier of " + content.length() + " octets" : text.toString();
    }
}
