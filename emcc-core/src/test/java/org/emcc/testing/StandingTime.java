package org.emcc.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.emcc.core.gateway.Timers;

/** A clock that stands until it is moved, with timers that run when it is; for use by several threads. */
public final class StandingTime extends Clock implements Timers {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ordered = lock.newCondition();
    private final List<Due> due = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    /** It stands at some instant. */
    public StandingTime() {}

    /** What runs at an instant. */
    private static final class Due implements Ordered {
        private final StandingTime time;
        private final Instant at;
        private final Runnable task;

        Due(StandingTime time, Instant at, Runnable task) {
            this.time = time;
            this.at = at;
            this.task = task;
        }

        @Override
        public void cancel() {
            time.lock.lock();
            try {
                time.due.remove(this);
                time.ordered.signalAll();
            } finally {
                time.lock.unlock();
            }
        }
    }

    @Override
    public Ordered at(Instant when, Runnable task) {
        lock.lock();
        try {
            Due one = new Due(this, when, task);
            due.add(one);
            ordered.signalAll();
            return one;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until at least so many tasks are to come. */
    public void awaitOrders(int count) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(60);
            while (due.size() < count) {
                if (left <= 0) {
                    throw new AssertionError("there are only " + due.size() + " orders of " + count);
                }
                left = ordered.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until exactly so many tasks are to come after a time, counted from now. */
    public void awaitOrders(int count, Duration after) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(60);
            while (due.stream().filter(each -> each.at.isAfter(now.plus(after))).count() != count) {
                if (left <= 0) {
                    throw new AssertionError(
                            "there are " + due.size() + " orders, and not " + count + " after " + after);
                }
                left = ordered.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Moves on, and runs on this thread what was to come until then. */
    public void advance(Duration by) {
        List<Due> past = new ArrayList<>();
        lock.lock();
        try {
            now = now.plus(by);
            due.stream().filter(each -> !each.at.isAfter(now)).forEach(past::add);
            due.removeAll(past);
            ordered.signalAll();
        } finally {
            lock.unlock();
        }
        past.forEach(each -> each.task.run());
    }

    @Override
    public void close() {
        throw new AssertionError("whoever is given timers does not close them");
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }
}
