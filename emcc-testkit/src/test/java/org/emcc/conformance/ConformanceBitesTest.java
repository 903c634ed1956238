package org.emcc.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.emcc.core.login.HomeRules;
import org.emcc.core.login.Step;
import org.emcc.core.login.VisitingRules;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeEvent;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingEvent;
import org.emcc.model.Faults;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A wrong expectation fails and says why, and a rule that is broken on purpose is found by a script. */
class ConformanceBitesTest {
    private static final Vocabulary VOCABULARY = Vocabulary.standard();
    private static final List<Script> ABOUT_SESSIONS = Scripts.all(VOCABULARY).stream()
            .filter(script -> script.runsOn().contains(StageKind.RULES))
            .filter(script -> Set.of("login", "logout", "lifetime", "multiple", "maintenance")
                    .contains(script.file().replaceFirst("/.*", "")))
            .toList();

    private static void run(Script script, Rules rules) {
        try (RulesStage stage = RulesStage.atOnce(rules)) {
            new Runner(VOCABULARY).run(script, stage);
        }
    }

    private static Script script(String... lines) {
        return ScriptParser.parse(
                VOCABULARY,
                "group/a-001.txt",
                "case      A-001\ntitle     A\nsource    design 4\nshows     a\nruns on   rules\n"
                        + String.join("\n", lines));
    }

    @Test
    void aWrongExpectationSaysWhereItStandsWhatWasSeenAndWhatHappened() {
        Script wrong = script(
                "given     user alice is not enabled for EMCC",
                "step      phone SEP0011AABBCCD1: user alice logs in with the right PIN",
                "expect    phone SEP0011AABBCCD1 shows error 33");

        assertThatThrownBy(() -> run(wrong, Rules.real()))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith(
                        "group/a-001.txt:8: on rules: expect phone SEP0011AABBCCD1 shows error 33\n  expected: error 33\n  seen:     error 31\n")
                .hasMessageContaining("does not admit the login  [code 31 ")
                .hasMessageContaining("sends the login request  [PIN hidden]");
    }

    @Test
    void aStepThatCannotBeDoneSaysSo() {
        Script wrong = script(
                "step      phone SEP0011AABBCCD1: entry nonsense is chosen",
                "expect    phone SEP0011AABBCCD1 is registered with LON");

        assertThatThrownBy(() -> run(wrong, Rules.real()))
                .hasMessageStartingWith(
                        "group/a-001.txt:6: on rules: step phone SEP0011AABBCCD1: entry nonsense is chosen\n"
                                + "  could not be done: java.lang.IllegalStateException: the screen of phone SEP0011AABBCCD1 is empty");
    }

    /** Each is a mistake that somebody could make in the rules. */
    private static final Map<String, Rules> BROKEN = Map.of(
            "home does not give visiting notice",
            home(HomeEffect.TellVisiting.class),
            "home does not withdraw its file",
            home(HomeEffect.WithdrawFiles.class),
            "home does not reset the phone at the end",
            home(HomeEffect.ResetPhone.class),
            "home forgets the maximum login time",
            home(HomeEffect.StartLimit.class),
            "visiting does not restore the phone's file",
            visiting(VisitingEffect.RestoreOwnFile.class),
            "visiting does not tell home",
            visiting(VisitingEffect.TellHome.class),
            "visiting does not reset the phone",
            visiting(VisitingEffect.ResetPhone.class),
            "home takes no notice of a registration",
            new Rules(
                    (state, event) -> event.kind() == HomeEvent.Kind.PHONE_REGISTERED
                            ? new Step.Ignored<>(Step.Reason.LATE)
                            : HomeRules.step(state, event),
                    VisitingRules::step),
            "visiting takes no notice of home's notice",
            new Rules(
                    HomeRules::step,
                    (state, event) -> event.kind() == VisitingEvent.Kind.HOME_GAVE_NOTICE
                            ? new Step.Ignored<>(Step.Reason.LATE)
                            : VisitingRules.step(state, event)));

    private static Rules home(Class<? extends HomeEffect> left) {
        return new Rules((state, event) -> without(left, HomeRules.step(state, event)), VisitingRules::step);
    }

    private static Rules visiting(Class<? extends VisitingEffect> left) {
        return new Rules(HomeRules::step, (state, event) -> without(left, VisitingRules.step(state, event)));
    }

    private static <S, F> Step<S, F> without(Class<? extends F> left, Step<S, F> step) {
        return step instanceof Step.Moved<S, F> moved
                ? new Step.Moved<>(
                        moved.to(),
                        moved.effects().stream()
                                .filter(effect -> !left.isInstance(effect))
                                .toList())
                : step;
    }

    @TestFactory
    Stream<DynamicTest> aBrokenRuleIsFound() {
        return BROKEN.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(broken -> DynamicTest.dynamicTest(
                        broken.getKey(),
                        () -> assertThat(firstThatFails(broken.getValue()))
                                .as("some script notices that %s", broken.getKey())
                                .isPresent()));
    }

    @Test
    void withTheRealRulesNoneFails() {
        assertThat(firstThatFails(Rules.real())).isEmpty();
    }

    /** The simulation shows what the rules do not: here nothing but a crash in the middle of a login does. */
    @Test
    void whatOnlyTheSimulationShowsIsFound() {
        Rules broken = new Rules(HomeRules::step, Faults::visitingRecoversSilently);
        assertThat(firstThatFails(broken)).isEmpty();
        assertThat(Scripts.all(VOCABULARY).stream()
                        .filter(script -> script.file().startsWith("crash/"))
                        .filter(script -> failsInSimulation(script, broken))
                        .map(Script::id))
                .containsExactly("CRASH-004");
    }

    private static boolean failsInSimulation(Script script, Rules rules) {
        try (RulesStage stage = RulesStage.simulated(rules, new InTime(1))) {
            new Runner(VOCABULARY).run(script, stage);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    private static Optional<String> firstThatFails(Rules rules) {
        return ABOUT_SESSIONS.stream()
                .filter(script -> fails(script, rules))
                .map(Script::id)
                .findFirst();
    }

    private static boolean fails(Script script, Rules rules) {
        try {
            run(script, rules);
            return false;
        } catch (AssertionError e) {
            return true;
        }
    }

    @Test
    void aScriptThatRunsNowhereIsRefused() {
        assertThat(EnumSet.allOf(StageKind.class)).hasSize(3);
        assertThatThrownBy(
                        () -> ScriptParser.parse(
                                VOCABULARY,
                                "group/a-001.txt",
                                "case      A-001\ntitle     A\nsource    design 4\nshows     a\nruns on   nothing\nexpect    phone SEP0011AABBCCD1 is registered with LON"))
                .hasMessage("group/a-001.txt:5: a script can run on [rules, simulation, lab], not on \"nothing\"");
    }
}
