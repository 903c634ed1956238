package org.emcc.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.registration.DeviceAdmission;
import org.emcc.sip.registration.Registrar;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.Wire;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener over streams grants strangers, byte by byte. */
class StreamBoundsTest {
    private static final String MESSAGE = "OPTIONS sip:h SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK1\r\n"
            + "From: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nContent-Length: 4\r\n\r\nbody";

    private final ManualTime time = new ManualTime();
    private final Arrivals arrivals = new Arrivals(time);
    private final List<Socket> sockets = new ArrayList<>();
    private Carrier carrier;

    private void open(StreamLimits limits) throws IOException {
        carrier = SipTransport.tcp(limits)
                .open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), true, arrivals);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        if (carrier != null) {
            carrier.close();
        }
    }

    private Socket connect() throws IOException {
        Socket socket =
                new Socket(carrier.address().getAddress(), carrier.address().getPort());
        socket.setSoTimeout(Wire.PATIENCE);
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Reads to the end, whichever form the end has. */
    private static boolean ends(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void splitAndCoalescedMessagesAreTheSame() throws Exception {
        open(StreamLimits.standard());
        Socket socket = connect();
        for (byte one : MESSAGE.getBytes(StandardCharsets.UTF_8)) {
            socket.getOutputStream().write(one);
            socket.getOutputStream().flush();
        }
        byte[] whole = arrivals.next().message().encode();
        assertThat(whole).isEqualTo(MESSAGE.getBytes(StandardCharsets.UTF_8));
        write(socket, MESSAGE.repeat(500) + "\r\n" + MESSAGE.substring(0, 50));
        write(socket, MESSAGE.substring(50));
        for (int i = 0; i < 501; i++) {
            assertThat(arrivals.next().message().encode()).isEqualTo(whole);
        }
    }

    @Test
    void aPingIsAnswered() throws Exception {
        open(StreamLimits.standard());
        Socket socket = connect();
        write(socket, MESSAGE);
        assertThat(arrivals.next().isClosing()).isFalse();
        write(socket, "\r\n\r\n");
        assertThat(socket.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        write(socket, MESSAGE + "\r\n\r\n");
        assertThat(socket.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        assertThat(arrivals.next().isClosing()).isFalse();
        assertThat(arrivals.isEmpty()).isTrue();
    }

    /** Slowloris: now and then a byte, or a ping, and never a message. */
    @Test
    void aFirstMessageMustComeInTime() throws Exception {
        open(StreamLimits.builder().firstMessage(Duration.ofSeconds(20)).build());
        Socket slow = connect();
        Socket pings = connect();
        Socket good = connect();
        write(good, MESSAGE);
        arrivals.next();
        for (int i = 0; i < 19; i++) {
            write(slow, MESSAGE.substring(i, i + 1));
            write(pings, "\r\n\r\n");
            write(good, MESSAGE);
            assertThat(arrivals.next().isClosing()).isFalse();
            time.advance(Duration.ofSeconds(1));
        }
        assertThat(arrivals.isEmpty()).isTrue();
        time.advance(Duration.ofSeconds(1));
        assertThat(ends(slow)).isTrue();
        assertThat(ends(pings)).isTrue();
        assertThat(List.of(arrivals.next().why(), arrivals.next().why())).containsOnly("No message came in time.");
        write(good, MESSAGE);
        assertThat(arrivals.next().isClosing()).isFalse();
    }

    @Test
    void everyMessageMustBeCompleteInTime() throws Exception {
        open(StreamLimits.builder().message(Duration.ofSeconds(5)).build());
        Socket socket = connect();
        write(socket, MESSAGE + MESSAGE.substring(0, 60));
        assertThat(arrivals.next().isClosing()).isFalse();
        write(socket, MESSAGE.substring(60));
        assertThat(arrivals.next().isClosing()).as("the second is complete").isFalse();
        time.advance(Duration.ofMinutes(5));
        write(socket, MESSAGE + MESSAGE.substring(0, 60));
        assertThat(arrivals.next().isClosing()).isFalse();
        settle();
        time.advance(Duration.ofSeconds(5));
        assertThat(ends(socket)).isTrue();
        assertThat(arrivals.next().why()).isEqualTo("A message was not complete in time.");
    }

    /** Until all that was written before is read: a connection that comes later is served later. */
    private void settle() throws Exception {
        Socket other = connect();
        write(other, MESSAGE);
        assertThat(arrivals.next().isClosing()).isFalse();
    }

    @Test
    void silenceEndsAndPingsDoNot() throws Exception {
        open(StreamLimits.builder().idle(Duration.ofMinutes(3)).build());
        Socket silent = connect();
        Socket alive = connect();
        write(silent, MESSAGE);
        write(alive, MESSAGE);
        arrivals.next();
        arrivals.next();
        for (int minute = 0; minute < 3; minute++) {
            time.advance(Duration.ofMinutes(1));
            write(alive, "\r\n\r\n");
            assertThat(alive.getInputStream().readNBytes(2)).hasSize(2);
        }
        assertThat(ends(silent)).isTrue();
        assertThat(arrivals.next().why()).isEqualTo("The other side was silent for too long.");
        time.advance(Duration.ofMinutes(2));
        write(alive, MESSAGE);
        assertThat(arrivals.next().isClosing()).isFalse();
    }

    @Test
    void oneConnectionTooManyIsClosed() throws Exception {
        open(StreamLimits.builder().connectionsPerSource(3).build());
        List<Socket> taken = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            taken.add(connect());
            write(taken.get(i), MESSAGE);
            arrivals.next();
        }
        assertThat(ends(connect())).isTrue();
        taken.get(0).close();
        assertThat(arrivals.next().isClosing()).isTrue();
        Socket next = connect();
        write(next, MESSAGE);
        assertThat(arrivals.next().isClosing()).as("a place is free again").isFalse();
        carrier.close();
        open(StreamLimits.builder().connections(1).build());
        Socket only = connect();
        write(only, MESSAGE);
        arrivals.next();
        assertThat(ends(connect())).isTrue();
    }

    @Test
    void whoNeverReadsIsClosed() throws Exception {
        open(StreamLimits.standard());
        Socket socket = connect();
        write(socket, MESSAGE);
        Flow flow = arrivals.next().flow();
        byte[] answer = new byte[50_000];
        int sent = 0;
        while (flow.whyClosed().isEmpty() && sent < 10_000) {
            flow.send(answer);
            sent++;
        }
        assertThat(flow.whyClosed()).contains("The other side does not read what it is sent.");
        assertThat(arrivals.next().isClosing()).isTrue();
        assertThat(sent).as("what the sockets hold, and no more").isLessThan(1_000);
    }

    @Test
    void closingInTheMiddleTellsOnce() throws Exception {
        open(StreamLimits.standard());
        Socket socket = connect();
        write(socket, MESSAGE + MESSAGE.substring(0, 100));
        arrivals.next();
        socket.close();
        assertThat(arrivals.next().isClosing()).isTrue();
        Socket reset = connect();
        write(reset, MESSAGE);
        arrivals.next();
        reset.setSoLinger(true, 0);
        reset.close();
        assertThat(arrivals.next().isClosing()).isTrue();
        carrier.close();
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(time.waiting()).isZero();
    }

    /** It wrote all and closed its half: what it asked is still answered. */
    @Test
    void aHalfClosedPeerIsAnswered() throws Exception {
        try (Registrar registrar = Registrar.builder(device -> DeviceAdmission.Verdict.ADMITTED)
                .transport(SipTransport.tcp())
                .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            open(StreamLimits.standard());
            try (Socket socket = new Socket(
                    registrar.address().getAddress(), registrar.address().getPort())) {
                socket.setSoTimeout(Wire.PATIENCE);
                write(socket, MESSAGE.repeat(50));
                socket.shutdownOutput();
                String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(all.split("SIP/2.0 405", -1)).hasSize(51);
            }
        }
    }

    /** What it goes on to send is thrown away until it has seen why: a reset could overtake the answer. */
    @Test
    void theLastAnswerIsNotLostInAReset() throws Exception {
        open(StreamLimits.standard());
        Socket socket = connect();
        write(socket, MESSAGE.replace("Content-Length: 4\r\n", "") + "x".repeat(1_000_000));
        socket.shutdownOutput();
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(all).startsWith("SIP/2.0 400 Bad Request\r\n");
        assertThat(arrivals.next().why()).contains("Content-Length");
    }

    /** Whatever comes: a message is told, or the connection is closed, and the next one is served. */
    @Test
    void outlivesHostileBytes() throws Exception {
        open(StreamLimits.builder().connectionsPerSource(10_000).build());
        int cases = Seeds.cases(10_000);
        int closed = 0;
        byte[] seed = MESSAGE.repeat(3).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] bytes = Mutator.mutate(seed, random);
            try (Socket socket =
                    new Socket(carrier.address().getAddress(), carrier.address().getPort())) {
                int cut = bytes.length == 0 ? 0 : random.nextInt(bytes.length);
                socket.getOutputStream().write(Arrays.copyOf(bytes, cut));
                socket.getOutputStream().flush();
                socket.getOutputStream().write(bytes, cut, bytes.length - cut);
                socket.shutdownOutput();
            } catch (SocketException e) {
                // The other side has seen enough: so it may.
                assertThat(bytes).isNotEmpty();
            }
            Arrivals.Arrival arrival = arrivals.next();
            while (!arrival.isClosing()) {
                assertThat(SipMessage.decode(arrival.message().encode()).value())
                        .as("seed " + Seeds.seed() + ", case " + i)
                        .isPresent();
                arrival = arrivals.next();
            }
            closed++;
        }
        assertThat(closed).isEqualTo(cases);
        carrier.close();
        assertThat(arrivals.isEmpty()).isTrue();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aBodyThatIsTooLongIsRefused() throws Exception {
        open(StreamLimits.standard());
        Socket socket = connect();
        String most = MESSAGE.replace("Content-Length: 4\r\n\r\nbody", "Content-Length: 65536\r\n\r\n");
        write(socket, most + "x".repeat(65_536));
        assertThat(arrivals.next().message().body()).hasSize(65_536);
        write(socket, most.replace("65536", "65537") + "x".repeat(100));
        socket.shutdownOutput();
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(all).startsWith("SIP/2.0 513 Message Too Large\r\n").contains("at most 65536 bytes");
        assertThat(arrivals.next().isClosing()).isTrue();
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> StreamLimits.builder().body(SipMessage.MAX_BODY + 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(StreamLimits.builder().body(7).build().body()).isEqualTo(7);
        assertThatThrownBy(() -> StreamLimits.builder().connections(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StreamLimits.builder().idle(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        StreamLimits limits = StreamLimits.standard();
        assertThat(limits.connections()).isEqualTo(100_000);
        assertThat(limits.connectionsPerSource()).isEqualTo(1_000);
        assertThat(limits.body()).isEqualTo(65_536);
        assertThat(limits.waitingBytes()).isEqualTo(65_536);
        assertThat(limits.firstMessage()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.message()).isEqualTo(Duration.ofSeconds(30));
        assertThat(limits.idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.connect()).isEqualTo(Duration.ofSeconds(8));
    }
}
