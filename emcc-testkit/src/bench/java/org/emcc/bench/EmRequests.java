package org.emcc.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.http.EmServer;
import org.emcc.core.em.http.EmService;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.tftp.content.ClusterPhoneFiles;

/**
 * Login pages of the EM service over plain HTTP with connections that are kept, asked for by wrk in a process of its own, against the
 * JDK's server when it answers as many constant bytes with as many threads; the runs alternate. Both need the JVM property {@code sun.net.httpserver.nodelay}: without
 * it both wait 40 ms for each acknowledgement, and nothing is compared but that.
 */
final class EmRequests {
    private static final int SECONDS = 5;
    private static final int RUNS = 7;
    private static final int THREADS = 16;
    private static final int CONNECTIONS = 16;
    private static final Pattern PER_SECOND = Pattern.compile("Requests/sec: +([0-9.]+)");
    private static final Pattern FAILED = Pattern.compile("Non-2xx or 3xx responses: ([0-9]+)|Socket errors: (.*)");

    private EmRequests() {}

    static void run() throws Exception {
        if (!Boolean.getBoolean("sun.net.httpserver.nodelay")) {
            throw new IllegalStateException(
                    "set the property sun.net.httpserver.nodelay, or only its delay is compared");
        }
        if (!isInstalled("wrk")) {
            System.out.println("skipped: wrk is not installed (Debian: the package wrk)");
            return;
        }
        InProcessLink link = InProcessLink.create();
        Directories lima = Directories.of(Estate.lima(100));
        ClusterPhoneFiles files = ClusterPhoneFiles.of(lima, Clock.systemUTC());
        try (HomeCluster home =
                        HomeCluster.builder(lima, new GoodPins(), files, link).build();
                VisitingCluster visiting = VisitingCluster.builder(
                                lima, link, files, device -> URI.create("https://cucm.lima.example.com/logout"))
                        .build();
                EmServer server =
                        server(EmService.builder(home, visiting, lima.cluster()).build())) {
            String page = url(server.plainAddress().orElseThrow()) + "/emapp/EMAppServlet?device=" + Estate.phone(1)
                    + "&EMCC=true";
            byte[] body = body(page);
            try (Rival rival = new Rival(body)) {
                compare(page, rival.url(), body.length);
            }
        }
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static String url(InetSocketAddress at) {
        return "http://127.0.0.1:" + at.getPort();
    }

    private static EmServer server(EmService service) {
        NodeIdentity node = NodeIdentity.selfSigned("cucm.lima.example.com", CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate();
        TrustStores nobody = TrustStores.of(
                Map.of(TrustStoreName.TOMCAT_TRUST, List.of(node.certificate().certificate())));
        return EmServer.builder(
                        ClusterTls.keyManager(node),
                        ClusterTls.trustManager(nobody, TrustStoreName.TOMCAT_TRUST, Clock.systemUTC()),
                        service)
                .bind(anyPort())
                .plain(anyPort())
                .threads(THREADS)
                .start();
    }

    private static byte[] body(String url) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.statusCode() != 200 || !text.contains("CiscoIPPhoneInput")) {
            throw new IOException("no login page, but status " + answer.statusCode() + ": " + text);
        }
        return answer.body();
    }

    /** The JDK's server with nothing behind it. */
    private static final class Rival implements AutoCloseable {
        private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        private final HttpServer server;

        Rival(byte[] body) throws IOException {
            this.server = HttpServer.create(anyPort(), 0);
            server.setExecutor(threads);
            server.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=UTF-8");
                    exchange.getResponseHeaders().set("Expires", "Thu, 01 Jan 1970 00:00:00 GMT");
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
        }

        String url() {
            return EmRequests.url(server.getAddress()) + "/";
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdownNow();
        }
    }

    private static void compare(String page, String constant, int bytes) throws IOException, InterruptedException {
        perSecond(page);
        perSecond(constant);
        double[] pages = new double[RUNS];
        double[] constants = new double[RUNS];
        double[] ratios = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            pages[i] = perSecond(page);
            constants[i] = perSecond(constant);
            ratios[i] = pages[i] / constants[i];
        }
        System.out.printf(
                "%,.0f login pages/s of %d bytes, %d connections; %,.0f/s of constant bytes by the JDK's server; %.0f %%"
                        + " (medians of %d alternating runs of %d s)%n",
                Loops.median(pages),
                bytes,
                CONNECTIONS,
                Loops.median(constants),
                100 * Loops.median(ratios),
                RUNS,
                SECONDS);
    }

    private static double perSecond(String url) throws IOException, InterruptedException {
        Process wrk = new ProcessBuilder("wrk", "-t", "1", "-c", "" + CONNECTIONS, "-d", SECONDS + "s", url)
                .redirectErrorStream(true)
                .start();
        wrk.getOutputStream().close();
        String said = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher figure = PER_SECOND.matcher(said);
        if (wrk.waitFor() != 0 || !figure.find() || FAILED.matcher(said).find()) {
            throw new IOException("wrk told no figure, or of failures: " + said);
        }
        return Double.parseDouble(figure.group(1));
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
    }
}
