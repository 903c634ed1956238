package org.emcc.certs.bundle;

/**
 * The keys which a node can have.
 *
 * <p>Source: certificates 1.7 (RSA of 1024 to 4096 bits, of which 1024 is not offered here; elliptic curves of 256 and 384).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum KeyKind {
    /** RSA of 2048 bits, the longest with which every phone registers. */
    RSA_2048("RSA", 2048, "SHA256withRSA"),

    /** RSA of 3072 bits. */
    RSA_3072("RSA", 3072, "SHA256withRSA"),

    /** RSA of 4096 bits, the longest that a trust store takes. */
    RSA_4096("RSA", 4096, "SHA256withRSA"),

    /** The curve P-256. */
    EC_P256("EC", 256, "SHA256withECDSA"),

    /** The curve P-384. */
    EC_P384("EC", 384, "SHA384withECDSA");

    private final String algorithm;
    private final int bits;
    private final String signature;

    KeyKind(String algorithm, int bits, String signature) {
        this.algorithm = algorithm;
        this.bits = bits;
        this.signature = signature;
    }

    String algorithm() {
        return algorithm;
    }

    String signature() {
        return signature;
    }

    /**
     * The size of the key.
     *
     * @return bits of the modulus, or of the curve's field
     */
    public int bits() {
        return bits;
    }
}
