package org.emcc.core.em;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Places for what may be under way at once. Thread-safe. */
final class ApiPlaces {
    private final AtomicInteger taken = new AtomicInteger();

    /**
     * Does some work in a place, which is free again as soon as the work has come to its end, however that is.
     *
     * @param most how many places there are now
     * @param work done at most once
     * @return what it comes to, or empty when there was no place, and nothing was done
     */
    <T> Optional<CompletableFuture<T>> within(int most, Supplier<CompletableFuture<T>> work) {
        if (taken.getAndUpdate(now -> now < most ? now + 1 : now) >= most) {
            return Optional.empty();
        }
        CompletableFuture<T> done;
        try {
            done = work.get();
        } catch (Throwable e) { // an Error too: somebody waits, and the place must not be lost
            done = CompletableFuture.failedFuture(e);
        }
        return Optional.of(done.whenComplete((result, failure) -> taken.decrementAndGet()));
    }
}
