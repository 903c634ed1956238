package org.emcc.certs.pkcs12;

/**
 * How {@link CertificateFile#encode} protects a file. More profiles may come.
 *
 * <p>With characters beyond ASCII in the password, Java's key store of 17 opens {@link #PLAIN} and nothing else; that of 25 opens
 * all it can read but {@link #LEGACY} (measured). Readers of this module open all of them. Who does not know the Java of
 * those who read the file takes a password of ASCII.
 *
 * <p>Source: certificates 2.5, 4.4 (C20).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Pkcs12Profile {
    /** No encryption and no MAC: the file is a function of the certificates and their names alone, and needs no password. */
    PLAIN(Cover.NONE, Seal.NONE, 1, 0),

    /** No encryption; a MAC with SHA-256 and 2048 iterations, so that accidents to the file are noticed. */
    PLAIN_MAC(Cover.NONE, Seal.SHA_256, 2048, 16),

    /**
     * Encrypted by PBES2 (PBKDF2 with HMAC-SHA-256, 2048 iterations, AES-256-CBC) with a MAC of SHA-256 and 2048 iterations:
     * what OpenSSL 3 writes by default. Java 17 cannot open it when the password is not ASCII, and says that the password was
     * incorrect; Java 25 can.
     */
    COMPATIBLE(Cover.AES_256, Seal.SHA_256, 2048, 16),

    /**
     * The same with 10,000 iterations and salts of 20 octets: what keytool of Java 17 and 25 writes by default. Passwords that are
     * not ASCII are no better for that.
     */
    JDK(Cover.AES_256, Seal.SHA_256, 10_000, 20),

    /**
     * Encrypted like {@link #COMPATIBLE}, with a MAC by PBMAC1 (PBKDF2 with HMAC-SHA-256, 2048 iterations, a key of 32 octets,
     * HMAC-SHA-256; RFC 9879). OpenSSL from 3.4, GnuTLS from 3.8, Bouncy Castle from 1.80 and Java from 26 read it; older ones,
     * Java 17 and 25 among them, do not.
     */
    PBMAC1(Cover.AES_256, Seal.PBMAC1, 2048, 16),

    /**
     * Encrypted by the triple DES of PKCS#12 itself, 2048 iterations, with a MAC of SHA-1: for importers too old for AES. Both
     * algorithms are weak, and nothing in this module chooses them unasked. 40-bit RC2, still older, is read and not written:
     * OpenSSL 3 reads it only with its legacy provider.
     */
    LEGACY(Cover.TRIPLE_DES, Seal.SHA_1, 2048, 16);

    /** How a safe is encrypted. */
    enum Cover {
        NONE,
        AES_256,
        TRIPLE_DES
    }

    /** What the MAC is made with. */
    enum Seal {
        NONE,
        SHA_1,
        SHA_256,
        PBMAC1
    }

    private final Cover cover;
    private final Seal seal;
    private final int iterations;
    private final int saltOctets;

    Pkcs12Profile(Cover cover, Seal seal, int iterations, int saltOctets) {
        this.cover = cover;
        this.seal = seal;
        this.iterations = iterations;
        this.saltOctets = saltOctets;
    }

    /**
     * Says whether the certificates are encrypted.
     *
     * @return whether a password is needed to see them
     */
    public boolean isEncrypted() {
        return cover != Cover.NONE;
    }

    /**
     * Says whether the file has a MAC.
     *
     * @return whether a password is needed to check the file
     */
    public boolean hasMac() {
        return seal != Seal.NONE;
    }

    Cover cover() {
        return cover;
    }

    Seal seal() {
        return seal;
    }

    /** Iterations of each key derivation. */
    int iterations() {
        return iterations;
    }

    int saltOctets() {
        return saltOctets;
    }
}
