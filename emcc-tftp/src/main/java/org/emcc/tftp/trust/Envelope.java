package org.emcc.tftp.trust;

import java.security.PublicKey;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.tftp.TftpFormatException;

/**
 * A file with a signed header: a signed file, an encrypted one, or a trust list. Reading one and writing it again gives the same
 * bytes, whatever it holds.
 *
 * <p>Reading keeps one copy of the file, and at most some fifty bytes for each byte of a header or a list.
 *
 * <p>Source: phone-config-files 6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Envelope permits SignedFile, EncryptedFile, TrustList {
    /**
     * What stands before the body.
     *
     * @return the header
     */
    EnvelopeHeader header();

    /**
     * The whole file.
     *
     * @return a new array; for a file that was read the very bytes
     */
    byte[] encode();

    /**
     * Checks the signature with a key. It covers the file with the signature cut out of it.
     *
     * @param key the key of the signer
     * @return whether it is genuine
     */
    SignatureCheck verify(PublicKey key);

    /**
     * Whether bytes look like an envelope, so that {@link #decode} is worth a try. Newer firmware for example does not.
     *
     * @param file the bytes
     * @return whether they begin with a version and a header length
     */
    static boolean isEnvelope(byte[] file) {
        return EnvelopeHeader.begins(file);
    }

    /**
     * Reads any of the three kinds, by the version in the header.
     *
     * @param file the whole file
     * @return the file, or why it is none; the position is the byte offset
     */
    static Decoded<Envelope> decode(byte[] file) {
        Objects.requireNonNull(file, "file");
        if (!isEnvelope(file)) {
            return widened(SignedFile.decode(file));
        }
        EnvelopeVersion version = EnvelopeVersion.of(TlvReader.number16(file, 3));
        if (version.equals(EnvelopeVersion.V1_2)) {
            return widened(TrustList.decode(file));
        }
        return version.equals(EnvelopeVersion.V2_0)
                ? widened(EncryptedFile.decode(file))
                : widened(SignedFile.decode(file));
    }

    /**
     * Reads any of the three kinds.
     *
     * @param file the whole file
     * @return the file
     * @throws TftpFormatException when it is none
     */
    static Envelope decodeOrThrow(byte[] file) {
        return TftpFormatException.unwrap(decode(file));
    }

    private static <T extends Envelope> Decoded<Envelope> widened(Decoded<T> decoded) {
        return decoded.value()
                .<Decoded<Envelope>>map(value -> new Decoded.Ok<>(value, decoded.problems()))
                .orElseGet(() -> new Decoded.Refused<>(decoded.problems()));
    }
}
