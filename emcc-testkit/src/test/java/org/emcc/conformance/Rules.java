package org.emcc.conformance;

import java.util.function.BiFunction;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.core.session.VisitingState;

/** The rules of both sides, which a test can break to see whether the scripts notice. */
record Rules(
        BiFunction<HomeState, HomeEvent, Step<HomeState, HomeEffect>> home,
        BiFunction<VisitingState, VisitingEvent, Step<VisitingState, VisitingEffect>> visiting) {
    static Rules real() {
        return new Rules(HomeRules::step, VisitingRules::step);
    }
}
