package org.emcc.testkit.fault;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * The way of the messages of one cluster to another: the {@linkplain #wire wire} that carries them, for faults of the network, and the
 * messages themselves, which can be lost, sent twice, or lose their answer. A message that is lost, or whose answer is, ends as one does
 * that nobody answers, but at once and not at its deadline. {@link #drop} and {@link #twice} here count messages, and on the wire pieces of
 * a stream; {@link #partition} and {@link #refuse} are those of the wire.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class Link {
    private static final int MOST = 1_000_000;

    private final Trace trace;
    private final String from;
    private final String to;
    private final Wire wire;
    private int drop;
    private int dropAnswer;
    private int twice;
    private volatile @Nullable InetSocketAddress impostor;

    /** What becomes of a message. */
    enum Fate {
        PASS,
        DROP,
        DROP_ANSWER,
        TWICE
    }

    private Link(Wires wires, Trace trace, String from, String to, Supplier<InetSocketAddress> service) {
        this.trace = trace;
        this.from = from;
        this.to = to;
        this.wire = wires.stream(from, to, "link", () -> {
            InetSocketAddress other = impostor;
            return other == null ? service.get() : other;
        });
    }

    /**
     * Lays a link.
     *
     * @param wires the network
     * @param trace where faults are told
     * @param from the cluster ID of the one that asks, as the trace has it
     * @param to the cluster ID of the other
     * @param service where the EM service of the other is
     * @return a link that passes everything on
     */
    public static Link over(Wires wires, Trace trace, String from, String to, Supplier<InetSocketAddress> service) {
        return new Link(
                Objects.requireNonNull(wires, "wires"),
                Objects.requireNonNull(trace, "trace"),
                Objects.requireNonNull(from, "from"),
                Objects.requireNonNull(to, "to"),
                Objects.requireNonNull(service, "service"));
    }

    /**
     * Where it begins.
     *
     * @return an address and port on loopback
     */
    public ServiceAddress address() {
        return wire.address();
    }

    /**
     * What carries the messages, over TCP and TLS.
     *
     * @return the wire, for delay, slowness, damage, and connections that break
     */
    public Wire wire() {
        return wire;
    }

    /**
     * Nothing passes, and nobody is told: {@link Wire#partition}.
     *
     * @return this
     */
    public Link partition() {
        wire.partition();
        return this;
    }

    /**
     * As if nobody listened at the other end: {@link Wire#refuse}.
     *
     * @return this
     */
    public Link refuse() {
        wire.refuse();
        return this;
    }

    /**
     * Loses the messages that come next, on their way there.
     *
     * @param next how many, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     */
    public synchronized Link drop(int next) {
        drop = count(next);
        return this;
    }

    /**
     * Loses the answers to the messages that come next: the other has done what it was asked, and this cluster does not know.
     *
     * @param next how many, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     */
    public synchronized Link dropAnswers(int next) {
        dropAnswer = count(next);
        return this;
    }

    /**
     * Sends the messages that come next twice, the second when the first is answered; this cluster hears the second answer.
     *
     * @param next how many, 0 to 1000000
     * @return this
     * @throws IllegalArgumentException when the number is out of range
     */
    public synchronized Link twice(int next) {
        twice = count(next);
        return this;
    }

    /**
     * Leads new connections to somebody else, who pretends to be the other cluster. Connections that there are, are reset.
     *
     * @param who where he listens
     * @return this
     */
    public Link answeredBy(InetSocketAddress who) {
        impostor = Objects.requireNonNull(who, "who");
        trace.recordAmiss(from, to, "link leads to somebody else");
        wire.cut();
        return this;
    }

    /**
     * Ends every fault; what was held back goes on.
     *
     * @return this
     */
    public Link clear() {
        boolean any;
        synchronized (this) {
            any = drop > 0 || dropAnswer > 0 || twice > 0;
            drop = 0;
            dropAnswer = 0;
            twice = 0;
        }
        if (any) {
            trace.record(from, to, "link carries every message again");
        }
        wire.clear();
        if (impostor != null) {
            impostor = null;
            wire.cut();
            trace.record(from, to, "link leads to the right one again");
        }
        return this;
    }

    /**
     * The faults that are set, those of the wire among them.
     *
     * @return for example {@code [drop 2, wire: partition]}; empty when everything passes
     */
    public List<String> faults() {
        List<String> set = new ArrayList<>();
        synchronized (this) {
            if (drop > 0) {
                set.add("drop " + drop);
            }
            if (dropAnswer > 0) {
                set.add("drop answers " + dropAnswer);
            }
            if (twice > 0) {
                set.add("twice " + twice);
            }
        }
        if (impostor != null) {
            set.add("answered by somebody else");
        }
        wire.faults().forEach(each -> set.add("wire: " + each));
        return List.copyOf(set);
    }

    private static int count(int next) {
        return Require.range(next, "number of messages", 0, MOST);
    }

    /** Decides over the next message, and tells of it; nothing is held while it is told. */
    Fate fate(String message) {
        Fate fate = decided();
        switch (fate) {
            case DROP -> trace.recordAmiss(from, to, "link loses " + message);
            case DROP_ANSWER -> trace.recordAmiss(to, from, "link loses the answer to " + message);
            case TWICE -> trace.recordAmiss(from, to, "link sends " + message + " twice");
            case PASS -> {}
        }
        return fate;
    }

    private synchronized Fate decided() {
        if (drop > 0) {
            drop--;
            return Fate.DROP;
        }
        if (dropAnswer > 0) {
            dropAnswer--;
            return Fate.DROP_ANSWER;
        }
        if (twice > 0) {
            twice--;
            return Fate.TWICE;
        }
        return Fate.PASS;
    }

    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
