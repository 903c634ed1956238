package org.emcc.testkit.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.sip.message.StreamReader;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;

/** A transport that an application brings: messages go from hand to hand in one process, on one thread that tells what comes. */
final class InProcessTransport implements SipTransport, AutoCloseable {
    private final Map<InetSocketAddress, Node> nodes = new ConcurrentHashMap<>();
    private final AtomicInteger ports = new AtomicInteger(40_000);
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread made = new Thread(task, "in-process");
        made.setDaemon(true);
        return made;
    });

    @Override
    public String protocol() {
        return "X-MEMORY";
    }

    @Override
    public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException {
        int port = local.getPort() == 0 ? ports.incrementAndGet() : local.getPort();
        Node node = new Node(new InetSocketAddress(local.getAddress(), port), listens, events);
        if (nodes.putIfAbsent(node.at, node) != null) {
            throw new IOException(node.at + " is taken");
        }
        return node;
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    private final class Node implements Carrier {
        private final InetSocketAddress at;
        private final boolean listens;
        private final CarrierEvents events;
        private final Set<End> ends = ConcurrentHashMap.newKeySet();
        private volatile boolean closed;

        Node(InetSocketAddress at, boolean listens, CarrierEvents events) {
            this.at = at;
            this.listens = listens;
            this.events = events;
        }

        @Override
        public InetSocketAddress address() {
            return at;
        }

        @Override
        public Flow connect(InetSocketAddress peer) {
            End mine = new End(this, peer);
            Node other = nodes.get(peer);
            if (closed) {
                mine.end("The transport is closed.");
            } else if (other == null || !other.listens) {
                mine.close("Nobody is there.");
            } else {
                End theirs = new End(other, at);
                mine.other = theirs;
                theirs.other = mine;
                ends.add(mine);
                other.ends.add(theirs);
            }
            return mine;
        }

        /** What is told is told on the one thread, and not after the end. */
        private void tell(Runnable what) {
            thread.execute(() -> {
                if (!closed) {
                    what.run();
                }
            });
        }

        @Override
        public void close() {
            closed = true;
            nodes.remove(at, this);
            ends.forEach(end -> end.close("The transport is closed."));
        }
    }

    private final class End implements Flow {
        private final Node node;
        private final InetSocketAddress peer;
        private volatile End other;
        private String why;

        End(Node node, InetSocketAddress peer) {
            this.node = node;
            this.peer = peer;
        }

        @Override
        public String protocol() {
            return InProcessTransport.this.protocol();
        }

        @Override
        public boolean isReliable() {
            return true;
        }

        @Override
        public InetSocketAddress local() {
            return node.at;
        }

        @Override
        public InetSocketAddress peer() {
            return peer;
        }

        @Override
        public synchronized Optional<String> whyClosed() {
            return Optional.ofNullable(why);
        }

        @Override
        public synchronized void send(byte[] message) {
            End to = other;
            if (why == null && to != null) {
                to.node.tell(() -> to.receive(message));
            }
        }

        /** The reader of streams takes bodies that a datagram has no room for; each message comes whole, so one reader reads one. */
        private void receive(byte[] bytes) {
            Optional<StreamReader.Event> event = new StreamReader().next(ByteBuffer.wrap(bytes));
            if (event.orElse(null) instanceof StreamReader.Received received) {
                received.message().value().ifPresent(message -> node.events.received(this, message));
            } else {
                close("What came is no whole message.");
            }
        }

        @Override
        public void close(String reason) {
            End to = other;
            if (end(reason)) {
                node.tell(() -> node.events.closed(this, reason));
                if (to != null) {
                    // Behind what was sent before.
                    to.node.tell(() -> to.close("The other side closed."));
                }
            }
        }

        /** Whether it was open. */
        private synchronized boolean end(String reason) {
            if (why != null) {
                return false;
            }
            why = reason;
            node.ends.remove(this);
            return true;
        }
    }
}
