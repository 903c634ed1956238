package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A cluster that closes takes nothing on any more, and hands over what it has not finished. */
class ClosingTest {
    private final Duo duo = new Duo();

    private Lease oneMinute() {
        return new Lease("home-1", duo.time.clock.instant().plus(Duration.ofMinutes(1)));
    }

    @Test
    void anotherNodeTakesTheWorkOfAClosedHomeAtOnce() {
        duo.begin();
        LoginId id = duo.id(1);
        duo.homeStore.reserve(
                duo.homeLogin(id), MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED, older -> older, oneMinute());
        HomeCluster other = duo.home(new Duo.Life(duo.time, duo.homeFaults), "home-2");
        assertThat(other.recover()).isEqualTo(new Recovery(0, 0));

        duo.home.close(Duration.ZERO);

        assertThat(other.recover()).isEqualTo(new Recovery(1, 0));
        assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RELEASED);
    }

    @Test
    void anotherNodeTakesTheWorkOfAClosedVisitingAtOnce() {
        duo.begin();
        duo.wire.hang("login");
        CompletableFuture<LoginOutcome> login = duo.beginLogin();
        VisitingCluster other = duo.visiting(new Duo.Life(duo.time, duo.visitingFaults), "visiting-2");
        assertThat(other.recover()).isEqualTo(new Recovery(0, 0));

        duo.visiting.close();

        assertThat(login).isCompletedWithValue(new LoginOutcome.Refused(ErrorCode.of(6)));
        assertThat(other.recover()).isEqualTo(new Recovery(1, 0));
        assertThat(duo.visitingLives()).isFalse();
    }

    private static List<Thread> timerThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("emcc-core-timers-"))
                .toList();
    }

    private static Thread oneMoreThan(List<Thread> before) {
        List<Thread> more = timerThreads().stream()
                .filter(thread -> !before.contains(thread))
                .toList();
        assertThat(more).hasSize(1);
        return more.get(0);
    }

    private static void assertEnds(Thread thread) throws InterruptedException {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void aClusterThatIsGivenNoTimersEndsTheThreadOfItsOwn() throws Exception {
        List<Thread> before = timerThreads();
        HomeCluster home = HomeCluster.builder(duo.nyc, duo.credentials, duo.homeFiles, duo.wire)
                .build();
        home.start();
        Thread homes = oneMoreThan(before);
        home.close();
        assertEnds(homes);

        before = timerThreads();
        VisitingCluster visiting = VisitingCluster.builder(
                        duo.lon, duo.wire, duo.visitingFiles, LoginFixture::logoutUri)
                .build();
        visiting.start();
        Thread visitings = oneMoreThan(before);
        visiting.close();
        assertEnds(visitings);
    }

    @Test
    void timersThatWereGivenGoOn() {
        duo.begin();
        duo.home.close();
        duo.visiting.close();

        assertThat(duo.homeLife.dead).isFalse();
        assertThat(duo.visitingLife.dead).isFalse();
    }

    @Test
    void aClusterIsStartedOnce() {
        duo.begin();
        duo.home.start();
        duo.visiting.start();
        int orders = duo.time.waiting();

        assertThatThrownBy(duo.home::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the home cluster was started before");
        assertThatThrownBy(duo.visiting::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the visiting cluster was started before");
        assertThat(duo.time.waiting()).as("and has its rounds once").isEqualTo(orders);
    }

    @Test
    void aClusterThatIsClosedOrdersNoRounds() {
        duo.begin();
        duo.home.close();
        duo.visiting.close();

        assertThatThrownBy(duo.home::start).hasMessage("the home cluster is closed");
        assertThatThrownBy(duo.visiting::start).hasMessage("the visiting cluster is closed");
        assertThat(duo.time.waiting()).isZero();
    }

    @Test
    void closingWaitsForALoginThatHasBegun() throws Exception {
        duo.begin();
        duo.wire.hang("login");
        CompletableFuture<LoginOutcome> login = duo.beginLogin();
        Thread closer = new Thread(() -> duo.visiting.close(Duration.ofMinutes(1)));
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            assertThat(closer.getState()).as("it waits").isNotEqualTo(Thread.State.TERMINATED);
            Thread.onSpinWait();
        }

        duo.time.advance(Duration.ofSeconds(10));
        closer.join(10_000);

        assertThat(closer.isAlive()).isFalse();
        assertThat(Duo.code(login.join())).isEqualTo(40);
    }

    @Test
    void theLimitOfALoginThatIsOverIsNotWaitedFor() {
        duo.begin();
        duo.login();
        assertThat(duo.time.waiting())
                .as("its maximum login time, and no deadline any more")
                .isEqualTo(1);
        duo.home.recover();
        assertThat(duo.time.waiting()).as("one limit for one login").isEqualTo(1);

        duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

        assertThat(duo.time.waiting()).isZero();
    }

    @Test
    void aQuestionThatIsAnsweredHasNoDeadlineAnyMore() {
        CompletableFuture<ResetOutcome> reset = new CompletableFuture<>();
        duo.visitingControl = device -> reset;
        duo.begin();
        CompletableFuture<LinkAnswer<?>> asked = new CompletableFuture<>();
        duo.wire.instead.put("findUser", () -> asked);
        CompletableFuture<LoginOutcome> login = duo.beginLogin();
        assertThat(duo.time.waiting()).as("the search").isEqualTo(1);

        asked.complete(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        assertThat(duo.time.waiting())
                .as("the reset, and the maximum login time")
                .isEqualTo(2);
        reset.complete(ResetOutcome.ACCEPTED);
        assertThat(login).isDone();
        assertThat(duo.time.waiting()).as("the maximum login time").isEqualTo(1);

        CompletableFuture<LinkAnswer<?>> told = new CompletableFuture<>();
        duo.wire.instead.put("logout", () -> told);
        CompletableFuture<LogoutOutcome> logout = duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE);
        assertThat(duo.time.waiting()).as("and home's acknowledgement").isEqualTo(2);
        told.complete(new LinkAnswer.Answered<>(new LogoutReply.Acknowledged()));
        assertThat(logout).isDone();
        assertThat(duo.time.waiting()).isEqualTo(1);
    }

    @Test
    void aLogoutThatIsCutOffIsRefused() {
        duo.begin();
        duo.login();
        duo.wire.hang("logout");
        CompletableFuture<LogoutOutcome> logout = duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE);
        assertThat(logout).isNotDone();

        duo.visiting.close();

        assertThat(logout).isCompletedWithValue(new LogoutOutcome.Refused(ErrorCode.of(6)));
    }

    @Test
    void closingWaitsForWhatHasBegun() throws Exception {
        Running running = new Running();
        CompletableFuture<String> work = new CompletableFuture<>();
        Links.watch(running.watch(work));
        Thread closer = new Thread(() -> running.close(Duration.ofMinutes(1)));
        closer.start();
        while (closer.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }

        assertThatThrownBy(() -> running.mustBeOpen("it"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it is closed");
        work.complete("done");
        closer.join(10_000);

        assertThat(closer.isAlive()).isFalse();
    }

    @Test
    void closingDoesNotWaitLongerThanItsDeadlineNorForWhatHasFailed() {
        Running running = new Running();
        running.mustBeOpen("it");
        assertThat(running.watch(CompletableFuture.completedFuture(1))).isCompletedWithValue(1);
        CompletableFuture<String> endless = running.watch(new CompletableFuture<>());
        running.close(Duration.ofMillis(1));
        assertThat(endless).isNotDone();
        running.abandon();
        assertThatThrownBy(endless::join).hasMessageContaining("closed before this was over");

        Running failing = new Running();
        CompletableFuture<String> work = new CompletableFuture<>();
        Links.watch(failing.watch(work));
        work.completeExceptionally(new IllegalStateException("broken"));
        failing.close(Duration.ofDays(1));

        assertThat(work).isCompletedExceptionally();
        assertThatThrownBy(() -> failing.mustBeOpen("it")).hasMessage("it is closed");
    }

    @Test
    void anInterruptEndsTheWaitAndIsKept() {
        Running running = new Running();
        Links.watch(running.watch(new CompletableFuture<>()));
        Thread.currentThread().interrupt();

        running.close(Duration.ofDays(1));

        assertThat(Thread.interrupted()).isTrue();
    }

    static Stream<Arguments> operations() {
        Duo duo = new Duo().begin();
        LogoutMessage message = new LogoutMessage(LoginFixture.LON, duo.id(1), LoginFixture.PHONE, LogoutCause.PHONE);
        duo.login();
        var request = duo.wire.logins.get(0);
        duo.home.close();
        duo.visiting.close();
        HomeCluster home = duo.home;
        VisitingCluster visiting = duo.visiting;
        return Stream.of(
                operation(
                        "findUser",
                        () -> home.findUser(
                                UserQuery.builder(LoginFixture.LON, "alice").build())),
                operation(
                        "updateQueried", () -> home.updateQueried(new UpdateQuery(LoginFixture.LON, LoginFixture.NYC))),
                operation("admit", () -> home.admit(request)),
                operation("logoutReceived", () -> home.logoutReceived(message)),
                operation(
                        "home logout",
                        () -> Links.watch(home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR))),
                operation("registered", () -> home.registered(LoginFixture.PHONE)),
                operation("unregistered", () -> home.unregistered(LoginFixture.PHONE)),
                operation("home recover", home::recover),
                operation("home start", home::start),
                operation("maintain", () -> Links.watch(home.maintain())),
                operation("provision", home::provision),
                operation(
                        "changePin",
                        () -> home.changePin(LoginFixture.ALICE, LoginFixture.PIN, LoginFixture.PIN, LoginFixture.LON)),
                operation(
                        "login",
                        () -> Links.watch(
                                visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                                        .build()))),
                operation("visiting logout", () -> Links.watch(visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE))),
                operation("noticeReceived", () -> visiting.noticeReceived(message)),
                operation("loginsQueried", () -> visiting.loginsQueried(new LoginsQuery(LoginFixture.NYC, List.of()))),
                operation("updateRemoteClusters", () -> Links.watch(visiting.updateRemoteClusters())),
                operation("visiting recover", visiting::recover),
                operation("visiting start", visiting::start));
    }

    private static Arguments operation(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void nothingBeginsAfterTheEnd(String name, ThrowingCallable operation) {
        assertThatThrownBy(operation)
                .as(name)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageEndingWith("cluster is closed");
    }

    @Test
    void noRoundComesAfterTheEnd() {
        duo.begin();
        duo.home.start();
        duo.visiting.start();
        int updates = duo.wire.updates.size();
        duo.home.close();
        duo.visiting.close();
        LoginId id = duo.storeAtVisiting(duo.id(1), new VisitingState.AwaitingHome(LoginFixture.NYC));
        LoginId atHome = duo.storeAtHome(
                        duo.homeLogin(duo.id(2)), new HomeState.Reserved(), new HomeEffect.MakeDevice())
                .id();

        duo.time.advance(Duration.ofDays(2));

        assertThat(duo.homeState(atHome)).isEqualTo(HomeState.Kind.RESERVED);

        assertThat(duo.visitingState(id)).isEqualTo(VisitingState.Kind.AWAITING_HOME);
        assertThat(duo.wire.updates).hasSize(updates);
        assertThat(duo.wire.questions).isEmpty();
    }

    @Test
    void theLimitsOfAClosedHomeAreForOthers() {
        duo.begin();
        duo.login();
        duo.home.close();

        duo.time.advance(Duration.ofHours(11));
        assertThat(duo.homeLives()).isTrue();

        assertThat(duo.startHome().recover().settled()).isEqualTo(1);
        assertThat(duo.homeLives()).isFalse();
    }

    @Test
    void loginsStandWhenTheirClusterCloses() {
        duo.begin();
        duo.login();
        duo.home.close(Duration.ofSeconds(1));
        duo.visiting.close(Duration.ofSeconds(1));

        assertThat(duo.homeLives()).isTrue();
        assertThat(duo.visitingLives()).isTrue();
        assertThat(duo.homeFiles.served).containsKey(LoginFixture.PHONE);
    }
}
