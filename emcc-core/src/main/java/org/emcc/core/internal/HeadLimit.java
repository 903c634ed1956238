package org.emcc.core.internal;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;

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

    private record Arrival(Transfer transfer, Runnable end) {}

    @Override
    public void execute(Runnable task) {
        threads.execute(() -> {
            Transfer transfer = new Transfer();
            current.put(Thread.currentThread(), new Arrival(transfer, alarm.set(transfer::cutOff)));
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
            arrival.transfer().end();
        }
    }
}
