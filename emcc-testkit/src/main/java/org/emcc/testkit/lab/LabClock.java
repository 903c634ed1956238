package org.emcc.testkit.lab;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.emcc.core.gateway.Timers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a lab: it goes as that of the machine, and can be advanced. Login times, what is forgotten and tried again, the grace of
 * phone files, the validity of certificates and the times of the trace go by it. Datagrams, connections, registrations and the pages of
 * phones go by that of the machine, because nothing that happens over a socket becomes faster.
 *
 * @threadsafety thread-safe
 * @since 0.1.0
 */
public final class LabClock extends Clock {
    private static final Logger LOG = LoggerFactory.getLogger(LabClock.class);
    private static final Duration LONGEST = Duration.ofDays(3_650);
    private static final long HOUR_MILLIS = 3_600_000;
    /** How long is waited for a task that another thread has begun. */
    private static final long PATIENCE_MILLIS = 30_000;

    private final Clock machine;
    private final Runnable quiet;
    private final Object lock = new Object();
    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparing((Task task) -> task.when).thenComparingLong(task -> task.number));
    private long number;
    private volatile Duration ahead = Duration.ZERO;
    /** One advances at a time. */
    private final ReentrantLock advances = new ReentrantLock();

    private @Nullable Thread thread;
    /** Whether the thread of the clock runs a task. */
    private boolean ticking;

    private boolean closed;

    /** What is to run at an instant. */
    private static final class Task {
        private final Instant when;
        private final long number;
        private final Runnable what;

        Task(Instant when, long number, Runnable what) {
            this.when = when;
            this.number = number;
            this.what = what;
        }
    }

    LabClock(Clock machine) {
        this(machine, () -> {});
    }

    /**
     * A clock of a lab.
     *
     * @param machine by which time passes by itself
     * @param quiet waits for what was begun and must not be overtaken by time that is let pass
     */
    LabClock(Clock machine, Runnable quiet) {
        this.machine = machine;
        this.quiet = quiet;
    }

    @Override
    public Instant instant() {
        return machine.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return machine.getZone();
    }

    /** A clock that goes with this one. */
    @Override
    public Clock withZone(ZoneId zone) {
        Objects.requireNonNull(zone, "zone");
        return new Clock() {
            @Override
            public Instant instant() {
                return LabClock.this.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return LabClock.this.withZone(other);
            }
        };
    }

    /**
     * Lets time pass at once. What is due meanwhile runs in its order, one after the other, each at its instant, and has run when this
     * returns; what it has begun over sockets goes on. The messages between the clusters that are under way, and those that follow from
     * them, are answered before time passes on: those that are lost are waited for, once, for two seconds of the machine. What is begun
     * meanwhile is not waited for. Who advances the clock while somebody else does, waits, and then lets his own time
     * pass. A task that was due before and runs for longer than 30 seconds is not waited for.
     *
     * <p>What phones do takes no time of the lab, but some of the machine: wait for a phone before you let time pass that it should not
     * lose.
     *
     * @param time nothing to ten years
     * @throws IllegalArgumentException when it is out of range
     * @throws IllegalStateException when the lab is closed
     */
    public void advance(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("time to advance must be from nothing to ten years, but is " + time);
        }
        requireOpen();
        advances.lock(); // the clock's own thread takes nothing while it is held
        try {
            awaitTask();
            quiet.run();
            Instant target = instant().plus(time);
            for (Task due = next(target); due != null; due = next(target)) {
                run(due);
                quiet.run();
            }
            synchronized (lock) {
                jump(target);
            }
        } finally {
            advances.unlock();
            synchronized (lock) {
                lock.notifyAll();
            }
        }
    }

    private void requireOpen() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the lab is closed");
            }
        }
    }

    /** Whether somebody is letting time pass. */
    boolean isAdvancing() {
        return advances.isLocked();
    }

    /** Waits for what the clock's own thread has begun, unless it is that which advances the clock. */
    private void awaitTask() {
        long end = machine.millis() + PATIENCE_MILLIS;
        synchronized (lock) {
            while (ticking && Thread.currentThread() != thread) {
                long left = end - machine.millis();
                if (left <= 0) {
                    return;
                }
                try {
                    lock.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }

    private @Nullable Task next(Instant target) {
        synchronized (lock) {
            Task first = tasks.peek();
            if (first == null || first.when.isAfter(target)) {
                return null;
            }
            tasks.remove();
            jump(first.when);
            return first;
        }
    }

    /** Never back. The caller holds the lock. */
    private void jump(Instant to) {
        if (to.isAfter(instant())) {
            ahead = Duration.between(machine.instant(), to);
        }
    }

    private static void run(Task task) {
        try {
            task.what.run();
        } catch (RuntimeException | Error e) {
            LOG.warn("A timed task failed", e);
        }
    }

    /** Timers of somebody whose own clock is ahead of this one, or behind. */
    Timers timers(Supplier<Duration> skew) {
        return new Own(skew);
    }

    private final class Own implements Timers {
        private final Supplier<Duration> skew;
        private final Set<Task> ordered = new HashSet<>();
        private boolean dropped;

        Own(Supplier<Duration> skew) {
            this.skew = skew;
        }

        @Override
        public Ordered at(Instant when, Runnable task) {
            Objects.requireNonNull(task, "task");
            synchronized (lock) {
                Task[] made = new Task[1];
                made[0] = new Task(right(when), number++, () -> {
                    synchronized (lock) {
                        if (!ordered.remove(made[0])) {
                            return;
                        }
                    }
                    task.run();
                });
                if (!dropped && !closed) {
                    ordered.add(made[0]);
                    tasks.add(made[0]);
                    awake();
                }
                return () -> cancel(made[0]);
            }
        }

        private Instant right(Instant when) {
            try {
                return when.minus(skew.get());
            } catch (DateTimeException | ArithmeticException e) {
                return when;
            }
        }

        private void cancel(Task task) {
            synchronized (lock) {
                if (ordered.remove(task)) {
                    tasks.remove(task);
                }
            }
        }

        @Override
        public void close() {
            synchronized (lock) {
                dropped = true;
                tasks.removeAll(ordered);
                ordered.clear();
            }
        }
    }

    /** The caller holds the lock. */
    private void awake() {
        if (thread == null) {
            Thread made = new Thread(this::tick, "emcc-testkit-clock");
            made.setDaemon(true);
            made.start();
            thread = made;
        }
        lock.notifyAll();
    }

    private void tick() {
        while (true) {
            Task due;
            synchronized (lock) {
                if (closed) {
                    return;
                }
                Task first = tasks.peek();
                Instant now = instant();
                boolean advancing = isAdvancing();
                if (advancing || first == null || first.when.isAfter(now)) {
                    try {
                        lock.wait(advancing || first == null ? 0 : wait(now, first.when));
                    } catch (InterruptedException e) {
                        return;
                    }
                    continue;
                }
                due = tasks.remove();
                ticking = true;
            }
            run(due);
            synchronized (lock) {
                ticking = false;
                lock.notifyAll();
            }
        }
    }

    /** In milliseconds, rounded up; at most an hour, after which it is looked again. */
    private static long wait(Instant now, Instant when) {
        Duration left = Duration.between(now, when);
        return left.compareTo(Duration.ofMillis(HOUR_MILLIS)) > 0 ? HOUR_MILLIS : left.toMillis() + 1;
    }

    /** Drops what has not begun, and ends the thread. May be called often. */
    void close() {
        synchronized (lock) {
            closed = true;
            tasks.clear();
            lock.notifyAll();
        }
    }

    @Override
    public String toString() {
        return "LabClock[" + ahead + " ahead]";
    }
}
