package org.emcc.tftp.trust;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.tftp.TftpFormatException;

/**
 * A file in a signed envelope ({@code .sgn}): a header and the plain file. The vendor's firmware parts have the same form, in
 * version 1.1; but the key of their signer is in the phone, so that {@link PhoneTrust} has no answer for them.
 *
 * <p>Source: phone-config-files 6.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SignedFile implements Envelope {
    private final byte[] file;
    private final EnvelopeHeader header;

    private SignedFile(byte[] file, EnvelopeHeader header) {
        this.file = file;
        this.header = header;
    }

    /**
     * Begins a signed file of version 1.0 over SHA-1, which every phone takes.
     *
     * @param fileName the name as the phone asks it, folders and {@code .sgn} included: 1 to 1024 characters
     * @param content the plain file; copied
     * @param time what the file says of when it was signed, cut to seconds: 1970 to 2106
     * @return the beginning
     * @throws IllegalArgumentException when a limit is broken
     */
    public static Builder builder(String fileName, byte[] content, Instant time) {
        return new Builder(fileName, content, time);
    }

    /**
     * Reads a signed file. The signature is not checked: {@link #verify} does.
     *
     * @param file the whole file
     * @return the file, or why it is none; the position is the byte offset
     */
    public static Decoded<SignedFile> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        byte[] kept = file.clone();
        try {
            EnvelopeHeader header = EnvelopeHeader.read(kept);
            if (!isOurs(header.version())) {
                return otherKind(header);
            }
            return new Decoded.Ok<>(new SignedFile(kept, header), header.problems());
        } catch (Malformed e) {
            return e.refusal();
        }
    }

    /**
     * Reads the header only, as is enough to find the plain file in a large one.
     *
     * @param beginning the file, or at least as much of its beginning as the header has; {@link EnvelopeHeader#MAX_BYTES} is always enough
     * @return the header, or why it is none of a signed file; the position is the byte offset
     */
    public static Decoded<EnvelopeHeader> decodeHeader(byte[] beginning) {
        Objects.requireNonNull(beginning, "beginning");
        try {
            EnvelopeHeader header = EnvelopeHeader.read(beginning.clone());
            return isOurs(header.version()) ? new Decoded.Ok<>(header, header.problems()) : otherKind(header);
        } catch (Malformed e) {
            return e.refusal();
        }
    }

    private static <T> Decoded<T> otherKind(EnvelopeHeader header) {
        return Decoded.refused(
                "byte 0",
                "a signed file has version 1.0 or 1.1, but this has " + header.version()
                        + "; 1.2 is a trust list, 2.0 an encrypted file");
    }

    /**
     * Reads a signed file.
     *
     * @param file the whole file
     * @return the file
     * @throws TftpFormatException when it is none
     */
    public static SignedFile decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    private static boolean isOurs(EnvelopeVersion version) {
        return version.equals(EnvelopeVersion.V1_0) || version.equals(EnvelopeVersion.V1_1);
    }

    @Override
    public EnvelopeHeader header() {
        return header;
    }

    /**
     * The plain file: what a server gives to a phone that asks without {@code .sgn}.
     *
     * @return a new array
     */
    public byte[] content() {
        return Arrays.copyOfRange(file, header.length(), file.length);
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

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedFile that && Arrays.equals(file, that.file);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(file);
    }

    /** The header and the size, without the content, which may hold secrets. */
    @Override
    public String toString() {
        return "SignedFile[" + header + ", content of " + (file.length - header.length()) + " bytes]";
    }

    /**
     * Makes a signed file. The same parts, time and key always give the same bytes.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final String fileName;
        private final byte[] content;
        private final Instant time;
        private EnvelopeVersion version = EnvelopeVersion.V1_0;
        private FileDigest digest = FileDigest.SHA_1;

        private Builder(String fileName, byte[] content, Instant time) {
            this.fileName = EnvelopeHeader.requireFileName(fileName);
            this.content = content.clone();
            this.time = EnvelopeHeader.requireTime(time);
        }

        /**
         * Signs by another digest; phones that do not know it refuse the file.
         *
         * @param digest by default {@link FileDigest#SHA_1}
         * @return this
         */
        public Builder digest(FileDigest digest) {
            this.digest = Objects.requireNonNull(digest, "digest");
            return this;
        }

        /**
         * Writes another version.
         *
         * @param version {@link EnvelopeVersion#V1_0}, the default, or {@link EnvelopeVersion#V1_1}
         * @return this
         * @throws IllegalArgumentException when it is neither
         */
        public Builder version(EnvelopeVersion version) {
            if (!isOurs(version)) {
                throw new IllegalArgumentException("version of a signed file must be 1.0 or 1.1, but is " + version);
            }
            this.version = version;
            return this;
        }

        /**
         * Signs and builds.
         *
         * @param signer the key, RSA of 1024, 2048 or 4096 bits; phones take at most 2048
         * @return the file
         * @throws IllegalArgumentException when the key is none of these, or its names do not fit into a header
         * @throws IllegalStateException when the signature is not that of its certificate
         */
        public SignedFile build(FileSigner signer) {
            byte[] file = EnvelopeWriter.write(
                    new EnvelopeWriter.Plan(version, List.of(), fileName, time, List.of()), content, digest, signer);
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
    }
}
