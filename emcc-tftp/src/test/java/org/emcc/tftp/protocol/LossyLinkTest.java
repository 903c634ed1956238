package org.emcc.tftp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.junit.jupiter.api.Test;

/**
 * Both sides of a transfer over a link that loses, doubles, reorders and corrupts by seed, in virtual time: what the receiver calls
 * done is the file.
 *
 * <p>What TFTP can promise about corruption: it has no checksum, that is UDP's. So nearly all corrupted datagrams never arrive; the
 * link computes the real checksum and finds every burst of up to 15 bits. What slips through is not TFTP's to find when it is in a
 * payload, when it turns one block's number into the awaited one's, or when it makes an OACK grant less than the server did. Everything
 * else in a header or in a request may break a transfer but must never spoil a file, and slips through here: any other opcode, the
 * number of any ACK, a block number far from the awaited one, any wound of a request.
 */
class LossyLinkTest {
    private static final Instant START = Instant.parse("2026-11-22T00:00:00Z");
    private static final RetryPolicy PATIENT =
            RetryPolicy.builder().total(Duration.ofHours(1)).build();

    @Test
    void neverAcceptsAWrongByteAsDone() {
        int cases = Boolean.getBoolean("emcc.deep") ? 10_000 : 1_000;
        int done = 0;
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            int blockSize = random.nextInt(3) == 0 ? 512 : 8 + random.nextInt(1_500);
            boolean rolling = i % 200 == 7; // a few go past block 65535
            TransferOptions.Builder asked = TransferOptions.builder();
            if (rolling) {
                blockSize = 8;
            }
            if (blockSize != 512) {
                asked.blockSize(blockSize);
            }
            if (rolling || random.nextBoolean()) {
                asked.windowSize(rolling ? 8 + random.nextInt(25) : 1 + random.nextInt(20));
            }
            if (random.nextBoolean()) {
                asked.transferSize(0);
            }
            if (random.nextInt(4) == 0) {
                asked.timeout(Duration.ofSeconds(1 + random.nextInt(4)));
            }
            if (random.nextInt(4) == 0) {
                asked.rollover(random.nextBoolean() ? Rollover.TO_ZERO : Rollover.TO_ONE);
            }
            TransferMode mode = random.nextInt(4) == 0 ? TransferMode.NETASCII : TransferMode.OCTET;
            byte[] file = new byte[rolling ? (65_530 + random.nextInt(12)) * 8 : size(blockSize, random)];
            random.nextBytes(file);
            int trouble = random.nextInt(4) == 0 ? 0 : rolling ? 1 : 1 + random.nextInt(24);
            Link link = new Link(random, trouble, random.nextInt(3) == 0, file, mode, asked.build());
            link.run();

            String which = "seed %d case %d: %s, %d bytes, trouble %d, slips %s"
                    .formatted(Seeds.seed(), i, asked.build(), file.length, trouble, link.slips);
            Optional<TransferEnd> end = link.receiver.end();
            assertThat(end).as(which).isPresent();
            if (end.get() instanceof TransferEnd.Done) {
                assertThat(Arrays.equals(link.file(), file)).as(which).isTrue();
                done++;
            } else {
                assertThat(trouble).as(which).isPositive();
                if (!link.slipped) {
                    // A sender that calls it done has been told so.
                    assertThat(link.senders.values())
                            .as(which)
                            .noneMatch(sender -> sender.machine.end().equals(Optional.of(new TransferEnd.Done())));
                    assertThat(end.get()).as(which).isEqualTo(new TransferEnd.TimedOut());
                }
            }
        }
        assertThat(done).isGreaterThan(cases * 8 / 10);
    }

    @Test
    void sendsNothingTwiceOverAPerfectLink() {
        for (int window : new int[] {1, 2, 7, 16}) {
            byte[] file = new byte[100_000];
            Link link = new Link(
                    Seeds.random(Seeds.seed(), window),
                    0,
                    false,
                    file,
                    TransferMode.OCTET,
                    TransferOptions.builder().windowSize(window).build());
            link.run();

            assertThat(link.file()).isEqualTo(file);
            assertThat(link.senders).hasSize(1);
            assertThat(link.senders.values())
                    .allMatch(sender -> sender.machine.retransmissions() == 0 && sender.machine.ignoredAcks() == 0);
            assertThat(link.dataPackets).isEqualTo(100_000 / 512 + 1);
        }
    }

    @Test
    void goesOnAfterBlock65535AsBothSidesAreSetOrAsTheyAgree() {
        byte[] file = new byte[8 * 70_000];
        Seeds.random(Seeds.seed(), 0).nextBytes(file);
        for (int window : new int[] {1, 16}) {
            for (Rollover rollover : Rollover.values()) {
                for (boolean agreed : new boolean[] {true, false}) {
                    TransferOptions.Builder asked =
                            TransferOptions.builder().blockSize(8).windowSize(window);
                    if (agreed) {
                        asked.rollover(rollover);
                    }
                    Link link = new Link(
                            Seeds.random(Seeds.seed(), window),
                            window == 1 ? 0 : 1,
                            false,
                            file,
                            TransferMode.OCTET,
                            asked.build());
                    link.setting(agreed ? other(rollover) : rollover);
                    link.run();

                    assertThat(link.receiver.end()).contains(new TransferEnd.Done());
                    assertThat(link.file()).isEqualTo(file);
                }
            }
        }
    }

    @Test
    void sidesThatDifferAboutTheRolloverFailAndSpoilNothing() {
        byte[] file = new byte[8 * 65_600];
        for (Rollover servers : Rollover.values()) {
            Link link = new Link(
                    Seeds.random(Seeds.seed(), 1),
                    0,
                    false,
                    file,
                    TransferMode.OCTET,
                    TransferOptions.builder().blockSize(8).build());
            link.setting(other(servers));
            link.serversSetting = servers;
            link.run();

            // One block at a time: with windows a receiver that expects 1 after 65535 would take the 1 behind the
            // sender's 0,
            // which is why nobody should set what he does not know.
            assertThat(link.receiver.end()).contains(new TransferEnd.TimedOut());
        }
    }

    private static Rollover other(Rollover one) {
        return one == Rollover.TO_ZERO ? Rollover.TO_ONE : Rollover.TO_ZERO;
    }

    private static int size(int blockSize, RandomGenerator random) {
        int blocks = random.nextInt(5);
        return switch (random.nextInt(6)) {
            case 0 -> 0;
            case 1 -> blockSize - 1;
            case 2 -> blockSize;
            case 3 -> blocks * blockSize + 1;
            case 4 -> blocks * blockSize;
            default -> random.nextInt(20_000);
        };
    }

    /** A server's transfer and its port. */
    private static final class Served {
        final int port;
        SendingTransfer machine;

        Served(int port, SendingTransfer machine) {
            this.port = port;
            this.machine = machine;
        }
    }

    /** A datagram under way; the server's port is where it goes to or comes from. */
    private static final class Flight {
        final Instant at;
        final long number;
        final byte[] datagram;
        final boolean toServer;
        final int serverPort;

        Flight(Instant at, long number, byte[] datagram, boolean toServer, int serverPort) {
            this.at = at;
            this.number = number;
            this.datagram = datagram;
            this.toServer = toServer;
            this.serverPort = serverPort;
        }
    }

    /** Two sides, the ports of the server and the datagrams between them. The client does with ports what the real one does. */
    private static final class Link {
        private static final int FIRST_PORT = 69;

        private final RandomGenerator random;
        private final int trouble;
        final boolean slips;
        private final byte[] content;
        private final TransferMode mode;
        private final TransferOptions asked;
        private final PriorityQueue<Flight> flights = new PriorityQueue<>(
                Comparator.<Flight, Instant>comparing(flight -> flight.at).thenComparingLong(flight -> flight.number));
        private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
        private final Netascii text = new Netascii();
        final Map<Request, Served> senders = new HashMap<>();
        Rollover clientsSetting = Rollover.TO_ZERO;
        Rollover serversSetting = Rollover.TO_ZERO;
        private Instant now = START;
        private long number;
        private int peer = -1;
        boolean slipped;
        int dataPackets;
        ReceivingTransfer receiver;

        Link(
                RandomGenerator random,
                int trouble,
                boolean slips,
                byte[] content,
                TransferMode mode,
                TransferOptions asked) {
            this.random = random;
            this.trouble = trouble;
            this.slips = slips;
            this.content = content;
            this.mode = mode;
            this.asked = asked;
        }

        void setting(Rollover both) {
            clientsSetting = both;
            serversSetting = both;
        }

        byte[] file() {
            return mode == TransferMode.NETASCII ? text.toByteArray() : octets.toByteArray();
        }

        void run() {
            take(ReceivingTransfer.begin(
                    "x", mode, asked, Integer.MAX_VALUE, PATIENT, clientsSetting, random.nextLong(), now));
            for (int turn = 0; receiver.deadline().isPresent(); turn++) {
                if (turn > 2_000_000) {
                    throw new AssertionError("a transfer that never ends, seed " + Seeds.seed());
                }
                Instant due = receiver.deadline().get();
                Served first = null;
                for (Served served : senders.values()) {
                    Optional<Instant> deadline = served.machine.deadline();
                    if (deadline.isPresent() && deadline.get().isBefore(due)) {
                        due = deadline.get();
                        first = served;
                    }
                }
                if (!flights.isEmpty() && !flights.peek().at.isAfter(due)) {
                    Flight flight = flights.remove();
                    now = flight.at;
                    if (flight.toServer) {
                        atServer(flight);
                    } else {
                        atClient(flight);
                    }
                } else {
                    now = due;
                    if (first == null) {
                        take(receiver.elapse(now));
                    } else {
                        take(first, first.machine.elapse(now));
                    }
                }
            }
        }

        private void atServer(Flight flight) {
            if (flight.serverPort != FIRST_PORT) {
                for (Served served : senders.values()) {
                    if (served.port == flight.serverPort) {
                        take(served, served.machine.receive(flight.datagram, now));
                        return;
                    }
                }
                return;
            }
            Optional<TftpPacket> packet = TftpPacket.decode(flight.datagram).value();
            if (packet.isEmpty() || !(packet.get() instanceof Request request)) {
                return;
            }
            Served known = senders.get(request);
            if (known != null) {
                take(known, known.machine.requestedAgain(now));
            } else if (request.operation() != TftpPacket.Operation.READ
                    || !request.name().equals("x")
                    || request.mode() != mode) {
                send(new ErrorPacket(TftpError.NOT_FOUND, "File not found"), false, FIRST_PORT);
            } else {
                TransferStep<SendingTransfer> step = SendingTransfer.begin(
                        request,
                        ByteBuffer.wrap(content),
                        new ServingLimits(TftpPacket.MAX_BLOCK_SIZE, 32),
                        PATIENT,
                        serversSetting,
                        random.nextLong(),
                        now);
                Served served = new Served(1_024 + senders.size(), step.next());
                senders.put(request, served);
                take(served, step);
            }
        }

        private void take(Served served, TransferStep<SendingTransfer> step) {
            served.machine = step.next();
            step.send().forEach(packet -> send(packet, false, served.port));
        }

        private void atClient(Flight flight) {
            if (peer < 0) {
                peer = flight.serverPort;
            }
            if (peer == flight.serverPort) {
                take(receiver.receive(flight.datagram, now));
            } else if (flight.datagram.length >= 2 && flight.datagram[1] != 5) {
                send(new ErrorPacket(TftpError.UNKNOWN_TRANSFER, "Unknown transfer ID"), true, flight.serverPort);
            }
        }

        private void take(TransferStep<ReceivingTransfer> step) {
            receiver = step.next();
            for (Data data : step.deliver()) {
                if (mode == TransferMode.NETASCII) {
                    text.add(data.payload());
                } else {
                    byte[] bytes = new byte[data.length()];
                    data.payload().get(bytes);
                    octets.writeBytes(bytes);
                }
            }
            for (TftpPacket packet : step.send()) {
                if (packet instanceof Request) {
                    peer = -1;
                    send(packet, true, FIRST_PORT);
                } else {
                    send(packet, true, peer);
                }
            }
        }

        private void send(TftpPacket packet, boolean toServer, int serverPort) {
            dataPackets += packet instanceof Data ? 1 : 0;
            if (happens()) {
                return;
            }
            int copies = happens() ? 2 : 1;
            for (int i = 0; i < copies; i++) {
                byte[] datagram = packet.encode();
                if (happens()) {
                    if (!slips || random.nextBoolean()) {
                        byte[] burst = burst(datagram);
                        assertThat(checksum(burst)).isNotEqualTo(checksum(datagram));
                        continue; // the receiver's UDP finds it and drops it
                    }
                    datagram = slip(packet, datagram);
                    slipped = true;
                }
                int delay = happens() ? 1 + random.nextInt(1_500) : 1;
                flights.add(new Flight(now.plusMillis(delay), number++, datagram, toServer, serverPort));
            }
        }

        private boolean happens() {
            return trouble > 0 && random.nextInt(100) < trouble;
        }

        /** One to fifteen neighbouring bits, the first of them turned, the others perhaps. */
        private byte[] burst(byte[] datagram) {
            byte[] out = datagram.clone();
            int bits = Math.min(1 + random.nextInt(15), out.length * 8);
            int from = random.nextInt(out.length * 8 - bits + 1);
            for (int bit = from; bit < from + bits; bit++) {
                if (bit == from || random.nextBoolean()) {
                    out[bit / 8] ^= (byte) (0x80 >> bit % 8);
                }
            }
            return out;
        }

        /** A wound that neither UDP nor a lower layer has found, in what TFTP itself must bear. */
        private byte[] slip(TftpPacket packet, byte[] datagram) {
            if (packet instanceof Request) {
                return Mutator.mutate(datagram, random);
            }
            byte[] out = datagram.clone();
            if (random.nextBoolean()) {
                out[random.nextInt(2)] ^= (byte) (1 << random.nextInt(8)); // another opcode
            } else if (packet instanceof TftpPacket.Ack) {
                out[2 + random.nextInt(2)] ^= (byte) (1 << random.nextInt(8));
            } else if (packet instanceof Data) {
                out[2] ^= (byte) (1 << (4 + random.nextInt(3))); // 4096 blocks away or more
            }
            return out;
        }

        /** RFC 768, without what the header adds: that is the same for both. */
        private static int checksum(byte[] datagram) {
            int sum = 0;
            for (int i = 0; i < datagram.length; i++) {
                sum += (datagram[i] & 0xFF) << (i % 2 == 0 ? 8 : 0);
            }
            while (sum > 0xFFFF) {
                sum = (sum & 0xFFFF) + (sum >> 16);
            }
            return sum;
        }
    }
}
