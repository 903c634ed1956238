package org.emcc.certs.internal;

import java.security.cert.X509Certificate;
import org.emcc.core.internal.Require;

/**
 * The names in a certificate. Whatever the platform takes for a subject has common names here and can be printed: a value that is
 * no text, or not in the encoding that it claims, is shown as a number sign and the hexadecimal digits of its DER form.
 *
 * <p>Source: RFC 5280 4.1.2.4 and 4.2.1.6; RFC 2253 2.4 for values that are no text.
 */
public final class SubjectNames {
    private static final int LONGEST = 256;

    private SubjectNames() {}

    /**
     * The subject for logs, messages and exceptions.
     *
     * @param certificate a certificate
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(X509Certificate certificate) {
        return text(certificate.getSubjectX500Principal().getName());
    }

    /**
     * Text of others for logs, messages and exceptions.
     *
     * @param text any text
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(String text) {
        return Require.clip(Printable.of(text), LONGEST);
    }
}
