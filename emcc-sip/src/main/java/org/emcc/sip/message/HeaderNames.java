package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;

/**
 * Numbers for the names of headers that this SDK reads, so that they are compared once, when a message is read. All are below 64.
 */
final class HeaderNames {
    static final int UNKNOWN = 0;
    static final int VIA = 1;
    static final int FROM = 2;
    static final int TO = 3;
    static final int CALL_ID = 4;
    static final int CSEQ = 5;
    static final int CONTACT = 6;
    static final int CONTENT_LENGTH = 7;
    static final int CONTENT_TYPE = 8;
    static final int EXPIRES = 9;
    static final int MAX_FORWARDS = 10;

    /** By number; the first ones are those above. */
    private static final String[] USUAL = {
        "",
        "Via",
        "From",
        "To",
        "Call-ID",
        "CSeq",
        "Contact",
        "Content-Length",
        "Content-Type",
        "Expires",
        "Max-Forwards",
        "Accept-Contact",
        "Referred-By",
        "Request-Disposition",
        "Content-Encoding",
        "Reject-Contact",
        "Supported",
        "Identity-Info",
        "Event",
        "Refer-To",
        "Subject",
        "Allow-Events",
        "Session-Expires",
        "Identity",
        "Route",
        "Record-Route",
        "Require",
        "Proxy-Require",
        "Date",
        "Warning",
        "Reason",
        "User-Agent",
        "Allow",
        "Min-SE",
        "Geolocation",
        "Authorization",
        "WWW-Authenticate",
        "Proxy-Authorization",
        "Proxy-Authenticate",
        "P-Asserted-Identity",
        "Remote-Party-ID",
        "Mime-Version",
        "Accept",
        "Server",
        "Session-ID",
    };

    private static final String[] NAMES = new String[USUAL.length];

    /** The list of sip 5.2: a letter, and behind it the name. */
    private static final String[] COMPACT = {
        "aaccept-contact",
        "breferred-by",
        "ccontent-type",
        "drequest-disposition",
        "econtent-encoding",
        "ffrom",
        "icall-id",
        "jreject-contact",
        "ksupported",
        "lcontent-length",
        "mcontact",
        "nidentity-info",
        "oevent",
        "rrefer-to",
        "ssubject",
        "tto",
        "uallow-events",
        "vvia",
        "xsession-expires",
        "yidentity",
    };

    /** As most senders write it, which is compared first and at once. */
    private static final byte[][] USUAL_OCTETS = new byte[USUAL.length][];

    private static final byte[][] OCTETS = new byte[USUAL.length][];
    private static final byte[] SLOTS = new byte[256];
    private static final byte[] LETTERS = new byte[128];

    static {
        NAMES[UNKNOWN] = "";
        for (int number = 1; number < USUAL.length; number++) {
            NAMES[number] = Grammar.lower(USUAL[number]);
            USUAL_OCTETS[number] = USUAL[number].getBytes(StandardCharsets.US_ASCII);
            OCTETS[number] = NAMES[number].getBytes(StandardCharsets.US_ASCII);
            byte[] octets = USUAL_OCTETS[number];
            int slot = slot(octets, 0, octets.length);
            while (SLOTS[slot] != 0) {
                slot = (slot + 1) & 255;
            }
            SLOTS[slot] = (byte) number;
        }
        for (String compact : COMPACT) {
            byte number = (byte) of(compact.substring(1));
            LETTERS[compact.charAt(0)] = number;
            LETTERS[Character.toUpperCase(compact.charAt(0))] = number;
        }
    }

    private HeaderNames() {}

    /**
     * Three letters and the length; letters of both cases have the same. The factor gives each of the names above a slot of its own, so
     * that none is compared with two.
     */
    private static int slot(int length, int first, int middle, int last) {
        int hash = (first | 0x20) * 123 + (middle | 0x20);
        hash = hash * 123 + (last | 0x20);
        return (hash * 123 + length) & 255;
    }

    private static int slot(byte[] in, int from, int to) {
        return slot(to - from, in[from], in[(from + to) >>> 1], in[to - 1]);
    }

    /** The number of a name in its long or compact form and in any case, or 0. */
    static int of(String name) {
        int length = name.length();
        if (length < 2) {
            return length == 1 && name.charAt(0) < 128 ? LETTERS[name.charAt(0)] : UNKNOWN;
        }
        int slot = slot(length, name.charAt(0), name.charAt(length >>> 1), name.charAt(length - 1));
        while (SLOTS[slot] != 0) {
            int number = SLOTS[slot];
            if (name.equals(USUAL[number]) || same(NAMES[number], name)) {
                return number;
            }
            slot = (slot + 1) & 255;
        }
        return UNKNOWN;
    }

    /** The number of a name in its long or compact form and in any case, or 0. */
    static int of(byte[] in, int from, int to) {
        if (to - from < 2) {
            return to > from && in[from] >= 0 ? LETTERS[in[from]] : UNKNOWN;
        }
        int slot = slot(in, from, to);
        while (SLOTS[slot] != 0) {
            int number = SLOTS[slot];
            if (Octets.same(USUAL_OCTETS[number], in, from, to) || same(OCTETS[number], in, from, to)) {
                return number;
            }
            slot = (slot + 1) & 255;
        }
        return UNKNOWN;
    }

    /** The octets of a name that is a token and has this number; they are not to be changed. */
    static byte[] octets(int number, String name) {
        return name.equals(USUAL[number]) ? USUAL_OCTETS[number] : name.getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean same(String lower, String name) {
        if (lower.length() != name.length()) {
            return false;
        }
        for (int i = 0; i < lower.length(); i++) {
            if (Grammar.lower(name.charAt(i)) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(byte[] lower, byte[] in, int from, int to) {
        if (lower.length != to - from) {
            return false;
        }
        for (int i = 0; i < lower.length; i++) {
            int octet = in[from + i];
            if ((octet >= 'A' && octet <= 'Z' ? octet | 0x20 : octet) != lower[i]) {
                return false;
            }
        }
        return true;
    }
}
