package org.emcc.testkit.lab;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Takes the commands of a {@link LabConsole} by HTTP on loopback: {@code POST /command} with one line of text, answered in text with status
 * 200; with 409 when it was carried out, but the phone does not show that it has succeeded; with 400 when it was not carried out. Besides
 * {@code GET /trace.html}, {@code GET /trace.txt}, and {@code GET /tomcat-trust.pem}, which is what a client of the EM services has to trust.
 * A command has to show the token of the control, as {@code Authorization: Bearer} and the token, and is refused with 401 without it;
 * what happened, which holds no secret, is read without. What a page sends from a browser is refused with 403: whatever names an {@code Origin}, or
 * another {@code Host} than loopback. {@code trace} and {@code certificates}, which write files wherever one likes, are taken at the prompt
 * only.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class LabControl implements AutoCloseable {
    private static final int LONGEST = 4_096;
    private static final int LONGEST_TOKEN = 1_024;
    /** So many may wait for their phones while others are served. */
    private static final int THREADS = 64;

    private static final int IDLE_SECONDS = 30;
    /** The port that need not be named. */
    private static final int HTTP = 80;

    /** What a page of a trace needs, and nothing else: it cannot send a command. */
    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
            + "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String BEARER = "Bearer ";
    private static final String PEM = "application/x-pem-file";
    private static final String TEXT = "text/plain; charset=utf-8";

    private final LabConsole console;
    private final byte[] token;
    private final Runnable quit;
    private final HttpServer server;
    private final ExecutorService threads;

    private LabControl(LabConsole console, int port, String token, Runnable quit) {
        this.console = console;
        this.token = token.getBytes(StandardCharsets.UTF_8);
        this.quit = quit;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the control of the lab cannot listen at TCP port " + port + " of loopback: " + e.getMessage(), e);
        }
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread made = new Thread(task, "emcc-testkit-control");
                    made.setDaemon(true);
                    return made;
                });
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /**
     * Starts to listen.
     *
     * @param console what carries out the commands
     * @param port a TCP port of loopback, or 0 for one that the system chooses
     * @param token what a command has to show; 1 to 1024 visible characters of ASCII
     * @param quit is run after {@code quit} was answered; must return soon, and may close this control
     * @return a control, to be closed by the caller
     * @throws IllegalArgumentException when the token breaks the rule; the message does not show it
     * @throws UncheckedIOException when it cannot listen; the message names the port
     */
    public static LabControl start(LabConsole console, int port, String token, Runnable quit) {
        if (token.isEmpty() || token.length() > LONGEST_TOKEN || !token.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new IllegalArgumentException(
                    "the token of the control must be 1 to " + LONGEST_TOKEN + " visible characters of ASCII");
        }
        return new LabControl(
                Objects.requireNonNull(console, "console"), port, token, Objects.requireNonNull(quit, "quit"));
    }

    /**
     * Where it listens.
     *
     * @return such as {@code http://127.0.0.1:8090}
     */
    public URI address() {
        return URI.create("http://" + literal(server.getAddress().getAddress()) + ":" + port());
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static String literal(InetAddress address) {
        return address instanceof Inet6Address ? "[" + address.getHostAddress() + "]" : address.getHostAddress();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String wrong = objection(exchange.getRequestHeaders());
            String path = exchange.getRequestURI().getPath();
            boolean get = exchange.getRequestMethod().equals("GET");
            if (!wrong.isEmpty()) {
                answer(exchange, 403, TEXT, wrong);
            } else if (path.equals("/command") && exchange.getRequestMethod().equals("POST")) {
                if (showsToken(exchange.getRequestHeaders())) {
                    command(exchange);
                } else {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
                    answer(exchange, 401, TEXT, "A command must show the token of the lab, as Authorization: Bearer.");
                }
            } else if (path.equals("/trace.html") && get) {
                answer(
                        exchange,
                        200,
                        "text/html; charset=utf-8",
                        console.lab().trace().asHtml("lab"));
            } else if (path.equals("/trace.txt") && get) {
                answer(exchange, 200, TEXT, console.lab().trace().asText());
            } else if (path.equals("/tomcat-trust.pem") && get) {
                answer(exchange, 200, PEM, console.trusted());
            } else {
                answer(
                        exchange,
                        404,
                        TEXT,
                        "There are POST /command, GET /trace.html, GET /trace.txt and GET /tomcat-trust.pem.");
            }
        }
    }

    private boolean showsToken(Headers headers) {
        List<String> shown = headers.getOrDefault("Authorization", List.of());
        return shown.size() == 1
                && shown.get(0).startsWith(BEARER)
                && MessageDigest.isEqual(
                        shown.get(0).substring(BEARER.length()).getBytes(StandardCharsets.UTF_8), token);
    }

    /** Why it is not somebody on this machine who asks, but a page of another site in his browser. */
    private String objection(Headers headers) {
        List<String> hosts = headers.getOrDefault("Host", List.of());
        Set<String> own = new HashSet<>();
        for (String host : List.of(
                "127.0.0.1", "[::1]", "localhost", literal(server.getAddress().getAddress()))) {
            own.add(host + ":" + port());
            if (port() == HTTP) {
                own.add(host);
            }
        }
        if (hosts.size() != 1 || !own.contains(hosts.get(0).toLowerCase(Locale.ROOT))) {
            return "The Host must be this one, on loopback.";
        }
        if (headers.containsKey("Origin")) { // the pages of a trace send nothing, so that none of them is meant
            return "A page must not drive the lab.";
        }
        List<String> fetched = headers.getOrDefault("Sec-Fetch-Site", List.of());
        if (!fetched.stream().allMatch(site -> site.equals("same-origin") || site.equals("none"))) {
            return "A page must not drive the lab.";
        }
        return "";
    }

    private void command(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LONGEST + 1);
        if (body.length > LONGEST) {
            answer(exchange, 413, TEXT, "A command must have at most " + LONGEST + " bytes.");
            return;
        }
        String line;
        try {
            line = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString()
                    .strip();
        } catch (CharacterCodingException e) {
            answer(exchange, 400, TEXT, "A command must be UTF-8.");
            return;
        }
        if (line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
            answer(exchange, 400, TEXT, "A command must be one line.");
            return;
        }
        if (List.of("trace", "certificates").contains(line.split("\\s+", 2)[0])) {
            answer(
                    exchange,
                    400,
                    TEXT,
                    "Files are written from the prompt only; take GET /trace.html or GET /tomcat-trust.pem.");
            return;
        }
        LabConsole.Reply reply = console.run(line);
        int status = switch (reply.outcome()) {
            case DONE, QUIT -> 200;
            case REFUSED -> 409;
            case NOT_DONE -> 400;
        };
        answer(exchange, status, TEXT, reply.text());
        if (reply.outcome() == LabConsole.Outcome.QUIT) {
            exchange.close(); // the answer is on its way before this stops listening
            quit.run();
        }
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = (type.equals(TEXT) ? text + "\n" : text).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Listens no more. May be called often. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return "LabControl[" + address() + "]";
    }
}
