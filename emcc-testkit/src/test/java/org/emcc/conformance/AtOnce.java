package org.emcc.conformance;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.gateway.Timers;

/** Nothing takes time: whatever is asked is answered at once, on a clock that stands until it is moved. */
final class AtOnce implements Course {
    private final StoppedTime time = new StoppedTime();

    @Override
    public Clock clock() {
        return time;
    }

    @Override
    public Timers timers() {
        return time;
    }

    @Override
    public <T> CompletableFuture<T> call(String from, String to, Supplier<CompletableFuture<T>> question) {
        return question.get();
    }

    @Override
    public <T> CompletableFuture<T> talk(String from, String to, Supplier<CompletableFuture<T>> question) {
        return question.get();
    }

    @Override
    public void start(Runnable boot) {
        var unused = time.at(time.instant(), boot);
    }

    @Override
    public void settle() {
        time.advance(Duration.ZERO);
    }

    @Override
    public void pass(Duration passed) {
        time.advance(passed);
        settle();
    }

    @Override
    public void close() {
        time.close();
    }
}
