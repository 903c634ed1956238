package org.emcc.certs.bundle;

import java.util.regex.Pattern;
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
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

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
        return Require.form(text, "hash of a file", FORM, "have 64 lower-case hexadecimal digits and nothing else");
    }
}
