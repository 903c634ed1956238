package org.emcc.testkit.phone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** SIP over UDP for many phones: a socket for each, and one thread for all. Its carriers are closed before it is. */
final class SharedUdp implements SipTransport, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedUdp.class);
    private static final String PROTOCOL = "UDP";
    /** DSCP 24 (sip 4.9). */
    private static final int SIGNALLING = 24 << 2;

    private static final int AT_ONCE = 64;
    private static final int MAX_FAILURES = 100;

    private final Selector selector;
    private final Thread thread;
    private final Queue<Socket> opened = new ConcurrentLinkedQueue<>();
    private final Queue<CountDownLatch> closing = new ConcurrentLinkedQueue<>();
    /** Nobody takes from the queues any longer. */
    private volatile boolean over;

    private final ByteBuffer buffer = ByteBuffer.allocate(SipMessage.MAX_BYTES);

    SharedUdp() {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector can be opened", e);
        }
        this.thread = new Thread(this::run, "emcc-testkit-udp");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public String protocol() {
        return PROTOCOL;
    }

    @Override
    public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.bind(local);
            channel.configureBlocking(false);
            mark(channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        Socket socket = new Socket(channel, (InetSocketAddress) channel.getLocalAddress(), events);
        opened.add(socket);
        selector.wakeup();
        return socket;
    }

    private static void mark(DatagramChannel channel) {
        try {
            channel.setOption(StandardSocketOptions.IP_TOS, SIGNALLING);
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("Datagrams are not marked", e);
        }
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                List<CountDownLatch> gone = leaving();
                if (gone.isEmpty()) {
                    selector.select(this::ready);
                } else {
                    selector.selectNow(this::ready);
                    gone.forEach(CountDownLatch::countDown);
                }
                for (Socket next = opened.poll(); next != null; next = opened.poll()) {
                    next.register();
                }
            }
        } catch (ClosedSelectorException e) {
            LOG.trace("Closed", e);
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("Nothing is received any longer", e);
        } finally {
            over = true;
            leaving().forEach(CountDownLatch::countDown);
        }
    }

    /** Closed sockets, which the system has back after the next selection. */
    private List<CountDownLatch> leaving() {
        List<CountDownLatch> all = new ArrayList<>();
        for (CountDownLatch next = closing.poll(); next != null; next = closing.poll()) {
            all.add(next);
        }
        return all;
    }

    private void ready(SelectionKey key) {
        if (!((Socket) key.attachment()).receive()) {
            key.cancel();
        }
    }

    /** One phone's. */
    private final class Socket implements Carrier {
        private final DatagramChannel channel;
        private final InetSocketAddress address;
        private final CarrierEvents events;
        private boolean closed;
        private int failures;

        Socket(DatagramChannel channel, InetSocketAddress address, CarrierEvents events) {
            this.channel = channel;
            this.address = address;
            this.events = events;
        }

        void register() {
            try {
                channel.register(selector, SelectionKey.OP_READ, this);
            } catch (IOException e) {
                LOG.debug("{} is closed already", address, e);
            }
        }

        /**
         * Nothing is told while, or after, this is closed by another thread. Others have their turn after some datagrams.
         *
         * @return false when nothing can be received here any longer
         */
        synchronized boolean receive() {
            for (int i = 0; i < AT_ONCE && !closed; i++) {
                buffer.clear();
                InetSocketAddress peer;
                try {
                    peer = (InetSocketAddress) channel.receive(buffer);
                } catch (ClosedChannelException e) {
                    return false;
                } catch (IOException e) {
                    LOG.debug("Cannot receive at {}", address, e);
                    failures++;
                    if (failures == MAX_FAILURES) {
                        LOG.error("{} failed {} times in a row: nothing is received there any longer", this, failures);
                    }
                    return failures < MAX_FAILURES;
                }
                failures = 0;
                if (peer == null) {
                    return true;
                }
                byte[] datagram = new byte[buffer.flip().remaining()];
                buffer.get(datagram);
                tell(new Way(this, peer), datagram);
            }
            return true;
        }

        /** One phone's failure is not that of the others. */
        private void tell(Way way, byte[] datagram) {
            try {
                SipMessage.decode(datagram).value().ifPresent(message -> events.received(way, message));
            } catch (RuntimeException | Error e) {
                LOG.warn("A datagram could not be handled, the next ones are", e);
            }
        }

        void send(byte[] message, InetSocketAddress peer) {
            try {
                channel.send(ByteBuffer.wrap(message), peer);
            } catch (IOException | RuntimeException e) {
                LOG.debug("Cannot send {} bytes to {}", message.length, peer, e);
            }
        }

        @Override
        public InetSocketAddress address() {
            return address;
        }

        @Override
        public Flow connect(InetSocketAddress peer) {
            return new Way(this, peer);
        }

        @Override
        public void close() {
            synchronized (this) {
                if (closed) {
                    return;
                }
                closed = true;
            }
            CountDownLatch gone = new CountDownLatch(1);
            try {
                channel.close();
            } catch (IOException e) {
                LOG.debug("Cannot close {}", address, e);
            }
            closing.add(gone);
            selector.wakeup();
            awaitIt(gone);
        }

        /** The address can be taken again then. */
        private void awaitIt(CountDownLatch gone) {
            try {
                if (Thread.currentThread() != thread && !over && !gone.await(5, TimeUnit.SECONDS)) {
                    LOG.warn("The socket of {} is not given back", address);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String toString() {
            return PROTOCOL + " " + address;
        }
    }

    /** The way to one address. */
    private record Way(Socket socket, InetSocketAddress peer) implements Flow {
        @Override
        public String protocol() {
            return PROTOCOL;
        }

        @Override
        public boolean isReliable() {
            return false;
        }

        @Override
        public InetSocketAddress local() {
            return socket.address;
        }

        @Override
        public Optional<String> whyClosed() {
            return Optional.empty();
        }

        @Override
        public void send(byte[] message) {
            socket.send(message, peer);
        }

        @Override
        public void close(String why) {}

        @Override
        public String toString() {
            return PROTOCOL + " " + peer;
        }
    }

    @Override
    public void close() {
        try {
            selector.close();
            if (Thread.currentThread() != thread) {
                thread.join(5_000);
            }
        } catch (IOException e) {
            LOG.debug("Cannot close a selector", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
