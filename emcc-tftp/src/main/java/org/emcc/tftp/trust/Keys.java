package org.emcc.tftp.trust;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Public keys as they stand in a record (phone-config-files 6.5, tag 7), and certificates. */
final class Keys {
    /** SEQUENCE { OID rsaEncryption, NULL }. */
    private static final byte[] RSA_ALGORITHM = HexFormat.of().parseHex("300d06092a864886f70d0101010500");

    private static final int SEQUENCE = 0x30;
    private static final int INTEGER = 2;
    private static final int BIT_STRING = 3;

    private Keys() {}

    /** An RSA key as PKCS#1 has it, an elliptic-curve key as an uncompressed point. */
    static byte[] encode(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            return der(
                    SEQUENCE,
                    der(INTEGER, rsa.getModulus().toByteArray()),
                    der(INTEGER, rsa.getPublicExponent().toByteArray()));
        }
        if (key instanceof ECPublicKey ec) {
            int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
            return Bytes.join(
                    new byte[] {4},
                    padded(ec.getW().getAffineX(), size),
                    padded(ec.getW().getAffineY(), size));
        }
        throw new IllegalArgumentException(
                "key in a trust list must be RSA or of an elliptic curve, but is " + key.getAlgorithm());
    }

    static Optional<PublicKey> decode(byte[] bytes) {
        if (bytes.length == 0) {
            return Optional.empty();
        }
        try {
            if (bytes[0] == SEQUENCE) {
                byte[] wrapped = der(SEQUENCE, RSA_ALGORITHM, der(BIT_STRING, new byte[1], bytes));
                PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(wrapped));
                // Refuses what a lenient parser has skipped.
                return Arrays.equals(encode(key), bytes) ? Optional.of(key) : Optional.empty();
            }
            return bytes[0] == 4 ? point(bytes) : Optional.empty();
        } catch (InvalidKeySpecException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no RSA or no elliptic curves", e);
        }
    }

    private static Optional<PublicKey> point(byte[] bytes) throws GeneralSecurityException {
        String curve = switch (bytes.length) {
            case 65 -> "secp256r1";
            case 97 -> "secp384r1";
            case 133 -> "secp521r1";
            default -> "";
        };
        if (curve.isEmpty()) {
            return Optional.empty();
        }
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(curve));
        ECParameterSpec spec = parameters.getParameterSpec(ECParameterSpec.class);
        int size = bytes.length / 2;
        BigInteger x = new BigInteger(1, bytes, 1, size);
        BigInteger y = new BigInteger(1, bytes, 1 + size, size);
        if (!isOn(spec.getCurve(), x, y)) {
            return Optional.empty();
        }
        return Optional.of(KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(new ECPoint(x, y), spec)));
    }

    private static boolean isOn(EllipticCurve curve, BigInteger x, BigInteger y) {
        BigInteger p = ((ECFieldFp) curve.getField()).getP();
        BigInteger right =
                x.pow(3).add(curve.getA().multiply(x)).add(curve.getB()).mod(p);
        return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.pow(2).mod(p).equals(right);
    }

    /** Whether two keys are the same, whichever provider they come from. */
    static boolean same(PublicKey one, PublicKey other) {
        return one.equals(other) || Arrays.equals(one.getEncoded(), other.getEncoded());
    }

    /** A certificate, when the bytes are the DER of one and nothing else. */
    static Optional<X509Certificate> certificate(byte[] der) {
        if (der.length == 0 || der[0] != SEQUENCE) {
            return Optional.empty();
        }
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return Arrays.equals(certificate.getEncoded(), der) ? Optional.of(certificate) : Optional.empty();
        } catch (CertificateException | RuntimeException e) {
            // The JDK promises only the first; what it is given here comes from anywhere.
            return Optional.empty();
        }
    }

    private static byte[] padded(BigInteger number, int size) {
        byte[] bytes = number.toByteArray();
        byte[] out = new byte[size];
        int length = Math.min(size, bytes.length);
        System.arraycopy(bytes, bytes.length - length, out, size - length, length);
        return out;
    }

    private static byte[] der(int tag, byte[]... parts) {
        byte[] content = Bytes.join(parts);
        int n = content.length;
        byte[] head;
        if (n < 0x80) {
            head = new byte[] {(byte) tag, (byte) n};
        } else if (n < 0x100) {
            head = new byte[] {(byte) tag, (byte) 0x81, (byte) n};
        } else {
            head = n < 0x10000
                    ? new byte[] {(byte) tag, (byte) 0x82, (byte) (n >> 8), (byte) n}
                    : new byte[] {(byte) tag, (byte) 0x83, (byte) (n >> 16), (byte) (n >> 8), (byte) n};
        }
        return Bytes.join(head, content);
    }
}
