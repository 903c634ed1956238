package org.emcc.certs.bundle;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.emcc.certs.internal.CertificateText;
import org.emcc.certs.internal.Json;
import org.emcc.certs.internal.Printable;
import org.emcc.certs.internal.SubjectNames;
import org.emcc.certs.pkcs12.Fingerprint;

/** Certificates in reports: for people with the first digits of the fingerprint, for programs with all of them. */
final class BundleText {
    private static final int DIGITS = 16;

    private final StringBuilder out = new StringBuilder();

    /** One line; what is in one stays in one, whatever names say. */
    BundleText line(String text) {
        out.append(Printable.of(text)).append('\n');
        return this;
    }

    /** A line with an empty one before it. */
    BundleText heading(String text) {
        out.append('\n');
        return line(text);
    }

    @Override
    public String toString() {
        return out.toString();
    }

    /** Such as {@code 2 errors}. */
    static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    static String subject(BundledCertificate each) {
        return SubjectNames.text(each.certificate());
    }

    /** The subject, the serial number and the fingerprint, shortened. */
    static String label(BundledCertificate each) {
        return subject(each) + ", " + number(each);
    }

    /** The serial number and the fingerprint, shortened. */
    static String number(BundledCertificate each) {
        return "serial " + CertificateText.serial(each.certificate()) + ", SHA-256 " + shortened(each.fingerprint());
    }

    static String shortened(Fingerprint fingerprint) {
        return fingerprint.value().substring(0, DIGITS) + "…";
    }

    static String dates(X509Certificate certificate) {
        return "valid from " + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
    }

    static String found(BundledCertificate each) {
        return "found in " + origins(each)
                + each.oldUntil().map(until -> ", old until " + until).orElse("");
    }

    static String origins(BundledCertificate each) {
        return each.origins().stream().map(CertificateOrigin::toString).collect(Collectors.joining("; "));
    }

    static Map<String, Object> json(BundledCertificate each) {
        Map<String, Object> json = CertificateText.json(each.certificate(), each.fingerprint());
        json.put("origins", each.origins().stream().map(BundleText::json).toList());
        each.oldUntil().ifPresent(until -> json.put("oldUntil", until));
        return json;
    }

    private static Map<String, Object> json(CertificateOrigin origin) {
        Map<String, Object> json = Json.object("source", origin.source(), "type", origin.type(), "file", origin.file());
        origin.cluster().ifPresent(cluster -> json.put("cluster", cluster));
        return json;
    }

    static List<Fingerprint> fingerprints(List<BundledCertificate> certificates) {
        return certificates.stream().map(BundledCertificate::fingerprint).toList();
    }
}
