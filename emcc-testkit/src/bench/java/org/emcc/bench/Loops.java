package org.emcc.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs something over and over, and counts. */
final class Loops {
    private Loops() {}

    /** Something that is done for the user of a number; each number is used by one thread only. */
    interface Deed {
        void of(int number);
    }

    /** How often it was done, and how long that took in all. */
    record Count(long times, double seconds) {
        double perSecond() {
            return times / seconds;
        }
    }

    /** How often it is done in a second; see {@link #count(Deed, int, int, double)}. */
    static double perSecond(Deed deed, int threads, int numbers, double seconds) throws InterruptedException {
        return count(deed, threads, numbers, seconds).perSecond();
    }

    /**
     * Does it for a while.
     *
     * @param threads how many do it at once
     * @param numbers how many users there are
     * @param seconds how long; what is begun by then is finished
     */
    static Count count(Deed deed, int threads, int numbers, double seconds) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            long end = begin + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
            List<Future<Long>> counts = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                counts.add(pool.submit(() -> repeat(deed, first, threads, numbers, end)));
            }
            long all = 0;
            for (Future<Long> count : counts) {
                all += count.get();
            }
            return new Count(all, (System.nanoTime() - begin) / 1e9);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the benchmark failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** One thread has every nth user, and takes them in turn. */
    private static long repeat(Deed deed, int first, int threads, int numbers, long end) {
        long count = 0;
        for (int number = first;
                System.nanoTime() < end;
                number = number + threads < numbers ? number + threads : first) {
            deed.of(number);
            count++;
        }
        return count;
    }

    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
