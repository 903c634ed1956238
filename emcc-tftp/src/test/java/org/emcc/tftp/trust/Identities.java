package org.emcc.tftp.trust;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.security.auth.x500.X500Principal;

/** Keys and self-signed certificates for tests, made by hand because the JDK has no public way. Keys are made once. */
public final class Identities {
    private static final Map<String, KeyPair> KEYS = new ConcurrentHashMap<>();
    private static final HexFormat HEX = HexFormat.of();

    /** A certificate with its key. */
    public record Identity(X509Certificate certificate, KeyPair keys) {
        /** A signer by it. */
        public FileSigner signer() {
            return FileSigner.of(certificate, keys.getPrivate());
        }
    }

    private Identities() {}

    /** The signer of the test vector. */
    static Identity ofVector() {
        return rsa("CN=SAST,OU=Voice,O=Lab", "2E3E1A7BDAA64D84", 1024);
    }

    /** A self-signed RSA certificate, the same key for the same name. */
    public static Identity rsa(String name, String serialHex, int bits) {
        return of(name, serialHex, key(name, "RSA", bits));
    }

    static Identity ec(String name, String serialHex, int bits) {
        return of(name, serialHex, key(name, "EC", bits));
    }

    static KeyPair key(String whose, String algorithm, int bits) {
        return KEYS.computeIfAbsent(whose + algorithm + bits, missing -> {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
                if (algorithm.equals("EC")) {
                    generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
                } else {
                    generator.initialize(bits);
                }
                return generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    static Identity of(String name, String serialHex, KeyPair keys) {
        boolean isRsa = keys.getPublic().getAlgorithm().equals("RSA");
        byte[] algorithm = HEX.parseHex(isRsa ? "300d06092a864886f70d01010b0500" : "300a06082a8648ce3d040302");
        byte[] names = new X500Principal(name).getEncoded();
        byte[] tbs = der(
                0x30,
                HEX.parseHex("a003020102"),
                der(2, new BigInteger(serialHex, 16).toByteArray()),
                algorithm,
                names,
                der(0x30, utcTime("240101000000Z"), utcTime("290101000000Z")),
                names,
                keys.getPublic().getEncoded());
        try {
            Signature signature = Signature.getInstance(isRsa ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(tbs);
            byte[] der = der(0x30, tbs, algorithm, der(3, new byte[1], signature.sign()));
            return new Identity(
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)),
                    keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utcTime(String text) {
        return der(0x17, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    private static byte[] der(int tag, byte[]... parts) {
        byte[] content = Bytes.join(parts);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else if (content.length < 0x100) {
            out.write(0x81);
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
