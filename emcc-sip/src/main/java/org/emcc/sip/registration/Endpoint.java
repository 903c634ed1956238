package org.emcc.sip.registration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.emcc.core.Decoded;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.message.Via;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One UDP socket with the non-INVITE transactions of both sides over it. Everything but {@link #execute}, {@link #address} and
 * {@link #close} is confined to its loop, on which the handler and all that it starts run.
 *
 * <p>Source: RFC 3261 17.1.2, 17.2.2 and 18; sip 5.6.
 */
final class Endpoint implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    /** Datagrams that may wait while the loop is busy; more are lost, and come again. */
    private static final int MAX_WAITING = 1_024;

    private static final Duration CLOSE_BOUND = Duration.ofSeconds(5);

    /** Answers a request; called once for each, however often it comes. */
    interface Handler {
        Answer handle(SipRequest request, InetSocketAddress source);
    }

    /** The response, or none, and what is done when it is on its way. */
    record Answer(@Nullable SipResponse response, Runnable afterwards) {
        static Answer of(SipResponse response) {
            return new Answer(response, () -> {});
        }
    }

    /** What both users of an endpoint let their callers set. */
    static final class Options {
        Clock clock = Clock.systemUTC();
        java.util.random.RandomGenerator random = new java.security.SecureRandom();
        Retransmission retransmission = Retransmission.STANDARD;

        @Nullable
        ScheduledExecutorService timers;
    }

    private final DatagramSocket socket;
    private final InetSocketAddress address;
    private final Clock clock;
    private final Retransmission retransmission;
    private final Ids ids;
    private final ScheduledExecutorService timers;
    private final boolean ownTimers;
    private volatile @Nullable Thread timerThread;
    /** What callers began, and the loop did not take yet; closing takes the rest. */
    private final Queue<Runnable> begun = new ConcurrentLinkedQueue<>();

    private final Handler handler;
    private final Thread receiver;
    private final Serial loop = new Serial();
    private final Map<String, Exchange> exchanges = new HashMap<>();
    private final Set<Timer> running = new HashSet<>();
    private final AnsweredRequests answered;
    private volatile boolean closed;

    private Endpoint(String role, DatagramSocket socket, Options options, Handler handler) {
        this.socket = socket;
        this.address = (InetSocketAddress) socket.getLocalSocketAddress();
        this.clock = options.clock;
        this.retransmission = options.retransmission;
        this.ids = new Ids(options.random);
        this.ownTimers = options.timers == null;
        this.timers = options.timers == null ? ownTimers(role) : options.timers;
        this.handler = handler;
        this.answered = new AnsweredRequests(Retransmission.STANDARD.total());
        this.receiver = thread(this::receive, role, 1);
    }

    /** Binds the socket; nothing is received before {@link #begin()}. */
    static Endpoint open(String role, InetSocketAddress local, Options options, Handler handler) {
        Objects.requireNonNull(local, "local");
        InetAddress at = local.getAddress();
        if (at == null || at.isAnyLocalAddress()) {
            throw new IllegalArgumentException(
                    "local address must be one address, because messages name it, but is " + local);
        }
        try {
            return new Endpoint(role, new DatagramSocket(local), options, handler);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bind UDP " + local, e);
        }
    }

    private ScheduledExecutorService ownTimers(String role) {
        ScheduledThreadPoolExecutor own = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = thread(task, role, 2);
            timerThread = thread;
            return thread;
        });
        own.setRemoveOnCancelPolicy(true);
        own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return own;
    }

    private static Thread thread(Runnable task, String role, int number) {
        Thread thread = new Thread(task, "emcc-sip-" + role + "-" + number);
        thread.setDaemon(true);
        return thread;
    }

    void begin() {
        receiver.start();
    }

    InetSocketAddress address() {
        return address;
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
            loop.run(this::takeBegun);
        }
        if (closed) {
            loop.run(this::takeBegun);
        }
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
     * Sends a request until it is answered, given up or taken back; the consumer gets the final answer, or empty, unless it was taken
     * back.
     *
     * @return takes it back
     */
    Runnable request(SipRequest request, InetSocketAddress target, Consumer<Optional<SipResponse>> done) {
        if (closed || timers.isShutdown()) {
            done.accept(Optional.empty());
            return () -> {};
        }
        Via via = request.vias().value().orElseThrow().get(0);
        Exchange exchange = new Exchange(key(via, request.method()), request.encode(), target, done);
        exchanges.put(exchange.key, exchange);
        LOG.debug("{} to {}", request.method(), target);
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
        private final InetSocketAddress target;
        private final Consumer<Optional<SipResponse>> done;
        private Duration last = Duration.ZERO;
        private Duration passed = Duration.ZERO;
        private @Nullable Timer timer;

        Exchange(String key, byte[] bytes, InetSocketAddress target, Consumer<Optional<SipResponse>> done) {
            this.key = key;
            this.bytes = bytes;
            this.target = target;
            this.done = done;
        }

        void send() {
            Optional<Duration> wait = retransmission.next(last, passed);
            if (wait.isEmpty()) {
                finish(Optional.empty());
                return;
            }
            timer = schedule(wait.get(), () -> {
                last = wait.get();
                passed = passed.plus(last);
                send();
            });
            transmit(bytes, target);
        }

        void received(SipResponse response) {
            if (response.status() >= 200) {
                finish(Optional.of(response));
            } else {
                last = retransmission.t2();
            }
        }

        void finish(Optional<SipResponse> answer) {
            if (takeBack()) {
                done.accept(answer);
            }
        }

        boolean takeBack() {
            if (timer != null) {
                timer.cancel();
            }
            return exchanges.remove(key, this);
        }
    }

    private void receive() {
        byte[] buffer = new byte[SipMessage.MAX_BYTES];
        int failures = 0;
        while (failures < 100) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                failures = 0;
            } catch (IOException e) {
                if (closed) {
                    return;
                }
                failures++;
                LOG.debug("Cannot receive at {}", address, e);
                continue;
            }
            if (loop.waiting() >= MAX_WAITING) {
                LOG.debug("Too busy: a datagram from {} is dropped", packet.getSocketAddress());
                continue;
            }
            byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
            InetSocketAddress source = (InetSocketAddress) packet.getSocketAddress();
            loop.run(() -> received(datagram, source));
        }
        LOG.error("UDP {} failed 100 times in a row: nothing is received there any longer", address);
    }

    private void received(byte[] datagram, InetSocketAddress source) {
        if (closed) {
            return;
        }
        Decoded<SipMessage> decoded = SipMessage.decode(datagram);
        Optional<SipMessage> message = decoded.value();
        if (message.isEmpty()) {
            LOG.debug("Dropped {} bytes from {}: {}", datagram.length, source, decoded.problems());
            return;
        }
        Optional<Via> top = message.get().vias().value().map(vias -> vias.get(0));
        if (top.isEmpty()) {
            LOG.debug("Dropped a message from {}: its Via cannot be read", source);
            return;
        }
        if (message.get() instanceof SipRequest request) {
            answer(request, top.get(), source);
        } else if (message.get() instanceof SipResponse response) {
            response.cseq()
                    .value()
                    .map(cseq -> exchanges.get(key(top.get(), cseq.method())))
                    .ifPresentOrElse(
                            exchange -> exchange.received(response),
                            () -> LOG.debug("Dropped a response from {}: nobody waits for it", source));
        }
    }

    private void answer(SipRequest request, Via via, InetSocketAddress source) {
        String key = AnsweredRequests.key(request, via);
        Optional<AnsweredRequests.Sent> before = answered.find(key, clock.instant());
        if (before.isPresent()) {
            LOG.debug("{} from {} again", request.method(), source);
            transmit(before.get().bytes(), before.get().target());
            return;
        }
        Answer answer = handler.handle(request, source);
        SipResponse response = answer.response();
        if (response != null) {
            LOG.debug("{} from {}: {}", request.method(), source, response.status());
            byte[] bytes = response.encode();
            InetSocketAddress target = Answers.target(via, source);
            answered.keep(key, bytes, target, clock.instant());
            transmit(bytes, target);
        }
        answer.afterwards().run();
    }

    private void transmit(byte[] bytes, InetSocketAddress target) {
        try {
            socket.send(new DatagramPacket(bytes, bytes.length, target));
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("Cannot send {} bytes to {}", bytes.length, target, e);
        }
    }

    /** Ends every exchange unanswered, and waits for its own threads, but not for the one that calls. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        socket.close();
        loop.run(this::end);
        boolean interrupted = false;
        try {
            if (Thread.currentThread() != receiver) {
                receiver.join(CLOSE_BOUND.toMillis());
            }
            if (ownTimers) {
                timers.shutdown();
                Thread own = timerThread;
                if (own != null && own != Thread.currentThread()) {
                    own.join(CLOSE_BOUND.toMillis());
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        takeBegun();
        new ArrayList<>(exchanges.values()).forEach(exchange -> exchange.finish(Optional.empty()));
        new ArrayList<>(running).forEach(Timer::cancel);
    }
}
