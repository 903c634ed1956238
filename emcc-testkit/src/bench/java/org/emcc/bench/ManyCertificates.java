package org.emcc.bench;

import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.emcc.certs.pkcs12.CertificateBag;

/** Certificates of about 1 KB with one RSA key of 2048 bits and a name for each, signed by nothing: nobody checks signatures here. */
final class ManyCertificates {
    private ManyCertificates() {}

    static List<CertificateBag> of(int number) throws Exception {
        KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
        keys.initialize(2048);
        PublicKey key = keys.generateKeyPair().getPublic();
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<CertificateBag> bags = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            X509Certificate certificate =
                    (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate(i, key)));
            bags.add(CertificateBag.of(certificate, "ucm" + i + "_tomcat"));
        }
        return bags;
    }

    private static byte[] certificate(int number, PublicKey key) throws Exception {
        String host = "ucm" + number + ".lab.example";
        X500Name name = new X500Name("C=US,ST=Lab,L=Lab,O=Lab,OU=UC,CN=" + host);
        Instant begin = Instant.parse("2026-01-01T00:00:00Z");
        return new X509v3CertificateBuilder(
                        name,
                        BigInteger.valueOf(number + 1L).shiftLeft(64),
                        Date.from(begin),
                        Date.from(begin.plusSeconds(157_680_000)),
                        name,
                        SubjectPublicKeyInfo.getInstance(key.getEncoded()))
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, host)))
                .build(new NoSigner(number))
                .getEncoded();
    }

    private record NoSigner(int number) implements ContentSigner {
        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withRSA");
        }

        @Override
        public OutputStream getOutputStream() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public byte[] getSignature() {
            byte[] signature = new byte[256];
            new Random(number).nextBytes(signature);
            return signature;
        }
    }
}
