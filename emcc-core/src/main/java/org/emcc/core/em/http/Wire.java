package org.emcc.core.em.http;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What server and client agree on. */
final class Wire {
    /** Where phones ask (em-api-and-axl 2.1). */
    static final String PHONES = "/emapp/EMAppServlet";
    /** Where phones ask when a PIN is to be changed (em-api-and-axl 2.5). */
    static final String CREDENTIALS = "/changecredential/ChangeCredentialServlet";
    /** Where other clusters and applications ask (em-api-and-axl 0). */
    static final String CLUSTERS = "/emservice/EMServiceServlet";
    /** Below this UDS is asked (em-api-and-axl 3.6). */
    static final String UDS = "/cucm-uds";
    /** Where UDS is asked for the home cluster of a user. */
    static final String UDS_CLUSTER_USER = UDS + "/clusterUser";
    /** Where UDS is asked for the servers of a cluster. */
    static final String UDS_SERVERS = UDS + "/servers";
    /** Where UDS is asked for the release of a cluster. */
    static final String UDS_VERSION = UDS + "/version";
    /** The form field of a message; not the {@code XML} of a push to a phone. */
    static final String FIELD = "xml";
    /** The largest body in either direction, in bytes. */
    static final int BODY_LIMIT = 256 * 1024;

    private Wire() {}

    static SSLContext context(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK has no TLS", e);
        }
    }
}
