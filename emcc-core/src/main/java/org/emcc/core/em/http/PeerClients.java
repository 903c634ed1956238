package org.emcc.core.em.http;

import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    /** Guarded by itself, as what follows it is. */
    private final Map<ClusterId, Peer> peers = new HashMap<>();

    private @Nullable Peer lastWithoutRecord;
    private boolean forgotten;

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
     * The client of a record. Of clusters without a record only the last one's is kept, so that questions to one of them share a client.
     *
     * @throws IllegalStateException when all were forgotten
     */
    HttpClient of(RemoteCluster peer) {
        Optional<ClusterSettings> settings = settings();
        synchronized (peers) {
            if (forgotten) {
                throw new IllegalStateException("the client is closed");
            }
            settings.ifPresent(
                    now -> peers.keySet().removeIf(id -> now.remoteCluster(id).isEmpty()));
            boolean hasRecord = settings.map(now -> now.remoteCluster(peer.id()).isPresent())
                    .orElse(true);
            Peer known = hasRecord ? peers.get(peer.id()) : lastWithoutRecord;
            if (known != null && known.cluster().equals(peer)) {
                return known.client();
            }
            Peer made = new Peer(peer, newClient(peer));
            if (hasRecord) {
                peers.put(peer.id(), made);
            } else {
                lastWithoutRecord = made;
            }
            return made.client();
        }
    }

    /** The records as they are; empty where they are not known, or cannot be read. */
    private Optional<ClusterSettings> settings() {
        if (directory == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(directory.settings());
        } catch (RuntimeException e) {
            LOG.debug("The records of other clusters cannot be read; all clients are kept", e);
            return Optional.empty();
        }
    }

    private HttpClient newClient(RemoteCluster peer) {
        return clients.get()
                .sslContext(Wire.context(keys, new PeerTrust(trust, binding, peer)))
                .build();
    }

    /** For good: a client lives as long as somebody holds it. */
    void forget() {
        synchronized (peers) {
            forgotten = true;
            peers.clear();
            lastWithoutRecord = null;
        }
    }
}
