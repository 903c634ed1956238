package org.emcc.tftp.protocol;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.tftp.protocol.TftpPacket.ErrorPacket;
import org.emcc.tftp.protocol.TftpPacket.Operation;
import org.emcc.tftp.protocol.TftpPacket.Request;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of a read: a pure state machine. Each method leaves this transfer as it is and answers with the next one and
 * what to send. It reads no clock, touches no socket, logs nothing and throws nothing for what a peer sends.
 *
 * <p>The caller hands over only what comes from the client's own address and port; it ends when {@link #deadline()} is empty.
 *
 * <p>Source: tftp 2.2, 2.5, 4, 5 and 6. A duplicate ACK never causes a block to be sent again when the window is one block; with
 * larger windows an ACK that repeats the last one is the receiver's sign of a gap and does so at most once a window, never in two
 * windows running.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SendingTransfer {
    private static final Duration LONGEST = Duration.ofHours(6);

    // Set once at the beginning.
    private final Request request;
    private final ByteBuffer content;
    private final TransferOptions agreed;
    private final List<TftpOption> reply;
    private final RetryPolicy retries;
    private final long jitterSeed;
    private final int blockSize;
    private final int window;
    private final Rollover rollover;
    private final long last;
    private final Instant giveUp;

    // Changed by a step, in the fresh copy only. Blocks are counted in 64 bits from 1; -1 acknowledged: not even the
    // OACK.
    private long acknowledged;
    private long sent;
    private boolean proven;
    private int tries = 1;
    private boolean resent;
    private boolean gapsHeeded = true;
    private Instant sentAt;
    private Duration roundTrip = Duration.ZERO;
    private int retransmissions;
    private int ignored;
    private @Nullable Instant deadline;
    private @Nullable TransferEnd end;

    private SendingTransfer(
            Request request,
            ByteBuffer content,
            Negotiation.Grant grant,
            RetryPolicy retries,
            Rollover rollover,
            long seed,
            Instant now) {
        this.request = request;
        this.content = content;
        this.agreed = grant.agreed();
        this.reply = grant.reply();
        this.retries = retries;
        this.jitterSeed = seed;
        this.blockSize = agreed.blockSize().orElse(512);
        this.window = agreed.windowSize().orElse(1);
        this.rollover = agreed.rollover().orElse(rollover);
        this.last = content.remaining() / blockSize + 1L;
        this.giveUp = now.plus(longest(retries.total()));
        this.acknowledged = reply.isEmpty() ? 0 : -1;
        this.sentAt = now;
    }

    private SendingTransfer(SendingTransfer from) {
        this.request = from.request;
        this.content = from.content;
        this.agreed = from.agreed;
        this.reply = from.reply;
        this.retries = from.retries;
        this.jitterSeed = from.jitterSeed;
        this.blockSize = from.blockSize;
        this.window = from.window;
        this.rollover = from.rollover;
        this.last = from.last;
        this.giveUp = from.giveUp;
        this.acknowledged = from.acknowledged;
        this.sent = from.sent;
        this.proven = from.proven;
        this.tries = from.tries;
        this.resent = from.resent;
        this.gapsHeeded = from.gapsHeeded;
        this.sentAt = from.sentAt;
        this.roundTrip = from.roundTrip;
        this.retransmissions = from.retransmissions;
        this.ignored = from.ignored;
        this.deadline = from.deadline;
        this.end = from.end;
    }

    /**
     * Begins to answer a read request: with an OACK when an option is granted, else with the first block.
     *
     * @param request what was asked; a read, not in mail mode
     * @param content the file; converted first when the mode is netascii, else used as it is: it must not change any more
     * @param limits what is granted at most
     * @param retries when to send again
     * @param jitterSeed makes this transfer's intervals differ from another's
     * @param now the time
     * @return the transfer and its first packet
     * @throws IllegalArgumentException when the request is a write or in mail mode
     */
    public static TransferStep<SendingTransfer> begin(
            Request request,
            ByteBuffer content,
            ServingLimits limits,
            RetryPolicy retries,
            long jitterSeed,
            Instant now) {
        return begin(request, content, limits, retries, Rollover.TO_ZERO, jitterSeed, now);
    }

    /**
     * Begins to answer a read request: with an OACK when an option is granted, else with the first block.
     *
     * @param request what was asked; a read, not in mail mode
     * @param content the file; converted first when the mode is netascii, else used as it is: it must not change any more
     * @param limits what is granted at most
     * @param retries when to send again
     * @param rollover what follows block 65535 when the client does not ask for the one or the other
     * @param jitterSeed makes this transfer's intervals differ from another's
     * @param now the time
     * @return the transfer and its first packet
     * @throws IllegalArgumentException when the request is a write or in mail mode
     */
    public static TransferStep<SendingTransfer> begin(
            Request request,
            ByteBuffer content,
            ServingLimits limits,
            RetryPolicy retries,
            Rollover rollover,
            long jitterSeed,
            Instant now) {
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(rollover, "rollover");
        if (request.operation() != Operation.READ || request.mode() == TransferMode.MAIL) {
            throw new IllegalArgumentException("request must be a read in netascii or octet mode");
        }
        ByteBuffer wire = request.mode() == TransferMode.NETASCII
                ? Netascii.encode(content)
                : content.asReadOnlyBuffer().slice();
        Negotiation.Grant grant = Negotiation.grant(request.options(), limits, wire.remaining());
        return new SendingTransfer(request, wire, grant, retries, rollover, jitterSeed, now).flight(now);
    }

    /**
     * When {@link #elapse} is due.
     *
     * @return the instant, or empty when the transfer is over
     */
    public Optional<Instant> deadline() {
        return Optional.ofNullable(deadline);
    }

    /**
     * How it ended.
     *
     * @return the end, or empty while it runs
     */
    public Optional<TransferEnd> end() {
        return Optional.ofNullable(end);
    }

    /**
     * The options in force.
     *
     * @return what was granted
     */
    public TransferOptions agreed() {
        return agreed;
    }

    /**
     * Whether the client has acknowledged anything yet, and so is known to exist.
     *
     * @return true from the first ACK
     */
    public boolean proven() {
        return proven;
    }

    /**
     * How much of the file has been acknowledged.
     *
     * @return bytes, as transferred
     */
    public long acknowledgedBytes() {
        return Math.min(Math.max(acknowledged, 0) * blockSize, content.remaining());
    }

    /**
     * How many blocks have been acknowledged.
     *
     * @return 0 or more; without a limit at 65535
     */
    public long acknowledgedBlocks() {
        return Math.max(acknowledged, 0);
    }

    /**
     * How many packets were sent again.
     *
     * @return 0 or more
     */
    public int retransmissions() {
        return retransmissions;
    }

    /**
     * How many ACKs were passed over: late, doubled, or for blocks that were never sent.
     *
     * @return 0 or more
     */
    public int ignoredAcks() {
        return ignored;
    }

    /**
     * Takes a datagram from the client.
     *
     * @param datagram the whole of it
     * @param now the time
     * @return what follows
     */
    public TransferStep<SendingTransfer> receive(byte[] datagram, Instant now) {
        if (end != null) {
            return TransferStep.of(this);
        }
        Decoded<TftpPacket> decoded = TftpPacket.decode(datagram);
        Optional<TftpPacket> packet = decoded.value();
        if (packet.isEmpty()) {
            int opcode = WireText.opcode(datagram);
            return (opcode >= 3 && opcode <= 6) || opcode < 0 ? TransferStep.of(this) : illegal("not a TFTP packet");
        }
        if (packet.get() instanceof TftpPacket.Ack ack) {
            return acknowledge(ack.block(), now);
        }
        if (packet.get() instanceof ErrorPacket error) {
            return over(new TransferEnd.PeerError(error.code(), error.message()));
        }
        if (packet.get().equals(request)) {
            return TransferStep.of(this);
        }
        return illegal("a client that reads sends only ACK and ERROR");
    }

    /**
     * Takes note that the same request has come once more to the server's own port: before the first ACK the answer was probably
     * lost and is sent again, within the tries allowed; later it is an echo.
     *
     * @param now the time
     * @return what follows
     */
    public TransferStep<SendingTransfer> requestedAgain(Instant now) {
        if (end != null || proven || tries >= retries.triesUnproven()) {
            return TransferStep.of(this);
        }
        return again(now);
    }

    /**
     * Takes note of the time. Does nothing before the {@link #deadline()}.
     *
     * @param now the time
     * @return what follows
     */
    public TransferStep<SendingTransfer> elapse(Instant now) {
        if (deadline == null || now.isBefore(deadline)) {
            return TransferStep.of(this);
        }
        int most = proven ? retries.tries() : Math.min(retries.tries(), retries.triesUnproven());
        if (tries >= most || !now.isBefore(giveUp)) {
            return over(proven && sent == last ? new TransferEnd.LastAckMissing() : new TransferEnd.TimedOut());
        }
        return again(now);
    }

    private TransferStep<SendingTransfer> acknowledge(int block, Instant now) {
        if (acknowledged < 0) {
            return block == 0 ? advance(0, now) : ignore();
        }
        // Only the distance from the last acknowledged block counts: it stays right when numbers start again.
        int ahead = rollover.ahead(block, acknowledged);
        if (ahead == 0) {
            return repeated(now);
        }
        return ahead <= sent - acknowledged ? advance(acknowledged + ahead, now) : ignore();
    }

    private TransferStep<SendingTransfer> advance(long block, Instant now) {
        SendingTransfer next = new SendingTransfer(this);
        if (!resent) {
            next.roundTrip = Duration.between(sentAt, now);
        }
        next.gapsHeeded = !resent;
        next.resent = false;
        next.acknowledged = block;
        next.proven = true;
        next.tries = 1;
        if (block == last) {
            return next.over(new TransferEnd.Done());
        }
        next.retransmissions += (int) (sent - Math.max(block, 0));
        return next.flight(now);
    }

    /** The last ACK once more. */
    private TransferStep<SendingTransfer> repeated(Instant now) {
        boolean sign = window > 1
                && sent > acknowledged
                && gapsHeeded
                && !resent
                && Duration.between(sentAt, now).compareTo(roundTrip.dividedBy(2)) >= 0;
        if (!sign) {
            return ignore();
        }
        SendingTransfer next = new SendingTransfer(this);
        next.gapsHeeded = false;
        next.resent = true;
        return next.counted(next.flight(now));
    }

    private TransferStep<SendingTransfer> again(Instant now) {
        SendingTransfer next = new SendingTransfer(this);
        next.tries++;
        next.resent = true;
        return next.counted(next.flight(now));
    }

    private TransferStep<SendingTransfer> counted(TransferStep<SendingTransfer> step) {
        retransmissions += step.send().size();
        return step;
    }

    /** Sends what comes next after the last ACK. Only on a copy that nobody has seen. */
    private TransferStep<SendingTransfer> flight(Instant now) {
        List<TftpPacket> packets;
        if (acknowledged < 0) {
            packets = List.of(new TftpPacket.OptionAck(reply));
        } else {
            sent = Math.min(acknowledged + window, last);
            packets = sent == acknowledged + 1 ? List.of(block(sent)) : blocks();
        }
        sentAt = now;
        Instant due = now.plus(interval());
        deadline = due.isAfter(giveUp) ? giveUp : due;
        return new TransferStep<>(this, packets, List.of());
    }

    /** What was agreed, but with a client that may not exist no longer than without: whoever forges a request would choose how long it lasts. */
    private Duration interval() {
        Duration own = retries.interval(tries, jitterSeed + acknowledged);
        Duration chosen = agreed.timeout().orElse(own);
        return proven || chosen.compareTo(own) < 0 ? chosen : own;
    }

    /** The policy's, or a second a block of the usual size where that is more, but not as long as a client likes by asking for tiny ones. */
    private Duration longest(Duration total) {
        Duration slow = Duration.ofSeconds(content.remaining() / 512 + 1L);
        Duration bounded = slow.compareTo(LONGEST) > 0 ? LONGEST : slow;
        return bounded.compareTo(total) > 0 ? bounded : total;
    }

    private List<TftpPacket> blocks() {
        List<TftpPacket> packets = new ArrayList<>();
        for (long block = acknowledged + 1; block <= sent; block++) {
            packets.add(block(block));
        }
        return packets;
    }

    private TftpPacket block(long number) {
        int from = Math.toIntExact((number - 1) * blockSize);
        int length = Math.min(blockSize, content.remaining() - from);
        return new TftpPacket.Data(rollover.wire(number), content.slice(from, length));
    }

    private TransferStep<SendingTransfer> ignore() {
        SendingTransfer next = new SendingTransfer(this);
        next.ignored++;
        return TransferStep.of(next);
    }

    private TransferStep<SendingTransfer> illegal(String reason) {
        return new TransferStep<>(
                over(new TransferEnd.Broken(TftpError.ILLEGAL_OPERATION, reason))
                        .next(),
                List.of(new ErrorPacket(TftpError.ILLEGAL_OPERATION, "Illegal TFTP operation")),
                List.of());
    }

    private TransferStep<SendingTransfer> over(TransferEnd how) {
        SendingTransfer next = new SendingTransfer(this);
        next.end = how;
        next.deadline = null;
        return TransferStep.of(next);
    }
}
