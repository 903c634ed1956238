package org.emcc.tftp.server;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.emcc.core.gateway.Timers;
import org.emcc.core.internal.HeadLimit;
import org.emcc.core.internal.HttpListeners;
import org.emcc.core.internal.Require;
import org.emcc.core.internal.Threads;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.internal.SourceCount;
import org.emcc.tftp.internal.SourceNetwork;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves over HTTP or HTTPS, on the JDK's own server, what a {@link TftpServer} over the same source serves over TFTP. The product does at
 * ports 6970 (HTTP), 6971 and 6972 (HTTPS): one server for each.
 *
 * <table>
 *   <caption>Answers</caption>
 *   <tr><th>Request</th><th>Status</th></tr>
 *   <tr><td>the file is there</td><td>200, with {@code Content-Length}, {@code Content-Type} ({@code text/xml} for a name that ends so,
 *       otherwise {@code application/octet-stream}), {@code Cache-Control: no-store} and, where its version says something, {@code ETag}</td></tr>
 *   <tr><td>the same, and {@code If-None-Match} names that version</td><td>304</td></tr>
 *   <tr><td>there is no such file, or no file can be called so</td><td>404</td></tr>
 *   <tr><td>{@link ContentAnswer.Refused}</td><td>403</td></tr>
 *   <tr><td>{@link ContentAnswer.Busy}; not built in its time; over a limit; the source has failed; the server is being closed</td>
 *       <td>503 with {@code Retry-After}, upon which phones turn to TFTP; never 404</td></tr>
 *   <tr><td>neither GET nor HEAD</td><td>405 with {@code Allow}</td></tr>
 *   <tr><td>percent signs that say nothing, a backslash</td><td>400</td></tr>
 * </table>
 *
 * <p>Names follow the rules of {@link org.emcc.tftp.content.ContentName}, after percent signs were read once. Queries, ranges and the
 * header {@code Host} count for nothing. No answer names a path.
 *
 * <p>A connection that stops in the middle of a handshake of TLS or of the head of a request is closed at a deadline, and so is one whose
 * client does not take its answer. An IPv6 address counts by its network of 64 bits wherever something is limited by source. A file that is being built holds no thread. The threads are daemons named {@code emcc-tftp-http-<n>},
 * {@code emcc-tftp-http-answer-<n>} and {@code emcc-tftp-http-closing-<n>}; the JDK's server adds some of its own, and the timers one,
 * unless they are given. There are as many as are needed at a time: one for each request while its head comes or its answer goes out, up to
 * {@link AdmissionLimits#transfers} and 64 more. A connection that brings a request when all of these are taken is closed.
 *
 * <p>Some things are the JDK server's own and cannot be set here:
 *
 * <ul>
 *   <li>It answers by itself a target that begins with two slashes (404) or is no URI, such as one with a backslash (400), and a head of
 *       more than some 200 headers.
 *   <li>Do not set {@code sun.net.httpserver.maxReqTime} or {@code maxRspTime} for this server: over TLS, they close a connection by a way
 *       that waits for whoever writes. The deadlines here do not.
 *   <li>On JDK 17 it sends the head of an answer and waits for the acknowledgement before it sends the body, which costs some 40 ms: set
 *       {@code sun.net.httpserver.nodelay} to {@code true}.
 *   <li>It shows the address of a client when a handshake of TLS begins, or else when a head has come. So over HTTPS as many new connections
 *       of one source as {@link AdmissionLimits#transfersPerSource} may be in their handshake or first head, and a further one is closed.
 *       What remains: over HTTP, and for later heads on a connection over HTTPS, only all heads together are limited until they have come,
 *       and connections that are idle are limited by what the process may open. Where strangers reach the server, put a limit of
 *       connections by address before it.
 *   <li>A proxy before it hides the addresses of clients: all count as one, so set {@link AdmissionLimits#transfersPerSource} accordingly.
 * </ul>
 *
 * <p>Source: tftp 9.1, 10.2 to 10.4, 17 (requirements 4, 7, 8, 12); phone-config-files 2.2 to 2.4. The deadlines and {@code ETag} are the
 * SDK's own, the time for a head is that of the product (tftp 10.3).
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class ContentHttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContentHttpServer.class);
    private static final Duration DRAINING = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(1);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    /** Threads for heads, and to say that there are no more places. */
    private static final int SPARE = 64;
    /** How many connections may wait until they are accepted. */
    private static final int BACKLOG = 1_024;
    /** One that may wait for the JDK's server to stop, and one that stops it. */
    private static final int CLOSERS = 2;

    private final HttpReception reception;
    private final HttpListeners listeners;
    private final @Nullable Timers ownTimers;
    private final ExecutorService threads;
    private final ExecutorService answers;
    private final ExecutorService closers;

    /** Whether a client over HTTPS shows a certificate. One that is shown must be trusted by the context, or the handshake fails. */
    public enum ClientCertificate {
        /** None is asked for. */
        NONE,
        /** One is asked for, and need not be shown. */
        WANTED,
        /** Without one, the handshake fails. */
        NEEDED
    }

    private ContentHttpServer(Builder builder, HttpServer server) {
        this.threads = Threads.asNeeded("emcc-tftp-http-", builder.limits.transfers() + SPARE);
        this.answers = Threads.unqueued("emcc-tftp-http-answer-", builder.limits.transfers());
        this.closers = Threads.unqueued("emcc-tftp-http-closing-", CLOSERS);
        this.listeners = new HttpListeners(List.of(server), closers);
        this.ownTimers = builder.timers == null ? Timers.daemon(builder.clock) : null;
        Timers timers = builder.timers == null ? Objects.requireNonNull(ownTimers) : builder.timers;
        Clock clock = builder.clock;
        Duration headDeadline = builder.headDeadline;
        HeadLimit heads =
                new HeadLimit(threads, ring -> timers.at(clock.instant().plus(headDeadline), ring)::cancel);
        Transport transport = builder.tls == null ? Transport.HTTP : Transport.HTTPS;
        this.reception = new HttpReception(builder, transport, heads, timers, answers);
        if (builder.tls != null) {
            ((HttpsServer) server)
                    .setHttpsConfigurator(new Handshake(
                            builder.tls, builder.certificate, heads, builder.limits.transfersPerSource()));
        }
        server.setExecutor(heads);
        server.createContext("/", reception);
    }

    /** Asks clients for a certificate, or does not; and takes only so many at a time from one source. */
    private static final class Handshake extends HttpsConfigurator {
        private final ClientCertificate certificate;
        private final HeadLimit heads;
        private final int atOnce;

        Handshake(SSLContext context, ClientCertificate certificate, HeadLimit heads, int atOnce) {
            super(context);
            this.certificate = certificate;
            this.heads = heads;
            this.atOnce = atOnce;
        }

        @Override
        public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            // The address is shown here and, without TLS, not before the head has come.
            InetAddress client = parameters.getClientAddress().getAddress();
            heads.startedBy(
                    SourceNetwork.of(client), client instanceof Inet6Address ? atOnce * SourceCount.NETWORK : atOnce);
            switch (certificate) {
                case NONE -> {}
                case WANTED -> tls.setWantClientAuth(true);
                case NEEDED -> tls.setNeedClientAuth(true);
            }
            parameters.setSSLParameters(tls);
        }
    }

    /**
     * Begins a server.
     *
     * @param bind the address and port to listen on; port 0 takes a free one
     * @param source where files come from
     * @return a new builder
     */
    public static Builder builder(InetSocketAddress bind, ContentSource source) {
        return new Builder(bind, source);
    }

    /**
     * Where the server listens.
     *
     * @return the address and the real port
     */
    public InetSocketAddress address() {
        return listeners.addresses().get(0);
    }

    /**
     * What the server has done so far.
     *
     * @return the counters, all of one instant; still there when the server is closed
     */
    public HttpCounters counters() {
        return reception.counters();
    }

    /** As {@link #close(Duration)} with one second. */
    @Override
    public void close() {
        close(DRAINING);
    }

    /**
     * Closes in order. It listens no more at once; on connections that are open, further requests are answered 503. What is under way has
     * the deadline to come to its end; what waits for a file by then is answered 503, and an answer that is being written is cut off. A
     * request whose head has not all come is not under way. Then the threads end, within another five seconds. May be called often.
     *
     * @param deadline how long what is under way may take; zero or more, and more than a day is a day
     * @throws IllegalArgumentException when it is negative
     */
    public void close(Duration deadline) {
        if (deadline.isNegative()) {
            throw new IllegalArgumentException("deadline must not be negative, but is " + deadline);
        }
        Duration within = deadline.compareTo(LONGEST) > 0 ? LONGEST : deadline;
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
        LOG.info("File server at {} has ended", address());
    }

    /**
     * Collects what a server needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final InetSocketAddress bind;
        private final ContentSource source;
        private @Nullable SSLContext tls;
        private ClientCertificate certificate = ClientCertificate.NONE;
        private AdmissionLimits limits = AdmissionLimits.standard();
        private Duration headDeadline = Duration.ofSeconds(5);
        private Duration answerDeadline = Duration.ofSeconds(30);
        private Duration longestAnswer = Duration.ofMinutes(10);
        private TransferListener listener = new TransferListener() {};
        private Clock clock = Clock.systemUTC();
        private @Nullable Timers timers;

        private Builder(InetSocketAddress bind, ContentSource source) {
            this.bind = Objects.requireNonNull(bind, "bind");
            this.source = Objects.requireNonNull(source, "source");
        }

        ContentSource source() {
            return source;
        }

        AdmissionLimits limits() {
            return limits;
        }

        Duration answerDeadline() {
            return answerDeadline;
        }

        Duration longestAnswer() {
            return longestAnswer;
        }

        TransferListener listener() {
            return listener;
        }

        Clock clock() {
            return clock;
        }

        /**
         * Serves over HTTPS; over HTTP by default.
         *
         * @param context the certificate of the server and, where clients show theirs, what is trusted
         * @param certificate whether a client shows one
         * @return this builder
         */
        public Builder tls(SSLContext context, ClientCertificate certificate) {
            this.tls = Objects.requireNonNull(context, "context");
            this.certificate = Objects.requireNonNull(certificate, "certificate");
            return this;
        }

        /**
         * How much the server takes on at a time.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(AdmissionLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * In what time the head of a request must have come, from its first byte on, with the handshake of TLS before it. Five seconds by
         * default.
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
         * In what time a client must have taken its answer: one of less than a MiB in this, one of less than two in twice this, and so on, up
         * to {@link #longestAnswer}. 30 seconds by default, some 280 kbit/s (inferred). Of those that take longer than this once, whatever
         * their size, there may be half as many as {@link AdmissionLimits#transfers}, and of one source a quarter of
         * {@link AdmissionLimits#transfersPerSource}; a further one is cut off.
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
         * In what time a client must have taken its answer, however long it is. Ten minutes by default, for firmware of 100 MB some
         * 1.4 Mbit/s (inferred).
         *
         * @param deadline more than zero, at most a day
         * @return this builder
         * @throws IllegalArgumentException when it is out of range
         */
        public Builder longestAnswer(Duration deadline) {
            this.longestAnswer = Require.upToADay(deadline, "deadline of every answer");
            return this;
        }

        /**
         * Who hears what becomes of every request.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(TransferListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * The timers of the deadlines, and the clock that they belong to. Timers and a thread of its own by default, by the system's clock.
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
         * Binds the port and starts.
         *
         * @return the running server
         * @throws UncheckedIOException when the port cannot be bound
         */
        public ContentHttpServer start() {
            try {
                ContentHttpServer server = new ContentHttpServer(this, bound());
                server.listeners.start();
                LOG.info("{} server of files on {}", tls == null ? "HTTP" : "HTTPS", server.address());
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot bind " + bind + ": " + e.getMessage(), e);
            }
        }

        private HttpServer bound() throws IOException {
            if (tls == null) {
                return HttpServer.create(bind, BACKLOG);
            }
            return HttpsServer.create(bind, BACKLOG);
        }
    }
}
