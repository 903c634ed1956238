package org.emcc.testkit.phone;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one phone does, one after the other, on threads that it shares with others. */
final class Turns {
    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Executor threads;
    private final Queue<Turn<?>> waiting = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition idle = lock.newCondition();
    private boolean busy;
    private volatile boolean closed;
    private @Nullable Thread running;

    Turns(Executor threads) {
        this.threads = threads;
    }

    /** Something to be done, and what is said of it when its turn never comes. */
    private record Turn<T>(Supplier<T> what, T unless, CompletableFuture<T> done) {
        void run() {
            try {
                done.complete(what.get());
            } catch (RuntimeException | Error e) {
                LOG.error("What a phone does failed; it goes on with the next", e);
                done.completeExceptionally(e);
            }
        }

        void forget() {
            done.complete(unless);
        }
    }

    /**
     * Does it when its turn comes.
     *
     * @param what what is done
     * @param unless what comes of it when this is closed before
     * @return what came of it; completes in any case
     * @throws RejectedExecutionException when this is closed, or there is no thread
     */
    <T> CompletableFuture<T> submit(Supplier<T> what, T unless) {
        Turn<T> turn = new Turn<>(what, unless, new CompletableFuture<>());
        if (begins(turn)) {
            try {
                threads.execute(this::run);
            } catch (RejectedExecutionException e) {
                forgetAll(() -> busy = false);
                throw e;
            }
        }
        return turn.done;
    }

    /** Whether nothing is being done, so that a thread is needed. */
    private boolean begins(Turn<?> turn) {
        lock.lock();
        try {
            if (closed) {
                throw new RejectedExecutionException("closed");
            }
            waiting.add(turn);
            boolean begins = !busy;
            busy = true;
            return begins;
        } finally {
            lock.unlock();
        }
    }

    /** Whoever waits for one of those that wait is told outside the lock. */
    private void forgetAll(Runnable change) {
        List<Turn<?>> forgotten;
        lock.lock();
        try {
            change.run();
            forgotten = new ArrayList<>(waiting);
            waiting.clear();
            idle.signalAll();
        } finally {
            lock.unlock();
        }
        forgotten.forEach(Turn::forget);
    }

    private void run() {
        for (Turn<?> next = next(); next != null; next = next()) {
            try {
                next.run();
            } finally {
                ended();
            }
        }
    }

    private @Nullable Turn<?> next() {
        lock.lock();
        try {
            Turn<?> next = waiting.poll();
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
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Interrupts what is being done, and forgets what waits; does not wait itself. */
    void close() {
        forgetAll(() -> {
            closed = true;
            if (running != null && running != Thread.currentThread()) {
                running.interrupt();
            }
        });
    }

    /** Whether nothing is done any longer, after at most that long. What this thread itself is doing does not count once it has closed. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (isDoing() && left > 0) {
                left = idle.awaitNanos(left);
            }
            return !isDoing();
        } finally {
            lock.unlock();
        }
    }

    /** Once this is closed, no thread begins anything, even if one was asked for and never comes. */
    private boolean isDoing() {
        return closed ? running != null && running != Thread.currentThread() : busy;
    }
}
