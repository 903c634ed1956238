package org.emcc.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The simulation is shown rules and ports with one mistake each, and finds what each breaks within two hundred seeds.
 *
 * <p>What it cannot show: that home starts no limit, because its own rounds end what is over its time; and that home lets a login
 * revive, because its registrar asks first. The explorer shows both.
 */
class SimulationBitesTest {
    private static final int SEEDS = 200;

    @TestFactory
    Stream<DynamicTest> everyMistakeIsFound() throws Exception {
        Map<Integer, SeedsElsewhere.Finding> found = SeedsElsewhere.mistakes(SEEDS);
        return IntStream.range(0, Mistakes.all().size())
                .mapToObj(i -> DynamicTest.dynamicTest(Mistakes.all().get(i).name(), () -> isFound(i, found.get(i))));
    }

    private static void isFound(int mistake, SeedsElsewhere.Finding found) {
        assertThat(Mistakes.all().get(mistake).invariants())
                .as("%s", found.report())
                .contains(found.invariant());
        assertThat(found.report())
                .contains("Invariant " + found.invariant())
                .contains("with seed " + found.seed() + ":")
                .contains("-Demcc.seed=" + found.seed() + " ")
                .contains("\nsequenceDiagram\n")
                .contains("VIOLATED");
    }

    /** 0: what a shell has begun ends, as long as the shell lives. */
    @Test
    void whatNeverEndsIsSeen() {
        SimWorld world = SimWorld.calm(1);
        SimCluster newYork = world.cluster("NYC");
        world.begin();
        SimLife life = Objects.requireNonNull(newYork.life());
        CompletableFuture<Object> work = life.ends("a page", new CompletableFuture<>());
        assertThat(world.unsettled()).contains("NYC never ends a page");
        work.complete("done");
        assertThat(world.unsettled()).isEmpty();
    }

    /** 10: whatever the world is told of, it looks for the PIN in it, in one world of a few. */
    @Test
    void aPinIsSeen() {
        SimWorld world = SimWorld.calm(1);
        world.promises.seen("a record with " + SimUser.CANARY + " in it");
        assertThat(world.wrong()).hasValueSatisfying(wrong -> assertThat(wrong).startsWith("invariant 10"));
    }
}
