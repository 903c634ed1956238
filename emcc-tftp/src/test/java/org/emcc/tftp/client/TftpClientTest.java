package org.emcc.tftp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.TftpError;
import org.emcc.tftp.protocol.TftpPacket;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Operation;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client against servers that are played by hand. */
@Timeout(60)
class TftpClientTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final RetryPolicy HASTY = RetryPolicy.builder()
            .intervals(Duration.ofMillis(20), Duration.ofMillis(20))
            .build();

    @Test
    void asksAsAPhoneDoesAndDalliesBehindTheOutcome() throws Exception {
        try (Hand listening = new Hand();
                Hand transfer = new Hand();
                TftpClient client = TftpClient.builder().open()) {
            CompletableFuture<FetchOutcome> outcome = fetch(client, listening);
            assertThat(listening.receive()).isEqualTo(new Request(Operation.READ, "f", TransferMode.OCTET, List.of()));
            transfer.from = listening.from;
            transfer.send(Data.of(1, new byte[] {1, 2, 3}));
            assertThat(transfer.receive()).isEqualTo(new Ack(1));
            assertThat(((FetchOutcome.Fetched) outcome.join()).bytes()).containsExactly(1, 2, 3);

            transfer.send(Data.of(1, new byte[] {1, 2, 3}));
            assertThat(transfer.receive()).isEqualTo(new Ack(1));
        }
    }

    @Test
    void staysWithTheFirstServerPortThatAnswers() throws Exception {
        try (Hand listening = new Hand();
                Hand first = new Hand();
                Hand second = new Hand();
                TftpClient client = TftpClient.builder().open()) {
            CompletableFuture<FetchOutcome> outcome = fetch(client, listening);
            listening.receive();
            first.from = listening.from;
            second.from = listening.from;
            first.send(Data.of(1, new byte[512]));
            first.receive();
            second.send(Data.of(1, new byte[512]));
            assertThat(second.receive())
                    .isInstanceOfSatisfying(
                            ErrorPacket.class, e -> assertThat(e.code()).isEqualTo(TftpError.UNKNOWN_TRANSFER));
            first.send(Data.of(2, new byte[1]));
            assertThat(((FetchOutcome.Fetched) outcome.join()).bytes()).hasSize(513);
        }
    }

    @Test
    void asksOnceMoreWithoutOptionsAndTakesTheAnswerOfAnotherPort() throws Exception {
        try (Hand listening = new Hand();
                Hand first = new Hand();
                Hand second = new Hand();
                TftpClient client = TftpClient.builder().open()) {
            CompletableFuture<FetchOutcome> outcome = client.fetchAsync(
                    listening.address(),
                    "f",
                    TransferMode.OCTET,
                    TransferOptions.builder().blockSize(1_024).build());
            assertThat(((Request) listening.receive()).options()).hasSize(1);
            first.from = listening.from;
            first.send(new ErrorPacket(TftpError.OPTION_REFUSED, "no"));
            assertThat(((Request) listening.receive()).options()).isEmpty();
            second.from = listening.from;
            second.send(Data.of(1, new byte[5]));
            assertThat(((FetchOutcome.Fetched) outcome.join()).bytes()).hasSize(5);
        }
    }

    @Test
    void tellsNotFoundFromRefusedAndFromSilence() throws Exception {
        try (Hand listening = new Hand();
                TftpClient client = TftpClient.builder().retries(HASTY).open()) {
            CompletableFuture<FetchOutcome> notFound = fetch(client, listening);
            listening.receive();
            listening.send(new ErrorPacket(TftpError.NOT_FOUND, "x"));
            assertThat(notFound.join()).isEqualTo(new FetchOutcome.NotFound());

            CompletableFuture<FetchOutcome> busy = fetch(client, listening);
            listening.receive();
            listening.send(new ErrorPacket(TftpError.NOT_DEFINED, "busy"));
            assertThat(busy.join()).isEqualTo(new FetchOutcome.Refused(TftpError.NOT_DEFINED, "busy"));

            assertThat(fetch(client, listening).join()).isEqualTo(new FetchOutcome.TimedOut());
        }
    }

    @Test
    @SuppressWarnings("try") // closed by hand, on purpose
    void givesUpWhatIsTooLargeUnknownOrClosed() throws Exception {
        try (Hand listening = new Hand();
                TftpClient client = TftpClient.builder().maxBytes(100).open()) {
            CompletableFuture<FetchOutcome> large = fetch(client, listening);
            listening.receive();
            listening.send(Data.of(1, new byte[101]));
            assertThat(large.join()).isInstanceOf(FetchOutcome.GivenUp.class);

            assertThat(client.fetch(InetSocketAddress.createUnresolved("nowhere.invalid", 69), "f"))
                    .isInstanceOf(FetchOutcome.GivenUp.class);
            assertThatThrownBy(() -> client.fetch(listening.address(), "x".repeat(600)))
                    .isInstanceOf(IllegalArgumentException.class);

            CompletableFuture<FetchOutcome> running = fetch(client, listening);
            client.close();
            assertThat(running.join()).isInstanceOf(FetchOutcome.GivenUp.class);
            assertThat(client.fetch(listening.address(), "f")).isInstanceOf(FetchOutcome.GivenUp.class);
        }
    }

    private static CompletableFuture<FetchOutcome> fetch(TftpClient client, Hand server) {
        return client.fetchAsync(server.address(), "f", TransferMode.OCTET, TransferOptions.none());
    }

    /** A server's port in the hands of the test. */
    private static final class Hand implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(FREE);
        InetSocketAddress from = FREE;

        Hand() throws IOException {
            socket.setSoTimeout(20_000);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        TftpPacket receive() throws IOException {
            DatagramPacket packet = new DatagramPacket(new byte[1_024], 1_024);
            socket.receive(packet);
            from = (InetSocketAddress) packet.getSocketAddress();
            return TftpPacket.decodeOrThrow(Arrays.copyOf(packet.getData(), packet.getLength()));
        }

        void send(TftpPacket packet) throws IOException {
            byte[] datagram = packet.encode();
            socket.send(new DatagramPacket(datagram, datagram.length, from));
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
