package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class StreamReaderTest {
    private static final String BYE = "BYE sip:h SIP/2.0\r\nl: 2\r\n\r\nab";

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<StreamReader.Event> read(StreamReader reader, byte[] in) {
        List<StreamReader.Event> events = new ArrayList<>();
        ByteBuffer buffer = ByteBuffer.wrap(in);
        for (Optional<StreamReader.Event> next = reader.next(buffer); next.isPresent(); next = reader.next(buffer)) {
            events.add(next.get());
        }
        assertThat(buffer.hasRemaining()).isFalse();
        return events;
    }

    private static List<StreamReader.Event> read(String in) {
        return read(new StreamReader(), bytes(in));
    }

    private static SipMessage message(StreamReader.Event event) {
        return ((StreamReader.Received) event).message().value().orElseThrow();
    }

    private static StreamReader.Broken broken(String in) {
        List<StreamReader.Event> events = read(in);
        return (StreamReader.Broken) events.get(events.size() - 1);
    }

    @Test
    void cutsMessagesApart() {
        List<StreamReader.Event> events = read(Samples.REGISTER + Samples.COMPACT + BYE + Samples.REGISTER);
        assertThat(events).hasSize(4);
        assertThat(message(events.get(0)).encode()).isEqualTo(Samples.bytes(Samples.REGISTER));
        assertThat(message(events.get(1)).encode()).isEqualTo(Samples.bytes(Samples.COMPACT));
        assertThat(message(events.get(2)).body()).asString().isEqualTo("ab");
        assertThat(message(events.get(3))).isEqualTo(Samples.read(Samples.REGISTER));
    }

    @Test
    void aMessageMayBeCutAnywhere() {
        byte[] all = bytes(Samples.COMPACT + Samples.REGISTER);
        for (int cut = 0; cut <= all.length; cut++) {
            StreamReader reader = new StreamReader();
            List<StreamReader.Event> events = read(reader, Arrays.copyOf(all, cut));
            events.addAll(read(reader, Arrays.copyOfRange(all, cut, all.length)));
            assertThat(events).as("cut at " + cut).hasSize(2);
            assertThat(message(events.get(1)).encode()).isEqualTo(Samples.bytes(Samples.REGISTER));
        }
        StreamReader reader = new StreamReader();
        List<StreamReader.Event> events = new ArrayList<>();
        for (byte one : all) {
            events.addAll(read(reader, new byte[] {one}));
        }
        assertThat(events).hasSize(2);
        assertThat(message(events.get(0)).encode()).isEqualTo(Samples.bytes(Samples.COMPACT));
    }

    @Test
    void saysWhetherMoreHasToCome() {
        StreamReader reader = new StreamReader();
        assertThat(reader.isWithinMessage()).isFalse();
        read(reader, bytes("BYE sip:h"));
        assertThat(reader.isWithinMessage()).isTrue();
        read(reader, bytes(" SIP/2.0\r\nl: 0\r\n\r\n"));
        assertThat(reader.isWithinMessage()).isFalse();
        assertThat(reader.capacity()).isZero();
    }

    @Test
    void tellsPingsAndTheirAnswers() {
        var ping = new StreamReader.KeepAlive(true);
        var pong = new StreamReader.KeepAlive(false);
        assertThat(read("\r\n")).containsExactly(pong);
        assertThat(read("\r\n\r\n")).containsExactly(ping);
        assertThat(read("\r\n\r\n\r\n\r\n")).containsExactly(ping, ping);
        assertThat(read("\r\n\r\n" + BYE)).hasSize(2).startsWith(ping);
        assertThat(read("\r\n" + BYE)).hasSize(2).startsWith(pong);
        assertThat(read(BYE + "\r\n\r\n" + BYE)).hasSize(3).contains(ping);
        for (int cut = 1; cut <= 3; cut++) {
            StreamReader reader = new StreamReader();
            List<StreamReader.Event> events = read(reader, bytes("\r\n\r\n".substring(0, cut)));
            events.addAll(read(reader, bytes("\r\n\r\n".substring(cut) + BYE)));
            assertThat(events.stream().filter(ping::equals)).as("cut at " + cut).hasSize(1);
            assertThat(message(events.get(events.size() - 1)).body()).hasSize(2);
        }
    }

    @Test
    void aMessageThatIsNoneDoesNotEndTheConnection() {
        List<StreamReader.Event> events = read("SIP/2.0 4294967301 x\r\nl: 1\r\n\r\na" + BYE);
        assertThat(((StreamReader.Received) events.get(0)).message().value()).isEmpty();
        assertThat(message(events.get(1)).body()).hasSize(2);
    }

    @Test
    void endsWhereNobodyKnowsTheNextMessage() {
        for (String lines : List.of(
                "",
                "l: -1\r\n",
                "l: +1\r\n",
                "l: 0x1\r\n",
                "l: 1 1\r\n",
                "l: 1\r\nl: 2\r\n",
                "l: 00000000001\r\n",
                "l:\r\n",
                "l: 1, 1\r\n")) {
            StreamReader.Broken broken = broken("BYE sip:h SIP/2.0\r\n" + lines + "\r\n" + BYE);
            assertThat(broken.status()).as(lines).isEqualTo(400);
            assertThat(broken.request().map(SipRequest::method)).as(lines).contains("BYE");
            assertThat(broken.problem().where()).as(lines).startsWith("Content-Length");
        }
        assertThat(read("BYE sip:h SIP/2.0\r\nl:    1\r\nContent-Length: 01\r\n\r\na"))
                .hasSize(1);
        for (String text : List.of("BYE sip:h SIP/2.0\n", "BYE sip:h SIP/2.0\r\nA: b\rc", "\n", "\rx")) {
            assertThat(broken(text).request()).as(text).isEmpty();
        }
        assertThat(broken("SIP/2.0 200 OK\r\n\r\n").request()).isEmpty();
        StreamReader.Broken tooLong = broken("BYE sip:h SIP/2.0\r\nl: 1048577\r\n\r\n");
        assertThat(tooLong.status()).isEqualTo(513);
        assertThat(tooLong.request()).isPresent();
    }

    @Test
    void saysNothingAfterTheEnd() {
        StreamReader reader = new StreamReader();
        assertThat(read(reader, bytes("\n"))).hasSize(1);
        assertThat(read(reader, bytes(BYE))).isEmpty();
        assertThat(reader.isWithinMessage()).isFalse();
        assertThat(reader.capacity()).isZero();
    }

    @Test
    void keepsItsLimits() {
        String start = "BYE sip:h SIP/2.0\r\nl: 0\r\n";
        assertThat(broken("BYE sip:" + "h".repeat(9_000)).problem().message()).contains("8192");
        assertThat(broken(start + "A: b\r\n".repeat(200) + "\r\n").problem().message())
                .contains("200");
        assertThat(read(start + "A: b\r\n".repeat(199) + "\r\n")).hasSize(1);
        StreamReader reader = new StreamReader();
        List<StreamReader.Event> events = read(reader, bytes(start + "A: "));
        int sent = 0;
        while (events.isEmpty()) {
            events = read(reader, bytes("x".repeat(1_000)));
            sent += 1_000;
            assertThat(reader.capacity()).isLessThan(300_000);
        }
        assertThat(sent).isBetween(SipMessage.MAX_HEAD - 1_000, SipMessage.MAX_HEAD + 1_000);
        assertThat(events.get(0)).isInstanceOf(StreamReader.Broken.class);
        byte[] longest = bytes("BYE sip:h SIP/2.0\r\nl: 1048576\r\n\r\n" + "x".repeat(SipMessage.MAX_BODY));
        assertThat(read(new StreamReader(), longest)).hasSize(1);
    }

    @Test
    void aSaidLengthCostsNothing() {
        StreamReader reader = new StreamReader();
        read(reader, bytes("BYE sip:h SIP/2.0\r\nl: 1048576\r\n\r\n"));
        assertThat(reader.capacity()).isLessThan(1_000);
    }

    @Test
    void theWorkOfManyMessagesIsLinear() {
        int many = 100_000;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < many; i++) {
            out.writeBytes(bytes(BYE));
        }
        byte[] all = out.toByteArray();
        for (int piece : new int[] {100, 1_460, 65_536, all.length}) {
            StreamReader reader = new StreamReader();
            int found = 0;
            for (int from = 0; from < all.length; from += piece) {
                ByteBuffer some = ByteBuffer.wrap(all, from, Math.min(piece, all.length - from));
                while (reader.next(some).isPresent()) {
                    found++;
                }
                assertThat(reader.capacity()).isLessThanOrEqualTo(65_536);
            }
            assertThat(found).isEqualTo(many);
            assertThat(reader.work()).as("pieces of " + piece).isLessThan(6L * all.length);
        }
    }

    @Test
    void theWorkOfOneLongHeaderIsLinear() {
        byte[] all = bytes(
                "BYE sip:h SIP/2.0\r\nl: 40000\r\nA: " + "x\r\n ".repeat(10_000) + "\r\n\r\n" + "y".repeat(40_000));
        StreamReader reader = new StreamReader();
        int found = 0;
        for (byte one : all) {
            found += read(reader, new byte[] {one}).size();
        }
        assertThat(found).isEqualTo(1);
        assertThat(reader.work()).isLessThan(8L * all.length);
    }

    @Test
    void agreesWithTheReaderOfDatagrams() {
        int cases = Seeds.cases(100_000);
        int same = 0;
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(Samples.bytes(Samples.ALL.get(random.nextInt(Samples.ALL.size()))), random);
            try {
                same += agrees(input, random) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(same).as("messages that both have read, of " + cases).isBetween(cases / 4, cases);
    }

    /** In pieces and at once it reads the same; and the first message is the one that a datagram would have. */
    private static boolean agrees(byte[] input, RandomGenerator random) {
        StreamReader whole = new StreamReader();
        List<StreamReader.Event> atOnce = read(whole, input);
        StreamReader reader = new StreamReader();
        List<StreamReader.Event> inPieces = new ArrayList<>();
        for (int from = 0; from < input.length; ) {
            int to = Math.min(input.length, from + 1 + random.nextInt(200));
            inPieces.addAll(read(reader, Arrays.copyOfRange(input, from, to)));
            from = to;
        }
        assertThat(messages(inPieces)).isEqualTo(messages(atOnce));
        assertThat(whole.work()).isLessThan(8L * input.length + 64);
        assertThat(reader.capacity()).isLessThan(4 * input.length + 64);
        List<byte[]> cut = messages(atOnce).stream().map(SipMessage::encode).toList();
        Decoded<SipMessage> datagram = SipMessage.decode(input);
        if (cut.isEmpty() || datagram.value().isEmpty()) {
            return false;
        }
        if (atOnce.get(0) instanceof StreamReader.Received) {
            assertThat(datagram.value().get().encode()).isEqualTo(cut.get(0));
            return true;
        }
        return false;
    }

    private static List<SipMessage> messages(List<StreamReader.Event> events) {
        return events.stream()
                .filter(event -> event instanceof StreamReader.Received)
                .flatMap(event -> ((StreamReader.Received) event).message().value().stream())
                .toList();
    }
}
