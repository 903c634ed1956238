package org.emcc.core.gateway;

import java.time.Clock;
import java.time.Instant;

/**
 * Runs something at an instant. The clock that the instants belong to is that of the implementation.
 *
 * @implSpec Durability: none; what must survive a restart is ordered again. Concurrency: called from any thread. Tasks may run on
 *     any thread, one after another or side by side. Failure: an exception of a task is logged and harms no other task.
 *     Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.TimersContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public interface Timers extends AutoCloseable {
    /** Something that was ordered and can be taken back. */
    @FunctionalInterface
    interface Ordered {
        /** Takes the order back, if the task has not begun. May be called often. */
        void cancel();
    }

    /**
     * Runs a task at an instant, or at once when the instant is past.
     *
     * @param when the instant
     * @param task what to run; must not block for long
     * @return the order
     */
    Ordered at(Instant when, Runnable task);

    /** Drops what has not begun, and ends the thread if there is one. */
    @Override
    void close();

    /**
     * Timers of one daemon thread, named {@code emcc-core-timers-1}.
     *
     * @param clock the clock that the instants belong to
     * @return timers to be closed by the caller
     */
    static Timers daemon(Clock clock) {
        return new DaemonTimers(clock);
    }
}
