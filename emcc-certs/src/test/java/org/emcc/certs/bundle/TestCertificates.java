package org.emcc.certs.bundle;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.emcc.core.id.ClusterId;

/** Certificates which a node would not make, each with one odd thing about it, and where they were found. */
final class TestCertificates {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final KeyPair KEYS = keys("EC", 256);
    static final KeyPair OTHER_KEYS = keys("EC", 256);

    private String subject = "CN=a.example";
    private KeyPair keys = KEYS;
    private long serial = 1;
    private Instant from = NOW;
    private Instant to = NOW.plus(Duration.ofDays(365));
    private String signature = "SHA256withECDSA";
    private Optional<BasicConstraints> constraints = Optional.empty();
    private Optional<KeyUsage> usage = Optional.empty();
    private final List<GeneralName> names = new ArrayList<>();

    static TestCertificates subject(String name) {
        TestCertificates made = new TestCertificates();
        made.subject = name;
        return made;
    }

    static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    TestCertificates keys(KeyPair pair) {
        keys = pair;
        signature = pair.getPublic().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        return this;
    }

    TestCertificates serial(long number) {
        serial = number;
        return this;
    }

    TestCertificates from(Instant time) {
        from = time;
        to = time.plus(Duration.ofDays(365));
        return this;
    }

    TestCertificates to(Instant time) {
        to = time;
        return this;
    }

    TestCertificates signature(String algorithm) {
        signature = algorithm;
        return this;
    }

    TestCertificates authority() {
        constraints = Optional.of(new BasicConstraints(true));
        return this;
    }

    TestCertificates usage(int bits) {
        usage = Optional.of(new KeyUsage(bits));
        return this;
    }

    TestCertificates dns(String... more) {
        for (String name : more) {
            names.add(new GeneralName(GeneralName.dNSName, name));
        }
        return this;
    }

    TestCertificates address(String address) {
        names.add(new GeneralName(GeneralName.iPAddress, address));
        return this;
    }

    X509Certificate make() {
        try {
            X500Name name = new X500Name(subject);
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name, BigInteger.valueOf(serial), Date.from(from), Date.from(to), name, keys.getPublic());
            if (constraints.isPresent()) {
                builder.addExtension(Extension.basicConstraints, true, constraints.get());
            }
            if (usage.isPresent()) {
                builder.addExtension(Extension.keyUsage, true, usage.get());
            }
            if (!names.isEmpty()) {
                builder.addExtension(
                        Extension.subjectAlternativeName, false, new GeneralNames(names.toArray(new GeneralName[0])));
            }
            byte[] der = builder.build(new JcaContentSignerBuilder(signature)
                            .setProvider(new BouncyCastleProvider())
                            .build(keys.getPrivate()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Found in the files of these nodes; before a slash may stand the cluster. */
    BundledCertificate in(CertificateType type, String... nodes) {
        return found(make(), type, nodes);
    }

    static BundledCertificate found(X509Certificate certificate, CertificateType type, String... nodes) {
        List<CertificateOrigin> origins = new ArrayList<>();
        for (String each : nodes) {
            String node = each.substring(each.indexOf('/') + 1);
            CertificateOrigin origin = new CertificateOrigin(
                    node, type, new BulkFileName(BulkFileName.Kind.STORE, node, type).format(TypeSuffixes.DEFAULTS));
            origins.add(
                    each.indexOf('/') < 0
                            ? origin
                            : origin.withCluster(ClusterId.of(each.substring(0, each.indexOf('/')))));
        }
        return BundledCertificate.of(certificate, origins);
    }

    static CertificateBundle bundle(BundledCertificate... certificates) {
        return CertificateBundle.of(List.of(certificates));
    }
}
