package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one phone does, one after the other, on threads that it shares with others. */
final class Turns implements Executor {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Executor threads;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private boolean busy;
    private volatile boolean closed;
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
        if (!begins(task)) {
            return;
        }
        try {
            threads.execute(this::run);
        } catch (RejectedExecutionException e) {
            lock.lock();
            try {
                busy = false;
                waiting.clear();
                idle.signalAll();
            } finally {
                lock.unlock();
            }
            throw e;
        }
    }

    /** Whether nothing is being done, so that a thread is needed. */
    private boolean begins(Runnable task) {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            waiting.add(task);
            boolean begins = !busy;
            busy = true;
            return begins;
        } finally {
            lock.unlock();
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

    private @Nullable Runnable next() {
        lock.lock();
        try {
            Runnable next = waiting.poll();
            if (next == null) {
                busy = false;
                idle.signalAll();
            } else {
                running = Thread.currentThread();
            }
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** An interruption was meant for this task only. */
    private void ended() {
        lock.lock();
        try {
            running = null;
            if (closed) {
                boolean unused = Thread.interrupted();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Interrupts what is being done, and forgets what waits. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            if (running != null) {
                running.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether nothing is done any longer, after at most that long. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (busy && left > 0) {
                left = idle.awaitNanos(left);
            }
            return !busy;
        } finally {
            lock.unlock();
        }
    }
}
