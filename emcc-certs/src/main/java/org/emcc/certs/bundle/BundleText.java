package org.emcc.certs.bundle;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.ReportText;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;

/** Certificates of a bundle and their files in reports: for people with the first digits of hashes, for programs with all of them. */
final class BundleText {
    private BundleText() {}

    static String subject(BundledCertificate each) {
        return SubjectNames.text(each.certificate());
    }

    /** The subject, the serial number and the fingerprint, shortened. */
    static String label(BundledCertificate each) {
        return CertificateText.label(each.certificate(), each.fingerprint());
    }

    /** The serial number and the fingerprint, shortened. */
    static String number(BundledCertificate each) {
        return CertificateText.number(each.certificate(), each.fingerprint());
    }

    static String found(BundledCertificate each) {
        return "found in " + origins(each)
                + each.oldUntil().map(until -> ", old until " + until).orElse("");
    }

    static String origins(BundledCertificate each) {
        return each.origins().stream().map(CertificateOrigin::toString).collect(Collectors.joining("; "));
    }

    /** Each certificate in three lines. */
    static void describe(List<BundledCertificate> certificates, ReportText out) {
        for (BundledCertificate each : certificates) {
            out.line("  " + label(each));
            out.line("    " + CertificateText.dates(each.certificate()));
            out.line("    " + found(each));
        }
    }

    static Map<String, Object> json(BundledCertificate each) {
        Map<String, Object> json = CertificateText.json(each.certificate(), each.fingerprint());
        json.put("origins", each.origins().stream().map(BundleText::json).toList());
        each.oldUntil().ifPresent(until -> json.put("oldUntil", until));
        return json;
    }

    static Map<String, Object> json(CertificateOrigin origin) {
        return CertificateText.origin(
                origin.source(), origin.type(), origin.file(), origin.cluster().orElse(null));
    }

    static Map<String, Object> json(FileHash file) {
        return Json.object("file", file.file(), "sha256", file.sha256());
    }

    static Map<String, Object> json(BulkRefusal refusal) {
        return Json.object("code", refusal.code(), "message", refusal.message(), "remedy", refusal.remedy());
    }

    static List<Fingerprint> fingerprints(List<BundledCertificate> certificates) {
        return certificates.stream().map(BundledCertificate::fingerprint).toList();
    }
}
