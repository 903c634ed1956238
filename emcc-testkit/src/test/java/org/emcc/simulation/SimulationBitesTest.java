package org.emcc.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.emcc.model.BadStores;
import org.emcc.model.Doubles;
import org.emcc.model.Faults;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The simulation is shown rules and ports with one mistake each, and finds what each breaks within a hundred seeds.
 *
 * <p>What it cannot show: that home starts no limit, because its own rounds end what is over its time; and that home lets a login
 * revive, because its registrar asks first. The explorer shows both.
 */
class SimulationBitesTest {
    private static final int SEEDS = 200;

    /**
     * Rules or ports with one mistake.
     *
     * @param invariants what it breaks; which of them shows first is a matter of chance
     */
    private record Mistake(String name, Set<Integer> invariants, Doubles doubles) {}

    private static List<Mistake> mistakes() {
        Doubles none = Doubles.NONE;
        return List.of(
                new Mistake("home does not withdraw its files", Set.of(7), none.home(Faults::homeForgetsToWithdraw)),
                new Mistake("home gives no notice of an end", Set.of(7), none.home(Faults::homeGivesNoNotice)),
                new Mistake(
                        "home goes back when a phone is lost",
                        Set.of(8),
                        none.home(Faults::homeGoesBackWhenAPhoneIsLost)),
                new Mistake(
                        "home ends no login whose phone is unregistered",
                        Set.of(7),
                        none.home(Faults::homeKeepsWhoIsUnregistered)),
                new Mistake("home releases too early", Set.of(3), none.home(Faults::homeReleasesTooEarly)),
                new Mistake("visiting tells nobody", Set.of(6, 7), none.visiting(Faults::visitingTellsNobody)),
                new Mistake(
                        "visiting fails silently when an answer is lost",
                        Set.of(6),
                        none.visiting(Faults::visitingFailsSilently)),
                new Mistake(
                        "visiting fails silently after a crash",
                        Set.of(6),
                        none.visiting(Faults::visitingRecoversSilently)),
                new Mistake("visiting keeps the redirect", Set.of(5), none.visiting(Faults::visitingDoesNotRestore)),
                new Mistake("visiting ignores notices", Set.of(7), none.visiting(Faults::visitingIgnoresNotices)),
                new Mistake("credentials believe every PIN", Set.of(4), none.credentialsThatBelieveAll()),
                new Mistake(
                        "the store forgets what was ended before it began",
                        Set.of(6),
                        none.store(BadStores::withoutGraves)),
                new Mistake(
                        "the store gives one base device twice", Set.of(1), none.store(BadStores::withOneBaseDevice)),
                new Mistake("the store has no policy", Set.of(9), none.store(BadStores::withoutPolicy)));
    }

    @TestFactory
    List<DynamicTest> everyMistakeIsFound() {
        return mistakes().stream()
                .map(mistake -> DynamicTest.dynamicTest(mistake.name(), () -> isFound(mistake)))
                .toList();
    }

    private static void isFound(Mistake mistake) {
        SimulationResult result = LongStream.rangeClosed(1, SEEDS)
                .parallel()
                .mapToObj(seed -> Simulation.of(seed, mistake.doubles()))
                .filter(each -> each.violation().isPresent())
                .findAny()
                .orElseThrow(() -> new AssertionError("not found within " + SEEDS + " seeds: " + mistake.name()));
        assertThat(mistake.invariants())
                .as("%s", result.report())
                .contains(result.violation().orElseThrow().invariant());
        assertThat(result.report())
                .contains("Invariant " + result.violation().orElseThrow().invariant())
                .contains("with seed " + result.seed() + ":")
                .contains("-Demcc.seed=" + result.seed() + " ")
                .contains("\nsequenceDiagram\n")
                .contains("VIOLATED");
    }

    /** 10: whatever the world is told of, it looks for the PIN in it, in one world of a few. */
    @Test
    void aPinIsSeen() {
        SimWorld world = SimWorld.calm(1);
        world.promises.seen("a record with " + SimUser.CANARY + " in it");
        assertThat(world.wrong()).hasValueSatisfying(wrong -> assertThat(wrong).startsWith("invariant 10"));
    }
}
