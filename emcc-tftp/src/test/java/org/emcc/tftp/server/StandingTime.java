package org.emcc.tftp.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.emcc.core.gateway.Timers;

/** A clock that stands until it is moved, with timers that run when it is; for use by several threads. */
final class StandingTime extends Clock implements Timers {
    private final List<Due> due = new ArrayList<>(); // guarded by this
    private Instant now = Instant.parse("2026-11-22T08:00:00Z"); // guarded by this

    private record Due(Object identity, Instant at, Runnable task) {}

    @Override
    public synchronized Ordered at(Instant when, Runnable task) {
        Due one = new Due(new Object(), when, task);
        due.add(one);
        notifyAll();
        return () -> cancel(one);
    }

    private synchronized void cancel(Due one) {
        due.remove(one);
        notifyAll();
    }

    /** Waits until exactly so many tasks are to come after a time. */
    synchronized void awaitOrders(int count, Duration after) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (due.stream().filter(each -> each.at.isAfter(now.plus(after))).count() != count) {
            if (System.nanoTime() > end) {
                throw new AssertionError("there are " + due + " and not " + count + " after " + after);
            }
            wait(1_000);
        }
    }

    void advance(Duration by) {
        List<Due> past;
        synchronized (this) {
            now = now.plus(by);
            past = due.stream().filter(each -> !each.at.isAfter(now)).toList();
            due.removeAll(past);
            notifyAll();
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
    public synchronized Instant instant() {
        return now;
    }
}
