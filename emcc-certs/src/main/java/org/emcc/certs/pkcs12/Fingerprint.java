package org.emcc.certs.pkcs12;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * What a certificate is known by: the SHA-256 digest of its DER form. Names and aliases are labels; two certificates are the
 * same when, and only when, their fingerprints are.
 *
 * <p>Source: certificates 4.4 (C2).
 *
 * @param value 64 lower-case hexadecimal digits
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Fingerprint(String value) implements Comparable<Fingerprint> {
    /**
     * Checks the form; upper case and colons between the octets are accepted and dropped.
     *
     * @param value 64 hexadecimal digits
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public Fingerprint {
        Objects.requireNonNull(value, "value");
        value = value.replace(":", "").toLowerCase(Locale.ROOT);
        if (!isDigest(value)) {
            throw new IllegalArgumentException("fingerprint must have 64 hexadecimal digits and nothing else, but is \""
                    + Require.clip(value) + "\"");
        }
    }

    private static boolean isDigest(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return value.length() == 64;
    }

    /**
     * The fingerprint of a certificate.
     *
     * @param certificate the certificate
     * @return its fingerprint
     */
    public static Fingerprint of(X509Certificate certificate) {
        try {
            return of(Slice.of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("certificate must have a DER form", e);
        }
    }

    static Fingerprint of(Slice der) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(der.array(), der.from(), der.length());
            return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public int compareTo(Fingerprint other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
