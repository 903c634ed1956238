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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that waits for datagrams on any number of ports and for any number of timers. Everything it calls, it calls on
 * its own thread, one after the other; so state which only its callbacks touch needs no lock.
 */
public final class DatagramLoop implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(DatagramLoop.class);
    private static final int BUSY = 64;
    private static final int LEAST_NANOS = 100;
    private static final Duration JOIN = Duration.ofSeconds(5);

    private final Selector selector;
    private final Clock clock;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final TimerWheel timers;
    private final BusyWait busyWait;
    private final ByteBuffer in = ByteBuffer.allocateDirect(65_536);
    private final ByteBuffer out = ByteBuffer.allocateDirect(65_536);
    private Instant now;
    private volatile boolean closing;

    /** What is to run at an instant. Only for the loop's thread. */
    public interface Timer {
        /** Lets go of the task and of its place at once; nothing when it has run. */
        void cancel();
    }

    private DatagramLoop(String role, Clock clock, Duration busyWait) throws IOException {
        this.selector = Selector.open();
        this.clock = clock;
        this.now = clock.instant();
        this.timers = new TimerWheel(now);
        this.busyWait = new BusyWait(busyWait);
        this.thread = new Thread(this::run);
        thread.setDaemon(true);
        thread.setName("emcc-tftp-" + role + "-" + thread.getId());
    }

    /** A loop whose thread is named after a role. Open the ports that it begins with before {@link #start()}. */
    public static DatagramLoop of(String role, Clock clock) {
        return of(role, clock, Duration.ZERO);
    }

    /** The same, whose thread looks for the next datagram for a time before it sleeps. */
    public static DatagramLoop of(String role, Clock clock, Duration busyWait) {
        try {
            return new DatagramLoop(role, clock, busyWait);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open a selector", e);
        }
    }

    /** Starts the thread. */
    public void start() {
        thread.start();
    }

    /** The time by the loop's clock when what it handles just now came up: a datagram, a task, or the timers that are due. Only for its thread. */
    public Instant now() {
        return now;
    }

    /** The time by the loop's clock, after something that may have taken long. Only for its thread. */
    public Instant later() {
        now = clock.instant();
        return now;
    }

    /** Runs something on the loop's thread, soon. Dropped when the loop is closing. */
    public void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Runs something on the loop's thread at an instant. Only from that thread. */
    public Timer at(Instant instant, Runnable task) {
        return timers.at(instant, task);
    }

    /** How many timers are kept. */
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

    /** Puts one datagram into a buffer that is empty and large enough for any. */
    @FunctionalInterface
    public interface Filler {
        /** Called once, before the method returns that was given this. */
        void fill(ByteBuffer buffer);
    }

    /** A bound UDP port. */
    public final class Port implements AutoCloseable {
        private final DatagramChannel channel;
        private Receiver receiver;
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

        /** Gives what arrives from now on to another receiver. Only from the loop's thread. */
        public void receiver(Receiver next) {
            receiver = next;
        }

        /** Sends, or drops the datagram as the network might: a protocol with timers makes up for it. Only from the loop's thread. */
        public void send(Filler datagram, SocketAddress to) {
            datagram.fill(out.clear());
            try {
                if (channel.send(out.flip(), to) == 0) {
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
                readWhatComes();
                drain();
                timers.fire(later(), DatagramLoop::guarded);
            }
            drain();
        } catch (IOException | ClosedSelectorException e) {
            log.error("the loop of {} has ended", thread.getName(), e);
        } finally {
            closeAll();
        }
    }

    private void readWhatComes() throws IOException {
        if (!lookForAWhile()) {
            selector.select(this::read, timers.pause(clock.instant()));
        }
    }

    /** Whether something has come meanwhile, which has been read then. */
    private boolean lookForAWhile() throws IOException {
        long nanos = busyWait.nanos();
        if (nanos == 0) {
            return false;
        }
        Instant end = clock.instant().plusNanos(nanos);
        boolean found = false;
        // Bounded by number too: a clock may stand still, and a look takes no less than this.
        for (long i = nanos / LEAST_NANOS; i >= 0 && !found && clock.instant().isBefore(end); i--) {
            // A wakeup is used up here, so what it stands for is looked at after it.
            found = selector.selectNow(this::read) > 0 || !tasks.isEmpty() || closing;
        }
        busyWait.looked(found);
        return found;
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

    private void drain() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            later();
            guarded(task);
        }
    }

    private void read(SelectionKey key) {
        Port port = (Port) key.attachment();
        // A bounded turn, so that one busy port cannot starve the timers. What it leaves is selected again.
        for (int i = 0; i < port.turn && port.channel.isOpen(); i++) {
            SocketAddress from;
            try {
                in.clear();
                from = port.channel.receive(in);
            } catch (IOException e) {
                log.debug("datagram not received: {}", e.toString());
                return;
            }
            if (from == null) {
                return;
            }
            byte[] datagram = new byte[in.flip().remaining()];
            in.get(datagram);
            later();
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
