package org.emcc.core.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Threads for the JDK's HTTP server, which give a client only so long to send the head of its request.
 *
 * <p>The server reads heads, and before them handshakes of TLS, on the threads that it is given, and knows no limit of time that one
 * service could set. What it runs here is cut off as a {@link Transfer} is, unless a handler has told by {@link #arrived} that the head is
 * there. Thread-safe.
 */
public final class HeadLimit implements Executor {
    private final Executor threads;
    private final TimeLimit.Alarm alarm;
    private final ConcurrentMap<Thread, Arrival> current = new ConcurrentHashMap<>();
    private final ConcurrentMap<Object, Integer> bySource = new ConcurrentHashMap<>();

    /**
     * A limit.
     *
     * @param threads what runs
     * @param alarm what rings at the limit
     */
    public HeadLimit(Executor threads, TimeLimit.Alarm alarm) {
        this.threads = threads;
        this.alarm = alarm;
    }

    /** A head under way; the source is there when it is known. */
    private record Arrival(
            Transfer transfer, Runnable end, @Nullable Object source) {}

    /**
     * Notes from whom this thread reads, where that is known before the head is there, and cuts it off when that source has too many under
     * way: the next read of this thread then fails. A source is told once for each head.
     *
     * @param source who sends; equal ones are the same
     * @param most how many heads one may send at a time
     */
    public void startedBy(Object source, int most) {
        Arrival arrival = current.get(Thread.currentThread());
        if (arrival == null) {
            return;
        }
        current.put(Thread.currentThread(), new Arrival(arrival.transfer(), arrival.end(), source));
        if (bySource.merge(source, 1, Integer::sum) > most) {
            arrival.transfer().cutOff();
        }
    }

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> {
            Transfer transfer = new Transfer();
            current.put(Thread.currentThread(), new Arrival(transfer, alarm.set(transfer::cutOff), null));
            try {
                task.run();
            } finally {
                arrived();
            }
        });
    }

    /** Notes that the head has come for which this thread has waited, so that it is not cut off any more. */
    public void arrived() {
        Arrival arrival = current.remove(Thread.currentThread());
        if (arrival != null) {
            arrival.end().run();
            if (arrival.source() != null) {
                bySource.computeIfPresent(arrival.source(), (source, n) -> n == 1 ? null : n - 1);
            }
            arrival.transfer().end();
        }
    }
}
