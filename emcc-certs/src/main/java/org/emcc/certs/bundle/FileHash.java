package org.emcc.certs.bundle;

import org.emcc.certs.internal.FileNames;
import org.emcc.core.internal.Require;

/**
 * A file of a depot and the hash by which its content is known.
 *
 * <p>Source: certificates 1.12, 4.4 (C7).
 *
 * @param file the name of the file
 * @param sha256 the SHA-256 digest of all octets of the file, 64 lower-case hexadecimal digits
 * @threadsafety immutable
 * @since 0.1.0
 */
public record FileHash(String file, String sha256) {
    static final int DIGITS = 64;

    /**
     * Checks the forms of both.
     *
     * @param file the name of the file, by the rule of {@link org.emcc.certs.depot.CertificateDepot}
     * @param sha256 64 lower-case hexadecimal digits
     * @throws IllegalArgumentException when one breaks its rule
     */
    public FileHash {
        FileNames.require(file);
        requireHash(sha256);
    }

    static String requireHash(String text) {
        if (!isDigits(text, DIGITS)) {
            throw new IllegalArgumentException("hash of a file must have " + DIGITS
                    + " lower-case hexadecimal digits and nothing else, but is \"" + Require.clip(text) + "\"");
        }
        return text;
    }

    /** Not by a pattern: a manifest has thousands. */
    static boolean isDigits(String text, int count) {
        if (text.length() != count) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
