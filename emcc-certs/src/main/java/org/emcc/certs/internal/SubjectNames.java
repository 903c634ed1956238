package org.emcc.certs.internal;

import java.security.cert.X509Certificate;
import javax.security.auth.x500.X500Principal;
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
        return text(certificate.getSubjectX500Principal());
    }

    /**
     * The name of a subject or an issuer for logs, messages and exceptions.
     *
     * @param name any name
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(X500Principal name) {
        return text(spelled(name));
    }

    /**
     * The one spelling of names, that of RFC 2253; whole and as it is, for programs.
     *
     * @param name any name
     * @return the name
     */
    public static String spelled(X500Principal name) {
        return name.getName(X500Principal.RFC2253);
    }

    /**
     * Text of others for logs, messages and exceptions.
     *
     * @param text any text
     * @return one line of at most 256 characters and an ellipsis
     */
    public static String text(String text) {
        return clipped(text, LONGEST);
    }

    /** As {@link #text(String)}, of another length; what two characters of UTF-16 stand for is not cut in two. */
    static String clipped(String text, int most) {
        String printable = Printable.of(text);
        boolean inTwo = printable.length() > most && Character.isHighSurrogate(printable.charAt(most - 1));
        return Require.clip(printable, inTwo ? most - 1 : most);
    }
}
