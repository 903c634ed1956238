package org.emcc.certs.internal;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** Certificates that a builder would not make: subjects that are no names, and keys that are no keys. */
public final class OddCertificates {
    public static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final KeyPair KEYS = keys();

    /** What the platform takes as the value of a common name, in hexadecimal digits, by what is odd about it. */
    private static final String[] VALUES = {
        "0200",
        "0600",
        "1700",
        "030109",
        "1e03006100",
        "1e0161",
        "1e02d800",
        "0c02c328",
        "0c01ff",
        "0c03edA080",
        "0c00",
        "1300",
        "1e00",
        "1c0400110000",
        "1c0161",
        "1c00",
        "13010a",
        "16031b5b41",
        "1401e9",
        "0c03e280ae",
        "0500",
        "0101ff",
        "0a0101",
        "1801ff",
        "3000",
        "30020500",
        "3100",
        "0400",
        "0402c328",
        "8000",
        "a000",
        "0c0123",
        "0c022c2b",
        "0c0122",
        "1201ff",
        "1a0162",
        "0203010001",
        "030200ff",
        "24040402c328",
        "1f810100"
    };

    private OddCertificates() {}

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** One certificate for each odd value that this platform takes, by the digits of the value. */
    public static Map<String, X509Certificate> oddSubjects() {
        Map<String, X509Certificate> made = new LinkedHashMap<>();
        long serial = 100;
        for (String value : VALUES) {
            try {
                byte[] name = name(HexFormat.of().parseHex(value));
                made.put(
                        value,
                        certificate(
                                name,
                                name,
                                SubjectPublicKeyInfo.getInstance(
                                        KEYS.getPublic().getEncoded()),
                                serial++,
                                false,
                                sign(KEYS)));
            } catch (CertificateException e) {
                // The platform refuses it, and so do all who read certificates here.
            }
        }
        return made;
    }

    /** A name whose one attribute is a common name with these bytes as its value. */
    private static byte[] name(byte[] value) {
        byte[] pair = wrap(0x30, concat(new byte[] {6, 3, 0x55, 4, 3}, value));
        return wrap(0x30, wrap(0x31, pair));
    }

    private static byte[] wrap(int tag, byte[] content) {
        return concat(new byte[] {(byte) tag, (byte) content.length}, content);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** How what is to be signed is signed. */
    public interface Signing {
        byte[] sign(byte[] what) throws Exception;
    }

    static Signing sign(KeyPair keys) {
        return what -> {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(what);
            return signature.sign();
        };
    }

    static byte[] name(String commonName) {
        byte[] text = commonName.getBytes(StandardCharsets.US_ASCII);
        return name(wrap(0x0C, text));
    }

    /** A certificate that says of itself that ECDSA, or the algorithm of its key's issuer, signed it. */
    static X509Certificate certificate(
            byte[] subject, byte[] issuer, SubjectPublicKeyInfo key, long serial, boolean ca, Signing signing)
            throws CertificateException {
        return certificate(
                subject,
                issuer,
                key,
                serial,
                ca,
                new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256),
                signing);
    }

    /** A certificate of these parts, whatever they are. */
    public static X509Certificate certificate(
            byte[] subject,
            byte[] issuer,
            SubjectPublicKeyInfo key,
            long serial,
            boolean ca,
            AlgorithmIdentifier algorithm,
            Signing signing)
            throws CertificateException {
        try {
            ASN1EncodableVector dates = new ASN1EncodableVector();
            dates.add(new Time(Date.from(NOW.minus(Duration.ofDays(30)))));
            dates.add(new Time(Date.from(NOW.plus(Duration.ofDays(365)))));
            byte[] head = concat(
                    new DERTaggedObject(true, 0, new ASN1Integer(2)).getEncoded(),
                    concat(new ASN1Integer(BigInteger.valueOf(serial)).getEncoded(), algorithm.getEncoded()));
            byte[] middle = concat(issuer, concat(new DERSequence(dates).getEncoded(), subject));
            byte[] extensions = new DERTaggedObject(
                            true,
                            3,
                            new Extensions(new Extension(
                                    Extension.basicConstraints, true, new BasicConstraints(ca).getEncoded())))
                    .getEncoded();
            byte[] body = sequence(concat(concat(head, middle), concat(key.getEncoded(), extensions)));
            byte[] der = sequence(
                    concat(body, concat(algorithm.getEncoded(), new DERBitString(signing.sign(body)).getEncoded())));
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sequence(byte[] content) {
        int length = content.length;
        byte[] head = length < 0x80
                ? new byte[] {0x30, (byte) length}
                : new byte[] {0x30, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
        if (length >= 0x80 && length < 0x100) {
            head = new byte[] {0x30, (byte) 0x81, (byte) length};
        } else if (length >= 0x100 && length < 0x10000) {
            head = new byte[] {0x30, (byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        return concat(head, content);
    }
}
