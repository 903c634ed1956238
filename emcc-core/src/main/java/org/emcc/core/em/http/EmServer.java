package org.emcc.core.em.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.Timers;
import org.emcc.core.internal.HeadLimit;
import org.emcc.core.internal.HttpListeners;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Threads;
import org.emcc.core.internal.TimeLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An {@link EmService} over HTTPS, and where it is wanted over plain HTTP as well, on the JDK's own server.
 *
 * <p>{@link EmService} says what it answers to whom. Over HTTPS a client may show a certificate and need not; one that is shown must be
 * trusted, or the handshake fails. Over plain HTTP none can be shown, so that messages of clusters are refused there (403). Requests
 * are logged at debug, without their parameters.
 *
 * <table>
 *   <caption>Limits</caption>
 *   <tr><th>What</th><th>What happens</th></tr>
 *   <tr><td>as many requests are under way as may be, counted apart for clients with a certificate and others</td><td>status 503</td></tr>
 *   <tr><td>the handshake of TLS and the head of a request have not all come in their time</td><td>the connection is closed</td></tr>
 *   <tr><td>a body has not all come in its time</td><td>the connection is closed</td></tr>
 *   <tr><td>an answer has not all been taken in its time</td><td>the connection is closed</td></tr>
 *   <tr><td>as many bodies are awaited as there are threads, counted apart for clients with a certificate and others</td>
 *       <td>the connection is closed; but of those without a certificate, an address with less than a quarter of the places gets one from
 *       an address with more, whose oldest connection of these is closed</td></tr>
 *   <tr><td>a body over {@link EmService#BODY_LIMIT}</td><td>status 413; over five times that, the connection is closed</td></tr>
 *   <tr><td>all threads read headers, and as many more requests wait as may be under way</td><td>the connection is closed</td></tr>
 * </table>
 *
 * <p>A body that comes slowly holds a thread until its deadline, but only one of those that are there for bodies: idle connections and
 * slow bodies keep no page from a phone.
 *
 * <p>The threads are daemons named {@code emcc-core-em-<n>}, {@code emcc-core-em-answer-<n>} and {@code emcc-core-em-closing-<n>}; the
 * JDK's server adds some of its own, and the timers one, unless they are given.
 *
 * <p>Some things are the JDK server's own and cannot be set here:
 *
 * <ul>
 *   <li>It shows the address of a client in clear when the head of a request has come, not before, and handshakes are not told apart here
 *       either: until the head has come, only all connections together are limited, and as many that stop in the middle of a handshake or of a head as there are threads stop the server until their deadline.
 *       Where strangers can reach the port, put a packet filter before it that limits connections by address, or a proxy that passes TLS and
 *       the address of the client through: applications, guesses and bodies are told apart by that address, and clusters by their
 *       certificate.
 *   <li>Do not set {@code sun.net.httpserver.maxReqTime} or {@code maxRspTime}: over TLS, they close a connection by a way that waits for
 *       whoever writes, so that one client that does not read its answer then stops the whole server for ever (seen on 17.0.15). The
 *       deadlines here do not.
 *   <li>On JDK 17 it sends the head of an answer and waits for the acknowledgement before it sends the body, which costs some 40 ms: set
 *       {@code sun.net.httpserver.nodelay} to {@code true}.
 *   <li>Of a connection that breaks while a phone waits for its login, it keeps some memory until it is closed.
 *   <li>Its logger {@code com.sun.net.httpserver} prints request lines at its finest levels, in which a phone's PIN stands: keep it off.
 * </ul>
 *
 * <p>Source: em-api-and-axl 0, 2.1, 2.3, 2.7 and 3.1; design 4.4. Limits and deadlines are the SDK's own.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class EmServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmServer.class);
    private static final Duration DRAINING = Duration.ofSeconds(1);
    private static final Duration LONGEST_DRAINING = Duration.ofDays(1);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** Threads for headers and answers, for bodies of clusters, and for bodies of others. */
    private static final int SHARES = 3;
    /** How many connections may wait until they are accepted, so that those of many phones at once need not be tried again. */
    private static final int BACKLOG = 1_024;
    /** Two that may wait for the JDK's servers to stop, and two that stop them. */
    private static final int CLOSERS = 4;

    private final Reception reception;
    /** With TLS, and without where that is wanted. */
    private final HttpListeners listeners;

    private final @Nullable Timers ownTimers;
    private final ExecutorService threads;
    private final ExecutorService answers;
    private final ExecutorService closers;

    private EmServer(Builder builder, List<HttpServer> servers) {
        this.threads = Threads.refusing("emcc-core-em-", SHARES * builder.threads, builder.capacity);
        this.answers = Threads.unqueued("emcc-core-em-answer-", builder.threads);
        this.closers = Threads.unqueued("emcc-core-em-closing-", CLOSERS);
        this.listeners = new HttpListeners(servers, closers);
        this.ownTimers = builder.timers == null ? Timers.daemon(builder.clock) : null;
        Timers timers = builder.timers == null ? Objects.requireNonNull(ownTimers) : builder.timers;
        Bodies bodies = new Bodies(builder.threads, limit(builder.bodyDeadline, builder.clock, timers));
        TimeLimit answerLimit = limit(builder.answerDeadline, builder.clock, timers);
        Clock clock = builder.clock;
        Duration headDeadline = builder.headDeadline;
        HeadLimit heads =
                new HeadLimit(threads, ring -> timers.at(clock.instant().plus(headDeadline), ring)::cancel);
        this.reception =
                new Reception(builder.service, builder.listener, heads, bodies, answerLimit, builder.capacity, answers);
        for (HttpServer server : servers) {
            server.setExecutor(heads);
            server.createContext("/", reception);
        }
    }

    private static TimeLimit limit(Duration limit, Clock clock, Timers timers) {
        return new TimeLimit(ring -> timers.at(clock.instant().plus(limit), ring)::cancel);
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
        return listeners.addresses().get(0);
    }

    /**
     * Where it listens without TLS.
     *
     * @return the address with the real port, or empty when it does not
     */
    public Optional<InetSocketAddress> plainAddress() {
        return listeners.addresses().stream().skip(1).findFirst();
    }

    /** As {@link #close(Duration)} with one second. */
    @Override
    public void close() {
        close(DRAINING);
    }

    /**
     * Closes in order. It listens no more at once; on connections that are open, further requests are answered 503. What is under way
     * has the deadline to come to its end; what has not by then is answered 500, or its connection is closed when its body has not all
     * come. A request whose headers have not all come is not under way. What it has begun goes on in the clusters: close those next. Then
     * the last answers are written, the JDK's server stops, and the threads end, within another five seconds. May be called often.
     *
     * @param deadline how long what is under way may take; zero or more, and more than a day is a day
     * @throws IllegalArgumentException when it is negative
     */
    public void close(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("deadline must not be negative, but is " + deadline);
        }
        Duration within = deadline.compareTo(LONGEST_DRAINING) > 0 ? LONGEST_DRAINING : deadline;
        reception.refuseFromNowOn();
        if (reception.isBusy() && !within.isZero()) {
            listeners.listenNoMore(within);
        }
        reception.drain(within);
        listeners.stop(CLOSING);
        if (ownTimers != null) {
            ownTimers.close();
        }
        Threads.endAll(List.of(threads, answers, closers), CLOSING);
        LOG.info("The EM service at {} has ended", listeners.addresses());
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
        private @Nullable InetSocketAddress plain;
        private LoginListener listener = LoginListener.none();
        private Duration headDeadline = Duration.ofSeconds(5);
        private Duration bodyDeadline = Duration.ofSeconds(10);
        private Duration answerDeadline = Duration.ofSeconds(10);
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;
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
         * Where to listen without TLS as well, for phones that know no HTTPS; the product does at port 8080. Nowhere by default, for PINs
         * travel in clear there; a warning says so at the start.
         *
         * @param address the value; port 0 takes any free one, see {@link EmServer#plainAddress}
         * @return this builder
         */
        public Builder plain(InetSocketAddress address) {
            this.plain = Objects.requireNonNull(address, "address");
            return this;
        }

        /**
         * In what time the head of a request must have come, from its first byte on, with the handshake of TLS before it. Five seconds by
         * default (inferred).
         *
         * @param deadline more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder headDeadline(Duration deadline) {
            this.headDeadline = Require.upToADay(deadline, "deadline of a head");
            return this;
        }

        /**
         * In what time the body of a request must have come. Ten seconds by default (inferred).
         *
         * @param deadline more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder bodyDeadline(Duration deadline) {
            this.bodyDeadline = Require.upToADay(deadline, "deadline of a body");
            return this;
        }

        /**
         * In what time a client must have taken its answer, once it is written. Ten seconds by default (inferred).
         *
         * @param deadline more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder answerDeadline(Duration deadline) {
            this.answerDeadline = Require.upToADay(deadline, "deadline of an answer");
            return this;
        }

        /**
         * The timers of the deadlines, and the clock that they belong to. Timers and a thread of its own by default, by the system's
         * clock.
         *
         * @param timers the value; not closed here
         * @param clock their clock
         * @return this builder
         */
        public Builder timers(Timers timers, Clock clock) {
            this.timers = Objects.requireNonNull(timers, "timers");
            this.clock = Objects.requireNonNull(clock, "clock");
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
         * How many threads read headers and answer. As many more may wait for bodies of clients with a certificate, and as many for bodies of
         * others; what of these is not needed for bodies reads headers too. As many again write what takes longer to find out. 16 by
         * default, so that there are 64 at most.
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
         * How many requests of clients with a certificate may be under way, and as many of others; further ones are answered 503. 256 by
         * default.
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
                EmServer started = new EmServer(this, bound());
                started.listeners.start();
                LOG.info("The EM service listens at {}", started.address());
                started.plainAddress()
                        .ifPresent(
                                at -> LOG.warn("The EM service listens at {} without TLS: PINs travel in clear", at));
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "The EM service cannot listen at " + bind + (plain == null ? "" : " and " + plain), e);
            }
        }

        private List<HttpServer> bound() throws IOException {
            SSLContext tls = Wire.context(keys, trust);
            HttpsServer secure = HttpsServer.create(bind, BACKLOG);
            secure.setHttpsConfigurator(new WantingCertificates(tls));
            if (plain == null) {
                return List.of(secure);
            }
            try {
                return List.of(secure, HttpServer.create(plain, BACKLOG));
            } catch (IOException | RuntimeException e) {
                // Only a server that was started lets go of its port.
                secure.start();
                secure.stop(0);
                throw e;
            }
        }
    }
}
