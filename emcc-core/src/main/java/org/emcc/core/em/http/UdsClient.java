package org.emcc.core.em.http;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.Decoded;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.em.ClusterUser;
import org.emcc.core.em.ClusterUserQuery;
import org.emcc.core.em.UdsCodec;
import org.emcc.core.em.UdsPeers;
import org.emcc.core.em.UdsServers;
import org.emcc.core.em.UdsVersion;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Breakage;
import org.jspecify.annotations.Nullable;

/**
 * Asks UDS where users are at home, which servers a cluster has, and of which release it is.
 *
 * <p>Every question is one GET without authentication, is sent once, and has a deadline. No redirect is followed, no proxy used, and an
 * answer over 256 KiB is not taken. The server must be trusted by the given context and bear the name of its address, unless the trust
 * manager in the context sees that otherwise.
 *
 * <table>
 *   <caption>Answers</caption>
 *   <tr><th>What happened</th><th>Answer</th></tr>
 *   <tr><td>a document that can be read</td><td>Answered</td></tr>
 *   <tr><td>no connection, or no trust</td><td>Unreachable</td></tr>
 *   <tr><td>no answer by the deadline, another status than 200, anything else that cannot be read</td><td>Silent</td></tr>
 * </table>
 *
 * <p>As a port of {@link org.emcc.core.em.UdsDiscovery} it asks the fully qualified name of the record, at port 8443 where it has none, and
 * not the addresses that an update has learned, which certificates rarely bear (inferred). It says with the header
 * {@link EmRequest#UDS_FORWARDED} that the other cluster is to answer for itself only.
 *
 * <p>The threads are daemons named {@code emcc-core-em-uds-<n>}; the JDK's client adds one of its own, which ends some time after
 * {@link #close}.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class UdsClient implements UdsPeers, AutoCloseable {
    private static final int THREADS = 4;

    private final @Nullable PeerClients clusters;
    private final HttpClient client;
    private final HostResolver resolver;
    private final Duration deadline;
    private final Questions questions = new Questions("emcc-core-em-uds-", THREADS);

    private UdsClient(Builder builder) {
        this.resolver = builder.resolver;
        this.deadline = builder.deadline;
        // No time of its own to connect: as long as the deadline it would make a silent server unreachable now and
        // then.
        this.client = questions.client().sslContext(builder.tls).build();
        this.clusters = builder.clusters == null
                ? null
                : new PeerClients(
                        questions::client,
                        builder.clusters.keys(),
                        builder.clusters.trust(),
                        builder.binding,
                        builder.directory);
    }

    /**
     * Starts one.
     *
     * @param tls which servers are trusted, and the certificate that is shown to those that ask for one, if there is any
     * @return a builder
     */
    public static Builder builder(SSLContext tls) {
        return new Builder(tls, null);
    }

    /**
     * Starts one that asks a cluster only of servers which speak for it: see {@link Builder#binding}. Nodes that are asked by their
     * address have to be trusted, and to bear its name unless the trust manager sees that otherwise.
     *
     * @param keys the certificate of this cluster and its key
     * @param trust which chains of other clusters are trusted
     * @return a builder
     */
    public static Builder builder(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
        return new Builder(Wire.context(keys, trust), new Builder.Clusters(keys, trust));
    }

    /** Asks a cluster, which is to answer for itself only. */
    @Override
    public CompletableFuture<LinkAnswer<ClusterUser>> clusterUser(RemoteCluster peer, ClusterUserQuery query) {
        return ask(
                () -> clusters == null ? client : clusters.of(peer),
                peer.fullyQualifiedName(),
                path(query),
                true,
                UdsCodec::decodeClusterUser);
    }

    /**
     * Asks a node where a user is at home; it asks the clusters that it knows, as for any client.
     *
     * @param node the node, and the port where it is not 8443
     * @param query the question
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<LinkAnswer<ClusterUser>> clusterUser(ServiceAddress node, ClusterUserQuery query) {
        return ask(() -> client, node, path(query), false, UdsCodec::decodeClusterUser);
    }

    /**
     * Asks a node for the servers of its cluster.
     *
     * @param node the node, and the port where it is not 8443
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<LinkAnswer<UdsServers>> servers(ServiceAddress node) {
        return ask(() -> client, node, Wire.UDS_SERVERS, false, UdsCodec::decodeServers);
    }

    /**
     * Asks a node for the release of its cluster.
     *
     * @param node the node, and the port where it is not 8443
     * @return what came of it; never completed exceptionally
     */
    public CompletableFuture<LinkAnswer<UdsVersion>> version(ServiceAddress node) {
        return ask(() -> client, node, Wire.UDS_VERSION, false, UdsCodec::decodeVersion);
    }

    private static String path(ClusterUserQuery query) {
        return Wire.UDS_CLUSTER_USER + "?" + query.key().parameter() + "="
                + URLEncoder.encode(query.value(), StandardCharsets.UTF_8);
    }

    private <T> CompletableFuture<LinkAnswer<T>> ask(
            Supplier<HttpClient> by,
            ServiceAddress node,
            String path,
            boolean forwarded,
            Function<byte[], Decoded<T>> reader) {
        Objects.requireNonNull(node, "node");
        return questions.ask(
                deadline,
                new Questions.Otherwise<>(
                        () -> unreachable(node, "was not asked, because the client is closed"),
                        () -> silent(node, "gave no answer within " + deadline.toMillis() + " ms"),
                        () -> new LinkAnswer.Silent<>("The client was closed.")),
                question -> send(question, by, node, path, forwarded, reader));
    }

    private <T> void send(
            Questions.Question<LinkAnswer<T>> question,
            Supplier<HttpClient> by,
            ServiceAddress node,
            String path,
            boolean forwarded,
            Function<byte[], Decoded<T>> reader) {
        HttpRequest request;
        HttpClient client;
        try {
            request = request(node, path, forwarded);
            client = by.get();
        } catch (RuntimeException e) {
            question.answer(unreachable(node, "has no address that could be asked: " + Breakage.reason(e)));
            return;
        }
        question.send(
                client,
                request,
                Wire.BODY_LIMIT,
                response -> UdsClient.<T>understood(node, response, reader),
                failure -> failed(node, failure),
                question::answer);
    }

    private HttpRequest request(ServiceAddress node, String path, boolean forwarded) {
        InetSocketAddress at = resolver.resolve(node);
        if (at.isUnresolved()) {
            throw new IllegalArgumentException("the host cannot be resolved");
        }
        String host = at.getHostString();
        String literal = host.indexOf(':') >= 0 ? "[" + host.replace("%", "%25") + "]" : host;
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("https://" + literal + ":" + at.getPort() + path))
                .header("Accept", "application/xml");
        if (forwarded) {
            request.header(EmRequest.UDS_FORWARDED, "true");
        }
        return request.build();
    }

    private static <T> LinkAnswer<T> understood(
            ServiceAddress node, HttpResponse<byte[]> response, Function<byte[], Decoded<T>> reader) {
        if (response.statusCode() != 200) {
            return silent(node, "answered with HTTP status " + response.statusCode());
        }
        Decoded<T> decoded = reader.apply(response.body());
        return decoded.value()
                .<LinkAnswer<T>>map(LinkAnswer.Answered::new)
                .orElseGet(() -> silent(
                        node,
                        "gave an answer that cannot be read: "
                                + decoded.problems().get(0)));
    }

    private static <T> LinkAnswer<T> failed(ServiceAddress node, Throwable failure) {
        Breakage breakage = Breakage.of(failure);
        String what = "could not be asked: " + breakage.reason();
        return breakage.kind() != Breakage.Kind.BROKEN ? unreachable(node, what) : silent(node, what);
    }

    private static <T> LinkAnswer<T> unreachable(ServiceAddress node, String what) {
        return new LinkAnswer.Unreachable<>(sentence(node, what));
    }

    private static <T> LinkAnswer<T> silent(ServiceAddress node, String what) {
        return new LinkAnswer.Silent<>(sentence(node, what));
    }

    private static String sentence(ServiceAddress node, String what) {
        return "UDS at " + node + " " + what + ".";
    }

    /** Answers what is under way with {@link LinkAnswer.Silent}, and ends the threads within four seconds. May be called often. */
    @Override
    public void close() {
        questions.close();
        if (clusters != null) {
            clusters.forget();
        }
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final SSLContext tls;
        private final @Nullable Clusters clusters;
        private PeerBinding binding = PeerBinding.byName();
        private @Nullable ClusterDirectory directory;
        private HostResolver resolver = HostResolver.system();
        private Duration deadline = Duration.ofSeconds(5);

        private Builder(SSLContext tls, @Nullable Clusters clusters) {
            this.tls = Objects.requireNonNull(tls, "tls");
            this.clusters = clusters;
        }

        /** How clusters are asked, each by its own client. */
        private record Clusters(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust) {
            Clusters {
                Objects.requireNonNull(keys, "keys");
                Objects.requireNonNull(trust, "trust");
            }
        }

        /**
         * For which clusters the certificates of servers speak. {@link PeerBinding#byName} by default.
         *
         * @param rule the value
         * @return this builder
         * @throws IllegalStateException when the builder was started with a context, which knows no clusters
         */
        public Builder binding(PeerBinding rule) {
            if (clusters == null) {
                throw new IllegalStateException(
                        "a binding needs a builder of keys and trust, but this is one of a context");
            }
            this.binding = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Where the records of other clusters are, so that the connections to a cluster whose record is gone are let go at the next question
         * to any cluster. By default nothing is known of that, and they stay until the end.
         *
         * @param records the value; a directory that fails changes nothing
         * @return this builder
         * @throws IllegalStateException when the builder was started with a context, which knows no clusters
         */
        public Builder directory(ClusterDirectory records) {
            if (clusters == null) {
                throw new IllegalStateException(
                        "a directory needs a builder of keys and trust, but this is one of a context");
            }
            this.directory = Objects.requireNonNull(records, "records");
            return this;
        }

        /**
         * Where hosts are found. The system's name service by default.
         *
         * @param resolver the value; the host of the address that it answers is the one that a certificate must bear
         * @return this builder
         */
        public Builder resolver(HostResolver resolver) {
            this.resolver = Objects.requireNonNull(resolver, "resolver");
            return this;
        }

        /**
         * How long a question waits for its answer, look-up and connection included. Five seconds by default (inferred).
         *
         * @param deadline a millisecond to a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder deadline(Duration deadline) {
            if (deadline.compareTo(Duration.ofMillis(1)) < 0 || deadline.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("deadline must be a millisecond to a day, but is " + deadline);
            }
            this.deadline = deadline;
            return this;
        }

        /**
         * The finished client.
         *
         * @return a client to be closed by the caller
         */
        public UdsClient build() {
            return new UdsClient(this);
        }
    }
}
