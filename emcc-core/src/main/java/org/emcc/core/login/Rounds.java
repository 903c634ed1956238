package org.emcc.core.login;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.emcc.core.gateway.Timers;
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

    /** A round that can be ordered often and runs once. */
    final class Soon {
        private final AtomicBoolean ordered = new AtomicBoolean();
        private final Duration delay;
        private final String what;
        private final Runnable round;

        Soon(Duration delay, String what, Runnable round) {
            this.delay = delay;
            this.what = what;
            this.round = round;
        }

        void order() {
            if (!stopped.get() && ordered.compareAndSet(false, true)) {
                timers.at(clock.instant().plus(delay), () -> {
                    ordered.set(false);
                    run(what, round);
                });
            }
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
