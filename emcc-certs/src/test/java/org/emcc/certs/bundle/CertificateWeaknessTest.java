package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.bundle.TestCertificates.NOW;
import static org.emcc.certs.bundle.TestCertificates.bundle;
import static org.emcc.certs.bundle.TestCertificates.keys;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.emcc.certs.bundle.CertificateWeakness.Kind;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.FindingSeverity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateWeaknessTest {
    private static final CertificateChecks<TrustStoreName> CHECKS =
            CertificateChecks.by(ImportRules.DEFAULTS::storesOf);

    private static List<Kind> kinds(CertificateChecks<TrustStoreName> checks, BundledCertificate certificate) {
        return checks.check(bundle(certificate)).all().stream()
                .map(finding -> ((CertificateWeakness) finding).kind())
                .toList();
    }

    private static BundledCertificate tomcat(TestCertificates certificate) {
        return certificate.in(CertificateType.TOMCAT, "a.example");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, true",
        "A.EXAMPLE, a.example, true",
        "a, a.example, true",
        "a.example, a, true",
        "a.example, ITLRECOVERY_a.example, true",
        "b.example, a.example, false",
        "a.other, a.example, false",
        "b, a.example, false",
        "ab, a.example, false",
    })
    void comparesTheNodeOfTheFileWithTheCommonName(String node, String name, boolean same) {
        BundledCertificate found = subject("CN=" + name).in(CertificateType.TFTP, node);

        assertThat(kinds(CHECKS, found)).isEqualTo(same ? List.of() : List.of(Kind.ORIGIN_MISMATCH));
    }

    @Test
    void comparesTheNodeOfTheFileWithTheAlternativeNames() {
        TestCertificates shared =
                subject("CN=a-ms.example").dns("a.example", "b.example").address("10.0.0.7");

        assertThat(kinds(CHECKS, shared.in(CertificateType.TOMCAT, "a.example", "b.example", "10.0.0.7")))
                .isEmpty();
        assertThat(CHECKS.check(bundle(shared.in(CertificateType.TOMCAT, "a.example", "c.example")))
                        .all())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("EMCC-CERTS-0201");
                    assertThat(finding.severity()).isEqualTo(FindingSeverity.WARNING);
                    assertThat(finding.sentence()).contains("c.example").doesNotContain("and a.example");
                    assertThat(finding.evidence())
                            .anySatisfy(line ->
                                    assertThat(line).contains("it names a.example, b.example, 10.0.0.7, a-ms.example"));
                });
        assertThat(kinds(CHECKS, subject("CN=CAPF-12345678").in(CertificateType.CAPF, "a.example")))
                .as("no node in its name")
                .isEmpty();
        assertThat(kinds(CHECKS, subject("CN=CAPF-12345678").dns("x.example").in(CertificateType.CAPF, "a.example")))
                .containsExactly(Kind.ORIGIN_MISMATCH);
    }

    @Test
    void demandsApprovalsWhenTold() {
        BundledCertificate one = tomcat(subject("CN=a.example"));

        assertThat(kinds(CHECKS.withApproved(Set.of(one.fingerprint())), one)).isEmpty();
        assertThat(kinds(CHECKS.withApproved(Set.of()), one)).containsExactly(Kind.NOT_APPROVED);
    }

    @Test
    void findsTheDistrusted() {
        BundledCertificate one = tomcat(subject("CN=a.example"));

        assertThat(kinds(CHECKS.withDistrusted(Set.of(one.fingerprint())), one)).containsExactly(Kind.DISTRUSTED);
        assertThat(kinds(
                        CHECKS.withDistrusted(Set.of(one.fingerprint())),
                        tomcat(subject("CN=a.example").serial(2))))
                .isEmpty();
    }

    @Test
    void findsNodesThatCanIssue() {
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").authority()))).containsExactly(Kind.CAN_ISSUE);
        assertThat(kinds(
                        CHECKS,
                        tomcat(subject("CN=a.example").usage(KeyUsage.digitalSignature | KeyUsage.keyCertSign))))
                .containsExactly(Kind.CAN_ISSUE);
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").usage(KeyUsage.digitalSignature))))
                .isEmpty();
        assertThat(kinds(CHECKS, subject("CN=CAPF-1").authority().in(CertificateType.CAPF, "a.example")))
                .as("CAPF is there to issue")
                .isEmpty();
    }

    @Test
    void saysWhereThereIsNoKeyUsageAndWhatToDo() {
        CertificateFinding silent = CHECKS.check(
                        bundle(tomcat(subject("CN=a.example").authority())))
                .all()
                .get(0);
        CertificateFinding lacking = CHECKS.check(
                        bundle(tomcat(subject("CN=a.example").authority().usage(KeyUsage.digitalSignature))))
                .all()
                .get(0);

        assertThat(silent.evidence()).contains("basic constraints say CA, no key usage extension");
        assertThat(lacking.evidence()).contains("basic constraints say CA, key usage lacks keyCertSign");
        assertThat(silent.remedy()).doesNotStartWith("know").startsWith("import in its place");
        assertThat(Kind.WEAK_KEY.remedy()).contains("RSA key of 2048 bits", "EC key of 256 bits");
    }

    @Test
    void findsWeakKeys() {
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").keys(keys("RSA", 1024)))))
                .containsExactly(Kind.WEAK_KEY);
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").keys(keys("RSA", 2048)))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA1withRSA", "MD5withRSA", "SHA1withRSAandMGF1"})
    void findsWeakSignatures(String algorithm) {
        TestCertificates certificate = subject("CN=a.example");
        if (algorithm.contains("RSA")) {
            certificate.keys(Rsa.KEYS);
        }

        assertThat(kinds(CHECKS, tomcat(certificate.signature(algorithm)))).containsExactly(Kind.WEAK_SIGNATURE);
    }

    @Test
    void takesSoundSignatures() {
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").keys(Rsa.KEYS).signature("SHA256withRSAandMGF1"))))
                .isEmpty();
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").keys(Rsa.KEYS).signature("SHA512withRSA"))))
                .isEmpty();
    }

    private static final class Rsa {
        static final java.security.KeyPair KEYS = keys("RSA", 2048);
    }

    @Test
    void findsNegativeSerialNumbers() {
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").serial(-5)))).containsExactly(Kind.NEGATIVE_SERIAL);
    }

    @Test
    void findsLongValidity() {
        var twenty = NOW.atOffset(ZoneOffset.UTC).plusYears(20).toInstant();

        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").to(twenty)))).isEmpty();
        assertThat(kinds(CHECKS, tomcat(subject("CN=a.example").to(twenty.plusSeconds(1)))))
                .containsExactly(Kind.LONG_VALIDITY);
    }
}
