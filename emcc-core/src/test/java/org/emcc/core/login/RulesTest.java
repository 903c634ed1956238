package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;
import org.junit.jupiter.api.Test;

/** Walks every state and event of both tables. */
class RulesTest {
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final HomeReply.Accepted ACCEPTED = new HomeReply.Accepted(
            NYC, UserId.of("alice"), List.of(ServiceAddress.of("10.1.0.10")), Instant.EPOCH, LoginLimit.none());

    static final List<HomeState> HOME_STATES = List.of(
            new HomeState.Reserved(),
            new HomeState.DeviceBuilt(),
            new HomeState.FilesReady(),
            new HomeState.Registered(),
            new HomeState.Unregistered(),
            new HomeState.Releasing(LogoutCause.PHONE),
            new HomeState.Released(LogoutCause.PHONE));

    static List<HomeEvent> homeEvents() {
        List<HomeEvent> events = new ArrayList<>(List.of(
                new HomeEvent.DeviceMade(LoginFixture.temporaryDevice()),
                new HomeEvent.FilesPublished(),
                new HomeEvent.PhoneRegistered(),
                new HomeEvent.PhoneUnregistered(),
                new HomeEvent.Cleaned()));
        for (LogoutCause cause : LogoutCause.values()) {
            events.add(new HomeEvent.EndAsked(cause));
        }
        return events;
    }

    static final List<VisitingState> VISITING_STATES = List.of(
            new VisitingState.Locating(),
            new VisitingState.AwaitingHome(NYC),
            new VisitingState.Recorded(ACCEPTED),
            new VisitingState.Redirected(ACCEPTED),
            new VisitingState.Away(ACCEPTED),
            new VisitingState.Returning(NYC, LogoutCause.PHONE, false),
            new VisitingState.Returned(NYC, LogoutCause.PHONE, false),
            new VisitingState.Failed(new Ending.Refused(ErrorCode.of(2))));

    static final List<VisitingEvent> VISITING_EVENTS = List.of(
            new VisitingEvent.HomeFound(NYC),
            new VisitingEvent.NobodyFound(ErrorCode.of(23)),
            new VisitingEvent.HomeAccepted(ACCEPTED),
            new VisitingEvent.HomeEnded(new Ending.Refused(ErrorCode.of(33))),
            new VisitingEvent.HomeLost(ErrorCode.of(40)),
            new VisitingEvent.RedirectPublished(),
            new VisitingEvent.ResetAccepted(),
            new VisitingEvent.EndAsked(LogoutCause.PHONE),
            new VisitingEvent.HomeGaveNotice(LogoutCause.MAXIMUM_LOGIN_TIME),
            new VisitingEvent.OwnFileRestored(),
            new VisitingEvent.Broken(ErrorCode.of(6)),
            new VisitingEvent.HomeAcknowledged(),
            new VisitingEvent.HomeGivenUp());

    @Test
    void theListsAboveHoldEveryKind() {
        assertThat(HOME_STATES).extracting(HomeState::kind).containsExactly(HomeState.Kind.values());
        assertThat(homeEvents()).extracting(HomeEvent::kind).contains(HomeEvent.Kind.values());
        assertThat(VISITING_STATES).extracting(VisitingState::kind).containsExactly(VisitingState.Kind.values());
        assertThat(VISITING_EVENTS).extracting(VisitingEvent::kind).contains(VisitingEvent.Kind.values());
    }

    @Test
    void everyMoveAtHomeIsInTheTableAndNoneGoesBackwards() {
        Map<HomeState.Kind, Integer> rank = Map.of(
                HomeState.Kind.RESERVED, 0,
                HomeState.Kind.DEVICE_BUILT, 1,
                HomeState.Kind.FILES_READY, 2,
                HomeState.Kind.REGISTERED, 3,
                HomeState.Kind.UNREGISTERED, 3,
                HomeState.Kind.RELEASING, 4,
                HomeState.Kind.RELEASED, 5);
        List<Transition<HomeState.Kind, HomeEvent.Kind>> seen = new ArrayList<>();
        for (HomeState state : HOME_STATES) {
            for (HomeEvent event : homeEvents()) {
                if (HomeRules.step(state, event) instanceof Step.Moved<HomeState, HomeEffect> moved) {
                    seen.add(new Transition<>(
                            state.kind(), event.kind(), moved.to().kind()));
                    assertThat(rank.get(moved.to().kind()))
                            .as("%s on %s", state, event)
                            .isGreaterThanOrEqualTo(rank.get(state.kind()));
                }
            }
        }
        assertThat(seen).containsAll(HomeRules.transitions());
        assertThat(HomeRules.transitions()).containsAll(seen);
    }

    @Test
    void everyMoveAtVisitingIsInTheTableAndNoneGoesBackwards() {
        List<Transition<VisitingState.Kind, VisitingEvent.Kind>> seen = new ArrayList<>();
        for (VisitingState state : VISITING_STATES) {
            for (VisitingEvent event : VISITING_EVENTS) {
                if (VisitingRules.step(state, event) instanceof Step.Moved<VisitingState, VisitingEffect> moved) {
                    seen.add(new Transition<>(
                            state.kind(), event.kind(), moved.to().kind()));
                    assertThat(moved.to().kind()).as("%s on %s", state, event).isGreaterThanOrEqualTo(state.kind());
                }
            }
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(VisitingRules.transitions());
    }

    @Test
    void whatEndsAtHomeTellsVisitingBeforeAnythingElse() {
        Function<LogoutCause, List<HomeEffect.Kind>> effects = cause -> ((Step.Moved<HomeState, HomeEffect>)
                        HomeRules.step(new HomeState.Registered(), new HomeEvent.EndAsked(cause)))
                .effects().stream().map(HomeEffect::kind).collect(Collectors.toList());

        assertThat(effects.apply(LogoutCause.MAXIMUM_LOGIN_TIME))
                .containsExactly(HomeEffect.Kind.TELL_VISITING, HomeEffect.Kind.WITHDRAW_FILES);
        assertThat(effects.apply(LogoutCause.PHONE)).containsExactly(HomeEffect.Kind.WITHDRAW_FILES);
    }

    @Test
    void aPhoneThatMayBeHereIsResetWheneverItsLoginIsOver() {
        for (LogoutCause cause : LogoutCause.values()) {
            assertThat(effects(HomeRules.step(new HomeState.Releasing(cause), new HomeEvent.Cleaned())))
                    .as(cause.name())
                    .isEqualTo(List.of(new HomeEffect.ResetPhone()));
        }
    }

    @Test
    void homeIsToldToReleaseWheneverItMayHaveReserved() {
        VisitingEffect release = new VisitingEffect.TellHome(NYC, LogoutCause.LOGIN_FAILED);

        assertThat(effects(VisitingRules.step(
                        new VisitingState.AwaitingHome(NYC), new VisitingEvent.HomeLost(ErrorCode.of(40)))))
                .containsExactly(release);
        assertThat(effects(VisitingRules.step(
                        new VisitingState.Recorded(ACCEPTED), new VisitingEvent.Broken(ErrorCode.of(6)))))
                .containsExactly(new VisitingEffect.RestoreOwnFile(), release);
        assertThat(effects(VisitingRules.step(
                        new VisitingState.AwaitingHome(NYC),
                        new VisitingEvent.HomeEnded(new Ending.Refused(ErrorCode.of(31))))))
                .isEmpty();
        for (int code :
                List.of(0, 6, 9, 25, 26, 33, 37, 43)) { // home may think otherwise when the same request comes doubled
            assertThat(effects(VisitingRules.step(
                            new VisitingState.AwaitingHome(NYC),
                            new VisitingEvent.HomeEnded(new Ending.Refused(ErrorCode.of(code))))))
                    .as("code %d", code)
                    .containsExactly(release);
        }
    }

    @Test
    void theVisitingAdministratorCleansUpTheVisitingSideOnly() {
        assertThat(effects(VisitingRules.step(
                        new VisitingState.Returning(NYC, LogoutCause.VISITING_ADMINISTRATOR, false),
                        new VisitingEvent.OwnFileRestored())))
                .isEmpty();
        assertThat(effects(VisitingRules.step(
                        new VisitingState.Returning(NYC, LogoutCause.PHONE, false),
                        new VisitingEvent.OwnFileRestored())))
                .containsExactly(new VisitingEffect.TellHome(NYC, LogoutCause.PHONE));
    }

    private static <S, F> List<F> effects(Step<S, F> step) {
        return ((Step.Moved<S, F>) step).effects();
    }
}
