package org.emcc.core.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.emcc.core.id.UserId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuessesTest {
    private static final String HERE = "10.1.1.11";
    private static final String THERE = "10.1.1.12";
    private static final ApplicationCheck WRONG = new ApplicationCheck.WrongPassword();
    private static final ApplicationCheck RIGHT = new ApplicationCheck.ActsForAll();

    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    private AddressGuesses guesses = AddressGuesses.of(GuessLimits.builder().build(), clock);
    private int asked;

    private CompletableFuture<ApplicationCheck> look(
            String appId, String address, Supplier<CompletableFuture<ApplicationCheck>> check) {
        return guesses.lookedAt(
                appId,
                address,
                WRONG,
                answer -> switch (answer.kind()) {
                    case WRONG_PASSWORD, UNKNOWN -> AddressGuesses.Verdict.WRONG;
                    case NO_RIGHT, ACTS_FOR_ALL, ACTS_FOR_ITSELF -> AddressGuesses.Verdict.RIGHT;
                },
                check);
    }

    private ApplicationCheck check(String appId, String address, ApplicationCheck answer) {
        return look(appId, address, () -> {
                    asked++;
                    return CompletableFuture.completedFuture(answer);
                })
                .join();
    }

    private ApplicationCheck check(String address, ApplicationCheck answer) {
        return check("gateway", address, answer);
    }

    private void advance(long seconds) {
        now = now.plusSeconds(seconds);
    }

    /**
     * Each line is one story: {@code r}, {@code e} and {@code n} a right password (of an application, an end user, and one without the
     * right), {@code w} a wrong one, {@code u} a name that nobody has, {@code f} a check that fails, {@code +s} time that passes; then
     * what comes of each: Asked and right, Wrong, Failed, or Closed, when it was not asked.
     */
    @ParameterizedTest
    @CsvSource({
        "w w r w w e w w n w w r,                 W W A W W A W W A W W A",
        "w w w r w,                               W W W C C",
        "u w u r,                                 W W W C",
        "w f w f f f r,                           W F W F F F A",
        "w w w +29 r,                             W W W C",
        "w w w +30 r w,                           W W W A W",
        "w w w +30 w r +59 r +1 r,                W W W W C C A",
        "w w w +30 f r,                           W W W F A",
        "w w w +29 w w w +1 r,                    W W W C C C A",
        "w w +86400 w w r,                        W W W W A",
        "w w w +86400 w w r,                      W W W W W A",
        "w w w +30 r w w w +29 r +1 r,            W W W A W W W C A",
    })
    void anApplicationAtOneAddressIsDelayedAsTheLimitsSay(String story, String outcomes) {
        List<String> seen = new ArrayList<>();
        for (String event : story.split(" ", -1)) {
            if (event.startsWith("+")) {
                advance(Long.parseLong(event.substring(1)));
            } else {
                seen.add(outcome(event));
            }
        }
        assertThat(String.join(" ", seen)).isEqualTo(outcomes);
    }

    private String outcome(String event) {
        int before = asked;
        CompletableFuture<ApplicationCheck> answer = look("gateway", HERE, () -> {
            asked++;
            return switch (event) {
                case "r" -> CompletableFuture.completedFuture(RIGHT);
                case "e" -> CompletableFuture.completedFuture(new ApplicationCheck.ActsForItself(UserId.of("lisa")));
                case "n" -> CompletableFuture.completedFuture(new ApplicationCheck.NoRight());
                case "w" -> CompletableFuture.completedFuture(WRONG);
                case "u" -> CompletableFuture.completedFuture(new ApplicationCheck.Unknown());
                default -> CompletableFuture.failedFuture(new IllegalStateException("away"));
            };
        });
        if (asked == before) {
            assertThat(answer.join()).isEqualTo(WRONG);
            return "C";
        }
        if (answer.isCompletedExceptionally()) {
            return "F";
        }
        return answer.join().equals(WRONG) || answer.join().equals(new ApplicationCheck.Unknown()) ? "W" : "A";
    }

    @Test
    void nobodyLocksAnApplicationOutWhereItIs() {
        for (int i = 0; i < 300; i++) {
            check("10.2.0." + i % 100, WRONG);
        }
        assertThat(asked).as("three from each address").isEqualTo(300);
        assertThat(check("10.2.0.1", RIGHT)).isEqualTo(WRONG);
        assertThat(check(HERE, RIGHT)).isEqualTo(RIGHT);
    }

    @Test
    void anAddressIsDelayedWhateverItGuessesAt() {
        for (int i = 0; i < 100; i++) {
            check("application " + i, HERE, WRONG);
        }
        assertThat(check(HERE, RIGHT)).isEqualTo(WRONG);
        assertThat(check(THERE, RIGHT)).isEqualTo(RIGHT);
        assertThat(asked).isEqualTo(101);
        advance(30);
        assertThat(check(HERE, RIGHT)).isEqualTo(RIGHT);
    }

    @Test
    void aRightPasswordTakesItsOwnWrongOnesBackFromTheAddressToo() {
        for (int i = 0; i < 99; i++) {
            check(HERE, WRONG);
            check(HERE, WRONG);
            assertThat(check(HERE, RIGHT)).isEqualTo(RIGHT);
        }
        for (int i = 0; i < 99; i++) {
            check("application " + i, HERE, WRONG);
        }
        assertThat(check(HERE, RIGHT)).as("those of others stay").isEqualTo(RIGHT);
        check("application 99", HERE, WRONG);
        assertThat(check(HERE, RIGHT)).isEqualTo(WRONG);
    }

    @Test
    void callsOfAnApplicationAreLookedAtSideBySideUntilALimitIsReached() {
        List<CompletableFuture<ApplicationCheck>> held = new ArrayList<>();
        List<CompletableFuture<ApplicationCheck>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            answers.add(look("gateway", HERE, () -> held(held)));
        }
        assertThat(held).hasSize(40);
        held.subList(0, 3).forEach(each -> each.complete(WRONG));
        advance(30);
        answers.add(look("gateway", HERE, () -> held(held)));
        assertThat(held).as("others are still under way").hasSize(40);

        held.subList(3, 39).forEach(each -> each.completeExceptionally(new IllegalStateException("away")));
        held.get(39).complete(WRONG);
        advance(60);
        answers.add(look("gateway", HERE, () -> held(held)));
        answers.add(look("gateway", HERE, () -> held(held)));
        assertThat(held).as("one at a time").hasSize(41);
        held.get(40).complete(RIGHT);
        assertThat(answers.get(41).join()).isEqualTo(RIGHT);
        assertThat(answers.get(42).join()).isEqualTo(WRONG);
        assertThat(guesses.remembered()).isZero();
    }

    private static CompletableFuture<ApplicationCheck> held(List<CompletableFuture<ApplicationCheck>> all) {
        CompletableFuture<ApplicationCheck> one = new CompletableFuture<>();
        all.add(one);
        return one;
    }

    @ParameterizedTest
    @CsvSource({
        // one address, another, whether guesses from the second count as of the first
        "2001:db8::1, 2001:DB8:0:0:ffff::1, true",
        "2001:db8::1, 2001:db8:0:1::1, false",
        "10.1.1.11, 10.1.1.12, false",
        "::ffff:10.1.1.11, 10.1.1.11, true",
        "cucm-a1.example.net, CUCM-a1.example.net., true",
        "'', 10.1.1.11, false",
    })
    void anIpv6AddressCountsByItsNetwork(String one, String other, boolean same) {
        check(one, WRONG);
        check(one, WRONG);
        check(other, WRONG);

        assertThat(check(one, RIGHT)).isEqualTo(same ? WRONG : RIGHT);
    }

    @Test
    void noGuessIsLostHoweverACheckEnds() {
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> look("gateway", HERE, () -> {
                        throw new IllegalStateException("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThatThrownBy(() -> look("gateway", HERE, () -> {
                        throw new AssertionError("on purpose");
                    }))
                    .hasMessage("on purpose");
            assertThatThrownBy(() -> look(
                                    "gateway", HERE, () -> CompletableFuture.failedFuture(new AssertionError("late")))
                            .join())
                    .isInstanceOf(CompletionException.class);
        }
        assertThat(guesses.remembered()).isZero();
        assertThat(check(HERE, RIGHT)).isEqualTo(RIGHT);
    }

    @Test
    void whatWasNotLookedAtNeitherCountsNorTakesBack() {
        check(HERE, WRONG);
        check(HERE, WRONG);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> locked = guesses.lookedAt(
                    "gateway",
                    HERE,
                    "closed",
                    answer -> AddressGuesses.Verdict.NOT_LOOKED_AT,
                    () -> CompletableFuture.completedFuture("locked"));
            assertThat(locked.join()).isEqualTo("locked");
        }
        check(HERE, WRONG);
        assertThat(check(HERE, RIGHT)).isEqualTo(WRONG);
    }

    @Test
    void aVerdictThatFailsCountsForNothing() {
        assertThatThrownBy(() -> guesses.lookedAt(
                                "gateway",
                                HERE,
                                WRONG,
                                answer -> {
                                    throw new IllegalStateException("on purpose");
                                },
                                () -> CompletableFuture.completedFuture(WRONG))
                        .join())
                .hasMessageContaining("on purpose");
        assertThat(guesses.remembered()).isZero();
    }

    @Test
    void remembersNoMoreThanItMay() {
        guesses = AddressGuesses.of(
                GuessLimits.builder().capacity(16).window(Duration.ofHours(1)).build(), clock);
        for (int i = 0; i < 100; i++) {
            check("application " + i, "10.2.0." + i, WRONG);
            assertThat(guesses.remembered()).isLessThanOrEqualTo(16);
        }
        advance(3600);
        check(HERE, WRONG);
        assertThat(guesses.remembered()).isEqualTo(1);
    }
}
