package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.config.CallManagerNode;
import org.emcc.tftp.config.PhoneConfiguration;
import org.emcc.tftp.config.PhoneServiceEntry;
import org.emcc.tftp.config.RedirectFile;
import org.emcc.tftp.config.SipLine;
import org.emcc.tftp.config.VersionStamp;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.content.PhoneFileStore;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.TftpError;
import org.emcc.tftp.protocol.TftpOption;
import org.emcc.tftp.protocol.TftpPacket;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Operation;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;
import org.emcc.tftp.server.TransferReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The server over real sockets of the loopback, with the SDK's own client and with bare datagrams. */
@Timeout(60)
class TftpServerTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    private static final RetryPolicy HASTY = RetryPolicy.builder()
            .intervals(Duration.ofMillis(50), Duration.ofMillis(50))
            .dally(Duration.ofMillis(50))
            .build();

    private final ConcurrentHashMap<String, byte[]> files = new ConcurrentHashMap<>();
    private final BlockingQueue<TransferReport> reports = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void aPhoneFetchesItsOwnFileTheRedirectAndTheHomeFile() {
        PhoneConfiguration own =
                PhoneConfiguration.ownFile(VersionStamp.of("own")).build();
        PhoneFileStore visitingFiles = PhoneFileStore.builder()
                .ownFiles(phone -> phone.equals(PHONE) ? Optional.of(own) : Optional.empty())
                .build();
        PhoneFileStore homeFiles = PhoneFileStore.builder().build();
        TftpServer visiting = start(TftpServer.builder(FREE, visitingFiles));
        TftpServer home = start(TftpServer.builder(FREE, homeFiles));
        TftpClient phone = client();

        assertThat(PhoneConfiguration.decodeOrThrow(fetched(phone, visiting, "SEP0011AABBCCDD.cnf.xml")))
                .isEqualTo(own);
        assertThat(phone.fetch(home.address(), "SEP0011AABBCCDD.cnf.xml")).isEqualTo(new FetchOutcome.NotFound());

        PhoneConfiguration homeFile = PhoneConfiguration.homeFile(VersionStamp.of("home"))
                .callManager(CallManagerNode.of("127.0.0.1"))
                .line(SipLine.builder(1, "5001").build())
                .userId(UserId.of("ada"))
                .phoneService(PhoneServiceEntry.extensionMobility("127.0.0.1", 8080))
                .build();
        homeFiles.publish(PHONE, "login", homeFile);
        visitingFiles.redirect(
                PHONE,
                "login",
                RedirectFile.builder()
                        .homeTftp(List.of(
                                ServiceAddress.of("127.0.0.1", home.address().getPort())))
                        .visitingLogout(URI.create("http://127.0.0.1:8080/emapp/EMAppServlet?doLogout=true"))
                        .build());

        RedirectFile redirect = RedirectFile.decodeOrThrow(fetched(phone, visiting, "sep0011aabbccdd.CNF.xml"));
        FetchOutcome away = phone.fetch(redirect.homeTftp().get(0), "SEP0011AABBCCDD.cnf.xml");
        assertThat(away).isInstanceOf(FetchOutcome.Fetched.class);
        assertThat(PhoneConfiguration.decodeOrThrow(((FetchOutcome.Fetched) away).bytes()))
                .isEqualTo(homeFile);
        assertThat(fetched(phone, home, "/AppDialRules.xml")).hasSize(25);
    }

    @Test
    void servesEverySizeModeAndOptionByteForByte() throws InterruptedException {
        TftpServer server = start(TftpServer.builder(FREE, source()));
        TftpClient client = client();
        for (int size : new int[] {0, 1, 511, 512, 513, 1_024, 12_277, 65_464, 300_000}) {
            byte[] file = random(size);
            files.put("f", file);
            for (TransferOptions asked : List.of(
                    TransferOptions.none(),
                    TransferOptions.builder().blockSize(1_468).transferSize(0).build(),
                    TransferOptions.builder().windowSize(8).blockSize(1_024).build(),
                    TransferOptions.builder()
                            .timeout(Duration.ofSeconds(2))
                            .blockSize(65_464)
                            .build())) {
                FetchOutcome outcome = client.fetch(server.address(), "f", TransferMode.OCTET, asked);
                assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
                FetchOutcome.Fetched fetched = (FetchOutcome.Fetched) outcome;
                assertThat(fetched.bytes()).isEqualTo(file);
                assertThat(fetched.options().blockSize()).isEqualTo(asked.blockSize());
                assertThat(fetched.options().windowSize()).isEqualTo(asked.windowSize());
                if (asked.transferSize().isPresent()) {
                    assertThat(fetched.options().transferSize()).hasValue(size);
                }
                TransferReport report = next();
                assertThat(report.result()).isEqualTo(Result.DONE);
                assertThat(report.bytes()).isEqualTo(size);
                assertThat(report.name()).isEqualTo("f");
            }
        }
        byte[] text = "one\ntwo\rthree\r\n".repeat(100).getBytes(US_ASCII);
        files.put("t", text);
        FetchOutcome.Fetched fetched = (FetchOutcome.Fetched) client.fetch(
                server.address(),
                "t",
                TransferMode.NETASCII,
                TransferOptions.builder().transferSize(0).build());
        assertThat(fetched.bytes()).isEqualTo(text);
        assertThat(fetched.options().transferSize().orElseThrow()).isGreaterThan(text.length);
    }

    @Test
    void answersManyAtATime() {
        TftpServer server = start(TftpServer.builder(FREE, source())
                .limits(AdmissionLimits.builder()
                        .transfersPerSource(500)
                        .unproven(500)
                        .unprovenPerSource(500)
                        .build()));
        TftpClient client = client();
        byte[] file = random(12_277);
        files.put("f", file);
        List<CompletableFuture<FetchOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(client.fetchAsync(server.address(), "f", TransferMode.OCTET, TransferOptions.none()));
        }
        for (CompletableFuture<FetchOutcome> one : all) {
            assertThat(((FetchOutcome.Fetched) one.join()).bytes()).isEqualTo(file);
        }
    }

    @Test
    void refusesWithTheRightCodeAndNoPath() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer peer = new Peer()) {
            assertError(peer.ask(server, request(Operation.WRITE, "f", TransferMode.OCTET)), 2);
            assertError(peer.ask(server, request(Operation.READ, "f", TransferMode.MAIL)), 4);
            assertError(peer.ask(server, "\0\1f\0octet".getBytes(US_ASCII)), 4);
            assertError(peer.ask(server, "\0\1f\0rot13\0".getBytes(US_ASCII)), 4);
            for (String name :
                    List.of("unknown", "../../etc/passwd", "..\\x", "/etc/passwd", ".hidden", "C:\\boot.ini")) {
                TftpPacket answer = peer.ask(server, request(Operation.READ, name, TransferMode.OCTET));
                assertThat(answer).as(name).isEqualTo(new ErrorPacket(TftpError.NOT_FOUND, "File not found"));
            }
            assertThat(next().result()).isEqualTo(Result.REFUSED);
        }
    }

    @Test
    void neverSaysNotFoundWhileAFileIsBeingBuilt() throws Exception {
        CompletableFuture<ContentAnswer> later = new CompletableFuture<>();
        TftpServer server = start(TftpServer.builder(FREE, request -> new ContentAnswer.Building(later)));
        try (Peer peer = new Peer()) {
            peer.send(
                    server.address(),
                    request(Operation.READ, "f", TransferMode.OCTET).encode());
            peer.send(
                    server.address(),
                    request(Operation.READ, "f", TransferMode.OCTET).encode());
            assertThat(peer.silent()).isTrue();
            later.complete(new ContentAnswer.Found(Content.of(new byte[] {7}, "1")));
            assertThat(peer.receive()).isEqualTo(Data.of(1, new byte[] {7}));
            peer.reply(new Ack(1));
        }
        assertThat(next().result()).isEqualTo(Result.DONE);

        TftpServer impatient =
                start(TftpServer.builder(FREE, request -> new ContentAnswer.Building(new CompletableFuture<>()))
                        .limits(AdmissionLimits.builder()
                                .building(Duration.ofMillis(20))
                                .build()));
        TftpServer broken = start(TftpServer.builder(
                FREE, request -> new ContentAnswer.Building(CompletableFuture.failedFuture(new IOException("x")))));
        TftpServer busy = start(TftpServer.builder(FREE, request -> new ContentAnswer.Busy()));
        TftpServer faulty = start(TftpServer.builder(FREE, request -> {
            throw new IllegalStateException("planted");
        }));
        TftpServer strict = start(TftpServer.builder(FREE, request -> new ContentAnswer.Refused()));
        TftpClient client = client();
        assertThat(refusal(client, impatient)).isEqualTo(TftpError.NOT_DEFINED);
        assertThat(next().result()).isEqualTo(Result.OVERLOAD);
        assertThat(refusal(client, broken)).isEqualTo(TftpError.NOT_DEFINED);
        assertThat(next().result()).isEqualTo(Result.INTERNAL);
        assertThat(refusal(client, busy)).isEqualTo(TftpError.NOT_DEFINED);
        assertThat(next().result()).isEqualTo(Result.OVERLOAD);
        assertThat(refusal(client, faulty)).isEqualTo(TftpError.NOT_DEFINED);
        assertThat(next().result()).isEqualTo(Result.INTERNAL);
        assertThat(refusal(client, strict)).isEqualTo(TftpError.ACCESS_VIOLATION);
        assertThat(next().result()).isEqualTo(Result.REFUSED);
    }

    @Test
    void answersBusyAboveItsLimits() throws Exception {
        files.put("f", random(2_000));
        TftpServer perSource = start(TftpServer.builder(FREE, source())
                .limits(AdmissionLimits.builder().transfersPerSource(1).build()));
        TftpServer global = start(TftpServer.builder(FREE, source())
                .limits(AdmissionLimits.builder().transfers(1).build()));
        for (TftpServer server : List.of(perSource, global)) {
            try (Peer first = new Peer();
                    Peer second = new Peer()) {
                assertThat(first.ask(server, request(Operation.READ, "f", TransferMode.OCTET)))
                        .isInstanceOf(Data.class);
                assertThat(second.ask(server, request(Operation.READ, "f", TransferMode.OCTET)))
                        .isEqualTo(new ErrorPacket(TftpError.NOT_DEFINED, "Busy, try again"));
                assertThat(next().result()).isEqualTo(Result.OVERLOAD);
                first.reply(new ErrorPacket(TftpError.NOT_DEFINED, "enough"));
                assertThat(next().result()).isEqualTo(Result.CLIENT_ERROR);
                assertThat(second.ask(server, request(Operation.READ, "f", TransferMode.OCTET)))
                        .isInstanceOf(Data.class);
                second.reply(new ErrorPacket(TftpError.NOT_DEFINED, "enough"));
                assertThat(next().result()).isEqualTo(Result.CLIENT_ERROR);
            }
        }
    }

    @Test
    void opensNoSecondTransferForARepeatedRequest() throws Exception {
        files.put("f", random(2_000));
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer peer = new Peer()) {
            Request request = request(Operation.READ, "f", TransferMode.OCTET);
            peer.ask(server, request);
            InetSocketAddress port = peer.from;
            peer.ask(server, request);

            assertThat(peer.from).isEqualTo(port);
            assertThat(port.getPort()).isNotEqualTo(server.address().getPort());
        }
    }

    @Test
    void answersStraysWithError5AndGoesOn() throws Exception {
        files.put("f", random(600));
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer peer = new Peer();
                Peer stray = new Peer()) {
            peer.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            stray.send(peer.from, new Ack(1).encode());
            assertError(stray.receive(), 5);
            stray.send(peer.from, new ErrorPacket(TftpError.NOT_DEFINED, "kill").encode());
            assertThat(stray.silent()).isTrue();

            peer.reply(new Ack(1));
            assertThat(((Data) peer.receive()).block()).isEqualTo(2);
            peer.reply(new Ack(2));
        }
        assertThat(next().result()).isEqualTo(Result.DONE);
    }

    /** Whoever answers everything would answer an ERROR too, and so on (tftp 9). */
    @Test
    void answersNothingThatComesFromAServicesPort() throws Exception {
        files.put("f", random(600));
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer peer = new Peer();
                Peer echo = atThePortOfEcho()) {
            peer.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            echo.send(peer.from, new Ack(1).encode());
            assertThat(echo.silent()).isTrue();
            echo.send(
                    server.address(),
                    request(Operation.READ, "f", TransferMode.OCTET).encode());
            assertThat(echo.silent()).isTrue();

            peer.reply(new Ack(1));
            assertThat(((Data) peer.receive()).block()).isEqualTo(2);
        }
    }

    private static Peer atThePortOfEcho() {
        int host = ThreadLocalRandom.current().nextInt(1, 255); // no other test is there
        try {
            return new Peer(new InetSocketAddress("127.77.7." + host, 7));
        } catch (IOException e) {
            return Assumptions.abort("the port of the echo service cannot be bound here: " + e.getMessage());
        }
    }

    @Test
    void reportsAMissingLastAckAndASilentClient() throws Exception {
        files.put("f", random(100));
        TftpServer server = start(TftpServer.builder(FREE, source()).retries(HASTY));
        try (Peer peer = new Peer()) {
            peer.ask(
                    server,
                    new Request(Operation.READ, "f", TransferMode.OCTET, List.of(new TftpOption("BLKSIZE", "99"))));
            peer.reply(new Ack(0));
            peer.receive();
            peer.reply(new Ack(1));
            TransferReport report = next();
            assertThat(report.result()).isEqualTo(Result.LAST_ACK_MISSING);
            assertThat(report.retransmissions()).isEqualTo(5);
            assertThat(report.bytes()).isEqualTo(99);
        }
        try (Peer peer = new Peer()) {
            peer.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            TransferReport report = next();
            assertThat(report.result()).isEqualTo(Result.TIMEOUT);
            assertThat(report.retransmissions()).isEqualTo(2);
        }
    }

    @Test
    void endsRunningTransfersAndItsThreadWhenItIsClosed() throws Exception {
        files.put("f", random(2_000));
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer peer = new Peer()) {
            peer.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            server.close();
            server.close();
            assertError(peer.receive(), 0);
        }
        assertThat(next().result()).isEqualTo(Result.INTERNAL);
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.startsWith("emcc-tftp-server")))
                .isEmpty();
    }

    @Test
    void goesOnWhenTheSourceOrTheListenerEndsInAnError() {
        TftpServer server = start(TftpServer.builder(FREE, asked -> {
                    throw new AssertionError("an error of the source, on purpose");
                })
                .listener(new TransferListener() {
                    @Override
                    public void ended(TransferReport report) {
                        throw new AssertionError("an error of the listener, on purpose");
                    }
                }));
        TftpClient client = client();
        FetchOutcome refused = new FetchOutcome.Refused(TftpError.NOT_DEFINED, "Internal error, try again");
        assertThat(client.fetch(server.address(), "f")).isEqualTo(refused);
        assertThat(client.fetch(server.address(), "f")).isEqualTo(refused);
    }

    @Test
    void convertsNoLargeFileToText() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, source()));
        TftpClient client = client();
        files.put("f", new byte[(1 << 20) + 1]);
        assertThat(client.fetch(server.address(), "f", TransferMode.NETASCII, TransferOptions.none()))
                .isEqualTo(new FetchOutcome.Refused(TftpError.NOT_DEFINED, "Too large for netascii, use octet"));
        assertThat(next().result()).isEqualTo(Result.REFUSED);
        assertThat(server.counters().toMap()).containsEntry("RequestsInProgress", 0L);
    }

    @Test
    void closesWithAnyGrace() {
        TftpServer server = start(TftpServer.builder(FREE, source()));
        server.close(Duration.ofSeconds(Long.MAX_VALUE)); // there is nothing to wait for
        assertThat(server.counters().toMap()).containsEntry("RequestsInProgress", 0L);
    }

    @Test
    void letsRunningTransfersEndWhenItIsClosedWithGrace() throws Exception {
        files.put("f", random(600));
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer running = new Peer();
                Peer late = new Peer()) {
            running.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            CompletableFuture<Void> closed = CompletableFuture.runAsync(() -> server.close(Duration.ofMinutes(1)));
            TftpPacket answer = late.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            while (answer instanceof Data) { // until the other thread has got to it
                late.reply(new ErrorPacket(TftpError.NOT_DEFINED, "enough"));
                assertThat(next().result()).isEqualTo(Result.CLIENT_ERROR);
                answer = late.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            }
            assertThat(answer).isEqualTo(new ErrorPacket(TftpError.NOT_DEFINED, "Shutting down"));
            assertThat(next().result()).isEqualTo(Result.OVERLOAD);
            assertThat(closed).isNotDone();

            running.reply(new Ack(1));
            assertThat(((Data) running.receive()).block()).isEqualTo(2);
            running.reply(new Ack(2));
            assertThat(next().result()).isEqualTo(Result.DONE);
            closed.get(20, TimeUnit.SECONDS);
        }
        assertThat(server.counters().requestsInProgress()).isZero();
    }

    @Test
    void cutsTransfersOffWithError0WhenTheGraceIsOver() throws Exception {
        files.put("f", random(600));
        TftpServer server = start(TftpServer.builder(FREE, source()));
        try (Peer peer = new Peer()) {
            peer.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            server.close(Duration.ofMillis(20));
            assertThat(peer.receive()).isEqualTo(new ErrorPacket(TftpError.NOT_DEFINED, "Shutting down"));
            server.close(Duration.ofDays(1));
        }
        assertThat(next().result()).isEqualTo(Result.INTERNAL);
        assertThatThrownBy(() -> server.close(Duration.ofMillis(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void countsByTheProductsNames() throws Exception {
        files.put("f", random(1_000));
        TftpServer server = start(TftpServer.builder(FREE, source())
                .limits(AdmissionLimits.builder().transfers(1).build()));
        fetched(client(), server, "f");
        assertThat(next().result()).isEqualTo(Result.DONE);
        try (Peer running = new Peer();
                Peer peer = new Peer()) {
            running.ask(server, request(Operation.READ, "f", TransferMode.OCTET));
            running.ask(server, request(Operation.READ, "f", TransferMode.OCTET)); // sent again, not a second request
            peer.ask(server, request(Operation.READ, "f", TransferMode.OCTET)); // busy
            assertThat(server.counters().requestsInProgress()).isEqualTo(1);
            running.reply(new ErrorPacket(TftpError.NOT_DEFINED, "enough"));
            assertThat(next().result()).isEqualTo(Result.OVERLOAD);
            assertThat(next().result()).isEqualTo(Result.CLIENT_ERROR);
            peer.ask(server, request(Operation.READ, "nowhere", TransferMode.OCTET));
            peer.ask(server, request(Operation.WRITE, "f", TransferMode.OCTET));
            peer.ask(server, "\0\1f\0octet".getBytes(US_ASCII));
        }
        assertThat(next().result()).isEqualTo(Result.NOT_FOUND);
        assertThat(next().result()).isEqualTo(Result.REFUSED);
        assertThat(next().result()).isEqualTo(Result.REFUSED);
        assertThat(server.counters().toMap())
                .containsExactly(
                        entry("Requests", 6L),
                        entry("RequestsInProgress", 0L),
                        entry("RequestsProcessed", 1L),
                        entry("RequestsNotFound", 1L),
                        entry("RequestsOverflow", 1L),
                        entry("RequestsAborted", 3L),
                        entry("SegmentsSent", 4L),
                        entry("SegmentsAcknowledged", 2L),
                        entry("MaxServingCount", 1L));
    }

    @Test
    void tellsOfAFileBeforeItIsSent() throws Exception {
        files.put("t", "one\ntwo\n".getBytes(US_ASCII));
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        TftpServer server = TftpServer.builder(FREE, source())
                .listener(new TransferListener() {
                    @Override
                    public void started(TransferStart start) {
                        events.add("start " + start.name() + " " + start.size() + " "
                                + start.options().transferSize().orElse(-1));
                    }

                    @Override
                    public void ended(TransferReport report) {
                        events.add(report.result() + " " + report.name() + " " + report.bytes());
                    }
                })
                .start();
        open.add(server);
        TftpClient client = client();
        client.fetch(server.address(), "nowhere");
        client.fetch(
                server.address(),
                "t",
                TransferMode.NETASCII,
                TransferOptions.builder().transferSize(0).build());

        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("NOT_FOUND nowhere 0");
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("start t 8 10");
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo("DONE t 10");
    }

    @Test
    void servesOverIpv6() throws Exception {
        files.put("f", random(1_000));
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        InetSocketAddress six = new InetSocketAddress(InetAddress.getByAddress(loopback), 0);
        try (DatagramSocket probe = new DatagramSocket(null)) {
            probe.bind(six);
        } catch (IOException e) {
            assumeTrue(false, "there is no IPv6 here");
        }
        assertThat(fetched(client(), start(TftpServer.builder(six, source())), "f"))
                .isEqualTo(files.get("f"));
    }

    @Test
    void aListenerThatFailsChangesNothing() {
        files.put("f", random(100));
        TftpServer server = TftpServer.builder(FREE, source())
                .listener(new TransferListener() {
                    @Override
                    public void ended(TransferReport report) {
                        throw new IllegalStateException("planted");
                    }

                    @Override
                    public void started(TransferStart start) {
                        throw new IllegalStateException("planted");
                    }
                })
                .start();
        open.add(server);

        assertThat(fetched(client(), server, "f")).hasSize(100);
        assertThat(fetched(client(), server, "f")).hasSize(100);
    }

    @Test
    void goesOnServingAfterAnyGarbage() throws Exception {
        files.put("f", random(100));
        TftpServer server = start(TftpServer.builder(FREE, source())
                .retries(HASTY)
                .limits(AdmissionLimits.builder()
                        .transfersPerSource(500)
                        .unproven(500)
                        .unprovenPerSource(500)
                        .build()));
        try (Peer peer = new Peer()) {
            byte[] good = request(Operation.READ, "f", TransferMode.OCTET).encode();
            for (int i = 0; i < Seeds.cases(100_000); i++) {
                RandomGenerator random = Seeds.random(Seeds.seed(), i);
                peer.send(server.address(), Mutator.mutate(good, random));
            }
        }
        assertThat(fetched(client(), server, "f")).hasSize(100);
    }

    private ContentSource source() {
        return request -> Optional.ofNullable(files.get(request.name().value()))
                .<ContentAnswer>map(bytes -> new ContentAnswer.Found(Content.of(bytes, "1")))
                .orElseGet(ContentAnswer.NotFound::new);
    }

    private TftpServer start(TftpServer.Builder builder) {
        TransferListener listener = new TransferListener() {
            @Override
            public void ended(TransferReport report) {
                reports.add(report);
            }
        };
        TftpServer server = builder.listener(listener).start();
        open.add(server);
        return server;
    }

    private TftpClient client() {
        TftpClient client = TftpClient.builder().open();
        open.add(client);
        return client;
    }

    private TransferReport next() throws InterruptedException {
        TransferReport report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        return report;
    }

    private static byte[] fetched(TftpClient client, TftpServer server, String name) {
        FetchOutcome outcome = client.fetch(server.address(), name);
        assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
        return ((FetchOutcome.Fetched) outcome).bytes();
    }

    private static TftpError refusal(TftpClient client, TftpServer server) {
        FetchOutcome outcome = client.fetch(server.address(), "f");
        assertThat(outcome).isInstanceOf(FetchOutcome.Refused.class);
        return ((FetchOutcome.Refused) outcome).code();
    }

    private static Request request(Operation operation, String name, TransferMode mode) {
        return new Request(operation, name, mode, List.of());
    }

    private static void assertError(TftpPacket packet, int code) {
        assertThat(packet)
                .isInstanceOfSatisfying(
                        ErrorPacket.class, e -> assertThat(e.code().value()).isEqualTo(code));
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        Seeds.random(Seeds.seed(), size).nextBytes(bytes);
        return bytes;
    }
}
