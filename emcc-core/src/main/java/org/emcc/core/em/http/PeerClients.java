package org.emcc.core.em.http;

import java.net.http.HttpClient;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.id.ClusterId;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client for each remote cluster record, which trusts the servers of that cluster only: so no connection, and no TLS session, that
 * was made for one record serves another. A changed record begins anew. Where the directory is known, the client of a record that is gone
 * is let go at the next question to any cluster: it closes when nobody waits for its answers any more. Thread-safe.
 */
final class PeerClients {
    private static final Logger LOG = LoggerFactory.getLogger(PeerClients.class);

    private final Supplier<HttpClient.Builder> clients;
    private final X509ExtendedKeyManager keys;
    private final X509ExtendedTrustManager trust;
    private final PeerBinding binding;
    private final @Nullable ClusterDirectory directory;
    private final Map<ClusterId, Peer> peers = new ConcurrentHashMap<>();
    private volatile boolean forgotten;

    PeerClients(
            Supplier<HttpClient.Builder> clients,
            X509ExtendedKeyManager keys,
            X509ExtendedTrustManager trust,
            PeerBinding binding,
            @Nullable ClusterDirectory directory) {
        this.clients = clients;
        this.keys = keys;
        this.trust = trust;
        this.binding = binding;
        this.directory = directory;
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
        if (!isKept(peer.id())) {
            return newClient(peer);
        }
        return Objects.requireNonNull(peers.compute(
                        peer.id(),
                        (id, known) -> known != null && known.cluster().equals(peer)
                                ? known
                                : new Peer(peer, newClient(peer))))
                .client();
    }

    /** Lets those go whose record is gone, and says whether this one has a record. A directory that fails says nothing. */
    private boolean isKept(ClusterId asked) {
        if (directory == null) {
            return true;
        }
        try {
            ClusterSettings settings = directory.settings();
            peers.keySet().removeIf(id -> settings.remoteCluster(id).isEmpty());
            return settings.remoteCluster(asked).isPresent();
        } catch (RuntimeException e) {
            LOG.debug("The records of other clusters cannot be read; all clients are kept", e);
            return true;
        }
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
