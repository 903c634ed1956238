package org.emcc.sip.sccp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.Problem;
import org.emcc.sip.internal.Daemons;
import org.emcc.sip.internal.Faults;
import org.emcc.sip.internal.SignallingClass;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread with TCP connections that carry frames. All that it calls runs on that thread, and everything but {@link #execute} and
 * {@link #close} is to be called there, or before {@link #begin}.
 */
final class StreamLoop implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamLoop.class);

    /** The most bytes that may wait to be sent over one connection; who does not take them is let go (our choice). */
    static final int MOST_WAITING = 65_536;

    private static final int BUFFER = 16_384;

    /** How many are accepted before those who are connected have their turn. */
    private static final int ACCEPTED_AT_ONCE = 64;

    /** How many may wait to be accepted: all phones of a site come at once when it has power again. */
    private static final int BACKLOG = 1_024;

    /** How long at most nobody is accepted when the system allows no more connections. */
    private static final long PAUSE_MILLIS = 1_000;

    /** Whoever owns a connection. */
    interface Owner {
        /** The connection that was begun is there; perhaps before {@link #connect} has returned. */
        default void connected(Link link) {}

        /** A frame has come. */
        void received(SccpFrame frame);

        /** Nothing comes any longer, in a sentence; not called when the owner has closed the connection. */
        void ended(String why);
    }

    /** Takes a connection that was accepted, or gives null to refuse it. */
    interface Acceptor {
        @Nullable
        Owner accepted(Link link);
    }

    private final Selector selector;
    private final Thread thread;
    private final Faults taskFaults = new Faults(LOG, "A task failed, the next ones run all the same");
    private final Faults linkFaults = new Faults(LOG, "What was sent could not be handled, its connection is closed");
    private final Set<Link> links = new HashSet<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
    private final Object lock = new Object();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private boolean ended;
    private volatile boolean closing;
    private Runnable atEnd = () -> {};
    private @Nullable ServerSocketChannel server;
    private @Nullable Acceptor acceptor;
    private boolean paused;
    private boolean toldPaused;

    StreamLoop(String role) {
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector can be opened", e);
        }
        this.thread = Daemons.named("sccp-" + role, this::run);
    }

    /** Listens; returns where. */
    InetSocketAddress listen(InetSocketAddress local, Acceptor who) {
        try {
            ServerSocketChannel opened = ServerSocketChannel.open();
            try {
                opened.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                opened.bind(local, BACKLOG);
                opened.configureBlocking(false);
                opened.register(selector, SelectionKey.OP_ACCEPT);
            } catch (IOException | RuntimeException e) {
                opened.close();
                throw e;
            }
            server = opened;
            acceptor = who;
            return (InetSocketAddress) opened.getLocalAddress();
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("cannot bind TCP " + local, e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Begins to work; the task runs last of all, on the thread. */
    void begin(Runnable last) {
        atEnd = last;
        thread.start();
    }

    /**
     * Runs a task on the thread.
     *
     * @return whether it will run; it will not when the loop is closed
     */
    boolean execute(Runnable task) {
        synchronized (lock) {
            if (ended) {
                return false;
            }
            tasks.add(task);
        }
        selector.wakeup();
        return true;
    }

    /** Begins a connection; the owner is told of its end in any case. */
    Link connect(InetSocketAddress target, Owner owner) {
        Link link = new Link(target);
        link.owner = owner;
        try {
            SocketChannel channel = SignallingClass.mark(SocketChannel.open());
            link.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            link.key = channel.register(selector, SelectionKey.OP_CONNECT, link);
            if (channel.connect(target)) {
                link.connected();
            }
        } catch (IOException | RuntimeException e) {
            link.fail("There is no connection to " + target + ": " + e.getMessage());
        }
        return link;
    }

    private void run() {
        try {
            while (!closing) {
                selector.select(paused ? PAUSE_MILLIS : 0);
                pause(false);
                runTasks();
                for (SelectionKey key : selector.selectedKeys()) {
                    ready(key);
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.error("The selector failed: nothing is received any longer", e);
        } finally {
            end();
        }
    }

    private void end() {
        synchronized (lock) {
            ended = true;
        }
        runTasks();
        if (!closing) {
            List.copyOf(links).forEach(link -> link.fail("This side can receive nothing any longer."));
        }
        guarded(atEnd);
        List.copyOf(links).forEach(Link::abort);
        closeQuietly(server);
        closeQuietly(selector);
    }

    private void runTasks() {
        List<Runnable> taken;
        synchronized (lock) {
            taken = new ArrayList<>(tasks);
            tasks.clear();
        }
        taken.forEach(this::guarded);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            taskFaults.met(e);
        }
    }

    private void ready(SelectionKey key) {
        if (!(key.attachment() instanceof Link link)) {
            accept();
            return;
        }
        try {
            link.ready(key.readyOps());
        } catch (CancelledKeyException e) {
            LOG.trace("{} was closed meanwhile", link.remote, e);
        } catch (RuntimeException | Error e) {
            linkFaults.met(e);
            link.fail("An error in this process.");
        }
    }

    private void accept() {
        ServerSocketChannel listening = server;
        Acceptor who = acceptor;
        if (listening == null || who == null) {
            return;
        }
        for (int i = 0; i < ACCEPTED_AT_ONCE; i++) {
            SocketChannel channel;
            try {
                channel = listening.accept();
            } catch (IOException e) {
                noneAccepted(e);
                pause(true);
                return;
            }
            if (channel == null) {
                return;
            }
            accepted(channel, who);
        }
    }

    private void accepted(SocketChannel channel, Acceptor who) {
        @Nullable Link link = null;
        try {
            link = new Link((InetSocketAddress) channel.getRemoteAddress());
            link.channel = channel;
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SignallingClass.mark(channel);
            link.key = channel.register(selector, SelectionKey.OP_READ, link);
            link.owner = who.accepted(link);
            if (link.owner == null) {
                link.abort();
            }
        } catch (IOException | RuntimeException | Error e) {
            LOG.debug("A connection could not be accepted", e);
            if (link == null) {
                closeQuietly(channel);
            } else {
                link.abort();
            }
        }
    }

    /** The system's limit of open files, most likely: nobody can connect, which somebody should know. */
    private void noneAccepted(IOException e) {
        if (toldPaused) {
            LOG.debug("No connection can be accepted", e);
        } else {
            toldPaused = true;
            LOG.warn("No connection can be accepted, which is tried again; further failures are logged at debug", e);
        }
    }

    private void pause(boolean wanted) {
        ServerSocketChannel listening = server;
        if (listening != null && paused != wanted) {
            paused = wanted;
            listening.keyFor(selector).interestOps(wanted ? 0 : SelectionKey.OP_ACCEPT);
        }
    }

    private static void closeQuietly(@Nullable AutoCloseable what) {
        if (what == null) {
            return;
        }
        try {
            what.close();
        } catch (Exception e) {
            LOG.debug("Cannot close", e);
        }
    }

    /** What the thread waits for, for tests. */
    Selector selector() {
        return selector;
    }

    /** Ends all connections without a word, and waits for the thread, but not when called there. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
        if (thread.getState() == Thread.State.NEW) {
            end();
            return;
        }
        Daemons.join(thread);
    }

    /** One connection. */
    final class Link {
        private final InetSocketAddress remote;
        private final SccpFrameReader reader = new SccpFrameReader();
        private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
        private int waitingBytes;
        private @Nullable SocketChannel channel;
        private @Nullable SelectionKey key;
        private @Nullable Owner owner;
        private boolean finishing;
        private Runnable released = () -> {};

        private Link(InetSocketAddress remote) {
            this.remote = remote;
            links.add(this);
        }

        InetSocketAddress remote() {
            return remote;
        }

        /** The address at which the other side reaches this one. */
        InetSocketAddress local() {
            SocketChannel open = channel;
            try {
                return open == null ? remote : (InetSocketAddress) open.getLocalAddress();
            } catch (IOException e) {
                LOG.debug("The connection to {} has no local address", remote, e);
                return remote;
            }
        }

        private void connected() {
            interest(SelectionKey.OP_READ);
            Owner told = owner;
            if (told != null) {
                told.connected(this);
            }
        }

        private void interest(int operations) {
            SelectionKey registered = key;
            if (registered != null && registered.isValid()) {
                registered.interestOps(operations);
            }
        }

        private void ready(int operations) {
            SocketChannel open = channel;
            if (open == null || !open.isOpen()) {
                return;
            }
            try {
                if ((operations & SelectionKey.OP_CONNECT) != 0 && open.finishConnect()) {
                    connected();
                }
                if ((operations & SelectionKey.OP_WRITE) != 0) {
                    flush();
                }
                if ((operations & SelectionKey.OP_READ) != 0) {
                    read(open);
                }
            } catch (IOException e) {
                fail("The connection to " + remote + " failed: " + e.getMessage());
            }
        }

        private void read(SocketChannel open) throws IOException {
            buffer.clear();
            int count = open.read(buffer);
            buffer.flip();
            Optional<SccpFrameReader.Event> event = reader.next(buffer);
            while (event.isPresent() && owner != null && !finishing) {
                Owner told = owner;
                if (event.get() instanceof SccpFrameReader.Received received) {
                    told.received(received.frame());
                } else if (event.get() instanceof SccpFrameReader.Broken broken) {
                    fail("What " + remote + " sent is no SCCP: " + sentence(broken.problem()));
                    return;
                }
                event = reader.next(buffer);
            }
            if (count < 0) {
                fail("The other side has closed the connection.");
            }
        }

        private static String sentence(Problem problem) {
            return problem.message() + ".";
        }

        void send(byte[] frame) {
            if (finishing || channel == null) {
                return; // the owner is told of the end, or has made it
            }
            waiting.add(ByteBuffer.wrap(frame));
            waitingBytes += frame.length;
            try {
                flush();
            } catch (IOException e) {
                fail("The connection to " + remote + " failed: " + e.getMessage());
                return;
            }
            if (waitingBytes > MOST_WAITING) {
                fail(remote + " does not take what is sent: more than " + MOST_WAITING + " bytes wait.");
            }
        }

        private void flush() throws IOException {
            SocketChannel open = channel;
            if (open == null) {
                return;
            }
            while (!waiting.isEmpty()) {
                ByteBuffer first = waiting.getFirst();
                waitingBytes -= open.write(first);
                if (first.hasRemaining()) {
                    interest(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                    return;
                }
                waiting.removeFirst();
            }
            interest(SelectionKey.OP_READ);
            if (finishing) {
                open.shutdownOutput();
            }
        }

        /**
         * Says the last word when everything was sent, and ends with the other side, whose bytes are thrown away: what it was sent last
         * would be lost otherwise. The owner is told nothing, and is to {@link #abort} when that takes too long.
         */
        void close() {
            finishing = true;
            owner = null;
            try {
                flush();
            } catch (IOException e) {
                LOG.debug("The connection to {} failed at its end", remote, e);
                abort();
            }
        }

        /** Ends the connection at once; the owner is told nothing. May be called often. */
        void abort() {
            owner = null;
            finishing = true;
            waiting.clear();
            closeQuietly(channel);
            channel = null;
            links.remove(this);
            released.run();
            released = () -> {};
        }

        /** Whether the other side has not let go yet. */
        boolean isOpen() {
            return channel != null;
        }

        /** What runs once when the connection is no longer there. */
        void whenReleased(Runnable task) {
            released = task;
        }

        private void fail(String why) {
            Owner told = owner;
            abort();
            if (told != null) {
                guarded(() -> told.ended(why));
            }
        }
    }
}
