package org.emcc.core.login;

import static org.emcc.core.session.VisitingEvent.Kind.BROKEN;
import static org.emcc.core.session.VisitingEvent.Kind.END_ASKED;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_ACCEPTED;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_ACKNOWLEDGED;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_ENDED;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_FOUND;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_GAVE_NOTICE;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_GIVEN_UP;
import static org.emcc.core.session.VisitingEvent.Kind.HOME_LOST;
import static org.emcc.core.session.VisitingEvent.Kind.NOBODY_FOUND;
import static org.emcc.core.session.VisitingEvent.Kind.OWN_FILE_RESTORED;
import static org.emcc.core.session.VisitingEvent.Kind.REDIRECT_PUBLISHED;
import static org.emcc.core.session.VisitingEvent.Kind.RESET_ACCEPTED;
import static org.emcc.core.session.VisitingState.Kind.AWAITING_HOME;
import static org.emcc.core.session.VisitingState.Kind.AWAY;
import static org.emcc.core.session.VisitingState.Kind.FAILED;
import static org.emcc.core.session.VisitingState.Kind.LOCATING;
import static org.emcc.core.session.VisitingState.Kind.RECORDED;
import static org.emcc.core.session.VisitingState.Kind.REDIRECTED;
import static org.emcc.core.session.VisitingState.Kind.RETURNED;
import static org.emcc.core.session.VisitingState.Kind.RETURNING;

import java.util.List;
import java.util.Set;
import org.emcc.core.id.ClusterId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;

/**
 * What visiting does with a login, as a pure function of its state and what happened. The diagram is made from the table, and a
 * test fails when the two differ.
 *
 * <pre>
 * stateDiagram-v2
 *     [*] --&gt; Locating
 *     Locating --&gt; AwaitingHome : home found
 *     Locating --&gt; Failed : nobody found
 *     AwaitingHome --&gt; Recorded : home accepted
 *     AwaitingHome --&gt; Failed : home ended
 *     AwaitingHome --&gt; Failed : home lost
 *     Locating --&gt; Failed : broken
 *     AwaitingHome --&gt; Failed : broken
 *     Recorded --&gt; Failed : broken
 *     Recorded --&gt; Redirected : redirect published
 *     Redirected --&gt; Away : reset accepted
 *     Recorded --&gt; Returning : end asked
 *     Recorded --&gt; Returning : home gave notice
 *     Redirected --&gt; Returning : end asked
 *     Redirected --&gt; Returning : home gave notice
 *     Away --&gt; Returning : end asked
 *     Away --&gt; Returning : home gave notice
 *     AwaitingHome --&gt; Failed : home gave notice
 *     Returning --&gt; Returning : home gave notice
 *     Returned --&gt; Returned : home gave notice
 *     Returning --&gt; Returned : own file restored
 *     Returned --&gt; Returned : home acknowledged
 *     Failed --&gt; Failed : home acknowledged
 *     Returned --&gt; Returned : home given up
 *     Failed --&gt; Failed : home given up
 *     Returned --&gt; [*]
 *     Failed --&gt; [*]
 * </pre>
 *
 * <p>Source: design 4.1; emcc-behaviour 2.5 and 2.8 (login), 3.1 and 3.2 (what ends it).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class VisitingRules {
    private static final RuleTable<VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>
            TABLE = table();

    private VisitingRules() {}

    /**
     * The verdict on an event.
     *
     * @param state where the login stands
     * @param event what happened
     * @return where it goes and what is to be done, or why nothing changes
     */
    public static Step<VisitingState, VisitingEffect> step(VisitingState state, VisitingEvent event) {
        return TABLE.step(state.kind(), state, event.kind(), event);
    }

    /**
     * All arrows of the diagram.
     *
     * @return the transitions, in the order of the rules
     */
    public static List<Transition<VisitingState.Kind, VisitingEvent.Kind>> transitions() {
        return TABLE.transitions();
    }

    /**
     * The table as a Mermaid state diagram.
     *
     * @return the text of the diagram above
     */
    public static String diagram() {
        return TABLE.diagram(LOCATING, List.of(RETURNED, FAILED));
    }

    private static RuleTable<VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>
            table() {
        var rules = new RuleTable.Draft<
                VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>(
                VisitingState.Kind.values(), VisitingEvent.Kind.values());
        search(rules);
        answer(rules);
        move(rules);
        end(rules);
        return rules.complete();
    }

    /** V: the search for the home cluster (emcc-behaviour 2.5). */
    private static void search(
            RuleTable.Draft<VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>
                    rules) {
        rules.move(
                        LOCATING,
                        HOME_FOUND,
                        AWAITING_HOME,
                        (s, e) -> to(new VisitingState.AwaitingHome(((VisitingEvent.HomeFound) e).home())))
                .ignore(
                        HOME_FOUND,
                        Step.Reason.LATE,
                        List.of(AWAITING_HOME, RECORDED, REDIRECTED, AWAY, RETURNING, RETURNED, FAILED));
        rules.move(LOCATING, NOBODY_FOUND, FAILED, (s, e) -> failed(((VisitingEvent.NobodyFound) e).code()))
                .ignore(
                        NOBODY_FOUND,
                        Step.Reason.LATE,
                        List.of(AWAITING_HOME, RECORDED, REDIRECTED, AWAY, RETURNING, RETURNED, FAILED));
    }

    /** The answer of home, or none (emcc-behaviour 2.7; design 4.1: home is told to release if it may have reserved). */
    private static void answer(
            RuleTable.Draft<VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>
                    rules) {
        List<VisitingState.Kind> later = List.of(RETURNING, RETURNED, FAILED);
        rules.move(
                        AWAITING_HOME,
                        HOME_ACCEPTED,
                        RECORDED,
                        (s, e) -> to(
                                new VisitingState.Recorded(((VisitingEvent.HomeAccepted) e).accepted()),
                                new VisitingEffect.PublishRedirect()))
                .ignore(HOME_ACCEPTED, Step.Reason.TOO_EARLY, List.of(LOCATING))
                .ignore(HOME_ACCEPTED, Step.Reason.REPEATED, List.of(RECORDED, REDIRECTED, AWAY))
                .ignore(HOME_ACCEPTED, Step.Reason.LATE, later);
        rules.move(
                        AWAITING_HOME,
                        HOME_ENDED,
                        FAILED,
                        (s, e) ->
                                ended(((VisitingEvent.HomeEnded) e).ending(), ((VisitingState.AwaitingHome) s).home()))
                .ignore(HOME_ENDED, Step.Reason.TOO_EARLY, List.of(LOCATING))
                .ignore(HOME_ENDED, Step.Reason.LATE, List.of(RECORDED, REDIRECTED, AWAY, RETURNING, RETURNED, FAILED));
        rules.move(
                        AWAITING_HOME,
                        HOME_LOST,
                        FAILED,
                        (s, e) -> failed(
                                ((VisitingEvent.HomeLost) e).code(), release(((VisitingState.AwaitingHome) s).home())))
                .ignore(HOME_LOST, Step.Reason.TOO_EARLY, List.of(LOCATING))
                .ignore(HOME_LOST, Step.Reason.LATE, List.of(RECORDED, REDIRECTED, AWAY, RETURNING, RETURNED, FAILED));
        rules.move(LOCATING, BROKEN, FAILED, (s, e) -> failed(((VisitingEvent.Broken) e).code()))
                .move(
                        AWAITING_HOME,
                        BROKEN,
                        FAILED,
                        (s, e) -> failed(
                                ((VisitingEvent.Broken) e).code(), release(((VisitingState.AwaitingHome) s).home())))
                .move(
                        RECORDED,
                        BROKEN,
                        FAILED,
                        (s, e) -> failed(
                                ((VisitingEvent.Broken) e).code(),
                                new VisitingEffect.RestoreOwnFile(),
                                release(accepted(s).home())))
                .ignore(BROKEN, Step.Reason.LATE, List.of(REDIRECTED, AWAY, RETURNING, RETURNED, FAILED));
    }

    /** V3 and V4: the redirect, then the reset; never the other way round (emcc-behaviour 2.8). */
    private static void move(
            RuleTable.Draft<VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>
                    rules) {
        rules.move(
                        RECORDED,
                        REDIRECT_PUBLISHED,
                        REDIRECTED,
                        (s, e) -> to(new VisitingState.Redirected(accepted(s)), new VisitingEffect.ResetPhone()))
                .ignore(REDIRECT_PUBLISHED, Step.Reason.TOO_EARLY, List.of(LOCATING, AWAITING_HOME))
                .ignore(REDIRECT_PUBLISHED, Step.Reason.REPEATED, List.of(REDIRECTED, AWAY))
                .ignore(REDIRECT_PUBLISHED, Step.Reason.LATE, List.of(RETURNING, RETURNED, FAILED));
        rules.move(REDIRECTED, RESET_ACCEPTED, AWAY, (s, e) -> to(new VisitingState.Away(accepted(s))))
                .ignore(RESET_ACCEPTED, Step.Reason.TOO_EARLY, List.of(LOCATING, AWAITING_HOME, RECORDED))
                .ignore(RESET_ACCEPTED, Step.Reason.REPEATED, List.of(AWAY))
                .ignore(RESET_ACCEPTED, Step.Reason.LATE, List.of(RETURNING, RETURNED, FAILED));
    }

    /** L4 to L6: the phone's own file first, then home is told (design 4, order of the logout). */
    private static void end(
            RuleTable.Draft<VisitingState.Kind, VisitingEvent.Kind, VisitingState, VisitingEvent, VisitingEffect>
                    rules) {
        for (VisitingState.Kind loggedIn : List.of(RECORDED, REDIRECTED, AWAY)) {
            rules.move(
                    loggedIn,
                    END_ASKED,
                    RETURNING,
                    (s, e) -> returning(accepted(s).home(), ((VisitingEvent.EndAsked) e).cause(), false));
            rules.move(
                    loggedIn,
                    HOME_GAVE_NOTICE,
                    RETURNING,
                    (s, e) -> returning(accepted(s).home(), ((VisitingEvent.HomeGaveNotice) e).cause(), true));
        }
        rules.ignore(END_ASKED, Step.Reason.TOO_EARLY, List.of(LOCATING, AWAITING_HOME))
                .ignore(END_ASKED, Step.Reason.REPEATED, List.of(RETURNING, RETURNED))
                .ignore(END_ASKED, Step.Reason.LATE, List.of(FAILED));
        // Home ended what it has just accepted, and its notice overtook its answer: the login never came to be.
        rules.move(AWAITING_HOME, HOME_GAVE_NOTICE, FAILED, (s, e) -> failed(ErrorCode.of(0)))
                .move(
                        RETURNING,
                        HOME_GAVE_NOTICE,
                        RETURNING,
                        (s, e) -> returning(
                                ((VisitingState.Returning) s).home(), ((VisitingState.Returning) s).cause(), true))
                .move(RETURNED, HOME_GAVE_NOTICE, RETURNED, (s, e) -> acknowledged((VisitingState.Returned) s))
                .ignore(HOME_GAVE_NOTICE, Step.Reason.TOO_EARLY, List.of(LOCATING))
                .ignore(HOME_GAVE_NOTICE, Step.Reason.LATE, List.of(FAILED));
        rules.move(RETURNING, OWN_FILE_RESTORED, RETURNED, (s, e) -> returned((VisitingState.Returning) s))
                .ignore(
                        OWN_FILE_RESTORED,
                        Step.Reason.TOO_EARLY,
                        List.of(LOCATING, AWAITING_HOME, RECORDED, REDIRECTED, AWAY))
                .ignore(OWN_FILE_RESTORED, Step.Reason.REPEATED, List.of(RETURNED, FAILED));
        rules.move(RETURNED, HOME_ACKNOWLEDGED, RETURNED, (s, e) -> acknowledged((VisitingState.Returned) s))
                .move(FAILED, HOME_ACKNOWLEDGED, FAILED, (s, e) -> to(s))
                .move(RETURNED, HOME_GIVEN_UP, RETURNED, (s, e) -> to(s))
                .move(FAILED, HOME_GIVEN_UP, FAILED, (s, e) -> to(s))
                .ignore(
                        HOME_ACKNOWLEDGED,
                        Step.Reason.TOO_EARLY,
                        List.of(LOCATING, AWAITING_HOME, RECORDED, REDIRECTED, AWAY, RETURNING))
                .ignore(
                        HOME_GIVEN_UP,
                        Step.Reason.TOO_EARLY,
                        List.of(LOCATING, AWAITING_HOME, RECORDED, REDIRECTED, AWAY, RETURNING));
    }

    private static HomeReply.Accepted accepted(VisitingState state) {
        return state.loggedIn().orElseThrow();
    }

    private static VisitingEffect release(ClusterId home) {
        return new VisitingEffect.TellHome(home, LogoutCause.LOGIN_FAILED);
    }

    private static Step.Moved<VisitingState, VisitingEffect> failed(ErrorCode code, VisitingEffect... effects) {
        return to(new VisitingState.Failed(new Ending.Refused(code)), effects);
    }

    /**
     * A home that is busy or failed (0, 6, 26) may be at work on this very login still. One that refused because its directory was out of
     * order (9) or because of other logins (25, 33, 37, 43) would admit the same request when it comes doubled and that is over by then.
     */
    private static Step.Moved<VisitingState, VisitingEffect> ended(Ending ending, ClusterId home) {
        boolean unsure = ending instanceof Ending.Refused refused
                && Set.of(0, 6, 9, 26, 25, 33, 37, 43).contains(refused.code().number());
        return unsure ? to(new VisitingState.Failed(ending), release(home)) : to(new VisitingState.Failed(ending));
    }

    private static Step.Moved<VisitingState, VisitingEffect> returning(
            ClusterId home, LogoutCause cause, boolean homeKnows) {
        return to(new VisitingState.Returning(home, cause, homeKnows), new VisitingEffect.RestoreOwnFile());
    }

    /** The visiting administrator's Log Out cleans up the visiting side only (emcc-behaviour 3.2): home is not told. */
    private static Step.Moved<VisitingState, VisitingEffect> returned(VisitingState.Returning from) {
        VisitingState.Returned state = new VisitingState.Returned(from.home(), from.cause(), from.homeKnows());
        return from.homeKnows() || from.cause() == LogoutCause.VISITING_ADMINISTRATOR
                ? to(state)
                : to(state, new VisitingEffect.TellHome(from.home(), from.cause()));
    }

    private static Step.Moved<VisitingState, VisitingEffect> acknowledged(VisitingState.Returned from) {
        return to(new VisitingState.Returned(from.home(), from.cause(), true));
    }

    private static Step.Moved<VisitingState, VisitingEffect> to(VisitingState state, VisitingEffect... effects) {
        return new Step.Moved<>(state, List.of(effects));
    }
}
