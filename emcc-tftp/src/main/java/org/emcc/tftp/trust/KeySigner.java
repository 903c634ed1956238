package org.emcc.tftp.trust;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** A key of java.security. */
final class KeySigner implements FileSigner {
    private final X509Certificate certificate;
    private final PrivateKey key;

    KeySigner(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    @Override
    public X509Certificate certificate() {
        return certificate;
    }

    @Override
    public byte[] sign(byte[] content, FileDigest digest) {
        try {
            Signature signature = Signature.getInstance(digest.signatureName());
            signature.initSign(key);
            signature.update(content);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key does not sign by " + digest.signatureName(), e);
        }
    }

    /** Whether the key of a signer is that of its certificate: by SHA-1, and by SHA-512 where SHA-1 is refused. */
    static boolean isWhole(FileSigner signer) {
        return signsBy(signer, FileDigest.SHA_1) || signsBy(signer, FileDigest.SHA_512);
    }

    private static boolean signsBy(FileSigner signer, FileDigest digest) {
        byte[] probe = {1, 2, 3};
        try {
            return Signatures.verifies(
                    signer.certificate().getPublicKey(), digest, signer.sign(probe, digest), probe, 0, 0);
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /** The name of the certificate; nothing of the key. */
    @Override
    public String toString() {
        return "FileSigner[" + certificate.getSubjectX500Principal() + "]";
    }
}
