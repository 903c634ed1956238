package org.emcc.certs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.emcc.certs.bundle.CertificateType.CAPF;
import static org.emcc.certs.bundle.CertificateType.TFTP;
import static org.emcc.certs.bundle.CertificateType.TOMCAT;
import static org.emcc.certs.plan.Made.NOW;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import javax.net.ssl.X509ExtendedTrustManager;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Where a plan says that TLS will go well, it does. */
class CoverageAgainstTlsTest {
    private static final ClusterId NY = ClusterId.of("new-york");
    private static final ClusterId LON = ClusterId.of("london");
    private static final List<KeyPair> KEYS = keys();

    private static final List<List<KeyPurposeId>> PURPOSES = List.of(
            List.of(),
            List.of(KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth),
            List.of(KeyPurposeId.anyExtendedKeyUsage),
            List.of(KeyPurposeId.id_kp_serverAuth),
            List.of(KeyPurposeId.id_kp_clientAuth),
            List.of(KeyPurposeId.id_kp_codeSigning));

    private static List<KeyPair> keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            List<KeyPair> pairs = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                pairs.add(generator.generateKeyPair());
            }
            return pairs;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** A certificate to be made; names and keys are numbers, and name 0 is the leaf's. */
    private record Wanted(
            int subject,
            int key,
            int issuer,
            int signedBy,
            boolean ca,
            OptionalInt length,
            OptionalInt usage,
            boolean unknownCritical,
            boolean oddAlgorithm,
            boolean expired,
            List<KeyPurposeId> purposes) {
        X509Certificate make() {
            try {
                JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                        new X500Name("CN=n" + issuer),
                        BigInteger.valueOf(subject * 100L + issuer + 1),
                        Date.from(NOW.minus(Duration.ofDays(30))),
                        Date.from(expired ? NOW.minusSeconds(1) : NOW.plus(Duration.ofDays(30))),
                        new X500Name("CN=n" + subject),
                        KEYS.get(key).getPublic());
                builder.addExtension(
                        Extension.basicConstraints,
                        true,
                        ca && length.isPresent() ? new BasicConstraints(length.getAsInt()) : new BasicConstraints(ca));
                if (usage.isPresent()) {
                    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage.getAsInt()));
                }
                if (!purposes.isEmpty()) {
                    builder.addExtension(
                            Extension.extendedKeyUsage,
                            false,
                            new ExtendedKeyUsage(purposes.toArray(KeyPurposeId[]::new)));
                }
                if (unknownCritical) {
                    builder.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), true, DERNull.INSTANCE);
                }
                byte[] der = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                                .build(KEYS.get(signedBy).getPrivate()))
                        .getEncoded();
                if (oddAlgorithm) {
                    replaceLast(der);
                }
                return (X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        /** Of ECDSA with SHA-256 an algorithm that nobody has, in both places. */
        private static void replaceLast(byte[] der) {
            byte[] algorithm = {0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x04, 0x03, 0x02};
            for (int i = 0; i + algorithm.length <= der.length; i++) {
                if (Arrays.equals(der, i, i + algorithm.length, algorithm, 0, algorithm.length)) {
                    der[i + algorithm.length - 1] = 0x7f;
                }
            }
        }
    }

    private static Wanted plain(int subject, int issuer, boolean ca) {
        return new Wanted(
                subject,
                subject,
                issuer,
                issuer,
                ca,
                OptionalInt.empty(),
                OptionalInt.empty(),
                false,
                false,
                false,
                List.of());
    }

    private static Wanted withUsage(Wanted one, int usage) {
        return new Wanted(
                one.subject,
                one.key,
                one.issuer,
                one.signedBy,
                one.ca,
                one.length,
                OptionalInt.of(usage),
                false,
                false,
                false,
                List.of());
    }

    private static Wanted withLength(Wanted one, int length) {
        return new Wanted(
                one.subject,
                one.key,
                one.issuer,
                one.signedBy,
                one.ca,
                OptionalInt.of(length),
                one.usage,
                false,
                false,
                false,
                List.of());
    }

    private static Wanted withOddAlgorithm(Wanted one) {
        return new Wanted(
                one.subject,
                one.key,
                one.issuer,
                one.signedBy,
                one.ca,
                one.length,
                one.usage,
                false,
                true,
                false,
                List.of());
    }

    private static Wanted withUnknown(Wanted one) {
        return new Wanted(
                one.subject,
                one.key,
                one.issuer,
                one.signedBy,
                one.ca,
                one.length,
                one.usage,
                true,
                false,
                false,
                List.of());
    }

    private static Wanted withPurposes(Wanted one, KeyPurposeId... purposes) {
        return new Wanted(
                one.subject,
                one.key,
                one.issuer,
                one.signedBy,
                one.ca,
                one.length,
                one.usage,
                false,
                false,
                false,
                List.of(purposes));
    }

    private static TrustCoverage coverage(X509Certificate leaf, List<X509Certificate> store) {
        return TrustCoverage.of(
                List.of(
                        ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                                .certificates(List.of(Made.on("ny1.lab", TOMCAT, leaf)))
                                .build(),
                        ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                                .trust(TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, store)))
                                .build()),
                NOW);
    }

    /** What london says about new-york's web server. */
    private static List<String> gaps(Wanted leaf, Wanted... store) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Wanted each : store) {
            certificates.add(each.make());
        }
        return gaps(leaf.make(), certificates);
    }

    private static List<String> gaps(X509Certificate leaf, List<X509Certificate> store) {
        return coverage(leaf, store).gaps().stream()
                .filter(each -> each.trust() == EmccTrust.EM_SERVICE
                        && each.visiting().equals(LON)
                        && each.verifier().equals(LON))
                .map(TrustGap::sentence)
                .map(each -> each.replaceFirst(", needed for .*", ""))
                .toList();
    }

    @Test
    void anIssuerMayHaveToSayThatItIssues() {
        Wanted leaf = plain(0, 1, false);
        Wanted root = plain(2, 2, true);
        String missing = "tomcat-trust of london has no certificate of CN=n1 but one which may not sign certificates"
                + " by its key usage";

        assertThat(gaps(leaf, plain(1, 2, true), root)).isEmpty();
        assertThat(gaps(leaf, withUsage(plain(1, 2, true), KeyUsage.keyCertSign), root))
                .isEmpty();
        assertThat(gaps(leaf, withUsage(plain(1, 2, true), KeyUsage.cRLSign), root))
                .containsExactly(missing);
    }

    @Test
    void anIssuerMaySayHowManyFollow() {
        Wanted leaf = plain(0, 1, false);
        Wanted one = plain(1, 2, true);
        Wanted two = plain(2, 3, true);
        Wanted root = plain(3, 3, true);

        assertThat(gaps(leaf, withLength(one, 0), withLength(two, 1), withLength(root, 2)))
                .isEmpty();
        assertThat(gaps(leaf, one, withLength(two, 0), root))
                .containsExactly("tomcat-trust of london has no certificate of CN=n2 but one which allows at most 0"
                        + " issuers below it, where 1 are");
        assertThat(gaps(leaf, one, two, withLength(root, 1)))
                .containsExactly("tomcat-trust of london has no certificate of CN=n3 but one which allows at most 1"
                        + " issuers below it, where 2 are");
    }

    @Test
    void whatThePlatformCannotCheckIsNotIssued() {
        Wanted root = plain(1, 1, true);

        assertThat(gaps(withOddAlgorithm(plain(0, 1, false)), root))
                .singleElement()
                .asString()
                .startsWith("tomcat-trust of london has no certificate of CN=n1 but one which did not issue it");
        assertThat(gaps(withUnknown(plain(0, 1, false)), root))
                .containsExactly("tomcat-trust of london has no certificate of CN=n1 but one which did not issue it in"
                        + " a way that this platform accepts");
    }

    @Test
    void whatIsNotItselfInTheStoreIsIssuedForBothSides() {
        Wanted root = plain(1, 1, true);
        Wanted leaf = plain(0, 1, false);
        String of = "Tomcat of ny1.lab in new-york (serial 2) is not issued for ";
        String notThere = "), and is not itself in tomcat-trust of london";

        assertThat(gaps(leaf, root)).isEmpty();
        assertThat(gaps(withPurposes(leaf, KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth), root))
                .isEmpty();
        assertThat(gaps(withPurposes(leaf, KeyPurposeId.anyExtendedKeyUsage), root))
                .isEmpty();
        Wanted client = withPurposes(leaf, KeyPurposeId.id_kp_clientAuth);
        assertThat(gaps(client, root)).containsExactly(of + "servers of TLS (key purpose 1.3.6.1.5.5.7.3.1" + notThere);
        X509Certificate there = client.make();
        assertThat(gaps(there, List.of(root.make(), there))).isEmpty();
        X509Certificate server =
                withPurposes(leaf, KeyPurposeId.id_kp_serverAuth).make();
        assertThat(gaps(server, List.of(root.make())))
                .containsExactly(of + "clients of TLS (key purpose 1.3.6.1.5.5.7.3.2" + notThere);
        assertThat(coverage(server, List.of(root.make())).gaps())
                .filteredOn(each ->
                        each.trust() == EmccTrust.EM_SERVICE && each.verifier().equals(LON))
                .extracting(TrustGap::cause)
                .containsOnly(TrustGap.Cause.WRONG_PURPOSE);
    }

    /** What issues the certificates of phones is shown to nobody, and a trunk shows what it has to either side. */
    @Test
    void trunksAskForPurposesAndCapfDoesNot() {
        Wanted root = plain(1, 1, true);
        X509Certificate odd =
                withPurposes(plain(0, 1, false), KeyPurposeId.id_kp_codeSigning).make();
        TrustCoverage coverage = TrustCoverage.of(
                List.of(
                        ClusterInventory.builder(NY, Release.parse("14"), "ny1.lab")
                                .certificates(List.of(Made.on("ny1.lab", TFTP, odd), Made.on("ny1.lab", CAPF, odd)))
                                .securityMode(ClusterSecurityMode.MIXED)
                                .tlsTrunk(true)
                                .build(),
                        ClusterInventory.builder(LON, Release.parse("14"), "lon1.lab")
                                .trust(TrustStores.of(Map.of(TrustStoreName.CALL_MANAGER_TRUST, List.of(root.make()))))
                                .securityMode(ClusterSecurityMode.MIXED)
                                .tlsTrunk(true)
                                .build()),
                NOW);

        assertThat(coverage.verdict(NY, LON, EmccTrust.PHONE_CERTIFICATE)).isEqualTo(TrustCoverage.Verdict.HOLDS);
        assertThat(coverage.gaps())
                .filteredOn(each ->
                        each.trust() == EmccTrust.SIP_TRUNK && each.verifier().equals(LON))
                .extracting(TrustGap::cause)
                .containsOnly(TrustGap.Cause.WRONG_PURPOSE);
    }

    private static Wanted random(RandomGenerator random, int subject, int names) {
        int issuer = subject == names - 1 || random.nextInt(8) == 0
                ? random.nextInt(names)
                : subject + 1 + random.nextInt(names - subject - 1);
        boolean rarely = random.nextInt(12) == 0;
        return new Wanted(
                subject,
                random.nextInt(15) == 0 ? random.nextInt(6) : subject,
                subject == names - 1 && random.nextInt(8) > 0 ? subject : issuer,
                rarely ? random.nextInt(6) : subject == names - 1 ? subject : issuer,
                subject > 0 && random.nextInt(15) > 0,
                random.nextInt(4) == 0 ? OptionalInt.of(random.nextInt(4)) : OptionalInt.empty(),
                random.nextInt(3) == 0
                        ? OptionalInt.of(random.nextInt(3) == 0 ? KeyUsage.cRLSign : KeyUsage.keyCertSign)
                        : OptionalInt.empty(),
                random.nextInt(25) == 0,
                random.nextInt(25) == 0,
                random.nextInt(25) == 0,
                PURPOSES.get(random.nextInt(2) * random.nextInt(PURPOSES.size())));
    }

    /** With anything sent behind the certificate: what is in the store, and what crosses it. */
    @Test
    void whereCoverageHoldsTlsAccepts() {
        int holding = 0;
        int cases = Seeds.cases(15_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            int names = 2 + random.nextInt(4);
            X509Certificate leaf = random(random, 0, names).make();
            List<X509Certificate> store = new ArrayList<>();
            List<X509Certificate> sent = new ArrayList<>(List.of(leaf));
            for (int subject = 1; subject < names; subject++) {
                X509Certificate each = random(random, subject, names).make();
                if (random.nextInt(12) > 0) {
                    store.add(each);
                }
                if (random.nextBoolean()) {
                    sent.add(each);
                }
                if (random.nextInt(4) == 0) {
                    sent.add(random(random, subject, names).make());
                }
            }
            if (random.nextInt(4) == 0) {
                store.add(leaf);
            }
            if (!gaps(leaf, store).isEmpty()) {
                continue;
            }
            holding++;
            X509ExtendedTrustManager tls = ClusterTls.trustManager(
                    TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, store)),
                    TrustStoreName.TOMCAT_TRUST,
                    Clock.fixed(NOW, ZoneOffset.UTC));
            assertThatCode(() -> {
                        tls.checkServerTrusted(new X509Certificate[] {leaf}, "ECDHE_ECDSA");
                        tls.checkClientTrusted(sent.toArray(X509Certificate[]::new), "EC");
                    })
                    .as("seed %d case %d", Seeds.seed(), i)
                    .doesNotThrowAnyException();
        }
        assertThat(holding).as("cases that say something").isGreaterThan(cases / 10);
    }
}
