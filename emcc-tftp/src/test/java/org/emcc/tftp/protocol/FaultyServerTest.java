package org.emcc.tftp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.emcc.testing.Seeds;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The client's machine against a server with the faults that tester servers have (tftp 12.2): it gets the file, or knows that it
 * does not have it. Ports are {@code TftpClientTest}'s.
 */
class FaultyServerTest {
    private static final byte[] FILE = new byte[5 * 512 + 100];
    private static final int LAST = 6;

    static {
        Seeds.random(Seeds.seed(), 0).nextBytes(FILE);
    }

    /** The datagrams that answer an ACK: the n-th answer since the request, and the block that is due. */
    private interface Fault extends BiFunction<Integer, Integer, List<byte[]>> {}

    private static final String DONE = "Done";
    private static final String TIMED_OUT = "TimedOut";
    private static final String BROKEN = "Broken";
    private static final String PEER_ERROR = "PeerError";

    static Stream<Arguments> faults() {
        return Stream.of(
                fault("none", DONE, (n, block) -> List.of(data(block))),
                fault("silence at the request", TIMED_OUT, (n, block) -> List.of()),
                fault("silence in the middle", TIMED_OUT, (n, block) -> block < 3 ? List.of(data(block)) : List.of()),
                fault(
                        "silence at the last block",
                        TIMED_OUT,
                        (n, block) -> block < LAST ? List.of(data(block)) : List.of()),
                fault("silence once at every block", DONE, (n, block) -> n % 2 == 0 ? List.of() : List.of(data(block))),
                fault("error in the middle", PEER_ERROR, (n, block) -> List.of(block == 3 ? error(0) : data(block))),
                fault("wrong error code", PEER_ERROR, (n, block) -> List.of(block == 3 ? error(4_711) : data(block))),
                fault("every block twice", DONE, (n, block) -> List.of(data(block), data(block))),
                fault(
                        "every block with the one before",
                        DONE,
                        (n, block) -> List.of(data(Math.max(1, block - 1)), data(block))),
                fault(
                        "a block is skipped for ever",
                        TIMED_OUT,
                        (n, block) -> List.of(data(block < 3 ? block : block + 1))),
                fault("a block is skipped at first", DONE, (n, block) -> List.of(data(n == 3 ? block + 1 : block))),
                fault("two blocks are swapped", DONE, (n, block) -> List.of(data(block + 1), data(block))),
                fault(
                        "wrong number, right bytes",
                        TIMED_OUT,
                        (n, block) -> List.of(numbered(block == 3 ? 40_000 : block, block))),
                fault("number 0 for block 1", TIMED_OUT, (n, block) -> List.of(numbered(block - 1, block))),
                fault(
                        "a block that is too large",
                        BROKEN,
                        (n, block) -> List.of(block == 3 ? sized(block, 513) : data(block))),
                fault("an empty datagram before each", DONE, (n, block) -> List.of(new byte[0], data(block))),
                fault(
                        "DATA of three bytes before each",
                        DONE,
                        (n, block) -> List.of(new byte[] {0, 3, 0}, data(block))),
                fault("opcode 9 before each", DONE, (n, block) -> List.of(new byte[] {0, 9, 0, 1, 1}, data(block))),
                fault("ACK before each", DONE, (n, block) -> List.of(new Ack(block).encode(), data(block))),
                fault("a request before each", DONE, (n, block) -> List.of(request(), data(block))),
                fault(
                        "an OACK in the middle",
                        DONE,
                        (n, block) -> block == 3 ? List.of(oack(), data(block)) : List.of(data(block))),
                fault("an OACK nobody asked for", BROKEN, (n, block) -> List.of(oack(), data(block))),
                fault("a burst without waiting for any ACK", DONE, (n, block) -> burst(block)),
                fault("the first block once more at the end", DONE, (n, block) -> List.of(data(block), data(1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void getsTheFileOrKnowsThatItDoesNot(String name, String end, Fault fault) {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        RetryPolicy policy = RetryPolicy.builder().dally(Duration.ZERO).build();
        Deque<TftpPacket> asked = new ArrayDeque<>();
        TransferStep<ReceivingTransfer> step = ReceivingTransfer.begin(
                "x", TransferMode.OCTET, TransferOptions.none(), Integer.MAX_VALUE, policy, 1, now);
        asked.addAll(step.send());
        int acks = 0;
        int answers = 0;
        int answered = 0;
        while (step.next().deadline().isPresent()) {
            if (asked.isEmpty()) {
                now = step.next().deadline().get();
                step = follow(step.next().elapse(now), asked, file);
                answered = 0;
                continue;
            }
            int due = asked.remove() instanceof Ack ack ? ack.block() + 1 : 1;
            acks += due > 1 ? 1 : 0;
            if (due > answered) { // an ACK that is only doubled gets no answer
                answered = due;
                for (byte[] datagram : fault.apply(answers++, due)) {
                    step = follow(step.next().receive(datagram, now), asked, file);
                }
            }
        }

        TransferEnd how = step.next().end().orElseThrow();
        assertThat(how.getClass().getSimpleName()).isEqualTo(end);
        if (end.equals(DONE)) {
            assertThat(file.toByteArray()).isEqualTo(FILE);
        }
        assertThat(acks).as("nothing multiplies").isLessThan(20);
    }

    private static TransferStep<ReceivingTransfer> follow(
            TransferStep<ReceivingTransfer> step, Deque<TftpPacket> asked, ByteArrayOutputStream file) {
        for (Data data : step.deliver()) {
            byte[] bytes = new byte[data.length()];
            data.payload().get(bytes);
            file.writeBytes(bytes);
        }
        step.send().stream().filter(packet -> !(packet instanceof ErrorPacket)).forEach(asked::add);
        return step;
    }

    private static Arguments fault(String name, String end, Fault fault) {
        return arguments(name, end, fault);
    }

    private static byte[] data(int block) {
        return numbered(block, block);
    }

    private static byte[] numbered(int number, int block) {
        int from = Math.min((block - 1) * 512, FILE.length);
        return Data.of(number, Arrays.copyOfRange(FILE, from, Math.min(from + 512, FILE.length)))
                .encode();
    }

    private static byte[] sized(int block, int size) {
        return Data.of(block, new byte[size]).encode();
    }

    private static byte[] error(int code) {
        return new ErrorPacket(new TftpError(code), "planted").encode();
    }

    private static byte[] oack() {
        return new TftpPacket.OptionAck(List.of(new TftpOption("tsize", "1"))).encode();
    }

    private static byte[] request() {
        return new Request(TftpPacket.Operation.READ, "x", TransferMode.OCTET, List.of()).encode();
    }

    private static List<byte[]> burst(int block) {
        List<byte[]> all = new ArrayList<>();
        for (int n = block; n <= LAST; n++) {
            all.add(data(n));
        }
        return all;
    }
}
