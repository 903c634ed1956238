package org.emcc.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.ServingLimits;
import org.emcc.tftp.protocol.TftpError;
import org.emcc.tftp.protocol.TftpOption;
import org.emcc.tftp.protocol.TftpPacket;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.OptionAck;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;
import org.emcc.tftp.server.TransferReport.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From which ports the server answers, how many it takes, and how large its packets are. */
@Timeout(60)
class TransferPortsTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final ErrorPacket BUSY = new ErrorPacket(TftpError.NOT_DEFINED, "Busy, try again");
    private static final ErrorPacket ENOUGH = new ErrorPacket(TftpError.NOT_DEFINED, "enough");
    private static final byte[] FILE = new byte[700];
    private static final ContentSource SOURCE = request -> new ContentAnswer.Found(Content.of(FILE, "1"));

    private final BlockingQueue<TransferReport> reports = new LinkedBlockingQueue<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
    }

    @Test
    void servesManyClientsThroughASinglePort() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE)
                .ports(TransferPorts.single())
                .serving(ServingLimits.standard())
                .limits(AdmissionLimits.builder()
                        .transfersPerSource(100)
                        .unprovenPerSource(100)
                        .build()));
        TftpClient client = TftpClient.builder().open();
        open.add(client);
        TransferOptions options =
                TransferOptions.builder().blockSize(64).windowSize(3).build();
        List<CompletableFuture<FetchOutcome>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(client.fetchAsync(server.address(), "f" + i, TransferMode.OCTET, options));
        }
        for (CompletableFuture<FetchOutcome> one : all) {
            assertThat(((FetchOutcome.Fetched) one.join()).bytes()).isEqualTo(FILE);
        }
        try (Peer peer = new Peer();
                Peer stray = new Peer()) {
            peer.ask(server, request("f"));
            assertThat(peer.from).isEqualTo(server.address());
            stray.send(server.address(), new Ack(1).encode());
            assertThat(stray.silent()).isTrue(); // an ERROR to what answers nothing could go round and round
            peer.reply(new Ack(1));
            assertThat(((Data) peer.receive()).block()).isEqualTo(2);
        }
    }

    @Test
    void endsAnOlderTransferWhenItsClientAsksForSomethingElseFromTheSamePort() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE).ports(TransferPorts.single()));
        try (Peer peer = new Peer()) {
            peer.ask(server, request("f"));
            assertThat(peer.ask(server, request("g"))).isInstanceOf(Data.class);
            assertThat(next()).isEqualTo(Result.CLIENT_ERROR);
            peer.reply(new Ack(1));
            peer.receive();
            peer.reply(new Ack(2));
            assertThat(next()).isEqualTo(Result.DONE);
        }
        assertThat(server.counters().requestsInProgress()).isZero();
    }

    @Test
    void staysWithinItsRangeAndIsBusyWhenThatIsTaken() throws Exception {
        int first = freeRun(3);
        TransferPorts range = TransferPorts.range(first, first + 2);
        TftpServer server = start(TftpServer.builder(FREE, SOURCE).ports(range));
        try (DatagramSocket others = new DatagramSocket(first + 1, InetAddress.getLoopbackAddress());
                Peer one = new Peer();
                Peer two = new Peer();
                Peer three = new Peer()) {
            assertThat(one.ask(server, request("f"))).isInstanceOf(Data.class);
            assertThat(two.ask(server, request("f"))).isInstanceOf(Data.class);
            assertThat(List.of(one.from.getPort(), two.from.getPort()))
                    .as("without %s, which is another's", others.getLocalPort())
                    .containsExactlyInAnyOrder(first, first + 2);
            assertThat(three.ask(server, request("f"))).isEqualTo(BUSY);
            assertThat(next()).isEqualTo(Result.OVERLOAD);
            for (int i = 0; i < 4; i++) { // round and round the range
                assertThat(three.ask(server, request("f" + i))).isEqualTo(BUSY);
                assertThat(next()).isEqualTo(Result.OVERLOAD);
            }
            int freed = one.from.getPort();
            one.reply(ENOUGH);
            assertThat(next()).isEqualTo(Result.CLIENT_ERROR);
            assertThat(three.ask(server, request("f"))).isInstanceOf(Data.class);
            assertThat(three.from.getPort()).isEqualTo(freed);
        }
    }

    @Test
    void usesOneOfManyPortsAgainAndNotOneOfTheLast() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE));
        List<Integer> seen = new ArrayList<>();
        try (Peer peer = new Peer()) {
            for (int i = 0; i < 300; i++) {
                peer.ask(server, request("f" + i));
                seen.add(peer.from.getPort());
                peer.reply(ENOUGH);
                assertThat(next()).isEqualTo(Result.CLIENT_ERROR);
            }
            assertThat(new HashSet<>(seen)).hasSize(64);
            for (int i = 16; i < seen.size(); i++) {
                assertThat(seen.subList(i - 16, i)).doesNotContain(seen.get(i));
            }
            List<Integer> turns = seen.subList(64, 128);
            assertThat(seen.subList(128, 192))
                    .as("which comes next is by chance")
                    .isNotEqualTo(turns);
        }
    }

    /** Whoever can guess a port can acknowledge for another, to whom much is sent then. */
    @Test
    void sendsMuchForOneAcknowledgementOnlyFromAPortThatNobodyKnows() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE));
        Set<Integer> known = new HashSet<>();
        try (Peer peer = new Peer()) {
            for (int i = 0; i < 100; i++) {
                peer.ask(server, request("f" + i));
                known.add(peer.from.getPort());
                peer.reply(ENOUGH);
                assertThat(next()).isEqualTo(Result.CLIENT_ERROR);
            }
            for (TftpOption much : List.of(new TftpOption("blksize", "1469"), new TftpOption("windowsize", "2"))) {
                for (int i = 0; i < 10; i++) {
                    peer.ask(server, request("g" + i, much));
                    assertThat(known).doesNotContain(peer.from.getPort());
                    known.add(peer.from.getPort());
                    peer.reply(ENOUGH);
                    assertThat(next()).isEqualTo(Result.CLIENT_ERROR);
                }
            }
            peer.ask(server, request("h", new TftpOption("blksize", "1468")));
            assertThat(known).contains(peer.from.getPort());
        }
        TftpServer single = start(TftpServer.builder(FREE, SOURCE).ports(TransferPorts.single()));
        try (Peer peer = new Peer()) {
            OptionAck granted = (OptionAck) peer.ask(
                    single, request("f", new TftpOption("blksize", "9000"), new TftpOption("windowsize", "9")));
            assertThat(granted.options())
                    .containsExactly(new TftpOption("blksize", "1468"), new TftpOption("windowsize", "1"));
        }
    }

    @Test
    void letsATransferGiveWayWhoseClientHasHadItsTime() throws Exception {
        RetryPolicy patient = RetryPolicy.builder()
                .intervals(Duration.ofMillis(300), Duration.ofMinutes(10))
                .build();
        TftpServer server = start(TftpServer.builder(FREE, SOURCE)
                .retries(patient)
                .limits(AdmissionLimits.builder()
                        .transfersPerSource(2)
                        .errorsPerSecondPerSource(1_000_000)
                        .build()));
        try (Peer forged = new Peer();
                Peer honest = new Peer()) {
            forged.ask(server, request("f", new TftpOption("timeout", "255")));
            TftpPacket answer = honest.ask(server, request("f"));
            while (answer.equals(BUSY)) {
                assertThat(next()).isEqualTo(Result.OVERLOAD);
                answer = honest.ask(server, request("f"));
            }
            assertThat(next()).isEqualTo(Result.TIMEOUT);
            assertThat(answer).isInstanceOf(Data.class);
            honest.reply(new Ack(1));
            honest.receive();
            honest.reply(new Ack(2));
            assertThat(next()).isEqualTo(Result.DONE);
        }
    }

    @Test
    void failsTheRequestWhenThePathMtuFails() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE)
                .pathMtu(client -> {
                    throw new IllegalStateException("planted");
                })
                .limits(AdmissionLimits.builder().transfers(1).build()));
        try (Peer peer = new Peer()) {
            for (int i = 0; i < 3; i++) {
                assertThat(peer.ask(server, request("f")))
                        .isEqualTo(new ErrorPacket(TftpError.NOT_DEFINED, "Internal error, try again"));
                assertThat(next()).isEqualTo(Result.INTERNAL);
            }
        }
        assertThat(server.counters().requestsInProgress()).isZero();
    }

    @Test
    void endsItsThreadAtOnceHoweverBusyItWaits() throws Exception {
        for (int i = 0; i < 200; i++) {
            TftpServer server = start(TftpServer.builder(FREE, SOURCE).busyWait(Duration.ofMillis(1)));
            try (Peer peer = new Peer()) {
                peer.ask(server, request("f"));
                server.close();
                peer.receive();
            }
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("emcc-tftp-server")))
                .isEmpty();
    }

    @Test
    void dropsWhatComesToAPortThatRests() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE));
        try (Peer peer = new Peer()) {
            peer.ask(server, request("f"));
            peer.reply(new Ack(1));
            peer.receive();
            peer.reply(new Ack(2));
            assertThat(next()).isEqualTo(Result.DONE);
            peer.reply(new Ack(2));
            peer.reply(new Ack(1));
            assertThat(peer.silent()).isTrue();
        }
    }

    @Test
    void limitsTransfersWithClientsThatMayNotExist() throws Exception {
        TftpServer perSource = start(TftpServer.builder(FREE, SOURCE)
                .limits(AdmissionLimits.builder().unprovenPerSource(1).build()));
        TftpServer global = start(TftpServer.builder(FREE, SOURCE)
                .limits(AdmissionLimits.builder().unproven(1).build()));
        for (TftpServer server : List.of(perSource, global)) {
            try (Peer one = new Peer();
                    Peer two = new Peer();
                    Peer three = new Peer()) {
                assertThat(one.ask(server, request("f"))).isInstanceOf(Data.class);
                assertThat(two.ask(server, request("f"))).isEqualTo(BUSY);
                one.reply(new Ack(1));
                assertThat(((Data) one.receive()).block()).isEqualTo(2);
                assertThat(two.ask(server, request("f"))).isInstanceOf(Data.class);
                two.reply(ENOUGH); // never proven, and its place is free all the same
                one.reply(new Ack(2));
                List<Result> ends = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    ends.add(next());
                }
                assertThat(ends).containsExactlyInAnyOrder(Result.OVERLOAD, Result.CLIENT_ERROR, Result.DONE);
                assertThat(three.ask(server, request("f"))).isInstanceOf(Data.class);
                three.reply(ENOUGH);
                assertThat(next()).isEqualTo(Result.CLIENT_ERROR);
            }
        }
    }

    @Test
    void grantsNoLargerBlocksThanFitIntoAPacket() throws Exception {
        assertThat(granted(PathMtu.of(1_500), 9_000)).isEqualTo(1_468);
        assertThat(granted(PathMtu.of(1_500), 1_400)).isEqualTo(1_400);
        assertThat(granted(PathMtu.unlimited(), 9_000)).isEqualTo(9_000);
        assertThat(granted(client -> OptionalInt.of(5), 9_000)).isEqualTo(8);
        assertThat(granted(PathMtu.ofInterface(FREE.getAddress()), 65_464)).isGreaterThan(1_000);
    }

    @Test
    void knowsTheRoomInAPacket() throws Exception {
        InetAddress nowhere = InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, 1});
        assertThatThrownBy(() -> PathMtu.ofInterface(nowhere)).isInstanceOf(IllegalArgumentException.class);
        PathMtu any = PathMtu.ofInterface(new InetSocketAddress(0).getAddress());
        assertThat(any.bytes(FREE.getAddress())).isEmpty();
        assertThat(any.bytes(InetAddress.getByAddress(new byte[] {10, 0, 0, 1})))
                .isPresent();
        assertThatThrownBy(() -> PathMtu.of(575)).hasMessageContaining("MTU");
    }

    @Test
    void refusesWhatIsNoRangeAndNoBusyWait() {
        assertThatThrownBy(() -> TransferPorts.range(0, 5)).hasMessageContaining("first transfer port");
        assertThatThrownBy(() -> TransferPorts.range(7, 6)).hasMessageContaining("last transfer port");
        assertThat(TransferPorts.range(7, 9)).hasToString("TransferPorts[7 to 9]");
        assertThat(TransferPorts.single()).hasToString("TransferPorts[single]");
        assertThat(TransferPorts.any()).hasToString("TransferPorts[any]");
        TftpServer.Builder builder = TftpServer.builder(FREE, SOURCE);
        assertThatThrownBy(() -> builder.busyWait(Duration.ofMillis(2))).hasMessageContaining("busy wait");
        assertThatThrownBy(() -> builder.busyWait(Duration.ofNanos(-1))).hasMessageContaining("busy wait");
    }

    @Test
    void servesWithoutBusyWait() throws Exception {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE).busyWait(Duration.ZERO));
        try (Peer peer = new Peer()) {
            assertThat(peer.ask(server, request("f"))).isInstanceOf(Data.class);
            peer.reply(new Ack(1));
            assertThat(peer.receive()).isInstanceOf(Data.class);
        }
    }

    private int granted(PathMtu mtu, int asked) throws IOException {
        TftpServer server = start(TftpServer.builder(FREE, SOURCE).pathMtu(mtu).serving(new ServingLimits(65_464, 1)));
        try (Peer peer = new Peer()) {
            TftpPacket answer = peer.ask(
                    server,
                    new Request(
                            TftpPacket.Operation.READ,
                            "f",
                            TransferMode.OCTET,
                            List.of(new TftpOption("blksize", "" + asked))));
            return Integer.parseInt(((OptionAck) answer).options().get(0).value());
        }
    }

    /** Some ports in a row that are free just now. */
    private static int freeRun(int length) throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            List<DatagramSocket> taken = new ArrayList<>();
            try {
                taken.add(new DatagramSocket(FREE));
                int first = taken.get(0).getLocalPort();
                if (first + length > 65_535) {
                    continue;
                }
                for (int i = 1; i < length; i++) {
                    taken.add(new DatagramSocket(first + i, InetAddress.getLoopbackAddress()));
                }
                return first;
            } catch (IOException notFree) {
                // Another one took a number of the row; the next row is tried.
            } finally {
                taken.forEach(DatagramSocket::close);
            }
        }
        throw new IOException("no " + length + " ports in a row are free");
    }

    private static Request request(String name, TftpOption... options) {
        return new Request(TftpPacket.Operation.READ, name, TransferMode.OCTET, List.of(options));
    }

    private TftpServer start(TftpServer.Builder builder) {
        TftpServer server = builder.listener(new TransferListener() {
                    @Override
                    public void ended(TransferReport report) {
                        reports.add(report);
                    }
                })
                .start();
        open.add(server);
        return server;
    }

    private Result next() throws InterruptedException {
        TransferReport report = reports.poll(20, TimeUnit.SECONDS);
        assertThat(report).isNotNull();
        return report.result();
    }
}
