package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one phone does, one after the other, on threads that it shares with others. */
final class Turns implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closed;
    private @Nullable Thread running;

    Turns(Executor threads) {
        this.threads = threads;
    }

    /**
     * Does it when its turn comes.
     *
     * @throws RejectedExecutionException when this is closed, or there is no thread
     */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            waiting.add(task);
            if (busy) {
                return;
            }
            busy = true;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            synchronized (this) {
                busy = false;
                waiting.clear();
                notifyAll();
            }
            throw e;
        }
    }

    private void run() {
        for (Runnable next = next(); next != null; next = next()) {
            try {
                next.run();
            } catch (RuntimeException e) {
                LOG.error("What a phone does failed; it goes on with the next", e);
            } finally {
                ended();
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            busy = false;
            notifyAll();
        } else {
            running = Thread.currentThread();
        }
        return next;
    }

    /** An interruption was meant for this task only. */
    private synchronized void ended() {
        running = null;
        if (closed) {
            boolean unused = Thread.interrupted();
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Interrupts what is being done, and forgets what waits. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        if (running != null) {
            running.interrupt();
        }
    }

    /** Whether nothing is done any longer, after at most that long. */
    synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (busy) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
