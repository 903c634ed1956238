package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Versioned;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;

/** What a listener is told of the rules: all that they decided, as it is stored. */
class LoginMovesTest {
    private final Duo duo = new Duo().begin();

    private List<LoginMove.Home> home() {
        return moves(LoginMove.Home.class).toList();
    }

    private List<LoginMove.Visiting> visiting() {
        return moves(LoginMove.Visiting.class).toList();
    }

    private <T extends LoginMove> Stream<T> moves(Class<T> side) {
        return duo.moves.stream().filter(side::isInstance).map(side::cast);
    }

    /** Each move begins where the one before it has ended, and the rules say the same of it once more. */
    private void assertThatTheRulesAgree() {
        HomeState atHome = new HomeState.Reserved();
        for (LoginMove.Home move : home()) {
            assertThat(move.before()).isEqualTo(atHome);
            assertThat(HomeRules.step(move.before(), move.event()))
                    .isEqualTo(new Step.Moved<>(move.after(), move.effects()));
            atHome = move.after();
        }
        VisitingState atVisiting = new VisitingState.Locating();
        for (LoginMove.Visiting move : visiting()) {
            assertThat(move.before()).isEqualTo(atVisiting);
            assertThat(VisitingRules.step(move.before(), move.event()))
                    .isEqualTo(new Step.Moved<>(move.after(), move.effects()));
            atVisiting = move.after();
        }
    }

    @Test
    void aLoginAndLogoutAreToldMoveByMove() {
        duo.login();
        duo.home.registered(LoginFixture.PHONE);
        duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

        assertThat(home())
                .extracting(move -> move.event().kind())
                .containsExactly(
                        HomeEvent.Kind.DEVICE_MADE,
                        HomeEvent.Kind.FILES_PUBLISHED,
                        HomeEvent.Kind.PHONE_REGISTERED,
                        HomeEvent.Kind.END_ASKED,
                        HomeEvent.Kind.CLEANED);
        assertThat(visiting())
                .extracting(move -> move.event().kind())
                .containsExactly(
                        VisitingEvent.Kind.HOME_FOUND,
                        VisitingEvent.Kind.HOME_ACCEPTED,
                        VisitingEvent.Kind.REDIRECT_PUBLISHED,
                        VisitingEvent.Kind.RESET_ACCEPTED,
                        VisitingEvent.Kind.END_ASKED,
                        VisitingEvent.Kind.OWN_FILE_RESTORED,
                        VisitingEvent.Kind.HOME_ACKNOWLEDGED);
        assertThatTheRulesAgree();
        assertThat(home()).extracting(LoginMove::version).isSorted();
        assertThat(visiting()).extracting(LoginMove::version).isSorted().first().isEqualTo(1L);
        assertThat(duo.moves)
                .allSatisfy(move -> assertThat(move.subject().device()).isEqualTo(LoginFixture.PHONE));
    }

    @Test
    void aUserWhomNobodyKnowsMovesALoginThatIsNeverStored() {
        duo.visiting
                .login(LoginRequest.builder(LoginFixture.PHONE, "nobody", LoginFixture.PIN)
                        .build())
                .join();

        assertThat(visiting()).singleElement().satisfies(move -> {
            assertThat(move.event()).isInstanceOf(VisitingEvent.NobodyFound.class);
            assertThat(move.version()).isZero();
        });
        assertThatTheRulesAgree();
    }

    @Test
    void aWrongPinEndsTheLoginAtVisiting() {
        LoginOutcome outcome = duo.visiting
                .login(LoginRequest.builder(LoginFixture.PHONE, "alice", Pin.of("12345"))
                        .build())
                .join();

        assertThat(Duo.code(outcome)).isEqualTo(2);
        assertThat(home()).isEmpty();
        assertThat(visiting())
                .extracting(move -> move.after().kind())
                .containsExactly(VisitingState.Kind.AWAITING_HOME, VisitingState.Kind.FAILED);
        assertThatTheRulesAgree();
    }

    /** Another login took the phone while this one's user was sought. */
    @Test
    void aLoginWhosePhoneIsTakenMeanwhileMovesToItsEnd() {
        Duo late = new Duo();
        late.visitingFaults.put("VisitingLoginStore.open", real -> Optional.empty());
        late.begin();

        assertThat(Duo.code(late.login())).isEqualTo(18);

        assertThat(late.moves).singleElement().satisfies(told -> {
            LoginMove.Visiting move = (LoginMove.Visiting) told;
            assertThat(move.before()).isEqualTo(new VisitingState.Locating());
            assertThat(move.event()).isEqualTo(new VisitingEvent.Broken(ErrorCode.of(18)));
            assertThat(move.after()).isEqualTo(new VisitingState.Failed(new Ending.Refused(ErrorCode.of(18))));
            assertThat(move.version()).isZero();
        });
    }

    /** From each state that the rules know, by each event that moves a login there. */
    @Test
    void everyMoveOfTheVisitingRulesIsTold() {
        List<Transition<VisitingState.Kind, VisitingEvent.Kind>> told = new ArrayList<>();
        for (VisitingState state : RulesTest.VISITING_STATES) {
            for (VisitingEvent event : RulesTest.VISITING_EVENTS) {
                if (VisitingRules.step(state, event) instanceof Step.Moved<VisitingState, VisitingEffect> expected) {
                    LoginMove.Visiting move = (LoginMove.Visiting) firstMoveAtVisiting(state, event);
                    assertThat(move.before()).isEqualTo(state);
                    assertThat(move.event()).isEqualTo(event);
                    assertThat(move.after()).isEqualTo(expected.to());
                    assertThat(move.effects()).isEqualTo(expected.effects());
                    told.add(new Transition<>(
                            state.kind(), event.kind(), move.after().kind()));
                }
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(VisitingRules.transitions());
    }

    private static LoginMove firstMoveAtVisiting(VisitingState state, VisitingEvent event) {
        Duo of = new Duo();
        VisitingCluster.Builder builder = VisitingCluster.builder(
                        of.lon, of.wire, of.visitingFiles, LoginFixture::logoutUri)
                .clock(of.time.clock);
        VisitingConductor conductor = new VisitingConductor(
                builder,
                builder.ports(new Patience(Duration.ZERO)),
                of.time,
                new Announcer(of.listener),
                new Rounds(of.time.clock, of.time));
        VisitingLogin login = new VisitingLogin(of.id(1), LoginFixture.PHONE, "alice", of.time.clock.instant());
        Versioned<VisitingSession> stored = builder.store
                .open(VisitingSession.builder(login, state).build(), conductor.lease())
                .orElseThrow();
        conductor.advance(stored, event).join();
        return of.moves.get(0);
    }

    @Test
    void everyMoveOfTheHomeRulesIsTold() {
        Set<Transition<HomeState.Kind, HomeEvent.Kind>> told = new HashSet<>();
        for (HomeState state : RulesTest.HOME_STATES) {
            for (HomeEvent event : RulesTest.homeEvents()) {
                if (HomeRules.step(state, event) instanceof Step.Moved<HomeState, HomeEffect> expected) {
                    LoginMove.Home move = (LoginMove.Home) firstMoveAtHome(state, event);
                    assertThat(move.before()).isEqualTo(state);
                    assertThat(move.event()).isEqualTo(event);
                    assertThat(move.after()).isEqualTo(expected.to());
                    assertThat(move.effects()).isEqualTo(expected.effects());
                    told.add(new Transition<>(
                            state.kind(), event.kind(), move.after().kind()));
                }
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(HomeRules.transitions());
    }

    private static LoginMove firstMoveAtHome(HomeState state, HomeEvent event) {
        Duo of = new Duo().begin();
        HomeLogin login = of.storeAtHome(of.homeLogin(of.id(1)), state);
        HomeCluster.Builder builder = HomeCluster.builder(of.nyc, of.credentials, of.homeFiles, of.wire)
                .store(of.homeStore)
                .clock(of.time.clock);
        HomeConductor conductor = new HomeConductor(
                builder,
                builder.ports(new Patience(Duration.ZERO)),
                of.time,
                new Announcer(of.listener),
                new Rounds(of.time.clock, of.time));
        conductor.advance(of.homeStore.find(login.id()).orElseThrow(), event).join();
        return of.moves.get(0);
    }

    @Test
    void aMoveWithoutAVersionIsRefused() {
        duo.login();
        LoginMove.Home first = home().get(0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoginMove.Home(
                        first.subject(), -1, first.before(), first.event(), first.after(), first.effects()))
                .withMessage("version of a login must be 0 or more, but is -1");
    }
}
