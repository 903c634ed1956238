package org.emcc.certs.internal;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a certificate is used for in TLS. One without extended key usage may be used for everything.
 *
 * <p>Source: RFC 5280 4.2.1.12.
 */
public enum KeyPurpose {
    /** The side that is called. */
    TLS_SERVER("1.3.6.1.5.5.7.3.1", "servers of TLS"),

    /** The side that calls. */
    TLS_CLIENT("1.3.6.1.5.5.7.3.2", "clients of TLS");

    private static final String ANY = "2.5.29.37.0";

    private final String id;
    private final String words;

    KeyPurpose(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** For whom, in words. */
    public String words() {
        return words;
    }

    /** The object identifier. */
    public String id() {
        return id;
    }

    /**
     * Says whether a certificate is issued for this.
     *
     * @param certificate a certificate
     * @return whether it says so, or says nothing
     * @throws CertificateParsingException when what it says cannot be read
     */
    public boolean isOf(X509Certificate certificate) throws CertificateParsingException {
        List<String> purposes = certificate.getExtendedKeyUsage();
        return purposes == null || purposes.contains(id) || purposes.contains(ANY);
    }
}
