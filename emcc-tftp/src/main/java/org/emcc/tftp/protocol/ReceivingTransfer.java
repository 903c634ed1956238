package org.emcc.tftp.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.tftp.protocol.TftpPacket.Ack;
import org.emcc.tftp.protocol.TftpPacket.Data;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Operation;
import org.emcc.tftp.protocol.TftpPacket.OptionAck;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of a read: a pure state machine, as {@link SendingTransfer}.
 *
 * <p>The caller sends a {@link Request} to the server's own port and forgets which port answered an earlier one; of the answers it
 * hands over those which come from the first port that answered. Blocks to append to the file are in {@link TransferStep#deliver()}. The
 * file is complete as soon as {@link #end()} is {@link TransferEnd.Done}; the transfer is over when {@link #deadline()} is empty,
 * which is later by the dally.
 *
 * <p>Source: tftp 2.3, 3.2, 4 and 6.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ReceivingTransfer {
    private final long maxBytes;
    private final RetryPolicy retries;
    private final Rollover rollover;
    private final long jitterSeed;
    private final Instant giveUp;

    // Changed by a step, in the fresh copy only. Blocks are counted in 64 bits from 1.
    private Request request;
    private TransferOptions asked;
    private TransferOptions agreed = TransferOptions.none();
    private boolean answered;
    private boolean byOptionAck;
    private boolean fellBack;
    private long received;
    private long acknowledged;
    private boolean gapTold;
    private long bytes;
    private int tries = 1;
    private @Nullable Instant deadline;
    private @Nullable TransferEnd end;

    private ReceivingTransfer(
            Request request,
            TransferOptions asked,
            long maxBytes,
            RetryPolicy retries,
            Rollover rollover,
            long jitterSeed,
            Instant now) {
        this.request = request;
        this.asked = asked;
        this.maxBytes = maxBytes;
        this.retries = retries;
        this.rollover = rollover;
        this.jitterSeed = jitterSeed;
        this.giveUp = now.plus(retries.total());
    }

    private ReceivingTransfer(ReceivingTransfer from) {
        this.maxBytes = from.maxBytes;
        this.retries = from.retries;
        this.rollover = from.rollover;
        this.jitterSeed = from.jitterSeed;
        this.giveUp = from.giveUp;
        this.request = from.request;
        this.asked = from.asked;
        this.agreed = from.agreed;
        this.answered = from.answered;
        this.byOptionAck = from.byOptionAck;
        this.fellBack = from.fellBack;
        this.received = from.received;
        this.acknowledged = from.acknowledged;
        this.gapTold = from.gapTold;
        this.bytes = from.bytes;
        this.tries = from.tries;
        this.deadline = from.deadline;
        this.end = from.end;
    }

    /**
     * Begins to ask for a file.
     *
     * @param name the file name as it shall stand in the packet
     * @param mode how to transfer
     * @param asked the options
     * @param maxBytes the largest file to take, in bytes as transferred
     * @param retries when to send again
     * @param jitterSeed makes this transfer's intervals differ from another's
     * @param now the time
     * @return the transfer and its request
     * @throws IllegalArgumentException when the request breaks a limit of {@link Request}
     */
    public static TransferStep<ReceivingTransfer> begin(
            String name,
            TransferMode mode,
            TransferOptions asked,
            long maxBytes,
            RetryPolicy retries,
            long jitterSeed,
            Instant now) {
        return begin(name, mode, asked, maxBytes, retries, Rollover.TO_ZERO, jitterSeed, now);
    }

    /**
     * Begins to ask for a file.
     *
     * @param name the file name as it shall stand in the packet
     * @param mode how to transfer
     * @param asked the options
     * @param maxBytes the largest file to take, in bytes as transferred
     * @param retries when to send again
     * @param rollover what the server sends after block 65535 when no option says so
     * @param jitterSeed makes this transfer's intervals differ from another's
     * @param now the time
     * @return the transfer and its request
     * @throws IllegalArgumentException when the request breaks a limit of {@link Request}
     */
    public static TransferStep<ReceivingTransfer> begin(
            String name,
            TransferMode mode,
            TransferOptions asked,
            long maxBytes,
            RetryPolicy retries,
            Rollover rollover,
            long jitterSeed,
            Instant now) {
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(rollover, "rollover");
        Request request = new Request(Operation.READ, name, mode, asked.toList());
        ReceivingTransfer transfer =
                new ReceivingTransfer(request, asked, maxBytes, retries, rollover, jitterSeed, now);
        transfer.rearm(now);
        return TransferStep.of(transfer, request);
    }

    /**
     * When {@link #elapse} is due.
     *
     * @return the instant, or empty when the transfer is over, its dally included
     */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    /**
     * How it ended.
     *
     * @return the end, or empty while it runs; {@link TransferEnd.Done} already while it dallies
     */
    public Optional<TransferEnd> end() {
        return Optional.ofNullable(end);
    }

    /**
     * The options in force.
     *
     * @return what the server granted
     */
    public TransferOptions agreed() {
        return agreed;
    }

    /**
     * How much has arrived.
     *
     * @return bytes, as transferred
     */
    public long receivedBytes() {
        return bytes;
    }

    /**
     * Takes a datagram from the server.
     *
     * @param datagram the whole of it
     * @param now the time
     * @return what follows
     */
    public TransferStep<ReceivingTransfer> receive(byte[] datagram, Instant now) {
        Optional<TftpPacket> packet = TftpPacket.decode(datagram).value();
        if (deadline == null || packet.isEmpty()) {
            return TransferStep.of(this);
        }
        if (end != null) {
            boolean lastOnceMore = packet.get() instanceof Data data && data.block() == wire(received);
            return lastOnceMore ? TransferStep.of(this, new Ack(wire(received))) : TransferStep.of(this);
        }
        if (packet.get() instanceof Data data) {
            return data(data, now);
        }
        if (packet.get() instanceof OptionAck optionAck) {
            return options(optionAck, now);
        }
        if (packet.get() instanceof ErrorPacket error) {
            return error(error, now);
        }
        return TransferStep.of(this);
    }

    /**
     * Takes note of the time. Does nothing before the {@link #deadline()}.
     *
     * @param now the time
     * @return what follows
     */
    public TransferStep<ReceivingTransfer> elapse(Instant now) {
        if (deadline == null || now.isBefore(deadline)) {
            return TransferStep.of(this);
        }
        ReceivingTransfer next = new ReceivingTransfer(this);
        if (end != null) {
            next.deadline = null;
            return TransferStep.of(next);
        }
        if (tries >= retries.tries() || !now.isBefore(giveUp)) {
            return over(new TransferEnd.TimedOut());
        }
        next.tries++;
        next.rearm(now);
        if (!answered) {
            return TransferStep.of(next, request);
        }
        next.acknowledged = received;
        return TransferStep.of(next, new Ack(wire(received)));
    }

    private TransferStep<ReceivingTransfer> options(OptionAck packet, Instant now) {
        if (answered) {
            // Our ACK 0 was lost.
            return byOptionAck && received == 0 ? TransferStep.of(this, new Ack(0)) : TransferStep.of(this);
        }
        Decoded<TransferOptions> checked = Negotiation.check(asked, packet.options());
        Optional<TransferOptions> granted = checked.value();
        if (granted.isEmpty()) {
            return broken(TftpError.OPTION_REFUSED, checked.problems().get(0).message(), "Option refused");
        }
        if (granted.get().transferSize().orElse(0) > maxBytes) {
            return tooLarge();
        }
        ReceivingTransfer next = new ReceivingTransfer(this);
        next.agreed = granted.get();
        next.answered = true;
        next.byOptionAck = true;
        next.tries = 1;
        next.rearm(now);
        return TransferStep.of(next, new Ack(0));
    }

    private TransferStep<ReceivingTransfer> error(ErrorPacket error, Instant now) {
        int code = error.code().value();
        boolean aboutOptions = !answered && !asked.toList().isEmpty() && (code == 8 || code == 4 || code == 0);
        if (!aboutOptions || fellBack) {
            return over(new TransferEnd.PeerError(error.code(), error.message()));
        }
        ReceivingTransfer next = new ReceivingTransfer(this);
        next.fellBack = true;
        next.asked = TransferOptions.none();
        next.request = new Request(Operation.READ, request.name(), request.mode(), List.of());
        next.tries = 1;
        next.rearm(now);
        return TransferStep.of(next, next.request);
    }

    private TransferStep<ReceivingTransfer> data(Data data, Instant now) {
        int ahead = rollover().ahead(data.block(), received);
        if (ahead == 1) {
            return inOrder(data, now);
        }
        if (!answered) {
            return TransferStep.of(this);
        }
        if (ahead == 0) {
            // Our ACK was lost. In the middle of a window none was due yet: the sender has started again and goes on.
            return received > 0 && acknowledged == received
                    ? TransferStep.of(this, new Ack(wire(received)))
                    : TransferStep.of(this);
        }
        int window = agreed.windowSize().orElse(1);
        if (window > 1 && ahead <= window && !gapTold) {
            ReceivingTransfer next = new ReceivingTransfer(this);
            next.gapTold = true;
            next.acknowledged = received;
            return TransferStep.of(next, new Ack(wire(received)));
        }
        return TransferStep.of(this);
    }

    private TransferStep<ReceivingTransfer> inOrder(Data data, Instant now) {
        int blockSize = agreed.blockSize().orElse(512);
        if (data.length() > blockSize) {
            return broken(TftpError.ILLEGAL_OPERATION, "a block is larger than agreed", "Illegal TFTP operation");
        }
        if (bytes + data.length() > maxBytes) {
            return tooLarge();
        }
        ReceivingTransfer next = new ReceivingTransfer(this);
        next.answered = true;
        next.received++;
        next.gapTold = false;
        next.bytes += data.length();
        next.tries = 1;
        next.rearm(now);
        boolean last = data.length() < blockSize;
        // What servers say of the size of a text is seldom its size on the wire (tftp 3.3 and 13).
        if (last
                && request.mode() == TransferMode.OCTET
                && agreed.transferSize().orElse(next.bytes) != next.bytes) {
            return broken(TftpError.NOT_DEFINED, "the file has not the size that the server told", "Size differs");
        }
        List<TftpPacket> send = new ArrayList<>();
        if (last || next.received - acknowledged >= agreed.windowSize().orElse(1)) {
            next.acknowledged = next.received;
            send.add(new Ack(wire(next.received)));
        }
        if (last) {
            next.end = new TransferEnd.Done();
            next.deadline = retries.dally().isZero() ? null : now.plus(retries.dally());
        }
        return new TransferStep<>(next, send, List.of(data));
    }

    private TransferStep<ReceivingTransfer> tooLarge() {
        return broken(TftpError.DISK_FULL, "the file is larger than " + maxBytes + " bytes", "File too large");
    }

    private TransferStep<ReceivingTransfer> broken(TftpError code, String reason, String message) {
        ReceivingTransfer next = over(new TransferEnd.Broken(code, reason)).next();
        return TransferStep.of(next, new ErrorPacket(code, message));
    }

    private TransferStep<ReceivingTransfer> over(TransferEnd how) {
        ReceivingTransfer next = new ReceivingTransfer(this);
        next.end = how;
        next.deadline = null;
        return TransferStep.of(next);
    }

    /** Only on a copy that nobody has seen. */
    private void rearm(Instant now) {
        Instant due = now.plus(agreed.timeout().orElseGet(() -> retries.interval(tries, jitterSeed + received)));
        deadline = due.isAfter(giveUp) ? giveUp : due;
    }

    private Rollover rollover() {
        return agreed.rollover().orElse(rollover);
    }

    private int wire(long block) {
        return rollover().wire(block);
    }
}
