package org.emcc.core.internal;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Where an exchange over the JDK's client broke.
 *
 * @param kind how far it had come
 * @param cause what the client threw, at its root
 */
public record Breakage(Kind kind, Throwable cause) {
    /** Enough for why a certificate is not trusted, with its subject. */
    private static final int LONGEST_REASON = 256;

    public enum Kind {
        /** There was no connection. */
        UNREACHED,
        /** One of the two does not trust the other. */
        UNTRUSTED,
        /** There was a connection, and the message may have arrived. */
        BROKEN
    }

    public static Breakage of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException
                    || cause instanceof ConnectException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException) {
                return new Breakage(Kind.UNREACHED, cause);
            }
            if (cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException
                    || cause instanceof CertificateException) {
                return new Breakage(Kind.UNTRUSTED, cause);
            }
            root = cause;
        }
        return new Breakage(Kind.BROKEN, root);
    }

    /** The cause in a few words. */
    public String reason() {
        return reason(cause);
    }

    public static String reason(Throwable cause) {
        String message = cause.getMessage();
        return cause.getClass().getSimpleName() + (message == null ? "" : " " + Require.clip(message, LONGEST_REASON));
    }
}
