package org.emcc.conformance;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.emcc.core.gateway.Timers;

/** How things come about on a stage without threads: what takes time, and what comes first of that which could come at once. */
interface Course extends AutoCloseable {
    Clock clock();

    Timers timers();

    /** One cluster asks another; what is asked happens when the question arrives, and the answer comes when it is back. */
    <T> CompletableFuture<T> call(String from, String to, Supplier<CompletableFuture<T>> question);

    /** A phone at the site of a cluster asks a cluster, or a cluster such a phone; nothing comes twice. */
    <T> CompletableFuture<T> talk(String from, String to, Supplier<CompletableFuture<T>> question);

    /** A phone is told to start. */
    void start(Runnable boot);

    /** What is under way arrives, and what is due is done; the clock goes on no further than that takes. */
    void settle();

    /** The clock goes on. */
    void pass(Duration time);

    @Override
    void close();
}
