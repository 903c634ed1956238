package org.emcc.tftp.trust;

import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Objects;

/**
 * A key that signs phone files, with the certificate that phones find it by. Yours may keep the key in a hardware module.
 *
 * <p><b>Durability:</b> none asked. <b>Concurrency:</b> calls may overlap when builders are used by several threads at once.
 * <b>Failure:</b> throw an unchecked exception; the file is then not made, and the exception reaches who builds it.
 * <b>Nullness:</b> nothing is null. <b>Contract suite:</b> none; a file whose signature does not verify is not made.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface FileSigner {
    /**
     * The certificate of the key.
     *
     * @return an RSA certificate, always the same; for another certificate there is another signer
     */
    X509Certificate certificate();

    /**
     * Signs by RSA with PKCS#1 v1.5.
     *
     * @param content the bytes to digest and sign
     * @param digest by which digest
     * @return the signature, as long as the modulus
     */
    byte[] sign(byte[] content, FileDigest digest);

    /**
     * A signer by a key of the JDK, or of any provider whose keys the JDK's {@link Signature} takes.
     *
     * @param certificate the certificate
     * @param key its private key
     * @return the signer; it does not print the key
     * @throws IllegalArgumentException when the certificate is not for RSA, or the key is not its own
     */
    static FileSigner of(X509Certificate certificate, PrivateKey key) {
        Objects.requireNonNull(certificate, "certificate");
        Objects.requireNonNull(key, "key");
        if (!(certificate.getPublicKey() instanceof RSAPublicKey)) {
            throw new IllegalArgumentException("certificate of a file's signer must be for RSA, but is for "
                    + certificate.getPublicKey().getAlgorithm());
        }
        FileSigner signer = new KeySigner(certificate, key);
        if (!KeySigner.isWhole(signer)) {
            throw new IllegalArgumentException("private key must be that of the certificate, which it is not");
        }
        return signer;
    }
}
