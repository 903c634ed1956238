package org.emcc.testkit.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import org.emcc.core.id.ServiceAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire over UDP. Everything but the constructor happens on the thread of the wires. */
final class DatagramWire extends Wire {
    private static final Logger LOG = LoggerFactory.getLogger(DatagramWire.class);
    private static final int LARGEST = 65_536;
    /** As many callers are known; the one that was silent for longest is forgotten first. */
    private static final int CALLERS = 1_000;
    /** A TFTP transfer in which nothing was said for so long is over. */
    private static final long TRANSFER_MILLIS = 60_000;
    /** How long a datagram is held back at most when nothing comes by. */
    private static final long HELD_MILLIS = 200;
    /** As many bytes may wait in one direction, each datagram and what is kept with it; what comes then is lost, as in any network. */
    private static final long WAITING = 16L << 20;
    /** What is kept with a datagram, roughly. */
    private static final int BESIDES = 128;
    /** The opcodes of a TFTP request to read and to write. */
    private static final int LAST_REQUEST = 2;

    private final Supplier<InetSocketAddress> service;
    private final boolean tftp;
    private final DatagramChannel front;
    private final InetSocketAddress local;
    private final ByteBuffer buffer = ByteBuffer.allocate(LARGEST);
    private final LinkedHashMap<SocketAddress, Caller> callers = new LinkedHashMap<>(16, 0.75f, true);
    private final PriorityQueue<Letter> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Letter::due).thenComparingLong(Letter::number));
    private final Map<Boolean, Letter> held = new LinkedHashMap<>();
    private final Side there = new Side();
    private final Side back = new Side();
    private long number;

    /** What one direction remembers. */
    private static final class Side {
        private long last;
        private long bytes;
        private boolean full;
    }

    /** A datagram on its way, from the service or to it. */
    private record Letter(
            ByteBuffer bytes, DatagramChannel by, SocketAddress to, boolean back, long due, long number) {}

    DatagramWire(Wires wires, Ends ends, Supplier<InetSocketAddress> service, InetSocketAddress wanted, boolean tftp) {
        super(wires, ends);
        this.service = service;
        this.tftp = tftp;
        DatagramChannel made = null;
        try {
            made = DatagramChannel.open();
            made.configureBlocking(false);
            made.bind(wanted);
            this.front = made;
            this.local = (InetSocketAddress) made.getLocalAddress();
        } catch (IOException e) {
            closeQuietly(made);
            throw new UncheckedIOException(
                    "the wire " + this + " cannot listen at UDP port " + wanted.getPort() + " of "
                            + wanted.getAddress().getHostAddress() + ": " + e.getMessage(),
                    e);
        }
        try {
            wires.order(this::register);
        } catch (RuntimeException e) {
            closeQuietly(made);
            throw e;
        }
    }

    private void register() {
        try {
            front.register(wires.selector(), SelectionKey.OP_READ, (Wires.Ready) key -> fromCaller());
        } catch (IOException e) {
            throw new UncheckedIOException("the wire " + this + " cannot listen", e);
        }
    }

    @Override
    public ServiceAddress address() {
        return address(local);
    }

    /** Somebody who sends to the service, and the socket that stands for him there. */
    private final class Caller {
        private final SocketAddress address;
        private final DatagramChannel channel;
        private SocketAddress peer;
        private long used;

        Caller(SocketAddress address) throws IOException {
            this.address = address;
            this.peer = service.get();
            this.channel = DatagramChannel.open();
            try {
                channel.configureBlocking(false);
                channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                channel.register(wires.selector(), SelectionKey.OP_READ, (Wires.Ready) key -> fromService(this));
            } catch (IOException e) {
                closeQuietly(channel);
                throw e;
            }
        }
    }

    private void fromCaller() {
        try {
            buffer.clear();
            SocketAddress from = front.receive(buffer);
            if (from == null) {
                return;
            }
            byte[] bytes = taken();
            Caller caller = callers.get(from);
            if (caller == null) {
                forgetTheOldest();
                caller = new Caller(from);
                callers.put(from, caller);
            }
            caller.used = wires.now();
            if (!tftp || isRequest(bytes)) {
                caller.peer = service.get();
            }
            send(bytes, caller.channel, caller.peer, false);
        } catch (IOException | RuntimeException e) {
            LOG.debug("The wire {} could not pass a datagram on", this, e);
        }
    }

    private static boolean isRequest(byte[] bytes) {
        return bytes.length >= 2 && bytes[0] == 0 && bytes[1] >= 1 && bytes[1] <= LAST_REQUEST;
    }

    private void forgetTheOldest() {
        if (callers.size() >= CALLERS) {
            SocketAddress oldest = callers.keySet().iterator().next();
            Caller gone = callers.remove(oldest);
            if (gone != null) {
                closeQuietly(gone.channel);
            }
        }
    }

    /** Each transfer of TFTP has a port of its own; over others somebody may be silent for long. */
    private void forgetWhatIsOver(long now) {
        Iterator<Caller> eldest = callers.values().iterator();
        while (tftp && eldest.hasNext()) {
            Caller each = eldest.next();
            if (now - each.used < TRANSFER_MILLIS) {
                return;
            }
            eldest.remove();
            closeQuietly(each.channel);
        }
    }

    private void fromService(Caller caller) {
        try {
            buffer.clear();
            SocketAddress from = caller.channel.receive(buffer);
            if (from != null) {
                caller.peer = from;
                send(taken(), front, caller.address, true);
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("The wire {} could not pass a datagram back", this, e);
        }
    }

    private byte[] taken() {
        buffer.flip();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private void send(byte[] bytes, DatagramChannel by, SocketAddress to, boolean back) {
        if (partitioned() || refusing()) {
            swallowed();
            return;
        }
        Fate fate = fate();
        if (fate == Fate.DROP || isFull(side(back), bytes.length)) {
            return;
        }
        long delay = delayMillis();
        long takes = takes(bytes.length);
        long due = wires.now() + delay;
        if (takes > 0) {
            due = Math.max(due, side(back).last) + takes;
            side(back).last = due;
        }
        byte[] sent = fate == Fate.CORRUPT ? damaged(bytes) : bytes;
        if (fate == Fate.REORDER) {
            release(back, due);
            held.put(back, new Letter(ByteBuffer.wrap(sent), by, to, back, due + HELD_MILLIS, number++));
            return;
        }
        waits(new Letter(ByteBuffer.wrap(sent), by, to, back, due, number++));
        if (fate == Fate.TWICE) {
            waits(new Letter(ByteBuffer.wrap(sent), by, to, back, due, number++));
        }
        release(back, due);
        flush(wires.now());
    }

    private Side side(boolean isBack) {
        return isBack ? back : there;
    }

    /** Told once, until there is room again. */
    private boolean isFull(Side side, int more) {
        boolean full = side.bytes + more + BESIDES > WAITING;
        if (full && !side.full) {
            strikes("loses datagrams, because too much waits");
        }
        side.full = full;
        return full;
    }

    private void waits(Letter letter) {
        waiting.add(letter);
        side(letter.back).bytes += letter.bytes.remaining() + BESIDES;
    }

    /** What is held back goes behind what has just gone. */
    private void release(boolean back, long due) {
        Letter other = held.remove(back);
        if (other != null) {
            waits(new Letter(other.bytes, other.by, other.to, back, due, number++));
        }
    }

    @Override
    long due(long now) {
        long next = Long.MAX_VALUE;
        for (Letter each : List.copyOf(held.values())) {
            if (each.due <= now) {
                release(each.back, now);
            } else {
                next = Math.min(next, each.due);
            }
        }
        flush(now);
        forgetWhatIsOver(now);
        Letter first = waiting.peek();
        return first == null ? next : Math.min(next, first.due);
    }

    private void flush(long now) {
        for (Letter first = waiting.peek(); first != null && first.due <= now; first = waiting.peek()) {
            waiting.remove();
            side(first.back).bytes -= first.bytes.remaining() + BESIDES;
            try {
                if (first.by.isOpen()) {
                    first.by.send(first.bytes, first.to);
                }
            } catch (IOException e) {
                LOG.debug("The wire {} could not send a datagram", this, e);
            }
        }
    }

    @Override
    void refuseNow() {
        lose();
    }

    @Override
    void acceptNow() {
        // What comes is passed on again.
    }

    @Override
    void cutNow() {
        // There is no connection.
    }

    @Override
    void swallow() {
        swallow(front);
        callers.values().forEach(caller -> swallow(caller.channel));
    }

    private void swallow(DatagramChannel channel) {
        try {
            boolean received;
            do {
                buffer.clear();
                received = channel.receive(buffer) != null;
                if (received) {
                    swallowed();
                }
            } while (received);
        } catch (IOException e) {
            LOG.debug("The wire {} could not be emptied", this, e);
        }
    }

    @Override
    void changed() {
        if (partitioned()) {
            lose();
        }
    }

    private void lose() {
        for (int i = waiting.size() + held.size(); i > 0; i--) {
            swallowed();
        }
        waiting.clear();
        held.clear();
        there.bytes = 0;
        back.bytes = 0;
    }

    @Override
    void release() {
        List<Letter> all = new ArrayList<>(waiting);
        all.sort(waiting.comparator());
        waiting.clear();
        all.forEach(each -> waiting.add(new Letter(each.bytes, each.by, each.to, each.back, 0, each.number)));
        List.copyOf(held.keySet()).forEach(isBack -> release(isBack, 0));
        there.last = 0;
        back.last = 0;
    }

    @Override
    void end() {
        lose();
        List<Caller> all = new ArrayList<>(callers.values());
        callers.clear();
        all.forEach(caller -> closeQuietly(caller.channel));
        closeQuietly(front);
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
}
