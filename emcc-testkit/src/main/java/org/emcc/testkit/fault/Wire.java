package org.emcc.testkit.fault;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ServiceAddress;

/**
 * A wire to one service, which passes everything on until it is told otherwise. What is counted is a datagram over UDP, in either
 * direction, and a piece of a stream over TCP, as the machine cuts it. Faults add up, and last until they are used up or until
 * {@link #clear}.
 *
 * <p>The trace tells of each loss, doubling, damage and reordering when it strikes; of delay, slowness, partition and refusal when they
 * are set, not of what they then meet; and of {@link #clear} when there was something to end, with the number of datagrams that a partition
 * or a refusal has swallowed. Connections that are refused are not counted: the machine refuses them.
 *
 * <p>Over TCP nothing can be lost, doubled or reordered: there {@link #drop} breaks the connection, and {@link #twice} and {@link #reorder}
 * are refused.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public abstract sealed class Wire permits StreamWire, DatagramWire {
    /** No more than this may wait in one direction, so that a slow wire slows down who sends. */
    static final int ROOM = 64 * 1024;

    private static final int MOST = 1_000_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    final Wires wires;
    final Ends ends;
    private final RandomGenerator chance;

    private int drop;
    private int twice;
    private int reorder;
    private int corrupt;
    private double dropShare;
    private double twiceShare;
    private double corruptShare;
    private Duration delay = Duration.ZERO;
    private long bytesPerSecond = Long.MAX_VALUE;
    private volatile boolean partitioned;
    private volatile boolean refusing;
    private volatile boolean off;
    /** Whether the service cannot be reached now, because it refuses or is off; on the thread of the wires. */
    private boolean shut;
    /** What a partition or a refusal has lost; on the thread of the wires. */
    private long swallowed;

    /** Whom a wire connects. */
    record Ends(String from, String to, String name) {
        Ends {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(name, "name");
        }
    }

    /** What becomes of one piece. */
    enum Fate {
        PASS,
        DROP,
        TWICE,
        REORDER,
        CORRUPT
    }

    Wire(Wires wires, Ends ends) {
        this.wires = wires;
        this.ends = ends;
        this.chance = wires.chance(ends.toString());
    }

    /**
     * Where it listens.
     *
     * @return an address and port on loopback
     */
    public abstract ServiceAddress address();

    /**
     * What it carries.
     *
     * @return such as {@code EM}
     */
    public String name() {
        return ends.name();
    }

    /**
     * Whether it carries datagrams.
     *
     * @return false over TCP
     */
    public boolean isUdp() {
        return this instanceof DatagramWire;
    }

    static ServiceAddress address(InetSocketAddress socket) {
        return ServiceAddress.of(socket.getAddress().getHostAddress(), socket.getPort());
    }

    /**
     * Loses what comes next; over TCP each loss breaks the connection.
     *
     * @param next how much, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     */
    public Wire drop(int next) {
        return set(() -> drop = count(next));
    }

    /**
     * Loses as much as chance decides; over TCP each loss breaks the connection.
     *
     * @param share from 0, nothing, to 1, everything
     * @return this
     * @throws IllegalArgumentException when the share is out of range
     */
    public Wire dropShare(double share) {
        return set(() -> dropShare = share(share));
    }

    /**
     * Passes on twice what comes next.
     *
     * @param next how much, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     * @throws UnsupportedOperationException over TCP
     */
    public Wire twice(int next) {
        datagramsOnly("doubled");
        return set(() -> twice = count(next));
    }

    /**
     * Passes on twice as much as chance decides.
     *
     * @param share from 0, nothing, to 1, everything
     * @return this
     * @throws IllegalArgumentException when the share is out of range
     * @throws UnsupportedOperationException over TCP
     */
    public Wire twiceShare(double share) {
        datagramsOnly("doubled");
        return set(() -> twiceShare = share(share));
    }

    /**
     * Holds back what comes next until something else has gone the same way, but not longer than 200 ms.
     *
     * @param next how much, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     * @throws UnsupportedOperationException over TCP
     */
    public Wire reorder(int next) {
        datagramsOnly("reordered");
        return set(() -> reorder = count(next));
    }

    /**
     * Turns over one bit of what comes next, at a place that chance decides.
     *
     * @param next how much, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     */
    public Wire corrupt(int next) {
        return set(() -> corrupt = count(next));
    }

    /**
     * Turns over one bit of as much as chance decides.
     *
     * @param share from 0, nothing, to 1, everything
     * @return this
     * @throws IllegalArgumentException when the share is out of range
     */
    public Wire corruptShare(double share) {
        return set(() -> corruptShare = share(share));
    }

    /**
     * Holds back everything for a while, in either direction; the order stays.
     *
     * @param time zero to an hour
     * @return this
     * @throws IllegalArgumentException when the time is out of range
     */
    public Wire delay(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("delay must be from nothing to an hour, but is " + time);
        }
        set(() -> delay = time);
        tell("is late by " + time.toMillis() + " ms");
        return this;
    }

    /**
     * Lets no more than this pass, in each direction.
     *
     * @param bytes bytes per second, 1 and more
     * @return this
     * @throws IllegalArgumentException when there are none
     */
    public Wire slow(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("bytes per second must be 1 or more, but are " + bytes);
        }
        set(() -> bytesPerSecond = bytes);
        tell("is slow: " + bytes + " bytes a second");
        return this;
    }

    /**
     * Lets nothing pass, and tells nobody. Connections are taken, and stay as they are; what they carry waits for {@link #clear}.
     * Datagrams are lost.
     *
     * @return this
     */
    public Wire partition() {
        partitioned = true;
        wires.order(this::changed);
        tell("is cut off: nothing passes");
        return this;
    }

    /**
     * As if the service had been stopped: its connections are reset and others are refused. Datagrams are lost, because whoever sends them
     * is not told.
     *
     * @return this
     */
    public Wire refuse() {
        wires.order(() -> {
            refusing = true;
            shut();
        });
        tell("refuses");
        return this;
    }

    /**
     * As if the machine of the service had no power: the same as {@link #refuse}, but not ended by {@link #clear}, and not told in the
     * trace, where whoever takes the power says so.
     *
     * @return this
     */
    public Wire powerOff() {
        wires.order(() -> {
            off = true;
            shut();
        });
        return this;
    }

    /**
     * Ends {@link #powerOff}; other faults stay.
     *
     * @return this
     * @throws UncheckedIOException when its port was taken meanwhile
     */
    public Wire powerOn() {
        wires.order(() -> {
            reachedWithout(() -> off = false, () -> off = true);
        });
        return this;
    }

    /** On the thread of the wires. */
    private void shut() {
        if (!shut) {
            shut = true;
            cutNow();
            refuseNow();
        }
    }

    /** Listens again when nothing forbids it, or stays as it was when it cannot; on the thread of the wires. */
    private void reachedWithout(Runnable end, Runnable stay) {
        end.run();
        if (!shut || refusing || off) {
            return;
        }
        try {
            swallow();
            acceptNow();
            shut = false;
        } catch (UncheckedIOException e) {
            stay.run();
            throw e;
        }
    }

    /**
     * Resets the connections that there are; others are taken. Nothing happens over UDP.
     *
     * @return this
     */
    public Wire cut() {
        wires.order(this::cutNow);
        tell("loses its connections");
        return this;
    }

    /**
     * Ends every fault; what was held back goes on at once, in its order. A service without power has none afterwards either.
     *
     * @return this
     * @throws UncheckedIOException when it had refused, and its port was taken meanwhile
     */
    public Wire clear() {
        boolean any = !faults().isEmpty();
        set(() -> {
            drop = 0;
            twice = 0;
            reorder = 0;
            corrupt = 0;
            dropShare = 0;
            twiceShare = 0;
            corruptShare = 0;
            delay = Duration.ZERO;
            bytesPerSecond = Long.MAX_VALUE;
        });
        long[] lost = new long[1];
        wires.order(() -> {
            if (partitioned || refusing) {
                swallow();
            }
            partitioned = false;
            reachedWithout(() -> refusing = false, () -> refusing = true);
            release();
            changed();
            lost[0] = swallowed;
            swallowed = 0;
        });
        if (any) {
            String[] facts = lost[0] == 0 ? new String[0] : new String[] {"datagrams lost meanwhile: " + lost[0]};
            wires.trace().record(ends.from(), ends.to(), ends.name() + " wire works again", facts);
        }
        return this;
    }

    /**
     * The faults that are set.
     *
     * @return for example {@code [drop 2, delay PT0.1S]}; empty when everything passes
     */
    public synchronized List<String> faults() {
        List<String> set = new ArrayList<>();
        add(set, drop > 0, "drop " + drop);
        add(set, dropShare > 0, "drop share " + dropShare);
        add(set, twice > 0, "twice " + twice);
        add(set, twiceShare > 0, "twice share " + twiceShare);
        add(set, reorder > 0, "reorder " + reorder);
        add(set, corrupt > 0, "corrupt " + corrupt);
        add(set, corruptShare > 0, "corrupt share " + corruptShare);
        add(set, !delay.isZero(), "delay " + delay);
        add(set, bytesPerSecond < Long.MAX_VALUE, "slow " + bytesPerSecond);
        add(set, partitioned, "partition");
        add(set, refusing, "refuse");
        add(set, off, "no power");
        return List.copyOf(set);
    }

    private static void add(List<String> set, boolean is, String what) {
        if (is) {
            set.add(what);
        }
    }

    private synchronized Wire set(Runnable change) {
        change.run();
        return this;
    }

    private static int count(int next) {
        if (next < 0 || next > MOST) {
            throw new IllegalArgumentException("how many are hit must be from 0 to " + MOST + ", but is " + next);
        }
        return next;
    }

    private static double share(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1, but is " + share);
        }
        return share;
    }

    private void datagramsOnly(String what) {
        if (this instanceof StreamWire) {
            throw new UnsupportedOperationException("over TCP nothing can be " + what + ", and " + this + " is TCP");
        }
    }

    /** Decides over the next piece, and tells of it; nothing is held while it is told. */
    final Fate fate() {
        Fate fate = decided();
        switch (fate) {
            case DROP -> strikes(this instanceof StreamWire ? "breaks a connection" : "loses a datagram");
            case TWICE -> strikes("doubles a datagram");
            case REORDER -> strikes("holds a datagram back");
            case CORRUPT -> strikes("damages what it carries");
            case PASS -> {}
        }
        return fate;
    }

    private synchronized Fate decided() {
        if (drop > 0) {
            drop--;
            return Fate.DROP;
        }
        if (twice > 0) {
            twice--;
            return Fate.TWICE;
        }
        if (reorder > 0) {
            reorder--;
            return Fate.REORDER;
        }
        if (corrupt > 0) {
            corrupt--;
            return Fate.CORRUPT;
        }
        if (hits(dropShare)) {
            return Fate.DROP;
        }
        if (hits(twiceShare)) {
            return Fate.TWICE;
        }
        return hits(corruptShare) ? Fate.CORRUPT : Fate.PASS;
    }

    private boolean hits(double share) {
        return share > 0 && chance.nextDouble() < share;
    }

    /** Turns over one bit. */
    final synchronized byte[] damaged(byte[] piece) {
        byte[] other = piece.clone();
        if (other.length > 0) {
            other[chance.nextInt(other.length)] ^= (byte) (1 << chance.nextInt(8));
        }
        return other;
    }

    /** How long a piece is held back that is sent now, in milliseconds. */
    final synchronized long delayMillis() {
        return delay.toMillis();
    }

    /** How long a piece of so many bytes takes, in milliseconds. */
    final synchronized long takes(int bytes) {
        return bytesPerSecond == Long.MAX_VALUE ? 0 : Math.max(1, bytes * 1000L / bytesPerSecond);
    }

    final boolean partitioned() {
        return partitioned;
    }

    final boolean refusing() {
        return refusing || off;
    }

    /** A datagram that a partition or a refusal has lost; on the thread of the wires. */
    final void swallowed() {
        swallowed++;
    }

    final void tell(String what) {
        wires.trace().recordAmiss(ends.from(), ends.to(), ends.name() + " wire " + what);
    }

    /** Tells from the thread of the wires, which waits for nobody. */
    final void strikes(String what) {
        wires.trace().recordAmissAside(ends.from(), ends.to(), ends.name() + " wire " + what);
    }

    /** When the next piece is due, having passed on those that are; by the clock of the wires, on their thread. */
    abstract long due(long now);

    /** On the thread of the wires. */
    abstract void refuseNow();

    /** On the thread of the wires. */
    abstract void acceptNow();

    /** On the thread of the wires. */
    abstract void cutNow();

    /** Loses what has come and was not looked at yet, where nothing waits for better times; on the thread of the wires. */
    abstract void swallow();

    /** What delay, slowness and reordering hold back is due now, in its order; on the thread of the wires. */
    abstract void release();

    /** What is held back may go, or must not; on the thread of the wires. */
    abstract void changed();

    /** Closes everything; on the thread of the wires. */
    abstract void end();

    @Override
    public String toString() {
        return ends.from() + " -> " + ends.to() + " " + ends.name();
    }
}
