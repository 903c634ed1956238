package org.emcc.core.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.LoginId;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * When the other side is told again what it has not confirmed: soon, then after twice the time, up to the time of a lease (inferred: no
 * interval is public). From then on it is left to the sweep that follows each lease, and so is what comes too late for the lease that the
 * login is under: beyond it the work may be another node's.
 *
 * <p>All logins of a side share one timer. A round tells each of its logins once, takes a page of them at most, and is followed by the next
 * after the first wait at the earliest: however many logins wait for a dead cluster, no storm comes of it.
 *
 * @param <S> the sessions
 */
final class Repeats<S> {
    /** How many logins a round takes. */
    static final int PAGE = 256;

    /**
     * How often.
     *
     * @param first how long after the first failure
     * @param lease how long a login is this node's
     * @param longest how long it may take to tell the other side once
     */
    record Pace(Duration first, Duration lease, Duration longest) {}

    /** A login under this node's lease. What was left is told again only as long as it is still the stored version. */
    private record Left<S>(Versioned<S> stored, Instant leasedUntil, Duration delay) {}

    private record Due(Instant when, LoginId login) {}

    private final Clock clock;
    private final Rounds rounds;
    private final Pace pace;
    private final Consumer<Versioned<S>> again;
    private final Map<LoginId, Left<S>> left = new HashMap<>();
    private final TreeSet<Due> agenda =
            new TreeSet<>(Comparator.comparing(Due::when).thenComparing(Due::login));
    private Instant notBefore = Instant.MIN;
    private @Nullable Instant next;
    private Timers.@Nullable Ordered order;

    /**
     * @param again tells the other side again; what it throws ends the round, whose rest is left to the sweep
     */
    Repeats(Clock clock, Rounds rounds, Pace pace, Consumer<Versioned<S>> again) {
        this.clock = clock;
        this.rounds = rounds;
        this.pace = pace;
        this.again = again;
    }

    /**
     * The other side could not be told.
     *
     * @param stored the login as it is stored, under a lease of this node
     * @param leased since when; of no account where the same version was left before under a lease that lasts longer
     */
    synchronized void left(LoginId login, Versioned<S> stored, Instant leased) {
        Left<S> before = left.get(login);
        Instant until = leased.plus(pace.lease);
        if (before != null && before.stored.version() == stored.version() && before.leasedUntil.isAfter(leased)) {
            until = before.leasedUntil; // told again, but not leased again
        }
        Duration delay = before == null ? pace.first : atMostALease(before.delay.multipliedBy(2));
        left.put(login, new Left<>(stored, until, delay));
        Instant when = clock.instant().plus(delay);
        if (fits(when, until)) {
            agenda.add(new Due(when, login));
            orderNext();
        }
    }

    private Duration atMostALease(Duration delay) {
        return delay.compareTo(pace.lease) > 0 ? pace.lease : delay;
    }

    /** Whether the other side can be told from then on while the lease lasts. */
    private boolean fits(Instant when, Instant leasedUntil) {
        return !when.plus(pace.longest).isAfter(leasedUntil);
    }

    /** Nothing of the login is left. */
    synchronized void over(LoginId login) {
        left.remove(login);
    }

    /** Logins that another node must have taken over by now are none of ours. */
    synchronized void forget() {
        Instant since = clock.instant().minus(pace.lease);
        left.values().removeIf(one -> one.leasedUntil.isBefore(since));
    }

    private void orderNext() {
        if (agenda.isEmpty()) {
            return;
        }
        Instant first = agenda.first().when;
        Instant when = first.isBefore(notBefore) ? notBefore : first;
        if (next != null && !when.isBefore(next)) {
            return;
        }
        if (order != null) {
            order.cancel();
        }
        next = when;
        order = rounds.at(when, "tell other clusters again", this::round);
    }

    private void round() {
        try {
            take().forEach(again);
        } finally {
            synchronized (this) {
                orderNext();
            }
        }
    }

    /** What is due, as far as its lease still lasts long enough. */
    private synchronized List<Versioned<S>> take() {
        Instant now = clock.instant();
        next = null;
        order = null;
        notBefore = now.plus(pace.first);
        List<Versioned<S>> page = new ArrayList<>();
        while (!agenda.isEmpty() && !agenda.first().when.isAfter(now) && page.size() < PAGE) {
            Left<S> one = left.get(agenda.pollFirst().login);
            if (one != null && fits(now, one.leasedUntil)) {
                page.add(one.stored);
            }
        }
        return page;
    }
}
