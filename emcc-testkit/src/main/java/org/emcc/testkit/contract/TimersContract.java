package org.emcc.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.emcc.core.gateway.Timers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What all {@link Timers} keep to. Uses nothing but JUnit: two methods say how to make them, and how their time passes.
 *
 * @threadsafety not thread-safe; a new one for each test
 * @since 0.1.0
 */
public abstract class TimersContract {
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration LATER = Duration.ofMillis(100);
    private static final Duration MUCH_LATER = Duration.ofHours(1);

    private Clock clock;
    private Timers timers;

    /** For those who extend it. */
    protected TimersContract() {}

    /**
     * The clock that the instants of the timers belong to.
     *
     * @return a clock; asked for once for each test, before the timers
     */
    protected abstract Clock newClock();

    /**
     * Timers without any order.
     *
     * @param clock their clock
     * @return new ones
     */
    protected abstract Timers newTimers(Clock clock);

    /**
     * Lets time pass, where it does not by itself, and lets begin what is due then.
     *
     * @param time how much, at most a second
     */
    protected abstract void pass(Duration time);

    @BeforeEach
    void make() {
        clock = newClock();
        timers = newTimers(clock);
    }

    @AfterEach
    void close() {
        timers.close();
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    private static <T> T done(CompletableFuture<T> future) throws Exception {
        return future.get(30, TimeUnit.SECONDS);
    }

    @Test
    @Timeout(120)
    void whatIsPastIsDueAtOnce() throws Exception {
        CompletableFuture<Boolean> ran = new CompletableFuture<>();
        timers.at(Instant.EPOCH, () -> ran.complete(true));
        pass(Duration.ofMillis(1));
        assertTrue(done(ran));
    }

    @Test
    @Timeout(120)
    void nothingRunsBeforeItsInstant() throws Exception {
        CompletableFuture<Instant> ran = new CompletableFuture<>();
        Instant when = in(SOON);
        timers.at(when, () -> ran.complete(clock.instant()));
        pass(LATER);
        assertFalse(done(ran).isBefore(when), "it ran before " + when);
    }

    @Test
    @Timeout(120)
    void tasksBeginInTheOrderOfTheirInstants() throws Exception {
        List<String> order = new ArrayList<>();
        CountDownLatch all = new CountDownLatch(2);
        Instant now = clock.instant();
        timers.at(now.plus(LATER), () -> {
            order.add("second");
            all.countDown();
        });
        timers.at(now.plus(SOON), () -> {
            order.add("first");
            all.countDown();
        });
        pass(SOON);
        pass(SOON);
        assertTrue(all.await(30, TimeUnit.SECONDS));
        assertEquals(List.of("first", "second"), order);
    }

    @Test
    @Timeout(120)
    void whatIsTakenBackNeverRuns() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        CompletableFuture<Boolean> behind = new CompletableFuture<>();
        Instant now = clock.instant();
        Timers.Ordered order = timers.at(now.plus(SOON), () -> ran.set(true));
        timers.at(now.plus(LATER), () -> behind.complete(true));
        order.cancel();
        order.cancel();
        pass(LATER);
        assertTrue(done(behind));
        assertFalse(ran.get());
        order.cancel();
    }

    @Test
    @Timeout(120)
    void aTaskThatFailsHarmsNoOther() throws Exception {
        CompletableFuture<Boolean> behind = new CompletableFuture<>();
        Instant now = clock.instant();
        timers.at(now.plus(SOON), () -> {
            throw new IllegalStateException("on purpose");
        });
        timers.at(now.plus(LATER), () -> behind.complete(true));
        pass(SOON);
        pass(SOON);
        assertTrue(done(behind));
    }

    @Test
    @Timeout(120)
    void aTaskMayOrderAnother() throws Exception {
        CompletableFuture<Boolean> second = new CompletableFuture<>();
        timers.at(in(SOON), () -> timers.at(Instant.EPOCH, () -> second.complete(true)));
        pass(SOON);
        pass(SOON);
        assertTrue(done(second));
    }

    @Test
    @Timeout(120)
    void theFarthestInstantsCanBeOrdered() {
        timers.at(Instant.MAX, () -> {}).cancel();
        timers.at(Instant.MIN, () -> {});
        timers.at(in(MUCH_LATER), () -> {}).cancel();
    }

    @Test
    @Timeout(120)
    void whatHasNotBegunIsDroppedByTheEnd() throws Exception {
        AtomicBoolean ran = new AtomicBoolean();
        timers.at(in(SOON), () -> ran.set(true));
        timers.close();
        timers.close();
        pass(LATER);
        assertFalse(ran.get());
    }
}
