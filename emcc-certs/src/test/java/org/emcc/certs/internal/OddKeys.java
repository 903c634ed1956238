package org.emcc.certs.internal;

import java.math.BigInteger;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DSAParameter;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** CAs whose keys are numbers that nobody should calculate with, and what they claim to have issued. */
public final class OddKeys {
    /** An even q, for which half of all numbers have no inverse. */
    public static final BigInteger EVEN_Q = BigInteger.ONE.shiftLeft(159);

    /** 160 bits, odd. */
    public static final BigInteger ODD_Q = BigInteger.ONE.shiftLeft(159).setBit(0);

    private static final AlgorithmIdentifier SIGNED_BY_DSA =
            new AlgorithmIdentifier(NISTObjectIdentifiers.dsa_with_sha256);

    private OddKeys() {}

    /** A CA named {@code odd} with a DSA key of this q, and of 1024 bits. */
    public static X509Certificate dsa(BigInteger q) {
        return dsa(BigInteger.ONE.shiftLeft(1023).setBit(0), q);
    }

    public static X509Certificate dsa(BigInteger p, BigInteger q) {
        try {
            return authority(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa, new DSAParameter(p, q, BigInteger.valueOf(4))),
                    new ASN1Integer(BigInteger.valueOf(9))));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    public static X509Certificate rsa(BigInteger modulus, BigInteger exponent) {
        try {
            return authority(new SubjectPublicKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption), new RSAPublicKey(modulus, exponent)));
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }

    private static X509Certificate authority(SubjectPublicKeyInfo key) {
        return made("odd", "odd", key, 1, true);
    }

    /** What the CA named {@code odd} signed, if its signature were worth anything. */
    public static X509Certificate issued(String commonName) {
        return made(
                commonName,
                "odd",
                SubjectPublicKeyInfo.getInstance(
                        OddCertificates.KEYS.getPublic().getEncoded()),
                2,
                false);
    }

    private static X509Certificate made(
            String subject, String issuer, SubjectPublicKeyInfo key, long serial, boolean ca) {
        try {
            return OddCertificates.certificate(
                    OddCertificates.name(subject),
                    OddCertificates.name(issuer),
                    key,
                    serial,
                    ca,
                    SIGNED_BY_DSA,
                    what -> {
                        ASN1EncodableVector signature = new ASN1EncodableVector();
                        signature.add(new ASN1Integer(2));
                        signature.add(new ASN1Integer(2));
                        return new DERSequence(signature).getEncoded();
                    });
        } catch (CertificateException e) {
            throw new AssertionError(e);
        }
    }
}
