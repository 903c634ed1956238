package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.UserId;
import org.emcc.testkit.contract.TimersContract;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.VirtualPhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LabClockTest extends TimersContract {
    private final LabClock clock = new LabClock(Clock.systemUTC());

    @AfterEach
    void closeClock() {
        clock.close();
    }

    @Override
    protected Clock newClock() {
        return clock;
    }

    @Override
    protected Timers newTimers(Clock ofThem) {
        return clock.timers(() -> Duration.ZERO);
    }

    @Override
    protected void pass(Duration time) {
        clock.advance(time);
    }

    /** What is due runs when the clock shows its time, and what it orders meanwhile too; without any waiting. */
    @Test
    void timePassesInSteps() {
        LabClock still = new LabClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Timers timers = still.timers(() -> Duration.ZERO);
        Timers fast = still.timers(() -> Duration.ofSeconds(10));
        List<String> ran = new ArrayList<>();
        timers.at(Instant.EPOCH.plusSeconds(30), () -> {
            ran.add("30: " + still.instant());
            timers.at(Instant.EPOCH.plusSeconds(45), () -> ran.add("45: " + still.instant()));
        });
        fast.at(Instant.EPOCH.plusSeconds(30), () -> ran.add("20: " + still.instant()));
        timers.at(Instant.EPOCH.plusSeconds(90), () -> ran.add("90"));
        still.advance(Duration.ofMinutes(1));
        assertThat(ran)
                .containsExactly("20: 1970-01-01T00:00:20Z", "30: 1970-01-01T00:00:30Z", "45: 1970-01-01T00:00:45Z");
        assertThat(still.instant()).isEqualTo(Instant.EPOCH.plusSeconds(60));
        assertThat(still.withZone(ZoneId.of("Asia/Tokyo")).instant()).isEqualTo(still.instant());
        timers.close();
        still.advance(Duration.ofHours(1));
        assertThat(ran).hasSize(3);
        still.close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> still.advance(Duration.ofSeconds(-1)))
                .withMessage("time to advance must be from nothing to ten years, but is PT-1S");
    }

    /** What the clock's own thread has begun has ended too, and what is due runs one after the other. */
    @Test
    void nothingRunsAnyMoreWhenTimeHasPassed() throws Exception {
        Timers timers = clock.timers(() -> Duration.ZERO);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        AtomicInteger running = new AtomicInteger();
        List<String> ran = new CopyOnWriteArrayList<>();
        timers.at(clock.instant(), () -> {
            begun.countDown();
            running.incrementAndGet();
            await(released);
            running.decrementAndGet();
            ran.add("first");
        });
        begun.await();
        timers.at(clock.instant().plusSeconds(10), () -> ran.add("second, beside " + running.get()));
        CompletableFuture<List<String>> passed = CompletableFuture.supplyAsync(() -> {
            clock.advance(Duration.ofSeconds(10));
            return List.copyOf(ran);
        });
        awaitWaiting();
        released.countDown();
        assertThat(passed.get(60, TimeUnit.SECONDS)).containsExactly("first", "second, beside 0");
    }

    /** Until somebody is in the middle of advancing the clock: then the clock's own thread takes nothing. */
    private void awaitWaiting() {
        while (!clock.isAdvancing()) {
            Thread.onSpinWait();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ten seconds and ten seconds are twenty, even at once. */
    @Test
    void twoWhoAdvanceTheClockLetBothTimesPass() throws Exception {
        LabClock still = new LabClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        CountDownLatch inTheMiddle = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Timers timers = still.timers(() -> Duration.ZERO);
        timers.at(Instant.EPOCH.plusSeconds(5), () -> {
            inTheMiddle.countDown();
            await(goOn);
        });
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> still.advance(Duration.ofSeconds(10)));
        inTheMiddle.await();
        Thread second = new Thread(() -> still.advance(Duration.ofSeconds(10)));
        second.start();
        while (second.getState() == Thread.State.NEW || second.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        first.get(60, TimeUnit.SECONDS);
        second.join();
        assertThat(still.instant()).isEqualTo(Instant.EPOCH.plusSeconds(20));
        still.close();
    }

    @Test
    void aTaskThatFailsEndsNothing() throws Exception {
        Timers timers = clock.timers(() -> Duration.ZERO);
        CountDownLatch ran = new CountDownLatch(1);
        timers.at(clock.instant(), () -> {
            throw new AssertionError("on purpose");
        });
        timers.at(clock.instant().plusMillis(1), ran::countDown);
        assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSkewedClockIsTheSameInEveryZone() {
        SkewedClock skewed = new SkewedClock(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        Clock tokyo = skewed.withZone(ZoneId.of("Asia/Tokyo"));
        skewed.ahead(Duration.ofSeconds(3));
        assertThat(tokyo.instant()).isEqualTo(Instant.EPOCH.plusSeconds(3));
        assertThat(tokyo.getZone()).isEqualTo(ZoneId.of("Asia/Tokyo"));
    }

    /** The maximum login time of eight hours, in an instant (emcc-behaviour 3.3). */
    @Test
    void aLoginEndsAfterItsTime() {
        try (EmccLab lab = EmccLab.start()) {
            LabCluster home = lab.cluster("NYC");
            ClusterConfiguration now = home.configuration();
            home.configure(now.toBuilder()
                    .users(now.users().values().stream()
                            .map(user -> user.toBuilder()
                                    .maximumLoginTime(Duration.ofHours(8))
                                    .build())
                            .toList())
                    .build());
            VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
            phone.start().join();
            phone.logIn("alice", Company.newYork().pins().get(UserId.of("alice")));
            lab.awaitRegistration(phone, "NYC");
            lab.clock().advance(Duration.ofHours(7));
            assertThat(home.home().session(phone.name())).isPresent();
            lab.clock().advance(Duration.ofHours(1));
            lab.awaitRegistration(phone, "LON");
            FaultsTest.awaitFree(lab, 3);
        }
    }
}
