package org.emcc.sip.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A clock and a scheduler whose time passes only when a test says so. What has no delay runs at once, on the caller's thread. */
public final class ManualTime extends AbstractExecutorService implements ScheduledExecutorService {
    private final List<Task> tasks = new ArrayList<>();
    private final List<BooleanSupplier> idle = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");
    private long count;

    private final class Task extends FutureTask<Object> implements ScheduledFuture<Object> {
        private final Instant at;
        private final long number;

        Task(Runnable run, Instant at, long number) {
            super(run, null);
            this.at = at;
            this.number = number;
        }

        Instant at() {
            return at;
        }

        long number() {
            return number;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(Duration.between(now(), at));
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    public Instant now() {
        synchronized (lock) {
            return now;
        }
    }

    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return now();
            }
        };
    }

    /** Lets time pass, and runs what falls due on the way, each task at its own time. */
    public void advance(Duration by) {
        Instant end = now().plus(by);
        while (true) {
            settle();
            Optional<Task> due;
            synchronized (lock) {
                tasks.removeIf(Task::isDone);
                due = tasks.stream()
                        .filter(task -> !task.at().isAfter(end))
                        .min(Comparator.comparing(Task::at).thenComparing(Task::number));
                due.ifPresent(task -> {
                    tasks.remove(task);
                    now = task.at().isAfter(now) ? task.at() : now;
                });
                if (due.isEmpty()) {
                    now = end;
                }
            }
            if (due.isEmpty()) {
                return;
            }
            due.get().run();
        }
    }

    /** Time waits for this: what another thread does about one moment ends before the next one comes. */
    public void waitsFor(BooleanSupplier idleNow) {
        idle.add(idleNow);
    }

    private void settle() {
        long guard = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!idle.stream().allMatch(BooleanSupplier::getAsBoolean)) {
            if (System.nanoTime() > guard) {
                throw new AssertionError("somebody is busy for 20 s");
            }
            Thread.onSpinWait();
        }
    }

    /** How many tasks wait. */
    public int waiting() {
        settle();
        synchronized (lock) {
            tasks.removeIf(Task::isDone);
            return tasks.size();
        }
    }

    @Override
    public void execute(Runnable command) {
        command.run();
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        synchronized (lock) {
            Task task = new Task(command, now.plusNanos(unit.toNanos(delay)), count++);
            tasks.add(task);
            return task;
        }
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long first, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long first, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException("nobody may shut down what he was given");
    }

    @Override
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException("nobody may shut down what he was given");
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return false;
    }
}
