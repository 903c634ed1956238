package org.emcc.core.login;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What a cluster is at work on, so that closing can wait for it. */
final class Running {
    private final Map<Object, CompletableFuture<?>> work = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** Refuses what begins after the end. */
    void mustBeOpen(String who) {
        if (closed) {
            throw new IllegalStateException(who + " is closed");
        }
    }

    /** Something begins that a close waits for; whoever began it completes it. */
    CompletableFuture<@Nullable Void> begin(String who) {
        CompletableFuture<@Nullable Void> begun = watch(new CompletableFuture<>());
        if (closed) {
            begun.complete(null);
        }
        mustBeOpen(who);
        return begun;
    }

    /** The same as its callers see it: a close that does not wait for it any longer completes it for them, with an exception. */
    <T> CompletableFuture<T> watch(CompletableFuture<T> one) {
        if (one.isDone()) {
            return one;
        }
        CompletableFuture<T> seen = one.copy();
        Object key = new Object();
        work.put(key, seen);
        Links.watch(seen.whenComplete((result, failure) -> {
            work.remove(key);
        }));
        return seen;
    }

    /** Lets nothing begin any more, and waits for what has begun. */
    void close(Duration deadline) {
        closed = true;
        try {
            CompletableFuture.allOf(work.values().toArray(CompletableFuture<?>[]::new))
                    .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // what is not finished is handed over; what has failed has said so
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody waits for ever for what a closed cluster does not finish. */
    void abandon() {
        work.values()
                .forEach(unfinished ->
                        unfinished.completeExceptionally(new IllegalStateException("closed before this was over")));
    }
}
