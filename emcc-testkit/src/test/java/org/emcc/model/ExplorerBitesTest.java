package org.emcc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The explorer is shown rules and ports with one mistake each, and names the invariant that each breaks.
 *
 * <p>What it cannot show: a store that ignores versions, and files without a fence, do no harm here, because each life of a cluster
 * runs on one thread. The contract tests of the ports are for those.
 */
class ExplorerBitesTest {
    private record Mistake(String name, int invariant, Scenario scenario) {}

    private static Scenario oneLogin(Doubles doubles) {
        return new Scenario("one login").phones(0, 1).messages(2).with(doubles);
    }

    private static Scenario twoPhones(Doubles doubles) {
        return new Scenario("two phones of one user")
                .phones(0, 2)
                .baseDevices(2)
                .messages(2)
                .with(doubles);
    }

    /** What is wrong, and which invariant says so. */
    private static List<Mistake> mistakes() {
        Doubles none = Doubles.NONE;
        return List.of(
                new Mistake("home does not withdraw its files", 7, oneLogin(none.home(Faults::homeForgetsToWithdraw))),
                new Mistake("home gives no notice of an end", 7, oneLogin(none.home(Faults::homeGivesNoNotice))),
                new Mistake("home starts no limit", 7, oneLogin(none.home(Faults::homeHasNoLimit))),
                new Mistake(
                        "home goes back when a phone is lost",
                        8,
                        oneLogin(none.home(Faults::homeGoesBackWhenAPhoneIsLost))),
                new Mistake("home revives a login that is being ended", 8, oneLogin(none.home(Faults::homeRevives))),
                new Mistake(
                        "home ends no login whose phone is unregistered",
                        7,
                        oneLogin(none.home(Faults::homeKeepsWhoIsUnregistered))),
                new Mistake("home releases too early", 3, oneLogin(none.home(Faults::homeReleasesTooEarly))),
                new Mistake("visiting tells nobody", 7, oneLogin(none.visiting(Faults::visitingTellsNobody))),
                new Mistake(
                        "visiting fails silently when an answer is lost",
                        6,
                        oneLogin(none.visiting(Faults::visitingFailsSilently)).faults(1)),
                new Mistake(
                        "visiting fails silently after a crash",
                        6,
                        oneLogin(none.visiting(Faults::visitingRecoversSilently))
                                .crashes(1)),
                new Mistake(
                        "visiting believes that a refusal is final",
                        6,
                        oneLogin(none.visiting(Faults::visitingBelievesRefusals))
                                .logins(2)
                                .faults(1)),
                new Mistake("visiting keeps the redirect", 5, oneLogin(none.visiting(Faults::visitingDoesNotRestore))),
                new Mistake("visiting ignores notices", 7, oneLogin(none.visiting(Faults::visitingIgnoresNotices))),
                new Mistake(
                        "credentials believe every PIN",
                        4,
                        oneLogin(none.credentialsThatBelieveAll()).wrongPin()),
                new Mistake(
                        "the store forgets what was ended before it began",
                        6,
                        oneLogin(none.store(BadStores::withoutGraves)).faults(1)),
                new Mistake(
                        "the store gives one base device twice",
                        1,
                        twoPhones(none.store(BadStores::withOneBaseDevice))),
                new Mistake(
                        "the store has no policy",
                        9,
                        twoPhones(none.store(BadStores::withoutPolicy)).policy(MultipleLoginBehavior.AUTO_LOGOUT)));
    }

    @TestFactory
    List<DynamicTest> everyMistakeIsFound() {
        return mistakes().stream()
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.name(), () -> isFound(mistake, Explorer.overShells(mistake.scenario()))))
                .toList();
    }

    /** All but those of the stores, which the rules alone do not have. */
    @TestFactory
    List<DynamicTest> everyMistakeOfRulesIsFoundOverTheRulesAlone() {
        return mistakes().stream()
                .filter(mistake -> !mistake.name().contains("store"))
                .map(mistake -> DynamicTest.dynamicTest(
                        mistake.name(), () -> isFound(mistake, Explorer.overRules(mistake.scenario()))))
                .toList();
    }

    private static void isFound(Mistake mistake, Explorer explorer) {
        Explorer.Result result = explorer.explore(1);
        assertThat(result.counterexample())
                .as("a counterexample to: %s", mistake.name())
                .isPresent();
        Counterexample found = result.counterexample().get();
        assertThat(found.violation().invariant()).as("%s", found).isEqualTo(mistake.invariant());
        assertThat(found.choices()).isNotEmpty();
        assertThat(found.mermaid()).startsWith("sequenceDiagram").contains("VIOLATED");
    }

    /** 10: whatever the world is told of, it looks for the PIN in it. */
    @Test
    void aPinIsSeen() {
        Scenario scenario = oneLogin(Doubles.NONE);
        World world = new World(scenario, Explorer.shells(scenario), null);
        world.watch().sees("a record with " + Configurations.CANARY + " in it");
        assertThat(world.violation()).map(World.Violation::invariant).contains(10);
    }

    /** The same choices lead to the same state, and two threads find what one finds. */
    @Test
    void theResultDoesNotDependOnThreads() {
        Explorer.Result one = Explorer.overShells(oneLogin(Doubles.NONE)).explore(1);
        Explorer.Result two = Explorer.overShells(oneLogin(Doubles.NONE)).explore(2);
        assertThat(two).usingRecursiveComparison().ignoringFields("fairSteps").isEqualTo(one);
    }
}
