package org.emcc.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.emcc.testkit.trace.Trace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A network of {@linkplain Wire wires}: each listens on a port of its own on loopback, and passes on what comes to the service behind it.
 * One daemon thread, {@code emcc-testkit-wires}, does the work of all. A stream takes two open files more than without a wire, a caller
 * over UDP one.
 *
 * <p>What chance decides, such as which datagram of a hundred is lost, follows from the seed and the name of the wire: the same traffic has
 * the same fate. How traffic is cut into pieces is for the machine, so that a run over sockets is not repeated exactly.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Wires implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wires.class);

    /** So many turns may fail in a row. */
    private static final int MOST_FAILURES = 100;

    private final Trace trace;
    private final long seed;
    private final Clock clock;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Order> orders = new ConcurrentLinkedQueue<>();
    private final List<Wire> wires = new CopyOnWriteArrayList<>();
    private volatile boolean closed;
    /** What the clock has shown, and by how much it was set back since; on the thread of the wires. */
    private long last = Long.MIN_VALUE;

    private long setBack;

    /** Something for the thread of the wires. */
    private record Order(Runnable what, CompletableFuture<Void> done) {
        void carryOut() {
            try {
                what.run();
                done.complete(null);
            } catch (RuntimeException | Error e) {
                done.completeExceptionally(e);
            }
        }
    }

    private Wires(Trace trace, long seed, Clock clock) {
        this.trace = Objects.requireNonNull(trace, "trace");
        this.seed = seed;
        this.clock = Objects.requireNonNull(clock, "clock");
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no network can be made", e);
        }
        this.thread = new Thread(this::run, "emcc-testkit-wires");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A network without wires.
     *
     * @param trace where faults are told, as what goes amiss
     * @param seed from which chance follows
     * @param clock by which is waited; nothing is later because it is set back
     * @return a network, to be closed by the caller
     */
    public static Wires open(Trace trace, long seed, Clock clock) {
        return new Wires(trace, seed, clock);
    }

    /**
     * Lays a wire to a service over TCP.
     *
     * @param from the lane of the trace on whose side it begins
     * @param to the lane on whose side it ends
     * @param name what it carries, such as {@code EM}
     * @param service where the service is when a connection comes
     * @return a wire that listens on a port chosen by the system
     * @throws UncheckedIOException when it cannot listen
     */
    public Wire stream(String from, String to, String name, Supplier<InetSocketAddress> service) {
        return stream(from, to, name, service, 0);
    }

    /**
     * Lays a wire to a service over TCP, at a port that is known beforehand.
     *
     * @param from the lane of the trace on whose side it begins
     * @param to the lane on whose side it ends
     * @param name what it carries, such as {@code EM}
     * @param service where the service is when a connection comes
     * @param port the port on loopback, or 0 for one that the system chooses
     * @return a wire that listens there
     * @throws UncheckedIOException when it cannot listen; the message names the port
     */
    public Wire stream(String from, String to, String name, Supplier<InetSocketAddress> service, int port) {
        return laid(new StreamWire(this, new Wire.Ends(from, to, name), service, at(port)));
    }

    /**
     * Lays a wire to a service over UDP, which answers from the port that it was asked at.
     *
     * @param from the lane of the trace on whose side it begins
     * @param to the lane on whose side it ends
     * @param name what it carries, such as {@code SIP}
     * @param service where the service is when a datagram comes
     * @return a wire that listens on a port chosen by the system
     * @throws UncheckedIOException when it cannot listen
     */
    public Wire datagrams(String from, String to, String name, Supplier<InetSocketAddress> service) {
        return datagrams(from, to, name, service, 0);
    }

    /**
     * Lays a wire to a service over UDP, which answers from the port that it was asked at, at a port that is known beforehand.
     *
     * @param from the lane of the trace on whose side it begins
     * @param to the lane on whose side it ends
     * @param name what it carries, such as {@code SIP}
     * @param service where the service is when a datagram comes
     * @param port the port on loopback, or 0 for one that the system chooses
     * @return a wire that listens there
     * @throws UncheckedIOException when it cannot listen; the message names the port
     */
    public Wire datagrams(String from, String to, String name, Supplier<InetSocketAddress> service, int port) {
        return laid(new DatagramWire(this, new Wire.Ends(from, to, name), service, at(port), false));
    }

    /**
     * Lays a wire to a TFTP service, which answers each request from another port (tftp 2.1). To the client all seems to come from one.
     *
     * @param from the lane of the trace on whose side it begins
     * @param to the lane on whose side it ends
     * @param service where the service is when a request comes
     * @param port the port on loopback, or 0 for one that the system chooses
     * @return a wire that listens there
     * @throws UncheckedIOException when it cannot listen; the message names the port
     */
    public Wire tftp(String from, String to, Supplier<InetSocketAddress> service, int port) {
        return laid(new DatagramWire(this, new Wire.Ends(from, to, "TFTP"), service, at(port), true));
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private Wire laid(Wire wire) {
        wires.add(wire);
        return wire;
    }

    /** Ends every fault of every wire. */
    public void clear() {
        wires.forEach(Wire::clear);
    }

    /** The source of chance of a wire of this name. */
    RandomGenerator chance(String wire) {
        return new SplittableRandom(seed ^ ((long) wire.hashCode() << 32));
    }

    /** On the thread of the wires; never back, so that nothing waits because the clock was set. */
    long now() {
        long shown = clock.millis();
        if (shown + setBack < last) {
            setBack = last - shown;
        }
        last = shown + setBack;
        return last;
    }

    Trace trace() {
        return trace;
    }

    Selector selector() {
        return selector;
    }

    /** Runs something on the thread of the wires, and waits for it. */
    void order(Runnable what) {
        if (Thread.currentThread() == thread) {
            what.run();
            return;
        }
        Order order = new Order(what, new CompletableFuture<>());
        orders.add(order);
        if (closed) {
            throw closed();
        }
        selector.wakeup();
        try {
            order.done.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static IllegalStateException closed() {
        return new IllegalStateException("the network is closed");
    }

    private void run() {
        int failures = 0;
        while (!closed && failures < MOST_FAILURES) {
            try {
                turn();
                failures = 0;
            } catch (ClosedSelectorException e) {
                break;
            } catch (IOException | RuntimeException | Error e) {
                failures++;
                LOG.warn("A wire failed, {} times in a row", failures, e);
            }
        }
        closed = true; // when it fails again and again, nobody may wait for it
        wires.forEach(Wire::end);
        refuse();
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("The selector of the wires could not be closed", e);
        }
    }

    private void turn() throws IOException {
        long next = Long.MAX_VALUE;
        for (Wire wire : wires) {
            next = Math.min(next, wire.due(now()));
        }
        if (next == Long.MAX_VALUE) {
            selector.select();
        } else {
            long wait = next - now();
            if (wait > 0) {
                selector.select(wait);
            } else {
                selector.selectNow();
            }
        }
        drain();
        List<SelectionKey> ready = new ArrayList<>(selector.selectedKeys());
        selector.selectedKeys().clear();
        for (SelectionKey key : ready) {
            try {
                if (key.isValid()) {
                    ((Ready) key.attachment()).ready(key);
                }
            } catch (CancelledKeyException e) {
                LOG.trace("A wire was cut while it was looked at", e);
            }
        }
    }

    private void drain() {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            order.carryOut();
        }
    }

    /** What comes when all wires have ended. */
    private void refuse() {
        for (Order order = orders.poll(); order != null; order = orders.poll()) {
            order.done.completeExceptionally(closed());
        }
    }

    /** What is told when a channel can do something. */
    interface Ready {
        void ready(SelectionKey key);
    }

    /** Cuts all wires, and ends the thread. May be called often. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        refuse();
    }

    @Override
    public String toString() {
        return "Wires" + wires;
    }
}
