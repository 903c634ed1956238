package org.emcc.core.em.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.emcc.core.gateway.Timers;

/** How long it may take to read something from a connection, or to write it there. Thread-safe. */
final class TimeLimit {
    private final Duration limit;
    private final Clock clock;
    private final Timers timers;

    /**
     * A limit.
     *
     * @param clock the clock of the timers
     * @param timers what cuts off at the limit
     */
    TimeLimit(Duration limit, Clock clock, Timers timers) {
        this.limit = limit;
        this.clock = clock;
        this.timers = timers;
    }

    /** What reads or writes. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Runs what reads or writes on this thread, and cuts it off at the limit: it then ends in an exception. */
    <T> T keep(Transfer transfer, Work<T> work) throws IOException {
        try {
            Timers.Ordered end = timers.at(clock.instant().plus(limit), transfer::cutOff);
            try {
                return work.run();
            } finally {
                end.cancel();
            }
        } finally {
            transfer.end();
        }
    }
}
