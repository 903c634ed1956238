package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.testing.StandingTime;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.content.CachedContent;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.server.ContentHttpServer.ClientCertificate;
import org.emcc.tftp.server.TransferReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server over real sockets of the loopback: what phones send, what strangers do, and how it closes. */
@Timeout(120)
class ContentHttpServerTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int PATIENCE = 60_000;
    /** More than any buffer between two sockets takes. */
    private static final int LARGE = 12_000_000;

    @TempDir
    static Path folder;

    private static TestTls tls;

    private final ConcurrentHashMap<String, ContentAnswer> files = new ConcurrentHashMap<>();
    private final BlockingQueue<ContentRequest> asked = new LinkedBlockingQueue<>();
    private final BlockingQueue<TransferReport> reports = new LinkedBlockingQueue<>();
    private final StandingTime time = new StandingTime();
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        tls = TestTls.make(folder);
    }

    @AfterEach
    void closeAllAndLeaveNoThread() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("emcc-tftp-http-")) {
                thread.join(25_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    private ContentAnswer find(ContentRequest request) {
        asked.add(request);
        ContentAnswer answer = files.get(request.name().value());
        return answer == null ? new ContentAnswer.NotFound() : answer;
    }

    private ContentHttpServer.Builder builder() {
        return ContentHttpServer.builder(FREE, this::find)
                .listener(new TransferListener() {
                    @Override
                    public void ended(TransferReport report) {
                        reports.add(report);
                    }
                })
                .timers(time, time);
    }

    private ContentHttpServer start() {
        return closing(builder().start());
    }

    private byte[] file(String name, int size) {
        byte[] bytes = new byte[size];
        Seeds.random(Seeds.seed(), size).nextBytes(bytes);
        files.put(name, new ContentAnswer.Found(Content.of(bytes, "v" + size)));
        return bytes;
    }

    private Socket socket(ContentHttpServer server) throws IOException {
        return socket(server, "127.0.0.1");
    }

    private Socket socket(ContentHttpServer server, String from) throws IOException {
        Socket socket = closing(
                new Socket(server.address().getAddress(), server.address().getPort(), InetAddress.getByName(from), 0));
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
        socket.getOutputStream().flush();
    }

    /** An answer as it came. */
    private static final class Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        Answer(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        int status() {
            return status;
        }

        Map<String, String> headers() {
            return headers;
        }

        byte[] body() {
            return body;
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("closed after " + line.toString(US_ASCII));
            }
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(US_ASCII);
    }

    private static Answer read(Socket socket, boolean hasBody) throws IOException {
        InputStream in = socket.getInputStream();
        int status = Integer.parseInt(line(in).split(" ", -1)[1]);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        int length = hasBody && status != 304 ? Integer.parseInt(headers.get("content-length")) : 0;
        return new Answer(status, headers, in.readNBytes(length));
    }

    private static Answer get(Socket socket, String target) throws IOException {
        send(socket, "GET " + target + " HTTP/1.1\r\nHost:127.0.0.1:6970\r\n\r\n");
        return read(socket, true);
    }

    /** Whether the other side closes, without any answer, in the patience of the socket. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException | SSLException e) {
            return true;
        }
    }

    private TransferReport report() throws InterruptedException {
        TransferReport report = reports.poll(PATIENCE, TimeUnit.MILLISECONDS);
        assertThat(report).isNotNull();
        return report;
    }

    /** phone-config-files 2.3: no space after the colon, nothing else. */
    @Test
    void aPhoneFetchesItsFiles() throws Exception {
        byte[] file = file("sep0011aabbccdd.cnf.xml.sgn", 12_277);
        ContentHttpServer server = start();
        Socket phone = socket(server);
        send(
                phone,
                "GET /SEP0011AABBCCDD.cnf.xml.sgn HTTP/1.1\r\nHost:127.0.0.1:"
                        + server.address().getPort() + "\r\n\r\n");

        Answer answer = read(phone, true);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(file);
        assertThat(answer.headers())
                .containsEntry("content-length", "12277")
                .containsEntry("content-type", "application/octet-stream")
                .containsEntry("cache-control", "no-store")
                .containsEntry("etag", "\"v12277\"");
        ContentRequest request = asked.take();
        assertThat(request.client()).isEqualTo(phone.getLocalSocketAddress());
        assertThat(request.transport()).isEqualTo(Transport.HTTP);
        TransferReport report = report();
        assertThat(report.result()).isEqualTo(Result.DONE);
        assertThat(report.bytes()).isEqualTo(12_277);
        assertThat(report.name()).isEqualTo("/SEP0011AABBCCDD.cnf.xml.sgn");
        assertThat(report.transport()).isEqualTo(Transport.HTTP);
        assertThat(report.client()).isEqualTo(phone.getLocalSocketAddress());
        assertThat(get(phone, "/CTLSEP0011AABBCCDD.tlv").status()).isEqualTo(404);
        assertThat(report().result()).isEqualTo(Result.NOT_FOUND);
    }

    @Test
    void servesEverySizeByteForByteOnOneConnection() throws Exception {
        Socket socket = socket(start());
        for (int size : new int[] {0, 1, 511, 65_535, 65_536, 65_537, 1_048_576, 3_000_001}) {
            byte[] file = file("f.xml", size);
            Answer answer = get(socket, "/F.xml");
            assertThat(answer.body()).isEqualTo(file);
            assertThat(answer.headers())
                    .containsEntry("content-type", "text/xml")
                    .containsEntry("content-length", Integer.toString(size));
            send(socket, "HEAD /f.xml HTTP/1.1\r\n\r\n");
            Answer head = read(socket, false);
            assertThat(head.status()).isEqualTo(200);
            assertThat(head.headers()).containsEntry("content-length", Integer.toString(size));
            send(socket, "GET /f.xml HTTP/1.1\r\nHost:x\r\nIf-None-Match: \"v" + size + "\"\r\n\r\n");
            assertThat(read(socket, true).status()).isEqualTo(304);
        }
    }

    /** One content service under TFTP and HTTP (tftp 17, requirement 4). */
    @Test
    void tftpHttpAndHttpsServeTheSame() throws Exception {
        byte[] file = file("ringlist.xml", 3_000);
        TftpServer udp = closing(TftpServer.builder(FREE, this::find).start());
        ContentHttpServer plain = start();
        ContentHttpServer secure =
                closing(builder().tls(tls.known(), ClientCertificate.NONE).start());

        FetchOutcome outcome = closing(TftpClient.builder().open()).fetch(udp.address(), "RingList.xml");

        assertThat(((FetchOutcome.Fetched) outcome).bytes()).isEqualTo(file);
        assertThat(get(socket(plain), "/RingList.xml").body()).isEqualTo(file);
        assertThat(get(secureSocket(secure, false), "/RingList.xml").body()).isEqualTo(file);
        assertThat(asked.stream().map(ContentRequest::transport))
                .containsExactly(Transport.TFTP, Transport.HTTP, Transport.HTTPS);
    }

    private Socket secureSocket(ContentHttpServer server, boolean known) throws IOException {
        Socket socket = closing((known ? tls.known() : tls.anonymous())
                .getSocketFactory()
                .createSocket(server.address().getAddress(), server.address().getPort()));
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    @Test
    void asksForCertificatesAsItIsTold() throws Exception {
        file("f", 10);
        for (ClientCertificate each : ClientCertificate.values()) {
            ContentHttpServer server = closing(builder().tls(tls.known(), each).start());
            assertThat(get(secureSocket(server, true), "/f").status()).isEqualTo(200);
            if (each == ClientCertificate.NEEDED) {
                assertThatThrownBy(() -> get(secureSocket(server, false), "/f")).isInstanceOf(IOException.class);
            } else {
                assertThat(get(secureSocket(server, false), "/f").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void saysWhatCannotBeServed() throws Exception {
        files.put("busy", new ContentAnswer.Busy());
        files.put("refused", new ContentAnswer.Refused());
        ContentHttpServer server = start();
        Socket socket = socket(server);

        Answer busy = get(socket, "/busy");
        assertThat(busy.status()).isEqualTo(503);
        assertThat(busy.headers()).containsEntry("retry-after", "2");
        assertThat(report().result()).isEqualTo(Result.OVERLOAD);
        assertThat(get(socket, "/refused").status()).isEqualTo(403);
        assertThat(report().result()).isEqualTo(Result.REFUSED);
        assertThat(get(socket, "/a/%2e%2e/b").status()).isEqualTo(404);
        assertThat(report().result()).isEqualTo(Result.NOT_FOUND);
        send(socket, "POST /f HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc");
        Answer post = read(socket, true);
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.headers()).containsEntry("allow", "GET, HEAD");
        assertThat(report().result()).isEqualTo(Result.REFUSED);
    }

    /** The JDK's server would wait for the body with a thread. */
    @Test
    void doesNotWaitForABody() throws Exception {
        files.put("f", new ContentAnswer.Found(Content.of(new byte[] {7}, "1")));
        ContentHttpServer server = start();
        for (String head :
                List.of("GET /f HTTP/1.1\r\nContent-Length: 3", "PUT /f HTTP/1.1\r\nTransfer-Encoding: chunked")) {
            Socket socket = socket(server);
            send(socket, head + "\r\n\r\n");
            assertThat(read(socket, true).status()).isEqualTo(head.startsWith("GET") ? 400 : 405);
            assertThat(report().result()).isEqualTo(Result.REFUSED);
            assertThat(socket.getInputStream().read())
                    .as("the end of the connection")
                    .isEqualTo(-1);
        }
    }

    /** Some of these the JDK's server answers by itself; none is served, and no answer names the target. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret",
                "/..%2fsecret",
                "/%2e%2e/secret",
                "/a/../../secret",
                "/..\\secret",
                "/..%5csecret",
                "//secret",
                "secret",
                "C:/secret",
                "/C:/secret",
                "http://other/../secret",
                "*",
                "/secret%00",
                "/secret%",
                "/secret%zz",
                "/%c0%ae%c0%ae/secret",
                "/.secret",
                "/secret/",
            })
    void nothingLeadsOutOfTheNames(String target) throws Exception {
        file("secret", 10);
        ContentHttpServer server = start();
        Socket socket = socket(server);
        send(socket, "GET " + target + " HTTP/1.1\r\nHost:x\r\nConnection: close\r\n\r\n");
        String answer = rest(socket);

        assertThat(answer).matches("(?s)(HTTP/1.1 (400|404) .*)?").doesNotContain("secret");
        assertThat(asked).isEmpty();
        assertThat(get(socket(server), "/secret").status()).isEqualTo(200);
    }

    /** All that comes until the other side closes, by a reset as well. */
    private static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] piece = new byte[64 * 1024];
        try {
            for (int some = socket.getInputStream().read(piece);
                    some >= 0;
                    some = socket.getInputStream().read(piece)) {
                all.write(piece, 0, some);
            }
        } catch (SocketException | SSLException e) {
            return all.toString(US_ASCII);
        }
        return all.toString(US_ASCII);
    }

    @Test
    void waitsForAFileThatIsBeingBuilt() throws Exception {
        CompletableFuture<ContentAnswer> later = new CompletableFuture<>();
        files.put("f", new ContentAnswer.Building(later));
        Socket socket = socket(start());
        send(socket, "GET /f HTTP/1.1\r\nHost:x\r\n\r\n");
        asked.take();

        later.complete(new ContentAnswer.Found(Content.of(new byte[] {1, 2, 3}, "1")));

        Answer answer = read(socket, true);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).containsExactly(1, 2, 3);
        assertThat(report().result()).isEqualTo(Result.DONE);
    }

    @Test
    @SuppressWarnings("NullAway") // what a source must not give, on purpose
    void aSourceThatGivesNothingCostsNoPlace() throws Exception {
        files.put("later", new ContentAnswer.Building(CompletableFuture.completedFuture(null)));
        ContentHttpServer server = closing(
                ContentHttpServer.builder(FREE, asked -> asked.name().value().equals("null") ? null : find(asked))
                        .limits(AdmissionLimits.builder().transfersPerSource(1).build())
                        .listener(new TransferListener() {
                            @Override
                            public void ended(TransferReport report) {
                                reports.add(report);
                            }
                        })
                        .timers(time, time)
                        .start());
        for (String target : List.of("/null", "/later", "/null", "/later")) {
            assertThat(get(socket(server), target).status).as(target).isEqualTo(503);
            // Its place is free once it is reported, which is after the answer is on its way.
            report();
        }
        byte[] file = file("f", 100);
        assertThat(get(socket(server), "/f").body).isEqualTo(file);
    }

    @Test
    void saysThatItIsBusyWhenAFileIsNotBuiltInItsTime() throws Exception {
        CompletableFuture<ContentAnswer> later = new CompletableFuture<>();
        files.put("f", new ContentAnswer.Building(later));
        Socket socket = socket(closing(builder()
                .headDeadline(Duration.ofHours(1))
                .answerDeadline(Duration.ofHours(1))
                .start()));
        send(socket, "GET /f HTTP/1.1\r\nHost:x\r\n\r\n");
        asked.take();
        time.awaitOrders(1, Duration.ofMillis(3_999));
        time.advance(Duration.ofMillis(3_999));
        assertThat(reports).isEmpty();

        time.advance(Duration.ofMillis(1));

        assertThat(read(socket, true).status()).isEqualTo(503);
        TransferReport report = report();
        assertThat(report.result()).isEqualTo(Result.OVERLOAD);
        assertThat(report.duration()).isEqualTo(Duration.ofSeconds(4));
        later.complete(new ContentAnswer.NotFound());
        assertThat(get(socket, "/other").status()).as("on the same connection").isEqualTo(404);
    }

    @Test
    void aSourceThatFailsIsNoMissingFile() throws Exception {
        CompletableFuture<ContentAnswer> later = new CompletableFuture<>();
        later.completeExceptionally(new IllegalStateException("no database"));
        files.put("later", new ContentAnswer.Building(later));
        files.put(
                "again",
                new ContentAnswer.Building(
                        CompletableFuture.completedFuture(new ContentAnswer.Building(new CompletableFuture<>()))));
        ContentHttpServer server = closing(ContentHttpServer.builder(FREE, request -> {
                    if (request.name().value().equals("error")) {
                        throw new StackOverflowError("too deep");
                    }
                    return find(request);
                })
                .limits(AdmissionLimits.builder().transfers(1).build())
                .timers(time, time)
                .listener(new TransferListener() {
                    @Override
                    public void ended(TransferReport report) {
                        reports.add(report);
                        throw new IllegalStateException("a listener that fails");
                    }
                })
                .start());
        Socket socket = socket(server);

        for (int i = 0; i < 3; i++) {
            for (String name : List.of("/error", "/later", "/again")) {
                Answer answer = get(socket, name);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(report().result()).isEqualTo(name.equals("/again") ? Result.OVERLOAD : Result.INTERNAL);
            }
        }
    }

    /** With a real cache: many phones ask for one file that is not built, and it is built once. */
    @Test
    void manyAskForOneFileWhileItIsBuilt() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<String> builds = new LinkedBlockingQueue<>();
        CachedContent cached = CachedContent.of(
                name -> {
                    builds.add(name.value());
                    return java.util.Optional.of(Content.of(new byte[1_000], "1"));
                },
                task -> new Thread(() -> {
                            try {
                                release.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            task.run();
                        })
                        .start());
        ContentHttpServer server = closing(ContentHttpServer.builder(FREE, request -> {
                    asked.add(request);
                    return cached.find(request);
                })
                .timers(time, time)
                .start());
        List<Socket> phones = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            Socket phone = socket(server);
            send(phone, "GET /f HTTP/1.1\r\nHost:x\r\n\r\n");
            phones.add(phone);
        }
        for (int i = 0; i < 16; i++) {
            asked.take();
        }
        release.countDown();

        for (Socket phone : phones) {
            assertThat(read(phone, true).status()).isEqualTo(200);
        }
        assertThat(builds).hasSize(1);
    }

    /** One source has its share; whoever comes from elsewhere is served. */
    @Test
    void oneSourceKeepsNobodyElseAway() throws Exception {
        CompletableFuture<ContentAnswer> later = new CompletableFuture<>();
        files.put("slow", new ContentAnswer.Building(later));
        file("f", 100);
        ContentHttpServer server = closing(builder()
                .limits(AdmissionLimits.builder()
                        .transfers(10)
                        .transfersPerSource(8)
                        .build())
                .start());
        List<Socket> greedy = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            greedy.add(socket(server));
            send(greedy.get(i), "GET /slow HTTP/1.1\r\nHost:x\r\n\r\n");
            asked.take();
        }
        for (int i = 0; i < 100; i++) {
            Answer answer = get(socket(server), "/f");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.headers()).containsKey("retry-after");
            assertThat(report().result()).isEqualTo(Result.OVERLOAD);
        }

        assertThat(get(socket(server, "127.0.0.2"), "/f").status()).isEqualTo(200);
        assertThat(report().result()).isEqualTo(Result.DONE);
        asked.clear();
        for (int i = 0; i < 2; i++) {
            send(socket(server, "127.0.0.3"), "GET /slow HTTP/1.1\r\nHost:x\r\n\r\n");
            asked.take();
        }
        assertThat(get(socket(server, "127.0.0.4"), "/f").status())
                .as("all together")
                .isEqualTo(503);
        assertThat(report().result()).isEqualTo(Result.OVERLOAD);
        later.complete(new ContentAnswer.NotFound());
        for (Socket each : greedy) {
            assertThat(read(each, true).status()).isEqualTo(404);
        }
        for (int i = 0; i < 10; i++) {
            assertThat(report().result()).isEqualTo(Result.NOT_FOUND);
        }
        assertThat(get(socket(server), "/f").status())
                .as("places are free again")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anAnswerThatNobodyReadsEndsAtItsDeadline(boolean secure) throws Exception {
        file("large", LARGE);
        file("f", 100);
        ContentHttpServer server = closing((secure ? builder().tls(tls.known(), ClientCertificate.NONE) : builder())
                .limits(AdmissionLimits.builder().transfers(1).build())
                .answerDeadline(Duration.ofSeconds(30))
                .start());
        Socket deaf = deaf(server, secure);
        Duration rest = Duration.ofSeconds(30L * (LARGE / 1_048_576));
        time.awaitOrders(1, Duration.ofMillis(29_999));
        time.advance(Duration.ofSeconds(30));
        time.awaitOrders(1, rest.minusMillis(1));
        time.advance(rest.minusMillis(1));
        Socket other = secure ? secureSocket(server, false) : socket(server);
        assertThat(get(other, "/f").status()).as("the only place is taken").isEqualTo(503);
        assertThat(report().result()).isEqualTo(Result.OVERLOAD);

        time.advance(Duration.ofMillis(1));

        TransferReport report = report();
        assertThat(report.result()).isEqualTo(Result.TIMEOUT);
        assertThat(report.bytes()).isLessThan(LARGE);
        assertThat(rest(deaf).length()).isLessThan(LARGE);
        assertThat(get(other, "/f").status()).isEqualTo(200);
    }

    /** However long the answer is. */
    @Test
    void noAnswerTakesLongerThanTheLongest() throws Exception {
        file("large", LARGE);
        ContentHttpServer server =
                closing(builder().longestAnswer(Duration.ofSeconds(45)).start());
        Socket deaf = deaf(server, false);
        time.awaitOrders(1, Duration.ofMillis(29_999));
        time.advance(Duration.ofSeconds(30));
        time.awaitOrders(1, Duration.ofMillis(14_999));
        time.advance(Duration.ofMillis(14_999));
        assertThat(reports).isEmpty();

        time.advance(Duration.ofMillis(1));

        assertThat(report().result()).isEqualTo(Result.TIMEOUT);
        assertThat(rest(deaf).length()).isLessThan(LARGE);
        time.awaitOrders(0, Duration.ZERO);
    }

    /** Of those that take longer than one deadline, a source has a quarter of its places, and all have half of all. */
    @Test
    void slowTakersHaveFewPlaces() throws Exception {
        file("large", LARGE);
        ContentHttpServer server = closing(builder()
                .limits(AdmissionLimits.builder()
                        .transfers(6)
                        .transfersPerSource(4)
                        .build())
                .start());
        List<Socket> deaf = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            deaf.add(deaf(server, false, "127.0.0." + (i < 2 ? 1 : i)));
            time.awaitOrders(i + 1, Duration.ofMillis(29_999));
        }

        time.advance(Duration.ofSeconds(30));

        for (int i = 0; i < 2; i++) {
            assertThat(report().result()).isEqualTo(Result.TIMEOUT);
        }
        assertThat(rest(deaf.get(1)).length()).as("the second of its source").isLessThan(LARGE);
        assertThat(rest(deaf.get(4)).length()).as("more than half").isLessThan(LARGE);
        time.awaitOrders(3, Duration.ofMinutes(5));
        for (int i : new int[] {0, 2, 3}) {
            InputStream in = deaf.get(i).getInputStream();
            while (!line(in).isEmpty()) {
                // the rest of the head
            }
            byte[] body = in.readNBytes(LARGE);
            assertThat(body).as("who goes on is served").hasSize(LARGE);
            assertThat(report().result()).isEqualTo(Result.DONE);
        }
        time.awaitOrders(0, Duration.ZERO);
        assertThat(server.counters().toMap())
                .isEqualTo(Map.of(
                        "HttpRequests", 5L,
                        "HttpRequestsProcessed", 3L,
                        "HttpRequestsNotFound", 0L,
                        "HttpRequestsOverflow", 0L,
                        "HttpRequestsAborted", 2L));
        deaf(server, false);
        time.awaitOrders(1, Duration.ofMillis(29_999));
        time.advance(Duration.ofSeconds(30));
        time.awaitOrders(1, Duration.ofMinutes(5));
        assertThat(reports).as("the places are free again").isEmpty();
    }

    /** Without TLS the JDK's server shows nobody's address before the head has come. */
    @Test
    void oneSourceHasOnlySoManyHandshakes() throws Exception {
        file("f", 100);
        ContentHttpServer server = closing(builder()
                .tls(tls.known(), ClientCertificate.NONE)
                .limits(AdmissionLimits.builder().transfersPerSource(3).build())
                .start());
        ExecutorService watchers = Executors.newCachedThreadPool();
        closing(watchers::shutdownNow);
        CountDownLatch closed = new CountDownLatch(20);
        List<Future<Boolean>> halves = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            Socket half = half(server, true);
            halves.add(watchers.submit(() -> {
                boolean isClosed = isClosed(half);
                closed.countDown();
                return isClosed;
            }));
        }
        assertThat(closed.await(PATIENCE, TimeUnit.MILLISECONDS))
                .as("all but three")
                .isTrue();
        time.awaitOrders(3, Duration.ZERO);
        Socket other = socket(server, "127.0.0.2");
        Socket secure = closing(tls.anonymous()
                .getSocketFactory()
                .createSocket(other, "127.0.0.1", server.address().getPort(), true));
        assertThat(get(secure, "/f").status()).as("from elsewhere").isEqualTo(200);

        time.advance(Duration.ofSeconds(5));

        for (Future<Boolean> half : halves) {
            assertThat(half.get(PATIENCE, TimeUnit.MILLISECONDS)).isTrue();
        }
        time.awaitOrders(0, Duration.ZERO);
        for (int i = 0; i < 5; i++) {
            assertThat(get(secureSocket(server, false), "/f").status()).isEqualTo(200);
        }
    }

    /** A client that asks for much, and reads no more than the first line. */
    private Socket deaf(ContentHttpServer server, boolean secure) throws IOException {
        return deaf(server, secure, "127.0.0.1");
    }

    private Socket deaf(ContentHttpServer server, boolean secure, String from) throws IOException {
        Socket socket = closing(secure ? tls.anonymous().getSocketFactory().createSocket() : new Socket());
        socket.setReceiveBufferSize(64 * 1_024); // so that not much is between the two
        socket.setSoTimeout(PATIENCE);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(server.address());
        send(socket, "GET /large HTTP/1.1\r\nHost:x\r\n\r\n");
        assertThat(line(socket.getInputStream())).startsWith("HTTP/1.1 200");
        return socket;
    }

    @Test
    void aClientThatHangsUpIsReported() throws Exception {
        file("large", LARGE);
        ContentHttpServer server = start();
        deaf(server, false).close();

        assertThat(report().result()).isEqualTo(Result.CLIENT_ERROR);
    }

    /** As many connections as there are threads, which stop in the middle of a head or of a handshake. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHeadThatDoesNotComeEndsAtItsDeadline(boolean secure) throws Exception {
        file("f", 100);
        int threads = 1 + 64;
        ContentHttpServer server = closing((secure ? builder().tls(tls.known(), ClientCertificate.NONE) : builder())
                .limits(AdmissionLimits.builder()
                        .transfers(1)
                        .transfersPerSource(threads)
                        .build())
                .start());
        List<Socket> halves = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Socket half = socket(server);
            if (secure) {
                half.getOutputStream().write(new byte[] {0x16, 3, 1, 2, 0, 1});
            } else {
                send(half, "GET /f HTTP/1.1\r\nHos");
            }
            halves.add(half);
        }
        time.awaitOrders(threads, Duration.ofMillis(4_999));
        assertThat(isClosed(half(server, secure)))
                .as("one more than there are threads")
                .isTrue();
        time.advance(Duration.ofMillis(4_999));
        time.awaitOrders(threads, Duration.ZERO);

        time.advance(Duration.ofMillis(1));

        for (Socket half : halves) {
            assertThat(isClosed(half)).isTrue();
        }
        time.awaitOrders(0, Duration.ZERO);
        assertThat(get(secure ? secureSocket(server, false) : socket(server), "/f")
                        .status())
                .isEqualTo(200);
    }

    private Socket half(ContentHttpServer server, boolean secure) throws IOException {
        Socket half = socket(server);
        half.getOutputStream().write(secure ? new byte[] {0x16, 3, 1, 2, 0, 1} : "GET /".getBytes(US_ASCII));
        return half;
    }

    @Test
    void aHugeHeadStopsNobody() throws Exception {
        file("f", 100);
        ContentHttpServer server = start();
        for (String line : List.of("X: " + "x".repeat(8_000) + "\r\n", "X: x\r\n".repeat(1_000))) {
            Socket socket = socket(server);
            String said;
            try {
                send(socket, "GET /f HTTP/1.1\r\n" + line.repeat(200));
                send(socket, "\r\n");
                said = line(socket.getInputStream());
            } catch (IOException e) {
                said = "HTTP/1.1 400 (closed)";
            }
            assertThat(said).doesNotContain("500");
        }
        assertThat(get(socket(server), "/f").status()).isEqualTo(200);
        Socket target = socket(server);
        send(target, "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost:x\r\n\r\n");
        assertThat(read(target, true).status()).isEqualTo(404);
    }

    /** Whatever comes, the server answers or closes, and serves the next. */
    @Test
    void readsAnything() throws Exception {
        byte[] file = file("f", 100);
        ContentHttpServer server = start();
        byte[] request = "GET /f?x=%20#y HTTP/1.1\r\nHost:x\r\nIf-None-Match: \"1\"\r\nConnection: close\r\n\r\n"
                .getBytes(US_ASCII);
        for (int i = 0; i < Seeds.cases(5_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            Socket socket =
                    new Socket(server.address().getAddress(), server.address().getPort());
            try (socket) {
                socket.setSoTimeout(PATIENCE);
                socket.getOutputStream().write(Mutator.mutate(request, random));
                socket.shutdownOutput();
                assertThat(rest(socket)).as("seed %s case %s", Seeds.seed(), i).doesNotContain("HTTP/1.1 500");
            } catch (SocketException e) {
                assertThat(e).as("closed before all had been sent").hasNoCause();
            }
        }
        assertThat(get(socket(server), "/f").body()).isEqualTo(file);
    }

    @Test
    void closingLetsWhatRunsComeToItsEnd() throws Exception {
        CompletableFuture<ContentAnswer> later = new CompletableFuture<>();
        files.put("f", new ContentAnswer.Building(later));
        ContentHttpServer server = start();
        Socket socket = socket(server);
        send(socket, "GET /f HTTP/1.1\r\nHost:x\r\n\r\n");
        asked.take();

        CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> server.close(Duration.ofSeconds(60)));
        boolean listens = true;
        while (listens) {
            try {
                new Socket(server.address().getAddress(), server.address().getPort()).close();
            } catch (IOException e) {
                listens = false;
            }
        }
        assertThat(closed.isDone()).isFalse();
        later.complete(new ContentAnswer.Found(Content.of(new byte[] {1}, "1")));
        assertThat(read(socket, true).status()).isEqualTo(200);
        closed.get(PATIENCE, TimeUnit.MILLISECONDS);
    }

    @Test
    void whatDoesNotComeToItsEndIsAnsweredThatTheServerCloses() throws Exception {
        files.put("f", new ContentAnswer.Building(new CompletableFuture<>()));
        file("large", LARGE);
        ContentHttpServer server = start();
        Socket socket = socket(server);
        send(socket, "GET /f HTTP/1.1\r\nHost:x\r\n\r\n");
        asked.take();
        Socket deaf = deaf(server, false);
        Socket half = half(server, false);

        CompletableFuture.runAsync(() -> server.close(Duration.ofMillis(100))).get(PATIENCE, TimeUnit.MILLISECONDS);

        Answer answer = read(socket, true);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(new String(answer.body(), US_ASCII)).isEqualTo("Shutting down\n");
        assertThat(rest(deaf).length()).isLessThan(LARGE);
        assertThat(isClosed(half)).isTrue();
        assertThat(report().result()).isEqualTo(Result.INTERNAL);
        assertThat(report().result()).isEqualTo(Result.INTERNAL);
        server.close();
        assertThatThrownBy(() -> server.close(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deadline must not be negative, but is PT-1S");
    }

    @Test
    void namesTheRuleThatIsBroken() {
        ContentHttpServer server = start();
        assertThatThrownBy(() ->
                        ContentHttpServer.builder(server.address(), this::find).start())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("cannot bind " + server.address());
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofHours(25))) {
            assertThatThrownBy(() -> builder().headDeadline(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("deadline of a head must be more than zero and at most a day, but is " + wrong);
            assertThatThrownBy(() -> builder().longestAnswer(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("deadline of every answer must be more than zero and at most a day, but is " + wrong);
            assertThatThrownBy(() -> builder().answerDeadline(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("deadline of an answer must be more than zero and at most a day, but is " + wrong);
        }
    }
}
