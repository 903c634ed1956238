package org.emcc.tftp.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * The digests that signatures of phone files are made over.
 *
 * <p>Number 2 is ambiguous: most sources mean SHA-256, one means SHA-512. A reader takes it for SHA-256 and, where that does not
 * fit, for SHA-512 (inferred). The SDK writes SHA-512 as 3, which was tested with phones.
 *
 * <p>Source: phone-config-files 6.2 (tag 8), 6.6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum FileDigest {
    /** SHA-1: weak, but the default of the product, and all that older phones know. */
    SHA_1(1, "SHA-1", "SHA1withRSA"),
    /** SHA-256: defined, but not seen in files. */
    SHA_256(2, "SHA-256", "SHA256withRSA"),
    /** SHA-512. */
    SHA_512(3, "SHA-512", "SHA512withRSA");

    private final int number;
    private final String digestName;
    private final String signatureName;

    FileDigest(int number, String digestName, String signatureName) {
        this.number = number;
        this.digestName = digestName;
        this.signatureName = signatureName;
    }

    /**
     * The number that the SDK writes.
     *
     * @return 1 to 3
     */
    public int number() {
        return number;
    }

    /** What a number on the wire may stand for, the likeliest first; nothing when it is unknown. */
    static List<FileDigest> candidates(int number) {
        return switch (number) {
            case 1 -> List.of(SHA_1);
            case 2 -> List.of(SHA_256, SHA_512);
            case 3 -> List.of(SHA_512);
            default -> List.of();
        };
    }

    /** Its name for {@link java.security.MessageDigest}. */
    String digestName() {
        return digestName;
    }

    byte[] hash(byte[] bytes) {
        try {
            return MessageDigest.getInstance(digestName).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no " + digestName, e);
        }
    }

    /** Its name for {@link java.security.Signature}, with RSA and PKCS#1 v1.5. */
    String signatureName() {
        return signatureName;
    }
}
