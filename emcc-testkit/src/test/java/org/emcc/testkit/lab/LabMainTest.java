package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
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
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.emcc.testing.Canary;
import org.emcc.testkit.phone.PhoneStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class LabMainTest {
    private static final String PHONE = "SEP0011AABBCCD1";

    @TempDir
    private Path directory;

    private String token = "";

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
                "skew NYC 5.25",
                "skew NYC x",
                "skew NYC 0",
                "advance 0.5",
                "advance -1",
                "fault NYC.tftp drop 0.5%",
                "fault NYC.tftp drop 101%",
                "free",
                "free LON",
                "await " + PHONE + " PAR",
                "show " + PHONE,
                "certificates " + directory.resolve("trust"),
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
                .contains(
                        "The lab cannot do that: a service must be one of [em, tftp, files, sip, sip-udp, sip-tls, sccp]")
                .contains("a place must be a service such as NYC.tftp, or two clusters such as LON-NYC, but is LON")
                .contains("NYC  cucm-nyc.example.com  down")
                .contains("a number must stand where x stands", "seconds must be from 0 to 1000000000, but is -1")
                .contains("per cent must be from 0 to 100, but is 101", "the lab has no cluster PAR, only [NYC, LON]")
                .contains("NYC  3\nLON  3\nLON  3\n", "is in " + directory.resolve("trust"))
                .contains("has the right clock again", "written to " + page)
                .contains("the name of a trace must end in .html, .mmd or .txt")
                .contains("no cluster has a user ghost, so that a PIN has to be given")
                .contains("The lab cannot do that: there is no command dance; try help")
                .endsWith("bye\n");
        assertThat(Canary.isIn(ended.told())).isFalse();
        assertThat(page).content().startsWith("<!").doesNotContain(Canary.PIN);
    }

    /** Whoever works with the lab from outside needs secrets; they are told when they are asked for, and not else. */
    @Test
    void whatAClientOfTheLabNeedsIsTold() throws Exception {
        try (EmccLab lab = EmccLab.start()) {
            LabConsole console = new LabConsole(lab);
            assertThat(console.run("pin alice").text()).isEqualTo(Canary.PIN);
            assertThat(console.run("pin ghost").outcome()).isEqualTo(LabConsole.Outcome.NOT_DONE);
            assertThat(console.run("application LON").text())
                    .isEqualTo("LON  em-gateway  em-" + Canary.PIN + "  https://"
                            + lab.cluster("LON").emAddress() + "/emservice/EMServiceServlet");
            assertThat(console.run("application").text()).hasLineCount(2);
            Path written = directory.resolve("certs").resolve("tomcat-trust.pem");
            assertThat(console.run("certificates " + written.getParent()).text())
                    .contains(" is in " + written + ", and ");
            assertThat(console.run("certificates").outcome()).isEqualTo(LabConsole.Outcome.NOT_DONE);
            assertThat(written).content().isEqualTo(console.trusted());
            try (Stream<Path> files = Files.list(written.getParent())) {
                assertThat(files)
                        .as("the certificates that the clusters have exchanged")
                        .hasSizeGreaterThan(8)
                        .allMatch(file -> file.toString().endsWith(".pkcs12") || file.equals(written));
            }
            assertThat(status(lab, written)).isEqualTo(200);
        }
    }

    /** What a client of Java's own gets that trusts what was written, and nothing else. */
    private static int status(EmccLab lab, Path trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(trusted)) {
            int number = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("c" + number++, each);
            }
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, factory.getTrustManagers(), null);
        return get(
                        HttpClient.newBuilder().sslContext(tls).build(),
                        URI.create(lab.cluster("LON").emAppUri() + "?device=" + PHONE))
                .statusCode();
    }

    /** The lines of a lab file and of a session in the documentation of the program. */
    @Test
    void theDocumentedSessionWorks() throws Exception {
        String source = Files.readString(Stream.of("emcc-testkit", "")
                .map(module -> Path.of(module, "src/main/java/org/emcc/testkit/lab/LabMain.java"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow());
        LabFile file = LabFile.decode(source.substring(
                                source.indexOf(" * control 8090"),
                                source.indexOf(" * }</pre>", source.indexOf(" * control 8090")))
                        .replaceAll("(?m)^ \\* ", ""))
                .value()
                .orElseThrow();
        assertThat(file.controlPort()).hasValue(8090);
        try (EmccLab lab = EmccLab.start()) {
            LabConsole console = new LabConsole(lab);
            List<String> lines =
                    source.lines().filter(line -> line.startsWith(" * ")).toList();
            List<Thread> beside = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                String command = lines.get(i).substring(3);
                if (!command.startsWith("> ") || command.startsWith("> trace") || command.startsWith("> cert")) {
                    continue;
                }
                if (command.endsWith("&")) {
                    Thread thread = new Thread(() -> console.run(command.substring(2, command.length() - 1)));
                    thread.start();
                    beside.add(thread);
                    continue;
                }
                LabConsole.Reply reply = console.run(command.substring(2));
                assertThat(reply.outcome())
                        .as("%s: %s", command, reply.text())
                        .isIn(LabConsole.Outcome.DONE, LabConsole.Outcome.QUIT);
                String expected = lines.get(i + 1).substring(3);
                if (!expected.startsWith("> ") && !expected.endsWith("...")) {
                    assertThat(reply.text()).as(command).isEqualTo(expected);
                }
            }
            for (Thread thread : beside) {
                thread.join();
            }
        }
    }

    /** A phone that waits for a cluster which does not answer holds up neither the end of the fault nor the others. */
    @Test
    void aPhoneThatWaitsHoldsUpNobody() throws Exception {
        try (EmccLab lab = EmccLab.start()) {
            LabConsole console = new LabConsole(lab);
            assertThat(console.run("start " + PHONE).text()).startsWith("Registered");
            CountDownLatch asked = new CountDownLatch(1);
            lab.when("login begun", asked::countDown);
            console.run("fault LON-NYC partition");
            CompletableFuture<LabConsole.Reply> login =
                    CompletableFuture.supplyAsync(() -> console.run("login " + PHONE + " alice"));
            asked.await();
            assertThat(console.run("faults").text()).isEqualTo("LON -> NYC [wire: partition]");
            assertThat(console.run("phones").text()).contains(PHONE);
            assertThat(login.isDone()).as("the phone waits").isFalse();
            assertThat(console.run("clear").outcome()).isEqualTo(LabConsole.Outcome.DONE);
            assertThat(login.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(LabConsole.Outcome.DONE);
            assertThat(console.run("await " + PHONE + " NYC").text()).isEqualTo("registered with NYC");
            assertThat(console.run("logout " + PHONE).outcome()).isEqualTo(LabConsole.Outcome.DONE);
            assertThat(console.run("login " + PHONE + " alice 00000").outcome()).isEqualTo(LabConsole.Outcome.REFUSED);
            assertThat(console.run("await " + PHONE + " LON").outcome()).isEqualTo(LabConsole.Outcome.DONE);
            LabConsole.Reply own = console.run("login " + PHONE + " nora");
            assertThat(own.outcome()).as("nothing is done: %s", own.text()).isEqualTo(LabConsole.Outcome.REFUSED);
        }
    }

    /** Whatever goes wrong is told; at the prompt, the next line is taken. */
    @Test
    void aConsoleNeverThrows() {
        LabConsole console;
        try (EmccLab lab = EmccLab.start()) {
            console = new LabConsole(lab);
            assertThat(console.run("x".repeat(5_000)).text()).isEqualTo("A line must have at most 4096 characters.");
        }
        for (String line : List.of("crash NYC", "fault NYC.em refuse", "fault LON-NYC refuse")) {
            assertThat(console.run(line).outcome()).as(line).isEqualTo(LabConsole.Outcome.NOT_DONE);
        }
        assertThat(LabConsole.why(new CompletionException(new IllegalStateException("a sentence"))))
                .isEqualTo("a sentence");
        assertThat(LabConsole.why(new NullPointerException("host"))).isEqualTo("NullPointerException: host");
        assertThat(LabConsole.why(new ClassCastException())).isEqualTo("ClassCastException");
    }

    /** Where no more commands can be read, for whatever reason, the lab ends. */
    @Test
    void aPromptThatBreaksEndsTheLab() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        InputStream broken = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("on purpose");
            }

            @Override
            public int read(byte[] octets, int offset, int length) {
                throw new IllegalStateException("on purpose");
            }
        };
        assertThat(LabMain.run(new String[0], broken, new PrintStream(told, true, StandardCharsets.UTF_8)))
                .isZero();
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("No more commands can be read: on purpose");
    }

    @Test
    void aFileThatIsNoTextOrTooLongIsRefused() throws IOException {
        Path file = directory.resolve("lab.bin");
        Files.write(file, new byte[] {'x', (byte) 0xFF});
        assertThat(run("", file.toString()).told())
                .isEqualToNormalizingNewlines("The lab file " + file + " cannot be read: it is no text in UTF-8.\n");
        Files.write(file, "x".repeat(LabFile.LONGEST + 1).getBytes(StandardCharsets.UTF_8));
        assertThat(run("", file.toString())).satisfies(ended -> {
            assertThat(ended.status()).isEqualTo(2);
            assertThat(ended.told()).contains("must have at most");
        });
    }

    @Test
    void nothingIsWrittenUnlessItIsAskedFor() {
        try (EmccLab lab = EmccLab.start()) {
            assertThat(new LabConsole(lab).clusters())
                    .contains("em  tcp " + lab.cluster("NYC").emAddress(), "tftp  udp ")
                    .doesNotContain("emcc-lab");
        }
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
        String begin = "commands by HTTP show the token ";
        token = text.substring(text.indexOf(begin) + begin.length())
                .lines()
                .findFirst()
                .orElseThrow();
        assertThat(token).matches("[0-9a-f]{32}");
        URI control = URI.create(text.substring(text.indexOf("http://"), text.indexOf("/command")));
        HttpClient client = HttpClient.newHttpClient();
        assertThat(post(client, control, "users").body()).contains("PAR  claire  33155550100");
        HttpResponse<String> wrong = post(client, control, "start SEP1");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).startsWith("The lab cannot do that: the lab has no phone SEP1, only ");
        assertThat(post(client, control, "trace x.html").body()).startsWith("Files are written from the prompt only");
        assertThat(post(client, control, "users\nquit").statusCode()).isEqualTo(400);
        assertThat(post(client, control, "x".repeat(5_000)).statusCode()).isEqualTo(413);
        assertThat(post(client, control, "certificates x").statusCode()).isEqualTo(400);
        assertThat(get(client, control.resolve("/tomcat-trust.pem")).body()).startsWith("-----BEGIN CERTIFICATE-----");
        HttpResponse<String> page = get(client, control.resolve("/trace.html"));
        assertThat(page.body()).startsWith("<!");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; "));
        String visitor = "SEP00AA11BB0001";
        assertThat(post(client, control, "start " + visitor).body()).startsWith("Registered");
        HttpResponse<String> refused = post(client, control, "login " + visitor + " alice 00000");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(refused.body()).startsWith("the phone shows: ");
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
        assertThat(posted(client, control, "users").statusCode()).isEqualTo(401);
        assertThat(posted(client, control, "pin alice", "Authorization", "Bearer " + "0".repeat(32))
                        .body())
                .isEqualTo("A command must show the token of the lab, as Authorization: Bearer.\n");
        assertThat(posted(client, control, "users", "Authorization", token).statusCode())
                .isEqualTo(401);
        assertThat(posted(
                                client,
                                control,
                                "users",
                                "Authorization",
                                "Bearer " + token,
                                "Origin",
                                "http://127.0.0.1:" + control.getPort())
                        .statusCode())
                .as("no page of the lab sends commands")
                .isEqualTo(403);
        assertThat(post(client, control, "quit").body()).isEqualTo("bye\n");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private HttpResponse<String> post(HttpClient client, URI control, String line) throws Exception {
        return posted(client, control, line, "Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> posted(HttpClient client, URI control, String line, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(control.resolve("/command")).POST(HttpRequest.BodyPublishers.ofString(line));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aTokenOfAFileIsNotTold() throws Exception {
        Path secret = Files.writeString(directory.resolve("token"), "tell-" + Canary.PIN + "\n");
        Ended ended = run("quit", file("control 0 \"" + secret + "\"\nready NYC\nready LON"));
        assertThat(ended.status()).isZero();
        assertThat(ended.told())
                .contains("commands by HTTP show the token of the lab file")
                .doesNotContain(Canary.PIN);
        Files.writeString(secret, "two " + Canary.PIN);
        Ended wrong = run("quit", file("control 0 \"" + secret + "\"\nready NYC\nready LON"));
        assertThat(wrong.status()).isEqualTo(2);
        assertThat(wrong.told())
                .isEqualToNormalizingNewlines("The lab cannot start: the token of the control must be 1 to 1024 visible"
                        + " characters of ASCII\n");
    }

    @Test
    void aPhoneChoosesChangesItsPinAndLosesItsPower() {
        try (EmccLab lab = EmccLab.start()) {
            LabConsole console = new LabConsole(lab);
            console.run("start " + PHONE);
            assertThat(console.run("choose " + PHONE + " Desk profile").text())
                    .isEqualTo("The lab cannot do that: phone " + PHONE + " shows no menu");
            assertThat(console.run("demand ghost").text())
                    .isEqualTo("The lab cannot do that: no cluster has a user ghost");
            assertThat(console.run("demand alice").text()).isEqualTo("the next login of alice demands a new PIN");
            assertThat(console.run("login " + PHONE + " alice").text()).contains("\n  41 (");
            String next = "5" + Canary.PIN;
            LabConsole.Reply changed = console.run("newpin " + PHONE + " alice " + next);
            assertThat(changed.outcome()).as(changed.text()).isEqualTo(LabConsole.Outcome.DONE);
            assertThat(changed.text()).doesNotContain(Canary.PIN);
            assertThat(console.run("login " + PHONE + " alice").outcome()).isEqualTo(LabConsole.Outcome.REFUSED);
            assertThat(console.run("login " + PHONE + " alice " + next).outcome())
                    .isEqualTo(LabConsole.Outcome.DONE);
            assertThat(console.run("await " + PHONE + " NYC").text()).isEqualTo("registered with NYC");
            assertThat(console.run("off " + PHONE).outcome()).isEqualTo(LabConsole.Outcome.DONE);
            assertThat(lab.phone(PHONE).status()).isInstanceOf(PhoneStatus.Off.class);
        }
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
