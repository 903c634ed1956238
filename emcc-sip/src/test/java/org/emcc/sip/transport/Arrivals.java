package org.emcc.sip.transport;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.testing.ManualTime;

/** Whoever opens a carrier in a test: keeps what came, and closes what is closed, as it must. */
final class Arrivals implements CarrierEvents {
    /** What came. */
    record Arrival(Flow flow, SipMessage message, String why) {
        boolean isClosing() {
            return message == null;
        }
    }

    private final ManualTime time;
    private final BlockingQueue<Arrival> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger refusing = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private volatile boolean overlapped;

    Arrivals(ManualTime time) {
        this.time = time;
    }

    private void add(Arrival arrival) {
        overlapped |= inside.incrementAndGet() != 1;
        queue.add(arrival);
        inside.decrementAndGet();
    }

    @Override
    public void received(Flow flow, SipMessage message) {
        add(new Arrival(flow, message, ""));
    }

    @Override
    public void closed(Flow flow, String why) {
        add(new Arrival(flow, null, why));
        flow.close(why);
    }

    @Override
    public Clock clock() {
        return time.clock();
    }

    @Override
    public Runnable after(Duration delay, Runnable task) {
        if (refusing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new RejectedExecutionException("no timers in this test");
        }
        Future<?> future = time.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        boolean hasBegun = begun.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
        return () -> {
            if (!hasBegun) {
                future.cancel(false);
            }
        };
    }

    /** From now on so many tasks are refused. */
    void refuseTasks(int count) {
        refusing.set(count);
    }

    /** From now on so many tasks cannot be taken back, as those that have begun on another thread when somebody tries. */
    void keepTasks(int count) {
        begun.set(count);
    }

    Arrival next() throws InterruptedException {
        Arrival next = queue.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came in time");
        }
        return next;
    }

    boolean isEmpty() {
        return queue.isEmpty();
    }

    int waiting() {
        return queue.size();
    }

    boolean overlapped() {
        return overlapped;
    }
}
