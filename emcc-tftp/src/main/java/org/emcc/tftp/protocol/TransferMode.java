package org.emcc.tftp.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * How the bytes of a file are to be understood. Source: tftp 1 and 7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TransferMode {
    /** Lines end with CR LF on the wire; the server converts from LF, the client back. */
    NETASCII,
    /** Bytes as they are; what phones use. */
    OCTET,
    /** Obsolete (RFC 1123): recognised, and refused by the server. */
    MAIL;

    /**
     * The word for it in a request.
     *
     * @return the word in lower case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of a word in any mix of cases. */
    static Optional<TransferMode> of(String word) {
        for (TransferMode mode : values()) {
            if (mode.name().equalsIgnoreCase(word)) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
