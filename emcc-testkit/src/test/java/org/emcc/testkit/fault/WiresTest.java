package org.emcc.testkit.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testkit.trace.Trace;
import org.emcc.testkit.trace.TraceEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WiresTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    /** In milliseconds; how long something is looked for that must not come. */
    private static final int NOT_COMING = 100;

    private final Trace trace = new Trace(Clock.systemUTC());
    /** Stands still until it is set, so that nothing depends on how fast the test is. */
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    /** What the wires have seen on it. */
    private final BlockingQueue<Instant> lookedAt = new LinkedBlockingQueue<>();

    private final Wires wires = Wires.open(trace, 11, new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            Instant shown = now.get();
            lookedAt.add(shown);
            return shown;
        }
    });
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        wires.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    private <T extends AutoCloseable> T opened(T each) {
        open.add(each);
        return each;
    }

    private static InetSocketAddress socket(ServiceAddress address) {
        return new InetSocketAddress(LOOPBACK, address.portOr(0));
    }

    /** A service that gives back every byte. */
    private Wire echo() throws IOException {
        return echo(wires);
    }

    private Wire echo(Wires network) throws IOException {
        ServerSocket service = opened(new ServerSocket(0, 50, LOOPBACK));
        Thread thread = new Thread(() -> {
            while (!service.isClosed()) {
                try {
                    Socket one = opened(service.accept());
                    Thread each = new Thread(() -> {
                        try (one) {
                            one.getInputStream().transferTo(one.getOutputStream());
                        } catch (IOException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
                    each.setDaemon(true);
                    each.start();
                } catch (IOException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return network.stream("A", "B", "ECHO", () -> (InetSocketAddress) service.getLocalSocketAddress());
    }

    private Socket connected(Wire wire) throws IOException {
        Socket socket = opened(new Socket());
        socket.connect(socket(wire.address()), 5_000);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static byte[] said(Socket socket, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        socket.getOutputStream().write(bytes);
        return socket.getInputStream().readNBytes(bytes.length);
    }

    private static void assertPasses(Socket socket) throws IOException {
        assertThat(said(socket, "hello")).asString().isEqualTo("hello");
    }

    private List<String> told() {
        return trace.events().stream()
                .filter(TraceEvent::amiss)
                .map(TraceEvent::what)
                .toList();
    }

    @Test
    void aStreamPassesAndItsEndToo() throws IOException {
        Socket socket = connected(echo());
        byte[] much = new byte[1_000_000];
        new java.util.Random(3).nextBytes(much);
        Thread writer = new Thread(() -> {
            try {
                socket.getOutputStream().write(much);
                socket.shutdownOutput();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        writer.start();
        assertThat(socket.getInputStream().readAllBytes()).isEqualTo(much);
        assertThat(told()).isEmpty();
    }

    @Test
    void damageTurnsOneBitOver() throws IOException {
        Wire wire = echo();
        Socket socket = connected(wire);
        wire.corrupt(1);
        byte[] got = said(socket, "hello");
        int bits = 0;
        for (int i = 0; i < got.length; i++) {
            bits += Integer.bitCount((got[i] ^ "hello".charAt(i)) & 0xFF);
        }
        assertThat(bits).isEqualTo(1);
        assertPasses(socket);
        assertThat(told()).containsExactly("ECHO wire damages what it carries");
    }

    @Test
    void aLossBreaksAConnection() throws IOException {
        Wire wire = echo().drop(1);
        Socket socket = connected(wire);
        socket.getOutputStream().write('x');
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        assertPasses(connected(wire));
        assertThat(told()).containsExactly("ECHO wire breaks a connection");
    }

    @Test
    void aPartitionHoldsWhatItCarriesUntilItIsOver() throws IOException {
        Wire wire = echo();
        Socket socket = connected(wire);
        assertPasses(socket);
        wire.partition();
        assertThat(wire.faults()).containsExactly("partition");
        Socket later = connected(wire);
        socket.getOutputStream().write('x');
        later.getOutputStream().write('y');
        socket.setSoTimeout(NOT_COMING);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        wire.clear();
        socket.setSoTimeout(10_000);
        assertThat(socket.getInputStream().read()).isEqualTo('x');
        assertThat(later.getInputStream().read()).isEqualTo('y');
        assertThat(wire.faults()).isEmpty();
    }

    @Test
    void whatRefusesResetsAndListensAgainAtThePortThatItHad() throws IOException {
        Wire wire = echo();
        ServiceAddress before = wire.address();
        Socket socket = connected(wire);
        assertPasses(socket);
        wire.refuse().refuse();
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> connected(wire)).isInstanceOf(ConnectException.class);
        wire.clear();
        assertThat(wire.address()).isEqualTo(before);
        assertPasses(connected(wire));
    }

    @Test
    void whatIsCutTakesOthers() throws IOException {
        Wire wire = echo();
        Socket socket = connected(wire);
        assertPasses(socket);
        wire.cut();
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        assertPasses(connected(wire));
    }

    /** Not how long it takes, but that it arrives whole and in order. */
    @Test
    void aLateAndSlowWireKeepsTheOrder() throws IOException {
        try (Wires others = Wires.open(trace, 11, Clock.systemUTC())) {
            Wire wire = echo(others).delay(Duration.ofMillis(5)).slow(100_000);
            Socket socket = connected(wire);
            for (int i = 0; i < 5; i++) {
                assertPasses(socket);
            }
        }
        assertThat(told()).containsExactly("ECHO wire is late by 5 ms", "ECHO wire is slow: 100000 bytes a second");
    }

    /** What is late by a minute goes on as soon as the wire is no longer late, and what comes behind it too. */
    @Test
    void whatWasHeldBackGoesOnWhenTheFaultIsOver() throws IOException {
        Wire wire = echo();
        Socket socket = connected(wire);
        assertPasses(socket);
        wire.delay(Duration.ofMinutes(1)).slow(1);
        socket.getOutputStream().write("ab".getBytes(StandardCharsets.US_ASCII));
        socket.setSoTimeout(NOT_COMING);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        wire.clear();
        socket.setSoTimeout(10_000);
        assertThat(socket.getInputStream().readNBytes(2)).asString().isEqualTo("ab");
        assertPasses(socket);
        assertThat(trace.latest(1)).extracting(TraceEvent::what).containsExactly("ECHO wire works again");
        wire.clear();
        assertThat(trace.events()).as("nothing was to be ended").hasSize(3);
    }

    @Test
    void datagramsThatWereHeldBackGoOnInTheirOrder() throws IOException {
        DatagramSocket service = datagrams();
        DatagramSocket client = datagrams();
        Wire wire = wires.datagrams("A", "B", "UDP", () -> (InetSocketAddress) service.getLocalSocketAddress());
        wire.delay(Duration.ofMinutes(1)).slow(10);
        for (String each : List.of("1", "2", "3")) {
            send(client, wire, each);
        }
        service.setSoTimeout(NOT_COMING);
        assertThatThrownBy(() -> received(service)).isInstanceOf(SocketTimeoutException.class);
        service.setSoTimeout(10_000);
        wire.clear();
        send(client, wire, "4");
        assertThat(received(service) + received(service) + received(service) + received(service))
                .isEqualTo("1234");
    }

    /** However much is sent, only so much waits. */
    @Test
    void aLateWireForDatagramsLosesWhatIsTooMuch() throws IOException {
        DatagramSocket service = datagrams();
        DatagramSocket client = datagrams();
        Wire wire = wires.datagrams("A", "B", "UDP", () -> (InetSocketAddress) service.getLocalSocketAddress());
        wire.delay(Duration.ofHours(1));
        String much = "x".repeat(60_000);
        for (int i = 0; i < 100_000 && told().size() < 2; i++) {
            send(client, wire, much);
        }
        assertThat(told())
                .containsExactly("UDP wire is late by 3600000 ms", "UDP wire loses datagrams, because too much waits");
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() throws Exception {
        DatagramSocket service = datagrams();
        DatagramSocket client = datagrams();
        now.set(Instant.EPOCH.plusSeconds(3_600));
        Wire wire = wires.datagrams("A", "B", "UDP", () -> (InetSocketAddress) service.getLocalSocketAddress());
        wire.delay(Duration.ofMillis(50));
        send(client, wire, "1");
        service.setSoTimeout(NOT_COMING);
        assertThatThrownBy(() -> received(service)).isInstanceOf(SocketTimeoutException.class);
        lookedAt.clear();
        now.set(Instant.EPOCH);
        wire.cut(); // lets the wires look at their clock, later
        while (!Instant.EPOCH.equals(lookedAt.poll(10, TimeUnit.SECONDS))) {
            // what was shown before
        }
        now.set(Instant.EPOCH.plusMillis(60));
        service.setSoTimeout(10_000);
        assertThat(received(service)).isEqualTo("1");
    }

    /** Whoever ends its faults does not give a service its power back. */
    @Test
    void aServiceWithoutPowerIsNotReachedUntilItHasPower() throws IOException {
        Wire wire = echo().powerOff();
        assertThat(wire.faults()).containsExactly("no power");
        wire.refuse().clear();
        assertThat(wire.faults()).containsExactly("no power");
        assertThatThrownBy(() -> connected(wire)).isInstanceOf(ConnectException.class);
        wire.refuse().powerOn();
        assertThatThrownBy(() -> connected(wire)).isInstanceOf(ConnectException.class);
        wire.clear();
        assertPasses(connected(wire));
    }

    /** The natural use of watchers: from a thread that records, and for what the wires themselves record. */
    @Test
    void faultsMayBeSetByAWatcher() throws IOException {
        Wire wire = echo();
        trace.when("asks", wire::partition);
        trace.record("A", "B", "asks");
        assertThat(wire.faults()).containsExactly("partition");
        wire.clear();
        trace.when("breaks a connection", () -> {
            wire.refuse().clear();
            trace.record("A", "A", "heard of it");
        });
        CountDownLatch heard = new CountDownLatch(1);
        trace.when("heard of it", heard::countDown);
        wire.drop(1);
        Socket socket = connected(wire);
        socket.getOutputStream().write('x');
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(IOException.class);
        assertThatCode(heard::await).doesNotThrowAnyException();
        assertPasses(connected(wire));
    }

    /** As the documentation of the package shows it. */
    @Test
    void wiresServeWithoutALab() throws IOException {
        ServerSocket service = opened(new ServerSocket(0, 50, LOOPBACK));
        Trace own = new Trace(Clock.systemUTC());
        try (Wires network = Wires.open(own, 7, Clock.systemUTC())) {
            Wire wire = network.stream("phone", "EM", "EM", () -> (InetSocketAddress) service.getLocalSocketAddress());
            ServiceAddress instead = wire.address();
            own.when("asks for the page", wire::cut);
            wire.delay(Duration.ofMillis(200)).dropShare(0.05);
            assertThat(instead).isNotEqualTo(address(service));
            assertThat(wire.faults()).containsExactly("drop share 0.05", "delay PT0.2S");
        }
    }

    private static ServiceAddress address(ServerSocket service) {
        return ServiceAddress.of("127.0.0.1", service.getLocalPort());
    }

    @Test
    void aServiceThatIsNotThereResets() throws IOException {
        Socket boundOnly = opened(new Socket()); // so that nobody else gets the port
        boundOnly.bind(new InetSocketAddress(LOOPBACK, 0));
        InetSocketAddress nowhere = (InetSocketAddress) boundOnly.getLocalSocketAddress();
        Wire wire = wires.stream("A", "B", "GONE", () -> nowhere);
        assertThatThrownBy(() -> connected(wire).getInputStream().read()).isInstanceOf(IOException.class);
    }

    private DatagramSocket datagrams() throws IOException {
        DatagramSocket socket = opened(new DatagramSocket(0, LOOPBACK));
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(DatagramSocket from, Wire to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        from.send(new DatagramPacket(bytes, bytes.length, socket(to.address())));
    }

    private static String received(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    @Test
    void datagramsAreLostDoubledReorderedAndDamagedByCount() throws IOException {
        DatagramSocket service = datagrams();
        DatagramSocket client = datagrams();
        Wire wire = wires.datagrams("A", "B", "UDP", () -> (InetSocketAddress) service.getLocalSocketAddress());
        wire.drop(1);
        send(client, wire, "1");
        send(client, wire, "2");
        assertThat(received(service)).isEqualTo("2");
        wire.twice(1);
        send(client, wire, "3");
        assertThat(received(service) + received(service)).isEqualTo("33");
        wire.reorder(1);
        send(client, wire, "4");
        send(client, wire, "5");
        assertThat(received(service) + received(service)).isEqualTo("54");
        wire.reorder(1);
        send(client, wire, "6");
        service.setSoTimeout(NOT_COMING);
        assertThatThrownBy(() -> received(service)).isInstanceOf(SocketTimeoutException.class);
        service.setSoTimeout(10_000);
        now.set(Instant.EPOCH.plusMillis(200));
        assertThat(received(service)).isEqualTo("6");
        wire.corrupt(1);
        send(client, wire, "7");
        assertThat(Integer.bitCount(received(service).charAt(0) ^ '7')).isEqualTo(1);
        wire.partition();
        send(client, wire, "8");
        wire.clear().refuse();
        send(client, wire, "8");
        wire.clear();
        send(client, wire, "9");
        assertThat(received(service)).isEqualTo("9");
        assertThat(told())
                .containsExactly(
                        "UDP wire loses a datagram",
                        "UDP wire doubles a datagram",
                        "UDP wire holds a datagram back",
                        "UDP wire holds a datagram back",
                        "UDP wire damages what it carries",
                        "UDP wire is cut off: nothing passes",
                        "UDP wire refuses");
        assertThat(trace.events())
                .filteredOn(event -> event.what().equals("UDP wire works again"))
                .extracting(TraceEvent::facts)
                .containsExactly(List.of("datagrams lost meanwhile: 1"), List.of("datagrams lost meanwhile: 1"));
    }

    /** The answer comes from where the question went. */
    @Test
    void datagramsFindTheWayBack() throws IOException {
        DatagramSocket service = datagrams();
        DatagramSocket client = datagrams();
        Wire wire = wires.datagrams("A", "B", "UDP", () -> (InetSocketAddress) service.getLocalSocketAddress());
        send(client, wire, "there");
        DatagramPacket packet = new DatagramPacket(new byte[100], 100);
        service.receive(packet);
        service.send(new DatagramPacket("back".getBytes(StandardCharsets.US_ASCII), 4, packet.getSocketAddress()));
        DatagramPacket answer = new DatagramPacket(new byte[100], 100);
        client.receive(answer);
        assertThat(answer.getSocketAddress()).isEqualTo(socket(wire.address()));
        assertThat(answer.getLength()).isEqualTo(4);
    }

    @Test
    void chanceFollowsFromTheSeedAndTheWire() {
        assertThat(fates(5, "A"))
                .isEqualTo(fates(5, "A"))
                .isNotEqualTo(fates(6, "A"))
                .isNotEqualTo(fates(5, "C"));
        assertThat(fates(5, "A")).contains(Wire.Fate.DROP, Wire.Fate.TWICE, Wire.Fate.CORRUPT, Wire.Fate.PASS);
    }

    private List<Wire.Fate> fates(long seed, String from) {
        try (Wires others = Wires.open(trace, seed, Clock.systemUTC())) {
            Wire wire = others.datagrams(from, "B", "UDP", () -> new InetSocketAddress(LOOPBACK, 9))
                    .dropShare(0.3)
                    .twiceShare(0.3)
                    .corruptShare(0.3);
            List<Wire.Fate> fates = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                fates.add(wire.fate());
            }
            return fates;
        }
    }

    @Test
    void whatIsWrongIsToldInOneSentence() throws IOException {
        Wire stream = echo();
        assertThatThrownBy(() -> stream.twice(1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("over TCP nothing can be doubled, and A -> B ECHO is TCP");
        assertThatThrownBy(() -> stream.reorder(1))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("over TCP nothing can be reordered, and A -> B ECHO is TCP");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.drop(-1))
                .withMessage("how many are hit must be from 0 to 1000000, but is -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.dropShare(Double.NaN))
                .withMessage("share must be from 0 to 1, but is NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.slow(0))
                .withMessage("bytes per second must be 1 or more, but are 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stream.delay(Duration.ofHours(2)))
                .withMessage("delay must be from nothing to an hour, but is PT2H");
        int taken = stream.address().portOr(0);
        assertThatThrownBy(() -> wires.stream("A", "B", "EM", () -> socket(stream.address()), taken))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("the wire A -> B EM cannot listen at TCP port " + taken + " of 127.0.0.1: ");
        DatagramSocket service = datagrams();
        assertThatThrownBy(() -> wires.tftp("A", "B", () -> socket(stream.address()), service.getLocalPort()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("the wire A -> B TFTP cannot listen at UDP port " + service.getLocalPort());
        wires.close();
        wires.close();
        assertThatIllegalStateException().isThrownBy(stream::partition).withMessage("the network is closed");
        assertThatThrownBy(() -> connected(stream)).isInstanceOf(ConnectException.class);
    }
}
