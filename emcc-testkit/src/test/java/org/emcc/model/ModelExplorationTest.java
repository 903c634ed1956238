package org.emcc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every order of events of small worlds, over the real rules (design 8, model exploration).
 *
 * <p>The bounds are reached over the rules alone, whose worlds can be copied. That the real shells do what those worlds take for
 * granted is shown three times: small scenarios are explored over the shells too and give the same number of states and edges, {@link
 * SameOrderTest} walks through both side by side, and every counterexample is shown on the shells.
 *
 * <p>What is left out because it would show nothing more: a question that only reads is answered where it is asked, and its answer
 * is in flight; an answer that nobody waits for any more is nothing; of equal messages one is chosen; the rest of the world waits
 * while a cluster that crashed is down, except for messages that find nobody; a crash comes only after effects that outlive it
 * (stores, messages, resets), because between others it is the same; logins that are over and that nothing in flight is about count
 * as a number; mirrored worlds are one.
 *
 * <p>What is cut, and printed with the figures: a deadline that passes while its question is still on its way is a fault (delay); a
 * maximum login time is over only when nothing is in flight (home's administrator ends logins at any other time, which is the same
 * to the rules); states with more messages in flight than the bound are looked at and not followed further; {@link #CUT}.
 */
class ModelExplorationTest {
    /** What the design asks for and a build does not reach. */
    private static final String CUT =
            "Model exploration, CUT because it takes longer than a build may (-Demcc.wide=true goes on): with two logins at one phone "
                    + "a second fault (one login has it), and in verify the third message; with two users a third message, and a "
                    + "fault as well as a crash (they have two messages and one of both, in verify none)";

    /** A scenario with the least number of states and edges that it has to have. */
    private record Bound(Scenario scenario, int states, int edges) {}

    private static List<Bound> verify() {
        return List.of(
                new Bound(
                        onePhone("1 phone, 2 logins, 2 messages, 1 fault, 1 crash")
                                .logins(2)
                                .faults(1)
                                .crashes(1),
                        661_000,
                        1_895_000),
                new Bound(
                        onePhone("1 phone, 1 login, 3 messages, 2 faults, 1 crash")
                                .messages(3)
                                .faults(2)
                                .crashes(1),
                        102_000,
                        393_000),
                new Bound(
                        twoPhonesOfOneUser("2 phones of 1 user, multiple logins not allowed")
                                .policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED),
                        6_800,
                        22_900),
                new Bound(
                        twoPhonesOfOneUser("2 phones of 1 user, auto logout").policy(MultipleLoginBehavior.AUTO_LOGOUT),
                        12_500,
                        41_000));
    }

    private static List<Bound> deep() {
        return List.of(
                new Bound(
                        new Scenario("2 phones, 2 users, 1 login each, 2 messages, 1 fault or 1 crash")
                                .phones(1, 1)
                                .oneFaultOrCrash(),
                        1_001_000,
                        3_396_000),
                new Bound(
                        onePhone("1 phone, 2 logins, 3 messages, 1 fault, 1 crash")
                                .logins(2)
                                .messages(3)
                                .faults(1)
                                .crashes(1),
                        2_099_000,
                        7_590_000));
    }

    /** The bounds of the design that take longer than a build may: on demand, and in depth because they are wide. */
    private static List<Bound> wide() {
        return List.of(
                new Bound(
                        onePhone("1 phone, 2 logins, 3 messages, 2 faults, 1 crash")
                                .logins(2)
                                .messages(3)
                                .faults(2)
                                .crashes(1),
                        20_000_000,
                        76_500_000),
                new Bound(
                        new Scenario("2 phones, 2 users, 1 login each, 3 messages, 1 fault, 1 crash")
                                .phones(1, 1)
                                .messages(3)
                                .faults(1)
                                .crashes(1),
                        26_500_000,
                        121_000_000));
    }

    /** Explored over the shells as well, state by state from the beginning, so they are small. */
    private static List<Scenario> both() {
        return List.of(
                onePhone("1 phone, 1 login, 2 messages, 1 fault").faults(1),
                onePhone("1 phone, 1 login, 2 messages, 1 crash").crashes(1),
                onePhone("1 phone, 1 login, 3 messages, slow resets, grace time, good or wrong PIN")
                        .messages(3)
                        .wrongPin()
                        .slowResets()
                        .grace());
    }

    /** The same, when there is more time. */
    private static List<Scenario> bothInDeep() {
        return List.of(
                new Scenario("2 phones, 2 users, 1 login each, 2 messages")
                        .phones(1, 1)
                        .plain(),
                onePhone("1 phone, 2 logins, 3 messages").logins(2).messages(3),
                onePhone("1 phone, 2 logins, 2 messages, 1 fault").logins(2).faults(1),
                twoPhonesOfOneUser("2 phones of 1 user, auto logout").policy(MultipleLoginBehavior.AUTO_LOGOUT));
    }

    private static Scenario twoPhonesOfOneUser(String name) {
        return new Scenario(name).phones(0, 2).baseDevices(2);
    }

    private static Scenario onePhone(String name) {
        return new Scenario(name).phones(0, 1);
    }

    @TestFactory
    List<DynamicTest> nothingBreaksAnInvariant() {
        if (!Boolean.getBoolean("emcc.wide")) {
            tell(CUT);
        }
        List<Bound> all = new ArrayList<>(verify());
        if (Boolean.getBoolean("emcc.deep")) {
            all.addAll(deep());
        }
        List<DynamicTest> tests = new ArrayList<>();
        all.forEach(bound -> tests.add(DynamicTest.dynamicTest(bound.scenario().name, () -> explore(bound, false))));
        if (Boolean.getBoolean("emcc.wide")) {
            wide().forEach(bound ->
                    tests.add(DynamicTest.dynamicTest(bound.scenario().name, () -> explore(bound, true))));
        }
        return tests;
    }

    /** So nothing depends on which of two ways to a state came first, as long as no cluster crashes. */
    @Test
    void inDepthThereAreTheSameStatesAsInBreadth() {
        Scenario scenario =
                onePhone("1 phone, 2 logins, 2 messages, 1 fault").logins(2).faults(1);
        Explorer.Result breadth =
                explored("in breadth", scenario, Explorer.overRules(scenario).explore(2));
        Explorer.Result depth =
                explored("in depth", scenario, Explorer.overRules(scenario).exploreInDepth(2));
        assertThat(depth)
                .usingRecursiveComparison()
                .ignoringFields("depth", "fairSteps")
                .isEqualTo(breadth);
    }

    @TestFactory
    List<DynamicTest> theShellsHaveTheSameStatesAsTheRules() {
        List<Scenario> all = new ArrayList<>(both());
        if (Boolean.getBoolean("emcc.deep")) {
            all.addAll(bothInDeep());
        }
        return all.stream()
                .map(scenario -> DynamicTest.dynamicTest(scenario.name, () -> compare(scenario)))
                .toList();
    }

    /** Whatever a store last saw of a login: what is out of date is found out before anything follows from it. */
    @Test
    void theShellsHaveTheSameStatesOverAStoreThatIsOutOfDate() {
        compare(onePhone("1 phone, 1 login, 2 messages, 1 fault, home's store is out of date")
                .faults(1)
                .with(Doubles.NONE.store(BadStores::outOfDate)));
    }

    private static void compare(Scenario scenario) {
        Explorer.Result shells = explored(
                "over the shells", scenario, Explorer.overShells(scenario).explore(2));
        Explorer.Result rules = explored(
                "over the rules", scenario, Explorer.overRules(scenario).explore(2));
        // The way to rest goes by what came first, and equal states may have come in another order.
        assertThat(shells)
                .usingRecursiveComparison()
                .ignoringFields("fairSteps")
                .isEqualTo(rules);
    }

    private static void explore(Bound bound, boolean inDepth) {
        Explorer explorer = Explorer.overRules(bound.scenario());
        Explorer.Result result = explored(
                "over the rules", bound.scenario(), inDepth ? explorer.exploreInDepth(2) : explorer.explore(2));
        assertThat(result.states()).as("states").isGreaterThanOrEqualTo(bound.states());
        assertThat(result.edges()).as("edges").isGreaterThanOrEqualTo(bound.edges());
    }

    private static Explorer.Result explored(String over, Scenario scenario, Explorer.Result result) {
        tell(String.format(
                Locale.ROOT,
                "Model exploration %s, %s: %d states, %d edges, depth %d, %d states beyond the bound on messages, "
                        + "at most %d fair steps to rest",
                over,
                scenario.name,
                result.states(),
                result.edges(),
                result.depth(),
                result.beyond(),
                result.fairSteps()));
        assertThat(result.counterexample().map(Counterexample::toString)).isEmpty();
        assertThat(result.fairSteps()).as("fair steps").isLessThanOrEqualTo(Explorer.FAIR_STEPS);
        return result;
    }

    private static void tell(String what) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(what);
    }
}
