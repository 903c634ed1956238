package org.emcc.tftp.trust;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Files that our builders do not make: strange ones that are signed well, and wrong ones. */
final class Forge {
    static final Instant TIME = Instant.parse("2024-01-01T00:00:00Z");

    private Forge() {}

    static byte[] sign(PrivateKey key, String algorithm, byte[]... parts) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(Bytes.join(parts));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file with another signature in place of its own. */
    static byte[] withSignature(Envelope file, byte[] signature) {
        byte[] bytes = file.encode();
        TlvElement old = file.header().signature();
        System.arraycopy(signature, 0, bytes, old.at() + 3, signature.length);
        return bytes;
    }

    /** What the signature is to cover. */
    static byte[] withoutSignature(Envelope file) {
        byte[] bytes = file.encode();
        TlvElement old = file.header().signature();
        return Bytes.join(Arrays.copyOf(bytes, old.at()), Arrays.copyOfRange(bytes, old.end(), bytes.length));
    }

    /** A file with these elements between the length and the padding, signed well wherever the signature stands among them. */
    static byte[] file(
            EnvelopeVersion version, List<TlvElement> elements, byte[] body, PrivateKey key, int signatureBytes) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        int signatureAt = -1;
        int length = 10;
        for (TlvElement element : elements) {
            length += element.encode().length;
        }
        int padding = (4 - length % 4) % 4;
        signed.writeBytes(
                TlvElement.number(EnvelopeHeader.VERSION, 2, version.number()).encode());
        signed.writeBytes(
                TlvElement.number(EnvelopeHeader.LENGTH, 2, length + padding).encode());
        for (TlvElement element : elements) {
            if (element.tag() == EnvelopeHeader.SIGNATURE) {
                signatureAt = signed.size();
            } else {
                signed.writeBytes(element.encode());
            }
        }
        for (int i = 0; i < padding; i++) {
            signed.write(TlvElement.PADDING_TAG);
        }
        signed.writeBytes(body);
        byte[] bytes = signed.toByteArray();
        byte[] signature = TlvElement.of(EnvelopeHeader.SIGNATURE, sign(key, "SHA1withRSA", bytes))
                .encode();
        if (signature.length != 3 + signatureBytes) {
            throw new IllegalArgumentException("signature has " + signature.length + " bytes with its tag and length");
        }
        return Bytes.join(
                Arrays.copyOf(bytes, signatureAt), signature, Arrays.copyOfRange(bytes, signatureAt, bytes.length));
    }

    /** A list with any name in its header. */
    static TrustList list(String innerName, Identities.Identity signer, TrustRecord... records) {
        byte[] body = Bytes.join(Arrays.stream(records).map(TrustRecord::encode).toArray(byte[][]::new));
        return TrustList.decodeOrThrow(EnvelopeWriter.write(
                new EnvelopeWriter.Plan(
                        EnvelopeVersion.V1_2,
                        List.of(TlvElement.number(EnvelopeHeader.SIGNER_VERSION, 2, 0x0100)),
                        innerName,
                        TIME,
                        List.of()),
                body,
                FileDigest.SHA_1,
                signer.signer()));
    }

    /** A record of a list with these elements behind its length. */
    static TrustRecord record(TlvElement... elements) {
        byte[] content = Bytes.join(List.of(elements));
        byte[] bytes = Bytes.join(TlvElement.number(1, 2, content.length + 5L).encode(), content);
        try {
            return TrustRecord.read(bytes, 0);
        } catch (Malformed e) {
            throw new IllegalStateException(e);
        }
    }

    /** A record with the names of an identity, and these elements. */
    static TrustRecord named(TrustRole role, Identities.Identity identity, TlvElement... more) {
        SignerId id = SignerId.of(identity.certificate());
        List<TlvElement> elements = new ArrayList<>(List.of(
                TlvElement.number(4, 2, role.value()),
                TlvElement.text(5, "issuer", id.issuer()),
                TlvElement.of(6, id.serialBytes())));
        elements.addAll(List.of(more));
        return record(elements.toArray(TlvElement[]::new));
    }

    static TlvElement key(Identities.Identity identity) {
        return TlvElement.of(7, Keys.encode(identity.certificate().getPublicKey()));
    }

    static TrustRecord record(TrustRole role, Identities.Identity identity) {
        return TrustRecord.builder(role).certificate(identity.certificate()).build();
    }
}
