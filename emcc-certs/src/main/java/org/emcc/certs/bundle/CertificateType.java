package org.emcc.certs.bundle;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * What a certificate of a node is for, by the names of the drop-down list <em>Certificate Type</em>. Any other name is a
 * type too. Compared without regard to case: the known types are spelled as below, others in lower case.
 *
 * <p>Source: certificates 1.4.
 *
 * @param value 1 to 64 letters, digits, dots, hyphens and underscores
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CertificateType(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final List<String> KNOWN = List.of("Tomcat", "Tomcat-ECDSA", "TFTP", "CAPF", "ITL_Recovery");

    /** The certificate of the web server, which carries the EM service. */
    public static final CertificateType TOMCAT = new CertificateType("Tomcat");

    /** The elliptic-curve twin of {@link #TOMCAT}; whether the product lists it by itself is not public. */
    public static final CertificateType TOMCAT_ECDSA = new CertificateType("Tomcat-ECDSA");

    /** The CallManager certificate of a node; there is no other TFTP certificate. */
    public static final CertificateType TFTP = new CertificateType("TFTP");

    /** The certificate with which CAPF issues those of phones. */
    public static final CertificateType CAPF = new CertificateType("CAPF");

    /** The certificate that signs the trust lists of phones from release 12.0 on. */
    public static final CertificateType ITL_RECOVERY = new CertificateType("ITL_Recovery");

    /**
     * Checks the form and settles the spelling.
     *
     * @param value 1 to 64 letters, digits, dots, hyphens and underscores
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public CertificateType {
        Require.form(
                value,
                "certificate type",
                FORM,
                "have 1 to 64 letters, digits, dots, hyphens and underscores and nothing else");
        value = spelling(value);
    }

    private static String spelling(String value) {
        for (String known : KNOWN) {
            if (known.equalsIgnoreCase(value)) {
                return known;
            }
        }
        return value.toLowerCase(Locale.ROOT);
    }

    /**
     * The type of this name.
     *
     * @param value 1 to 64 letters, digits, dots, hyphens and underscores, in any case
     * @return the type
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static CertificateType of(String value) {
        return new CertificateType(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
