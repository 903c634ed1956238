package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Lease;
import org.emcc.core.store.StoreException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left after a crash is completed or undone, whatever it was (design 4.3). */
class RecoveryTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private final Duo duo = new Duo();

    @Nested
    @Tag("long")
    class WhenAProcessDiesAtAnyCall {
        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void everyLoginSettlesWhereverHomeDies(boolean afterTheCall) {
            int died = everyCall(afterTheCall, true);
            assertThat(died).as("places at which home can die").isGreaterThan(15);
        }

        @ParameterizedTest
        @ValueSource(booleans = {false, true})
        void everyLoginSettlesWhereverVisitingDies(boolean afterTheCall) {
            int died = everyCall(afterTheCall, false);
            assertThat(died).as("places at which visiting can die").isGreaterThan(15);
        }

        /** A whole login and logout, once for each call of a port that it makes, dying there. */
        private int everyCall(boolean afterTheCall, boolean homeDies) {
            int died = 0;
            for (int at = 1; ; at++) {
                Duo run = new Duo().begin();
                Duo.Life victim = homeDies ? run.homeLife : run.visitingLife;
                victim.calls.clear();
                victim.dieAt = at;
                victim.afterTheCall = afterTheCall;
                alive(() -> Links.watch(run.beginLogin()));
                alive(() -> run.home.registered(LoginFixture.PHONE));
                alive(() -> Links.watch(run.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE)));
                if (!victim.dead) {
                    return died;
                }
                died++;
                String where = (homeDies ? "home" : "visiting") + " died at call " + at + ", "
                        + victim.calls.get(at - 1) + (afterTheCall ? ", which was done" : "");
                restart(run, homeDies);
                run.time.advance(TEN_MINUTES);
                settled(run, where);
                leavesNothing(run, where);
            }
        }

        private void restart(Duo run, boolean homeDied) {
            if (homeDied) {
                run.homeFiles.served.clear(); // a process takes along what it served from memory
                run.startHome().recover();
            } else {
                run.visitingFiles.served.clear();
                run.startVisiting().recover();
            }
        }

        /** Both in or both out, and what is in is served. */
        private void settled(Duo run, String where) {
            assertThat(run.homeLives()).as(where).isEqualTo(run.visitingLives());
            assertThat(run.homeFiles.served.containsKey(LoginFixture.PHONE))
                    .as(where)
                    .isEqualTo(run.homeLives());
            assertThat(run.visitingFiles.served.containsKey(LoginFixture.PHONE))
                    .as(where)
                    .isEqualTo(run.visitingLives());
        }

        private void leavesNothing(Duo run, String where) {
            if (run.visitingLives()) {
                run.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            }
            assertThat(run.visitingLives()).as(where).isFalse();
            assertThat(run.homeLives()).as(where).isFalse();
            assertThat(run.homeStore.freeBaseDevices()).as(where).isEqualTo(2);
            assertThat(run.homeFiles.served).as(where).isEmpty();
            assertThat(run.visitingFiles.served).as(where).isEmpty();
            assertThat(run.login()).as(where).isInstanceOf(LoginOutcome.LoggedIn.class);
        }

        private void alive(Runnable what) {
            try {
                what.run();
            } catch (Duo.Crash dead) {
                assertThat(dead).hasMessage("the process is dead");
            }
        }
    }

    @Nested
    class WhenHomeComesBack {
        private HomeLogin stored(HomeState state, HomeEffect... pending) {
            duo.begin();
            return duo.storeAtHome(duo.homeLogin(duo.id(1)), state, pending);
        }

        @Test
        void whatWasReservedIsUndone() {
            undone(stored(new HomeState.Reserved(), new HomeEffect.MakeDevice()));
        }

        @Test
        void whatWasBuiltIsUndone() {
            undone(stored(new HomeState.DeviceBuilt(), new HomeEffect.PublishFiles()));
        }

        private void undone(HomeLogin login) {
            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
            assertThat(duo.homeFiles.calls).containsExactly("withdraw SEP0011AABBCCDD");
            assertThat(duo.wire.notices)
                    .as("the reply that did not come is the notice")
                    .isEmpty();
            assertThat(duo.homeResets).as("it may be here all the same").containsExactly(LoginFixture.PHONE);
            assertThat(duo.steps(LoginStep.Released.class))
                    .extracting(LoginStep.Released::cause)
                    .containsExactly(LogoutCause.LOGIN_FAILED);
        }

        @Test
        void whatWasBeingReleasedIsFinishedAndVisitingIsTold() {
            HomeLogin login = stored(
                    new HomeState.Releasing(LogoutCause.HOME_ADMINISTRATOR),
                    new HomeEffect.TellVisiting(LogoutCause.HOME_ADMINISTRATOR),
                    new HomeEffect.WithdrawFiles());
            duo.storeAtVisiting(login.id(), new VisitingState.Away(duo.accepted()));

            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.visitingState(login.id())).isEqualTo(VisitingState.Kind.RETURNED);
            assertThat(duo.wire.notices)
                    .containsExactly(new LogoutMessage(
                            LoginFixture.NYC, login.id(), LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR));
            assertThat(duo.homeResets).containsExactly(LoginFixture.PHONE);
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
        }

        @Test
        void theResetOfWhatWasReleasedIsDone() {
            HomeLogin login = stored(new HomeState.Released(LogoutCause.PHONE), new HomeEffect.ResetPhone());

            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.homeResets).containsExactly(LoginFixture.PHONE);
            assertThat(duo.homeStore.find(login.id()).orElseThrow().value().settled())
                    .isTrue();
        }

        static Stream<HomeState> live() {
            return Stream.of(new HomeState.FilesReady(), new HomeState.Registered(), new HomeState.Unregistered());
        }

        @ParameterizedTest
        @MethodSource("live")
        void whatWasLiveIsServedAgainAndEndsInTime(HomeState state) {
            HomeLogin login = stored(state);

            assertThat(duo.home.recover()).isEqualTo(new Recovery(0, 1));

            assertThat(duo.homeState(login.id())).isEqualTo(state.kind());
            assertThat(duo.homeFiles.served).containsEntry(LoginFixture.PHONE, "home file of alice");
            assertThat(duo.steps(LoginStep.FilesPublished.class)).hasSize(1);
            duo.time.advance(Duration.ofHours(10).minusMillis(1));
            assertThat(duo.homeState(login.id())).isEqualTo(state.kind());
            duo.time.advance(Duration.ofMillis(1));
            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.steps(LoginStep.Released.class))
                    .extracting(LoginStep.Released::cause)
                    .containsExactly(LogoutCause.MAXIMUM_LOGIN_TIME);
            assertThat(duo.wire.notices).hasSize(1);
        }

        @Test
        void aLimitThatWasNotStartedIsStarted() {
            HomeLogin login = stored(new HomeState.FilesReady(), new HomeEffect.StartLimit());

            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 1));

            assertThat(duo.homeFiles.served).containsKey(LoginFixture.PHONE);
            duo.time.advance(Duration.ofHours(10));
            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
        }

        @Test
        void whatIsOverItsTimeEndsAtOnce() {
            HomeLogin login = stored(new HomeState.Registered());
            duo.time.advance(Duration.ofHours(10));

            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.steps(LoginStep.Released.class))
                    .extracting(LoginStep.Released::cause)
                    .containsExactly(LogoutCause.MAXIMUM_LOGIN_TIME);
        }

        @Test
        void filesThatCannotBePublishedAgainAreSaidAndNotCounted() {
            HomeLogin login = stored(new HomeState.Registered());
            duo.homeFiles.broken = true;

            assertThat(duo.home.recover()).isEqualTo(new Recovery(0, 0));

            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.REGISTERED);
            assertThat(duo.steps(LoginStep.Failed.class))
                    .extracting(LoginStep.Failed::what, LoginStep.Failed::reason)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(
                            "publish the files again", "the file service is broken"));
            duo.homeFiles.broken = false;
            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.homeFiles.served)
                    .as("after the time of a lease it is tried again")
                    .containsKey(LoginFixture.PHONE);
        }

        @Test
        void theFilesOfALoginThatAnotherNodeWorksOnAreLeftToIt() {
            duo.begin();
            HomeLogin login = duo.homeLogin(duo.id(1));
            Lease others = new Lease("home-2", duo.time.clock.instant().plus(Duration.ofMinutes(1)));
            var reserved = ((org.emcc.core.store.Reservation.Reserved) duo.homeStore.reserve(
                            login, MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED, older -> older, others))
                    .session();
            duo.homeStore.save(
                    reserved.value().toBuilder()
                            .device(LoginFixture.temporaryDevice())
                            .build()
                            .moved(new HomeState.FilesReady(), List.of(new HomeEffect.StartLimit())),
                    reserved.version(),
                    others);

            assertThat(duo.home.recover()).isEqualTo(new Recovery(0, 0));

            assertThat(duo.homeFiles.calls).isEmpty();
        }

        @Test
        void moreThanAPageIsRecovered() {
            duo.nyc(LoginFixture.nyc().baseDevices(600)).begin();
            for (int i = 0; i < 600; i++) {
                HomeLogin login =
                        duo.homeLogin(duo.id(i), org.emcc.core.id.DeviceName.of(String.format("SEP%012X", i)));
                if (i % 2 == 0) {
                    duo.storeAtHome(login, new HomeState.Registered());
                } else {
                    duo.storeAtHome(login, new HomeState.Reserved(), new HomeEffect.MakeDevice());
                }
            }
            assertThat(duo.homeStore.freeBaseDevices()).isZero();

            assertThat(duo.home.recover()).isEqualTo(new Recovery(300, 300));

            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(300);
            assertThat(duo.homeFiles.served).hasSize(300);
        }
    }

    @Nested
    class WhenVisitingComesBack {
        private LoginId stored(VisitingState state, VisitingEffect... pending) {
            duo.begin();
            return duo.storeAtVisiting(duo.id(1), state, pending);
        }

        private void homeHas(LoginId id) {
            duo.storeAtHome(duo.homeLogin(id), new HomeState.FilesReady());
        }

        @Test
        void whatWaitedForHomeFailsAndHomeReleases() {
            LoginId id = stored(new VisitingState.AwaitingHome(LoginFixture.NYC));
            homeHas(id);

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 0));

            failed(id);
            assertThat(duo.visitingFiles.calls).isEmpty();
        }

        @Test
        void whatWasRecordedIsUndoneOnBothSides() {
            LoginId id = stored(new VisitingState.Recorded(duo.accepted()), new VisitingEffect.PublishRedirect());
            homeHas(id);

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 0));

            failed(id);
            assertThat(duo.visitingFiles.calls).containsExactly("restore SEP0011AABBCCDD");
        }

        private void failed(LoginId id) {
            assertThat(duo.visitingStore.find(id).orElseThrow().value().state())
                    .isEqualTo(new VisitingState.Failed(new Ending.Refused(ErrorCode.of(6))));
            assertThat(duo.visitingStore.find(id).orElseThrow().value().settled())
                    .isTrue();
            assertThat(duo.wire.logouts)
                    .containsExactly(
                            new LogoutMessage(LoginFixture.LON, id, LoginFixture.PHONE, LogoutCause.LOGIN_FAILED));
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
        }

        @Test
        void aRedirectIsServedAgainAndTheResetRepeated() {
            LoginId id = stored(new VisitingState.Redirected(duo.accepted()), new VisitingEffect.ResetPhone());

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 1));

            assertThat(duo.visitingState(id)).isEqualTo(VisitingState.Kind.AWAY);
            assertThat(duo.visitingResets).containsExactly(LoginFixture.PHONE);
            assertThat(duo.visitingFiles.served).containsEntry(LoginFixture.PHONE, "redirect");
        }

        static Stream<Arguments> standing() {
            return Stream.of(
                    Arguments.of((java.util.function.Function<Duo, VisitingState>)
                            duo -> new VisitingState.Redirected(duo.accepted())),
                    Arguments.of((java.util.function.Function<Duo, VisitingState>)
                            duo -> new VisitingState.Away(duo.accepted())));
        }

        @ParameterizedTest
        @MethodSource("standing")
        void theRedirectOfWhatStandsIsServedAgain(java.util.function.Function<Duo, VisitingState> state) {
            LoginId id = stored(state.apply(duo));

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(0, 1));

            assertThat(duo.visitingState(id)).isEqualTo(state.apply(duo).kind());
            assertThat(duo.visitingFiles.calls).containsExactly("redirect SEP0011AABBCCDD to [10.1.0.10]");
            assertThat(duo.visitingResets).isEmpty();
            assertThat(duo.steps(LoginStep.RedirectPublished.class)).hasSize(1);
        }

        @Test
        void aRedirectThatCannotBeServedAgainIsSaidAndNotCounted() {
            stored(new VisitingState.Away(duo.accepted()));
            duo.visitingFiles.broken = true;

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(0, 0));

            assertThat(duo.steps(LoginStep.Failed.class))
                    .extracting(LoginStep.Failed::what)
                    .containsExactly("publish the redirect again");
            duo.visitingFiles.broken = false;
            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.visitingFiles.served)
                    .as("after the time of a lease it is tried again")
                    .containsEntry(LoginFixture.PHONE, "redirect");
        }

        @Test
        void theRedirectOfALoginThatAnotherNodeWorksOnIsLeftToIt() {
            duo.begin();
            duo.visitingStore.open(
                    org.emcc.core.session.VisitingSession.builder(
                                    new org.emcc.core.session.VisitingLogin(
                                            duo.id(1), LoginFixture.PHONE, "alice", duo.time.clock.instant()),
                                    new VisitingState.Recorded(duo.accepted()))
                            .pending(List.of(new VisitingEffect.PublishRedirect()))
                            .build(),
                    new Lease("visiting-2", duo.time.clock.instant().plus(Duration.ofMinutes(1))));

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(0, 0));

            assertThat(duo.visitingFiles.calls).isEmpty();
        }

        @Test
        void aNodeThatStartsTakesOverWhatItsEarlierLifeHeld() {
            duo.begin();
            duo.visitingStore.open(
                    org.emcc.core.session.VisitingSession.builder(
                                    new org.emcc.core.session.VisitingLogin(
                                            duo.id(1), LoginFixture.PHONE, "alice", duo.time.clock.instant()),
                                    new VisitingState.AwaitingHome(LoginFixture.NYC))
                            .build(),
                    new Lease("visiting-1", duo.time.clock.instant().plus(Duration.ofMinutes(1))));

            assertThat(duo.visiting.recover()).as("it could still be at work").isEqualTo(new Recovery(0, 0));
            assertThat(duo.startVisiting().recover()).isEqualTo(new Recovery(1, 0));
        }

        @Test
        void aReturnIsFinishedAndHomeIsTold() {
            LoginId id = stored(
                    new VisitingState.Returning(LoginFixture.NYC, LogoutCause.PHONE, false),
                    new VisitingEffect.RestoreOwnFile());
            homeHas(id);

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.visitingFiles.calls).containsExactly("restore SEP0011AABBCCDD");
            returned(id);
        }

        @Test
        void homeIsToldOfWhatHasReturned() {
            LoginId id = stored(
                    new VisitingState.Returned(LoginFixture.NYC, LogoutCause.PHONE, false),
                    new VisitingEffect.TellHome(LoginFixture.NYC, LogoutCause.PHONE));
            homeHas(id);

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.visitingFiles.calls).isEmpty();
            returned(id);
        }

        private void returned(LoginId id) {
            assertThat(duo.visitingStore.find(id).orElseThrow().value().state())
                    .isEqualTo(new VisitingState.Returned(LoginFixture.NYC, LogoutCause.PHONE, true));
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.homeResets).containsExactly(LoginFixture.PHONE);
        }

        @Test
        void homeIsToldOfWhatHasFailed() {
            LoginId id = stored(
                    new VisitingState.Failed(new Ending.Refused(ErrorCode.of(40))),
                    new VisitingEffect.TellHome(LoginFixture.NYC, LogoutCause.LOGIN_FAILED));
            homeHas(id);

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.homeResets).as("it may be here all the same").containsExactly(LoginFixture.PHONE);
            assertThat(duo.visitingStore.find(id).orElseThrow().value().settled())
                    .isTrue();
        }

        @Test
        void moreThanAPageIsRecovered() {
            duo.begin();
            for (int i = 0; i < 600; i++) {
                var login = new org.emcc.core.session.VisitingLogin(
                        duo.id(i),
                        org.emcc.core.id.DeviceName.of(String.format("SEP%012X", i)),
                        "alice",
                        duo.time.clock.instant());
                VisitingState state = i % 2 == 0
                        ? new VisitingState.Away(duo.accepted())
                        : new VisitingState.AwaitingHome(LoginFixture.NYC);
                duo.visitingStore.open(
                        org.emcc.core.session.VisitingSession.builder(login, state)
                                .build(),
                        new Lease("lost", duo.time.clock.instant()));
            }

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(300, 300));

            assertThat(duo.wire.logouts).hasSize(300);
            assertThat(duo.visitingFiles.served).hasSize(300);
        }
    }

    @Nested
    class WhenAnotherNodeIsAtWork {
        private final Lease others =
                new Lease("home-2", duo.time.clock.instant().plus(Duration.ofSeconds(30)));

        private HomeLogin reservedByTheOther() {
            HomeLogin login = duo.homeLogin(duo.id(1));
            duo.homeStore.reserve(login, MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED, older -> older, others);
            return login;
        }

        @Test
        void itsWorkIsLeftToItUntilTheLeaseIsOver() {
            duo.begin();
            HomeLogin login = reservedByTheOther();

            assertThat(duo.home.recover()).isEqualTo(new Recovery(0, 0));
            duo.time.advance(Duration.ofSeconds(30).minusMillis(1));
            assertThat(duo.home.recover()).isEqualTo(new Recovery(0, 0));
            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RESERVED);

            duo.time.advance(Duration.ofMillis(1));
            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 0));
            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
        }

        @Test
        void aStartedClusterFinishesWhatADeadNodeLeftWithinALease() {
            duo.begin();
            HomeLogin login = reservedByTheOther();
            assertThat(duo.home.start()).isEqualTo(new Recovery(0, 0));

            duo.time.advance(Duration.ofMinutes(1));

            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
        }

        @Test
        void aStartedVisitingClusterDoesToo() {
            duo.begin();
            VisitingState waiting = new VisitingState.AwaitingHome(LoginFixture.NYC);
            LoginId id = duo.id(1);
            duo.visitingStore.open(
                    org.emcc.core.session.VisitingSession.builder(
                                    new org.emcc.core.session.VisitingLogin(
                                            id, LoginFixture.PHONE, "alice", duo.time.clock.instant()),
                                    waiting)
                            .build(),
                    others);
            assertThat(duo.visiting.start()).isEqualTo(new Recovery(0, 0));
            assertThat(duo.visitingState(id)).isEqualTo(VisitingState.Kind.AWAITING_HOME);

            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.visitingState(id)).isEqualTo(VisitingState.Kind.FAILED);

            LoginId second = LoginId.of(duo.time.clock.instant(), 2);
            duo.storeAtVisiting(second, waiting);
            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.visitingState(second)).as("every lease time again").isEqualTo(VisitingState.Kind.FAILED);
        }

        @Test
        void aNodeThatStartsTakesOverWhatItsEarlierLifeHeld() {
            HomeLogin login = duo.homeLogin(duo.id(1));
            duo.begin();
            duo.homeStore.reserve(
                    login,
                    MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED,
                    older -> older,
                    new Lease("home-1", duo.time.clock.instant().plus(Duration.ofMinutes(1))));

            assertThat(duo.home.recover()).as("it could still be at work").isEqualTo(new Recovery(0, 0));
            assertThat(duo.startHome().recover()).isEqualTo(new Recovery(1, 0));
        }
    }

    @Nested
    class WhenAMessageIsLost {
        private final LogoutReply notOurs = new LogoutReply.Refused(ErrorCode.of(42));
        private final LogoutReply unknown = new LogoutReply.Refused(ErrorCode.of(1));
        private final LogoutReply busy = new LogoutReply.Refused(ErrorCode.of(6));

        private LoginId loggedIn() {
            duo.begin();
            duo.login();
            return duo.visiting
                    .session(LoginFixture.PHONE)
                    .orElseThrow()
                    .login()
                    .id();
        }

        private int told(List<LogoutMessage> to) {
            return to.size();
        }

        @Test
        void homeTellsVisitingAgainUntilItAcknowledges() {
            LoginId id = loggedIn();
            duo.wire.cut("notice");
            duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();

            assertThat(duo.homeStore.freeBaseDevices())
                    .as("the base device does not wait")
                    .isEqualTo(2);
            assertThat(duo.homeStore.find(id).orElseThrow().value().pending())
                    .containsExactly(new HomeEffect.TellVisiting(LogoutCause.HOME_ADMINISTRATOR));
            assertThat(told(duo.wire.notices)).isEqualTo(1);

            duo.time.advance(Duration.ofMillis(999));
            assertThat(told(duo.wire.notices)).as("not at once").isEqualTo(1);
            duo.time.advance(Duration.ofMillis(1));
            assertThat(told(duo.wire.notices)).isEqualTo(2);
            assertThat(duo.visitingLives()).isTrue();

            duo.wire.mend("notice");
            duo.time.advance(Duration.ofSeconds(2));
            assertThat(told(duo.wire.notices)).isEqualTo(3);
            assertThat(duo.visitingLives()).isFalse();
            assertThat(duo.homeStore.find(id).orElseThrow().value().settled()).isTrue();

            duo.time.advance(TEN_MINUTES);
            assertThat(told(duo.wire.notices))
                    .as("nobody is told twice of the same")
                    .isEqualTo(3);
            assertThat(duo.steps(LoginStep.VisitingTold.class))
                    .extracting(LoginStep.VisitingTold::acknowledged)
                    .containsExactly(false, false, true);
        }

        /** The end that waits for visiting to hear of it is not forgotten over another effect that fails. */
        @Test
        void homeTellsVisitingAgainThoughItsFilesCouldNotBeWithdrawn() {
            duo.homeFaults.put("PhoneFiles.withdraw", Callable::call);
            LoginId id = loggedIn();
            duo.wire.cut("notice");
            duo.homeFaults.put("PhoneFiles.withdraw", real -> {
                throw new IllegalStateException("the files are away");
            });
            duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RELEASING);

            duo.homeFaults.clear();
            duo.time.advance(Duration.ofMinutes(2));
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RELEASED);
            assertThat(duo.visitingLives()).isTrue();

            duo.wire.mend("notice");
            duo.time.advance(Duration.ofMinutes(2));
            assertThat(duo.visitingLives()).isFalse();
        }

        @Test
        void visitingThatIsBusyIsToldAgain() {
            loggedIn();
            duo.wire.answer("notice", busy);
            duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();
            duo.time.advance(TEN_MINUTES);

            assertThat(told(duo.wire.notices)).isGreaterThan(5);
        }

        @Test
        void visitingThatDeniesTheLoginIsNotToldAgain() {
            for (LogoutReply denial : List.of(notOurs, unknown)) {
                Duo run = new Duo().begin();
                run.login();
                run.wire.answer("notice", denial);
                run.home
                        .logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR)
                        .join();
                run.time.advance(TEN_MINUTES);

                assertThat(run.wire.notices).hasSize(1);
            }
        }

        @Test
        void homeGivesUpWhenTheIdHasExpired() {
            LoginId id = loggedIn();
            duo.wire.lose("notice");
            duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();

            duo.time.advance(Duration.ofHours(23));
            assertThat(duo.homeStore.find(id).orElseThrow().value().settled()).isFalse();
            duo.time.advance(Duration.ofHours(2));
            assertThat(duo.homeStore.find(id).orElseThrow().value().settled()).isTrue();
            int before = told(duo.wire.notices);
            duo.time.advance(Duration.ofHours(2));
            assertThat(told(duo.wire.notices)).isEqualTo(before);
        }

        @Test
        void aNoticeWithoutAnAnswerIsSilenceAfterItsDeadline() {
            loggedIn();
            duo.wire.hang("notice");
            var out = duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR);

            duo.time.advance(Duration.ofSeconds(5).minusMillis(1));
            assertThat(out).isNotDone();
            duo.time.advance(Duration.ofMillis(1));
            assertThat(out).isCompleted();
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
        }

        @Test
        void visitingTellsHomeAgainUntilItAcknowledges() {
            LoginId id = loggedIn();
            duo.wire.lose("logout");
            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            assertThat(duo.visitingStore.find(id).orElseThrow().value().pending())
                    .containsExactly(new VisitingEffect.TellHome(LoginFixture.NYC, LogoutCause.PHONE));

            duo.time.advance(Duration.ofMillis(999));
            assertThat(told(duo.wire.logouts)).isEqualTo(1);
            duo.time.advance(Duration.ofMillis(1));
            assertThat(told(duo.wire.logouts)).isEqualTo(2);

            duo.wire.mend("logout");
            duo.time.advance(TEN_MINUTES);
            assertThat(told(duo.wire.logouts)).isEqualTo(3);
            assertThat(duo.homeLives()).isFalse();
            assertThat(duo.steps(LoginStep.HomeTold.class))
                    .extracting(LoginStep.HomeTold::acknowledged)
                    .containsExactly(false, false, true);
            assertThat(duo.visitingStore.find(id).orElseThrow().value().state())
                    .isEqualTo(new VisitingState.Returned(LoginFixture.NYC, LogoutCause.PHONE, true));
        }

        @Test
        void homeThatDeniesTheLoginIsNotToldAgain() {
            for (LogoutReply denial : List.of(notOurs, unknown)) {
                Duo run = new Duo().begin();
                run.login();
                LoginId id = run.visiting
                        .session(LoginFixture.PHONE)
                        .orElseThrow()
                        .login()
                        .id();
                run.wire.answer("logout", denial);
                run.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
                run.time.advance(TEN_MINUTES);

                assertThat(run.wire.logouts).hasSize(1);
                assertThat(run.visitingStore.find(id).orElseThrow().value().state())
                        .isEqualTo(new VisitingState.Returned(LoginFixture.NYC, LogoutCause.PHONE, false));
                assertThat(run.visitingStore.find(id).orElseThrow().value().settled())
                        .isTrue();
            }
        }

        @Test
        void visitingGivesUpWhenTheIdHasExpired() {
            LoginId id = loggedIn();
            duo.wire.lose("logout");
            duo.wire.lose("notice"); // home ends the login by itself after ten hours, and cannot say so
            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            duo.time.advance(Duration.ofHours(23));
            assertThat(duo.visitingStore.find(id).orElseThrow().value().settled())
                    .isFalse();
            duo.time.advance(Duration.ofHours(2));
            assertThat(duo.visitingStore.find(id).orElseThrow().value().settled())
                    .isTrue();
        }

        @Test
        void aClusterWhoseRecordIsGoneIsNotToldAtAll() {
            LoginId id = loggedIn();
            duo.lon = LoginFixture.directories(LoginFixture.lon()
                    .settings(
                            LoginFixture.lonSettings().remoteClusters(List.of()).build()));
            duo.nyc = LoginFixture.directories(LoginFixture.nyc()
                    .settings(
                            LoginFixture.nycSettings().remoteClusters(List.of()).build()));
            duo.begin();

            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();

            assertThat(duo.wire.logouts).isEmpty();
            assertThat(duo.wire.notices).isEmpty();
            assertThat(duo.visitingStore.find(id).orElseThrow().value().settled())
                    .isTrue();
            assertThat(duo.homeStore.find(id).orElseThrow().value().settled()).isTrue();
        }
    }

    @Nested
    class WhenTheStoreIsAway {
        private boolean away;

        private <P> P flaky(Class<P> type, P store) {
            return type.cast(java.lang.reflect.Proxy.newProxyInstance(
                    type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (away) {
                            throw new StoreException("the store is away", true, new IllegalStateException("cut"));
                        }
                        return method.invoke(store, arguments);
                    }));
        }

        private void recoversLater(Consumer<Duo> left, Runnable recover) {
            duo.homeStore = flaky(org.emcc.core.store.HomeLoginStore.class, duo.homeStore);
            duo.visitingStore = flaky(org.emcc.core.store.VisitingLoginStore.class, duo.visitingStore);
            duo.begin();
            left.accept(duo);
            away = true;
            assertThatThrownBy(recover::run).isInstanceOf(StoreException.class).hasMessage("the store is away");
            duo.time.advance(TEN_MINUTES);
            away = false;
            duo.time.advance(Duration.ofMinutes(2));
        }

        private void failing(Map<String, Duo.Fault> faults, String call) {
            faults.put(call, real -> {
                throw new StoreException("the store is away", true, new IllegalStateException("cut"));
            });
        }

        private List<String> failed() {
            return duo.steps(LoginStep.Failed.class).stream()
                    .map(LoginStep.Failed::what)
                    .toList();
        }

        @Test
        void whatCannotBeSettledAtHomeIsSaidAndSettledLater() {
            duo.homeFaults.put("HomeLoginStore.save", Callable::call);
            duo.begin();
            HomeLogin login =
                    duo.storeAtHome(duo.homeLogin(duo.id(1)), new HomeState.Reserved(), new HomeEffect.MakeDevice());
            failing(duo.homeFaults, "HomeLoginStore.save");

            assertThat(duo.home.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(failed()).containsExactly("settle the login");
            duo.homeFaults.clear();
            duo.time.advance(Duration.ofMinutes(2));
            assertThat(duo.homeState(login.id())).isEqualTo(HomeState.Kind.RELEASED);
        }

        @Test
        void whatCannotBeSettledAtVisitingIsSaidAndSettledLater() {
            duo.visitingFaults.put("VisitingLoginStore.save", Callable::call);
            duo.begin();
            LoginId id = duo.storeAtVisiting(duo.id(1), new VisitingState.AwaitingHome(LoginFixture.NYC));
            failing(duo.visitingFaults, "VisitingLoginStore.save");

            assertThat(duo.visiting.recover()).isEqualTo(new Recovery(1, 0));

            assertThat(failed()).containsExactly("settle the login");
            duo.visitingFaults.clear();
            duo.time.advance(Duration.ofMinutes(2));
            assertThat(duo.visitingState(id)).isEqualTo(VisitingState.Kind.FAILED);
        }

        @Test
        void filesWhoseLoginsCannotBeReadAreServedLater() {
            duo.homeFaults.put("HomeLoginStore.liveAfter", Callable::call);
            duo.begin();
            duo.storeAtHome(duo.homeLogin(duo.id(1)), new HomeState.Registered());
            failing(duo.homeFaults, "HomeLoginStore.liveAfter");

            assertThatThrownBy(duo.home::recover)
                    .isInstanceOf(StoreException.class)
                    .hasMessage("the store is away");

            assertThat(duo.homeFiles.served).isEmpty();
            duo.homeFaults.clear();
            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.homeFiles.served).containsKey(LoginFixture.PHONE);
        }

        @Test
        void homeFilesAreServedLaterWhereNothingCouldBeTakenOver() {
            duo.homeFaults.put("HomeLoginStore.claim", Callable::call);
            duo.begin();
            duo.storeAtHome(duo.homeLogin(duo.id(1)), new HomeState.Registered());
            failing(duo.homeFaults, "HomeLoginStore.claim");

            assertThatThrownBy(duo.home::recover).isInstanceOf(StoreException.class);

            duo.homeFaults.clear();
            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.homeFiles.served).containsKey(LoginFixture.PHONE);
        }

        @Test
        void redirectsAreServedLaterWhereNothingCouldBeTakenOver() {
            duo.visitingFaults.put("VisitingLoginStore.claim", Callable::call);
            duo.begin();
            duo.storeAtVisiting(duo.id(1), new VisitingState.Away(duo.accepted()));
            failing(duo.visitingFaults, "VisitingLoginStore.claim");

            assertThatThrownBy(duo.visiting::recover).isInstanceOf(StoreException.class);

            duo.visitingFaults.clear();
            duo.time.advance(Duration.ofMinutes(1));
            assertThat(duo.visitingFiles.served).containsKey(LoginFixture.PHONE);
        }

        @Test
        void homeTriesAgainLater() {
            recoversLater(
                    run -> run.storeAtHome(
                            run.homeLogin(run.id(1)), new HomeState.Reserved(), new HomeEffect.MakeDevice()),
                    () -> duo.home.recover());

            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
        }

        @Test
        void visitingTriesAgainLater() {
            recoversLater(
                    run -> run.storeAtVisiting(run.id(1), new VisitingState.AwaitingHome(LoginFixture.NYC)),
                    () -> duo.visiting.recover());

            assertThat(duo.visitingLives()).isFalse();
        }
    }
}
