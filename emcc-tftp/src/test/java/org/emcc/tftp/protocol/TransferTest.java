package org.emcc.tftp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.OptionAck;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Each side of a transfer alone, in virtual time; {@link LossyLinkTest} has them together. */
class TransferTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");

    @Nested
    class TheSender {
        @Test
        void sendsOneBlockAtATimeAndEndsWithAShortOne() {
            SenderDriver sender = new SenderDriver(new byte[700], TransferOptions.none());

            assertThat(blocks(sender.sent)).containsExactly(1);
            assertThat(blocks(sender.ack(1))).containsExactly(2);
            assertThat(((Data) sender.sent.get(0)).length()).isEqualTo(188);
            assertThat(sender.ack(2)).isEmpty();
            assertThat(sender.end()).contains(new TransferEnd.Done());
            assertThat(sender.state.acknowledgedBytes()).isEqualTo(700);
        }

        @Test
        void endsAMultipleOfTheBlockSizeWithAnEmptyBlock() {
            SenderDriver sender = new SenderDriver(new byte[512], TransferOptions.none());

            assertThat(sender.ack(1)).containsExactly(Data.of(2, new byte[0]));
            assertThat(new SenderDriver(new byte[0], TransferOptions.none()).sent)
                    .containsExactly(Data.of(1, new byte[0]));
        }

        @Test
        void neverAnswersADuplicateAckWithData() {
            SenderDriver sender = new SenderDriver(new byte[5_000], TransferOptions.none());
            sender.ack(1);
            Optional<Instant> deadline = sender.state.deadline();

            for (int i = 0; i < 10; i++) {
                sender.now = sender.now.plusMillis(50);
                assertThat(sender.ack(1)).isEmpty();
            }
            assertThat(sender.state.deadline()).isEqualTo(deadline);
            assertThat(blocks(sender.ack(2))).containsExactly(3);
            assertThat(sender.ack(1)).isEmpty();
        }

        @Test
        void ignoresAnAckAheadOfWhatWasSent() {
            SenderDriver sender = new SenderDriver(
                    new byte[50_000], TransferOptions.builder().windowSize(4).build());
            sender.ack(0);

            assertThat(sender.ack(5)).isEmpty();
            assertThat(sender.ack(40_000)).isEmpty();
            assertThat(sender.state.ignoredAcks()).isEqualTo(2);
            assertThat(blocks(sender.ack(4))).containsExactly(5, 6, 7, 8);
        }

        @Test
        void startsTheNextWindowBehindAnAckInsideTheLast() {
            SenderDriver sender = new SenderDriver(
                    new byte[50_000], TransferOptions.builder().windowSize(4).build());
            assertThat(sender.sent).hasOnlyElementsOfType(OptionAck.class);
            assertThat(blocks(sender.ack(0))).containsExactly(1, 2, 3, 4);

            assertThat(blocks(sender.ack(2))).containsExactly(3, 4, 5, 6);
        }

        @Test
        void takesARepeatedAckAsAGapOnceAWindowAndNotInTwoRunning() {
            SenderDriver sender = new SenderDriver(
                    new byte[50_000], TransferOptions.builder().windowSize(4).build());
            sender.ack(0);

            assertThat(blocks(sender.ack(0))).containsExactly(1, 2, 3, 4);
            assertThat(sender.ack(0)).isEmpty();
            assertThat(blocks(sender.ack(4))).containsExactly(5, 6, 7, 8);
            assertThat(sender.ack(4)).isEmpty();
            sender.ack(8);
            assertThat(blocks(sender.ack(8))).containsExactly(9, 10, 11, 12);
        }

        @Test
        void doublesItsPatienceAndGivesUpAfterTheLastTry() {
            SenderDriver sender = new SenderDriver(new byte[5_000], TransferOptions.none());
            sender.ack(1);
            List<Long> pauses = new ArrayList<>();
            while (sender.end().isEmpty()) {
                Instant due = sender.state.deadline().orElseThrow();
                pauses.add(Duration.between(sender.now, due).toMillis());
                sender.now = due;
                sender.take(sender.state.elapse(due));
            }

            assertThat(sender.end()).contains(new TransferEnd.TimedOut());
            assertThat(pauses).hasSize(6);
            long[] nominal = {1_000, 2_000, 4_000, 8_000, 8_000, 8_000};
            for (int i = 0; i < nominal.length; i++) {
                assertThat(pauses.get(i)).isBetween(nominal[i] * 9 / 10, nominal[i] * 11 / 10);
            }
        }

        @Test
        void sendsOnlyThreeTimesToAClientThatWasNeverHeard() {
            SenderDriver sender = new SenderDriver(new byte[100], TransferOptions.none());
            int packets = 1;
            sender.take(sender.state.requestedAgain(sender.now));
            packets += sender.sent.size();
            while (sender.end().isEmpty()) {
                sender.now = sender.state.deadline().orElseThrow();
                sender.take(sender.state.elapse(sender.now));
                packets += sender.sent.size();
                sender.take(sender.state.requestedAgain(sender.now));
                packets += sender.sent.size();
            }

            assertThat(packets).isEqualTo(3);
            assertThat(sender.end()).contains(new TransferEnd.TimedOut());
        }

        @Test
        void tellsAMissingLastAckFromATimeout() {
            SenderDriver sender = new SenderDriver(new byte[600], TransferOptions.none());
            sender.ack(1);
            while (sender.end().isEmpty()) {
                sender.now = sender.state.deadline().orElseThrow();
                sender.take(sender.state.elapse(sender.now));
            }

            assertThat(sender.end()).contains(new TransferEnd.LastAckMissing());
        }

        @Test
        void usesANegotiatedTimeoutExactly() {
            SenderDriver sender = new SenderDriver(
                    new byte[600],
                    TransferOptions.builder().timeout(Duration.ofSeconds(3)).build());
            sender.ack(0);
            for (int i = 0; i < 3; i++) {
                assertThat(sender.state.deadline()).contains(sender.now.plusSeconds(3));
                sender.now = sender.now.plusSeconds(3);
                sender.take(sender.state.elapse(sender.now));
            }
        }

        @Test
        void waitsNoLongerForAClientThatMayNotExistBecauseItAsksForIt() {
            SenderDriver sender = new SenderDriver(
                    new byte[600],
                    TransferOptions.builder().timeout(Duration.ofSeconds(255)).build());
            Instant begun = sender.now;
            while (sender.end().isEmpty()) {
                sender.now = sender.state.deadline().orElseThrow();
                sender.take(sender.state.elapse(sender.now));
            }
            assertThat(sender.end()).contains(new TransferEnd.TimedOut());
            assertThat(sender.now).isBefore(begun.plusSeconds(9));
            SenderDriver hasty = new SenderDriver(
                    new byte[600],
                    TransferOptions.builder().timeout(Duration.ofSeconds(1)).build());
            assertThat(hasty.state.deadline().orElseThrow()).isBeforeOrEqualTo(hasty.now.plusSeconds(1));
        }

        @Test
        void givesUpInTheEndHoweverSmallTheBlocksAre() {
            byte[] large = new byte[40 << 20];
            SenderDriver sender = new SenderDriver(
                    large,
                    TransferOptions.builder()
                            .blockSize(8)
                            .timeout(Duration.ofSeconds(255))
                            .build());
            Instant begun = sender.now;
            sender.ack(0);
            for (int block = 1; sender.end().isEmpty(); block++) {
                sender.now = sender.state.deadline().orElseThrow();
                sender.ack(block & 0xFFFF); // just in time, again and again
                if (sender.end().isEmpty() && !sender.now.isBefore(begun.plus(Duration.ofHours(6)))) {
                    sender.take(sender.state.elapse(sender.now));
                }
            }
            assertThat(sender.now).isBeforeOrEqualTo(begun.plus(Duration.ofHours(6)));
        }

        @Test
        void endsOnErrorsSilentlyAndOnForeignPacketsWithError4() {
            SenderDriver refused = new SenderDriver(
                    new byte[600], TransferOptions.builder().blockSize(100).build());
            refused.receive(new ErrorPacket(TftpError.OPTION_REFUSED, "no").encode());
            assertThat(refused.sent).isEmpty();
            assertThat(refused.end()).contains(new TransferEnd.PeerError(TftpError.OPTION_REFUSED, "no"));

            for (byte[] foreign : List.of(
                    Data.of(1, new byte[0]).encode(),
                    new OptionAck(List.of()).encode(),
                    new Request(TftpPacket.Operation.READ, "other", TransferMode.OCTET, List.of()).encode(),
                    new byte[] {0, 9, 0, 0})) {
                SenderDriver sender = new SenderDriver(new byte[600], TransferOptions.none());
                sender.receive(foreign);
                assertThat(sender.sent).singleElement().isInstanceOf(ErrorPacket.class);
                assertThat(sender.end()).get().isInstanceOf(TransferEnd.Broken.class);
            }
        }

        @Test
        void repeatsItsAnswerAtOnceWhenTheRequestComesAgainBeforeTheFirstAck() {
            SenderDriver sender = new SenderDriver(new byte[600], TransferOptions.none());
            List<TftpPacket> first = sender.sent;

            assertThat(sender.take(sender.state.requestedAgain(sender.now))).isEqualTo(first);
            sender.ack(1);
            assertThat(sender.take(sender.state.requestedAgain(sender.now))).isEmpty();
        }

        @Test
        void passesOverItsOwnRequestOnTheTransfersPort() {
            SenderDriver sender = new SenderDriver(new byte[600], TransferOptions.none());
            sender.receive(sender.request.encode());

            assertThat(sender.sent).isEmpty();
            assertThat(sender.end()).isEmpty();
        }

        @Test
        void aWindowOfOneLooksLikeNoWindowOnTheWire() {
            SenderDriver plain = new SenderDriver(new byte[5_000], TransferOptions.none());
            SenderDriver windowed = new SenderDriver(
                    new byte[5_000], TransferOptions.builder().windowSize(1).build());
            windowed.ack(0);
            for (int block = 1; plain.end().isEmpty(); block++) {
                assertThat(windowed.sent).isEqualTo(plain.sent);
                plain.ack(block);
                windowed.ack(block);
            }
            assertThat(windowed.end()).isEqualTo(plain.end());
        }

        @Test
        void survivesWhateverAClientSends() {
            for (int i = 0; i < Seeds.cases(100_000); i++) {
                RandomGenerator random = Seeds.random(Seeds.seed(), i);
                SenderDriver sender = new SenderDriver(
                        new byte[random.nextInt(5_000)],
                        TransferOptions.builder()
                                .windowSize(1 + random.nextInt(8))
                                .build());
                for (int n = 0; n < 20 && sender.end().isEmpty(); n++) {
                    byte[] ack = new Ack(random.nextInt(12)).encode();
                    sender.receive(random.nextInt(4) == 0 ? Mutator.mutate(ack, random) : ack);
                }
            }
        }
    }

    @Nested
    class TheReceiver {
        @Test
        void acknowledgesADuplicateAgainAndDeliversItOnce() {
            ReceiverDriver receiver = new ReceiverDriver(TransferOptions.none(), 10_000);

            assertThat(receiver.receive(Data.of(1, new byte[512]))).containsExactly(new Ack(1));
            assertThat(receiver.receive(Data.of(1, new byte[512]))).containsExactly(new Ack(1));
            assertThat(receiver.receive(Data.of(3, new byte[512]))).isEmpty();
            assertThat(receiver.receive(Data.of(2, new byte[3]))).containsExactly(new Ack(2));
            assertThat(receiver.file.size()).isEqualTo(515);
            assertThat(receiver.state.end()).contains(new TransferEnd.Done());
        }

        @Test
        void dalliesToRepeatTheLastAck() {
            ReceiverDriver receiver = new ReceiverDriver(TransferOptions.none(), 10_000);
            receiver.receive(Data.of(1, new byte[3]));

            assertThat(receiver.state.deadline()).contains(START.plusSeconds(3));
            assertThat(receiver.receive(Data.of(1, new byte[3]))).containsExactly(new Ack(1));
            assertThat(receiver.file.size()).isEqualTo(3);
            assertThat(receiver.state.elapse(START.plusSeconds(3)).next().deadline())
                    .isEmpty();
        }

        @Test
        void tellsAGapAtOnceAndOnce() {
            ReceiverDriver receiver =
                    new ReceiverDriver(TransferOptions.builder().windowSize(4).build(), 10_000);
            receiver.receive(new OptionAck(List.of(new TftpOption("windowsize", "4"))));

            assertThat(receiver.receive(Data.of(1, new byte[512]))).isEmpty();
            assertThat(receiver.receive(Data.of(3, new byte[512]))).containsExactly(new Ack(1));
            assertThat(receiver.receive(Data.of(4, new byte[512]))).isEmpty();
            assertThat(receiver.receive(Data.of(2, new byte[512]))).isEmpty();
            for (int block = 3; block <= 4; block++) {
                assertThat(receiver.receive(Data.of(block, new byte[512]))).isEmpty();
            }
            assertThat(receiver.receive(Data.of(5, new byte[512]))).containsExactly(new Ack(5));
        }

        @Test
        void takesAnEmptyOackForAllDefaults() {
            ReceiverDriver receiver =
                    new ReceiverDriver(TransferOptions.builder().blockSize(600).build(), 10_000);

            assertThat(receiver.receive(new OptionAck(List.of()))).containsExactly(new Ack(0));
            assertThat(receiver.state.agreed()).isEqualTo(TransferOptions.none());
        }

        @Test
        void endsWithError8OnAnOptionThatItDidNotAsk() {
            ReceiverDriver receiver =
                    new ReceiverDriver(TransferOptions.builder().blockSize(600).build(), 10_000);

            assertThat(receiver.receive(new OptionAck(List.of(new TftpOption("tsize", "1")))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            ErrorPacket.class, e -> assertThat(e.code()).isEqualTo(TftpError.OPTION_REFUSED));
        }

        @Test
        void asksOnceMoreWithoutOptionsWhenTheServerStumblesOverThem() {
            ReceiverDriver receiver =
                    new ReceiverDriver(TransferOptions.builder().blockSize(600).build(), 10_000);

            assertThat(receiver.receive(new ErrorPacket(TftpError.OPTION_REFUSED, "")))
                    .containsExactly(new Request(TftpPacket.Operation.READ, "x", TransferMode.OCTET, List.of()));
            receiver.receive(new ErrorPacket(TftpError.OPTION_REFUSED, "again"));
            assertThat(receiver.state.end()).contains(new TransferEnd.PeerError(TftpError.OPTION_REFUSED, "again"));
        }

        @Test
        void refusesWhatIsTooLargeWhenItIsToldAndWhenItSees() {
            ReceiverDriver told =
                    new ReceiverDriver(TransferOptions.builder().transferSize(0).build(), 1_000);
            told.receive(new OptionAck(List.of(new TftpOption("tsize", "1001"))));
            assertThat(told.state.end()).get().isInstanceOf(TransferEnd.Broken.class);

            ReceiverDriver sees = new ReceiverDriver(TransferOptions.none(), 1_000);
            sees.receive(Data.of(1, new byte[512]));
            sees.receive(Data.of(2, new byte[489]));
            assertThat(sees.state.end()).get().isInstanceOf(TransferEnd.Broken.class);
        }

        @Test
        void demandsTheSizeThatWasTold() {
            ReceiverDriver receiver =
                    new ReceiverDriver(TransferOptions.builder().transferSize(0).build(), 1_000);
            receiver.receive(new OptionAck(List.of(new TftpOption("tsize", "4"))));
            receiver.receive(Data.of(1, new byte[3]));

            assertThat(receiver.state.end()).get().isInstanceOf(TransferEnd.Broken.class);
        }

        @Test
        void takesTheSizeOfATextForAHint() {
            Instant now = START;
            ReceivingTransfer state = ReceivingTransfer.begin(
                            "x",
                            TransferMode.NETASCII,
                            TransferOptions.builder().transferSize(0).build(),
                            1_000,
                            RetryPolicy.standard(),
                            1,
                            now)
                    .next();
            state = state.receive(new OptionAck(List.of(new TftpOption("tsize", "0"))).encode(), now)
                    .next();
            state = state.receive(Data.of(1, new byte[3]).encode(), now).next();

            assertThat(state.end()).contains(new TransferEnd.Done());
        }

        @Test
        void asksAgainUntilItsTriesAreUp() {
            ReceiverDriver receiver = new ReceiverDriver(TransferOptions.none(), 10);
            int requests = 1;
            while (receiver.state.end().isEmpty()) {
                receiver.now = receiver.state.deadline().orElseThrow();
                TransferStep<ReceivingTransfer> step = receiver.state.elapse(receiver.now);
                requests += step.send().size();
                receiver.state = step.next();
            }

            assertThat(requests).isEqualTo(6);
            assertThat(receiver.state.end()).contains(new TransferEnd.TimedOut());
        }
    }

    /** A sender and what it said last. */
    private static final class SenderDriver {
        final Request request;
        Instant now = START;
        SendingTransfer state;
        List<TftpPacket> sent;

        SenderDriver(byte[] file, TransferOptions asked) {
            request = new Request(TftpPacket.Operation.READ, "x", TransferMode.OCTET, asked.toList());
            TransferStep<SendingTransfer> first = SendingTransfer.begin(
                    request, ByteBuffer.wrap(file), ServingLimits.standard(), RetryPolicy.standard(), 1, now);
            state = first.next();
            sent = first.send();
        }

        List<TftpPacket> ack(int block) {
            return receive(new Ack(block).encode());
        }

        List<TftpPacket> receive(byte[] datagram) {
            return take(state.receive(datagram, now));
        }

        List<TftpPacket> take(TransferStep<SendingTransfer> step) {
            state = step.next();
            sent = step.send();
            return sent;
        }

        Optional<TransferEnd> end() {
            return state.end();
        }
    }

    /** A receiver and the file so far. */
    private static final class ReceiverDriver {
        final ByteArrayOutputStream file = new ByteArrayOutputStream();
        Instant now = START;
        ReceivingTransfer state;

        ReceiverDriver(TransferOptions asked, long max) {
            state = ReceivingTransfer.begin("x", TransferMode.OCTET, asked, max, RetryPolicy.standard(), 1, now)
                    .next();
        }

        List<TftpPacket> receive(TftpPacket packet) {
            TransferStep<ReceivingTransfer> step = state.receive(packet.encode(), now);
            state = step.next();
            step.deliver().forEach(data -> append(file, data));
            return step.send();
        }
    }

    private static void append(ByteArrayOutputStream out, Data data) {
        byte[] bytes = new byte[data.length()];
        data.payload().get(bytes);
        out.writeBytes(bytes);
    }

    private static List<Integer> blocks(List<TftpPacket> packets) {
        return packets.stream().map(p -> ((Data) p).block()).toList();
    }
}
