package org.emcc.core.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.emcc.core.gateway.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes round again: what was left over, maintenance, updates. It stops when its cluster is closed. */
final class Rounds {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Clock clock;
    private final Timers timers;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean stopped = new AtomicBoolean();

    Rounds(Clock clock, Timers timers) {
        this.clock = clock;
        this.timers = timers;
    }

    /**
     * A round that can be ordered often and runs seldom: what was ordered by now comes with the next round, and what is ordered while
     * that waits with one more after it, because the next may come too early for it.
     */
    final class Soon {
        private final Duration delay;
        private final String what;
        private final Runnable round;
        private @Nullable Instant next;
        private Timers.@Nullable Ordered afterNext;
        private @Nullable Instant then;

        Soon(Duration delay, String what, Runnable round) {
            this.delay = delay;
            this.what = what;
            this.round = round;
        }

        synchronized void order() {
            Instant when = clock.instant().plus(delay);
            if (stopped.get() || (next != null && !when.isAfter(next))) {
                return;
            }
            if (next == null) {
                next = when;
                timers.at(when, this::ring);
                return;
            }
            if (afterNext != null) {
                afterNext.cancel();
            }
            then = when;
            afterNext = timers.at(when, this::ring);
        }

        private void ring() {
            synchronized (this) {
                next = then;
                then = null;
                afterNext = null;
            }
            run(what, round);
        }
    }

    /** A name that no other node has. */
    static String newNode() {
        return "node-" + HexFormat.of().toHexDigits(new SecureRandom().nextLong());
    }

    /** Rounds begin once. */
    void begin(String who) {
        if (!begun.compareAndSet(false, true)) {
            throw new IllegalStateException(who + " was started before");
        }
    }

    /** A single round at an instant. */
    Timers.Ordered at(Instant when, String what, Runnable round) {
        return timers.at(when, () -> run(what, round));
    }

    /** The first round begins after one period. */
    void every(Duration period, String what, Runnable round) {
        timers.at(clock.instant().plus(period), () -> {
            if (!stopped.get()) {
                try {
                    run(what, round);
                } finally {
                    every(period, what, round);
                }
            }
        });
    }

    /** A round that fails is not the last. */
    private void run(String what, Runnable round) {
        if (stopped.get()) {
            return;
        }
        try {
            round.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("Could not {}; it comes round again", what, e);
            if (e instanceof Error error) {
                throw error;
            }
        }
    }

    void stop() {
        stopped.set(true);
    }
}
