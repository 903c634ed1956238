package org.emcc.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.emcc.core.id.ServiceAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire over TCP. Everything but the constructor happens on the thread of the wires. */
final class StreamWire extends Wire {
    private static final Logger LOG = LoggerFactory.getLogger(StreamWire.class);
    private static final int PIECE = 16 * 1024;

    private final Supplier<InetSocketAddress> service;
    private final InetSocketAddress local;
    private final Set<Pair> pairs = new LinkedHashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(PIECE);
    private @Nullable ServerSocketChannel listening;
    /** Bound and not listening, so that nobody else gets the port while connections are refused. */
    private @Nullable SocketChannel placeholder;

    StreamWire(Wires wires, Ends ends, Supplier<InetSocketAddress> service, InetSocketAddress wanted) {
        super(wires, ends);
        this.service = service;
        this.local = opened(wanted);
    }

    private InetSocketAddress opened(InetSocketAddress where) {
        ServerSocketChannel made = null;
        try {
            made = ServerSocketChannel.open();
            made.configureBlocking(false);
            made.bind(where, 1024);
            ServerSocketChannel ready = made;
            wires.order(() -> register(ready));
            listening = made;
            return (InetSocketAddress) made.getLocalAddress();
        } catch (IOException e) {
            closeQuietly(made);
            throw new UncheckedIOException(
                    "the wire " + this + " cannot listen at TCP port " + where.getPort() + " of "
                            + where.getAddress().getHostAddress() + ": " + e.getMessage(),
                    e);
        } catch (RuntimeException e) {
            closeQuietly(made);
            throw e;
        }
    }

    private void register(ServerSocketChannel server) {
        try {
            server.register(wires.selector(), SelectionKey.OP_ACCEPT, (Wires.Ready) key -> accept(server));
        } catch (IOException e) {
            throw new UncheckedIOException("the wire " + this + " cannot listen", e);
        }
    }

    @Override
    public ServiceAddress address() {
        return address(local);
    }

    private void accept(ServerSocketChannel server) {
        SocketChannel client = null;
        try {
            client = server.accept();
            if (client != null) {
                pairs.add(new Pair(client));
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The wire {} could not take a connection", this, e);
            reset(client);
        }
    }

    @Override
    long due(long now) {
        long next = Long.MAX_VALUE;
        for (Pair pair : List.copyOf(pairs)) {
            next = Math.min(next, pair.pump(now));
        }
        return next;
    }

    @Override
    void refuseNow() {
        closeQuietly(listening);
        listening = null;
        SocketChannel held = null;
        try {
            wires.selector().selectNow(); // so that the closed channel leaves its port
            held = SocketChannel.open();
            held.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            held.bind(local);
            placeholder = held;
        } catch (IOException e) {
            LOG.debug("The wire {} cannot hold its port while it refuses", this, e);
            closeQuietly(held);
        }
    }

    @Override
    void acceptNow() {
        closeQuietly(placeholder);
        placeholder = null;
        opened(local);
    }

    @Override
    void cutNow() {
        List.copyOf(pairs).forEach(Pair::reset);
    }

    @Override
    void swallow() {
        // What a stream carries waits.
    }

    @Override
    void release() {
        pairs.forEach(pair -> {
            pair.there.release();
            pair.back.release();
        });
    }

    @Override
    void changed() {
        pairs.forEach(Pair::interests);
    }

    @Override
    void end() {
        cutNow();
        closeQuietly(listening);
        closeQuietly(placeholder);
    }

    private static void closeQuietly(@Nullable AutoCloseable channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (Exception e) {
                LOG.debug("A channel could not be closed", e);
            }
        }
    }

    private static void reset(@Nullable SocketChannel channel) {
        if (channel != null) {
            try {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            } catch (IOException e) {
                LOG.trace("A connection was closed already", e);
            }
            closeQuietly(channel);
        }
    }

    private record Piece(ByteBuffer bytes, long due) {}

    /** A connection and the one behind it. */
    private final class Pair implements Wires.Ready {
        private final SocketChannel client;
        private final SocketChannel behind;
        private final Way there;
        private final Way back;
        private boolean connected;
        private boolean over;

        Pair(SocketChannel client) throws IOException {
            this.client = client;
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            this.behind = SocketChannel.open();
            this.there = new Way(client, behind);
            this.back = new Way(behind, client);
            try {
                behind.configureBlocking(false);
                behind.setOption(StandardSocketOptions.TCP_NODELAY, true);
                connected = behind.connect(service.get());
                client.register(wires.selector(), 0, this);
                behind.register(wires.selector(), 0, this);
                interests();
            } catch (IOException | RuntimeException e) {
                closeQuietly(behind);
                throw e;
            }
        }

        @Override
        public void ready(SelectionKey key) {
            if (over) {
                return;
            }
            try {
                if (key.isConnectable()) {
                    connected = behind.finishConnect();
                }
                if (key.isReadable()) {
                    (key.channel() == client ? there : back).read();
                }
                pump(wires.now());
            } catch (IOException | CancelledKeyException e) {
                reset();
            }
        }

        long pump(long now) {
            if (over) {
                return Long.MAX_VALUE;
            }
            try {
                long next = connected && !partitioned() ? Math.min(there.write(now), back.write(now)) : Long.MAX_VALUE;
                if (there.done && back.done) {
                    end();
                    return Long.MAX_VALUE;
                }
                interests();
                return next;
            } catch (IOException | CancelledKeyException e) {
                reset();
                return Long.MAX_VALUE;
            }
        }

        void interests() {
            if (over) {
                return;
            }
            interest(client, there, back, 0);
            interest(behind, back, there, connected ? 0 : SelectionKey.OP_CONNECT);
        }

        private void interest(SocketChannel channel, Way out, Way in, int other) {
            SelectionKey key = channel.keyFor(wires.selector());
            if (key == null || !key.isValid()) {
                return;
            }
            int wanted = other;
            if (connected && !partitioned() && out.hasRoom()) {
                wanted |= SelectionKey.OP_READ;
            }
            if (connected && !partitioned() && in.stuck) {
                wanted |= SelectionKey.OP_WRITE;
            }
            if (key.interestOps() != wanted) {
                key.interestOps(wanted);
            }
        }

        private void end() {
            over = true;
            pairs.remove(this);
            closeQuietly(client);
            closeQuietly(behind);
        }

        void reset() {
            over = true;
            pairs.remove(this);
            StreamWire.reset(client);
            StreamWire.reset(behind);
        }
    }

    /** One direction of a connection. */
    private final class Way {
        private final SocketChannel source;
        private final SocketChannel sink;
        private final Deque<Piece> waiting = new ArrayDeque<>();
        private int bytes;
        private long last;
        private boolean ended;
        private boolean stuck;
        private boolean done;

        Way(SocketChannel source, SocketChannel sink) {
            this.source = source;
            this.sink = sink;
        }

        boolean hasRoom() {
            return !ended && bytes < ROOM;
        }

        void read() throws IOException {
            buffer.clear();
            int got = source.read(buffer);
            if (got < 0) {
                ended = true;
                return;
            }
            if (got == 0) {
                return;
            }
            byte[] piece = new byte[got];
            buffer.flip().get(piece);
            switch (fate()) {
                case DROP -> throw new IOException("the connection is broken on purpose");
                case CORRUPT -> piece = damaged(piece);
                case PASS, TWICE, REORDER -> {}
            }
            long due = Math.max(wires.now() + delayMillis(), last) + takes(got);
            last = due;
            bytes += got;
            waiting.add(new Piece(ByteBuffer.wrap(piece), due));
        }

        /** What waits is due now, and so is what comes behind it. */
        void release() {
            List<Piece> all = List.copyOf(waiting);
            waiting.clear();
            all.forEach(piece -> waiting.add(new Piece(piece.bytes, 0)));
            last = 0;
        }

        /** Writes what is due; says when the next is. */
        long write(long now) throws IOException {
            stuck = false;
            for (Piece first = waiting.peek(); first != null; first = waiting.peek()) {
                if (first.due > now) {
                    return first.due;
                }
                bytes -= sink.write(first.bytes);
                if (first.bytes.hasRemaining()) {
                    stuck = true;
                    return Long.MAX_VALUE;
                }
                waiting.remove();
            }
            if (ended && !done) {
                done = true;
                sink.shutdownOutput();
            }
            return Long.MAX_VALUE;
        }
    }
}
