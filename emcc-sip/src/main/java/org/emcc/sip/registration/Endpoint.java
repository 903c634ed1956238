package org.emcc.sip.registration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.emcc.sip.internal.Daemons;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Via;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The non-INVITE transactions of both sides over the flows of one or more transports. Everything but {@link #execute},
 * {@link #addresses}, {@link #clock}, {@link #closed()}, {@link #idle} and {@link #close} is confined to its loop, on which the handler
 * and all that it starts run.
 *
 * <p>Source: RFC 3261 17.1.2, 17.2.2 and 18; sip 5.6.
 */
final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    /**
     * Messages of one carrier that may wait while the loop is busy. More of UDP are lost, and come again; streams are not read meanwhile.
     */
    static final int MAX_WAITING = 1_024;

    /** Answers a request; called once for each, however often it comes. */
    interface Handler {
        Answer handle(SipRequest request, Flow flow);

        /** A stream is closed, after all that came on it. Requests that were under way on it are at their end already. */
        default void closed(Flow flow, String why) {}
    }

    /** A provisional response, or none, the final one, or none, and what is done when they are on their way. */
    record Answer(@Nullable SipResponse first, @Nullable SipResponse response, Runnable afterwards) {
        Answer(@Nullable SipResponse response, Runnable afterwards) {
            this(null, response, afterwards);
        }

        static Answer of(SipResponse response) {
            return new Answer(response, () -> {});
        }
    }

    /** What came of a request. */
    sealed interface Reply {
        /** A final response. */
        record Answered(SipResponse response) implements Reply {}

        /** None, and one sentence that says why. */
        record Unanswered(String why) implements Reply {}

        /** The final response, if there is one. */
        default Optional<SipResponse> answer() {
            return this instanceof Answered answered ? Optional.of(answered.response) : Optional.empty();
        }
    }

    /**
     * What an endpoint is reached by.
     *
     * @param local one address, as messages name it
     * @param listens whether others connect
     */
    record Access(SipTransport transport, InetSocketAddress local, boolean listens) {
        Access {
            Objects.requireNonNull(transport, "transport");
            InetAddress at = Objects.requireNonNull(local, "local").getAddress();
            if (at == null || at.isAnyLocalAddress()) {
                throw new IllegalArgumentException(
                        "local address must be one address, because messages name it, but is " + local);
            }
        }
    }

    /** What both users of an endpoint let their callers set. */
    static final class Options {
        Clock clock = Clock.systemUTC();
        RandomGenerator random = new SecureRandom();
        /** Of what others must not guess, whatever the ids are made of. */
        final RandomGenerator keys = new SecureRandom();

        Retransmission retransmission = Retransmission.STANDARD;

        @Nullable
        ScheduledExecutorService timers;
    }

    private final List<Access> accesses;
    private final Clock clock;
    private final Retransmission retransmission;
    private final Ids ids;
    private final ScheduledExecutorService timers;
    private final boolean ownTimers;
    private volatile @Nullable Thread timerThread;
    /** What callers began, and the loop did not take yet; closing takes the rest. */
    private final Queue<Runnable> begun = new ConcurrentLinkedQueue<>();

    private final Handler handler;
    private final Serial loop;
    private final Map<String, Exchange> exchanges = new HashMap<>();
    /** Those over streams, by stream. */
    private final Map<Flow, Set<Exchange>> byStream = new HashMap<>();

    private final Set<Timer> running = new HashSet<>();
    private final AnsweredRequests answered;
    /** In the order of the accesses. */
    private volatile List<Carrier> carriers = List.of();

    private volatile boolean closed;

    Endpoint(String role, List<Access> accesses, Options options, Handler handler) {
        this.accesses = List.copyOf(accesses);
        this.clock = options.clock;
        this.retransmission = options.retransmission;
        this.ids = new Ids(options.random);
        this.ownTimers = options.timers == null;
        this.timers = options.timers == null ? ownTimers(role) : options.timers;
        this.loop = new Serial(timers, LOG);
        this.handler = handler;
        this.answered = new AnsweredRequests(Retransmission.STANDARD.total());
    }

    private ScheduledExecutorService ownTimers(String role) {
        ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Daemons.named(role, 2, task);
            timerThread = thread;
            return thread;
        });
        own.setRemoveOnCancelPolicy(true);
        own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return own;
    }

    /**
     * Opens the transports.
     *
     * @throws UncheckedIOException when an address cannot be bound; then nothing is open
     */
    void begin() {
        List<RuntimeException> failures = new ArrayList<>(1);
        // On the loop, so that what comes meanwhile waits until all of them are there.
        loop.run(() -> {
            List<Carrier> opened = new ArrayList<>();
            try {
                for (Access access : accesses) {
                    opened.add(open(access));
                }
            } catch (RuntimeException e) {
                failures.add(e);
            }
            carriers = List.copyOf(opened);
        });
        if (!failures.isEmpty()) {
            close();
            throw failures.get(0);
        }
    }

    private Carrier open(Access access) {
        try {
            return access.transport().open(access.local(), access.listens(), new Arrivals());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bind " + access.transport().protocol() + " " + access.local(), e);
        }
    }

    /** Where it is reached; the ports are real ones. */
    List<InetSocketAddress> addresses() {
        return carriers.stream().map(Carrier::address).toList();
    }

    /** A way to a peer by the first transport. */
    Flow connect(InetSocketAddress peer) {
        return carriers.get(0).connect(peer);
    }

    /** The way back to whoever came on a flow: the same stream, or over UDP from the same socket to the address that he named. */
    Flow back(Flow flow, InetSocketAddress named) {
        if (flow.isReliable()) {
            return flow;
        }
        for (int i = 0; i < carriers.size(); i++) {
            Carrier carrier = carriers.get(i);
            boolean sameProtocol = accesses.get(i).transport().protocol().equals(flow.protocol());
            if (sameProtocol && carrier.address().equals(flow.local())) {
                return carrier.connect(named);
            }
        }
        return flow;
    }

    Ids ids() {
        return ids;
    }

    Clock clock() {
        return clock;
    }

    boolean closed() {
        return closed;
    }

    /**
     * Runs a task on the loop, and not on the caller's thread as long as this endpoint is open. It runs in any case: also when this
     * endpoint is closed or its timers are shut down.
     */
    void execute(Runnable task) {
        begun.add(task);
        try {
            timers.execute(() -> loop.run(this::takeBegun));
        } catch (RejectedExecutionException e) {
            LOG.debug("Timers are shut down: a task runs on the thread of its caller");
            runHere(this::takeBegun);
        }
        if (closed) {
            runHere(this::takeBegun);
        }
    }

    /** On the loop without the timers, which may be shut down, and then have dropped what was handed over to them. */
    private void runHere(Runnable task) {
        loop.run(task);
        loop.takeOver();
    }

    private void takeBegun() {
        for (Runnable task = begun.poll(); task != null; task = begun.poll()) {
            task.run();
        }
    }

    /** A task that the loop runs later. */
    final class Timer {
        private final Runnable task;
        private @Nullable Future<?> future;

        private Timer(Runnable task) {
            this.task = task;
        }

        private void fire() {
            if (running.remove(this)) {
                task.run();
            }
        }

        void cancel() {
            if (running.remove(this) && future != null) {
                future.cancel(false);
            }
        }
    }

    /** Whether nobody runs on the loop; with time in the hands of a test, nothing more happens then. */
    boolean idle() {
        return loop.waiting() == 0;
    }

    /** Runs a task on the loop after a time, unless it is cancelled or this endpoint is closed by then. */
    Timer schedule(Duration delay, Runnable task) {
        Timer timer = new Timer(task);
        if (closed) {
            return timer;
        }
        running.add(timer);
        try {
            timer.future =
                    timers.schedule(() -> loop.run(timer::fire), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Timers are shut down: nothing will happen after {}", delay);
        }
        return timer;
    }

    /**
     * Sends a request until it is answered, given up or taken back; the consumer gets what came of it, unless it was taken back. When
     * the stream that it goes over closes, that is at once.
     *
     * @return takes it back
     */
    Runnable request(SipRequest request, Flow flow, Consumer<Reply> done) {
        Optional<String> cannot = closed || timers.isShutdown() ? Optional.of("Closed here.") : flow.whyClosed();
        if (cannot.isPresent()) {
            done.accept(new Reply.Unanswered(cannot.get()));
            return () -> {};
        }
        Via via = request.vias().value().orElseThrow().get(0);
        Exchange exchange = new Exchange(key(via, request.method()), request.encode(), flow, done);
        exchange.begin();
        LOG.debug("{} to {}", request.method(), flow);
        exchange.send();
        return exchange::takeBack;
    }

    private static String key(Via via, String method) {
        return via.branch().orElse("") + " " + method;
    }

    /** A request under way. */
    private final class Exchange {
        private final String key;
        private final byte[] bytes;
        private final Flow flow;
        private final Consumer<Reply> done;
        private Duration last = Duration.ZERO;
        private Duration passed = Duration.ZERO;
        private @Nullable Timer timer;

        Exchange(String key, byte[] bytes, Flow flow, Consumer<Reply> done) {
            this.key = key;
            this.bytes = bytes;
            this.flow = flow;
            this.done = done;
        }

        void begin() {
            exchanges.put(key, this);
            if (flow.isReliable()) {
                byStream.computeIfAbsent(flow, any -> new HashSet<>(2)).add(this);
            }
        }

        void send() {
            Optional<Duration> wait =
                    flow.isReliable() ? retransmission.once(passed) : retransmission.next(last, passed);
            if (wait.isEmpty()) {
                finish(new Reply.Unanswered(
                        "No answer came within " + retransmission.total().toSeconds() + " s."));
                return;
            }
            timer = schedule(wait.get(), () -> {
                last = wait.get();
                passed = passed.plus(last);
                send();
            });
            flow.send(bytes);
        }

        void received(SipResponse response) {
            if (response.status() >= 200) {
                finish(new Reply.Answered(response));
            } else {
                last = retransmission.t2();
            }
        }

        void finish(Reply reply) {
            if (takeBack()) {
                done.accept(reply);
            }
        }

        boolean takeBack() {
            if (timer != null) {
                timer.cancel();
            }
            byStream.computeIfPresent(flow, (stream, all) -> all.remove(this) && all.isEmpty() ? null : all);
            return exchanges.remove(key, this);
        }
    }

    /** What one carrier brings. Each has a room of its own, so that none keeps the others out. */
    private final class Arrivals implements CarrierEvents {
        private final Semaphore room = new Semaphore(MAX_WAITING);

        @Override
        public void received(Flow flow, SipMessage message) {
            if (!hasRoom(flow)) {
                LOG.debug("Too busy: a message from {} is dropped", flow);
                return;
            }
            loop.run(() -> {
                room.release();
                if (!closed) {
                    Endpoint.this.received(message, flow);
                }
            });
        }

        private boolean hasRoom(Flow flow) {
            if (room.tryAcquire()) {
                return true;
            }
            if (!flow.isReliable()) {
                return false;
            }
            try {
                while (!closed) {
                    if (room.tryAcquire(1, TimeUnit.SECONDS)) {
                        return true;
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        @Override
        public void closed(Flow flow, String why) {
            loop.run(() -> Endpoint.this.closed(flow, why));
        }

        @Override
        public Clock clock() {
            return clock;
        }

        @Override
        public Runnable after(Duration delay, Runnable task) {
            try {
                Future<?> future = timers.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            } catch (RejectedExecutionException e) {
                LOG.debug("Timers are shut down: nothing will happen after {}", delay);
                return () -> {};
            }
        }
    }

    private void received(SipMessage message, Flow flow) {
        Optional<Via> top = message.vias().value().map(vias -> vias.get(0));
        if (top.isEmpty() || !SipResponse.canAnswer(message)) {
            LOG.debug("Dropped a message from {}: its Via cannot be read, or no answer has room for it", flow);
            return;
        }
        if (message instanceof SipRequest request) {
            answer(request, top.get(), flow);
        } else if (message instanceof SipResponse response) {
            response.cseq()
                    .value()
                    .map(cseq -> exchanges.get(key(top.get(), cseq.method())))
                    .ifPresentOrElse(
                            exchange -> exchange.received(response),
                            () -> LOG.debug("Dropped a response from {}: nobody waits for it", flow));
        }
    }

    private void closed(Flow flow, String why) {
        // What was answered so far still goes out.
        flow.close(why);
        LOG.debug("{} is closed: {}", flow, why);
        Set<Exchange> open = byStream.remove(flow);
        if (open != null) {
            new ArrayList<>(open).forEach(exchange -> exchange.finish(new Reply.Unanswered(why)));
        }
        if (!closed) {
            handler.closed(flow, why);
        }
    }

    private void answer(SipRequest request, Via via, Flow flow) {
        if (flow.isReliable()) {
            // Nothing comes twice here: timer J is 0.
            respond(request, flow, flow, null);
            return;
        }
        String key = AnsweredRequests.key(request, via);
        Optional<AnsweredRequests.Sent> before = answered.find(key, clock.instant());
        if (before.isPresent()) {
            LOG.debug("{} from {} again", request.method(), flow);
            before.get().flow().send(before.get().bytes());
            return;
        }
        respond(request, flow, back(flow, Answers.target(via, flow.peer())), key);
    }

    private void respond(SipRequest request, Flow flow, Flow way, @Nullable String key) {
        Answer answer;
        try {
            answer = handler.handle(request, flow);
        } catch (RuntimeException e) {
            // Who sends what no answer can be made to makes nothing loud here.
            LOG.debug("Dropped a request from {}: no answer to it can be made", flow, e);
            return;
        }
        try {
            send(answer, request, way, key);
        } catch (RuntimeException e) {
            LOG.debug("An answer to {} cannot be sent", flow, e);
        }
        answer.afterwards().run();
    }

    private void send(Answer answer, SipRequest request, Flow way, @Nullable String key) {
        SipResponse first = answer.first();
        if (first != null) {
            way.send(first.encode());
        }
        SipResponse response = answer.response();
        if (response != null) {
            LOG.debug("{} to {}: {}", request.method(), way, response.status());
            byte[] bytes = response.encode();
            // A refusal changed nothing, so that the same request may be refused again, and a stranger makes nothing be
            // kept.
            if (key != null && response.status() < 300) {
                answered.keep(key, bytes, way, clock.instant());
            }
            way.send(bytes);
        }
    }

    /** Ends every exchange unanswered, and waits for its own threads, but not for the one that calls. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        carriers.forEach(Carrier::close);
        loop.run(this::end);
        if (ownTimers) {
            timers.shutdown();
            Thread own = timerThread;
            if (own != null) {
                Daemons.join(own);
            }
            loop.takeOver();
        }
    }

    private void end() {
        takeBegun();
        new ArrayList<>(exchanges.values()).forEach(exchange -> exchange.finish(new Reply.Unanswered("Closed here.")));
        new ArrayList<>(running).forEach(Timer::cancel);
    }
}
