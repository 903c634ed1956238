package org.emcc.model;

import java.util.List;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;

/** Rules with one mistake each. */
public final class Faults {
    private Faults() {}

    /** Home frees the base device at once and withdraws nothing. */
    public static Step<HomeState, HomeEffect> homeForgetsToWithdraw(HomeState state, HomeEvent event) {
        return without(HomeRules.step(state, event), HomeEffect.Kind.WITHDRAW_FILES);
    }

    /** Home ends a login and says nothing to visiting. */
    public static Step<HomeState, HomeEffect> homeGivesNoNotice(HomeState state, HomeEvent event) {
        return without(HomeRules.step(state, event), HomeEffect.Kind.TELL_VISITING);
    }

    /** Home never ends a login of itself. */
    public static Step<HomeState, HomeEffect> homeHasNoLimit(HomeState state, HomeEvent event) {
        return without(HomeRules.step(state, event), HomeEffect.Kind.START_LIMIT);
    }

    /** A phone that is lost has to start over. */
    public static Step<HomeState, HomeEffect> homeGoesBackWhenAPhoneIsLost(HomeState state, HomeEvent event) {
        return event instanceof HomeEvent.PhoneUnregistered && state instanceof HomeState.Registered
                ? new Step.Moved<>(new HomeState.FilesReady(), List.of())
                : HomeRules.step(state, event);
    }

    /** A phone that registers revives its login, however far its end has come. */
    public static Step<HomeState, HomeEffect> homeRevives(HomeState state, HomeEvent event) {
        return event instanceof HomeEvent.PhoneRegistered && state instanceof HomeState.Releasing
                ? new Step.Moved<>(new HomeState.Registered(), List.of())
                : HomeRules.step(state, event);
    }

    /** Home ignores who logs out while the phone is away. */
    public static Step<HomeState, HomeEffect> homeKeepsWhoIsUnregistered(HomeState state, HomeEvent event) {
        return event instanceof HomeEvent.EndAsked && state instanceof HomeState.Unregistered
                ? new Step.Ignored<>(Step.Reason.LATE)
                : HomeRules.step(state, event);
    }

    /** Home declares a login over before its files are withdrawn. */
    public static Step<HomeState, HomeEffect> homeReleasesTooEarly(HomeState state, HomeEvent event) {
        return event instanceof HomeEvent.EndAsked asked
                        && HomeRules.step(state, event) instanceof Step.Moved<HomeState, HomeEffect> moved
                ? new Step.Moved<>(new HomeState.Released(asked.cause()), moved.effects())
                : HomeRules.step(state, event);
    }

    /** Visiting does not tell home of a logout. */
    public static Step<VisitingState, VisitingEffect> visitingTellsNobody(VisitingState state, VisitingEvent event) {
        return without(VisitingRules.step(state, event), VisitingEffect.Kind.TELL_HOME);
    }

    /** Visiting tells home of a logout, and not of a login that failed while home was at work on it. */
    public static Step<VisitingState, VisitingEffect> visitingFailsSilently(VisitingState state, VisitingEvent event) {
        Step<VisitingState, VisitingEffect> step = VisitingRules.step(state, event);
        return event instanceof VisitingEvent.HomeLost ? without(step, VisitingEffect.Kind.TELL_HOME) : step;
    }

    /** Visiting believes that a refusal is always final, as it did before the explorer showed otherwise. */
    public static Step<VisitingState, VisitingEffect> visitingBelievesRefusals(
            VisitingState state, VisitingEvent event) {
        Step<VisitingState, VisitingEffect> step = VisitingRules.step(state, event);
        return event instanceof VisitingEvent.HomeEnded ? without(step, VisitingEffect.Kind.TELL_HOME) : step;
    }

    /** After a crash visiting fails what was on its way in, and says nothing. */
    public static Step<VisitingState, VisitingEffect> visitingRecoversSilently(
            VisitingState state, VisitingEvent event) {
        Step<VisitingState, VisitingEffect> step = VisitingRules.step(state, event);
        return event instanceof VisitingEvent.Broken ? without(step, VisitingEffect.Kind.TELL_HOME) : step;
    }

    /** Visiting keeps the redirect when a login ends. */
    public static Step<VisitingState, VisitingEffect> visitingDoesNotRestore(VisitingState state, VisitingEvent event) {
        return VisitingRules.step(state, event) instanceof Step.Moved<VisitingState, VisitingEffect> moved
                        && moved.to() instanceof VisitingState.Returning returning
                ? new Step.Moved<>(
                        new VisitingState.Returned(returning.home(), returning.cause(), returning.homeKnows()),
                        List.of(new VisitingEffect.TellHome(returning.home(), returning.cause())))
                : VisitingRules.step(state, event);
    }

    /** Visiting ignores what home says of the end of a login. */
    public static Step<VisitingState, VisitingEffect> visitingIgnoresNotices(VisitingState state, VisitingEvent event) {
        return event instanceof VisitingEvent.HomeGaveNotice
                ? new Step.Ignored<>(Step.Reason.LATE)
                : VisitingRules.step(state, event);
    }

    private static Step<HomeState, HomeEffect> without(Step<HomeState, HomeEffect> step, HomeEffect.Kind kind) {
        return step instanceof Step.Moved<HomeState, HomeEffect> moved
                ? new Step.Moved<>(
                        moved.to(),
                        moved.effects().stream()
                                .filter(effect -> effect.kind() != kind)
                                .toList())
                : step;
    }

    private static Step<VisitingState, VisitingEffect> without(
            Step<VisitingState, VisitingEffect> step, VisitingEffect.Kind kind) {
        return step instanceof Step.Moved<VisitingState, VisitingEffect> moved
                ? new Step.Moved<>(
                        moved.to(),
                        moved.effects().stream()
                                .filter(effect -> effect.kind() != kind)
                                .toList())
                : step;
    }
}
