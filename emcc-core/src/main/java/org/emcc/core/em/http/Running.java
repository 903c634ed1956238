package org.emcc.core.em.http;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The requests that have come and have not ended. Thread-safe. */
final class Running {
    private final Set<UnderWay> all = ConcurrentHashMap.newKeySet();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition none = lock.newCondition();

    void add(UnderWay request) {
        all.add(request);
    }

    void remove(UnderWay request) {
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

    /** Those that have not ended now. */
    List<UnderWay> now() {
        return List.copyOf(all);
    }

    /** Waits until there is none, or the time is over. */
    void awaitNone(Duration within) throws InterruptedException {
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
