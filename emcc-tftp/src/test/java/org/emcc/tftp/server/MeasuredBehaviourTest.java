package org.emcc.tftp.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.SendingTransfer;
import org.emcc.tftp.protocol.ServingLimits;
import org.emcc.tftp.protocol.TftpPacket;
import org.emcc.tftp.protocol.TransferStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every row of the table in tftp 13, with the answer that tftp 1 to 8 asks for: bare datagrams to the real server, and the timers in
 * virtual time. What is compared are the bytes on the wire.
 */
@Timeout(60)
class MeasuredBehaviourTest {
    private static final byte[] SHORT = "twenty bytes of text".getBytes(US_ASCII);
    private static final byte[] TEXT = "a\nb\rc".getBytes(US_ASCII);
    private static final byte[] LONG = new byte[5_000];
    private static final byte[] ROLLING = new byte[65_540 * 8];
    private static final Map<String, byte[]> FILES =
            Map.of("short", SHORT, "text", TEXT, "long", LONG, "dir/file", SHORT, "rolling", ROLLING);
    private static final ContentSource SOURCE = request -> FILES.containsKey(
                    request.name().value())
            ? new ContentAnswer.Found(Content.of(FILES.get(request.name().value()), "1"))
            : new ContentAnswer.NotFound();

    static {
        for (int i = 0; i < LONG.length; i++) {
            LONG[i] = (byte) (i / 512 + 1);
        }
        for (int i = 0; i < ROLLING.length; i++) {
            ROLLING[i] = (byte) (i / 8 * 31);
        }
    }

    private final TftpServer server = TftpServer.builder(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), SOURCE)
            .start();
    private final List<Wire> open = new ArrayList<>();

    @AfterEach
    void close() {
        open.forEach(Wire::close);
        server.close();
    }

    /** What one stimulus does. */
    @FunctionalInterface
    interface Row {
        void prove(MeasuredBehaviourTest test) throws Exception;
    }

    static Stream<Arguments> table() {
        byte[] notFound = error(1, "File not found");
        byte[] illegal = error(4, "Illegal TFTP operation");
        byte[] tsizeInText = oack("tsize", "7"); // two bytes more than the file
        return Stream.of(
                row("missing file", answers(rrq("nowhere", "octet"), notFound)),
                row("a directory: dir", answers(rrq("dir", "octet"), notFound)),
                row("a directory: dir/", answers(rrq("dir/", "octet"), notFound)),
                row("../x", answers(rrq("../x", "octet"), notFound)),
                row("../x from within a directory", answers(rrq("dir/../short", "octet"), notFound)),
                row("other case", answers(rrq("SHORT", "octet"), data(1, SHORT))),
                row("mode mail", answers(rrq("short", "mail"), illegal)),
                row("mode unknown", answers(rrq("short", "image"), illegal)),
                row("mode without NUL", answers(cut(rrq("short", "octet")), illegal)),
                row("empty name", answers(rrq("", "octet"), illegal)),
                row("WRQ", answers(request(2, "new", "octet"), error(2, "Access violation"))),
                row("WRQ of a file that is there", answers(request(2, "short", "octet"), error(2, "Access violation"))),
                row("opcode 9", answers(new byte[] {0, 9, 0, 0}, illegal)),
                row(
                        "ACK, DATA, ERROR and OACK at the port of requests",
                        MeasuredBehaviourTest::strangersAtTheFirstPort),
                row("opcode 9 in a transfer", MeasuredBehaviourTest::opcode9InATransfer),
                row("option name BlkSize", answers(rrq("short", "octet", "BlkSize", "1024"), oack("BlkSize", "1024"))),
                row("blksize 7", answers(rrq("short", "octet", "blksize", "7"), data(1, SHORT))),
                row("blksize 8", answers(rrq("short", "octet", "blksize", "8"), oack("blksize", "8"))),
                row("blksize 65464", answers(rrq("short", "octet", "blksize", "65464"), oack("blksize", "65464"))),
                row("blksize 65465", answers(rrq("short", "octet", "blksize", "65465"), oack("blksize", "65464"))),
                row("blksize abc", answers(rrq("short", "octet", "blksize", "abc"), data(1, SHORT))),
                row(
                        "blksize abc beside tsize",
                        answers(rrq("short", "octet", "blksize", "abc", "tsize", "0"), oack("tsize", "20"))),
                row("tsize, octet", answers(rrq("short", "octet", "tsize", "0"), oack("tsize", "20"))),
                row("tsize, netascii", answers(rrq("text", "netascii", "tsize", "0"), tsizeInText)),
                row("timeout 0", answers(rrq("short", "octet", "timeout", "0"), data(1, SHORT))),
                row("timeout 256", answers(rrq("short", "octet", "timeout", "256"), data(1, SHORT))),
                row("timeout 255", answers(rrq("short", "octet", "timeout", "255"), oack("timeout", "255"))),
                row("windowsize 8", answers(rrq("short", "octet", "windowsize", "8"), oack("windowsize", "8"))),
                row(
                        "windowsize 65535",
                        answers(rrq("short", "octet", "windowsize", "65535"), oack("windowsize", "16"))),
                row("same option twice", answers(rrq("short", "octet", "tsize", "0", "tsize", "0"), illegal)),
                row(
                        "same option twice in two spellings",
                        answers(rrq("short", "octet", "blksize", "99", "BLKSIZE", "98"), illegal)),
                row("600-byte RRQ", answers(rrq("x".repeat(591), "octet"), illegal)),
                row("512-byte RRQ", answers(rrq("short", "octet", "x", "y".repeat(495)), data(1, SHORT))),
                row("513-byte RRQ", answers(rrq("short", "octet", "x", "y".repeat(496)), illegal)),
                row("netascii CR", answers(rrq("text", "netascii"), data(1, "a\r\nb\r\0c".getBytes(US_ASCII)))),
                row("no ACK: packets at (s)", MeasuredBehaviourTest::noAck),
                row("no ACK after the first: packets at (s)", MeasuredBehaviourTest::noAckAfterTheFirst),
                row("duplicate ACK", MeasuredBehaviourTest::duplicateAck),
                row("ACK of block 9 when 1 is out", MeasuredBehaviourTest::ackOfBlock9),
                row("ACK from other port", MeasuredBehaviourTest::ackFromOtherPort),
                row("same RRQ twice", MeasuredBehaviourTest::sameRequestTwice),
                row("32 MB at 512 (here 8 a block): wraps to 0", t -> t.rollsOver(new String[0], 0, 1)),
                row("the same, rollover 0 asked", t -> t.rollsOver(new String[] {"rollover", "0"}, 0, 1)),
                row("the same, rollover 1 asked", t -> t.rollsOver(new String[] {"rollover", "1"}, 1, 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void answersAsTheSpecificationSays(String stimulus, Row row) throws Exception {
        row.prove(this);
    }

    private void strangersAtTheFirstPort() throws Exception {
        // Silence cannot be waited for: what comes behind it is answered first.
        Wire wire = wire();
        wire.send(server.address(), ack(1));
        wire.send(server.address(), data(1, SHORT));
        wire.send(server.address(), error(0, "x"));
        wire.send(server.address(), oack("tsize", "1"));
        wire.send(server.address(), rrq("short", "octet"));
        assertThat(wire.receive()).isEqualTo(data(1, SHORT));
        assertThat(server.counters().requests()).isEqualTo(1);
    }

    private void opcode9InATransfer() throws Exception {
        Wire wire = asked("long");
        wire.reply(new byte[] {0, 9, 0, 0});
        assertThat(wire.receive()).isEqualTo(error(4, "Illegal TFTP operation"));
        wire.reply(ack(1));
        wire.nothingBefore(server);
    }

    private void duplicateAck() throws Exception {
        Wire wire = asked("long");
        wire.reply(ack(1));
        assertThat(wire.receive()).isEqualTo(block(2));
        wire.reply(ack(1));
        wire.reply(ack(1));
        wire.reply(ack(2));
        assertThat(wire.receive()).isEqualTo(block(3));
    }

    private void ackOfBlock9() throws Exception {
        Wire wire = asked("long");
        wire.reply(ack(9));
        wire.reply(ack(1));
        assertThat(wire.receive()).isEqualTo(block(2));
    }

    private void ackFromOtherPort() throws Exception {
        Wire wire = asked("long");
        Wire other = wire();
        other.send(wire.from, ack(1));
        assertThat(other.receive()).isEqualTo(error(5, "Unknown transfer ID"));
        wire.reply(ack(1));
        assertThat(wire.receive()).isEqualTo(block(2));
    }

    private void sameRequestTwice() throws Exception {
        Wire wire = asked("long");
        InetSocketAddress transfer = wire.from;
        wire.send(server.address(), rrq("long", "octet"));
        assertThat(wire.receive()).isEqualTo(block(1));
        assertThat(wire.from).isEqualTo(transfer);
        assertThat(server.counters().requests()).isEqualTo(1);
        assertThat(transfer.getPort()).isNotEqualTo(server.address().getPort());
    }

    private void rollsOver(String[] option, int first, int second) throws Exception {
        String[] asked = Arrays.copyOf(new String[] {"blksize", "8", "windowsize", "15"}, 4 + option.length);
        System.arraycopy(option, 0, asked, 4, option.length);
        Wire wire = wire();
        wire.send(server.address(), rrq("rolling", "octet", asked));
        assertThat(wire.receive()).isEqualTo(oack(asked));
        wire.reply(ack(0));
        for (int n = 1; n <= 65_535; n++) {
            assertThat(ByteBuffer.wrap(wire.receive()).getInt()).isEqualTo(3 << 16 | n);
            if (n % 15 == 0) { // 65535 is the end of a window
                wire.reply(ack(n));
            }
        }
        assertThat(wire.receive()).isEqualTo(data(first, Arrays.copyOfRange(ROLLING, 65_535 * 8, 65_536 * 8)));
        assertThat(wire.receive()).isEqualTo(data(second, Arrays.copyOfRange(ROLLING, 65_536 * 8, 65_537 * 8)));
        wire.reply(error(0, "enough"));
    }

    private void noAck() {
        assertThat(seconds(false)).containsExactly(0L, 1L, 3L);
    }

    private void noAckAfterTheFirst() {
        assertThat(seconds(true)).containsExactly(0L, 1L, 3L, 7L, 15L, 23L);
    }

    /** When packets go out, without the jitter of at most a tenth. Every one of them is the whole packet. */
    private static List<Long> seconds(boolean proven) {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        TftpPacket.Request request = (TftpPacket.Request) TftpPacket.decodeOrThrow(rrq("long", "octet"));
        TransferStep<SendingTransfer> step = SendingTransfer.begin(
                request, ByteBuffer.wrap(LONG), ServingLimits.standard(), RetryPolicy.standard(), 5, now);
        if (proven) {
            step = step.next().receive(ack(1), now);
        }
        List<Long> seconds = new ArrayList<>();
        long second = 0;
        while (step.next().deadline().isPresent()) {
            assertThat(step.send())
                    .singleElement()
                    .extracting(TftpPacket::encode)
                    .isEqualTo(block(proven ? 2 : 1));
            seconds.add(second);
            Instant due = step.next().deadline().get();
            Duration pause = Duration.between(now, due);
            long nominal = seconds.size() < 4 ? 1L << (seconds.size() - 1) : 8;
            assertThat(pause).isBetween(Duration.ofMillis(nominal * 900), Duration.ofMillis(nominal * 1_100));
            second += nominal;
            now = due;
            step = step.next().elapse(now);
        }
        assertThat(step.send()).isEmpty();
        return seconds;
    }

    private static Row answers(byte[] stimulus, byte[] answer) {
        return test -> {
            Wire wire = test.wire();
            wire.send(test.server.address(), stimulus);
            assertThat(wire.receive()).isEqualTo(answer);
            if (answer[1] == 5) {
                assertThat(wire.from)
                        .as("errors come from the port of requests")
                        .isEqualTo(test.server.address());
            } else {
                assertThat(wire.from).isNotEqualTo(test.server.address());
                wire.reply(error(0, "enough"));
            }
        };
    }

    private static Arguments row(String stimulus, Row row) {
        return arguments(stimulus, row);
    }

    /** A transfer of which block 1 is out. */
    private Wire asked(String name) throws Exception {
        Wire wire = wire();
        wire.send(server.address(), rrq(name, "octet"));
        assertThat(wire.receive()).isEqualTo(block(1));
        return wire;
    }

    private static byte[] block(int number) {
        return data(number, Arrays.copyOfRange(LONG, (number - 1) * 512, number * 512));
    }

    private static byte[] rrq(String name, String mode, String... options) {
        return request(1, name, mode, options);
    }

    private static byte[] request(int opcode, String name, String mode, String... options) {
        return texts(opcode, Stream.concat(Stream.of(name, mode), Arrays.stream(options)));
    }

    private static byte[] oack(String... options) {
        return texts(6, Arrays.stream(options));
    }

    private static byte[] texts(int opcode, Stream<String> texts) {
        StringBuilder packet = new StringBuilder().append('\0').append((char) opcode);
        texts.forEach(text -> packet.append(text).append('\0'));
        return packet.toString().getBytes(ISO_8859_1);
    }

    private static byte[] data(int block, byte[] payload) {
        return ByteBuffer.allocate(4 + payload.length)
                .putShort((short) 3)
                .putShort((short) block)
                .put(payload)
                .array();
    }

    private static byte[] ack(int block) {
        return ByteBuffer.allocate(4)
                .putShort((short) 4)
                .putShort((short) block)
                .array();
    }

    private static byte[] error(int code, String message) {
        return texts(5, Stream.of("\0" + (char) code + message));
    }

    private static byte[] cut(byte[] datagram) {
        return Arrays.copyOf(datagram, datagram.length - 1);
    }

    private Wire wire() throws Exception {
        Wire wire = new Wire();
        open.add(wire);
        return wire;
    }

    /** A bare socket. */
    private static final class Wire {
        private final DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        private final DatagramPacket packet = new DatagramPacket(new byte[65_536], 65_536);
        InetSocketAddress from = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

        Wire() throws Exception {
            socket.setSoTimeout(20_000);
        }

        void send(InetSocketAddress to, byte[] datagram) throws Exception {
            socket.send(new DatagramPacket(datagram, datagram.length, to));
        }

        void reply(byte[] datagram) throws Exception {
            send(from, datagram);
        }

        byte[] receive() throws Exception {
            socket.receive(packet);
            from = (InetSocketAddress) packet.getSocketAddress();
            return Arrays.copyOf(packet.getData(), packet.getLength());
        }

        /** The next thing that comes is the answer to a request which is sent now. */
        void nothingBefore(TftpServer server) throws Exception {
            send(server.address(), rrq("nowhere", "octet"));
            assertThat(receive()).isEqualTo(error(1, "File not found"));
        }

        void close() {
            socket.close();
        }
    }
}
