package org.emcc.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InMemoryCredentialsTest {
    private static final UserId ALICE = UserId.of("alice");
    private static final UserId BOB = UserId.of("bob");
    private static final UserId NOBODY = UserId.of("nobody");
    private static final Pin PIN = Pin.of(Canary.PIN);
    private static final Pin WRONG = Pin.of("11111");
    private static final Pin NEXT = Pin.of("27182");
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

    /** How many PINs were hashed: the work that an attacker can make us do, and the guesses that were looked at. */
    private final AtomicInteger hashes = new AtomicInteger();

    private final PinHash counting = (pin, salt) -> {
        hashes.incrementAndGet();
        return PinHash.pbkdf2(1).of(pin, salt);
    };

    private InMemoryCredentials fresh() {
        return Credentials.inMemory(clock, new Random(1)).withIterations(1);
    }

    private InMemoryCredentials credentials = with(GuessLimits.builder());

    private InMemoryCredentials with(GuessLimits.Builder limits) {
        return with(limits, counting);
    }

    private InMemoryCredentials with(GuessLimits.Builder limits, PinHash hash) {
        return new InMemoryCredentials(clock, new Random(1), hash, limits.build(), 5)
                .set(ALICE, PIN)
                .set(BOB, PIN);
    }

    private PinCheck wrong(UserId user, ClusterId source) {
        return credentials.check(user, WRONG, source);
    }

    private void advance(Duration time) {
        now = now.plus(time);
    }

    @Test
    void theRightPinIsGoodAndAnyOtherIsWrong() {
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        assertThat(credentials.check(ALICE, WRONG, LON)).isEqualTo(PinCheck.WRONG);
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
    }

    /**
     * Each line is one story: {@code r} the right PIN, {@code w} a wrong one, {@code +s} time that passes; then what is answered, one
     * letter a PIN: Good, Wrong, Locked.
     */
    @ParameterizedTest
    @CsvSource({
        "w w w r w,                               W W W L L",
        "w w r w w r w,                           W W G W W G W",
        "w w w +29 r,                             W W W L",
        "w w w +30 r w,                           W W W G W",
        "w w w +30 w r +59 r +1 r,                W W W W L L G",
        "w w w +30 w +60 w +119 r +1 r,           W W W W W L G",
        "w w w +30 w +60 w +120 w +239 r +1 r,    W W W W W W L G",
        // What is not looked at prolongs nothing.
        "w w w +29 w w w +1 r,                    W W W L L L G",
        // A day after the first of them they count no more.
        "w w +86399 w +29 r,                      W W W L",
        "w w +86400 w w r,                        W W W W G",
        // A right one takes back the wrong ones before it.
        "w w w +30 w +60 r w w w r +30 r,         W W W W G W W W L G"
    })
    void aUserAtOneSourceIsDelayedAsTheLimitsSay(String story, String answers) {
        List<String> seen = new ArrayList<>();
        for (String event : story.split(" ", -1)) {
            if (event.startsWith("+")) {
                advance(Duration.ofSeconds(Long.parseLong(event.substring(1))));
            } else {
                PinCheck answer = credentials.check(ALICE, event.equals("r") ? PIN : WRONG, LON);
                seen.add(answer.name().substring(0, 1));
            }
        }
        assertThat(String.join(" ", seen)).isEqualTo(answers);
    }

    @Test
    void whoHasNoPinGetsTheSameAnswersForTheSameWork() {
        List<String> known = attack(ALICE);
        List<String> unknown = attack(NOBODY);

        assertThat(unknown).isEqualTo(known).contains("WRONG 1", "LOCKED 0");
    }

    /** The answers to many guesses, each with the number of hashes that it cost. */
    private List<String> attack(UserId user) {
        credentials = with(GuessLimits.builder());
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int before = hashes.get();
            PinCheck answer = wrong(user, i % 2 == 0 ? LON : PAR);
            seen.add(answer + " " + (hashes.get() - before));
            advance(Duration.ofSeconds(20));
        }
        return seen;
    }

    @Test
    void aPinThatNobodyHasIsWrongEvenWhereItsHashWouldFit() {
        InMemoryCredentials constant = with(GuessLimits.builder(), (pin, salt) -> new byte[PinHash.BYTES]);
        assertThat(constant.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        assertThat(constant.check(NOBODY, PIN, LON)).isEqualTo(PinCheck.WRONG);
    }

    @Test
    void oneSourceLocksNoUserOutElsewhere() {
        for (int hour = 0; hour < 24 * 14; hour++) {
            for (int i = 0; i < 10; i++) {
                wrong(ALICE, LON);
                advance(Duration.ofMinutes(6));
            }
            assertThat(credentials.check(ALICE, PIN, PAR)).isEqualTo(PinCheck.GOOD);
        }
    }

    @Test
    void fourSourcesTogetherCloseTheUserAndOnlyForATime() {
        for (int source = 1; source <= 4; source++) {
            guessWithoutMercy(ALICE, ClusterId.of("C" + source), 5);
            advance(Duration.ofSeconds(1));
        }

        assertThat(credentials.check(ALICE, PIN, PAR)).isEqualTo(PinCheck.LOCKED);
        assertThat(credentials.check(BOB, PIN, PAR)).isEqualTo(PinCheck.GOOD);
        advance(Duration.ofSeconds(30));
        assertThat(credentials.check(ALICE, PIN, PAR)).isEqualTo(PinCheck.GOOD);
    }

    /** As many wrong guesses as are wanted, waiting where it must. */
    private void guessWithoutMercy(UserId user, ClusterId source, int count) {
        for (int done = 0; done < count; ) {
            if (wrong(user, source) == PinCheck.WRONG) {
                done++;
            } else {
                advance(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void aSourceThatTriesManyUsersIsClosedAndOnlyThatSource() {
        for (int user = 0; user < 50; user++) {
            wrong(UserId.of("user" + user), LON);
            wrong(UserId.of("user" + user), LON);
        }

        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.LOCKED);
        assertThat(credentials.check(ALICE, PIN, PAR)).isEqualTo(PinCheck.GOOD);
        advance(Duration.ofSeconds(30));
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        assertThat(wrong(BOB, LON)).isEqualTo(PinCheck.WRONG);
        advance(Duration.ofSeconds(59));
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.LOCKED);
    }

    @Test
    void usersWhoMistypeAndThenGetInDoNotCloseTheirCluster() {
        for (int i = 0; i < 500; i++) {
            assertThat(wrong(ALICE, LON)).isEqualTo(PinCheck.WRONG);
            assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        }
        assertThat(credentials.remembered()).isZero();
    }

    @Test
    void anAccountOfOnesOwnBuysNoGuessesAtOthers() {
        int looked = 0;
        for (int user = 0; user < 200; user++) {
            looked += wrong(UserId.of("user" + user), LON) == PinCheck.WRONG ? 1 : 0;
            credentials.check(BOB, PIN, LON);
        }
        assertThat(looked).isEqualTo(100);
    }

    /** The figures of the javadoc of {@link GuessLimits}. */
    @Test
    void aDayOfGuessingIsWorthAsLittleAsTheDocumentationSays() {
        assertThat(guessesInADay(i -> ALICE)).isEqualTo(55);
        credentials = with(GuessLimits.builder());
        assertThat(guessesInADay(i -> UserId.of("user" + i))).isEqualTo(152);
    }

    private int guessesInADay(java.util.function.IntFunction<UserId> target) {
        Instant end = now.plus(Duration.ofDays(1));
        int before = hashes.get();
        int looked = 0;
        while (now.isBefore(end)) {
            if (wrong(target.apply(looked), LON) == PinCheck.WRONG) {
                looked++;
            } else {
                advance(Duration.ofSeconds(1));
            }
        }
        assertThat(hashes.get() - before).isEqualTo(looked);
        return looked;
    }

    @Test
    void whatIsRememberedIsBoundedAndEnds() {
        credentials = with(GuessLimits.builder().capacity(16).perSource(1_000_000));
        for (int user = 0; user < 1_000; user++) {
            wrong(UserId.of("user" + user), ClusterId.of("C" + user % 40));
            assertThat(credentials.remembered()).isLessThanOrEqualTo(16);
        }
        advance(Duration.ofDays(1));
        wrong(BOB, LON);
        assertThat(credentials.remembered()).isEqualTo(1);
    }

    @Test
    void settingAPinTakesBackWhatIsCountedAgainstTheUser() {
        guessWithoutMercy(ALICE, LON, 5);
        wrong(BOB, LON);
        credentials.set(ALICE, PIN);

        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        assertThat(wrong(ALICE, LON)).isEqualTo(PinCheck.WRONG);
    }

    @Test
    void aHashThatFailsCountsForNothing() {
        PinHash broken = (pin, salt) -> {
            if (pin.equals(WRONG)) {
                throw new IllegalStateException("no hash today");
            }
            return PinHash.pbkdf2(1).of(pin, salt);
        };
        credentials = with(GuessLimits.builder(), broken);
        for (int i = 0; i < 10; i++) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> wrong(ALICE, LON))
                    .withMessage("no hash today");
        }
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        assertThat(credentials.remembered()).isZero();
    }

    @Test
    void aPinThatMustBeChangedSaysSoOnlyToWhoKnowsIt() {
        credentials.setToBeChanged(ALICE, PIN);

        assertThat(wrong(ALICE, LON)).isEqualTo(PinCheck.WRONG);
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.MUST_CHANGE);
        assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.MUST_CHANGE);
    }

    @Nested
    class SideBySide {
        private static final int GUESSES = 24;

        /** Answers of guesses that have all begun before the first is done, for the hash waits for that. */
        private List<PinCheck> together(int admitted, Guess guess) throws Exception {
            CountDownLatch decided = new CountDownLatch(GUESSES - admitted);
            AtomicInteger hashed = new AtomicInteger();
            boolean[] slow = new boolean[1];
            PinHash waiting = (pin, salt) -> {
                if (slow[0]) {
                    hashed.incrementAndGet();
                    await(decided);
                }
                return PinHash.pbkdf2(1).of(pin, salt);
            };
            credentials = with(GuessLimits.builder().perSource(5), waiting);
            slow[0] = true;
            ExecutorService threads = Executors.newFixedThreadPool(GUESSES);
            try {
                List<Future<PinCheck>> answers = new ArrayList<>();
                for (int i = 0; i < GUESSES; i++) {
                    int number = i;
                    answers.add(threads.submit(() -> {
                        PinCheck answer = guess.make(number);
                        if (answer == PinCheck.LOCKED) {
                            decided.countDown();
                        }
                        return answer;
                    }));
                }
                List<PinCheck> seen = new ArrayList<>();
                for (Future<PinCheck> answer : answers) {
                    seen.add(answer.get());
                }
                assertThat(hashed).hasValue(admitted);
                return seen;
            } finally {
                threads.shutdownNow();
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                assertThat(latch.await(20, TimeUnit.SECONDS))
                        .as("no more guesses are looked at than may be")
                        .isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private interface Guess {
            PinCheck make(int number);
        }

        @Test
        void guessesAtOneUserDoNotSlipPastTheLimit() throws Exception {
            List<PinCheck> seen = together(3, number -> credentials.check(ALICE, Pin.of("guess" + number), LON));

            assertThat(seen).filteredOn(PinCheck.WRONG::equals).hasSize(3);
            assertThat(seen).filteredOn(PinCheck.LOCKED::equals).hasSize(GUESSES - 3);
        }

        @Test
        void guessesAtManyUsersDoNotSlipPastTheLimitOfTheirSource() throws Exception {
            List<PinCheck> seen = together(5, number -> credentials.check(UserId.of("user" + number), WRONG, LON));

            assertThat(seen).filteredOn(PinCheck.WRONG::equals).hasSize(5);
            assertThat(seen).filteredOn(PinCheck.LOCKED::equals).hasSize(GUESSES - 5);
        }

        @Test
        void wishesToChangeAreGuessesLikeOthers() throws Exception {
            List<PinCheck> seen = together(
                    3,
                    number -> credentials.change(ALICE, Pin.of("guess" + number), NEXT, LON) instanceof PinChange.Locked
                            ? PinCheck.LOCKED
                            : PinCheck.WRONG);

            assertThat(seen).filteredOn(PinCheck.LOCKED::equals).hasSize(GUESSES - 3);
        }

        @Test
        void aCountThatOpensAgainLooksAtOneGuessAtATime() {
            GuessCounts counts = new GuessCounts(GuessLimits.builder().build());
            GuessCounts.Guess guess = new GuessCounts.Guess(ALICE, LON, true);
            for (int i = 0; i < 3; i++) {
                assertThat(counts.begin(guess, now)).isTrue();
                counts.wrong(guess, now);
            }
            assertThat(counts.begin(guess, now.plusSeconds(29))).isFalse();
            assertThat(counts.begin(guess, now.plusSeconds(30))).isTrue();
            assertThat(counts.begin(guess, now.plusSeconds(30))).isFalse();
            counts.right(guess);
            assertThat(counts.begin(guess, now.plusSeconds(30))).isTrue();
        }

        @Test
        void guessesUnderWayAreNotForgottenForWantOfRoom() {
            GuessCounts counts = new GuessCounts(
                    GuessLimits.builder().capacity(16).perSource(100).build());
            for (int i = 0; i < 16; i++) {
                assertThat(counts.begin(at("user" + i), now)).isTrue();
            }
            assertThat(counts.begin(at("user16"), now)).isFalse();
            counts.wrong(at("user7"), now);
            assertThat(counts.begin(at("user16"), now)).isTrue();
            assertThat(counts.size()).isEqualTo(16);
        }

        private static GuessCounts.Guess at(String user) {
            return new GuessCounts.Guess(UserId.of(user), LON, true);
        }
    }

    @Nested
    class Changing {
        @Test
        void manyWrongOnesKeepNobodyElseFromChanging() {
            for (int i = 0; i < 1_000; i++) {
                assertThat(credentials.change(UserId.of("user" + i), Pin.of("0"), NEXT, LON))
                        .isEqualTo(new PinChange.Wrong());
            }
            assertThat(change(PIN, NEXT)).isEqualTo(new PinChange.Changed());
        }

        private PinChange change(Pin old, Pin next) {
            return credentials.change(ALICE, old, next, LON);
        }

        @Test
        void theNewPinIsRightAtOnceAndTheOldOneWrong() {
            credentials.setToBeChanged(ALICE, PIN);

            assertThat(change(PIN, NEXT)).isEqualTo(new PinChange.Changed());
            assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.WRONG);
            assertThat(credentials.check(ALICE, NEXT, LON)).isEqualTo(PinCheck.GOOD);
        }

        @Test
        void whoDoesNotKnowTheOldPinChangesNothingAndIsDelayedLikeAnyGuess() {
            for (int i = 0; i < 3; i++) {
                assertThat(change(WRONG, NEXT)).isEqualTo(new PinChange.Wrong());
            }
            assertThat(change(PIN, NEXT)).isEqualTo(new PinChange.Locked());
            advance(Duration.ofSeconds(30));
            assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
            assertThat(credentials.change(NOBODY, PIN, NEXT, LON)).isEqualTo(new PinChange.Wrong());
        }

        @ParameterizedTest
        @CsvSource({
            "1234, 'A PIN must have at least 5 digits'",
            "1234a, 'A PIN must have digits only'",
            "１２３４５, 'A PIN must have digits only'",
            "77777, 'A PIN must not be one digit repeated'"
        })
        void aNewPinKeepsTheRules(String next, String reason) {
            assertThat(change(PIN, Pin.of(next))).isEqualTo(new PinChange.Refused(reason));
            assertThat(credentials.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
        }

        @Test
        void theNewPinIsNotTheOldOne() {
            assertThat(change(PIN, PIN)).isEqualTo(new PinChange.Refused("A new PIN must not be the old one"));
        }

        @Test
        void whoDoesNotKnowTheOldPinHearsOfNoRule() {
            assertThat(change(WRONG, Pin.of("1"))).isEqualTo(new PinChange.Wrong());
        }

        @Test
        void theShortestPinCanBeSet() {
            credentials = fresh().withShortestPin(3).set(ALICE, PIN);
            assertThat(change(PIN, Pin.of("12"))).isEqualTo(new PinChange.Refused("A PIN must have at least 3 digits"));
            assertThat(change(PIN, Pin.of("123"))).isEqualTo(new PinChange.Changed());
        }

        @Test
        void ofTwoChangesSideBySideOneIsDone() {
            boolean[] nested = new boolean[1];
            List<PinChange> seen = new ArrayList<>();
            PinHash meddling = (pin, salt) -> {
                if (nested[0] && pin.equals(NEXT)) {
                    nested[0] = false;
                    seen.add(credentials.change(ALICE, PIN, Pin.of("16180"), LON));
                }
                return PinHash.pbkdf2(1).of(pin, salt);
            };
            credentials = with(GuessLimits.builder(), meddling);
            nested[0] = true;

            seen.add(change(PIN, NEXT));

            assertThat(seen).containsExactly(new PinChange.Changed(), new PinChange.Wrong());
            assertThat(credentials.check(ALICE, Pin.of("16180"), LON)).isEqualTo(PinCheck.GOOD);
        }
    }

    @Test
    void noSettingIsChangedWhenThatWouldLoseAPin() {
        InMemoryCredentials set = fresh().set(ALICE, PIN);
        for (Supplier<InMemoryCredentials> change : List.<Supplier<InMemoryCredentials>>of(
                () -> set.withIterations(2),
                () -> set.withLimits(GuessLimits.builder().build()),
                () -> set.withShortestPin(4))) {
            assertThatIllegalStateException()
                    .isThrownBy(change::get)
                    .withMessage("a PIN is set already, and another store would not have it");
        }
        assertThat(set.check(ALICE, PIN, LON)).isEqualTo(PinCheck.GOOD);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10_000_001})
    void iterationsHaveARange(int wrong) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> credentials.withIterations(wrong))
                .withMessage("iterations must be from 1 to 10000000, but is " + wrong);
    }

    @Test
    void everyLimitHasARange() {
        Object[][] rows = {
            {
                (Runnable) () -> GuessLimits.builder().perUserAndSource(0),
                "guesses per user and source must be from 1 to 1000"
            },
            {(Runnable) () -> GuessLimits.builder().perUser(3), "guesses per user must be from 4 to 100000"},
            {(Runnable) () -> GuessLimits.builder().perSource(0), "guesses per source must be from 1 to 1000000"},
            {(Runnable) () -> GuessLimits.builder().capacity(15), "capacity must be from 16 to 10000000"},
            {
                (Runnable) () -> GuessLimits.builder().window(Duration.ofMillis(999)),
                "window must be from PT1S to PT8760H"
            },
            {
                (Runnable) () -> GuessLimits.builder().delays(Duration.ZERO, Duration.ofSeconds(1)),
                "first delay must be from PT0.001S to PT8760H"
            },
            {
                (Runnable) () -> GuessLimits.builder().delays(Duration.ofSeconds(2), Duration.ofSeconds(1)),
                "longest delay must be from PT2S to PT8760H"
            },
            {(Runnable) () -> credentials.withShortestPin(0), "digits of the shortest PIN must be from 1 to 128"}
        };
        for (Object[] row : rows) {
            assertThatIllegalArgumentException()
                    .isThrownBy(((Runnable) row[0])::run)
                    .withMessageStartingWith((String) row[1]);
        }
    }

    @Test
    void theLimitsAreWhatTheyWereSetTo() {
        GuessLimits limits = GuessLimits.builder()
                .perUserAndSource(2)
                .perUser(8)
                .perSource(9)
                .delays(Duration.ofSeconds(1), Duration.ofSeconds(3))
                .window(Duration.ofHours(1))
                .capacity(17)
                .build();
        assertThat(limits)
                .hasToString(
                        "GuessLimits[perUserAndSource=2, perUser=8, perSource=9, delay=PT1S to PT3S, window=PT1H, capacity=17]");
        assertThat(List.of(limits.delay(1, 2), limits.delay(2, 2), limits.delay(3, 2), limits.delay(4, 2)))
                .containsExactly(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3));
        assertThat(limits.delay(Integer.MAX_VALUE, 2)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void noTextTellsAPin() {
        List<Object> all = List.of(
                credentials, new PinChange.Changed(), GuessLimits.builder().build());
        assertThat(Arrays.toString(all.toArray()).toLowerCase(Locale.ROOT)).doesNotContain(Canary.PIN);
    }
}
