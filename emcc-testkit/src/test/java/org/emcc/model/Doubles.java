package org.emcc.model;

import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.HomeLoginStore;

/**
 * What the explorer may be given in place of the real thing, to show that it notices.
 *
 * @param home the rules of home
 * @param visiting the rules of visiting
 * @param store what stands between home and its store
 * @param gullible whether the credentials take a wrong PIN for a good one
 * @param gossiping whether they tell everybody the PIN
 */
public record Doubles(
        BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> home,
        BiFunction<VisitingState, VisitingEvent, Step<VisitingState, VisitingEffect>> visiting,
        UnaryOperator<HomeLoginStore> store,
        boolean gullible,
        boolean gossiping) {
    /** The real thing everywhere. */
    public static final Doubles NONE =
            new Doubles(HomeRules::step, VisitingRules::step, UnaryOperator.identity(), false, false);

    public Doubles home(BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> rules) {
        return new Doubles(rules, visiting, store, gullible, gossiping);
    }

    public Doubles visiting(BiFunction<VisitingState, VisitingEvent, Step<VisitingState, VisitingEffect>> rules) {
        return new Doubles(home, rules, store, gullible, gossiping);
    }

    public Doubles store(UnaryOperator<HomeLoginStore> wrapped) {
        return new Doubles(home, visiting, wrapped, gullible, gossiping);
    }

    public Doubles credentialsThatBelieveAll() {
        return new Doubles(home, visiting, store, true, gossiping);
    }

    public Doubles credentialsThatTellThePin() {
        return new Doubles(home, visiting, store, gullible, true);
    }
}
