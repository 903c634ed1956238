package org.emcc.tftp.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.gateway.Timers;
import org.emcc.core.internal.HeadLimit;
import org.emcc.core.internal.Running;
import org.emcc.core.internal.TimeLimit;
import org.emcc.core.internal.Transfers;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.internal.Sparingly;
import org.emcc.tftp.protocol.TransferOptions;
import org.emcc.tftp.server.TransferReport.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the JDK's server to the source. Each ends once, whatever happens: its place is free again, its exchange is answered or
 * closed, and it is reported. Thread-safe.
 */
final class HttpReception implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(HttpReception.class);
    /** How long the last answers may take when the server closes. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);
    /** For each piece of this size that it begins, an answer has its deadline once. */
    private static final int PIECE_OF_DEADLINE = 1024 * 1024;

    private static final int PIECE = 64 * 1024;

    private final ContentSource source;
    private final Transport transport;
    private final AdmissionLimits limits;
    private final SourcePlaces places;
    /** Of those answers that take longer than one deadline. */
    private final SourcePlaces slowPlaces;

    private final Duration answerDeadline;
    private final Duration longestAnswer;
    private final Tally tally = new Tally();
    private final TransferListener listener;
    private final HeadLimit heads;
    private final Timers timers;
    private final Clock clock;
    private final Sparingly warnings = new Sparingly();
    private final Executor answers;
    private final Running<Visit> running = new Running<>();
    private volatile boolean closing;

    /**
     * A reception.
     *
     * @param heads is told that the head of a request has come
     * @param answers runs what comes of a request later
     */
    HttpReception(
            ContentHttpServer.Builder builder, Transport transport, HeadLimit heads, Timers timers, Executor answers) {
        this.source = builder.source();
        this.transport = transport;
        this.limits = builder.limits();
        this.places = new SourcePlaces(limits.transfers(), limits.transfersPerSource());
        this.slowPlaces =
                new SourcePlaces(Math.max(1, limits.transfers() / 2), Math.max(1, limits.transfersPerSource() / 4));
        this.answerDeadline = builder.answerDeadline();
        this.longestAnswer = builder.longestAnswer();
        this.listener = builder.listener();
        this.heads = heads;
        this.timers = timers;
        this.clock = builder.clock();
        this.answers = answers;
    }

    /** An exception closes the connection. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        heads.arrived();
        tally.asked();
        Visit visit = new Visit(exchange);
        running.add(visit);
        try {
            visit.begin();
        } catch (IOException e) {
            LOG.debug("An answer was not taken: {}", e.toString());
            throw e;
        }
        if (visit.hasBody) {
            // Any other end would wait for the body before it lets go of the thread.
            throw new IOException("a request for a file has no body");
        }
    }

    private static boolean hasBody(HttpExchange exchange) {
        String length = exchange.getRequestHeaders().getFirst("Content-Length");
        return exchange.getRequestHeaders().containsKey("Transfer-Encoding")
                || (length != null && !length.strip().equals("0"));
    }

    HttpCounters counters() {
        return tally.ofHttp();
    }

    /** Takes no more requests from now on. */
    void refuseFromNowOn() {
        closing = true;
    }

    /** Whether something is under way. */
    boolean isBusy() {
        return !running.now().isEmpty();
    }

    /** Lets what is under way come to its end; what has not by then is answered 503, or cut off where its answer is not taken. */
    void drain(Duration within) {
        await(within);
        List<Visit> late = running.now();
        late.forEach(Visit::close);
        await(LAST_ANSWERS);
        late.forEach(visit -> visit.transfers.cutOff(true));
    }

    private void await(Duration within) {
        try {
            running.awaitNone(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Holds on to the request by nothing but the reference. */
    private static void tellLater(
            AtomicReference<@Nullable Visit> known, ContentName name, ContentAnswer.Building building) {
        var unused = building.later().whenComplete((answer, failure) -> {
            Visit visit = known.get();
            if (visit != null) {
                visit.endLater(visit.laterReply(name, answer, failure));
            }
        });
    }

    /**
     * How long an answer may take: its first deadline in any case, and more than that only while it is one of those few that may, of all and
     * of its source.
     */
    private final class Patience {
        private final InetAddress client;
        private final Runnable ring;
        private Duration rest = Duration.ZERO; // guarded by this, as all below
        private Timers.@Nullable Ordered order;
        private boolean slow;
        private boolean over;

        Patience(InetAddress client, Runnable ring) {
            this.client = client;
            this.ring = ring;
        }

        synchronized void begin(Duration all) {
            Duration first = shorter(all, answerDeadline);
            rest = all.minus(first);
            order = timers.at(clock.instant().plus(first), this::firstIsOver);
        }

        private void firstIsOver() {
            synchronized (this) {
                if (over) {
                    return;
                }
                slow = !rest.isZero() && slowPlaces.take(client);
                if (slow) {
                    order = timers.at(clock.instant().plus(rest), ring);
                    return;
                }
            }
            ring.run();
        }

        synchronized void end() {
            over = true;
            if (order != null) {
                order.cancel();
            }
            if (slow) {
                slow = false;
                slowPlaces.giveBack(client);
            }
        }
    }

    /** One request from its head to its report. */
    private final class Visit {
        private final HttpExchange exchange;
        private final HttpAsk ask;
        private final Instant begun = clock.instant();
        private final Transfers transfers = new Transfers();
        private final AtomicBoolean ended = new AtomicBoolean();
        private final boolean hasBody;
        private volatile boolean placed;
        private volatile boolean late;
        private volatile Timers.@Nullable Ordered waiting;
        /** By which what is being built knows this request; empty once it has ended, so that a build that hangs keeps nothing of it. */
        private final AtomicReference<@Nullable Visit> known = new AtomicReference<>();

        private volatile long sent;

        Visit(HttpExchange exchange) {
            this.exchange = exchange;
            this.hasBody = HttpReception.hasBody(exchange);
            List<String> tags = exchange.getRequestHeaders().getOrDefault("If-None-Match", List.of());
            this.ask = new HttpAsk(exchange.getRequestMethod(), HttpAsk.path(exchange.getRequestURI()), tags);
        }

        void begin() throws IOException {
            Optional<HttpReply> reply;
            try {
                reply = firstReply();
            } catch (Throwable e) { // an Error too: somebody waits for an answer
                reply = Optional.of(failed(e));
            }
            if (reply.isPresent()) {
                end(reply.get());
            }
        }

        /** Nothing where the file is being built: the reply comes later. */
        private Optional<HttpReply> firstReply() {
            if (hasBody) {
                return Optional.of(ask.withBody());
            }
            HttpStep step = ask.read();
            if (step instanceof HttpReply reply) {
                return Optional.of(reply);
            }
            if (closing) {
                return Optional.of(ask.closing(Result.OVERLOAD));
            }
            placed = places.take(exchange.getRemoteAddress().getAddress());
            if (!placed) {
                return Optional.of(ask.busy());
            }
            ContentName name = ((HttpStep.Look) step).name();
            ContentAnswer answer = Objects.requireNonNull(
                    source.find(new ContentRequest(name, exchange.getRemoteAddress(), transport)),
                    "answer of the content source");
            if (answer instanceof ContentAnswer.Building building) {
                await(name, building);
                return Optional.empty();
            }
            return Optional.of(ask.answer(name, answer));
        }

        private void await(ContentName name, ContentAnswer.Building building) {
            waiting = timers.at(clock.instant().plus(limits.building()), () -> endLater(ask.busy()));
            known.set(this);
            if (ended.get()) {
                known.set(null);
            }
            tellLater(known, name, building);
        }

        private HttpReply laterReply(ContentName name, @Nullable ContentAnswer answer, @Nullable Throwable failure) {
            try {
                return failure == null
                        ? ask.answer(name, Objects.requireNonNull(answer, "answer of the content source"))
                        : failed(failure);
            } catch (RuntimeException | Error e) {
                return failed(e);
            }
        }

        private HttpReply failed(Throwable failure) {
            if (warnings.isDue(clock.instant())) {
                LOG.warn(
                        "a request of {} failed; others in the next minute are not told of",
                        exchange.getRemoteAddress(),
                        failure);
            }
            return ask.failed();
        }

        /** Ends it when nothing else has: the answer that is being written is cut off. */
        void close() {
            if (ended.get()) {
                transfers.cutOff(true);
            } else {
                endLater(ask.closing(Result.INTERNAL));
            }
        }

        private void endLater(HttpReply reply) {
            if (ended.get()) {
                return;
            }
            try {
                answers.execute(() -> {
                    try {
                        end(reply);
                    } catch (IOException | RuntimeException | Error e) {
                        LOG.debug("An answer was not taken: {}", e.toString());
                        exchange.close();
                    }
                });
            } catch (RejectedExecutionException e) {
                LOG.debug("The server was closed before an answer to {}", exchange.getRemoteAddress());
            }
        }

        private void end(HttpReply reply) throws IOException {
            if (!ended.compareAndSet(false, true)) {
                return;
            }
            known.set(null);
            Timers.Ordered order = waiting;
            if (order != null) {
                order.cancel();
            }
            Result result = Result.CLIENT_ERROR;
            try {
                transfers.run(limit(reply), () -> send(reply));
                result = reply.result();
            } finally {
                if (placed) {
                    places.giveBack(exchange.getRemoteAddress().getAddress());
                }
                try {
                    report(reply, result == Result.CLIENT_ERROR && late ? Result.TIMEOUT : result);
                } finally {
                    running.remove(this);
                }
            }
        }

        private TimeLimit limit(HttpReply reply) {
            Duration bySize = answerDeadline.multipliedBy(1 + reply.body().remaining() / PIECE_OF_DEADLINE);
            return new TimeLimit(ring -> {
                Patience patience = new Patience(exchange.getRemoteAddress().getAddress(), () -> {
                    late = true;
                    ring.run();
                });
                patience.begin(shorter(bySize, longestAnswer));
                return patience::end;
            });
        }

        private long send(HttpReply reply) throws IOException {
            if (hasBody) {
                write(reply); // whoever has called this closes the connection
                InputStream body = exchange.getRequestBody();
                body.skip(Math.min(PIECE, body.available())); // what is left unread may keep the answer from the client
                return sent;
            }
            try (exchange) {
                write(reply);
            }
            return sent;
        }

        /** Flushes before the exchange is closed, which would keep a failure to itself. */
        private void write(HttpReply reply) throws IOException {
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            ByteBuffer body = reply.body();
            exchange.sendResponseHeaders(reply.status(), body.hasRemaining() ? body.remaining() : -1);
            if (body.hasRemaining()) {
                byte[] piece = new byte[Math.min(PIECE, body.remaining())];
                OutputStream out = exchange.getResponseBody();
                while (body.hasRemaining()) {
                    int some = Math.min(piece.length, body.remaining());
                    body.get(piece, 0, some);
                    out.write(piece, 0, some);
                    sent = body.position();
                }
                out.flush();
            }
        }

        private void report(HttpReply reply, Result result) {
            Report report = new Report(
                    transport,
                    exchange.getRemoteAddress(),
                    ask.path(),
                    closing && result == Result.CLIENT_ERROR ? Result.INTERNAL : result,
                    TransferOptions.none(),
                    reply.status() == 200 ? sent : 0,
                    0,
                    Duration.between(begun, clock.instant()));
            tally.ended(report.result());
            LOG.debug("{} for {}: {} {}", report.name(), report.client(), reply.status(), report.result());
            try {
                listener.ended(report);
            } catch (RuntimeException e) {
                LOG.warn(
                        "{} failed; the transfer is not affected",
                        listener.getClass().getName(),
                        e);
            }
        }
    }
}
