package org.emcc.core.em.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.emcc.core.configuration.ClusterNode;
import org.emcc.core.configuration.ClusterService;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ClusterMessage;
import org.emcc.core.em.ClusterMessageCodec;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.testing.Canary;
import org.emcc.testing.StandingTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers and faults cannot do to the server, and how it closes. */
@Timeout(180)
class EmServerTest {
    private static final int THREADS = 4;
    private static final int SLOW = 40;
    private static final int IDLE = Boolean.getBoolean("emcc.deep") ? 9_000 : 200;
    private static final int PATIENCE = 60_000;

    @TempDir
    static Path folder;

    private static TestKeys keys;

    private final List<AutoCloseable> open = new ArrayList<>();
    /** As long as a head may take; bodies and answers have longer. */
    private static final Duration HEADS = Duration.ofSeconds(5);

    private final StandingTime time = new StandingTime();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CompletableFuture<LinkAnswer<UserAnswer>> held = new CompletableFuture<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(folder);
    }

    @AfterEach
    void closeAllAndLeaveNoThread() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        Patient.leavesNoThread();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    private EmServer.Builder lon(ClusterLink link, ClusterDirectory directory) throws Exception {
        EmService service = EmService.builder(
                        closing(Patient.home(TwoClusters.lon(), link)),
                        closing(Patient.visiting(TwoClusters.lon(), link)),
                        directory)
                .uds(UdsDiscovery.builder(directory, (type, identifier) -> {
                            throw new StackOverflowError("a user directory without an end");
                        })
                        .build())
                .build();
        return EmServer.builder(keys.keys("lon"), keys.trusting("nyc"), service) // deadlines by a time that stands
                .bind(Patient.anyPort())
                .plain(Patient.anyPort())
                .threads(THREADS)
                .timers(time, time);
    }

    private EmServer holding() throws Exception {
        return closing(lon(
                        new HoldingLink(asked, held),
                        Directories.of(TwoClusters.lon()).cluster())
                .start());
    }

    private static String plain(EmServer server) {
        return "http://127.0.0.1:" + server.plainAddress().orElseThrow().getPort();
    }

    private static String page(EmServer server) {
        return plain(server) + Wire.PHONES + "?device=" + TwoClusters.PHONE + "&EMCC=true";
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private static HttpRequest.Builder to(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMillis(PATIENCE));
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        return client().send(to(url).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private CompletableFuture<HttpResponse<byte[]>> loginInProgress(EmServer server) throws Exception {
        CompletableFuture<HttpResponse<byte[]>> login = client().sendAsync(
                        to(page(server) + "&userid=alice&seq=" + TwoClusters.PIN)
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(asked.await(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
        return login;
    }

    private void nobodyHasTheUser(CompletableFuture<HttpResponse<byte[]>> login) {
        held.complete(new LinkAnswer.Answered<>(new UserAnswer.NotMine()));
        assertThat(((PhoneText) PhonePageCodec.decodeOrThrow(login.join().body())).text())
                .isEqualTo(ErrorCode.of(23).loginDisplay());
    }

    /** A client whose body stops in the middle; its headers are known to have been read. */
    private Socket slow(Socket socket) throws Exception {
        closing(socket);
        socket.setSoTimeout(PATIENCE);
        String head = "POST " + Wire.CLUSTERS + " HTTP/1.1\r\nHost: lon\r\nContent-Length: 1000\r\n"
                + "Expect: 100-continue\r\n\r\nxml=";
        socket.getOutputStream().write(head.getBytes(US_ASCII));
        socket.getOutputStream().flush();
        assertThat(line(socket)).startsWith("HTTP/1.1 100");
        while (!line(socket).isEmpty()) {
            // The interim answer ends with an empty line.
        }
        return socket;
    }

    private static String line(Socket socket) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = socket.getInputStream().read();
                c != '\n';
                c = socket.getInputStream().read()) {
            if (c < 0) {
                throw new IOException("closed after " + line);
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private Socket plainSocket(EmServer server) throws IOException {
        return plainSocket(server, "127.0.0.1");
    }

    private Socket plainSocket(EmServer server, String from) throws IOException {
        InetSocketAddress at = server.plainAddress().orElseThrow();
        return new Socket(at.getAddress(), at.getPort(), InetAddress.getByName(from), 0);
    }

    private Socket secureSocket(EmServer server, String alias) throws Exception {
        SSLContext context = Wire.context(keys.keys(alias), keys.trusting("lon"));
        InetSocketAddress at = server.address();
        return context.getSocketFactory().createSocket(at.getAddress(), at.getPort());
    }

    /** Whether the other side closes, without any answer, in the patience of the socket. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException | SSLException e) {
            return true; // reset, because something of the body had come that nobody read
        }
    }

    @Test
    void idleConnectionsAndSlowBodiesKeepNoPageFromAPhone() throws Exception {
        assumeTrue(
                openFiles() > 2L * IDLE + 1_000,
                "skipped: " + IDLE + " connections to oneself need more than the " + openFiles()
                        + " files allowed here");
        EmServer server = holding();
        List<Socket> idle = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            InetSocketAddress at =
                    i % 2 == 0 ? server.address() : server.plainAddress().orElseThrow();
            idle.add(closing(new Socket(at.getAddress(), at.getPort())));
        }
        // After them, as the JDK's server closes what is idle for half a minute.
        CompletableFuture<HttpResponse<byte[]>> login = loginInProgress(server);
        List<Socket> slow = new ArrayList<>();
        for (int i = 0; i < SLOW; i++) {
            slow.add(slow(plainSocket(server)));
        }
        time.awaitOrders(THREADS, HEADS);

        for (int i = 0; i < 2 * THREADS; i++) {
            assertThat(PhonePageCodec.decodeOrThrow(get(page(server)).body())).isInstanceOf(PhoneInput.class);
        }
        Socket patient = idle.get(IDLE - 1);
        patient.setSoTimeout(PATIENCE);
        patient.getOutputStream()
                .write(("GET " + Wire.PHONES + "?device=" + TwoClusters.PHONE + " HTTP/1.1\r\nHost: lon\r\n\r\n")
                        .getBytes(US_ASCII));
        patient.getOutputStream().flush();
        assertThat(line(patient)).as("what was idle is served").startsWith("HTTP/1.1 200");
        assertThat(login.isDone()).as("the login").isFalse();
        nobodyHasTheUser(login);
        time.advance(Duration.ofSeconds(10));
        for (Socket each : slow) {
            assertThat(isClosed(each)).isTrue();
        }
        assertThat(post(server, "xml=nothing").statusCode())
                .as("a body that comes is read again")
                .isEqualTo(200);
    }

    private static HttpResponse<String> post(EmServer server, String form) throws Exception {
        return client().send(
                        to(plain(server) + Wire.CLUSTERS)
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /** What the system allows this process; as many as one likes where that cannot be read. */
    private static long openFiles() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.isReadable(limits)) {
            return Long.MAX_VALUE;
        }
        try (Stream<String> lines = Files.lines(limits)) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.replaceAll("\\D+", " ").trim().split(" ", -1)[0])
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        }
    }

    @Test
    void strangersKeepNoMessageOfAClusterAway() throws Exception {
        EmServer server = holding();
        for (int i = 0; i < THREADS; i++) {
            slow(plainSocket(server));
        }
        time.awaitOrders(THREADS, HEADS);
        Socket peer = slow(secureSocket(server, "nyc"));
        time.awaitOrders(THREADS + 1, HEADS);

        try (EmClusterLink link = Patient.link(keys.keys("nyc"), keys.trusting("lon"))
                .resolver(address -> server.address())
                .build()) {
            RemoteCluster record = RemoteCluster.builder(TwoClusters.LON, ServiceAddress.of(TwoClusters.LON_HOST))
                    .build();
            assertThat(link.findUser(
                                    record,
                                    UserQuery.builder(TwoClusters.NYC, "lisa").build())
                            .join())
                    .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(isClosed(peer)).as("a slow body over TLS").isTrue();
    }

    @Test
    void oneAddressKeepsNoBodyOfAnotherAway() throws Exception {
        EmServer server = holding();
        List<Socket> greedy = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            greedy.add(slow(plainSocket(server)));
            time.awaitOrders(i + 1, HEADS);
        }
        assertThat(isClosed(slow(plainSocket(server)))).as("no more places").isTrue();

        Socket other = slow(plainSocket(server, "127.0.0.2"));

        assertThat(isClosed(greedy.get(0))).as("it gives way").isTrue();
        other.getOutputStream().write("x".repeat(996).getBytes(US_ASCII));
        other.getOutputStream().flush();
        assertThat(line(other)).startsWith("HTTP/1.1 200");
        greedy.get(1).getOutputStream().write("x".repeat(996).getBytes(US_ASCII));
        greedy.get(1).getOutputStream().flush();
        assertThat(line(greedy.get(1))).as("which keeps the others").startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyHasAsLongAsIsSet() throws Exception {
        EmServer server = closing(
                lon(InProcessLink.create(), Directories.of(TwoClusters.lon()).cluster())
                        .bodyDeadline(Duration.ofMinutes(2))
                        .start());
        Socket late = slow(plainSocket(server));
        Socket tooLate = slow(plainSocket(server));
        time.awaitOrders(2, HEADS);
        time.advance(Duration.ofSeconds(119));
        late.getOutputStream().write("x".repeat(996).getBytes(US_ASCII));
        late.getOutputStream().flush();
        assertThat(line(late)).startsWith("HTTP/1.1 200");

        time.advance(Duration.ofSeconds(1));
        assertThat(isClosed(tooLate)).isTrue();
    }

    /** The servers of a cluster that are more than any buffer between two sockets takes. */
    private static ClusterDirectory large() {
        ClusterSettings settings = Directories.of(TwoClusters.lon()).cluster().settings();
        List<ClusterNode> nodes = IntStream.range(0, 60_000)
                .mapToObj(i -> new ClusterNode(
                        ServiceAddress.of("n" + i + "." + "x".repeat(200)),
                        false,
                        Set.of(ClusterService.USER_DATA),
                        false))
                .toList();
        ClusterSettings all = settings.toBuilder().nodes(nodes).build();
        return () -> all;
    }

    /** A client that asks for all servers, and does not read what it is answered but for the first line. */
    private Socket deaf(EmServer server, boolean secure) throws Exception {
        Socket socket = closing(
                secure
                        ? Wire.context(keys.keys("nyc"), keys.trusting("lon"))
                                .getSocketFactory()
                                .createSocket()
                        : new Socket());
        socket.setReceiveBufferSize(64 * 1_024); // so that not much is between the two
        socket.setSoTimeout(PATIENCE);
        socket.connect(secure ? server.address() : server.plainAddress().orElseThrow());
        socket.getOutputStream()
                .write(("GET " + Wire.UDS_SERVERS + " HTTP/1.1\r\nHost: lon\r\n\r\n").getBytes(US_ASCII));
        socket.getOutputStream().flush();
        assertThat(line(socket)).startsWith("HTTP/1.1 200");
        return socket;
    }

    /** Reads to the end, which comes by a reset as well. */
    private static long rest(Socket socket) throws IOException {
        long read = 0;
        byte[] piece = new byte[64 * 1024];
        try {
            for (int some = socket.getInputStream().read(piece);
                    some >= 0;
                    some = socket.getInputStream().read(piece)) {
                read += some;
            }
        } catch (SocketException | SSLException e) {
            return read;
        }
        return read;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatNobodyReadsHoldsAThreadForSomeTimeOnly(boolean secure) throws Exception {
        EmServer server = closing(lon(InProcessLink.create(), large())
                .answerDeadline(Duration.ofMinutes(2))
                .threads(1)
                .start());
        List<Socket> deaf = new ArrayList<>();
        for (int i = 0; i < 3; i++) { // as many as there are threads
            deaf.add(deaf(server, secure));
        }
        time.awaitOrders(3, HEADS);
        CompletableFuture<HttpResponse<byte[]>> waiting =
                client().sendAsync(to(plain(server) + Wire.PHONES).build(), HttpResponse.BodyHandlers.ofByteArray());
        time.advance(Duration.ofSeconds(119));
        assertThat(waiting.isDone()).as("all threads write").isFalse();

        time.advance(Duration.ofSeconds(1));

        assertThat(waiting.join().statusCode()).isEqualTo(200);
        for (Socket each : deaf) {
            assertThat(rest(each)).isLessThan(12_000_000L);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatNobodyReadsDoesNotKeepItFromClosing(boolean secure) throws Exception {
        EmServer server = closing(lon(InProcessLink.create(), large()).start());
        Socket deaf = deaf(server, secure);

        // Long enough for the write to fill what is between the sockets, where the host is not too slow for that.
        CompletableFuture.runAsync(() -> server.close(Duration.ofSeconds(2))).get(PATIENCE, TimeUnit.MILLISECONDS);

        assertThat(rest(deaf)).isLessThan(12_000_000L);
    }

    @Test
    void aBodyFarOverTheLimitIsCutOff() throws Exception {
        EmServer server = holding();

        assertThat(post(server, "x".repeat(5 * Wire.BODY_LIMIT)).statusCode())
                .as("just readable")
                .isEqualTo(413);
        assertThatThrownBy(() -> post(server, "x".repeat(6 * Wire.BODY_LIMIT))).isInstanceOf(IOException.class);
    }

    @Test
    void anErrorOfTheServiceIsAnsweredAndFreesThePlace() throws Exception {
        ClusterDirectory broken = () -> {
            throw new NoClassDefFoundError("a directory that was not packed");
        };
        EmServer server =
                closing(lon(InProcessLink.create(), broken).capacity(1).start());
        String message = new String(
                ClusterMessageCodec.encode(new ClusterMessage.FindUser(
                        UserQuery.builder(TwoClusters.NYC, "lisa").build())),
                UTF_8);

        for (int i = 0; i < 3; i++) {
            Socket peer = closing(secureSocket(server, "nyc"));
            String form = "xml=" + URLEncoder.encode(message, UTF_8);
            peer.setSoTimeout(PATIENCE);
            peer.getOutputStream()
                    .write(("POST " + Wire.CLUSTERS + " HTTP/1.1\r\nHost: lon\r\nContent-Length: " + form.length()
                                    + "\r\n\r\n" + form)
                            .getBytes(US_ASCII));
            peer.getOutputStream().flush();
            assertThat(line(peer)).startsWith("HTTP/1.1 500");
            assertThat(get(plain(server) + Wire.UDS_CLUSTER_USER + "?username=lisa")
                            .statusCode())
                    .isEqualTo(500);
        }
        assertThat(get(plain(server) + "/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void closingLetsWhatRunsComeToItsEnd() throws Exception {
        EmServer server = holding();
        HttpClient known = client();
        assertThat(status(known, page(server))).isEqualTo(200);
        CompletableFuture<HttpResponse<byte[]>> login = loginInProgress(server);

        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> server.close(Duration.ofSeconds(60)));
        int status = 200;
        while (status == 200) {
            status = status(known, page(server));
        }
        assertThat(status).as("a request while it closes").isIn(503, 0);
        while (status(client(), page(server)) != 0) {
            Thread.onSpinWait();
        }
        assertThat(closed.isDone()).isFalse();
        nobodyHasTheUser(login);
        closed.get(PATIENCE, TimeUnit.MILLISECONDS);
    }

    /** The status of an answer, or 0 where nobody listens. */
    private static int status(HttpClient client, String url) {
        try {
            return client.send(to(url).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0; // refused, or the connection was closed before it was used again
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatDoesNotComeToItsEndIsAnsweredThatTheServiceCloses() throws Exception {
        EmServer server = holding();
        CompletableFuture<HttpResponse<byte[]>> login = loginInProgress(server);
        Socket slow = slow(plainSocket(server));
        time.awaitOrders(1, HEADS);

        server.close(Duration.ofMillis(100));

        HttpResponse<byte[]> answer = login.get(PATIENCE, TimeUnit.MILLISECONDS);
        assertThat(answer.statusCode())
                .as("not 503, by which nothing was begun")
                .isEqualTo(500);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("The service closed before this came to its end.\n");
        assertThat(isClosed(slow)).isTrue();
        held.complete(new LinkAnswer.Answered<>(new UserAnswer.NotMine()));
        assertThatThrownBy(() -> server.close(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline must not be negative, but is PT-1S");
    }

    @Test
    void phonesCanBeServedInClear() throws Exception {
        EmServer server = holding();

        PhoneInput form =
                (PhoneInput) PhonePageCodec.decodeOrThrow(get(page(server)).body());
        assertThat(form.url()).startsWith(plain(server) + Wire.PHONES + "?");
        HttpResponse<String> refused = post(server, "xml=" + URLEncoder.encode("<emccRequest/>", UTF_8));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).isEqualTo("A cluster must show its certificate.\n");
        String warning = server.plainAddress().orElseThrow() + " without TLS: PINs travel in clear";
        assertThat(Canary.log().lines().filter(line -> line.contains(warning))).hasSize(1);
        assertThat(Patient.server(
                                keys.keys("lon"),
                                keys.trusting("nyc"),
                                EmService.builder(
                                                closing(Patient.home(TwoClusters.lon(), InProcessLink.create())),
                                                closing(Patient.visiting(TwoClusters.lon(), InProcessLink.create())),
                                                Directories.of(TwoClusters.lon())
                                                        .cluster())
                                        .build())
                        .start())
                .satisfies(secureOnly -> {
                    closing(secureOnly);
                    assertThat(secureOnly.plainAddress()).isEmpty();
                });
    }

    @Test
    void aPortThatIsTakenKeepsNoOther() throws Exception {
        EmServer server = holding();
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        InetSocketAddress once = new InetSocketAddress(InetAddress.getLoopbackAddress(), free);
        EmServer.Builder both = lon(
                        InProcessLink.create(),
                        Directories.of(TwoClusters.lon()).cluster())
                .bind(once);

        assertThatThrownBy(both.plain(server.plainAddress().orElseThrow())::start)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot listen at " + once + " and ");
        closing(both.plain(Patient.anyPort()).start());
    }

    /** As many connections as there are threads, which stop in the middle of a head or of a handshake. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHeadThatDoesNotComeEndsAtItsDeadline(boolean secure) throws Exception {
        EmServer server = holding();
        InetSocketAddress at = secure ? server.address() : server.plainAddress().orElseThrow();
        List<Socket> halves = new ArrayList<>();
        for (int i = 0; i < 3 * THREADS; i++) {
            Socket half = closing(new Socket(at.getAddress(), at.getPort()));
            half.setSoTimeout(PATIENCE);
            half.getOutputStream()
                    .write(
                            secure
                                    ? new byte[] {0x16, 3, 1, 2, 0, 1}
                                    : "GET /emapp/EMAppServlet HTTP/1.1\r\nHost: lo".getBytes(US_ASCII));
            half.getOutputStream().flush();
            halves.add(half);
        }
        time.awaitOrders(3 * THREADS, HEADS.minusMillis(1));
        CompletableFuture<HttpResponse<byte[]>> waiting =
                client().sendAsync(to(plain(server) + Wire.PHONES).build(), HttpResponse.BodyHandlers.ofByteArray());
        time.advance(HEADS.minusMillis(1));
        time.awaitOrders(3 * THREADS, Duration.ZERO);
        assertThat(waiting.isDone()).as("all threads read heads").isFalse();

        time.advance(Duration.ofMillis(1));

        for (Socket half : halves) {
            assertThat(isClosed(half)).isTrue();
        }
        assertThat(waiting.get(PATIENCE, TimeUnit.MILLISECONDS).statusCode()).isEqualTo(200);
        time.awaitOrders(0, Duration.ZERO);
    }

    @Test
    void namesTheRuleOfADeadline() throws Exception {
        EmServer.Builder builder =
                lon(InProcessLink.create(), Directories.of(TwoClusters.lon()).cluster());

        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(25))) {
            assertThatThrownBy(() -> builder.headDeadline(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("deadline of a head must be more than zero and at most a day, but is " + wrong);
            assertThatThrownBy(() -> builder.bodyDeadline(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("deadline of a body must be more than zero and at most a day, but is " + wrong);
            assertThatThrownBy(() -> builder.answerDeadline(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("deadline of an answer must be more than zero and at most a day, but is " + wrong);
        }
    }
}
