package org.emcc.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.emcc.sip.internal.Daemons;
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
    private volatile boolean closed;

    // Confined to the thread.
    private final SourceConnections sources;
    private final ByteBuffer net = ByteBuffer.allocateDirect(READ);
    private final ByteBuffer plain;
    private boolean toldFull;

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
            channel = SocketChannel.open();
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
        if (closed) {
            flow.release();
        }
        return flow;
    }

    /** Lets the thread do something. */
    void later(Runnable task) {
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
        return channel.register(selector, interest, flow);
    }

    /** One that was accepted is gone; on the thread. */
    void gone(StreamFlow flow) {
        sources.giveBack(flow.peer().getAddress());
    }

    private void run() {
        try {
            while (!closed) {
                selector.select();
                turn();
            }
        } catch (IOException | ClosedSelectorException e) {
            LOG.error("{} {} failed: nothing is carried there any longer", protocol(), address, e);
        } finally {
            end();
        }
    }

    private void turn() {
        Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
        while (keys.hasNext() && !closed) {
            SelectionKey key = keys.next();
            keys.remove();
            try {
                if (key.attachment() instanceof StreamFlow flow) {
                    flow.selected(key.readyOps());
                } else {
                    accept(key);
                }
            } catch (CancelledKeyException e) {
                LOG.trace("A connection was closed meanwhile", e);
            } catch (RuntimeException | Error e) {
                LOG.error("A connection failed, which is a bug of this SDK; the others go on", e);
                if (key.attachment() instanceof StreamFlow flow) {
                    flow.abort("The connection failed here.");
                }
            }
        }
        if (!closed) {
            runTasks();
        }
    }

    private void runTasks() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOG.error("A task failed, which is a bug of this SDK; the next ones run all the same", e);
            }
        }
    }

    private void accept(SelectionKey key) {
        for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
            SocketChannel channel = null;
            try {
                channel = ((ServerSocketChannel) key.channel()).accept();
                if (channel == null) {
                    return;
                }
                accepted(channel, (InetSocketAddress) channel.getRemoteAddress());
            } catch (IOException | RuntimeException e) {
                LOG.debug("Cannot accept at {}", address, e);
                if (channel == null) {
                    pause(key);
                    return;
                }
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
        StreamFlow flow;
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            flow = new StreamFlow(this, channel, address, peer, transport.layer(peer, false), true);
        } catch (IOException | RuntimeException e) {
            sources.giveBack(peer.getAddress());
            throw e;
        }
        flow.opening();
    }

    /** The system's limit of open files, most likely: to try again at once would be all that this thread does. */
    private void pause(SelectionKey key) {
        key.interestOps(0);
        events.after(PAUSE, () -> later(() -> key.interestOps(SelectionKey.OP_ACCEPT)));
    }

    private static void drop(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("Cannot close a connection", e);
        }
    }

    private void end() {
        runTasks();
        for (SelectionKey key : new ArrayList<>(selector.keys())) {
            if (key.attachment() instanceof StreamFlow flow) {
                flow.depart();
            }
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
