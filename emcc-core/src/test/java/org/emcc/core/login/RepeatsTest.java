package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.junit.jupiter.api.Test;

/** When the other side is told again of an end that it did not confirm. */
class RepeatsTest {
    private final Duo duo = new Duo();
    private final List<Long> told = new ArrayList<>();

    /** Carries nothing of this kind, and notes when it should have. */
    private void instead(String message, Supplier<CompletableFuture<?>> answer) {
        Instant begun = duo.time.clock.instant();
        duo.wire.instead.put(message, () -> {
            told.add(Duration.between(begun, duo.time.clock.instant()).toMillis());
            return answer.get();
        });
    }

    private static CompletableFuture<?> unreachable() {
        return CompletableFuture.completedFuture(new LinkAnswer.Unreachable<>("cut"));
    }

    private LoginId loggedIn() {
        duo.begin();
        duo.login();
        return duo.visiting.session(LoginFixture.PHONE).orElseThrow().login().id();
    }

    private void logOutInVain() {
        instead("logout", RepeatsTest::unreachable);
        duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
    }

    @Test
    void homeIsToldAgainSoonThenAfterTwiceTheTimeAndAtLastOnceInALease() {
        loggedIn();
        logOutInVain();

        duo.time.advance(Duration.ofMinutes(3).plusSeconds(1));

        assertThat(told).containsExactly(0L, 1_000L, 3_000L, 7_000L, 15_000L, 31_000L, 60_001L, 120_002L, 180_003L);
    }

    @Test
    void visitingIsToldAgainLikewise() {
        loggedIn();
        instead("notice", RepeatsTest::unreachable);
        duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();

        duo.time.advance(Duration.ofMinutes(2).plusSeconds(1));

        assertThat(told).containsExactly(0L, 1_000L, 3_000L, 7_000L, 15_000L, 31_000L, 60_001L, 120_002L);
    }

    /** A phone whose logout home did not hear of may not log in there (25), and need not wait for a minute. */
    @Test
    void thePhoneLogsInAgainAsSoonAsHomeIsBack() {
        loggedIn();
        logOutInVain();
        assertThat(Duo.code(duo.login())).isEqualTo(25);

        duo.time.advance(Duration.ofMillis(999));
        duo.wire.mend("logout");
        assertThat(duo.homeLives()).isTrue();
        duo.time.advance(Duration.ofMillis(1));

        assertThat(duo.homeLives()).isFalse();
        assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void whatWasToldAtLastIsNotToldAgain() {
        LoginId id = loggedIn();
        logOutInVain();
        duo.time.advance(Duration.ofSeconds(4));
        duo.wire.mend("logout");
        duo.time.advance(Duration.ofMinutes(10));

        assertThat(told).containsExactly(0L, 1_000L, 3_000L);
        assertThat(duo.wire.logouts).hasSize(4);
        assertThat(duo.visitingStore.find(id).orElseThrow().value().settled()).isTrue();
        assertThat(duo.steps(LoginStep.HomeTold.class))
                .extracting(LoginStep.HomeTold::acknowledged)
                .containsExactly(false, false, false, true);
    }

    /** Each of these takes the whole deadline. None begins that could last longer than the lease: then another node may have the login. */
    @Test
    void aSilentHomeIsToldAgainAsFarAsTheLeaseLasts() {
        loggedIn();
        instead("logout", CompletableFuture::new);
        var out = duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE);

        duo.time.advance(Duration.ofSeconds(100));

        assertThat(out).isCompleted();
        assertThat(told).containsExactly(0L, 11_000L, 23_000L, 37_000L, 70_001L, 96_001L);
    }

    @Test
    void aHomeThatIsBusyIsToldAgain() {
        loggedIn();
        instead(
                "logout",
                () -> CompletableFuture.completedFuture(
                        new LinkAnswer.Answered<>(new LogoutReply.Refused(ErrorCode.of(6)))));
        duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

        duo.time.advance(Duration.ofSeconds(3));

        assertThat(told).containsExactly(0L, 1_000L, 3_000L);
    }

    @Test
    void whatAnotherNodeHasFinishedIsNotToldAgain() {
        LoginId id = loggedIn();
        logOutInVain();
        VisitingCluster other = duo.visiting(new Duo.Life(duo.time, duo.visitingFaults), "visiting-2");
        other.noticeReceived(
                new LogoutMessage(LoginFixture.NYC, id, LoginFixture.PHONE, LogoutCause.MAXIMUM_LOGIN_TIME));
        assertThat(duo.visitingStore.find(id).orElseThrow().value().settled()).isTrue();

        duo.time.advance(Duration.ofMinutes(10));

        assertThat(told).containsExactly(0L);
    }

    @Test
    void whatAnotherNodeHasMovedIsLeftToIt() {
        LoginId id = loggedIn();
        logOutInVain();
        Versioned<VisitingSession> left = duo.visitingStore.find(id).orElseThrow();
        Lease others = new Lease("visiting-2", duo.time.clock.instant().plus(Duration.ofMinutes(1)));
        assertThat(duo.visitingStore.save(left.value(), left.version(), others)).isPresent();

        duo.time.advance(Duration.ofMinutes(1));

        assertThat(told).containsExactly(0L);
    }

    /** The lease of a node that lives on is left alone by the others, however often it tells home in vain. */
    @Test
    void anotherNodeTellsNobodyMeanwhile() {
        loggedIn();
        logOutInVain();
        VisitingCluster other = duo.visiting(new Duo.Life(duo.time, duo.visitingFaults), "visiting-2");

        for (int second = 1; second <= 59; second++) {
            duo.time.advance(Duration.ofSeconds(1));
            assertThat(other.recover().settled()).isZero();
        }

        assertThat(told).containsExactly(0L, 1_000L, 3_000L, 7_000L, 15_000L, 31_000L);
    }

    @Test
    void aNewProcessTellsAtOnceAndThenSoon() {
        LoginId id = loggedIn();
        logOutInVain();
        duo.time.advance(Duration.ofMillis(500));
        duo.visitingLife.dead = true;

        duo.startVisiting().recover();
        duo.time.advance(Duration.ofMillis(3_200));

        assertThat(told)
                .as("the first life's timer, which was to ring at 1,000, died with it")
                .containsExactly(0L, 500L, 1_500L, 3_500L);
        assertThat(duo.visitingStore.find(id).orElseThrow().value().settled()).isFalse();
    }

    @Test
    void aClosedClusterTellsNobody() {
        loggedIn();
        logOutInVain();

        duo.visiting.close();
        duo.time.advance(Duration.ofMinutes(10));

        assertThat(told).containsExactly(0L);
    }

    @Test
    void aStoreThatCannotBeReadThenLeavesItToTheSweep() {
        duo.visitingFaults.put("VisitingLoginStore.find", Callable::call);
        loggedIn();
        logOutInVain();
        duo.visitingFaults.put("VisitingLoginStore.find", real -> {
            throw new IllegalStateException("the store is away");
        });
        duo.time.advance(Duration.ofSeconds(1));
        duo.visitingFaults.put("VisitingLoginStore.find", Callable::call);
        duo.time.advance(Duration.ofMinutes(1));

        assertThat(told).containsExactly(0L, 60_001L);
    }

    /** Ended logins that wait for one dead cluster: rounds are bounded, there is one timer for all, and each comes to its turn. */
    @Test
    void manyLoginsAtADeadHomeMakeNoStorm() {
        int many = 1_000;
        duo.begin();
        for (int i = 1; i <= many; i++) {
            duo.storeAtVisiting(
                    duo.id(i),
                    new VisitingState.Returned(LoginFixture.NYC, LogoutCause.PHONE, false),
                    new VisitingEffect.TellHome(LoginFixture.NYC, LogoutCause.PHONE));
        }
        instead("logout", RepeatsTest::unreachable);
        int idle = duo.time.waiting();
        duo.visiting.recover();
        assertThat(told).hasSize(many);

        for (int second = 1; second <= 4; second++) {
            told.clear();
            duo.time.advance(Duration.ofSeconds(1));
            assertThat(told).as("in second %d", second).hasSize(Repeats.PAGE);
            assertThat(duo.time.waiting())
                    .as("one round of repetitions, and two of sweeps")
                    .isLessThanOrEqualTo(idle + 3);
        }
        assertThat(timesTold())
                .as("each has had its turn")
                .hasSize(many)
                .allSatisfy((login, times) -> assertThat(times).isGreaterThanOrEqualTo(2));

        duo.wire.mend("logout");
        int before = duo.wire.logouts.size();
        duo.time.advance(Duration.ofMinutes(3));
        assertThat(duo.wire.logouts).as("each is told once more").hasSize(before + many);
    }

    private Map<LoginId, Long> timesTold() {
        return duo.wire.logouts.stream().collect(Collectors.groupingBy(LogoutMessage::login, Collectors.counting()));
    }

    /** A login whose lease has ended long ago is another node's, and is not remembered for ever. */
    @Test
    void whatAnotherNodeTookLongAgoBeginsAnew() {
        LoginFixture.ManualTime time = duo.time;
        List<Versioned<String>> again = new ArrayList<>();
        Repeats<String> repeats = new Repeats<>(
                time.clock,
                new Rounds(time.clock, time),
                new Repeats.Pace(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(5)),
                again::add);
        LoginId login = duo.id(1);
        Versioned<String> stored = new Versioned<>("left", 1);
        repeats.left(login, stored, time.clock.instant());
        time.advance(Duration.ofMinutes(2).plusMillis(1));
        repeats.forget();
        repeats.left(login, stored, time.clock.instant());
        time.advance(Duration.ofSeconds(1));
        assertThat(again).as("one second later, twice").containsExactly(stored, stored);

        repeats.left(login, stored, time.clock.instant());
        time.advance(Duration.ofMinutes(1));
        assertThat(again).hasSize(3);
        repeats.forget();
        repeats.left(login, stored, time.clock.instant());
        time.advance(Duration.ofSeconds(3));
        assertThat(again).as("its lease has just ended: twice the time again").hasSize(3);
        time.advance(Duration.ofSeconds(1));
        assertThat(again).hasSize(4);
    }

    @Test
    void theTimeCanBeSet() {
        duo.visitingSetup = builder -> builder.repeatAfter(Duration.ofSeconds(20));
        loggedIn();
        logOutInVain();

        duo.time.advance(Duration.ofMinutes(1).plusMillis(1));

        assertThat(told).as("40 s later would be too late for the lease").containsExactly(0L, 20_000L, 60_001L);
    }

    @Test
    void aTimeOfNothingIsRefused() {
        duo.visitingSetup = builder -> builder.repeatAfter(Duration.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(duo::startVisiting)
                .withMessage("time of the first repetition must be at least PT0.001S, but is PT0S");
        duo.homeSetup = builder -> builder.repeatAfter(Duration.ZERO);
        assertThatIllegalArgumentException()
                .isThrownBy(duo::startHome)
                .withMessage("time of the first repetition must be at least PT0.001S, but is PT0S");
    }
}
