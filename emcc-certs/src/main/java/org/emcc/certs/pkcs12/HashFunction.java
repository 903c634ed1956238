package org.emcc.certs.pkcs12;

import org.jspecify.annotations.Nullable;

/** The hash functions of a MAC, of the old key derivation and, as HMAC, of PBKDF2. Source: certificates 2.2, 2.3. */
enum HashFunction {
    SHA_1("SHA-1", "HmacSHA1", 20, 64, "1.3.14.3.2.26", "1.2.840.113549.2.7"),
    SHA_224("SHA-224", "HmacSHA224", 28, 64, "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8"),
    SHA_256("SHA-256", "HmacSHA256", 32, 64, "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9"),
    SHA_384("SHA-384", "HmacSHA384", 48, 128, "2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10"),
    SHA_512("SHA-512", "HmacSHA512", 64, 128, "2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11");

    private final String digest;
    private final String hmac;
    private final int octets;
    private final int block;
    private final String digestId;
    private final String hmacId;

    HashFunction(String digest, String hmac, int octets, int block, String digestId, String hmacId) {
        this.digest = digest;
        this.hmac = hmac;
        this.octets = octets;
        this.block = block;
        this.digestId = digestId;
        this.hmacId = hmacId;
    }

    static @Nullable HashFunction ofDigest(String id) {
        for (HashFunction hash : values()) {
            if (hash.digestId.equals(id)) {
                return hash;
            }
        }
        return null;
    }

    static @Nullable HashFunction ofHmac(String id) {
        for (HashFunction hash : values()) {
            if (hash.hmacId.equals(id)) {
                return hash;
            }
        }
        return null;
    }

    /** The platform's name of the digest. */
    String digest() {
        return digest;
    }

    /** The platform's name of the HMAC. */
    String hmac() {
        return hmac;
    }

    /** The size of a digest. */
    int octets() {
        return octets;
    }

    /** The size of a block of the hash function. */
    int block() {
        return block;
    }
}
