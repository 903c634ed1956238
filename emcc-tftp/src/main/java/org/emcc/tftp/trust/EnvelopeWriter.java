package org.emcc.tftp.trust;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Builds the header, signs, and puts it all together (phone-config-files 6.2). */
final class EnvelopeWriter {
    private EnvelopeWriter() {}

    /** What differs between the kinds of files. */
    record Plan(
            EnvelopeVersion version,
            List<TlvElement> behindLength,
            String fileName,
            Instant time,
            List<TlvElement> behindTime) {}

    static byte[] write(Plan plan, byte[] body, FileDigest digest, FileSigner signer) {
        return write(plan, body, digest, signer.certificate(), signer);
    }

    /** The same with the signer's certificate, for one who has it already: it is read once for a file. */
    static byte[] write(Plan plan, byte[] body, FileDigest digest, X509Certificate certificate, FileSigner signer) {
        PublicKey key = certificate.getPublicKey();
        SignerId id = SignerId.of(certificate);
        int modulus = modulus(key);
        int signatureBytes = 64 << modulus;
        byte[] behind = Bytes.join(behind(plan));
        int unpadded = beforeSignature(plan, digest, id, modulus, 0).length + 3 + signatureBytes + behind.length;
        int length = (unpadded + 3) / 4 * 4;
        if (length > EnvelopeHeader.MAX_BYTES) {
            throw new IllegalArgumentException("header of a signed file must have at most " + EnvelopeHeader.MAX_BYTES
                    + " bytes, but would have " + length + "; the names of the signer's certificate are too long");
        }
        byte[] before = beforeSignature(plan, digest, id, modulus, length);
        byte[] padding = new byte[length - unpadded];
        java.util.Arrays.fill(padding, (byte) TlvElement.PADDING_TAG);
        byte[] signed = Bytes.join(before, behind, padding, body);
        byte[] signature = signer.sign(signed, digest);
        if (signature.length != signatureBytes || !Signatures.verifies(key, digest, signature, signed, 0, 0)) {
            throw new IllegalStateException("the signer's signature does not verify by its own certificate");
        }
        return Bytes.join(
                before, TlvElement.of(EnvelopeHeader.SIGNATURE, signature).encode(), behind, padding, body);
    }

    private static byte[] beforeSignature(Plan plan, FileDigest digest, SignerId id, int modulus, int length) {
        List<TlvElement> elements = new ArrayList<>();
        elements.add(TlvElement.number(EnvelopeHeader.VERSION, 2, plan.version().number()));
        elements.add(TlvElement.number(EnvelopeHeader.LENGTH, 2, length));
        elements.addAll(plan.behindLength());
        elements.add(TlvElement.container(
                EnvelopeHeader.SIGNER,
                TlvElement.text(EnvelopeHeader.SIGNER_NAME, "name of the signer", id.subject()),
                TlvElement.of(EnvelopeHeader.SERIAL, id.serialBytes()),
                TlvElement.text(EnvelopeHeader.ISSUER, "issuer of the signer", id.issuer())));
        elements.add(TlvElement.container(
                EnvelopeHeader.SIGNATURE_GROUP,
                TlvElement.number(EnvelopeHeader.DIGEST, 1, digest.number()),
                TlvElement.container(
                        EnvelopeHeader.ALGORITHM_GROUP,
                        TlvElement.number(EnvelopeHeader.ALGORITHM, 1, 0),
                        TlvElement.number(EnvelopeHeader.MODULUS, 1, modulus))));
        return Bytes.join(elements);
    }

    private static List<TlvElement> behind(Plan plan) {
        List<TlvElement> elements = new ArrayList<>();
        elements.add(TlvElement.text(EnvelopeHeader.FILE_NAME, "file name in a header", plan.fileName()));
        elements.add(TlvElement.number(EnvelopeHeader.TIME, 4, plan.time().getEpochSecond()));
        elements.addAll(plan.behindTime());
        return elements;
    }

    /** The number of the modulus; the format has room for three sizes that are allowed. */
    private static int modulus(PublicKey key) {
        int bits = key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 0;
        return switch (bits) {
            case 1024 -> 1;
            case 2048 -> 2;
            case 4096 -> 3;
            default ->
                throw new IllegalArgumentException(
                        "key of a file's signer must be RSA of 1024, 2048 or 4096 bits, the sizes that a header can name, but"
                                + " is " + key.getAlgorithm() + (bits == 0 ? "" : " of " + bits + " bits"));
        };
    }
}
