package org.emcc.certs.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.emcc.core.internal.CertificateNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubjectNamesTest {
    private final Map<String, X509Certificate> odd = OddCertificates.oddSubjects();

    @Test
    void everyOddSubjectHasOneCommonNameAndOneLine() {
        assertThat(odd).hasSizeGreaterThanOrEqualTo(20);
        odd.forEach((value, certificate) -> {
            assertThat(CertificateNames.commonNames(certificate.getSubjectX500Principal()))
                    .as(value)
                    .hasSize(1);
            assertThat(SubjectNames.text(certificate)).as(value).doesNotContain("\n");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "0200, #0200",
        "030109, #030109",
        "0c01ff, #0c01ff",
        "0c02c328, #0c02c328",
        "1e03006100, #1e03006100",
        "1e0161, #1e0161",
        "0c0123, \\#",
        "1401e9, \u00e9"
    })
    void whatIsNoTextIsShownByItsBytes(String value, String name) {
        X509Certificate certificate = odd.get(value);

        assertThat(certificate).as("the platform takes it").isNotNull();
        assertThat(CertificateNames.commonNames(certificate.getSubjectX500Principal()))
                .containsExactly(name);
    }

    @Test
    void allCommonNamesCountAndNothingElse() {
        X500Principal subject = new X500Principal("CN=first, OU=CN\\=not + CN=two\\, a, O=x, CN=" + "y".repeat(300));

        assertThat(CertificateNames.commonNames(subject)).containsExactlyInAnyOrder("first", "two, a", "y".repeat(300));
        assertThat(CertificateNames.commonNames(new X500Principal(""))).isEqualTo(List.of());
    }

    @Test
    void aLongTextIsClipped() {
        assertThat(SubjectNames.text("a\n" + "x".repeat(1000)))
                .startsWith("a\\u000ax")
                .hasSize(257);
    }

    /** One spelling, whatever is asked. */
    @Test
    void aNameIsSpelledOneWay() {
        X500Principal name = new X500Principal("cn=a,  O=Lab+OU=x");

        assertThat(SubjectNames.text(name))
                .isEqualTo(SubjectNames.spelled(name))
                .startsWith("CN=a,O=Lab");
        assertThat(SubjectNames.text("x".repeat(256))).hasSize(256);
        assertThat(SubjectNames.text("x".repeat(257))).isEqualTo("x".repeat(256) + "…");
        assertThat(SubjectNames.text("x".repeat(255) + "\ud83d\ude00"))
                .as("no half of a character")
                .isEqualTo("x".repeat(255) + "…");
        assertThat(SubjectNames.text("x".repeat(254) + "\ud83d\ude00")).hasSize(256);
    }
}
