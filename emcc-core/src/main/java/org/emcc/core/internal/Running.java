package org.emcc.core.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests that have come and have not ended. Thread-safe.
 *
 * @param <T> a request, equal to itself only
 */
public final class Running<T> {
    private final Set<T> all = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();

    /** Begins with none. */
    public Running() {}

    /**
     * Notes that one has come.
     *
     * @param request the one
     */
    public void add(T request) {
        all.add(request);
    }

    /**
     * Notes that one has ended.
     *
     * @param request the one
     */
    public void remove(T request) {
        all.remove(request);
        if (all.isEmpty()) {
            lock.lock();
            try {
                none.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /**
     * Those that have not ended now.
     *
     * @return a copy
     */
    public List<T> now() {
        return List.copyOf(all);
    }

    /**
     * Waits until there is none, or the time is over.
     *
     * @param within how long at most
     * @throws InterruptedException when this thread is told to end
     */
    public void awaitNone(Duration within) throws InterruptedException {
        lock.lock();
        try {
            long left = within.toNanos();
            while (!all.isEmpty() && left > 0) {
                left = none.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
