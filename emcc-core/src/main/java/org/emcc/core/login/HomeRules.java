package org.emcc.core.login;

import static org.emcc.core.session.HomeEvent.Kind.CLEANED;
import static org.emcc.core.session.HomeEvent.Kind.DEVICE_MADE;
import static org.emcc.core.session.HomeEvent.Kind.END_ASKED;
import static org.emcc.core.session.HomeEvent.Kind.FILES_PUBLISHED;
import static org.emcc.core.session.HomeEvent.Kind.PHONE_REGISTERED;
import static org.emcc.core.session.HomeEvent.Kind.PHONE_UNREGISTERED;
import static org.emcc.core.session.HomeState.Kind.DEVICE_BUILT;
import static org.emcc.core.session.HomeState.Kind.FILES_READY;
import static org.emcc.core.session.HomeState.Kind.REGISTERED;
import static org.emcc.core.session.HomeState.Kind.RELEASED;
import static org.emcc.core.session.HomeState.Kind.RELEASING;
import static org.emcc.core.session.HomeState.Kind.RESERVED;
import static org.emcc.core.session.HomeState.Kind.UNREGISTERED;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;

/**
 * What home does with a login, as a pure function of its state and what happened. The diagram is made from the table, and a test
 * fails when the two differ.
 *
 * <pre>
 * stateDiagram-v2
 *     [*] --&gt; Reserved
 *     Reserved --&gt; DeviceBuilt : device made
 *     DeviceBuilt --&gt; FilesReady : files published
 *     FilesReady --&gt; Registered : phone registered
 *     Unregistered --&gt; Registered : phone registered
 *     Registered --&gt; Unregistered : phone unregistered
 *     Reserved --&gt; Releasing : end asked
 *     DeviceBuilt --&gt; Releasing : end asked
 *     FilesReady --&gt; Releasing : end asked
 *     Registered --&gt; Releasing : end asked
 *     Unregistered --&gt; Releasing : end asked
 *     Releasing --&gt; Released : cleaned
 *     Released --&gt; [*]
 * </pre>
 *
 * <p>Source: design 4.1; emcc-behaviour 2.7 H13 to H17 (login), 3.1 to 3.5 (what ends it).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class HomeRules {
    private static final RuleTable<HomeState.Kind, HomeEvent.Kind, HomeState, HomeEvent, HomeEffect> TABLE = table();

    private HomeRules() {}

    /**
     * The verdict on an event.
     *
     * @param state where the login stands
     * @param event what happened
     * @return where it goes and what is to be done, or why nothing changes
     */
    public static Step<HomeState, HomeEffect> step(HomeState state, HomeEvent event) {
        return TABLE.step(state.kind(), state, event.kind(), event);
    }

    /**
     * All arrows of the diagram.
     *
     * @return the transitions, in the order of the rules
     */
    public static List<Transition<HomeState.Kind, HomeEvent.Kind>> transitions() {
        return TABLE.transitions();
    }

    /**
     * The table as a Mermaid state diagram.
     *
     * @return the text of the diagram above
     */
    public static String diagram() {
        return TABLE.diagram(RESERVED, List.of(RELEASED));
    }

    private static RuleTable<HomeState.Kind, HomeEvent.Kind, HomeState, HomeEvent, HomeEffect> table() {
        var rules = new RuleTable.Draft<HomeState.Kind, HomeEvent.Kind, HomeState, HomeEvent, HomeEffect>(
                HomeState.Kind.values(), HomeEvent.Kind.values());
        rules.move(
                        RESERVED,
                        DEVICE_MADE,
                        DEVICE_BUILT,
                        (s, e) -> to(new HomeState.DeviceBuilt(), new HomeEffect.PublishFiles()))
                .ignore(DEVICE_MADE, Step.Reason.REPEATED, List.of(DEVICE_BUILT, FILES_READY, REGISTERED, UNREGISTERED))
                .ignore(DEVICE_MADE, Step.Reason.LATE, List.of(RELEASING, RELEASED));

        rules.move(
                        DEVICE_BUILT,
                        FILES_PUBLISHED,
                        FILES_READY,
                        (s, e) -> to(new HomeState.FilesReady(), new HomeEffect.StartLimit()))
                .ignore(FILES_PUBLISHED, Step.Reason.TOO_EARLY, List.of(RESERVED))
                .ignore(FILES_PUBLISHED, Step.Reason.REPEATED, List.of(FILES_READY, REGISTERED, UNREGISTERED))
                .ignore(FILES_PUBLISHED, Step.Reason.LATE, List.of(RELEASING, RELEASED));

        rules.move(FILES_READY, PHONE_REGISTERED, REGISTERED, (s, e) -> to(new HomeState.Registered()))
                .move(UNREGISTERED, PHONE_REGISTERED, REGISTERED, (s, e) -> to(new HomeState.Registered()))
                .ignore(PHONE_REGISTERED, Step.Reason.TOO_EARLY, List.of(RESERVED, DEVICE_BUILT))
                .ignore(PHONE_REGISTERED, Step.Reason.REPEATED, List.of(REGISTERED))
                .ignore(PHONE_REGISTERED, Step.Reason.LATE, List.of(RELEASING, RELEASED));

        rules.move(REGISTERED, PHONE_UNREGISTERED, UNREGISTERED, (s, e) -> to(new HomeState.Unregistered()))
                .ignore(PHONE_UNREGISTERED, Step.Reason.TOO_EARLY, List.of(RESERVED, DEVICE_BUILT, FILES_READY))
                .ignore(PHONE_UNREGISTERED, Step.Reason.REPEATED, List.of(UNREGISTERED))
                .ignore(PHONE_UNREGISTERED, Step.Reason.LATE, List.of(RELEASING, RELEASED));

        for (HomeState.Kind live : List.of(RESERVED, DEVICE_BUILT, FILES_READY, REGISTERED, UNREGISTERED)) {
            rules.move(live, END_ASKED, RELEASING, (s, e) -> release(((HomeEvent.EndAsked) e).cause()));
        }
        rules.ignore(END_ASKED, Step.Reason.REPEATED, List.of(RELEASING, RELEASED));

        rules.move(RELEASING, CLEANED, RELEASED, (s, e) -> released((HomeState.Releasing) s))
                .ignore(
                        CLEANED,
                        Step.Reason.TOO_EARLY,
                        List.of(RESERVED, DEVICE_BUILT, FILES_READY, REGISTERED, UNREGISTERED))
                .ignore(CLEANED, Step.Reason.REPEATED, List.of(RELEASED));
        return rules.complete();
    }

    /**
     * Visiting is told first where the end did not come from there: its own file must be back before the phone is reset, or the
     * phone would read the redirect again (design 4, order of the logout).
     */
    private static Step.Moved<HomeState, HomeEffect> release(LogoutCause cause) {
        List<HomeEffect> effects = new ArrayList<>();
        if (beganAtHome(cause)) {
            effects.add(new HomeEffect.TellVisiting(cause));
        }
        effects.add(new HomeEffect.WithdrawFiles());
        return new Step.Moved<>(new HomeState.Releasing(cause), effects);
    }

    /** A failed login needs no notice: its reply is the notice. */
    static boolean beganAtHome(LogoutCause cause) {
        return switch (cause) {
            case HOME_ADMINISTRATOR, MAXIMUM_LOGIN_TIME, MAINTENANCE, SECOND_LOGIN -> true;
            case PHONE, VISITING_ADMINISTRATOR, LOGIN_FAILED -> false;
        };
    }

    /**
     * Home resets the phone, if it is here. A login that failed may have brought it here too: visiting can break down after it has sent
     * the phone away.
     */
    private static Step.Moved<HomeState, HomeEffect> released(HomeState.Releasing releasing) {
        return to(new HomeState.Released(releasing.cause()), new HomeEffect.ResetPhone());
    }

    private static Step.Moved<HomeState, HomeEffect> to(HomeState state, HomeEffect... effects) {
        return new Step.Moved<>(state, List.of(effects));
    }
}
