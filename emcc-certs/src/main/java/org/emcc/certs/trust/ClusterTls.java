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
import org.emcc.core.em.http.PeerBinding;

/**
 * TLS between clusters, from a node's identity and a cluster's trust stores. Nothing of it is global: no system property is
 * read for it and no provider registered.
 *
 * <p>A peer is trusted when its own certificate is in the store, or when a chain leads from it to a certificate in the store
 * that may issue others; either way every certificate must be within its dates by the given clock. Revocation is not
 * looked into. <b>Names are not compared</b>, also when the socket or engine asks for an identification of its endpoint: that a trusted
 * peer is also the one that was meant is for {@link #binding} to say. Give the binding to the link, to the service and to the client of
 * UDS, so that no trusted partner can pose as another.
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
     * @param stores the stores, asked for at each handshake; must be thread-safe, and give no null
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
     * For which cluster a peer of the EM service speaks, by the certificate in {@link TrustStoreName#TOMCAT_TRUST} on which its own
     * rests:
     *
     * <ul>
     *   <li>its own is in the store: it speaks for the clusters that were stated to have it, whatever names stand in it;
     *   <li>a chain leads to one in the store that may issue others: it speaks for a cluster that was stated to have that one, if it also
     *       names a node that was stated to be of the cluster.
     * </ul>
     *
     * <p>A certificate of which nobody stated a cluster speaks for none. Both must be within their dates. When the table
     * {@linkplain CertificateOwners#isEmpty() is empty}, nobody is accepted, and every objection says so.
     *
     * @param stores the stores, asked for each time; must be thread-safe, and give no null
     * @param owners whose certificates are whose, asked for each time; must be thread-safe, and give no null
     * @param clock the time by which certificates are valid
     * @return the binding, for {@code EmClusterLink}, {@code EmService} and {@code UdsClient}
     */
    public static PeerBinding binding(Supplier<TrustStores> stores, Supplier<CertificateOwners> owners, Clock clock) {
        return new StoreBinding(stores, TrustStoreName.TOMCAT_TRUST, owners, clock);
    }

    /**
     * For which cluster a peer of the EM service speaks, by stores and statements that stay as they are.
     *
     * @param stores the stores
     * @param owners whose certificates are whose
     * @param clock the time by which certificates are valid
     * @return the binding, for {@code EmClusterLink}, {@code EmService} and {@code UdsClient}
     */
    public static PeerBinding binding(TrustStores stores, CertificateOwners owners, Clock clock) {
        Objects.requireNonNull(stores, "stores");
        Objects.requireNonNull(owners, "owners");
        return binding(() -> stores, () -> owners, clock);
    }

    /**
     * The TLS of the EM service of a node: its identity, and {@link TrustStoreName#TOMCAT_TRUST}.
     *
     * @param identity the identity
     * @param stores the stores, asked for at each handshake; must be thread-safe, and give no null
     * @param clock the time by which certificates are valid
     * @return a context for both sides
     */
    public static SSLContext context(NodeIdentity identity, Supplier<TrustStores> stores, Clock clock) {
        return context(
                new KeyManager[] {keyManager(identity)}, trustManager(stores, TrustStoreName.TOMCAT_TRUST, clock));
    }

    /**
     * The TLS of one who has no identity, such as a program that asks clusters for something: it trusts what a store holds, and shows
     * nothing. As all of this class, it compares no names with hosts: whoever has a certificate in the store can stand for every other
     * one, so that who knows which cluster is meant asks a {@link #binding} too.
     *
     * @param stores the stores, asked for at each handshake; must be thread-safe, and give no null
     * @param name which of them decides
     * @param clock the time by which certificates are valid
     * @return a context for the client's side
     */
    public static SSLContext trusting(Supplier<TrustStores> stores, TrustStoreName name, Clock clock) {
        return context(new KeyManager[0], trustManager(stores, name, clock));
    }

    /**
     * The TLS of one who has no identity, by stores that stay as they are; see {@link #trusting(Supplier, TrustStoreName, Clock)}.
     *
     * @param stores the stores
     * @param name which of them decides
     * @param clock the time by which certificates are valid
     * @return a context for the client's side
     */
    public static SSLContext trusting(TrustStores stores, TrustStoreName name, Clock clock) {
        Objects.requireNonNull(stores, "stores");
        return trusting(() -> stores, name, clock);
    }

    private static SSLContext context(KeyManager[] keys, TrustManager trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust}, null);
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
