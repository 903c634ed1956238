package org.emcc.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.sip.internal.Daemons;
import org.emcc.sip.internal.Faults;
import org.emcc.sip.internal.SignallingClass;
import org.emcc.sip.internal.SourceConnections;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All connections of one address, and the thread that accepts and reads them. What is marked so is confined to that thread; others give
 * it tasks.
 */
final class StreamCarrier implements Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCarrier.class);

    /** How much is read of one connection before the next has its turn. */
    private static final int READ = 65_536;

    /** A record of TLS with its head, and room for what an engine adds. */
    private static final int RECORD = 33_000;

    /** How many tasks of TLS, two or three for each handshake, are run before those who have no handshake have their turn. */
    private static final int TLS_TASKS_AT_ONCE = 32;

    private static final int ACCEPTED_AT_ONCE = 64;
    private static final int BACKLOG = 1_024;

    /** How long nobody is accepted when the system allows no more connections. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final StreamTransport transport;
    private final CarrierEvents events;
    private final Selector selector;
    private final @Nullable ServerSocketChannel listening;
    /** Where connections are opened from; the port is 0 when any will do. */
    private final InetSocketAddress from;

    private final InetSocketAddress address;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Set<StreamFlow> flows = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    /** Whether the thread does nothing any longer. */
    private volatile boolean ended;

    // Confined to the thread.
    private final SourceConnections sources;
    private final ByteBuffer net = ByteBuffer.allocateDirect(READ);
    private final ByteBuffer plain;
    private final List<StreamFlow> putOff = new ArrayList<>();
    private int tlsTasksLeft;
    private final AtomicInteger turnsPutOff = new AtomicInteger();
    private boolean toldFull;
    private boolean toldPaused;

    private final Faults flowFaults = new Faults(LOG, "A connection failed, the others go on");
    private final Faults taskFaults = new Faults(LOG, "A task failed, the next ones run all the same");

    /** One record; to be used under its own lock, which is the last to be taken. */
    private final ByteBuffer scratch;

    private StreamCarrier(
            StreamTransport transport,
            InetSocketAddress local,
            CarrierEvents events,
            Selector selector,
            @Nullable ServerSocketChannel listening)
            throws IOException {
        this.transport = transport;
        this.events = events;
        this.selector = selector;
        this.listening = listening;
        this.address = listening == null ? local : (InetSocketAddress) listening.getLocalAddress();
        this.from = listening == null ? local : new InetSocketAddress(local.getAddress(), 0);
        this.sources = new SourceConnections(
                transport.limits().connections(), transport.limits().connectionsPerSource());
        boolean secure = transport.context() != null;
        this.plain = ByteBuffer.allocate(secure ? READ + RECORD : 0);
        this.scratch = ByteBuffer.allocate(secure ? RECORD : 0);
        this.thread = Daemons.named(transport.protocol(), this::run);
    }

    static StreamCarrier open(StreamTransport transport, InetSocketAddress local, boolean listens, CarrierEvents events)
            throws IOException {
        Selector selector = Selector.open();
        ServerSocketChannel listening = null;
        try {
            if (listens) {
                listening = ServerSocketChannel.open();
                // A registrar that starts again must not wait for connections that are gone.
                listening.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                listening.bind(local, BACKLOG);
                listening.configureBlocking(false);
                listening.register(selector, SelectionKey.OP_ACCEPT);
            }
            StreamCarrier carrier = new StreamCarrier(transport, local, events, selector, listening);
            carrier.thread.start();
            return carrier;
        } catch (IOException | RuntimeException e) {
            if (listening != null) {
                listening.close();
            }
            selector.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    CarrierEvents events() {
        return events;
    }

    String protocol() {
        return transport.protocol();
    }

    StreamLimits limits() {
        return transport.limits();
    }

    ByteBuffer net() {
        return net;
    }

    ByteBuffer plain() {
        return plain;
    }

    ByteBuffer scratch() {
        return scratch;
    }

    @Override
    public Flow connect(InetSocketAddress peer) {
        SocketChannel channel = null;
        StreamFlow flow;
        try {
            channel = SignallingClass.mark(SocketChannel.open());
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.bind(from);
            flow = new StreamFlow(
                    this,
                    channel,
                    (InetSocketAddress) channel.getLocalAddress(),
                    peer,
                    transport.layer(peer, true),
                    false);
            channel.connect(peer);
        } catch (IOException | RuntimeException e) {
            LOG.debug("Cannot connect from {} to {}", from, peer, e);
            flow = new StreamFlow(this, channel, from, peer, null, false);
            flow.abort("The connection to " + peer + " cannot be opened: " + e.getMessage() + ".");
            return flow;
        }
        later(flow::opening);
        if (closed || ended) {
            flow.release();
        }
        return flow;
    }

    /** Lets the thread do something. */
    void later(Runnable task) {
        if (ended) {
            return;
        }
        tasks.add(task);
        selector.wakeup();
    }

    /** Lets the thread see what it is to wait for. */
    void wakeUp() {
        if (Thread.currentThread() != thread) {
            selector.wakeup();
        }
    }

    /** Puts a connection under the selector; on the thread. */
    SelectionKey register(SocketChannel channel, int interest, StreamFlow flow) throws IOException {
        flows.add(flow);
        return channel.register(selector, interest, flow);
    }

    /** One is gone; on the thread where it was accepted. */
    void gone(StreamFlow flow) {
        flows.remove(flow);
        if (flow.isAccepted()) {
            sources.giveBack(flow.peer().getAddress());
        }
    }

    /** Whether one more task of TLS may be run in this turn; on the thread. */
    boolean mayWork() {
        return tlsTasksLeft-- > 0;
    }

    /** Lets a connection go on when the others have had their turn; on the thread. */
    void nextTurn(StreamFlow flow) {
        putOff.add(flow);
    }

    /** How many turns had work that was put off, for tests. */
    int turnsPutOff() {
        return turnsPutOff.get();
    }

    /** What the thread waits for, for tests. */
    Selector selector() {
        return selector;
    }

    private void run() {
        try {
            while (!closed) {
                if (putOff.isEmpty()) {
                    selector.select();
                } else {
                    selector.selectNow();
                }
                turn();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("{} {} failed: nothing is carried there any longer", protocol(), address, e);
        } finally {
            end();
        }
    }

    private void turn() {
        tlsTasksLeft = TLS_TASKS_AT_ONCE;
        if (!putOff.isEmpty()) {
            turnsPutOff.incrementAndGet();
            List<StreamFlow> again = List.copyOf(putOff);
            putOff.clear();
            again.forEach(flow -> guarded(flow, flow::goOn));
        }
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext() && !closed) {
            SelectionKey key = keys.next();
            keys.remove();
            if (key.attachment() instanceof StreamFlow flow) {
                guarded(flow, () -> flow.selected(key.readyOps()));
            } else {
                guarded(() -> accept(key));
            }
        }
        if (!closed) {
            runTasks();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            guarded(task);
        }
    }

    private void guarded(StreamFlow flow, Runnable task) {
        try {
            task.run();
        } catch (CancelledKeyException e) {
            LOG.trace("{} was closed meanwhile", flow, e);
        } catch (RuntimeException | Error e) {
            flowFaults.met(e);
            flow.abort("The connection failed here.");
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (CancelledKeyException e) {
            LOG.trace("What was to be done was closed meanwhile", e);
        } catch (RuntimeException | Error e) {
            taskFaults.met(e);
        }
    }

    private void accept(SelectionKey key) {
        for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
            SocketChannel channel;
            try {
                channel = ((ServerSocketChannel) key.channel()).accept();
            } catch (IOException e) {
                pause(key, e);
                return;
            }
            if (channel == null) {
                return;
            }
            try {
                accepted(channel, (InetSocketAddress) channel.getRemoteAddress());
            } catch (IOException | RuntimeException e) {
                LOG.debug("Cannot accept at {}", address, e);
                drop(channel);
            }
        }
    }

    private void accepted(SocketChannel channel, InetSocketAddress peer) throws IOException {
        if (!sources.take(peer.getAddress())) {
            drop(channel);
            if (toldFull) {
                LOG.debug("{} {}: one connection of {} too many", protocol(), address, peer);
            } else {
                toldFull = true;
                LOG.warn(
                        "{} {}: one connection of {} too many, which is closed; further ones are logged at debug",
                        protocol(),
                        address,
                        peer);
            }
            return;
        }
        StreamFlow flow = null;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SignallingClass.mark(channel);
            flow = new StreamFlow(this, channel, address, peer, transport.layer(peer, false), true);
            flow.opening();
        } catch (IOException | RuntimeException | Error e) {
            if (flow == null) {
                sources.giveBack(peer.getAddress());
            } else {
                flow.release();
            }
            throw e;
        }
    }

    /** The system's limit of open files, most likely: to try again at once would be all that this thread does. */
    private void pause(SelectionKey key, IOException e) {
        if (toldPaused) {
            LOG.debug("Cannot accept at {}", address, e);
        } else {
            toldPaused = true;
            LOG.warn(
                    "{} {}: no connection can be accepted, which is tried again; further failures are logged at debug",
                    protocol(),
                    address,
                    e);
        }
        events.after(PAUSE, () -> later(() -> key.interestOps(SelectionKey.OP_ACCEPT)));
        key.interestOps(0);
    }

    private static void drop(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Cannot close a connection", e);
        }
    }

    private void end() {
        ended = true;
        runTasks();
        for (StreamFlow flow : List.copyOf(flows)) {
            guarded(closed ? flow::depart : flow::lose);
        }
        try {
            if (listening != null) {
                listening.close();
            }
            selector.close();
        } catch (IOException e) {
            LOG.debug("Cannot close {} {}", protocol(), address, e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        selector.wakeup();
        Daemons.join(thread);
    }

    @Override
    public String toString() {
        return protocol() + " " + address;
    }
}
