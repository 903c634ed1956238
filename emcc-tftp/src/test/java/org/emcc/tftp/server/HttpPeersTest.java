package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.emcc.testing.Seeds;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that others wrote fetches the same bytes over HTTP and HTTPS. Skipped, with a message, where it is not installed. */
@Timeout(120)
class HttpPeersTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();
    private byte[] file = {};

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private ContentAnswer find(ContentRequest request) {
        return switch (request.name().value()) {
            case "sep0011aabbccdd.cnf.xml" -> new ContentAnswer.Found(Content.of(file, "1"));
            case "busy" -> new ContentAnswer.Building(CompletableFuture.completedFuture(new ContentAnswer.Busy()));
            default -> new ContentAnswer.NotFound();
        };
    }

    private ContentHttpServer start(ContentHttpServer.Builder builder) {
        ContentHttpServer server = builder.start();
        open.add(server);
        return server;
    }

    private static String url(ContentHttpServer server, String name) {
        return "http://127.0.0.1:" + server.address().getPort() + "/" + name;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 12_277, 3_000_000})
    void curl(int size) throws Exception {
        fill(size);
        ContentHttpServer server = start(ContentHttpServer.builder(FREE, this::find));
        String url = url(server, "SEP0011AABBCCDD.cnf.xml");

        assertThat(run("curl", "-sS", "-f", "-o", "out", "-w", "%{http_code} %{content_type}", url))
                .isEqualTo("200 text/xml");
        assertThat(fetched()).isEqualTo(file);
        assertThat(run("curl", "-sS", "-f", "-0", "-o", "out", "-w", "%{http_code}", url))
                .as("HTTP/1.0")
                .isEqualTo("200");
        assertThat(fetched()).isEqualTo(file);
        assertThat(run("curl", "-sS", "-f", "-I", "-o", "head", "-w", "%{http_code}", url))
                .isEqualTo("200");
        assertThat(Files.readString(folder.resolve("head"), UTF_8)).containsIgnoringCase("content-length: " + size);
        assertThat(run("curl", "-sS", "--etag-save", "tag", "-o", "out", "-w", "%{http_code}", url))
                .isEqualTo("200");
        assertThat(run("curl", "-sS", "--etag-compare", "tag", "-o", "out", "-w", "%{http_code}", url))
                .isEqualTo("304");
    }

    @Test
    void curlHearsWhatCannotBeServed() throws Exception {
        ContentHttpServer server = start(ContentHttpServer.builder(FREE, this::find));
        Files.writeString(folder.resolve("up"), "x", UTF_8);
        String[] rest = {"-sS", "--path-as-is", "-o", "out", "-w", "%{http_code}"};

        assertThat(curl(rest, url(server, "nothing"))).isEqualTo("404");
        assertThat(curl(rest, url(server, "../../etc/passwd"))).isEqualTo("404");
        assertThat(curl(rest, url(server, "..%2f..%2fetc/passwd"))).isEqualTo("404");
        assertThat(curl(rest, url(server, "busy"))).isEqualTo("503");
        for (String[] body : List.of(new String[] {"-T", "up"}, new String[] {"-d", "x".repeat(2_000)})) {
            List<String> command = new ArrayList<>(List.of("curl"));
            command.addAll(List.of(rest));
            command.addAll(List.of(body));
            command.add(url(server, "x"));
            // The connection ends with the answer; what of the body came after it is told to curl as a reset (56).
            assertThat(run(Set.of(0, 55, 56), command.toArray(new String[0]))).endsWith("405");
        }
    }

    private String curl(String[] front, String... back) throws Exception {
        List<String> all = new ArrayList<>(List.of("curl"));
        all.addAll(List.of(front));
        all.addAll(List.of(back));
        return run(all.toArray(new String[0]));
    }

    @Test
    void curlOverTls() throws Exception {
        TestTls tls = TestTls.make(folder);
        fill(12_277);
        ContentHttpServer server = start(ContentHttpServer.builder(FREE, this::find)
                .tls(tls.known(), ContentHttpServer.ClientCertificate.WANTED));
        Files.writeString(folder.resolve("ca.pem"), pem(tls, server), UTF_8);

        assertThat(run(
                        "curl",
                        "-sS",
                        "-f",
                        "--cacert",
                        "ca.pem",
                        "-o",
                        "out",
                        "-w",
                        "%{http_code}",
                        "https://127.0.0.1:" + server.address().getPort() + "/sep0011aabbccdd.CNF.xml"))
                .isEqualTo("200");
        assertThat(fetched()).isEqualTo(file);
    }

    /** The certificate that the server shows. */
    private static String pem(TestTls tls, ContentHttpServer server) throws Exception {
        try (SSLSocket socket = (SSLSocket) tls.anonymous()
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort())) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(shown.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        }
    }

    private void fill(int size) {
        file = new byte[size];
        Seeds.random(Seeds.seed(), size).nextBytes(file);
    }

    /** What the last command has stored; some clients make no file when nothing came. */
    private byte[] fetched() throws IOException {
        Path out = folder.resolve("out");
        byte[] got = Files.exists(out) ? Files.readAllBytes(out) : new byte[0];
        Files.deleteIfExists(out);
        return got;
    }

    private String run(String... command) throws IOException, InterruptedException {
        return run(Set.of(0), command);
    }

    private String run(Set<Integer> exits, String... command) throws IOException, InterruptedException {
        assumeTrue(installed(command[0]), "skipped: " + command[0] + " is not installed");
        File said = folder.resolve("said").toFile();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("%s ends", List.of(command))
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        String words = Files.readString(said.toPath(), UTF_8);
        assertThat(process.exitValue()).as("%s: %s", List.of(command), words).isIn(exits);
        return words;
    }

    private static boolean installed(String command) {
        for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
            if (Files.isExecutable(Path.of(folder, command))) {
                return true;
            }
        }
        return false;
    }
}
