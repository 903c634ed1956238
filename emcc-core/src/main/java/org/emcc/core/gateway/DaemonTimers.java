package org.emcc.core.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread that runs what is due. */
final class DaemonTimers implements Timers {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonTimers.class);

    /** Longer than any process lives, and short enough to count in nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;

    DaemonTimers(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread made = new Thread(task, "emcc-core-timers-1");
            made.setDaemon(true);
            return made;
        });
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public Ordered at(Instant when, Runnable task) {
        Duration wait = Duration.between(clock.instant(), when);
        Duration delay = wait.isNegative() ? Duration.ZERO : wait.compareTo(FOREVER) > 0 ? FOREVER : wait;
        // Nanoseconds, because a task must not run before its instant.
        ScheduledFuture<?> ordered = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> ordered.cancel(false);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("A timed task failed", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
