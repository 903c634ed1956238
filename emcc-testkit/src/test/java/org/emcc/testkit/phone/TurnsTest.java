package org.emcc.testkit.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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

    @Test
    void isOneAfterTheOtherInOrder() throws Exception {
        List<Integer> done = new ArrayList<>();
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        for (int i = 0; i < 10_000; i++) {
            int number = i;
            turns.execute(() -> {
                overlapped.compareAndSet(false, inside.incrementAndGet() != 1);
                done.add(number);
                inside.decrementAndGet();
            });
        }
        assertThat(turns.awaitEnd(PATIENCE)).isTrue();
        assertThat(overlapped).isFalse();
        assertThat(done).hasSize(10_000).isSorted();
    }

    @Test
    void goesOnAfterAFailure() throws Exception {
        List<String> done = new ArrayList<>();
        turns.execute(() -> {
            throw new IllegalStateException("on purpose");
        });
        turns.execute(() -> done.add("next"));
        assertThat(turns.awaitEnd(PATIENCE)).isTrue();
        assertThat(done).containsExactly("next");
    }

    @Test
    void closingInterruptsWhatIsDoneAndForgetsTheRest() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        turns.execute(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                done.add("interrupted");
            }
        });
        turns.execute(() -> done.add("never"));
        begun.await();
        assertThat(turns.awaitEnd(Duration.ofMillis(1))).isFalse();
        turns.close();
        assertThat(turns.awaitEnd(PATIENCE)).isTrue();
        assertThat(done).containsExactly("interrupted");
        assertThatThrownBy(() -> turns.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
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
        assertThatThrownBy(() -> refused.execute(() -> done.add("lost")))
                .isInstanceOf(RejectedExecutionException.class);
        full.set(false);
        refused.execute(() -> done.add("again"));
        assertThat(done).containsExactly("again");
    }
}
