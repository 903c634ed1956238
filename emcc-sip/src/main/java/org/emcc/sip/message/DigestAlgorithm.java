package org.emcc.sip.message;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/**
 * The hashes of digest authentication, each also bound to one session.
 *
 * <p>Source: RFC 7616 3.2, RFC 8760; sip 5.10.
 *
 * @since 0.1.0
 */
public enum DigestAlgorithm {
    /** MD5, for the phones and gateways that know no other; a server that can refuse it should. */
    MD5("MD5", "MD5", false),
    /** MD5, bound to one session. */
    MD5_SESS("MD5-sess", "MD5", true),
    /** SHA-256. */
    SHA_256("SHA-256", "SHA-256", false),
    /** SHA-256, bound to one session. */
    SHA_256_SESS("SHA-256-sess", "SHA-256", true),
    /** SHA-512/256. */
    SHA_512_256("SHA-512-256", "SHA-512/256", false),
    /** SHA-512/256, bound to one session. */
    SHA_512_256_SESS("SHA-512-256-sess", "SHA-512/256", true);

    private final String text;
    private final String hash;
    private final boolean session;

    DigestAlgorithm(String text, String hash, boolean session) {
        this.text = text;
        this.hash = hash;
        this.session = session;
    }

    /**
     * The algorithm of a name.
     *
     * @param text the name as headers write it, in any case
     * @return the algorithm, or empty when this SDK does not know it
     */
    public static Optional<DigestAlgorithm> of(String text) {
        for (DigestAlgorithm one : values()) {
            if (one.text.equalsIgnoreCase(text)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /**
     * The name as headers write it.
     *
     * @return for example {@code SHA-512-256}
     */
    public String text() {
        return text;
    }

    boolean isSession() {
        return session;
    }

    boolean hasHashOf(DigestAlgorithm other) {
        return hash.equals(other.hash);
    }

    /** The digits of one hash, two for each byte. */
    int digits() {
        return hash.equals("MD5") ? 32 : 64;
    }

    /** The hash in lower-case hexadecimal digits. */
    String hash(byte[] input) {
        try {
            byte[] digest = MessageDigest.getInstance(hash).digest(input);
            StringBuilder out = new StringBuilder(digest.length * 2);
            for (byte octet : digest) {
                out.append(Character.forDigit((octet >> 4) & 15, 16)).append(Character.forDigit(octet & 15, 16));
            }
            return out.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no " + hash, e);
        }
    }

    String hash(String input) {
        return hash(input.getBytes(StandardCharsets.UTF_8));
    }
}
