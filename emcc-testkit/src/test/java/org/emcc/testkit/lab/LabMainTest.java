package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabMainTest {
    private static final String PHONE = "SEP0011AABBCCD1";

    @TempDir
    private Path directory;

    private record Ended(int status, String told) {}

    private static Ended run(String commands, String... arguments) {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        int status = LabMain.run(
                arguments,
                new ByteArrayInputStream(commands.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(told, true, StandardCharsets.UTF_8));
        return new Ended(status, told.toString(StandardCharsets.UTF_8));
    }

    private String file(String text) throws IOException {
        return Files.writeString(directory.resolve("lab.txt"), text).toString();
    }

    @Test
    void aDayAtThePrompt() {
        Path page = directory.resolve("login.html");
        Ended ended = run(String.join(
                "\n",
                "help",
                "users",
                "start " + PHONE,
                "fault LON-NYC refuse",
                "faults",
                "login " + PHONE + " alice",
                "clear",
                "faults",
                "login " + PHONE + " alice 00000",
                "login " + PHONE + " alice",
                "phones",
                "logout " + PHONE,
                "fault NYC.tftp drop 5%",
                "fault LON.sip twice 1",
                "fault LON.sip delay x",
                "fault LON.smtp drop 1",
                "fault LON drop 1",
                "crash NYC",
                "clusters",
                "restart NYC",
                "skew NYC 5",
                "events 3",
                "trace " + page,
                "trace login.doc",
                "login " + PHONE + " ghost",
                "dance",
                "",
                "quit",
                "users"));
        assertThat(ended.status()).isZero();
        assertThat(ended.told())
                .contains("NYC  cucm-nyc.example.com", "/emapp/EMAppServlet", "ready; type help")
                .contains("NYC  alice  2125550100", "LON  nora  442075550100")
                .contains("LON -> NYC [wire: refuse]", "208 (EMCC-", "remedy: ", "cleared\nnone\n")
                .contains("The lab cannot do that: over TCP nothing can be doubled, and LON -> LON SIP is TCP")
                .contains("The lab cannot do that: a whole number must stand where x stands")
                .contains("The lab cannot do that: a service must be em, tftp, sip or sccp, but is smtp")
                .contains("a place must be a service such as NYC.tftp, or two clusters such as LON-NYC, but is LON")
                .contains("NYC  cucm-nyc.example.com  down")
                .contains("has a wrong clock", "written to " + page)
                .contains("the name of a trace must end in .html, .mmd or .txt")
                .contains("no cluster has a user ghost, so that a PIN has to be given")
                .contains("The lab cannot do that: there is no command dance; try help")
                .endsWith("bye\n");
        assertThat(Canary.isIn(ended.told())).isFalse();
        assertThat(page).content().startsWith("<!").doesNotContain(Canary.PIN);
    }

    @Test
    void aWrongFileNamesLineAndRule() throws IOException {
        String name = file("ready NYC\nready LON\nsite\n");
        Ended ended = run("", name);
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.told())
                .isEqualToNormalizingNewlines(
                        name + ", line 3: site must be followed by a name and a country and nothing else\n");
        assertThat(run("", directory.resolve("none.txt").toString()))
                .extracting(Ended::status, each -> each.told().lines().count())
                .containsExactly(2, 1L);
        assertThat(run("", "a", "b").told()).startsWith("The lab takes the name of one file, or nothing.");
    }

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Ended ended = run("", file("ready NYC\nready LON\nports em=" + port));
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.told())
                    .startsWith("The lab cannot start: the wire LON -> LON EM cannot listen at TCP port " + port
                            + " of 127.0.0.1: ")
                    .hasLineCount(1);
            assertThat(run("", file("ready NYC\nready LON\ncontrol " + port)).told())
                    .startsWith("The lab cannot start: the control of the lab cannot listen at TCP port " + port);
        }
    }

    /** The same commands by HTTP, from this machine only; it ends when it is told to. */
    @Test
    void commandsComeByHttpToo() throws Exception {
        String name = file(LabFileTest.WHOLE);
        PipedInputStream told = new PipedInputStream(1 << 20);
        PrintStream out = new PrintStream(new PipedOutputStream(told), true, StandardCharsets.UTF_8);
        CountDownLatch ended = new CountDownLatch(1);
        Thread program = new Thread(() -> {
            LabMain.run(new String[] {name}, InputStreamOf.nothing(), out);
            ended.countDown();
        });
        program.start();
        String text = "";
        while (!text.contains("ready; type help")) {
            text += (char) told.read();
        }
        URI control = URI.create(text.substring(text.indexOf("http://"), text.indexOf("/command")));
        HttpClient client = HttpClient.newHttpClient();
        assertThat(post(client, control, "users").body()).contains("PAR  claire  33155550100");
        HttpResponse<String> wrong = post(client, control, "start SEP1");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).startsWith("The lab cannot do that: the lab has no phone SEP1, only ");
        assertThat(post(client, control, "trace x.html").body()).startsWith("Files are written from the prompt only");
        assertThat(post(client, control, "users\nquit").statusCode()).isEqualTo(400);
        assertThat(post(client, control, "x".repeat(5_000)).statusCode()).isEqualTo(413);
        assertThat(get(client, control.resolve("/trace.html")).body()).startsWith("<!");
        assertThat(get(client, control.resolve("/trace.txt")).body()).contains("exports its certificates");
        assertThat(get(client, control.resolve("/command")).statusCode()).isEqualTo(404);
        assertThat(client.send(
                                HttpRequest.newBuilder(control.resolve("/command"))
                                        .header("Origin", "http://evil.example.com")
                                        .POST(HttpRequest.BodyPublishers.ofString("quit"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(403);
        assertThat(raw(control, "Host: evil.example.com")).startsWith("HTTP/1.1 403 ");
        assertThat(raw(control, "Host: 127.0.0.1:" + control.getPort() + "\r\nSec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(raw(control, "Host: localhost:" + control.getPort() + "\r\nSec-Fetch-Site: none"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(post(client, control, "quit").body()).isEqualTo("bye\n");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private static HttpResponse<String> post(HttpClient client, URI control, String line) throws Exception {
        return client.send(
                HttpRequest.newBuilder(control.resolve("/command"))
                        .POST(HttpRequest.BodyPublishers.ofString(line))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient client, URI address) throws Exception {
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** With a Host that Java's client would not send. */
    private static String raw(URI control, String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), control.getPort())) {
            socket.getOutputStream()
                    .write(("GET /trace.txt HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
        }
    }

    /** An input without anything in it, as that of a program in the background. */
    private static final class InputStreamOf {
        static java.io.InputStream nothing() {
            return new ByteArrayInputStream(new byte[0]);
        }
    }
}
