package org.emcc.tftp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.client.FetchOutcome;
import org.emcc.tftp.client.TftpClient;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.internal.DatagramLoop;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.Rollover;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;
import org.emcc.tftp.server.TransferReport.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real server and the real client with a relay between them that loses, doubles and reorders by seed, over real sockets. */
@Timeout(120)
class LossyRelayTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final RetryPolicy HASTY = RetryPolicy.builder()
            .intervals(Duration.ofMillis(40), Duration.ofMillis(80))
            .tries(50, 50)
            .dally(Duration.ofSeconds(1))
            .build();

    @Test
    void fiftyTransfersArriveByteForByteThroughALossyRelay() throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] file = new byte[i % 5 == 0 ? 512 * (i / 5) : random.nextInt(30_000)];
            random.nextBytes(file);
            files.add(file);
        }
        TftpServer.Builder builder = TftpServer.builder(
                        FREE,
                        request -> new ContentAnswer.Found(Content.of(
                                files.get(Integer.parseInt(request.name().value())), "1")))
                .retries(HASTY)
                .limits(AdmissionLimits.builder()
                        .unprovenPerSource(200)
                        .unproven(200)
                        .transfersPerSource(500)
                        .build());
        try (TftpServer server = builder.start();
                Relay relay = new Relay(server.address(), 8);
                TftpClient client = TftpClient.builder().retries(HASTY).open()) {
            List<CompletableFuture<FetchOutcome>> all = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                RandomGenerator random = Seeds.random(Seeds.seed(), 1_000 + i);
                TransferOptions.Builder asked = TransferOptions.builder();
                if (i % 2 == 1) {
                    asked.blockSize(400 + random.nextInt(1_400)).transferSize(0);
                }
                if (i % 3 == 1) {
                    asked.windowSize(1 + random.nextInt(12));
                }
                TransferMode mode = i % 7 == 3 ? TransferMode.NETASCII : TransferMode.OCTET;
                all.add(client.fetchAsync(relay.address(), Integer.toString(i), mode, asked.build()));
            }
            for (int i = 0; i < all.size(); i++) {
                FetchOutcome outcome = all.get(i).get();
                assertThat(outcome).as("seed %d file %d", Seeds.seed(), i).isInstanceOf(FetchOutcome.Fetched.class);
                assertThat(((FetchOutcome.Fetched) outcome).bytes())
                        .as("seed %d file %d", Seeds.seed(), i)
                        .isEqualTo(files.get(i));
            }
            assertThat(relay.lost.get()).isPositive();
            TftpCounters counters = server.counters();
            assertThat(counters.requests()).isGreaterThanOrEqualTo(50);
            // A request that was doubled and late may begin a transfer which the client turns down.
            assertThat(counters.ended(Result.INTERNAL) + counters.ended(Result.REFUSED))
                    .as("seed %d: %s", Seeds.seed(), counters)
                    .isZero();
        }
    }

    @Test
    void fortyMegabytesCrossBlock65535FromTheServerToTheClient() {
        byte[] file = new byte[40 * 1024 * 1024];
        Seeds.random(Seeds.seed(), 0).nextBytes(file);
        Content content = Content.of(file, "1");
        // The rest of the combinations in the deep run: a block at a time is a round trip for each.
        cross(
                Rollover.TO_ZERO,
                content,
                TransferOptions.builder().windowSize(16).build());
        if (Boolean.getBoolean("emcc.deep")) {
            cross(
                    Rollover.TO_ONE,
                    content,
                    TransferOptions.builder().windowSize(16).build());
            cross(Rollover.TO_ZERO, content, TransferOptions.none());
            cross(Rollover.TO_ONE, content, TransferOptions.none());
        }
    }

    private static void cross(Rollover rollover, Content content, TransferOptions asked) {
        try (TftpServer server = TftpServer.builder(FREE, request -> new ContentAnswer.Found(content))
                        .rollover(rollover)
                        .start();
                TftpClient client = TftpClient.builder()
                        .rollover(rollover)
                        .maxBytes(content.size())
                        .open()) {
            FetchOutcome outcome = client.fetch(server.address(), "f", TransferMode.OCTET, asked);
            assertThat(outcome).isInstanceOf(FetchOutcome.Fetched.class);
            assertThat(ByteBuffer.wrap(((FetchOutcome.Fetched) outcome).bytes()).equals(content.bytes()))
                    .as("%s, %s", rollover, asked)
                    .isTrue();
        }
    }

    /**
     * Stands in for the server. Each client gets a port towards the server, and each port of the server that answers it gets one
     * towards the client, so both sides see as many ports as without it. What happens to the n-th datagram of a direction is set by
     * the seed.
     */
    private static final class Relay implements AutoCloseable {
        private final DatagramLoop loop = DatagramLoop.of("relay", Clock.systemUTC());
        private final InetSocketAddress server;
        private final int trouble;
        private final DatagramLoop.Port front;
        private final Map<InetSocketAddress, Conversation> conversations = new HashMap<>();
        final AtomicInteger lost = new AtomicInteger();

        Relay(InetSocketAddress server, int trouble) throws IOException {
            this.server = server;
            this.trouble = trouble;
            this.front = loop.open(FREE, this::asked);
            loop.start();
        }

        InetSocketAddress address() {
            return front.address();
        }

        private void asked(byte[] datagram, InetSocketAddress client) {
            Conversation with = conversations.computeIfAbsent(client, c -> new Conversation(c, conversations.size()));
            pass(datagram, with.port, server, with.up);
        }

        private DatagramLoop.Port open(DatagramLoop.Receiver receiver) {
            try {
                return loop.open(FREE, receiver);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** One client and every port of the server that talks to it. */
        private final class Conversation {
            private final InetSocketAddress client;
            private final RandomGenerator down;
            private final RandomGenerator up;
            private final Map<InetSocketAddress, DatagramLoop.Port> towardsClient = new HashMap<>();
            final DatagramLoop.Port port;

            Conversation(InetSocketAddress client, int number) {
                this.client = client;
                this.down = Seeds.random(Seeds.seed(), 2 * number);
                this.up = Seeds.random(Seeds.seed(), 2 * number + 1);
                this.port = open(this::answered);
            }

            private void answered(byte[] datagram, InetSocketAddress from) {
                DatagramLoop.Port own = towardsClient.computeIfAbsent(
                        from, transfer -> open((answer, sender) -> pass(answer, port, transfer, up)));
                pass(datagram, own, client, down);
            }
        }

        private void pass(byte[] datagram, DatagramLoop.Port from, InetSocketAddress to, RandomGenerator random) {
            // Always the same number of draws, so that one decision does not shift the others.
            boolean loses = random.nextInt(100) < trouble;
            boolean doubles = random.nextInt(100) < trouble;
            boolean delays = random.nextInt(100) < trouble;
            int delay = 1 + random.nextInt(60);
            if (loses) {
                lost.incrementAndGet();
                return;
            }
            if (delays) {
                loop.at(loop.now().plusMillis(delay), () -> from.send(out -> out.put(datagram), to));
            } else {
                from.send(out -> out.put(datagram), to);
            }
            if (doubles) {
                from.send(out -> out.put(datagram), to);
            }
        }

        @Override
        public void close() {
            loop.close();
        }
    }
}
