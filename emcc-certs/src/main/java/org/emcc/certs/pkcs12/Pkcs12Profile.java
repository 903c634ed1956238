package org.emcc.certs.pkcs12;

/**
 * How {@link CertificateFile#encode} protects a file. More profiles may come.
 *
 * <p>Source: certificates 2.5, 4.4 (C20).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Pkcs12Profile {
    /** No encryption and no MAC: the file is a function of the certificates and their names alone, and needs no password. */
    PLAIN(false, false),

    /** No encryption; a MAC with SHA-256, so that accidents to the file are noticed. */
    PLAIN_MAC(false, true),

    /**
     * Encrypted by PBES2 (PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC) with a MAC of SHA-256 and 2048 iterations:
     * what OpenSSL 3 writes by default.
     */
    COMPATIBLE(true, true);

    /** Iterations of each key derivation that a profile does. */
    static final int ITERATIONS = 2048;

    private final boolean encrypted;
    private final boolean mac;

    Pkcs12Profile(boolean encrypted, boolean mac) {
        this.encrypted = encrypted;
        this.mac = mac;
    }

    /**
     * Says whether the certificates are encrypted.
     *
     * @return whether a password is needed to see them
     */
    public boolean isEncrypted() {
        return encrypted;
    }

    /**
     * Says whether the file has a MAC.
     *
     * @return whether a password is needed to check the file
     */
    public boolean hasMac() {
        return mac;
    }
}
