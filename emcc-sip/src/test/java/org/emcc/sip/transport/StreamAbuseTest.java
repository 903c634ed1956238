package org.emcc.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.testing.ManualTime;
import org.emcc.sip.testing.TestTls;
import org.emcc.sip.testing.Wire;
import org.emcc.sip.transport.SipTransport.ClientCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What strangers try, and what else goes wrong: the carriers outlive it, and what it costs them is bounded. */
class StreamAbuseTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final String MESSAGE = "OPTIONS sip:h SIP/2.0\r\nVia: SIP/2.0/TCP 127.0.0.1:9;branch=z9hG4bK1\r\n"
            + "From: <sip:a@h>;tag=1\r\nTo: <sip:b@h>\r\nCall-ID: c\r\nCSeq: 1 OPTIONS\r\nContent-Length: 4\r\n\r\nbody";

    /** Can be framed, and is no message. */
    private static final String GARBAGE = "OPTIONS\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    private static Path folder;

    private static TestTls tls;

    private final ManualTime time = new ManualTime();
    private final Arrivals arrivals = new Arrivals(time);
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.make(folder);
    }

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.add(resource);
        return resource;
    }

    private Carrier carrier(SipTransport transport) throws IOException {
        return opened(transport.open(ANY, true, arrivals));
    }

    private Socket connect(Carrier carrier) throws IOException {
        Socket socket = opened(
                new Socket(carrier.address().getAddress(), carrier.address().getPort()));
        socket.setSoTimeout(Wire.PATIENCE);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Until all is done that was begun before: what comes over a new connection is read in a later turn. */
    private void settle(Carrier carrier) throws Exception {
        for (int i = 0; i < 2; i++) {
            write(connect(carrier), MESSAGE);
            assertThat(arrivals.next().isClosing()).isFalse();
        }
    }

    @Test
    void aFloodOfPingsIsAnsweredOnceForEachRead() throws Exception {
        Socket socket = connect(carrier(SipTransport.tcp()));
        write(socket, MESSAGE);
        arrivals.next();
        write(socket, "\r\n".repeat(65_536) + MESSAGE);
        assertThat(arrivals.next().isClosing()).isFalse();
        socket.shutdownOutput();
        byte[] pongs = socket.getInputStream().readAllBytes();
        assertThat(pongs).as("of 32,768 pings").hasSizeBetween(2, 2_000);
    }

    @Test
    void whoHasSentNoMessageIsNotAnswered() throws Exception {
        Socket socket = connect(carrier(SipTransport.tcp()));
        write(socket, "\r\n\r\n" + GARBAGE + "\r\n\r\n");
        socket.shutdownOutput();
        assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    }

    @Test
    void whatIsNoMessageHoldsNoPlace() throws Exception {
        Carrier carrier = carrier(SipTransport.tcp());
        Socket socket = connect(carrier);
        write(socket, GARBAGE);
        settle(carrier);
        time.advance(Duration.ofSeconds(20));
        write(socket, "\r\n\r\n" + GARBAGE);
        settle(carrier);
        time.advance(Duration.ofSeconds(10));
        assertThat(arrivals.next().why()).isEqualTo("No message came in time.");
    }

    @Test
    void keyUpdatesWithoutMessagesEndTheConnection() throws Exception {
        Carrier carrier = carrier(SipTransport.tls(tls.known(), ClientCertificate.NONE));
        SSLSocket socket = (SSLSocket) opened(tls.known()
                .getSocketFactory()
                .createSocket(carrier.address().getAddress(), carrier.address().getPort()));
        socket.setEnabledProtocols(new String[] {"TLSv1.3"});
        socket.setSoTimeout(Wire.PATIENCE);
        for (int i = 0; i < 5; i++) {
            socket.startHandshake();
            for (int n = 0; n < 7; n++) {
                socket.startHandshake();
            }
            write(socket, MESSAGE);
            assertThat(arrivals.next().isClosing()).as("with messages between").isFalse();
        }
        try {
            for (int i = 0; i < 100_000 && arrivals.isEmpty(); i++) {
                socket.startHandshake();
            }
        } catch (IOException e) {
            assertThat(e).as("the carrier was faster").isNotNull();
        }
        assertThat(arrivals.next().why())
                .isEqualTo("TLS failed: more than 16 records came that carry nothing of a message.");
    }

    /** The other side of a TLS connection, step by step. */
    private final class Peer {
        private final Socket socket;
        private final TlsLayer layer;
        private final ByteArrayOutputStream plain = new ByteArrayOutputStream();

        Peer(Carrier carrier) throws IOException {
            socket = connect(carrier);
            SSLEngine engine = tls.known().createSSLEngine();
            engine.setUseClientMode(true);
            layer = new TlsLayer(engine);
            layer.begin();
            write(new byte[0]);
        }

        private boolean write(byte[] bytes) throws IOException {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            boolean more = layer.write(ByteBuffer.wrap(bytes), ByteBuffer.allocate(33_000), record -> {
                byte[] some = new byte[record.remaining()];
                record.get(some);
                out.writeBytes(some);
            });
            socket.getOutputStream().write(out.toByteArray());
            return more;
        }

        void finish() throws IOException {
            while (!layer.isReady()) {
                ByteBuffer in = ByteBuffer.allocate(65_536);
                layer.restore(in);
                int count = socket.getInputStream().read(in.array(), in.position(), in.remaining());
                if (count < 0) {
                    throw new EOFException("the other side closed the connection");
                }
                in.position(in.position() + count).flip();
                read(in);
            }
        }

        private void read(ByteBuffer in) throws IOException {
            ByteBuffer out = ByteBuffer.allocate(98_536);
            layer.read(in, out, new TlsLayer.Below() {
                @Override
                public boolean write() {
                    try {
                        return Peer.this.write(new byte[0]);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                }

                @Override
                public boolean mayWork() {
                    return true;
                }
            });
            plain.write(out.array(), 0, out.position());
        }
    }

    /** Their handshakes are done some at a time; nobody is forgotten. */
    @Test
    void manyHandshakesAtOnceTakeTurns() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger received = new AtomicInteger();
        Held held = new Held(go, received);
        Carrier carrier =
                opened(SipTransport.tls(tls.known(), ClientCertificate.NEEDED).open(ANY, true, held));
        Peer first = new Peer(carrier);
        first.finish();
        first.write(MESSAGE.getBytes(StandardCharsets.UTF_8));
        held.next();
        List<Peer> peers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            peers.add(new Peer(carrier));
        }
        go.countDown();
        for (Peer peer : peers) {
            peer.finish();
            peer.write(MESSAGE.getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 50; i++) {
            held.next();
        }
        assertThat(received).hasValue(51);
        assertThat(((StreamCarrier) carrier).turnsPutOff())
                .as("50 at 32 tasks a turn")
                .isPositive();
    }

    /** Holds the thread of the carrier at the first message, until it is let go. */
    private final class Held implements CarrierEvents {
        private final CountDownLatch go;
        private final AtomicInteger received;
        private final BlockingQueue<SipMessage> queue = new LinkedBlockingQueue<>();

        Held(CountDownLatch go, AtomicInteger received) {
            this.go = go;
            this.received = received;
        }

        void next() throws InterruptedException {
            assertThat(queue.poll(20, TimeUnit.SECONDS)).as("came in time").isNotNull();
        }

        @Override
        public void received(Flow flow, SipMessage message) {
            received.incrementAndGet();
            queue.add(message);
            try {
                assertThat(go.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void closed(Flow flow, String why) {
            flow.close(why);
        }

        @Override
        public Clock clock() {
            return time.clock();
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            return arrivals.after(delay, task);
        }
    }

    /** A look that has begun when the end orders its own time must not take that back. */
    @Test
    void aLookThatComesTooLateDoesNotUndoTheEnd() throws Exception {
        Carrier carrier = carrier(SipTransport.tcp());
        arrivals.keepTasks(1);
        Socket socket = connect(carrier);
        write(socket, MESSAGE);
        StreamFlow flow = (StreamFlow) arrivals.next().flow();
        time.advance(Duration.ofSeconds(28));
        write(socket, "OPTIONS sip:h SIP/2.0\r\nContent-Length: no\r\n\r\n");
        assertThat(arrivals.next().isClosing()).isTrue();
        settle(carrier);
        assertThat(flow.channel().isOpen())
                .as("what still comes is thrown away")
                .isTrue();
        time.advance(Duration.ofSeconds(2));
        settle(carrier);
        time.advance(Duration.ofSeconds(3));
        settle(carrier);
        assertThat(flow.channel().isOpen()).isFalse();
    }

    @Test
    void whatFailsAtItsBeginningHoldsNoPlace() throws Exception {
        Carrier carrier = carrier(
                SipTransport.tcp(StreamLimits.builder().connectionsPerSource(1).build()));
        arrivals.refuseTasks(3);
        for (int i = 0; i < 3; i++) {
            assertThat(connect(carrier).getInputStream().read()).isNegative();
        }
        write(connect(carrier), MESSAGE);
        assertThat(arrivals.next().isClosing()).isFalse();
    }

    @Test
    void aFailedSelectorTellsThatItsFlowsAreClosed() throws Exception {
        Carrier carrier = carrier(SipTransport.tcp());
        Socket socket = connect(carrier);
        write(socket, MESSAGE);
        Flow flow = arrivals.next().flow();
        ((StreamCarrier) carrier).selector().close();
        Arrivals.Arrival closed = arrivals.next();
        assertThat(closed.flow()).isEqualTo(flow);
        assertThat(closed.why()).isEqualTo("The transport failed.");
        assertThat(socket.getInputStream().read()).isNegative();
        assertThat(carrier.connect(carrier.address()).whyClosed()).isPresent();
        carrier.close();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void aListenerThatNeverShakesHandsIsGivenUpAfterEightSeconds() throws Exception {
        Carrier carrier = carrier(SipTransport.tls(tls.known(), ClientCertificate.NONE));
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Flow flow = carrier.connect((InetSocketAddress) mute.getLocalSocketAddress());
            try (Socket accepted = mute.accept()) {
                assertThat(accepted.getInputStream().read()).as("it begins").isNotNegative();
                time.advance(Duration.ofMillis(7_999));
                assertThat(flow.whyClosed()).isEmpty();
                time.advance(Duration.ofMillis(1));
                assertThat(arrivals.next().why()).isEqualTo("The connection did not come about in time.");
            }
        }
    }

    @Test
    void aFailureOfTheOwnerLeavesUdpListening() throws Exception {
        AtomicInteger failures = new AtomicInteger(2);
        Carrier carrier = opened(SipTransport.udp().open(ANY, true, new CarrierEvents() {
            @Override
            public void received(Flow flow, SipMessage message) {
                if (failures.decrementAndGet() == 1) {
                    throw new IllegalStateException("a bug");
                } else if (failures.get() == 0) {
                    throw new OutOfMemoryError("not really");
                }
                arrivals.received(flow, message);
            }

            @Override
            public void closed(Flow flow, String why) {}

            @Override
            public Clock clock() {
                return time.clock();
            }

            @Override
            public Runnable after(Duration delay, Runnable task) {
                return arrivals.after(delay, task);
            }
        }));
        DatagramSocket socket = opened(new DatagramSocket(ANY));
        byte[] bytes = MESSAGE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3; i++) {
            socket.send(new DatagramPacket(bytes, bytes.length, carrier.address()));
        }
        assertThat(arrivals.next().isClosing()).isFalse();
    }

    /** Sip 4.9: DSCP 24. */
    @Test
    void whatIsSentIsMarkedAsSignalling() throws Exception {
        Carrier udp = carrier(SipTransport.udp());
        assertThat(((UdpCarrier) udp).socket().getOption(StandardSocketOptions.IP_TOS))
                .isEqualTo(96);
        Carrier tcp = carrier(SipTransport.tcp());
        StreamFlow opened = (StreamFlow) tcp.connect(tcp.address());
        opened.send(MESSAGE.getBytes(StandardCharsets.UTF_8));
        StreamFlow accepted = (StreamFlow) arrivals.next().flow();
        assertThat(opened.channel().getOption(StandardSocketOptions.IP_TOS)).isEqualTo(96);
        assertThat(accepted.channel().getOption(StandardSocketOptions.IP_TOS)).isEqualTo(96);
    }

    @Test
    void anAddressWithoutAPortMeansThatOfTheProtocol() {
        assertThat(SipTransport.udp().defaultPort()).isEqualTo(5060);
        assertThat(SipTransport.tcp().defaultPort()).isEqualTo(5060);
        assertThat(SipTransport.tls(tls.known(), ClientCertificate.NONE).defaultPort())
                .isEqualTo(5061);
    }
}
