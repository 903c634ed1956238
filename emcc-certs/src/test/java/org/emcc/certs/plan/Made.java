package org.emcc.certs.plan;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.NodeCertificate;

/** Certificates that are the same on every run: keys from a number, and signatures that need no chance. */
final class Made {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final Instant LATER = Instant.parse("2030-01-01T00:00:00Z");

    /** Certificates by what they are made of: making one takes a while. */
    private final Map<List<Object>, X509Certificate> made = new ConcurrentHashMap<>();

    private record Keys(PublicKey publicKey, PrivateKey privateKey) {}

    private static Keys keys(int number) throws Exception {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) number);
        KeyFactory factory = KeyFactory.getInstance("Ed25519");
        byte[] spki = SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(
                        new Ed25519PrivateKeyParameters(seed, 0).generatePublicKey())
                .getEncoded();
        return new Keys(
                factory.generatePublic(new X509EncodedKeySpec(spki)),
                factory.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
    }

    X509Certificate self(String subject, long serial, Instant from, Instant until) {
        return issued(subject, serial, from, until, 1, subject, 1, false);
    }

    X509Certificate self(String subject, long serial) {
        return self(subject, serial, NOW.minusSeconds(86_400L * 30), LATER);
    }

    X509Certificate ca(String subject, int key, String issuer, int issuerKey, long serial, Instant until) {
        return issued(subject, serial, NOW.minusSeconds(86_400L * 30), until, key, issuer, issuerKey, true);
    }

    X509Certificate issued(String subject, long serial, String issuer, int issuerKey) {
        return issued(subject, serial, NOW.minusSeconds(86_400L * 30), LATER, 1, issuer, issuerKey, false);
    }

    X509Certificate issued(
            String subject,
            long serial,
            Instant from,
            Instant until,
            int key,
            String issuer,
            int issuerKey,
            boolean ca) {
        return made.computeIfAbsent(
                List.of(subject, serial, from, until, key, issuer, issuerKey, ca),
                what -> make(subject, serial, from, until, key, issuer, issuerKey, ca));
    }

    private static X509Certificate make(
            String subject,
            long serial,
            Instant from,
            Instant until,
            int key,
            String issuer,
            int issuerKey,
            boolean ca) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(issuer),
                    BigInteger.valueOf(serial),
                    Date.from(from),
                    Date.from(until),
                    new X500Name(subject),
                    keys(key).publicKey());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            byte[] der = builder.build(new JcaContentSignerBuilder("Ed25519")
                            .build(keys(issuerKey).privateKey()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static NodeCertificate on(String node, CertificateType type, X509Certificate certificate) {
        return new NodeCertificate(node, type, certificate);
    }

    static BundledCertificate bundled(X509Certificate certificate, CertificateType... types) {
        return BundledCertificate.of(
                certificate,
                Arrays.stream(types)
                        .map(type -> new CertificateOrigin("sftp", type, "sftp_bulk_" + type + ".pkcs12"))
                        .toList());
    }

    /** The four certificates of a node that is its cluster's publisher; numbers from the serial on. */
    List<NodeCertificate> publisher(String node, long serial) {
        return List.of(
                on(node, CertificateType.TOMCAT, self("CN=" + node + ",OU=web", serial)),
                on(node, CertificateType.TFTP, self("CN=" + node, serial + 1)),
                on(node, CertificateType.CAPF, self("CN=CAPF-0000000" + serial, serial + 2)),
                on(node, CertificateType.ITL_RECOVERY, self("CN=ITLRECOVERY_" + node, serial + 3)));
    }
}
