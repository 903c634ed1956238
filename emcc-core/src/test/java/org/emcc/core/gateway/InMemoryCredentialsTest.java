package org.emcc.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;

class InMemoryCredentialsTest {
    private static final UserId ALICE = UserId.of("alice");
    private static final UserId BOB = UserId.of("bob");
    private static final Pin PIN = Pin.of("40414");
    private static final Pin WRONG = Pin.of("11111");
    private static final ClusterId LON = ClusterId.of("LON");
    private static final ClusterId PAR = ClusterId.of("PAR");

    private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    private final InMemoryCredentials credentials =
            Credentials.inMemory(clock, new Random(1)).withIterations(1).set(ALICE, PIN);

    private List<PinCheck> check(UserId user, Pin... pins) {
        List<PinCheck> answers = new ArrayList<>();
        for (Pin pin : pins) {
            answers.add(credentials.check(user, pin, LON));
        }
        return answers;
    }

    @Test
    void theRightPinIsGoodAndAnyOtherIsWrong() {
        assertThat(check(ALICE, PIN, WRONG, PIN)).containsExactly(PinCheck.GOOD, PinCheck.WRONG, PinCheck.GOOD);
    }

    @Test
    void whoIsNotKnownHasOnlyWrongPinsAndIsNeverLocked() {
        assertThat(check(BOB, PIN, PIN, PIN, PIN, PIN)).containsOnly(PinCheck.WRONG);
    }

    @Test
    void threeWrongGuessesInARowLockForHalfAnHour() {
        assertThat(check(ALICE, WRONG, WRONG, WRONG, PIN, WRONG))
                .containsExactly(PinCheck.WRONG, PinCheck.WRONG, PinCheck.WRONG, PinCheck.LOCKED, PinCheck.LOCKED);

        now = now.plus(Duration.ofMinutes(30).minusMillis(1));
        assertThat(check(ALICE, PIN)).containsExactly(PinCheck.LOCKED);
        now = now.plusMillis(1);
        assertThat(check(ALICE, WRONG, WRONG, PIN)).containsExactly(PinCheck.WRONG, PinCheck.WRONG, PinCheck.GOOD);
    }

    @Test
    void guessesDuringALockDoNotProlongIt() {
        check(ALICE, WRONG, WRONG, WRONG);
        now = now.plus(Duration.ofMinutes(29));
        check(ALICE, WRONG, WRONG, WRONG);
        now = now.plus(Duration.ofMinutes(1));

        assertThat(check(ALICE, PIN)).containsExactly(PinCheck.GOOD);
    }

    @Test
    void theRightPinEndsTheRow() {
        assertThat(check(ALICE, WRONG, WRONG, PIN, WRONG, WRONG, PIN, WRONG)).doesNotContain(PinCheck.LOCKED);
    }

    @Test
    void theRowIsOneHoweverManyClustersGuessAndEachUserHasHisOwn() {
        credentials.set(BOB, PIN);
        credentials.check(ALICE, WRONG, LON);
        credentials.check(ALICE, WRONG, PAR);
        credentials.check(ALICE, WRONG, LON);

        assertThat(credentials.check(ALICE, PIN, PAR)).isEqualTo(PinCheck.LOCKED);
        assertThat(credentials.check(BOB, PIN, LON)).isEqualTo(PinCheck.GOOD);
    }

    @Test
    void aPinThatMustBeChangedSaysSoOnlyToWhoKnowsIt() {
        credentials.setToBeChanged(ALICE, PIN);

        assertThat(check(ALICE, WRONG, PIN, PIN))
                .containsExactly(PinCheck.WRONG, PinCheck.MUST_CHANGE, PinCheck.MUST_CHANGE);
        credentials.set(ALICE, Pin.of("22222"));
        assertThat(check(ALICE, PIN, Pin.of("22222"))).containsExactly(PinCheck.WRONG, PinCheck.GOOD);
    }

    @Test
    void settingAPinEndsALock() {
        check(ALICE, WRONG, WRONG, WRONG);
        credentials.set(ALICE, PIN);

        assertThat(check(ALICE, PIN)).containsExactly(PinCheck.GOOD);
    }

    @Test
    void parallelGuessesDoNotSlipPastTheLock() throws Exception {
        int guesses = 16;
        // Slow enough that all are under way before the first is done.
        InMemoryCredentials slow = credentials.withIterations(50_000).set(ALICE, PIN);
        ExecutorService threads = Executors.newFixedThreadPool(guesses);
        try {
            CountDownLatch ready = new CountDownLatch(guesses);
            CountDownLatch go = new CountDownLatch(1);
            List<Future<PinCheck>> answers = new ArrayList<>();
            for (int i = 0; i < guesses; i++) {
                Pin guess = Pin.of("guess" + i);
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    go.await();
                    return slow.check(ALICE, guess, LON);
                }));
            }
            ready.await();
            go.countDown();
            List<PinCheck> seen = new ArrayList<>();
            for (Future<PinCheck> answer : answers) {
                seen.add(answer.get());
            }

            assertThat(seen).filteredOn(answer -> answer == PinCheck.WRONG).hasSize(3);
            assertThat(seen).filteredOn(answer -> answer == PinCheck.LOCKED).hasSize(guesses - 3);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aCopyOfAnotherWorkFactorIsEmpty() {
        assertThat(credentials.withIterations(2).check(ALICE, PIN, LON)).isEqualTo(PinCheck.WRONG);
        for (int wrong : new int[] {0, 10_000_001}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> credentials.withIterations(wrong))
                    .withMessage("iterations must be from 1 to 10000000, but is " + wrong);
        }
    }
}
