package org.emcc.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What waits for threads to work on it, the latest first; the work on one adds others. */
final class Backlog<T> {
    private final Deque<T> waiting = new ArrayDeque<>();
    private int working;
    private boolean stopped;

    Backlog(T first) {
        waiting.push(first);
    }

    /** Works until nothing waits and nobody works any more. Called by each thread once; what fails in one stops all. */
    void work(Function<T, List<T>> work) {
        boolean done = false;
        try {
            for (T one = take(); one != null; one = take()) {
                finished(work.apply(one));
            }
            done = true;
        } finally {
            if (!done) {
                stop();
            }
        }
    }

    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /** The next, or null when all is done. */
    private synchronized @Nullable T take() {
        while (waiting.isEmpty() && working > 0 && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
        if (stopped || waiting.isEmpty()) {
            return null;
        }
        working++;
        return waiting.pop();
    }

    private synchronized void finished(List<T> added) {
        added.forEach(waiting::push);
        working--;
        notifyAll();
    }
}
