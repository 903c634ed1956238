package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.TestCertificates.bundle;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.emcc.certs.trust.ImportRules;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Curves on which Java makes no keys any more, and whose certificates it still reads. */
class WeakCurvesTest {
    @ParameterizedTest
    @CsvSource({
        "P-192, 192",
        "P-224, 224",
        "brainpoolP224r1, 224",
        "sect233k1, 233",
        "secp160r1, 160",
        "P-256, 0",
        "secp256k1, 0",
        "brainpoolP256r1, 0",
        "P-384, 0"
    })
    void curvesBelow256BitsAreWeak(String curve, int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", new BouncyCastleProvider());
        generator.initialize(new ECGenParameterSpec(curve));
        BundledCertificate certificate = subject("CN=a.example")
                .keys(generator.generateKeyPair())
                .signature("SHA256withECDSA")
                .in(CertificateType.TOMCAT, "a.example");

        List<CertificateFinding> found = CertificateChecks.by(ImportRules.DEFAULTS::storesOf)
                .check(bundle(certificate))
                .all();

        if (bits == 0) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).singleElement().satisfies(each -> {
                assertThat(((CertificateWeakness) each).kind()).isEqualTo(CertificateWeakness.Kind.WEAK_KEY);
                assertThat(each.sentence())
                        .isEqualTo("the certificate of the subject CN=a.example has a key of " + bits
                                + " bits, where at least 256 are due");
            });
        }
    }
}
