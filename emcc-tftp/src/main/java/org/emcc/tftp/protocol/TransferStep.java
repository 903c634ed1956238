package org.emcc.tftp.protocol;

import java.util.List;
import java.util.Objects;

/**
 * What a transfer does about a packet or a timer.
 *
 * @param <S> the side: {@link SendingTransfer} or {@link ReceivingTransfer}
 * @param next the transfer from now on
 * @param send packets to send, in order; a {@link TftpPacket.Request} goes to the server's own port, anything else to the peer
 * @param deliver blocks that continue the file, in order; only a receiver has any
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TransferStep<S>(S next, List<TftpPacket> send, List<TftpPacket.Data> deliver) {
    /**
     * Copies the lists.
     *
     * @param next the transfer from now on
     * @param send packets to send
     * @param deliver blocks that continue the file
     */
    public TransferStep {
        Objects.requireNonNull(next, "next");
        send = List.copyOf(send);
        deliver = List.copyOf(deliver);
    }

    static <S> TransferStep<S> of(S next, TftpPacket... send) {
        return new TransferStep<>(next, List.of(send), List.of());
    }
}
