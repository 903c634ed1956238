package org.emcc.core.em.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.internal.HeadLimit;
import org.emcc.core.internal.Running;
import org.emcc.core.internal.TimeLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the JDK's server and hands them to the service. Each ends once, whatever happens: its place is free again, and its
 * exchange is answered or closed. Thread-safe.
 */
final class Reception implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    /** How long the last answers may take when the service closes. */
    private static final Duration LAST_ANSWERS = Duration.ofSeconds(1);

    private final EmService service;
    private final LoginListener listener;
    private final HeadLimit heads;
    private final Bodies bodies;
    private final TimeLimit answerLimit;
    private final Executor answers;
    private final Semaphore freeForClusters;
    private final Semaphore freeForOthers;
    private final Running<UnderWay> running = new Running<>();
    private volatile boolean closing;

    /**
     * A reception.
     *
     * @param heads is told that the head of a request has come
     * @param answerLimit within which a client must have taken its answer
     * @param capacity how many requests the service has at once of clients with a certificate, and of others
     * @param answers runs what comes of a request later
     */
    Reception(
            EmService service,
            LoginListener listener,
            HeadLimit heads,
            Bodies bodies,
            TimeLimit answerLimit,
            int capacity,
            Executor answers) {
        this.service = service;
        this.listener = listener;
        this.heads = heads;
        this.bodies = bodies;
        this.answerLimit = answerLimit;
        this.freeForClusters = new Semaphore(capacity);
        this.freeForOthers = new Semaphore(capacity);
        this.answers = answers;
    }

    /** An exception closes the connection: see {@link Bodies}. */
    @Override
    public void handle(HttpExchange exchange) throws IOException {
        heads.arrived();
        List<X509Certificate> chain = chain(exchange);
        UnderWay request = new UnderWay(exchange, chain.isEmpty() ? freeForOthers : freeForClusters);
        running.add(request);
        boolean taken = false;
        try {
            byte[] body = bodies.read(request, !chain.isEmpty());
            taken = admitted(request);
            if (taken) {
                serve(request, chain, body);
            }
        } catch (IOException e) {
            LOG.debug("A request ended early: {}", e.toString());
            throw e;
        } finally {
            if (!taken) {
                running.remove(request);
            }
        }
    }

    /** Gives the request a place, or answers that there is none. */
    private boolean admitted(UnderWay request) throws IOException {
        if (closing) {
            refuse(request, closed());
            return false;
        }
        if (!request.places().tryAcquire()) {
            tell(LoginListener::requestThrottled);
            refuse(request, EmResponses.text(503, "As many requests are under way as may be."));
            return false;
        }
        return true;
    }

    private void refuse(UnderWay request, EmResponse answer) throws IOException {
        if (request.end()) {
            write(request, answer);
        }
    }

    /** Not 503: what was begun may come to its end all the same, and 503 says that nothing was done. */
    private static EmResponse unfinished() {
        return EmResponses.text(500, "The service closed before this came to its end.")
                .withHeader("Connection", "close");
    }

    private static EmResponse closed() {
        return EmResponses.text(503, "The service is about to close.").withHeader("Connection", "close");
    }

    private void serve(UnderWay request, List<X509Certificate> chain, byte[] body) throws IOException {
        CompletableFuture<EmResponse> answer = answer(request, chain, body);
        if (answer.isDone()) {
            end(request, answer.exceptionally(Reception::failed).join());
        } else {
            CompletableFuture<Void> unused =
                    answer.exceptionally(Reception::failed).thenAcceptAsync(later -> endLater(request, later), answers);
        }
    }

    /** What the service answers; whatever it throws, an Error too, is an answer as well, as somebody waits for one. */
    private CompletableFuture<EmResponse> answer(UnderWay request, List<X509Certificate> chain, byte[] body) {
        try {
            tell(LoginListener::requestBegun);
            Optional<EmRequest> read = read(request.exchange(), chain, body);
            return read.isPresent()
                    ? service.answer(read.get())
                    : CompletableFuture.completedFuture(EmResponses.text(400, "The request could not be read."));
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(failed(e));
        }
    }

    private static EmResponse failed(Throwable failure) {
        LOG.error("A request could not be answered; this is a bug of the SDK or of a port", failure);
        return EmResponses.text(500, "The request could not be answered.");
    }

    private static Optional<EmRequest> read(HttpExchange exchange, List<X509Certificate> chain, byte[] body) {
        try {
            URI target = exchange.getRequestURI();
            EmRequest.Builder request = EmRequest.builder(node(exchange), exchange.getRequestMethod(), target.getPath())
                    .remoteAddress(exchange.getRemoteAddress().getAddress().getHostAddress())
                    .viaProxy(exchange.getRequestHeaders().containsKey("Via"))
                    .udsForwarded(exchange.getRequestHeaders().containsKey(EmRequest.UDS_FORWARDED))
                    .body(body);
            if (target.getRawQuery() != null) {
                request.query(target.getRawQuery());
            }
            if (!chain.isEmpty()) {
                request.certificate(chain.get(0)).issuers(chain.subList(1, chain.size()));
            }
            return Optional.of(request.build());
        } catch (RuntimeException e) {
            LOG.debug("A request could not be read: {}", e.toString());
            return Optional.empty();
        }
    }

    private static URI node(HttpExchange exchange) {
        InetSocketAddress local = exchange.getLocalAddress();
        String address = local.getAddress().getHostAddress();
        int scope = address.indexOf('%');
        String host = scope < 0 ? address : address.substring(0, scope);
        return URI.create((exchange instanceof HttpsExchange ? "https" : "http") + "://"
                + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + local.getPort());
    }

    /** What the client showed, its own certificate first; none when it showed none. */
    private static List<X509Certificate> chain(HttpExchange exchange) {
        if (!(exchange instanceof HttpsExchange secure)) {
            return List.of();
        }
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (Certificate each : secure.getSSLSession().getPeerCertificates()) {
                if (!(each instanceof X509Certificate one)) {
                    break;
                }
                chain.add(one);
            }
            return chain;
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    private void endLater(UnderWay request, EmResponse response) {
        try {
            end(request, response);
        } catch (IOException e) {
            LOG.debug("An answer was not taken: {}", e.toString());
        }
    }

    /** Answers, unless somebody else has, and frees the place. */
    private void end(UnderWay request, EmResponse response) throws IOException {
        if (!request.end()) {
            return;
        }
        try {
            write(request, response);
        } finally {
            try {
                tell(LoginListener::requestEnded);
            } finally {
                request.places().release();
                running.remove(request);
            }
        }
    }

    private void tell(Consumer<LoginListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException e) {
            LOG.warn("The listener {} failed", listener.getClass().getName(), e);
        }
    }

    private void write(UnderWay request, EmResponse response) throws IOException {
        HttpExchange exchange = request.exchange();
        LOG.debug(
                "{} {} answered {}",
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                response.status());
        byte[] body = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : response.body();
        request.transfer(answerLimit, () -> send(exchange, response, body));
    }

    /** Flushes before the exchange is closed, which would keep a failure to itself. */
    private static int send(HttpExchange exchange, EmResponse response, byte[] body) throws IOException {
        try (exchange) {
            response.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(response.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
                exchange.getResponseBody().flush();
            }
        }
        return body.length;
    }

    /** Takes no more requests from now on. */
    void refuseFromNowOn() {
        closing = true;
    }

    /** Whether something is under way. */
    boolean isBusy() {
        return !running.now().isEmpty();
    }

    /**
     * Lets what is under way come to its end; what has not by then is answered that the service closes, or cut off where its body does
     * not come, or its answer is not taken.
     */
    void drain(Duration within) {
        await(within);
        for (UnderWay each : running.now()) {
            each.cutOff();
            endUnfinished(each);
        }
        await(LAST_ANSWERS);
        running.now().forEach(UnderWay::cutOff);
    }

    private void await(Duration within) {
        try {
            running.awaitNone(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Side by side, for one whose answer is not taken must not keep the others waiting. */
    private void endUnfinished(UnderWay request) {
        try {
            answers.execute(() -> endLater(request, unfinished()));
        } catch (RejectedExecutionException e) {
            LOG.debug("The service is closed by somebody else as well");
        }
    }
}
