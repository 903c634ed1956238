package org.emcc.tftp.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class TimerWheelTest {
    private static final Instant BEGIN = Instant.parse("2026-01-05T08:00:00.000400Z");

    private final List<String> ran = new ArrayList<>();
    private final TimerWheel wheel = new TimerWheel(BEGIN);

    @Test
    void runsNothingBeforeItsTimeAndThenInTheOrderOfTime() {
        at(5_000, "c");
        at(20, "a");
        at(20, "b");
        at(3_600_000, "d");
        fire(19);
        assertThat(ran).isEmpty();
        fire(20);
        assertThat(ran).containsExactly("a", "b");
        fire(4_999);
        fire(7_200_000);
        assertThat(ran).containsExactly("a", "b", "c", "d");
        assertThat(wheel.size()).isZero();
        assertThat(wheel.pause(BEGIN)).isZero();
    }

    @Test
    void runsWhatIsDueInTheSameMillisecondOnlyWhenItIsDue() {
        wheel.at(BEGIN.plusNanos(900), () -> ran.add("later"));
        wheel.at(BEGIN.minusNanos(1), () -> ran.add("sooner"));
        wheel.fire(BEGIN, Runnable::run);
        assertThat(ran).containsExactly("sooner");
        wheel.fire(BEGIN.plusNanos(900), Runnable::run);
        assertThat(ran).containsExactly("sooner", "later");
    }

    @Test
    void letsATaskCancelAnotherThatIsDueWithIt() {
        List<TimerWheel.Timer> timers = new ArrayList<>();
        wheel.at(BEGIN, () -> timers.get(0).cancel());
        timers.add(wheel.at(BEGIN, () -> ran.add("cancelled")));
        wheel.fire(BEGIN, Runnable::run);
        timers.get(0).cancel();
        assertThat(ran).isEmpty();
        assertThat(wheel.size()).isZero();
    }

    @Test
    void keepsWhatATaskSetsForTheNextCall() {
        wheel.at(BEGIN, () -> at(0, "second"));
        wheel.fire(BEGIN, Runnable::run);
        assertThat(ran).isEmpty();
        fire(0);
        assertThat(ran).containsExactly("second");
    }

    @Test
    void goesOnWhenTheClockIsPutBack() {
        fire(3_600_000);
        at(1_000, "after");
        at(3_601_000, "much later");
        fire(0);
        assertThat(wheel.pause(BEGIN)).isBetween(1L, 1_001L);
        fire(1_000);
        assertThat(ran).containsExactly("after");
        fire(3_601_000);
        assertThat(ran).containsExactly("after", "much later");
    }

    @Test
    void takesInstantsThatNoClockReaches() {
        wheel.at(Instant.MIN, () -> ran.add("min"));
        wheel.at(Instant.MAX, () -> ran.add("max"));
        fire(0);
        assertThat(ran).containsExactly("min");
        assertThat(wheel.pause(BEGIN)).isPositive();
    }

    /** Against a queue that is sorted by time, with pauses as the loop makes them. */
    @Test
    void doesWhatASortedQueueDoes() {
        for (int i = 0; i < Seeds.cases(10_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            TimerWheel tried = new TimerWheel(BEGIN);
            PriorityQueue<Instant> queue = new PriorityQueue<>(Comparator.naturalOrder());
            List<Instant> fired = new ArrayList<>();
            Instant now = BEGIN;
            for (int step = 0; step < 30; step++) {
                Instant at = now.plusNanos(random.nextLong(-1_000_000, 20_000_000_000L) >> random.nextInt(12));
                if (random.nextInt(3) > 0) {
                    tried.at(at, () -> fired.add(at));
                    queue.add(at);
                } else if (random.nextInt(4) == 0) {
                    tried.at(at, () -> fired.add(Instant.MAX)).cancel();
                }
                long pause = tried.pause(now);
                if (!queue.isEmpty()) {
                    assertThat(pause).isPositive();
                }
                boolean before = random.nextBoolean();
                now = now.plus(before ? Duration.ofNanos(random.nextLong(1_000_000_000)) : Duration.ofMillis(pause));
                tried.fire(now, Runnable::run);
                List<Instant> due = new ArrayList<>();
                while (!queue.isEmpty() && !queue.peek().isAfter(now)) {
                    due.add(queue.remove());
                }
                assertThat(fired).as("case %d, step %d", i, step).isEqualTo(due);
                assertThat(tried.size()).isEqualTo(queue.size());
                fired.clear();
            }
        }
    }

    private void at(long millis, String name) {
        wheel.at(BEGIN.plusMillis(millis), () -> ran.add(name));
    }

    private void fire(long millis) {
        wheel.fire(BEGIN.plusMillis(millis), Runnable::run);
    }
}
