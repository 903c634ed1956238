package org.emcc.tftp.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that waits for datagrams on any number of ports and for any number of timers. Everything it calls, it calls on
 * its own thread, one after the other; so state which only its callbacks touch needs no lock.
 */
public final class DatagramLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatagramLoop.class);
    private static final int BUSY = 64;
    private static final int TIDY = 1_000;
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final Selector selector;
    private final Clock clock;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(
            Comparator.comparing((Timer timer) -> timer.at).thenComparingLong(timer -> timer.number));
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(65_536);
    private long timerNumber;
    private volatile boolean closing;

    private int cancelled;

    /** What is to run at an instant, unless it is cancelled before. Only for the loop's thread. */
    public final class Timer {
        private final Instant at;
        private final long number;
        private @Nullable Runnable task;

        private Timer(Instant at, long number, Runnable task) {
            this.at = at;
            this.number = number;
            this.task = task;
        }

        /** Lets go of the task at once, and of the place in the queue soon; nothing when it has run. */
        public void cancel() {
            if (task != null) {
                task = null;
                cancelled++;
                tidy();
            }
        }
    }

    private DatagramLoop(String role, Clock clock) throws IOException {
        this.selector = Selector.open();
        this.clock = clock;
        this.thread = new Thread(this::run);
        thread.setDaemon(true);
        thread.setName("emcc-tftp-" + role + "-" + thread.getId());
    }

    /** A loop whose thread is named after a role. Open the ports that it begins with before {@link #start()}. */
    public static DatagramLoop of(String role, Clock clock) {
        try {
            return new DatagramLoop(role, clock);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector", e);
        }
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** The time by the loop's clock. */
    public Instant now() {
        return clock.instant();
    }

    /** Runs something on the loop's thread, soon. Dropped when the loop is closing. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs something on the loop's thread at an instant. Only from that thread. */
    public Timer at(Instant instant, Runnable task) {
        Timer timer = new Timer(instant, timerNumber++, task);
        timers.add(timer);
        return timer;
    }

    /** Looks through the queue only when half of it is for nothing: whoever begins and ends transfers must not fill the memory. */
    private void tidy() {
        if (cancelled > TIDY && cancelled > timers.size() / 2) {
            timers.removeIf(timer -> timer.task == null);
            cancelled = 0;
        }
    }

    /** How many timers are kept, cancelled ones that are still in the queue among them. */
    int timers() {
        return timers.size();
    }

    /** What to do with a datagram. */
    @FunctionalInterface
    public interface Receiver {
        /** Called on the loop's thread. */
        void received(byte[] datagram, InetSocketAddress from);
    }

    /** Opens a port at which many peers may speak at once; from any thread. */
    public Port open(InetSocketAddress bind, Receiver receiver) throws IOException {
        return open(bind, receiver, BUSY);
    }

    /** Opens a port for one peer that waits for an answer to each datagram; from any thread. */
    public Port openForOne(InetSocketAddress bind, Receiver receiver) throws IOException {
        return open(bind, receiver, 1);
    }

    private Port open(InetSocketAddress bind, Receiver receiver, int turn) throws IOException {
        // A socket for both families costs more with each packet, so it is taken only where both may come.
        DatagramChannel channel = bind.getAddress() instanceof Inet4Address four && !four.isAnyLocalAddress()
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            channel.bind(bind);
            Port port = new Port(channel, receiver, turn);
            // Registration does not wait for a running select; the wakeup makes the next one see the channel.
            channel.register(selector, SelectionKey.OP_READ, port);
            if (Thread.currentThread() != thread) {
                selector.wakeup();
            }
            return port;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** A bound UDP port. */
    public static final class Port implements AutoCloseable {
        private final DatagramChannel channel;
        private final Receiver receiver;
        private final int turn;
        private final InetSocketAddress address;

        /** @param turn how many datagrams are read before other ports have theirs; a look for one that is not there costs a system call */
        Port(DatagramChannel channel, Receiver receiver, int turn) throws IOException {
            this.channel = channel;
            this.receiver = receiver;
            this.turn = turn;
            this.address = (InetSocketAddress) channel.getLocalAddress();
        }

        /** Where it is bound. */
        public InetSocketAddress address() {
            return address;
        }

        /** Sends, or drops the datagram as the network might: a protocol with timers makes up for it. */
        public void send(byte[] datagram, SocketAddress to) {
            try {
                if (channel.send(ByteBuffer.wrap(datagram), to) == 0) {
                    log.debug("send buffer full, datagram dropped");
                }
            } catch (IOException e) {
                log.debug("datagram not sent: {}", e.toString());
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                log.debug("port not closed: {}", e.toString());
            }
        }
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(pause());
                drain();
                fireTimers();
                for (SelectionKey key : selector.selectedKeys()) {
                    read(key);
                }
                selector.selectedKeys().clear();
            }
            drain();
        } catch (IOException | ClosedSelectorException e) {
            log.error("the loop of {} has ended", thread.getName(), e);
        } finally {
            closeAll();
        }
    }

    private void closeAll() {
        if (selector.isOpen()) {
            for (SelectionKey key : selector.keys()) {
                ((Port) key.attachment()).close();
            }
            try {
                selector.close();
            } catch (IOException e) {
                log.debug("selector not closed: {}", e.toString());
            }
        }
    }

    /** Milliseconds to the next timer, rounded up; 0 for none, as select wants it. */
    private long pause() {
        Timer next = timers.peek();
        if (next == null) {
            return 0;
        }
        long nanos = Duration.between(clock.instant(), next.at).toNanos();
        return Math.max(1, (nanos + 999_999) / 1_000_000);
    }

    private void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void fireTimers() {
        Instant now = clock.instant();
        for (Timer timer = timers.peek(); timer != null && !timer.at.isAfter(now); timer = timers.peek()) {
            timers.remove();
            Runnable task = timer.task;
            if (task == null) {
                cancelled--;
            } else {
                timer.task = null;
                guarded(task);
            }
        }
    }

    private void read(SelectionKey key) {
        Port port = (Port) key.attachment();
        // A bounded turn, so that one busy port cannot starve the timers. What it leaves is selected again.
        for (int i = 0; i < port.turn && port.channel.isOpen(); i++) {
            SocketAddress from;
            try {
                buffer.clear();
                from = port.channel.receive(buffer);
            } catch (IOException e) {
                log.debug("datagram not received: {}", e.toString());
                return;
            }
            if (from == null) {
                return;
            }
            byte[] datagram = new byte[buffer.flip().remaining()];
            buffer.get(datagram);
            guarded(() -> port.receiver.received(datagram, (InetSocketAddress) from));
        }
    }

    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) { // an Error of one transfer must not end all others
            log.error("a task of the loop failed; the loop goes on", e);
        }
    }

    /** Stops the thread, closes all ports, and waits for it, if this is not the thread itself. Idempotent. */
    @Override
    public void close() {
        closing = true;
        if (thread.getState() == Thread.State.NEW) {
            closeAll();
            return;
        }
        selector.wakeup();
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            thread.join(JOIN.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
