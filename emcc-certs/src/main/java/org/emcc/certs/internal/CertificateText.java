package org.emcc.certs.internal;

import java.security.cert.X509Certificate;
import java.util.Map;

/** How certificates are described: for people so short that they fit into a line, for programs whole. */
public final class CertificateText {
    private static final int LONGEST_SERIAL = 64;

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
}
