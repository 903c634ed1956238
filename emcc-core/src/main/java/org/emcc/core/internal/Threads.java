package org.emcc.core.internal;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads of services: daemons with numbered names, which end when they are idle for long or told to. */
public final class Threads {
    private static final long IDLE_SECONDS = 30;

    private Threads() {}

    /** Makes the threads of one pool, and knows those that live. */
    private static final class Daemons implements ThreadFactory {
        private final String prefix;
        private final AtomicInteger made = new AtomicInteger();
        private final Set<Thread> living = ConcurrentHashMap.newKeySet();

        Daemons(String prefix) {
            this.prefix = prefix;
        }

        @Override
        public Thread newThread(Runnable task) {
            living.removeIf(each -> each.getState() == Thread.State.TERMINATED);
            Thread thread = new Thread(task, prefix + made.incrementAndGet());
            thread.setDaemon(true);
            living.add(thread);
            return thread;
        }

        /** A pool calls itself ended a moment before its last thread is gone. */
        void join(Duration within) throws InterruptedException {
            for (Thread each : living) {
                if (each != Thread.currentThread()) {
                    each.join(within.toMillis());
                }
            }
        }
    }

    /**
     * Makes daemons.
     *
     * @param prefix what their names begin with; a number follows
     * @return a factory
     */
    public static ThreadFactory daemons(String prefix) {
        return new Daemons(prefix);
    }

    /**
     * As many threads, and a queue as long as it takes: the number of tasks is bounded elsewhere.
     *
     * @param prefix what their names begin with
     * @param threads how many at most
     * @return a pool
     */
    public static ExecutorService unqueued(String prefix, int threads) {
        return pool(prefix, threads, new LinkedBlockingQueue<>());
    }

    /**
     * As many threads and a queue; what does not fit is refused, so that nothing waits unseen and whoever brings it need not wait.
     *
     * @param prefix what their names begin with
     * @param threads how many at most
     * @param queue how many tasks may wait
     * @return a pool
     */
    public static ExecutorService refusing(String prefix, int threads, int queue) {
        return pool(prefix, threads, new ArrayBlockingQueue<>(queue));
    }

    /**
     * As many threads as there are tasks, up to a number; a further task is refused. A thread that is idle is taken before one is made.
     *
     * @param prefix what their names begin with
     * @param threads how many at most
     * @return a pool
     */
    public static ExecutorService asNeeded(String prefix, int threads) {
        return new ThreadPoolExecutor(
                0,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                daemons(prefix),
                new ThreadPoolExecutor.AbortPolicy());
    }

    private static ExecutorService pool(String prefix, int threads, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                queue,
                daemons(prefix),
                new ThreadPoolExecutor.AbortPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Ends several pools, which have equal shares of the time.
     *
     * @param pools the pools
     * @param within how long all may take
     */
    public static void endAll(List<ExecutorService> pools, Duration within) {
        pools.forEach(ExecutorService::shutdown);
        pools.forEach(pool -> end(pool, within.dividedBy(pools.size())));
    }

    /**
     * Lets what runs come to its end for some time, and interrupts it then.
     *
     * @param pool the pool
     * @param within how long it may take
     */
    public static void end(ExecutorService pool, Duration within) {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(within.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
                if (!pool.awaitTermination(within.toMillis() / 2, TimeUnit.MILLISECONDS)) {
                    return; // something does not heed an interrupt; the threads are daemons
                }
            }
            if (pool instanceof ThreadPoolExecutor known && known.getThreadFactory() instanceof Daemons threads) {
                threads.join(within);
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
