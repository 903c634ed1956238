package org.emcc.certs.pkcs12;

import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

/** The hash functions of a MAC, of the old key derivation and, as HMAC, of PBKDF2. Source: certificates 2.2, 2.3. */
enum HashFunction {
    SHA_1("SHA-1", "SHA1", 20, 64, OIWObjectIdentifiers.idSHA1, PKCSObjectIdentifiers.id_hmacWithSHA1),
    SHA_224("SHA-224", "SHA224", 28, 64, NISTObjectIdentifiers.id_sha224, PKCSObjectIdentifiers.id_hmacWithSHA224),
    SHA_256("SHA-256", "SHA256", 32, 64, NISTObjectIdentifiers.id_sha256, PKCSObjectIdentifiers.id_hmacWithSHA256),
    SHA_384("SHA-384", "SHA384", 48, 128, NISTObjectIdentifiers.id_sha384, PKCSObjectIdentifiers.id_hmacWithSHA384),
    SHA_512("SHA-512", "SHA512", 64, 128, NISTObjectIdentifiers.id_sha512, PKCSObjectIdentifiers.id_hmacWithSHA512);

    private final String digest;
    private final String inHmac;
    private final int octets;
    private final int block;
    private final String digestId;
    private final String hmacId;

    HashFunction(
            String digest,
            String inHmac,
            int octets,
            int block,
            ASN1ObjectIdentifier digestId,
            ASN1ObjectIdentifier hmacId) {
        this.digest = digest;
        this.inHmac = inHmac;
        this.octets = octets;
        this.block = block;
        this.digestId = digestId.getId();
        this.hmacId = hmacId.getId();
    }

    static Optional<HashFunction> ofDigest(ASN1ObjectIdentifier id) {
        for (HashFunction hash : values()) {
            if (hash.digestId.equals(id.getId())) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    static Optional<HashFunction> ofHmac(ASN1ObjectIdentifier id) {
        for (HashFunction hash : values()) {
            if (hash.hmacId.equals(id.getId())) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }

    /** The platform's name of the digest. */
    String digest() {
        return digest;
    }

    /** The platform's name of the HMAC. */
    String hmac() {
        return "Hmac" + inHmac;
    }

    /** The platform's name of PBKDF2 with this HMAC. */
    String pbkdf2() {
        return "PBKDF2WithHmac" + inHmac;
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
