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
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.internal.Require;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link EmService} over HTTPS, on the JDK's own server.
 *
 * <p>{@link EmService} says what it answers to whom. A client may show a certificate and need not; one that is shown must be
 * trusted, or the handshake fails. When as many requests are under way as may be, the status is 503. Requests are logged at debug,
 * without their parameters.
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

    private final LoginListener listener;
    private final EmService service;
    private final HttpsServer server;
    private final ExecutorService threads;
    private final Semaphore free;
    private final int capacity;

    private EmServer(Builder builder) throws IOException {
        this.listener = builder.listener;
        this.service = builder.service;
        this.capacity = builder.capacity;
        this.free = new Semaphore(capacity);
        this.server = HttpsServer.create(builder.bind, 0);
        this.threads = Threads.queued("emcc-core-em-", builder.threads, capacity);
        server.setExecutor(threads);
        server.setHttpsConfigurator(new WantingCertificates(Wire.context(builder.keys, builder.trust)));
        server.createContext("/", this::admit);
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

    /**
     * Starts one.
     *
     * @param keys the certificate of this cluster and its key
     * @param trust which chains of other clusters are trusted
     * @param service what answers
     * @return a builder
     */
    public static Builder builder(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust, EmService service) {
        return new Builder(keys, trust, service);
    }

    /**
     * Where it listens.
     *
     * @return the address with the real port
     */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void admit(HttpExchange exchange) {
        if (!free.tryAcquire()) {
            tell(LoginListener::requestThrottled);
            // Not counted in, so it is written here and not by finish.
            write(exchange, EmResponses.text(503, "As many requests are under way as may be."));
            return;
        }
        tell(LoginListener::requestBegun);
        try {
            EmRequest request = request(exchange);
            CompletableFuture<EmResponse> answer = service.answer(request);
            if (answer.isDone()) {
                finish(exchange, answer.join());
            } else {
                CompletableFuture<Void> unused =
                        answer.thenAcceptAsync(response -> finish(exchange, response), threads);
            }
        } catch (IOException e) {
            LOG.debug("A request ended early: {}", e.toString());
            finish(exchange, EmResponses.text(400, "The request ended early."));
        } catch (RuntimeException e) {
            LOG.debug("A request could not be read: {}", e.toString());
            finish(exchange, EmResponses.text(400, "The request could not be read."));
        }
    }

    private static EmRequest request(HttpExchange exchange) throws IOException {
        URI target = exchange.getRequestURI();
        EmRequest.Builder request = EmRequest.builder(
                        node(exchange.getLocalAddress()), exchange.getRequestMethod(), target.getPath())
                .remoteAddress(exchange.getRemoteAddress().getAddress().getHostAddress())
                .viaProxy(exchange.getRequestHeaders().containsKey("Via"))
                .body(body(exchange));
        if (target.getRawQuery() != null) {
            request.query(target.getRawQuery());
        }
        certificate(exchange).ifPresent(request::certificate);
        return request.build();
    }

    private static URI node(InetSocketAddress local) {
        String address = local.getAddress().getHostAddress();
        int scope = address.indexOf('%');
        String host = scope < 0 ? address : address.substring(0, scope);
        return URI.create("https://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + local.getPort());
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

    private void finish(HttpExchange exchange, EmResponse response) {
        try {
            write(exchange, response);
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

    private static void write(HttpExchange exchange, EmResponse response) {
        LOG.debug(
                "{} {} answered {}",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                response.status());
        byte[] body = response.body();
        try (exchange) {
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            LOG.debug("An answer was not taken: {}", e.toString());
        }
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
        private final EmService service;
        private InetSocketAddress bind = new InetSocketAddress(HostResolver.DEFAULT_PORT);
        private LoginListener listener = LoginListener.none();
        private int threads = 16;
        private int capacity = 256;

        private Builder(X509ExtendedKeyManager keys, X509ExtendedTrustManager trust, EmService service) {
            this.keys = Objects.requireNonNull(keys, "keys");
            this.trust = Objects.requireNonNull(trust, "trust");
            this.service = Objects.requireNonNull(service, "service");
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
