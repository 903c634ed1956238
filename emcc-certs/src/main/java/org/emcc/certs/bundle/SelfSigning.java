package org.emcc.certs.bundle;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** Makes self-signed certificates with the platform's providers. Source: certificates 1.7. */
final class SelfSigning {
    private static final int SERIAL_BITS = 120;

    private SelfSigning() {}

    static NodeIdentity generate(
            String node,
            CertificateType type,
            @Nullable String commonName,
            List<String> names,
            List<InetAddress> addresses,
            KeyKind kind,
            @Nullable KeyPair pair,
            Instant now,
            Duration validity,
            SecureRandom random) {
        try {
            KeyPair keys = pair == null ? made(kind, random) : pair;
            boolean issues = type.equals(CertificateType.CAPF);
            X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                    .addRDN(BCStyle.CN, commonName == null ? commonName(node, type, random) : commonName)
                    .build();
            Instant from = now.truncatedTo(ChronoUnit.SECONDS);
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    subject,
                    new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE),
                    Date.from(from),
                    Date.from(from.plus(validity)),
                    subject,
                    keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(issues));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage(kind, issues)));
            if (!issues) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(new KeyPurposeId[] {
                    KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth
                }));
            }
            builder.addExtension(Extension.subjectAlternativeName, false, alternatives(names, addresses));
            byte[] der = builder.build(new JcaContentSignerBuilder(kind.signature())
                            .setSecureRandom(random)
                            .build(keys.getPrivate()))
                    .getEncoded();
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            return new NodeIdentity(new NodeCertificate(node, type, certificate), List.of(), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("this Java platform must make " + kind + " keys and sign with them", e);
        }
    }

    private static KeyPair made(KeyKind kind, SecureRandom random) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind.algorithm());
        generator.initialize(kind.bits(), random);
        return generator.generateKeyPair();
    }

    /** What a key is that is there already. */
    static KeyKind kindOf(PublicKey key) {
        int bits = key instanceof RSAKey rsa
                ? rsa.getModulus().bitLength()
                : key instanceof ECKey ec ? ec.getParams().getCurve().getField().getFieldSize() : 0;
        return Stream.of(KeyKind.values())
                .filter(kind -> kind.algorithm().equals(key.getAlgorithm()) && kind.bits() == bits)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("key must be RSA of 2048, 3072 or 4096 bits or EC of"
                        + " P-256 or P-384, but is " + key.getAlgorithm() + " of " + bits + " bits"));
    }

    private static String commonName(String node, CertificateType type, SecureRandom random) {
        if (type.equals(CertificateType.CAPF)) {
            byte[] digits = new byte[4];
            random.nextBytes(digits);
            return "CAPF-" + HexFormat.of().formatHex(digits);
        }
        return type.equals(CertificateType.ITL_RECOVERY) ? "ITLRECOVERY_" + node : node;
    }

    private static int usage(KeyKind kind, boolean issues) {
        int usage = KeyUsage.digitalSignature;
        if (kind.algorithm().equals("RSA")) {
            usage |= KeyUsage.keyEncipherment;
        }
        return issues ? usage | KeyUsage.keyCertSign : usage;
    }

    private static GeneralNames alternatives(List<String> names, List<InetAddress> addresses) {
        List<GeneralName> all = new ArrayList<>();
        names.forEach(name -> all.add(new GeneralName(GeneralName.dNSName, name)));
        addresses.forEach(
                address -> all.add(new GeneralName(GeneralName.iPAddress, new DEROctetString(address.getAddress()))));
        return new GeneralNames(all.toArray(new GeneralName[0]));
    }
}
