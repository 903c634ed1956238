package org.emcc.testkit.axl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.emcc.core.id.Release;
import org.emcc.core.internal.Require;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * A cluster's AXL service on loopback, for tests of what reads a configuration. It serves a snapshot and changes nothing: every operation that
 * does not read is answered with HTTP 403 and among the {@link #requests}.
 *
 * <p>It is strict where a cluster is not: a request whose elements are not of the schema, in its order and of its types, is refused with a
 * fault that says what it minds. A kind of object that the snapshot does not know is refused too, rather than said to be empty.
 *
 * <pre>{@code
 * try (FakeAxl axl = FakeAxl.builder(snapshot).account("reader", password).start()) {
 *     AxlClient client = AxlClient.builder(axl.uri(), "reader", password).build();
 * }
 * }</pre>
 *
 * <p>Source: em-api-and-axl 4.1 to 4.8 and 4.10. What is said to be inferred there is inferred here.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class FakeAxl implements AutoCloseable {
    private static final String PATH = "/axl/";
    private static final Pattern SESSION = Pattern.compile("(?:^|; *)JSESSIONID=([^;]+)");
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_LONG = 1 << 20;

    private final AxlDesk desk;
    private final HttpServer server;
    private final ExecutorService threads;
    private final byte[] authorization;
    private final boolean secure;
    private final Deque<Trouble> troubles = new ArrayDeque<>();
    private final List<Request> requests = new ArrayList<>();
    private final Set<String> sessions = new HashSet<>();

    /**
     * What a cluster answers instead, once.
     *
     * @since 0.1.0
     */
    public enum Trouble {
        /** HTTP 401 with a page, whatever the password. */
        UNAUTHORIZED,
        /** HTTP 403 with a page: the role is missing. */
        FORBIDDEN,
        /** HTTP 503: the queue is full. */
        UNAVAILABLE,
        /** A fault of too much load; its words are inferred. */
        THROTTLED,
        /** HTTP 200 with a page that is no answer of AXL. */
        PAGE,
        /** The right answer, but only its first half. */
        CUT_SHORT
    }

    /**
     * A request that came.
     *
     * @param operation its operation, as the header {@code SOAPAction} says; the whole header where that has none
     * @param status the HTTP status of the answer
     * @param objection what was wrong with it, or is in the cluster's way; empty when it was answered
     * @since 0.1.0
     */
    public record Request(String operation, int status, String objection) {
        /**
         * Checks the parts.
         *
         * @param operation its operation
         * @param status the HTTP status
         * @param objection what was wrong
         */
        public Request {
            Objects.requireNonNull(operation, "operation");
            Objects.requireNonNull(objection, "objection");
        }
    }

    private FakeAxl(Builder from) throws IOException {
        this.desk = new AxlDesk(from.cluster, from.release, from.parameterNames, from.mostRows);
        this.authorization = ("Basic "
                        + Base64.getEncoder().encodeToString((from.user + ":" + from.password).getBytes(UTF_8)))
                .getBytes(UTF_8);
        this.secure = from.tls != null;
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        if (from.tls == null) {
            this.server = HttpServer.create(any, 0);
        } else {
            HttpsServer https = HttpsServer.create(any, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(from.tls));
            this.server = https;
        }
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "fake-axl");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * A service of a cluster.
     *
     * @param cluster what it serves; of its release, or of 15.0 where that is not known
     * @return a builder
     */
    public static Builder builder(ClusterSnapshot cluster) {
        return new Builder(Objects.requireNonNull(cluster, "cluster"));
    }

    /**
     * Where it listens.
     *
     * @return an address on loopback, of {@code https} when it has TLS
     */
    public URI uri() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:"
                + server.getAddress().getPort() + PATH);
    }

    /**
     * Lets the next requests meet with trouble, one each, after those that are told already.
     *
     * @param next in their order
     */
    public void meetNext(Trouble... next) {
        synchronized (troubles) {
            troubles.addAll(Arrays.asList(next));
        }
    }

    /**
     * What came so far.
     *
     * @return the requests in their order
     */
    public List<Request> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    /**
     * How many sessions it has opened: one for each request with a password and without a cookie of it.
     *
     * @return the number
     */
    public int sessions() {
        synchronized (sessions) {
            return sessions.size();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(TOO_LONG);
            String action = header(exchange, "SOAPAction");
            Trouble trouble = trouble();
            Answer answer = trouble == null ? answer(exchange, action, body) : met(trouble, exchange, action, body);
            synchronized (requests) {
                requests.add(new Request(operation(action), answer.status(), answer.problem()));
            }
            send(exchange, answer, trouble == Trouble.CUT_SHORT);
        }
    }

    private Answer met(Trouble trouble, HttpExchange exchange, String action, byte[] body) {
        return switch (trouble) {
            case UNAUTHORIZED -> Answer.page(UNAUTHORIZED, "Unauthorized");
            case FORBIDDEN -> Answer.page(403, "Forbidden");
            case UNAVAILABLE -> Answer.page(503, "Service Unavailable");
            case THROTTLED ->
                Answer.fault(
                        Answer.INVALID,
                        "Maximum AXL Memory Allocation Consumed. Please retry once requests in progress have completed",
                        operation(action));
            case PAGE -> Answer.page(200, "Welcome");
            case CUT_SHORT -> answer(exchange, action, body);
        };
    }

    private @Nullable Trouble trouble() {
        synchronized (troubles) {
            return troubles.poll();
        }
    }

    private static String operation(String action) {
        int blank = action.lastIndexOf(' ');
        return (blank < 0 ? action : action.substring(blank + 1)).replace("\"", "");
    }

    private static String header(HttpExchange exchange, String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
    }

    private Answer answer(HttpExchange exchange, String action, byte[] body) {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            return Answer.page(404, "Not Found: AXL is at " + PATH);
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            return Answer.page(405, "Method Not Allowed: requests of AXL are posted");
        }
        if (!MessageDigest.isEqual(header(exchange, "Authorization").getBytes(UTF_8), authorization)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"Cisco Web Services Realm\"");
            return Answer.page(UNAUTHORIZED, "Unauthorized");
        }
        if (!header(exchange, "Content-Type").startsWith("text/xml")) {
            return Answer.page(415, "Unsupported Media Type: requests of AXL are text/xml");
        }
        session(exchange);
        return desk.answer(action, body);
    }

    private void session(HttpExchange exchange) {
        Matcher cookie = SESSION.matcher(header(exchange, "Cookie"));
        synchronized (sessions) {
            if (!cookie.find() || !sessions.contains(cookie.group(1))) {
                String opened = "S" + (sessions.size() + 1);
                sessions.add(opened);
                exchange.getResponseHeaders()
                        .set(
                                "Set-Cookie",
                                "JSESSIONID=" + opened + "; Path=/axl; HttpOnly" + (secure ? "; Secure" : ""));
            }
        }
    }

    private static void send(HttpExchange exchange, Answer answer, boolean half) throws IOException {
        byte[] all = answer.body().getBytes(UTF_8);
        byte[] sent = half ? Arrays.copyOf(all, all.length / 2) : all;
        exchange.getResponseHeaders().set("Content-Type", answer.type());
        exchange.sendResponseHeaders(answer.status(), sent.length == 0 ? -1 : sent.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(sent);
        }
    }

    /** Stops listening. Exchanges that are under way are cut off. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "FakeAxl[" + uri() + "]";
    }

    /**
     * Settings of a service.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final ClusterSnapshot cluster;
        private Release release;
        private String user = "reader";
        private String password = "";
        private Map<String, String> parameterNames = Map.of();
        private int mostRows = 10_000;

        @Nullable
        private SSLContext tls;

        private Builder(ClusterSnapshot cluster) {
            this.cluster = cluster;
            this.release = cluster.release().value().orElseGet(() -> Release.parse("15.0"));
        }

        /**
         * Another release than the snapshot says. It decides which versions of the schema are taken: its own and two before.
         *
         * @param other 10.5 or later
         * @return this
         */
        public Builder release(Release other) {
            release = Objects.requireNonNull(other, "other");
            return this;
        }

        /**
         * Who may read; {@code reader} with an empty password without this.
         *
         * @param name of an application user, without a colon
         * @param secret its password; copied
         * @return this
         * @throws IllegalArgumentException when the name is blank, too long, or has a colon
         */
        public Builder account(String name, char[] secret) {
            if (name.indexOf(':') >= 0) {
                throw new IllegalArgumentException("name of the user must have no colon, but is " + Require.clip(name));
            }
            user = Require.text(name, "name of the user", 128);
            password = new String(secret);
            return this;
        }

        /**
         * Listens with TLS; over plain HTTP without this.
         *
         * @param context with the certificate of the node
         * @return this
         */
        public Builder tls(SSLContext context) {
            tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /**
         * The internal names of parameters, which are not public. A parameter without one is not served.
         *
         * @param internalNames the internal name of each, by its name on the page
         * @return this
         */
        public Builder parameterNames(Map<String, String> internalNames) {
            parameterNames = Map.copyOf(internalNames);
            return this;
        }

        /**
         * How many rows an answer may have; with more a request is too large. 10,000 without this; a cluster counts bytes.
         *
         * @param rows 1 to 1,000,000
         * @return this
         */
        public Builder mostRows(int rows) {
            mostRows = Require.range(rows, "most rows", 1, 1_000_000);
            return this;
        }

        /**
         * Starts it.
         *
         * @return the service, to be closed
         * @throws IOException when it cannot listen
         */
        public FakeAxl start() throws IOException {
            return new FakeAxl(this);
        }
    }
}
