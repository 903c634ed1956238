package org.emcc.certs.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.emcc.certs.bundle.TestCertificates.NOW;
import static org.emcc.certs.bundle.TestCertificates.OTHER_KEYS;
import static org.emcc.certs.bundle.TestCertificates.bundle;
import static org.emcc.certs.bundle.TestCertificates.found;
import static org.emcc.certs.bundle.TestCertificates.subject;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.emcc.certs.trust.ImportRules;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.core.FindingSeverity;
import org.junit.jupiter.api.Test;

/** Findings, differences and retirements as text and as JSON. */
class ReportsTest {
    private static final CertificateChecks<TrustStoreName> CHECKS =
            CertificateChecks.by(ImportRules.DEFAULTS::storesOf);
    private static final String DATES = "valid from 2026-11-22T12:00:00Z to 2027-11-22T12:00:00Z";
    private static final BundledCertificate A =
            subject("O=Lab,CN=a").dns("a", "b").in(CertificateType.TOMCAT, "east/a", "east/b");
    private static final BundledCertificate B =
            subject("O=Lab,CN=b").dns("a").serial(2).in(CertificateType.TFTP, "east/a");
    private static final BundledCertificate HOSTILE =
            subject("CN=c\nERROR\u202eX").serial(4).in(CertificateType.TOMCAT, "c");

    private static String digits(BundledCertificate each) {
        return each.fingerprint().value().substring(0, 16) + "…";
    }

    private static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    @Test
    void findingsAreTextForAnAdministrator() {
        BundledCertificate twin =
                subject("O=Lab,CN=a").dns("b").keys(OTHER_KEYS).serial(3).in(CertificateType.TOMCAT, "b");
        BundledCertificate eternal =
                subject("CN=d").serial(5).to(NOW.plusSeconds(800_000_000)).in(CertificateType.CAPF, "d");
        CertificateBundle bundle = bundle(A, twin, eternal);
        BundledCertificate first = bundle.certificates().stream()
                .filter(each -> !each.equals(eternal))
                .findFirst()
                .orElseThrow();
        BundledCertificate second = first.equals(A) ? twin : A;

        CertificateFindings findings = CHECKS.check(bundle);

        assertThat(findings.toText())
                .isEqualTo("Findings about certificates: 1 error, 1 warning, 1 notice\n"
                        + "\nERROR EMCC-CERTS-0101: 2 certificates with different keys have the subject CN=a,O=Lab in"
                        + " tomcat-trust, where one has room\n"
                        + evidence(first) + evidence(second)
                        + "  Remedy: " + CertificateConflict.Kind.SAME_SUBJECT_OTHER_KEY.remedy() + "\n"
                        + "\nWARNING EMCC-CERTS-0105: 2 certificates of the subject CN=a,O=Lab for tomcat-trust are"
                        + " valid from the same time, 2026-11-22T12:00:00Z\n"
                        + evidence(first) + evidence(second)
                        + "  Remedy: " + CertificateConflict.Kind.EQUAL_NOT_BEFORE.remedy() + "\n"
                        + "\nNOTICE EMCC-CERTS-0208: the certificate of the subject CN=d is valid for more than 20 years\n"
                        + "  SHA-256 " + digits(eternal) + ", serial 5, valid from 2026-11-22T12:00:00Z to "
                        + eternal.certificate().getNotAfter().toInstant() + ", found in d CAPF in d_capf.pkcs12\n"
                        + "  Remedy: " + CertificateWeakness.Kind.LONG_VALIDITY.remedy() + "\n");
        assertThat(findings.gravest()).contains(FindingSeverity.ERROR);
        assertThat(findings.all(FindingSeverity.NOTICE)).hasSize(1);
        assertThat(findings).hasToString("CertificateFindings[1 error, 1 warning, 1 notice]");
    }

    private static String evidence(BundledCertificate each) {
        return "  SHA-256 " + digits(each) + ", serial "
                + each.certificate().getSerialNumber() + ", " + DATES + ", found in "
                + (each.equals(A)
                        ? "cluster east a Tomcat in a_tomcat.pkcs12; cluster east b Tomcat in b_tomcat.pkcs12"
                        : "b Tomcat in b_tomcat.pkcs12")
                + "\n";
    }

    @Test
    void findingsNameASubjectOnce() {
        BundledCertificate capf = subject("O=Lab,CN=CAPF-1").in(CertificateType.CAPF, "n");
        BundledCertificate next =
                subject("O=Lab,CN=CAPF-2").keys(OTHER_KEYS).serial(2).in(CertificateType.CAPF, "n");
        BundledCertificate clone = subject("O=Lab,CN=b")
                .keys(OTHER_KEYS)
                .serial(2)
                .from(NOW.plusSeconds(9))
                .in(CertificateType.CAPF, "m");
        CertificateChecks<TrustStoreName> checks = CHECKS.withPrevious(bundle(capf))
                .withPresent(
                        TrustStoreName.TOMCAT_TRUST,
                        List.of(subject("O=Lab,CN=a")
                                .serial(7)
                                .from(NOW.plusSeconds(9))
                                .make()))
                .withDistrusted(Set.of(B.fingerprint()));

        for (CertificateFinding each : checks.check(bundle(A, B, next, clone)).all()) {
            String text = new CertificateFindings(List.of(each)).toText();
            for (String name : List.of("CN=a,O=Lab", "CN=b,O=Lab", "CN=CAPF-1,O=Lab", "CN=CAPF-2,O=Lab")) {
                assertThat(count(text, name)).as(text).isLessThanOrEqualTo(1);
            }
        }
        assertThat(checks.check(bundle(A, B, next, clone)).all())
                .extracting(CertificateFinding::code)
                .contains(
                        "EMCC-CERTS-0101", "EMCC-CERTS-0103", "EMCC-CERTS-0104", "EMCC-CERTS-0106", "EMCC-CERTS-0203");
    }

    @Test
    void findingsAreJsonForPrograms() {
        CertificateFindings findings =
                CHECKS.withDistrusted(Set.of(B.fingerprint())).check(bundle(B));

        assertThat(findings.toJson())
                .contains("\"gravest\": \"ERROR\"")
                .contains("\"code\": \"EMCC-CERTS-0203\"", "\"severity\": \"ERROR\"")
                .contains("\"certificates\": [\n        \"" + B.fingerprint().value() + "\"\n      ]")
                .contains("\"fingerprint " + B.fingerprint().value() + ", serial 2, " + DATES
                        + ", found in cluster east a TFTP in a_tftp.pkcs12\"")
                .contains("\"remedy\": \"" + CertificateWeakness.Kind.DISTRUSTED.remedy() + "\"");
        assertThat(findings.toJson())
                .contains("\"sentence\": \"the certificate of the subject CN=b,O=Lab is distrusted\"");
    }

    @Test
    void nothingIsSaidToBeNothing() {
        CertificateFindings none = new CertificateFindings(List.of());

        assertThat(none.isEmpty()).isTrue();
        assertThat(none.gravest()).isEmpty();
        assertThat(none.toText()).isEqualTo("Findings about certificates: none\n");
        assertThat(none.toJson()).isEqualTo("{\n  \"findings\": []\n}\n");
        BundleDiff same = BundleDiff.between(bundle(A, B), bundle(A, B));
        assertThat(same.isEmpty()).isTrue();
        assertThat(same.toText()).isEqualTo("Differences: none\n");
        assertThat(same.toJson()).isEqualTo("{\n  \"changes\": []\n}\n");
        Retirement<TrustStoreName> nobody = Retirement.ofNode(bundle(A, B), "z", ImportRules.DEFAULTS::storesOf);
        assertThat(nobody.isEmpty()).isTrue();
        assertThat(nobody.toText()).isEqualTo("Retirement: 0 certificates retired, 0 shared, 2 remaining\n");
    }

    @Test
    void differencesAreTextForAnAdministrator() {
        BundledCertificate elsewhere = found(A.certificate(), CertificateType.TOMCAT, "east/b");
        BundledCertificate renewed =
                subject("O=Lab,CN=b").keys(OTHER_KEYS).serial(3).in(CertificateType.TFTP, "east/a");
        BundledCertificate capf = subject("CN=CAPF-1").serial(4).in(CertificateType.CAPF, "a");
        BundledCertificate next =
                subject("CN=CAPF-2").keys(OTHER_KEYS).serial(5).in(CertificateType.CAPF, "a");
        BundledCertificate added = subject("CN=e").serial(6).in(CertificateType.TOMCAT, "e");

        BundleDiff diff = BundleDiff.between(bundle(A, B, capf), bundle(elsewhere, renewed, next, added));

        assertThat(diff.toText())
                .isEqualTo("Differences: 1 added, 1 renewed, 1 rekeyed, 1 moved\n"
                        + "\nAdded\n"
                        + "  CN=e, serial 6, SHA-256 " + digits(added) + "\n"
                        + "    " + DATES + ", found in e Tomcat in e_tomcat.pkcs12\n"
                        + "\nRenewed: a new key for the same subject\n"
                        + "  CN=b,O=Lab, serial 2, SHA-256 " + digits(B) + "\n"
                        + "    " + DATES + ", found in cluster east a TFTP in a_tftp.pkcs12\n"
                        + "    now serial 3, SHA-256 " + digits(renewed) + "\n"
                        + "    " + DATES + ", found in cluster east a TFTP in a_tftp.pkcs12\n"
                        + "\nRekeyed: a new key under a new subject, so that no trust store replaces the old certificate by it\n"
                        + "  CN=CAPF-1, serial 4, SHA-256 " + digits(capf) + "\n"
                        + "    " + DATES + ", found in a CAPF in a_capf.pkcs12\n"
                        + "    now CN=CAPF-2, serial 5, SHA-256 " + digits(next) + "\n"
                        + "    " + DATES + ", found in a CAPF in a_capf.pkcs12\n"
                        + "\nMoved: the same certificate, found elsewhere\n"
                        + "  CN=a,O=Lab, serial 1, SHA-256 " + digits(A) + "\n"
                        + "    before found in cluster east a Tomcat in a_tomcat.pkcs12; cluster east b Tomcat in b_tomcat.pkcs12\n"
                        + "    now found in cluster east b Tomcat in b_tomcat.pkcs12\n");
        assertThat(diff).hasToString("BundleDiff[1 added, 1 renewed, 1 rekeyed, 1 moved]");
        assertThat(BundleDiff.between(bundle(A, B), bundle(A)).toText())
                .startsWith("Differences: 1 removed\n\nRemoved\n  CN=b,O=Lab, serial 2");
        assertThat(BundleDiff.between(bundle(A), bundle(A.withOldUntil(NOW))).toText())
                .as("what is old counts as gone")
                .startsWith("Differences: 1 removed\n");
        BundledCertificate reissued = subject("O=Lab,CN=b").serial(9).in(CertificateType.TFTP, "east/a");
        assertThat(BundleDiff.between(bundle(B), bundle(reissued)).toText())
                .contains("Reissued: the same key and subject\n", "    now serial 9, SHA-256 " + digits(reissued));
    }

    @Test
    void differencesAreJsonForPrograms() {
        assertThat(BundleDiff.between(bundle(), bundle(B.withOldUntil(NOW))).toJson())
                .contains("\"oldUntil\": \"2026-11-22T12:00:00Z\"");

        assertThat(BundleDiff.between(bundle(B), bundle(A)).toJson())
                .isEqualTo("""
                        {
                          "changes": [
                            {
                              "kind": "ADDED",
                              "after": {
                                "subject": "CN=a,O=Lab",
                                "issuer": "CN=a,O=Lab",
                                "serial": "1",
                                "notBefore": "2026-11-22T12:00:00Z",
                                "notAfter": "2027-11-22T12:00:00Z",
                                "sha256": "%s",
                                "origins": [
                                  {
                                    "source": "a",
                                    "type": "Tomcat",
                                    "file": "a_tomcat.pkcs12",
                                    "cluster": "east"
                                  },
                                  {
                                    "source": "b",
                                    "type": "Tomcat",
                                    "file": "b_tomcat.pkcs12",
                                    "cluster": "east"
                                  }
                                ]
                              }
                            },
                            {
                              "kind": "REMOVED",
                              "before": {
                                "subject": "CN=b,O=Lab",
                                "issuer": "CN=b,O=Lab",
                                "serial": "2",
                                "notBefore": "2026-11-22T12:00:00Z",
                                "notAfter": "2027-11-22T12:00:00Z",
                                "sha256": "%s",
                                "origins": [
                                  {
                                    "source": "a",
                                    "type": "TFTP",
                                    "file": "a_tftp.pkcs12",
                                    "cluster": "east"
                                  }
                                ]
                              }
                            }
                          ]
                        }
                        """.formatted(A.fingerprint(), B.fingerprint()));
    }

    @Test
    void retirementsAreTextAndJson() {
        Retirement<TrustStoreName> plan = Retirement.ofNode(bundle(A, B), "a", ImportRules.DEFAULTS::storesOf);

        assertThat(plan.toText())
                .isEqualTo("Retirement: 1 certificate retired, 1 shared, 1 remaining\n"
                        + "\nRetired: nobody has them any more\n"
                        + "  CN=b,O=Lab, serial 2, SHA-256 " + digits(B) + "\n"
                        + "    found in cluster east a TFTP in a_tftp.pkcs12\n"
                        + "    delete from CallManager-trust and Phone-SAST-trust\n"
                        + "\nShared: others still have them\n"
                        + "  CN=a,O=Lab, serial 1, SHA-256 " + digits(A) + "\n"
                        + "    still found in cluster east b Tomcat in b_tomcat.pkcs12\n"
                        + "    nothing to delete\n"
                        + "\nTo know\n"
                        + "  1. " + RetirementNote.DELETE_BY_HAND.sentence() + "\n"
                        + "  2. " + RetirementNote.VERIFY_ON_EACH_NODE.sentence() + "\n"
                        + "  3. " + RetirementNote.TVS_CACHE.sentence() + "\n"
                        + "  4. " + RetirementNote.CONSOLIDATE_AGAIN.sentence() + "\n");
        assertThat(plan.toJson())
                .contains("\"retired\": [\n    {\n      \"subject\": \"CN=b,O=Lab\"")
                .contains("\"shared\": [\n    {\n      \"subject\": \"CN=a,O=Lab\"")
                .contains("\"remaining\": [\n    \"" + A.fingerprint() + "\"\n  ]")
                .contains("\"CallManager-trust\": [\n      \"" + B.fingerprint() + "\"\n    ]")
                .contains("\"note\": \"TVS_CACHE\"")
                .contains("\"sentence\": \"" + RetirementNote.TVS_CACHE.sentence() + "\"");
        assertThat(plan).hasToString("Retirement[1 certificate retired, 1 shared, 1 remaining]");
        assertThat(plan.remaining()).hasToString("CertificateBundle[1 certificates]");
    }

    @Test
    void aRetirementDeletesOnlyWhatItRetires() {
        assertThatThrownBy(() -> new Retirement<>(
                        bundle(A), List.of(B), List.of(), Map.of(TrustStoreName.TOMCAT_TRUST, List.of(A)), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("retired or shared");
    }

    @Test
    void namesOfOthersStayInTheirLine() {
        for (String text : List.of(
                CHECKS.withApproved(Set.of()).check(bundle(HOSTILE)).toText(),
                BundleDiff.between(bundle(), bundle(HOSTILE)).toText(),
                Retirement.<TrustStoreName>ofNode(bundle(HOSTILE), "c", ImportRules.DEFAULTS::storesOf)
                        .toText())) {
            assertThat(text)
                    .contains("CN=c\\u000aERROR\\u202eX")
                    .doesNotContain("\u202e")
                    .doesNotContain("\nERROR\\");
        }
    }
}
