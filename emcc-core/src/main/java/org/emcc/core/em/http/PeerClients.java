package org.emcc.core.em.http;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.id.ClusterId;

/**
 * A client for each remote cluster record, which trusts the servers of that cluster only: so no connection, and no TLS session, that
 * was made for one record serves another. A changed record begins anew. Thread-safe.
 */
final class PeerClients {
    private final Supplier<HttpClient.Builder> clients;
    private final X509ExtendedKeyManager keys;
    private final X509ExtendedTrustManager trust;
    private final PeerBinding binding;
    private final Map<ClusterId, Peer> peers = new ConcurrentHashMap<>();
    private volatile boolean forgotten;

    PeerClients(
            Supplier<HttpClient.Builder> clients,
            X509ExtendedKeyManager keys,
            X509ExtendedTrustManager trust,
            PeerBinding binding) {
        this.clients = clients;
        this.keys = keys;
        this.trust = trust;
        this.binding = binding;
    }

    /** The connections to one cluster, as its record was when they were made. */
    private record Peer(RemoteCluster cluster, HttpClient client) {}

    /**
     * The client of a record.
     *
     * @throws IllegalStateException when all were forgotten
     */
    HttpClient of(RemoteCluster peer) {
        if (forgotten) {
            throw new IllegalStateException("the client is closed");
        }
        return Objects.requireNonNull(peers.compute(
                        peer.id(),
                        (id, known) -> known != null && known.cluster().equals(peer)
                                ? known
                                : new Peer(peer, newClient(peer))))
                .client();
    }

    private HttpClient newClient(RemoteCluster peer) {
        return clients.get()
                .sslContext(Wire.context(keys, new PeerTrust(trust, binding, peer)))
                .build();
    }

    /** For good: a client lives as long as somebody holds it. */
    void forget() {
        forgotten = true;
        peers.clear();
    }
}
