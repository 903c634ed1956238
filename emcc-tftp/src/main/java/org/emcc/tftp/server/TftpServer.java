package org.emcc.tftp.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.emcc.tftp.content.Content;
import org.emcc.tftp.content.ContentAnswer;
import org.emcc.tftp.content.ContentName;
import org.emcc.tftp.content.ContentRequest;
import org.emcc.tftp.content.ContentSource;
import org.emcc.tftp.content.Transport;
import org.emcc.tftp.internal.DatagramLoop;
import org.emcc.tftp.internal.Sparingly;
import org.emcc.tftp.protocol.RetryPolicy;
import org.emcc.tftp.protocol.Rollover;
import org.emcc.tftp.protocol.SendingTransfer;
import org.emcc.tftp.protocol.ServingLimits;
import org.emcc.tftp.protocol.TftpError;
import org.emcc.tftp.protocol.TftpPacket;
import org.emcc.tftp.protocol.TransferEnd;
import org.emcc.tftp.protocol.TransferMode;
import org.emcc.tftp.protocol.TransferOptions;
import org.emcc.tftp.protocol.TransferStep;
import org.emcc.tftp.server.TransferReport.Result;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A TFTP server, for reading only: RFC 1350, 1123 4.2, 2347, 2348, 2349 and 7440.
 *
 * <p>One daemon thread, {@code emcc-tftp-server-<n>}, serves all transfers, each on a port of its own unless {@link TransferPorts}
 * says otherwise. A request that comes again does not open a second transfer; a packet from elsewhere on a transfer's port is answered with ERROR 5 and disturbs nothing; a
 * write is refused with ERROR 2; whoever comes above the limits is told <em>busy</em> (ERROR 0), as is one whose file is still being
 * built. A file of more than 1 MiB is not given as netascii (ERROR 0). No error names a path. Requests from ports that belong to other services, or from a multicast address, get no answer.
 * Source: tftp 2, 5, 8, 9.4.
 *
 * <p>Bound to the wildcard address of a host with several, it answers from the address that the system chooses; bind one server to
 * each address there.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class TftpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TftpServer.class);

    /** Ports from which no honest client asks (tftp 9.4): two servers could be set upon each other. */
    private static final Set<Integer> FOREIGN_PORTS = Set.of(0, 7, 19, 53, 69, 123);

    /** The largest file that is converted to netascii: each transfer holds a copy, made before anybody knows who asks. */
    private static final int MOST_TEXT = 1 << 20;

    private static final Duration LONGEST_GRACE = Duration.ofDays(1);
    private static final Duration BUSY_WAIT = Duration.ofNanos(50_000);
    private static final Duration LONGEST_BUSY_WAIT = Duration.ofMillis(1);

    private final ContentSource source;
    private final RandomGenerator random;
    private final AdmissionLimits limits;
    private final ServingLimits serving;
    private final RetryPolicy retries;
    private final TransferListener listener;
    private final DatagramLoop loop;
    private final DatagramLoop.Port port;
    private final Rollover rollover;
    private final TransferPorts ports;
    private final PathMtu pathMtu;
    private final Sparingly warnings = new Sparingly();
    private final Tally tally = new Tally();
    private final AtomicBoolean closing = new AtomicBoolean();

    // Everything below belongs to the loop's thread.
    private final Map<Key, Job> jobs = new HashMap<>();
    private final Map<InetSocketAddress, Job> jobsAtThePort = new HashMap<>();
    /** Transfers that have begun to send, the oldest first, to clients that have acknowledged nothing. */
    private final Set<Job> unproven = new LinkedHashSet<>();

    private final TransferPlaces places;
    private final ErrorShare errors;
    private final PortPool pool;
    private @Nullable Runnable whenIdle;

    private record Key(InetSocketAddress client, TftpPacket.Request request) {}

    private TftpServer(Builder builder) {
        this.source = builder.source;
        this.random = builder.random;
        this.limits = builder.limits;
        this.serving = builder.serving == null ? builder.ports.standardLimits() : builder.serving;
        this.retries = builder.retries;
        this.listener = builder.listener;
        this.rollover = builder.rollover;
        this.ports = builder.ports;
        this.pathMtu = builder.pathMtu;
        this.places = new TransferPlaces(limits);
        this.errors = new ErrorShare(limits.errorsPerSecondPerSource());
        this.loop = DatagramLoop.of("server", builder.clock, builder.busyWait);
        try {
            this.port = loop.open(builder.bind, this::received);
        } catch (IOException e) {
            loop.close();
            throw new UncheckedIOException("cannot bind " + builder.bind + ": " + e.getMessage(), e);
        }
        this.pool = new PortPool(loop, port.address().getAddress(), ports, random);
    }

    /**
     * Begins a server.
     *
     * @param bind the address and port to listen on; port 0 takes a free one
     * @param source where files come from
     * @return a new builder
     */
    public static Builder builder(InetSocketAddress bind, ContentSource source) {
        return new Builder(bind, source);
    }

    /**
     * Where the server listens.
     *
     * @return the address and the real port
     */
    public InetSocketAddress address() {
        return port.address();
    }

    /**
     * What the server has done so far.
     *
     * @return the counters, all of one instant; still there when the server is closed
     */
    public TftpCounters counters() {
        return tally.snapshot(limits.transfers());
    }

    /**
     * Stops gracefully: answers new requests with ERROR 0, so that clients turn to another server, lets running transfers come to
     * their end for a time, and then closes as {@link #close()} does. Waits on the calling thread, by the system's clock; a
     * listener, which runs on the server's own thread, must not call this. A second call only closes.
     *
     * @param grace how long running transfers may go on; nothing, or more; at most a day is waited
     * @throws IllegalArgumentException when it is negative
     */
    public void close(Duration grace) {
        if (grace.isNegative()) {
            throw new IllegalArgumentException("grace must not be negative, but is " + grace);
        }
        Duration longest = grace.compareTo(LONGEST_GRACE) > 0 ? LONGEST_GRACE : grace;
        if (closing.compareAndSet(false, true)) {
            CountDownLatch idle = new CountDownLatch(1);
            loop.execute(() -> {
                whenIdle = idle::countDown;
                tellWhenIdle();
            });
            try {
                boolean ended = idle.await(longest.toNanos(), TimeUnit.NANOSECONDS);
                log.info("TFTP server on {} stops, {}", address(), ended ? "idle" : "transfers are cut off");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        close();
    }

    private void tellWhenIdle() {
        if (whenIdle != null && jobs.isEmpty()) {
            whenIdle.run();
        }
    }

    /** Takes no more requests, ends running transfers with ERROR 0, and waits at most 5 s for the thread. Idempotent. */
    @Override
    public void close() {
        closing.set(true);
        loop.execute(() -> {
            for (Job job : List.copyOf(jobs.values())) {
                job.abort();
            }
            port.close();
        });
        loop.close();
    }

    private void received(byte[] datagram, InetSocketAddress from) {
        if (isNoClient(from)) {
            return;
        }
        if (isAnswer(datagram)) {
            answered(datagram, from);
            return;
        }
        Optional<TftpPacket> packet = TftpPacket.decode(datagram).value();
        if (packet.isPresent() && packet.get() instanceof TftpPacket.Request request) {
            requested(request, from);
        } else if (packet.isEmpty() && datagram.length >= 2) {
            tally.asked();
            refuse(from, "", Result.REFUSED, TftpError.ILLEGAL_OPERATION, "Illegal TFTP operation");
        }
    }

    private static boolean isNoClient(InetSocketAddress from) {
        return FOREIGN_PORTS.contains(from.getPort())
                || from.getAddress().isMulticastAddress()
                || from.getAddress().isAnyLocalAddress();
    }

    /** What answers nothing that was sent from this port gets no answer: that could go round and round. */
    private void answered(byte[] datagram, InetSocketAddress from) {
        Job running = jobsAtThePort.get(from);
        if (running != null) {
            running.arrived(datagram, from);
        }
    }

    /** Whether the opcode is one of DATA, ACK, ERROR and OACK, whatever follows it. */
    private static boolean isAnswer(byte[] datagram) {
        return datagram.length >= 2 && datagram[0] == 0 && datagram[1] >= 3 && datagram[1] <= 6;
    }

    private void requested(TftpPacket.Request request, InetSocketAddress from) {
        Job running = jobs.get(new Key(from, request));
        if (running != null) {
            running.requestedAgain();
            return;
        }
        tally.asked();
        if (request.operation() == TftpPacket.Operation.WRITE) {
            refuse(from, request.name(), Result.REFUSED, TftpError.ACCESS_VIOLATION, "Access violation");
            return;
        }
        if (request.mode() == TransferMode.MAIL) {
            refuse(from, request.name(), Result.REFUSED, TftpError.ILLEGAL_OPERATION, "Illegal TFTP operation");
            return;
        }
        if (whenIdle != null) {
            refuse(from, request.name(), Result.OVERLOAD, TftpError.NOT_DEFINED, "Shutting down");
            return;
        }
        Optional<ContentName> name = ContentName.decode(request.name()).value();
        if (name.isEmpty()) {
            notFound(from, request.name());
            return;
        }
        Job older = jobsAtThePort.get(from);
        if (older != null) {
            older.givenUp();
        }
        InetAddress address = from.getAddress();
        if (!places.take(address) && !(madeRoom(address) && places.take(address))) {
            busy(from, request.name());
            return;
        }
        Job job = new Job(new Key(from, request), loop.now());
        jobs.put(job.key, job);
        if (ports.isSingle()) {
            jobsAtThePort.put(from, job);
        }
        ContentAnswer answer;
        try {
            answer = Objects.requireNonNull(
                    source.find(new ContentRequest(name.get(), from, Transport.TFTP)), "answer of the content source");
        } catch (RuntimeException | Error e) { // an Error too: somebody waits for an answer
            job.failed(e);
            return;
        }
        job.answered(answer, true);
    }

    /**
     * Ends the oldest transfer whose client has had the time to acknowledge something and has not: of this source where that has all that it
     * may have, else of any. So forged requests hold no places that honest ones could have.
     */
    private boolean madeRoom(InetAddress source) {
        boolean own = places.isFull(source);
        Instant ripe = loop.now().minus(retries.firstInterval());
        for (Job job : unproven) {
            if (job.sentFirst.isAfter(ripe)) {
                return false;
            }
            if (!own || job.key.client.getAddress().equals(source)) {
                job.end(Result.TIMEOUT);
                return true;
            }
        }
        return false;
    }

    /** Holds on to a request by nothing but the reference, which is let go when it ends: a build may hang for ever. */
    private void tellLater(AtomicReference<@Nullable Job> waiting, ContentAnswer.Building building) {
        var unused = building.later()
                .whenComplete((answer, failure) -> loop.execute(() -> {
                    Job job = waiting.get();
                    if (job != null) {
                        job.built(answer, failure);
                    }
                }));
    }

    private void busy(InetSocketAddress to, String name) {
        refuse(to, name, Result.OVERLOAD, TftpError.NOT_DEFINED, "Busy, try again");
    }

    /** The same words whatever the reason, so that nobody learns which devices exist (tftp 8 and 9.3). */
    private void notFound(InetSocketAddress to, String name) {
        refuse(to, name, Result.NOT_FOUND, TftpError.NOT_FOUND, "File not found");
    }

    private void refuse(InetSocketAddress to, String name, Result result, TftpError code, String message) {
        // Counted first, so that whoever has the answer finds it in the counters.
        report(new Report(to, name, result, TransferOptions.none(), 0, 0, Duration.ZERO));
        sendError(port, to, code, message);
    }

    /** Sends an ERROR, unless this source has had its share of them in this second (tftp 9.4). */
    private void sendError(DatagramLoop.Port from, InetSocketAddress to, TftpError code, String message) {
        if (errors.take(to.getAddress(), loop.now())) {
            from.send(new TftpPacket.ErrorPacket(code, message)::encodeTo, to);
        }
    }

    private void report(Report report) {
        log.debug("{} for {}: {}", report.name(), report.client(), report.result());
        tally.ended(report.result());
        tell(() -> listener.ended(report));
    }

    private void tell(Runnable event) {
        try {
            event.run();
        } catch (RuntimeException | Error e) {
            log.warn(
                    "{} failed; the transfer is not affected",
                    listener.getClass().getName(),
                    e);
        }
    }

    /** One request from its arrival to its report. */
    private final class Job {
        private final Key key;
        private final Instant begun;
        private DatagramLoop.@Nullable Port transferPort;
        private @Nullable SendingTransfer transfer;
        private @Nullable Instant armed;
        private DatagramLoop.@Nullable Timer timer;
        private final AtomicReference<@Nullable Job> waiting = new AtomicReference<>();
        private Instant sentFirst = Instant.MAX;
        private boolean proven;
        private boolean over;

        Job(Key key, Instant begun) {
            this.key = key;
            this.begun = begun;
        }

        /** Whatever fails on the way, an Error too, somebody waits for an answer and holds a place. */
        void answered(ContentAnswer answer, boolean mayWait) {
            if (over) {
                return;
            }
            try {
                follow(answer, mayWait);
            } catch (RuntimeException | Error e) {
                failed(e);
            }
        }

        private void follow(ContentAnswer answer, boolean mayWait) {
            switch (answer.kind()) {
                case FOUND -> start(((ContentAnswer.Found) answer).content());
                case NOT_FOUND -> {
                    finish();
                    notFound(key.client, key.request.name());
                }
                case REFUSED -> {
                    finish();
                    refuse(
                            key.client,
                            key.request.name(),
                            Result.REFUSED,
                            TftpError.ACCESS_VIOLATION,
                            "Access violation");
                }
                case BUSY -> tooBusy();
                case BUILDING -> {
                    if (mayWait) {
                        await((ContentAnswer.Building) answer);
                    } else {
                        tooBusy();
                    }
                }
            }
        }

        private void await(ContentAnswer.Building building) {
            timer = loop.at(loop.now().plus(limits.building()), () -> {
                if (transfer == null) {
                    tooBusy();
                }
            });
            waiting.set(this);
            tellLater(waiting, building);
        }

        void built(@Nullable ContentAnswer answer, @Nullable Throwable failure) {
            if (answer != null) {
                answered(answer, false);
            } else {
                failed(failure == null ? new IllegalStateException("a build gave no answer") : failure);
            }
        }

        private void tooBusy() {
            if (!over) {
                finish();
                busy(key.client, key.request.name());
            }
        }

        void failed(Throwable failure) {
            if (!over) {
                if (warnings.isDue(loop.now())) {
                    log.warn("a request of {} failed; others in the next minute are not told of", key.client, failure);
                }
                finish();
                refuse(
                        key.client,
                        key.request.name(),
                        Result.INTERNAL,
                        TftpError.NOT_DEFINED,
                        "Internal error, try again");
            }
        }

        private void start(Content content) {
            if (key.request.mode() == TransferMode.NETASCII && content.size() > MOST_TEXT) {
                finish();
                refuse(
                        key.client,
                        key.request.name(),
                        Result.REFUSED,
                        TftpError.NOT_DEFINED,
                        "Too large for netascii, use octet");
                return;
            }
            TransferStep<SendingTransfer> first = SendingTransfer.begin(
                    key.request, content.bytes(), granted(), retries, rollover, random.nextLong(), loop.later());
            TransferOptions agreed = first.next().agreed();
            Optional<DatagramLoop.Port> own;
            try {
                own = ports.isSingle() ? Optional.of(port) : pool.take(sendsMuch(agreed), this::arrived);
            } catch (IOException e) {
                failed(e);
                return;
            }
            if (own.isEmpty()) {
                tooBusy();
                return;
            }
            transferPort = own.get();
            sentFirst = loop.now();
            unproven.add(this);
            Start event = new Start(key.client, key.request.name(), agreed, content.size());
            tell(() -> listener.started(event));
            follow(first, own.get());
        }

        /** Whether more than one packet of Ethernet is sent for an acknowledgement. */
        private static boolean sendsMuch(TransferOptions agreed) {
            return agreed.windowSize().orElse(1) > 1 || agreed.blockSize().orElse(512) > TransferPorts.ONE_PACKET;
        }

        private ServingLimits granted() {
            InetAddress client = key.client.getAddress();
            OptionalInt mtu = pathMtu.bytes(client);
            int room = mtu.orElse(65_535) - (client instanceof Inet4Address ? 20 : 40) - 8 - 4;
            return mtu.isEmpty() || room >= serving.blockSize()
                    ? serving
                    : new ServingLimits(Math.max(8, room), serving.windowSize());
        }

        private void arrived(byte[] datagram, InetSocketAddress from) {
            DatagramLoop.Port own = transferPort;
            SendingTransfer running = transfer;
            if (own == null || running == null) {
                return;
            }
            if (from.equals(key.client)) {
                follow(running.receive(datagram, loop.now()), own);
            } else if (datagram.length >= 2 && datagram[1] != 5 && !isNoClient(from)) {
                sendError(own, from, TftpError.UNKNOWN_TRANSFER, "Unknown transfer ID");
            }
        }

        void requestedAgain() {
            if (transfer != null && transferPort != null) {
                follow(transfer.requestedAgain(loop.now()), transferPort);
            }
        }

        private void elapsed(Instant due) {
            if (!due.equals(armed)) {
                return;
            }
            armed = null;
            if (!over && transfer != null && transferPort != null) {
                follow(transfer.elapse(loop.now()), transferPort);
            }
        }

        private void follow(TransferStep<SendingTransfer> step, DatagramLoop.Port own) {
            SendingTransfer now = step.next();
            long before = transfer == null ? 0 : transfer.acknowledgedBlocks();
            transfer = now;
            int segments = 0;
            for (TftpPacket packet : step.send()) {
                own.send(packet::encodeTo, key.client);
                segments += packet instanceof TftpPacket.Data ? 1 : 0;
            }
            tally.moved(segments, now.acknowledgedBlocks() - before);
            if (now.proven() && !proven) {
                proven = true;
                unproven.remove(this);
                places.proven(key.client.getAddress());
            }
            if (now.end().isPresent()) {
                finish();
                report(result(now.end().get()), now);
                return;
            }
            // One timer is enough: a deadline that moved away is met by asking again when the old one is due.
            Instant due = now.deadline().orElseThrow();
            if (armed == null || due.isBefore(armed)) {
                armed = due;
                disarm();
                timer = loop.at(due, () -> elapsed(due));
            }
        }

        private void disarm() {
            if (timer != null) {
                timer.cancel();
            }
        }

        private Result result(TransferEnd end) {
            if (end instanceof TransferEnd.Done) {
                return Result.DONE;
            }
            if (end instanceof TransferEnd.LastAckMissing) {
                return Result.LAST_ACK_MISSING;
            }
            return end instanceof TransferEnd.TimedOut ? Result.TIMEOUT : Result.CLIENT_ERROR;
        }

        void abort() {
            DatagramLoop.Port from = transferPort == null ? port : transferPort;
            from.send(new TftpPacket.ErrorPacket(TftpError.NOT_DEFINED, "Shutting down")::encodeTo, key.client);
            end(Result.INTERNAL);
        }

        /** The client asks for something else from the same port. */
        void givenUp() {
            end(Result.CLIENT_ERROR);
        }

        private void end(Result result) {
            finish();
            if (transfer != null) {
                report(result, transfer);
            } else {
                TftpServer.this.report(
                        new Report(key.client, key.request.name(), result, TransferOptions.none(), 0, 0, since()));
            }
        }

        private void report(Result result, SendingTransfer at) {
            TftpServer.this.report(new Report(
                    key.client,
                    key.request.name(),
                    result,
                    at.agreed(),
                    at.acknowledgedBytes(),
                    at.retransmissions(),
                    since()));
        }

        private Duration since() {
            return Duration.between(begun, loop.now());
        }

        private void finish() {
            over = true;
            waiting.set(null);
            disarm();
            jobs.remove(key);
            jobsAtThePort.remove(key.client, this);
            if (!proven) {
                unproven.remove(this);
                places.proven(key.client.getAddress());
            }
            places.giveBack(key.client.getAddress());
            if (transferPort != null && transferPort != port) {
                pool.giveBack(transferPort);
            }
            tellWhenIdle();
        }
    }

    /**
     * Collects what a server needs.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final InetSocketAddress bind;
        private final ContentSource source;
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = RandomGenerator.getDefault();
        private AdmissionLimits limits = AdmissionLimits.standard();
        private @Nullable ServingLimits serving;
        private RetryPolicy retries = RetryPolicy.standard();
        private TransferListener listener = new TransferListener() {};
        private Rollover rollover = Rollover.TO_ZERO;
        private TransferPorts ports = TransferPorts.any();
        private PathMtu pathMtu = PathMtu.unlimited();
        private Duration busyWait = BUSY_WAIT;

        private Builder(InetSocketAddress bind, ContentSource source) {
            this.bind = Objects.requireNonNull(bind, "bind");
            this.source = Objects.requireNonNull(source, "source");
        }

        /**
         * Where the time comes from; the system's clock by default.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /**
         * Where the jitter of the timers comes from; the system's generator by default. Used by the server's thread only.
         *
         * @param random the generator
         * @return this builder
         */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * How much the server takes on at a time.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(AdmissionLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits");
            return this;
        }

        /**
         * What the server grants at most when options are asked; {@link ServingLimits#standard()} by default, and less where transfers have
         * no port of their own that cannot be guessed: see {@link TransferPorts}.
         *
         * @param serving the limits
         * @return this builder
         */
        public Builder serving(ServingLimits serving) {
            this.serving = Objects.requireNonNull(serving, "serving");
            return this;
        }

        /**
         * When the server sends again, and when it gives up.
         *
         * @param retries the policy
         * @return this builder
         */
        public Builder retries(RetryPolicy retries) {
            this.retries = Objects.requireNonNull(retries, "retries");
            return this;
        }

        /**
         * Who hears what becomes of every request.
         *
         * @param listener the listener
         * @return this builder
         */
        public Builder listener(TransferListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * What follows block 65535 when a client does not ask for the one or the other; 0 by default.
         *
         * @param rollover block 0 or block 1
         * @return this builder
         */
        public Builder rollover(Rollover rollover) {
            this.rollover = Objects.requireNonNull(rollover, "rollover");
            return this;
        }

        /**
         * From which ports transfers are served; each from one of the system's choice by default.
         *
         * @param ports the ports
         * @return this builder
         */
        public Builder ports(TransferPorts ports) {
            this.ports = Objects.requireNonNull(ports, "ports");
            return this;
        }

        /**
         * How large packets to clients may be; not limited by default.
         *
         * @param pathMtu the limit
         * @return this builder
         */
        public Builder pathMtu(PathMtu pathMtu) {
            this.pathMtu = Objects.requireNonNull(pathMtu, "pathMtu");
            return this;
        }

        /**
         * How long the server's thread looks for the next packet again and again before it sleeps, 50 µs by default. It takes
         * processor time for speed: where a client is near, its next packet is there sooner than a thread can be woken. Where
         * packets let wait longer, the thread soon gives it up by itself; without transfers, and on one processor, it just sleeps.
         *
         * @param longest nothing, which switches it off, to 1 ms
         * @return this builder
         * @throws IllegalArgumentException when it is outside
         */
        public Builder busyWait(Duration longest) {
            Objects.requireNonNull(longest, "longest");
            if (longest.isNegative() || longest.compareTo(LONGEST_BUSY_WAIT) > 0) {
                throw new IllegalArgumentException("busy wait must be from PT0S to PT0.001S, but is " + longest);
            }
            this.busyWait = longest;
            return this;
        }

        /**
         * Binds the port and starts the thread.
         *
         * @return the running server
         * @throws UncheckedIOException when the port cannot be bound
         */
        public TftpServer start() {
            TftpServer server = new TftpServer(this);
            server.loop.start();
            log.info("TFTP server on {}", server.address());
            return server;
        }
    }
}
