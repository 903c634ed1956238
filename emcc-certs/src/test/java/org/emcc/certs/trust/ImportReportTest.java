package org.emcc.certs.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.certs.trust.Certificates.NOW;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.emcc.certs.bundle.BundledCertificate;
import org.emcc.certs.bundle.CertificateBundle;
import org.emcc.certs.bundle.CertificateOrigin;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.pkcs12.Fingerprint;
import org.emcc.core.id.ClusterId;
import org.emcc.testing.JsonText;
import org.junit.jupiter.api.Test;

class ImportReportTest {
    private static final X509Certificate OLD = Certificates.of("CN=ucm1,O=Lab", 1, NOW.minus(Duration.ofDays(9)));
    private static final X509Certificate NEW = Certificates.of("CN=ucm1,O=Lab", 2, NOW);
    private static final X509Certificate OTHER = Certificates.of("CN=c\nERROR", 3, NOW);

    private static BundledCertificate found(X509Certificate certificate, String node, CertificateType type) {
        return BundledCertificate.of(
                certificate,
                List.of(new CertificateOrigin(node, type, node + "_" + type + ".pkcs12")
                        .withCluster(ClusterId.of("east"))));
    }

    private static final ImportReport REPORT = TrustStores.of(Map.of(TrustStoreName.TOMCAT_TRUST, List.of(OLD)))
            .importAll(CertificateBundle.of(List.of(
                    found(NEW, "ucm1", CertificateType.TOMCAT),
                    found(OTHER, "ucm2", CertificateType.CAPF),
                    found(Certificates.of("CN=z", 4, NOW), "ucm3", CertificateType.of("IPsec")))));

    private static String digits(X509Certificate certificate) {
        return Fingerprint.of(certificate).value().substring(0, 16) + "…";
    }

    private static String reason(X509Certificate certificate) {
        return REPORT.results().stream()
                .filter(each -> each.certificate().certificate().equals(certificate))
                .findFirst()
                .orElseThrow()
                .reason();
    }

    @Test
    void isTextForAnAdministrator() {
        assertThat(REPORT.toText())
                .isEqualTo("Import: 1 added, 1 replaced\n"
                        + "\nCallManager-trust\n"
                        + "  added: CN=c\\u000aERROR, serial 3, SHA-256 " + digits(OTHER) + "\n"
                        + "    found in cluster east ucm2 CAPF in ucm2_CAPF.pkcs12\n"
                        + "    " + reason(OTHER) + "\n"
                        + "\ntomcat-trust\n"
                        + "  replaced: O=Lab,CN=ucm1, serial 2, SHA-256 " + digits(NEW) + "\n"
                        + "    found in cluster east ucm1 Tomcat in ucm1_Tomcat.pkcs12\n"
                        + "    " + reason(NEW) + "\n"
                        + "\nImported nowhere\n"
                        + "  " + REPORT.problems().get(0) + "\n");
        assertThat(TrustStores.empty()
                        .importAll(CertificateBundle.of(List.of()))
                        .toText())
                .isEqualTo("Import: nothing\n");
    }

    @Test
    void isJsonForPrograms() {
        Map<?, ?> json = (Map<?, ?>) JsonText.read(REPORT.toJson());

        assertThat((List<?>) json.get("results")).hasSize(2).anySatisfy(each -> {
            Map<?, ?> result = (Map<?, ?>) each;
            assertThat(result.get("store")).isEqualTo("tomcat-trust");
            assertThat(result.get("action")).isEqualTo("REPLACED");
            assertThat(result.get("origins"))
                    .isEqualTo(List.of(Map.of(
                            "source", "ucm1", "type", "Tomcat", "file", "ucm1_Tomcat.pkcs12", "cluster", "east")));
            assertThat(result.get("reason")).isEqualTo(reason(NEW));
            assertThat(((Map<?, ?>) result.get("certificate")).get("sha256"))
                    .isEqualTo(Fingerprint.of(NEW).value());
        });
        assertThat(json.get("problems"))
                .isEqualTo(List.of(Map.of(
                        "where", REPORT.problems().get(0).where(),
                        "message", REPORT.problems().get(0).message())));
    }
}
