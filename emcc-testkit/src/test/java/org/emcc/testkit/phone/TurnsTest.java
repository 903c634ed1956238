package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Turns turns = new Turns(threads);

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private static CompletableFuture<String> doing(Turns turns, Runnable what) {
        return turns.submit(
                () -> {
                    what.run();
                    return "done";
                },
                "closed");
    }

    @Test
    void isOneAfterTheOtherInOrder() throws Exception {
        List<Integer> done = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            all.add(doing(turns, () -> {
                overlapped.compareAndSet(false, inside.incrementAndGet() != 1);
                done.add(number);
                inside.decrementAndGet();
            }));
        }
        assertThat(turns.awaitEnd(PATIENCE)).isTrue();
        assertThat(overlapped).isFalse();
        assertThat(done).hasSize(10_000).isSorted();
        assertThat(all).allSatisfy(each -> assertThat(each).isCompletedWithValue("done"));
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        List<String> done = new ArrayList<>();
        CompletableFuture<String> failed = doing(turns, () -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<String> next = doing(turns, () -> done.add("next"));
        assertThat(turns.awaitEnd(PATIENCE)).isTrue();
        assertThat(next).isCompletedWithValue("done");
        assertThat(done).containsExactly("next");
        assertThat(failed).isCompletedExceptionally();
    }

    @Test
    void closingInterruptsWhatIsDoneAndForgetsTheRest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        CompletableFuture<String> interrupted = doing(turns, () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
        });
        CompletableFuture<String> never = doing(turns, () -> done.add("never"));
        begun.await();
        assertThat(turns.awaitEnd(Duration.ofMillis(1))).isFalse();
        turns.close();
        assertThat(never).as("whoever waits is told at once").isCompletedWithValue("closed");
        assertThat(turns.awaitEnd(PATIENCE)).isTrue();
        assertThat(done).containsExactly("interrupted");
        assertThat(interrupted).isCompletedWithValue("done");
        assertThatThrownBy(() -> doing(turns, () -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void whoFindsNoThreadIsToldAndMayTryAgain() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        Turns refused = new Turns(task -> {
            if (full.get()) {
                throw new RejectedExecutionException("full");
            }
            task.run();
        });
        List<String> done = new ArrayList<>();
        assertThatThrownBy(() -> doing(refused, () -> done.add("lost"))).isInstanceOf(RejectedExecutionException.class);
        full.set(false);
        assertThat(doing(refused, () -> done.add("again"))).isCompletedWithValue("done");
        assertThat(done).containsExactly("again");
    }

    /** A thread was asked for, and never comes: its pool was shut down, or all are held up. */
    @Test
    void whoIsClosedBeforeAThreadComesWaitsForNone() throws Exception {
        List<Runnable> queued = new ArrayList<>();
        Turns starved = new Turns(queued::add);
        List<String> done = new ArrayList<>();
        CompletableFuture<String> never = doing(starved, () -> done.add("never"));
        starved.close();
        assertThat(never).isCompletedWithValue("closed");
        assertThat(starved.awaitEnd(PATIENCE)).isTrue();
        queued.forEach(Runnable::run);
        assertThat(done).as("not even when the thread comes late").isEmpty();
    }

    @Test
    void whoClosesInItsOwnTurnNeitherInterruptsNorAwaitsItself() throws Exception {
        CompletableFuture<String> ended = turns.submit(
                () -> {
                    turns.close();
                    try {
                        return turns.awaitEnd(PATIENCE) ? "ended" : "busy";
                    } catch (InterruptedException e) {
                        return "interrupted";
                    }
                },
                "closed");
        assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("ended");
    }
}
