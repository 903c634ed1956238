package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;
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
