package org.emcc.certs.trust;

import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.bundle.NodeIdentity;

/**
 * TLS between clusters, from a node's identity and a cluster's trust stores. Nothing of it is global: no system property is
 * read for it and no provider registered.
 *
 * <p>A peer is trusted when its own certificate is in the store, or when a chain leads from it to a certificate in the store
 * that may issue others; either way every certificate must be within its dates by the given clock. Revocation is not
 * looked into. <b>Names are not compared</b>, also when the socket or engine asks for an identification of its endpoint: who
 * connects must check that the certificate is of the host, or the cluster, that was meant.
 *
 * <p>With a {@link Supplier} the stores are asked for at each full handshake, so that an import counts at once; a session that
 * is resumed is not checked again.
 *
 * <p>Source: certificates 1.10 (which store checks what), 1.6; design 4.4.
 *
 * @threadsafety thread-safe, and so is what it makes
 * @since 0.1.0
 */
public final class ClusterTls {
    private ClusterTls() {}

    /**
     * What decides whether a peer is trusted. An empty store trusts nobody; it is no error.
     *
     * @param stores the stores, asked for at each handshake; must be thread-safe
     * @param name which of them decides
     * @param clock the time by which certificates are valid
     * @return a trust manager for TLS on either side, which names no accepted issuers, so that a client offers what it has
     */
    public static X509ExtendedTrustManager trustManager(
            Supplier<TrustStores> stores, TrustStoreName name, Clock clock) {
        return new StoreTrust(stores, name, clock);
    }

    /**
     * What decides whether a peer is trusted, by stores that stay as they are.
     *
     * @param stores the stores
     * @param name which of them decides
     * @param clock the time by which certificates are valid
     * @return a trust manager for TLS on either side, which names no accepted issuers, so that a client offers what it has
     */
    public static X509ExtendedTrustManager trustManager(TrustStores stores, TrustStoreName name, Clock clock) {
        Objects.requireNonNull(stores, "stores");
        return trustManager(() -> stores, name, clock);
    }

    /**
     * What a node shows to its peers: its one certificate, on either side, to whoever asks.
     *
     * @param identity the identity
     * @return a key manager for TLS on either side
     */
    public static X509ExtendedKeyManager keyManager(NodeIdentity identity) {
        return new IdentityKeys(identity);
    }

    /**
     * The TLS of the EM service of a node: its identity, and {@link TrustStoreName#TOMCAT_TRUST}.
     *
     * @param identity the identity
     * @param stores the stores, asked for at each handshake; must be thread-safe
     * @param clock the time by which certificates are valid
     * @return a context for both sides
     */
    public static SSLContext context(NodeIdentity identity, Supplier<TrustStores> stores, Clock clock) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {keyManager(identity)},
                    new TrustManager[] {trustManager(stores, TrustStoreName.TOMCAT_TRUST, clock)},
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has TLS", e);
        }
    }

    /**
     * The TLS of the EM service of a node: its identity, and {@link TrustStoreName#TOMCAT_TRUST} of stores that stay as they
     * are.
     *
     * @param identity the identity
     * @param stores the stores
     * @param clock the time by which certificates are valid
     * @return a context for both sides
     */
    public static SSLContext context(NodeIdentity identity, TrustStores stores, Clock clock) {
        Objects.requireNonNull(stores, "stores");
        return context(identity, () -> stores, clock);
    }
}
