package org.emcc.core.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DaemonTimersTest {
    private static final Instant NOW = Instant.parse("2001-01-01T00:00:00Z");

    private final Timers timers = Timers.daemon(Clock.fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void close() {
        timers.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whatIsDueRunsOnTheOneDaemonThread() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        timers.at(NOW, () -> ran.complete(Thread.currentThread()));

        Thread thread = ran.get(20, SECONDS);
        assertThat(thread.getName()).isEqualTo("emcc-core-timers-1");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void instantsBelongToTheClockThatWasGivenAndThePastIsNow() {
        CountDownLatch ran = new CountDownLatch(3);
        timers.at(NOW.plusMillis(1), ran::countDown);
        timers.at(NOW.minusSeconds(3600), ran::countDown);
        timers.at(Instant.MIN, ran::countDown);

        await(ran);
    }

    @Test
    void nothingRunsBeforeItsInstant() throws Exception {
        Clock real = Clock.systemUTC();
        try (Timers realTimers = Timers.daemon(real)) {
            for (int i = 0; i < 20; i++) {
                Instant due = real.instant().plusNanos(900_000);
                CompletableFuture<Instant> ran = new CompletableFuture<>();
                realTimers.at(due, () -> ran.complete(real.instant()));

                assertThat(ran.get(20, SECONDS)).isAfterOrEqualTo(due.minusNanos(200_000));
            }
        }
    }

    @Test
    void anInstantBeyondAllCountingWaits() {
        AtomicBoolean ran = new AtomicBoolean();
        assertThatCode(() -> timers.at(Instant.MAX, () -> ran.set(true))).doesNotThrowAnyException();
        CountDownLatch later = new CountDownLatch(1);
        timers.at(NOW, later::countDown);
        await(later);

        assertThat(ran).isFalse();
    }

    @Test
    void whatIsCancelledBeforeItBeginsDoesNotRun() {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        AtomicBoolean ran = new AtomicBoolean();
        timers.at(NOW, () -> await(busy));
        Timers.Ordered order = timers.at(NOW, () -> ran.set(true));
        timers.at(NOW, done::countDown);

        order.cancel();
        order.cancel();
        busy.countDown();
        await(done);
        order.cancel();

        assertThat(ran).isFalse();
    }

    @Test
    void aFailingTaskHarmsNoOther() {
        CountDownLatch done = new CountDownLatch(2);
        timers.at(NOW, () -> {
            throw new IllegalStateException("broken task");
        });
        timers.at(NOW, done::countDown);
        timers.at(NOW, () -> {
            throw new AssertionError("worse");
        });
        timers.at(NOW, done::countDown);

        await(done);
    }

    @Test
    void closingDropsWhatHasNotBegunAndEndsTheThread() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Thread> running = new CompletableFuture<>();
        AtomicBoolean ran = new AtomicBoolean();
        timers.at(NOW, () -> {
            running.complete(Thread.currentThread());
            await(never);
        });
        timers.at(NOW, () -> ran.set(true));
        Thread thread = running.get(20, SECONDS);

        timers.close();
        thread.join(20_000);

        assertThat(thread.isAlive()).isFalse();
        assertThat(ran).isFalse();
    }
}
