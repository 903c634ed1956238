package org.emcc.testkit.phone;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ServiceAddress;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.PhoneTimes;
import org.emcc.sip.sccp.SccpOutcome;
import org.emcc.sip.sccp.SccpPhone;
import org.emcc.sip.sccp.SccpRegistrar;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * To which call manager an SCCP phone goes next.
 *
 * <ul>
 *   <li>A round tries the nodes one after the other, each once, until one takes the phone. When a round was in vain, the next begins
 *       after a rest, with the first node.
 *   <li>When the node that has the phone fails, the round begins with the node after it, and leaves it out. One that is lost sooner than a
 *       rest after it was won is not left for another at once.
 *   <li>Meanwhile it looks at all nodes before that one. Once such a node has answered for long enough, the phone leaves the other, and
 *       registers there.
 * </ul>
 *
 * <p>The first two are those of phones that speak SIP. A look is a TCP connection that is made and closed; a phone of the field holds one
 * open, and asks the better node for a token before it leaves the other (sip 4.10), which this one does not. So both are inferred.
 *
 * @threadsafety thread-safe
 */
final class SccpNodes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SccpNodes.class);
    private static final int CONNECTING_MILLIS = 5_000;

    /** What comes of it, on threads of the phone or of its resources. */
    interface Events {
        void registered(ServiceAddress node, SccpOutcome.Registered outcome);

        void lost(String why);
    }

    private final List<ServiceAddress> nodes;
    private final PhoneTimes times;
    private final Timers timers;
    private final Clock clock;
    private final Executor workers;
    private final Events events;
    private final CompletableFuture<SccpOutcome> first = new CompletableFuture<>();
    private final Object lock = new Object();
    private @Nullable SccpPhone phone;
    /** What was begun last; what comes of anything before counts no longer. */
    private long present;

    private CiscoAlarm alarm;
    /** With which node it is registered; below 0 with none. */
    private int active = -1;

    private Instant since = Instant.MIN;
    /** The best node that answered the last look, and since when it does; below 0 for none. */
    private int better = -1;

    private Instant aliveSince = Instant.MAX;
    private Timers.@Nullable Ordered order;
    private boolean closed;

    SccpNodes(
            List<ServiceAddress> nodes,
            CiscoAlarm alarm,
            PhoneTimes times,
            Timers timers,
            Clock clock,
            Executor workers,
            Events events) {
        this.nodes = List.copyOf(nodes);
        this.alarm = alarm;
        this.times = times;
        this.timers = timers;
        this.clock = clock;
        this.workers = workers;
        this.events = events;
    }

    /** Begins, once, with the first node; what comes of the first round, or of its last node when nobody takes the phone. */
    CompletableFuture<SccpOutcome> begin(SccpPhone by) {
        synchronized (lock) {
            phone = by;
        }
        attempt(0, nodes.size() - 1, false);
        return first;
    }

    /** The node with which it is registered, as far as it knows. */
    boolean isRegistered() {
        synchronized (lock) {
            return active >= 0;
        }
    }

    /**
     * Registers with a node.
     *
     * @param left how many nodes are left after it in this round
     * @param held whether the phone counts as registered still
     */
    private void attempt(int node, int left, boolean held) {
        SccpPhone by;
        long number;
        CiscoAlarm why;
        synchronized (lock) {
            by = phone;
            if (closed || by == null) {
                return;
            }
            active = -1;
            number = next();
            why = alarm;
        }
        CompletableFuture<SccpOutcome> unused = by.register(nodes.get(node), why)
                .whenComplete((outcome, failure) -> {
                    SccpOutcome what = failure == null ? outcome : failed(failure);
                    answered(number, node, left, held, what);
                });
    }

    /** A defect is as good as no answer, and is not hidden. */
    private static SccpOutcome failed(Throwable failure) {
        LOG.warn("A registration over SCCP failed", failure);
        return new SccpOutcome.NoAnswer("The registration failed: " + failure.getMessage());
    }

    /** The caller holds the lock. */
    private long next() {
        if (order != null) {
            order.cancel();
            order = null;
        }
        return ++present;
    }

    private void answered(long number, int node, int left, boolean held, SccpOutcome outcome) {
        boolean taken = outcome instanceof SccpOutcome.Registered;
        synchronized (lock) {
            if (closed || number != present) {
                return;
            }
            if (taken) {
                active = node;
                since = clock.instant();
                better = -1;
                looksLater();
            } else if (outcome instanceof SccpOutcome.Rejected) {
                alarm = CiscoAlarm.REGISTRATION_REJECTED;
            }
        }
        if (outcome instanceof SccpOutcome.Registered registered) {
            try {
                events.registered(nodes.get(node), registered);
            } finally {
                first.complete(outcome);
            }
            return;
        }
        if (held) {
            events.lost(outcome.message());
        }
        if (left > 0) {
            attempt(after(node), left - 1, false);
        } else {
            rest(times.retry());
            first.complete(outcome);
        }
    }

    private int after(int node) {
        return (node + 1) % nodes.size();
    }

    private void rest(Duration length) {
        synchronized (lock) {
            if (closed) {
                return;
            }
            active = -1;
            next();
            order = timers.at(clock.instant().plus(length), () -> attempt(0, nodes.size() - 1, false));
        }
    }

    /** The connection that held the registration has ended. */
    void lost(SccpOutcome outcome) {
        int before;
        Duration held;
        synchronized (lock) {
            before = active;
            if (closed || before < 0) {
                return;
            }
            active = -1;
            alarm = CiscoAlarm.REGISTRATION_TIMEOUT;
            held = Duration.between(since, clock.instant());
        }
        events.lost(outcome.message());
        if (held.compareTo(times.retry()) < 0) {
            rest(times.retry().minus(held));
        } else if (nodes.size() == 1) {
            rest(times.retry());
        } else {
            attempt(after(before), nodes.size() - 2, false);
        }
    }

    /** The caller holds the lock. */
    private void looksLater() {
        if (active > 0) {
            long number = next();
            order = timers.at(clock.instant().plus(times.keepAlive()), () -> lookElsewhere(number));
        }
    }

    /** Timers must not wait for a connection. */
    private void lookElsewhere(long number) {
        try {
            workers.execute(() -> look(number));
        } catch (RejectedExecutionException e) {
            // The phone loses its resources; it is closed next.
        }
    }

    private void look(long number) {
        int until;
        synchronized (lock) {
            if (closed || number != present) {
                return;
            }
            until = active;
        }
        int alive = 0;
        while (alive < until && !answers(nodes.get(alive))) {
            alive++;
        }
        if (looked(number, alive < until ? alive : -1)) {
            fallBack(number, alive);
        }
    }

    private static boolean answers(ServiceAddress node) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(node.host(), node.portOr(SccpRegistrar.PORT)), CONNECTING_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it is time to go to that node. */
    private boolean looked(long number, int alive) {
        synchronized (lock) {
            if (closed || number != present) {
                return false;
            }
            Instant now = clock.instant();
            if (alive < 0) {
                better = -1;
                looksLater();
                return false;
            }
            if (better != alive) {
                better = alive;
                aliveSince = now;
            }
            Duration monitored =
                    times.monitor().compareTo(times.monitorLimit()) < 0 ? times.monitor() : times.monitorLimit();
            if (now.isBefore(aliveSince.plus(monitored))) {
                looksLater();
                return false;
            }
            return true;
        }
    }

    private void fallBack(long number, int node) {
        SccpPhone by;
        long leaving;
        synchronized (lock) {
            by = phone;
            if (closed || number != present || by == null) {
                return;
            }
            leaving = next();
            alarm = CiscoAlarm.FALLBACK;
        }
        CompletableFuture<SccpOutcome> unused = by.unregister().whenComplete((outcome, failure) -> {
            synchronized (lock) {
                if (closed || leaving != present) {
                    return;
                }
            }
            attempt(node, nodes.size() - 1, true);
        });
    }

    /** Forgets everything, without a word to the call manager. */
    @Override
    public void close() {
        SccpPhone old;
        synchronized (lock) {
            closed = true;
            active = -1;
            next();
            old = phone;
            phone = null;
        }
        if (old != null) {
            old.close();
        }
        first.complete(new SccpOutcome.NoAnswer("The phone is closed."));
    }
}
