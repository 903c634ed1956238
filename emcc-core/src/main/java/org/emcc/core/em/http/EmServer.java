package org.emcc.core.em.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.em.ClusterMessage;
import org.emcc.core.em.ClusterMessageCodec;
import org.emcc.core.em.EmApp;
import org.emcc.core.em.PhonePage;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneRequest;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UserAnswer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The EM service of one cluster over HTTPS.
 *
 * <table>
 *   <caption>What it answers</caption>
 *   <tr><th>Path</th><th>Method</th><th>Who</th></tr>
 *   <tr><td>{@code /emapp/EMAppServlet}</td><td>GET</td><td>phones, without a certificate</td></tr>
 *   <tr><td>{@code /emservice/EMServiceServlet}</td><td>POST, form field {@code xml}</td><td>other clusters</td></tr>
 * </table>
 *
 * <p>A client may show a certificate and need not; one that is shown must be trusted, or the handshake fails. On the path of
 * clusters a certificate is required (403), and it must be that of the cluster which the message claims to come from: a cluster
 * without a remote cluster record here is answered 35, and a certificate that does not name the host or a node of the record 42,
 * both before anything else is looked at. A logout or notice is answered 42 in both cases, for it knows no 35. What an
 * exception of a port or store ends is answered with HTTP status 500, which the other side takes as silence and repeats.
 *
 * <p>Other statuses: 404 and 405 for other paths and methods, 413 for a body over 256 KiB, 503 when as many requests are under way
 * as may be. Everything else is 200, refusals included. Pages are never to be kept by the phone. Requests are logged at debug, without
 * their parameters.
 *
 * <p>The threads are daemons named {@code emcc-core-em-<n>}; the JDK's server adds one of its own.
 *
 * <p>Source: em-api-and-axl 0, 2.1, 2.3, 2.7 and 3.1; design 4.4.
 *
 * <p>Two things are the JDK server's own and cannot be set here. It reads TLS handshakes and headers on the threads of this
 * service without a time limit, so that as many silent connections as there are threads stop it: where strangers can reach the
 * port, set the JVM property {@code sun.net.httpserver.maxReqTime} (seconds) and put a proxy or packet filter before it. And its
 * logger {@code com.sun.net.httpserver} prints request lines at its finest levels, in which a phone's PIN stands: keep it off.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmServer.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** How much of a body that is too large is still read, so that the client hears of it. */
    private static final int DRAIN_LIMIT = 4 * Wire.BODY_LIMIT;

    private final HomeCluster home;
    private final VisitingCluster visiting;
    private final ClusterDirectory directory;
    private final LoginListener listener;
    private final EmApp app;
    private final @Nullable ServiceAddress nodeName;
    private final HttpsServer server;
    private final ExecutorService threads;
    private final Semaphore free;
    private final int capacity;
    /** The clusters of which it was logged that a certificate does not fit; no more than there are records. */
    private final Set<ClusterId> misnamed = ConcurrentHashMap.newKeySet();

    private EmServer(Builder builder) throws IOException {
        this.home = builder.home;
        this.visiting = builder.visiting;
        this.directory = builder.directory;
        this.listener = builder.listener;
        this.nodeName = builder.nodeName;
        this.capacity = builder.capacity;
        this.free = new Semaphore(capacity);
        EmApp.Builder pages = EmApp.builder(visiting).clock(builder.clock).random(builder.random);
        if (builder.timers != null) {
            pages.timers(builder.timers);
        }
        this.app = pages.build();
        this.server = HttpsServer.create(builder.bind, 0);
        this.threads = Threads.queued("emcc-core-em-", builder.threads, capacity);
        server.setExecutor(threads);
        server.setHttpsConfigurator(new WantingCertificates(Wire.context(builder.keys, builder.trust)));
        server.createContext("/", exchange -> admit(exchange, this::nothing));
        server.createContext(Wire.PHONES, exchange -> admit(exchange, this::phone));
        server.createContext(Wire.CLUSTERS, exchange -> admit(exchange, this::cluster));
    }

    /** Asks every client for a certificate, and lets those in which have none: phones. */
    private static final class WantingCertificates extends HttpsConfigurator {
        WantingCertificates(SSLContext context) {
            super(context);
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setWantClientAuth(true);
            parameters.setSSLParameters(tls);
        }
    }

    /** What a path does with a request; whoever takes it answers it, at once or later. */
    private interface Path {
        void take(HttpExchange exchange) throws IOException;
    }

    /**
     * Starts one.
     *
     * @param keys the certificate of this cluster and its key
     * @param trust which chains of other clusters are trusted
     * @param home this cluster as a home cluster
     * @param visiting this cluster as a visiting cluster
     * @param directory the settings of this cluster, among them the remote cluster records
     * @return a builder
     */
    public static Builder builder(
            X509ExtendedKeyManager keys,
            X509ExtendedTrustManager trust,
            HomeCluster home,
            VisitingCluster visiting,
            ClusterDirectory directory) {
        return new Builder(keys, trust, home, visiting, directory);
    }

    /**
     * Where it listens.
     *
     * @return the address with the real port
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void admit(HttpExchange exchange, Path path) {
        if (!free.tryAcquire()) {
            tell(LoginListener::requestThrottled);
            // Not counted in, so it is written here and not by finish.
            write(exchange, 503, "text/plain", text("As many requests are under way as may be."));
            return;
        }
        tell(LoginListener::requestBegun);
        try {
            path.take(exchange);
        } catch (IOException e) {
            LOG.debug("A request ended early: {}", e.toString());
            finish(exchange, 400, "text/plain", text("The request ended early."));
        } catch (RuntimeException e) {
            LOG.error("A request could not be answered; this is a bug of the SDK or of a port", e);
            finish(exchange, 500, "text/plain", text("The request could not be answered."));
        }
    }

    private void nothing(HttpExchange exchange) {
        finish(exchange, 404, "text/plain", text("There is nothing at this path."));
    }

    /** The contexts of the JDK's server match every path that begins so, and any method. */
    private boolean wrong(HttpExchange exchange, String path, String method) {
        if (!exchange.getRequestURI().getPath().equals(path)) {
            nothing(exchange);
            return true;
        }
        if (!exchange.getRequestMethod().equals(method)) {
            exchange.getResponseHeaders().set("Allow", method);
            finish(exchange, 405, "text/plain", text("This path takes " + method + " only."));
            return true;
        }
        return false;
    }

    private void phone(HttpExchange exchange) {
        if (wrong(exchange, Wire.PHONES, "GET")) {
            return;
        }
        String query = exchange.getRequestURI().getRawQuery();
        PhoneRequest request = PhoneRequest.builder(service(exchange))
                .query(query == null ? "" : query)
                .remoteAddress(exchange.getRemoteAddress().getAddress().getHostAddress())
                .viaProxy(exchange.getRequestHeaders().containsKey("Via"))
                .build();
        CompletableFuture<PhonePage> unused =
                app.page(request).whenCompleteAsync((page, failure) -> page(exchange, page, failure), threads);
    }

    private void page(HttpExchange exchange, @Nullable PhonePage page, @Nullable Throwable failure) {
        if (page == null) {
            LOG.error("A phone got no page; this is a bug of the SDK", failure);
            finish(exchange, 500, "text/plain", text("The request could not be answered."));
            return;
        }
        exchange.getResponseHeaders().set("Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
        finish(exchange, 200, "text/xml", PhonePageCodec.encode(page));
    }

    /** The service as the phone reaches it: by the name of the node, or by the address to which it has connected. */
    private URI service(HttpExchange exchange) {
        InetSocketAddress local = exchange.getLocalAddress();
        String address = local.getAddress().getHostAddress();
        int scope = address.indexOf('%');
        String host = nodeName == null ? (scope < 0 ? address : address.substring(0, scope)) : nodeName.host();
        int port = nodeName == null ? local.getPort() : nodeName.portOr(local.getPort());
        return URI.create("https://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port + Wire.PHONES);
    }

    private void cluster(HttpExchange exchange) throws IOException {
        if (wrong(exchange, Wire.CLUSTERS, "POST")) {
            return;
        }
        Optional<X509Certificate> certificate = certificate(exchange);
        if (certificate.isEmpty()) {
            finish(exchange, 403, "text/plain", text("A cluster must show its certificate."));
            return;
        }
        byte[] body = body(exchange);
        if (body.length > Wire.BODY_LIMIT) {
            finish(exchange, 413, "text/plain", text("A message has at most " + Wire.BODY_LIMIT + " bytes."));
            return;
        }
        ClusterMessage answer = field(body)
                .flatMap(document -> ClusterMessageCodec.decode(document).value())
                .map(message -> answer(message, certificate.get()))
                .orElseGet(() -> new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
        finish(exchange, 200, "text/xml", ClusterMessageCodec.encode(answer));
    }

    private static Optional<X509Certificate> certificate(HttpExchange exchange) {
        try {
            Certificate[] chain = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate first
                    ? Optional.of(first)
                    : Optional.empty();
        } catch (SSLPeerUnverifiedException e) {
            return Optional.empty();
        }
    }

    /** The body, or one byte more than is allowed. */
    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        byte[] body = in.readNBytes(Wire.BODY_LIMIT + 1);
        if (body.length > Wire.BODY_LIMIT) {
            in.readNBytes(DRAIN_LIMIT);
        }
        return body;
    }

    /** The message in a form, byte for byte: its own declaration says what they mean. */
    private static Optional<byte[]> field(byte[] body) {
        for (String pair : new String(body, StandardCharsets.ISO_8859_1).split("&", -1)) {
            if (pair.startsWith(Wire.FIELD + "=")) {
                try {
                    return Optional.of(
                            URLDecoder.decode(pair.substring(Wire.FIELD.length() + 1), StandardCharsets.ISO_8859_1)
                                    .getBytes(StandardCharsets.ISO_8859_1));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private ClusterMessage answer(ClusterMessage message, X509Certificate certificate) {
        if (!(message instanceof ClusterMessage.Request request)) {
            return new ClusterMessage.NotUnderstood(ErrorCode.of(1));
        }
        Optional<RemoteCluster> record = directory.settings().remoteCluster(request.from());
        if (record.isEmpty()) {
            LOG.debug("A message came from a cluster without a record: {}", request.from());
            return refusal(request, 35);
        }
        if (!PeerNames.belongsTo(certificate, record.get())) {
            if (misnamed.add(request.from())) {
                LOG.warn(
                        "A message claims to come from cluster {}, but its certificate names {}; said once",
                        request.from(),
                        PeerNames.of(certificate));
            }
            return refusal(request, 42);
        }
        return switch (request.kind()) {
            case FIND_USER ->
                new ClusterMessage.UserAnswered(home.findUser(((ClusterMessage.FindUser) request).query()));
            case LOGIN -> new ClusterMessage.LoginAnswered(home.admit(((ClusterMessage.Login) request).login()));
            case LOGOUT ->
                new ClusterMessage.LogoutAnswered(home.logoutReceived(((ClusterMessage.Logout) request).message()));
            case NOTICE ->
                new ClusterMessage.LogoutAnswered(visiting.noticeReceived(((ClusterMessage.Notice) request).message()));
            case CHECK_LOGINS ->
                new ClusterMessage.LoginsChecked(
                        visiting.loginsQueried(((ClusterMessage.CheckLogins) request).query()));
            case UPDATE -> new ClusterMessage.Updated(home.updateQueried(((ClusterMessage.Update) request).query()));
            case USER_ANSWERED, LOGIN_ANSWERED, LOGOUT_ANSWERED, LOGINS_CHECKED, UPDATED, NOT_UNDERSTOOD ->
                throw new IllegalStateException("A request is no answer: " + request.kind());
        };
    }

    private static ClusterMessage refusal(ClusterMessage.Request request, int number) {
        ErrorCode code = ErrorCode.of(number);
        return switch (request.kind()) {
            case FIND_USER -> new ClusterMessage.UserAnswered(new UserAnswer.Refused(code));
            case LOGIN -> new ClusterMessage.LoginAnswered(new HomeReply.Refused(code));
            case LOGOUT, NOTICE -> new ClusterMessage.LogoutAnswered(new LogoutReply.Refused(ErrorCode.of(42)));
            case CHECK_LOGINS -> new ClusterMessage.LoginsChecked(new LoginsAnswer.Refused(code));
            case UPDATE -> new ClusterMessage.Updated(new UpdateAnswer.Refused(code));
            case USER_ANSWERED, LOGIN_ANSWERED, LOGOUT_ANSWERED, LOGINS_CHECKED, UPDATED, NOT_UNDERSTOOD ->
                throw new IllegalStateException("A request is no answer: " + request.kind());
        };
    }

    private void finish(HttpExchange exchange, int status, String type, byte[] body) {
        try {
            write(exchange, status, type, body);
        } finally {
            tell(LoginListener::requestEnded);
            free.release();
        }
    }

    private void tell(Consumer<LoginListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("The listener {} failed", listener.getClass().getName(), e);
        }
    }

    private static void write(HttpExchange exchange, int status, String type, byte[] body) {
        LOG.debug(
                "{} {} answered {}",
                exchange.getRequestMethod(),
                exchange.getHttpContext().getPath(),
                status);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type + "; charset=UTF-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            LOG.debug("An answer was not taken: {}", e.toString());
        }
    }

    private static byte[] text(String sentence) {
        return (sentence + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Listens no more, gives what is under way a second, and ends the threads within another two. May be called often. */
    @Override
    public void close() {
        server.stop(free.availablePermits() == capacity ? 0 : 1);
        Threads.end(threads, CLOSING);
        LOG.info("The EM service at {} has ended", server.getAddress());
    }

    /**
     * Builds it.
     *
     * @threadsafety not thread-safe
     */
    public static final class Builder {
        private final X509ExtendedKeyManager keys;
        private final X509ExtendedTrustManager trust;
        private final HomeCluster home;
        private final VisitingCluster visiting;
        private final ClusterDirectory directory;
        private InetSocketAddress bind = new InetSocketAddress(HostResolver.DEFAULT_PORT);
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new SecureRandom();
        private @Nullable Timers timers;
        private LoginListener listener = LoginListener.none();
        private @Nullable ServiceAddress nodeName;
        private int threads = 16;
        private int capacity = 256;

        private Builder(
                X509ExtendedKeyManager keys,
                X509ExtendedTrustManager trust,
                HomeCluster home,
                VisitingCluster visiting,
                ClusterDirectory directory) {
            this.keys = Objects.requireNonNull(keys, "keys");
            this.trust = Objects.requireNonNull(trust, "trust");
            this.home = Objects.requireNonNull(home, "home");
            this.visiting = Objects.requireNonNull(visiting, "visiting");
            this.directory = Objects.requireNonNull(directory, "directory");
        }

        /**
         * Where to listen. Port 8443 of every address by default.
         *
         * @param address the value; port 0 takes any free one, see {@link EmServer#address}
         * @return this builder
         */
        public Builder bind(InetSocketAddress address) {
            this.bind = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * By what name phones reach this node, for the URLs of pages. By default it is the address to which a phone has connected.
         *
         * @param name the host, and the port where it is another than that of the connection; a host of at most 100 characters
         * @return this builder
         * @throws IllegalArgumentException when the host is longer
         */
        public Builder nodeName(ServiceAddress name) {
            Require.text(name.host(), "node name", 100);
            this.nodeName = name;
            return this;
        }

        /**
         * The clock of {@link EmApp}. The system's by default.
         *
         * @param clock the value
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * The tokens of {@link EmApp}. A {@link SecureRandom} by default.
         *
         * @param random safe for use by several threads, and unpredictable outside tests
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * The timers of {@link EmApp}. None by default.
         *
         * @param timers the value; not closed here
         * @return this builder
         */
        public Builder timers(Timers timers) {
            this.timers = Objects.requireNonNull(timers, "timers");
            return this;
        }

        /**
         * Who is told that HTTP requests begin, end, and are refused. Nobody by default.
         *
         * @param who the listener, for example the {@code LoginCounters} that both sides have
         * @return this builder
         */
        public Builder listener(LoginListener who) {
            this.listener = Objects.requireNonNull(who, "listener");
            return this;
        }

        /**
         * How many threads answer. 16 by default.
         *
         * @param threads 1 to 1024
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder threads(int threads) {
            this.threads = Require.range(threads, "number of threads", 1, 1024);
            return this;
        }

        /**
         * How many requests may be under way; further ones are answered 503. 256 by default.
         *
         * @param requests 1 to 65536
         * @return this builder
         * @throws IllegalArgumentException when the number is out of range
         */
        public Builder capacity(int requests) {
            this.capacity = Require.range(requests, "number of requests under way", 1, 65_536);
            return this;
        }

        /**
         * Binds and starts.
         *
         * @return a running server to be closed by the caller
         * @throws UncheckedIOException when the address cannot be bound
         */
        public EmServer start() {
            try {
                EmServer started = new EmServer(this);
                started.server.start();
                LOG.info("The EM service listens at {}", started.address());
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException("The EM service cannot listen at " + bind, e);
            }
        }
    }
}
