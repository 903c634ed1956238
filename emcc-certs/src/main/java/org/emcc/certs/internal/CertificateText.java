package org.emcc.certs.internal;

import java.security.cert.X509Certificate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How certificates are described: for people so short that they fit into a line, for programs whole. */
public final class CertificateText {
    private static final int LONGEST_SERIAL = 64;
    private static final int DIGITS = 16;

    private CertificateText() {}

    /**
     * The serial number for people: at most 20 octets by the standard, but who made it may not care.
     *
     * @param certificate a certificate
     * @return at most 64 hexadecimal digits and an ellipsis
     */
    public static String serial(X509Certificate certificate) {
        return SubjectNames.clipped(wholeSerial(certificate), LONGEST_SERIAL);
    }

    private static String wholeSerial(X509Certificate certificate) {
        return certificate.getSerialNumber().toString(16);
    }

    /**
     * The digits of a fingerprint or hash for people.
     *
     * @param sha256 64 digits
     * @return the first of them and an ellipsis
     */
    public static String shortened(Object sha256) {
        return sha256.toString().substring(0, DIGITS) + "…";
    }

    /**
     * The serial number and the fingerprint for people.
     *
     * @param certificate a certificate
     * @param sha256 its fingerprint
     * @return both, shortened
     */
    public static String number(X509Certificate certificate, Object sha256) {
        return "serial " + serial(certificate) + ", SHA-256 " + shortened(sha256);
    }

    /**
     * A certificate for people.
     *
     * @param certificate a certificate
     * @param sha256 its fingerprint
     * @return the subject, the serial number and the fingerprint, shortened
     */
    public static String label(X509Certificate certificate, Object sha256) {
        return SubjectNames.text(certificate) + ", " + number(certificate, sha256);
    }

    /**
     * When a certificate is valid, for people.
     *
     * @param certificate a certificate
     * @return both ends
     */
    public static String dates(X509Certificate certificate) {
        return "valid from " + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
    }

    /**
     * A certificate for programs.
     *
     * @param certificate a certificate
     * @param sha256 its fingerprint
     * @return names and values, in their order, to which more may be added
     */
    public static Map<String, Object> json(X509Certificate certificate, Object sha256) {
        return Json.object(
                "subject", SubjectNames.spelled(certificate.getSubjectX500Principal()),
                "issuer", SubjectNames.spelled(certificate.getIssuerX500Principal()),
                "serial", wholeSerial(certificate),
                "notBefore", certificate.getNotBefore().toInstant(),
                "notAfter", certificate.getNotAfter().toInstant(),
                "sha256", sha256);
    }

    /**
     * Where a certificate was found, for JSON.
     *
     * @param source the node or server
     * @param type its type
     * @param file the file
     * @param cluster the cluster that was stated, or null when none was
     * @return its members, to which others may be added
     */
    public static Map<String, Object> origin(String source, Object type, String file, @Nullable Object cluster) {
        Map<String, Object> json = Json.object("source", source, "type", type, "file", file);
        if (cluster != null) {
            json.put("cluster", cluster);
        }
        return json;
    }
}
