package org.emcc.tftp.trust;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.internal.Require;
import org.emcc.tftp.TftpFormatException;

/**
 * A configuration file for one phone only ({@code .enc.sgn}): encrypted by AES-128 in CBC mode with a key that only the phone can
 * read, then signed.
 *
 * <p>The encryption alone says nothing about who made the file, and whoever can have changed files opened can read any: so
 * {@link #decrypt} checks the signature before anything else. Whether the signer is trusted {@link PhoneTrust} says.
 *
 * <p>Phones with elliptic-curve certificates are out of reach: no transport of the key is known for them.
 *
 * <p>Source: phone-config-files 6.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class EncryptedFile implements Envelope {
    private static final int ENCRYPTION = 16;
    private static final int IV_GROUP = 17;
    private static final int IV_UNKNOWN = 18;
    private static final int IV = 19;
    private static final int PADDING_LENGTH = 20;
    private static final int KEY_GROUP = 21;
    private static final int KEY_UNKNOWN = 22;
    private static final int KEY_BITS = 23;
    private static final int KEY_ALGORITHM = 24;
    private static final int KEY = 25;
    private static final int PLAIN_DIGEST = 26;
    private static final int PLAIN_HASH = 27;

    private static final int AES_128_CBC = 1;
    private static final int BLOCK = 16;

    private final byte[] file;
    private final EnvelopeHeader header;

    private EncryptedFile(byte[] file, EnvelopeHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Begins an encrypted file over SHA-1, which every phone takes.
     *
     * @param fileName the name as the phone asks it, {@code .enc.sgn} included: 1 to 1024 characters
     * @param content the plain file; copied
     * @param phone the key in the phone's certificate, RSA of 1024 to 4096 bits
     * @param time what the file says of when it was signed, cut to seconds: 1970 to 2106
     * @return the beginning
     * @throws IllegalArgumentException when a limit is broken
     */
    public static Builder builder(String fileName, byte[] content, RSAPublicKey phone, Instant time) {
        return new Builder(fileName, content, phone, time);
    }

    /**
     * Reads an encrypted file. Neither is the signature checked nor anything decrypted: {@link #decrypt} does both.
     *
     * @param file the whole file
     * @return the file, or why it is none; the position is the byte offset
     */
    public static Decoded<EncryptedFile> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        byte[] kept = file.clone();
        try {
            EnvelopeHeader header = EnvelopeHeader.read(kept);
            if (!header.version().equals(EnvelopeVersion.V2_0)) {
                return Decoded.refused("byte 0", "an encrypted file has version 2.0, but this has " + header.version());
            }
            header.need(IV, "initialisation vector");
            header.need(PADDING_LENGTH, "number of padding bytes");
            header.need(KEY_ALGORITHM, "encryption algorithm");
            header.need(KEY, "encrypted key");
            header.need(PLAIN_DIGEST, "digest of the plain file");
            header.need(PLAIN_HASH, "hash of the plain file");
            return new Decoded.Ok<>(new EncryptedFile(kept, header), header.problems());
        } catch (Malformed e) {
            return e.refusal();
        }
    }

    /**
     * Reads an encrypted file.
     *
     * @param file the whole file
     * @return the file
     * @throws TftpFormatException when it is none
     */
    public static EncryptedFile decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    @Override
    public EnvelopeHeader header() {
        return header;
    }

    @Override
    public byte[] encode() {
        return file.clone();
    }

    @Override
    public SignatureCheck verify(PublicKey key) {
        Objects.requireNonNull(key, "key");
        return Signatures.check(key, header, file);
    }

    /**
     * Checks the signature, then decrypts with the private key of the phone. The phone's key is not used for a file that the
     * signer has not signed as it is: vector, body and hash can be changed by anybody, and what came of opening such files would
     * give away the content of others. Of a file that is signed, whatever else is wrong, the key, the padding, the digest or the
     * form, the answer is the same, and as far as this can be had from the JDK it comes after the same work.
     *
     * @param phone the phone's RSA key
     * @param signer the key of the signer, from where the caller trusts it: a record or a certificate of a {@link TrustVerdict},
     *     never the file
     * @return the plain file, or that there is none
     */
    public Decryption decrypt(PrivateKey phone, PublicKey signer) {
        Objects.requireNonNull(phone, "phone");
        if (!verify(signer).isGenuine()) {
            return new Decryption.Failed();
        }
        byte[] iv = value(IV);
        int padding = number(PADDING_LENGTH, 2);
        int bodyLength = file.length - header.length();
        if (iv.length != BLOCK
                || number(KEY_ALGORITHM, 1) != AES_128_CBC
                || padding < 1
                || padding > BLOCK
                || bodyLength < BLOCK
                || bodyLength % BLOCK != 0) {
            return new Decryption.Failed();
        }
        // A wrong key goes on with another one: what follows is the same work.
        byte[] key = new byte[BLOCK];
        boolean isOurs = false;
        try {
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.DECRYPT_MODE, phone);
            byte[] opened = rsa.doFinal(value(KEY));
            isOurs = opened.length == BLOCK;
            key = isOurs ? opened : key;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Providers differ in what they throw for a text that is longer than their key.
            isOurs = false;
        }
        Optional<byte[]> plain = plain(key, iv, padding, bodyLength);
        boolean isWhole = plain.filter(this::isHashed).isPresent();
        return isOurs && isWhole ? new Decryption.Opened(plain.orElseThrow()) : new Decryption.Failed();
    }

    private Optional<byte[]> plain(byte[] key, byte[] iv, int padding, int bodyLength) {
        try {
            Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
            aes.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            byte[] padded = aes.doFinal(file, header.length(), bodyLength);
            return Optional.of(Arrays.copyOf(padded, padded.length - padding));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    /** Whether the plain file has the digest of the header; the ambiguous number 2 by each of its meanings. */
    private boolean isHashed(byte[] plain) {
        byte[] expected = value(PLAIN_HASH);
        boolean fits = false;
        for (FileDigest digest : FileDigest.candidates(number(PLAIN_DIGEST, 1))) {
            fits |= MessageDigest.isEqual(digest.hash(plain), expected);
        }
        return fits;
    }

    private byte[] value(int tag) {
        return header.element(tag).map(TlvElement::value).orElseGet(() -> new byte[0]);
    }

    private int number(int tag, int bytes) {
        return header.element(tag)
                .flatMap(element -> element.number(bytes))
                .map(Long::intValue)
                .orElse(-1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EncryptedFile that && Arrays.equals(file, that.file);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(file);
    }

    /** The header and the size. */
    @Override
    public String toString() {
        return "EncryptedFile[" + header + ", body of " + (file.length - header.length()) + " bytes]";
    }

    /**
     * Makes an encrypted file.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final String fileName;
        private final byte[] content;
        private final RSAPublicKey phone;
        private final Instant time;
        private FileDigest digest = FileDigest.SHA_1;

        private Builder(String fileName, byte[] content, RSAPublicKey phone, Instant time) {
            this.fileName = EnvelopeHeader.requireFileName(fileName);
            this.content = content.clone();
            this.phone = Objects.requireNonNull(phone, "phone");
            this.time = EnvelopeHeader.requireTime(time);
            Require.range(phone.getModulus().bitLength(), "number of bits in the key of a phone", 1024, 4096);
        }

        /**
         * Takes another digest, for the signature and for the plain file; phones that do not know it refuse the file.
         *
         * @param digest by default {@link FileDigest#SHA_1}
         * @return this
         */
        public Builder digest(FileDigest digest) {
            this.digest = Objects.requireNonNull(digest, "digest");
            return this;
        }

        /**
         * Encrypts under a fresh key and initialisation vector, signs and builds.
         *
         * @param signer the key of the TFTP service, RSA of 1024, 2048 or 4096 bits; phones take at most 2048
         * @param random where key, vector and the padding of the encrypted key come from
         * @return the file
         * @throws IllegalArgumentException when the signer's key is none of these, or its names do not fit into a header
         * @throws IllegalStateException when the signature is not that of the signer's certificate
         */
        public EncryptedFile build(FileSigner signer, SecureRandom random) {
            byte[] key = new byte[BLOCK];
            random.nextBytes(key);
            byte[] iv = new byte[BLOCK];
            random.nextBytes(iv);
            int padding = BLOCK - content.length % BLOCK;
            byte[] padded = Arrays.copyOf(content, Math.addExact(content.length, padding));
            Arrays.fill(padded, content.length, padded.length, (byte) TlvElement.PADDING_TAG);
            byte[] body;
            byte[] encryptedKey;
            try {
                Cipher aes = Cipher.getInstance("AES/CBC/NoPadding");
                aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
                body = aes.doFinal(padded);
                Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
                rsa.init(Cipher.ENCRYPT_MODE, phone, random);
                encryptedKey = rsa.doFinal(key);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("the JDK does not encrypt by AES and RSA", e);
            }
            byte[] file = EnvelopeWriter.write(
                    new EnvelopeWriter.Plan(
                            EnvelopeVersion.V2_0,
                            List.of(),
                            fileName,
                            time,
                            List.of(
                                    TlvElement.container(ENCRYPTION, ivGroup(iv, padding), keyGroup(encryptedKey)),
                                    TlvElement.number(PLAIN_DIGEST, 1, digest.number()),
                                    TlvElement.of(PLAIN_HASH, digest.hash(content)))),
                    body,
                    digest,
                    signer);
            return decodeOrThrow(file);
        }

        /**
         * What phones may object to in a file by this signer.
         *
         * @param signer the key it would be signed with
         * @return remarks on the digest and the size of the key; none when all phones take it and it is strong
         */
        public List<Problem> remarks(FileSigner signer) {
            return Remarks.of(digest, signer.certificate().getPublicKey());
        }

        private static TlvElement ivGroup(byte[] iv, int padding) {
            return TlvElement.container(
                    IV_GROUP,
                    TlvElement.number(IV_UNKNOWN, 1, 0),
                    TlvElement.of(IV, iv),
                    TlvElement.number(PADDING_LENGTH, 2, padding));
        }

        private static TlvElement keyGroup(byte[] encryptedKey) {
            return TlvElement.container(
                    KEY_GROUP,
                    TlvElement.number(KEY_UNKNOWN, 1, 0),
                    TlvElement.number(KEY_BITS, 2, encryptedKey.length * 8L),
                    TlvElement.number(KEY_ALGORITHM, 1, AES_128_CBC),
                    TlvElement.of(KEY, encryptedKey));
        }
    }
}
