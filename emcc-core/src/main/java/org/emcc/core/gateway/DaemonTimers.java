package org.emcc.core.gateway;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One daemon thread that runs what is due. */
final class DaemonTimers implements Timers {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonTimers.class);

    /** Longer than any process lives, and short enough to count in nanoseconds. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    /**
     * The thread gets up this often while there is something to wait for. Otherwise it would have to for every task that becomes the
     * next one to come, in hours perhaps, as each login's limit is when few are logged in.
     */
    private static final Duration BEAT = Duration.ofMinutes(1);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean beating = new AtomicBoolean();

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
        if (delay.compareTo(BEAT) > 0 && beating.compareAndSet(false, true)) {
            beat();
        }
        // Nanoseconds, because a task must not run before its instant.
        ScheduledFuture<?> ordered = thread.schedule(() -> run(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> ordered.cancel(false);
    }

    private void beat() {
        at(clock.instant().plus(BEAT), () -> {
            if (thread.getQueue().isEmpty()) {
                beating.set(false);
            } else {
                beat();
            }
        });
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
