package org.emcc.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Random worlds against the ten invariants of the design. {@code -Demcc.seed=…} says with which seed to begin, {@code -Demcc.cases=…}
 * how many to run: a thousand by default, ten thousand in the deep profile. A failure says how to run its seed again.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("emcc.seed", 1);
    private static final int SEEDS = Integer.getInteger("emcc.cases", Boolean.getBoolean("emcc.deep") ? 10_000 : 1_000);

    @Test
    void everyInvariantHolds() throws Exception {
        SeedsElsewhere.Sum sum = SeedsElsewhere.sum(FIRST, SEEDS);
        System.out.printf(
                "simulation: %d seeds from %d on, %d logins were begun, %d came to stand, %d events%n",
                SEEDS, FIRST, sum.logins(), sum.loggedIn(), sum.events());
        if (SEEDS >= 100) {
            assertThat(sum.loggedIn())
                    .as("logins that came to stand, of %d", sum.logins())
                    .isGreaterThan(3L * SEEDS);
        }
    }

    /** Any seed replays exactly: everything happens at the same time, in the same order, in the same words. */
    @Test
    void everySeedReplaysExactly() {
        for (long seed = FIRST; seed < FIRST + Math.min(20, SEEDS); seed++) {
            assertThat(Simulation.of(seed)).isEqualTo(Simulation.of(seed));
        }
    }

    /** Nothing depends on what differs between two processes. */
    @Test
    void everySeedReplaysInAnotherProcess() throws Exception {
        List<Long> seeds =
                LongStream.range(FIRST, FIRST + Math.min(50, SEEDS)).boxed().toList();
        List<Long> elsewhere = SeedsElsewhere.digests(seeds);
        for (int i = 0; i < seeds.size(); i++) {
            long seed = seeds.get(i);
            if (elsewhere.get(i) != Simulation.of(seed).digest()) {
                assertThat(SeedsElsewhere.lines(seed))
                        .as("what happens with seed %d in another process", seed)
                        .isEqualTo(Simulation.lines(seed));
                fail("with seed %d something differs that comes back when it is run again", seed);
            }
        }
    }

    @Test
    void seedsDiffer() {
        assertThat(Simulation.of(FIRST).digest())
                .isNotEqualTo(Simulation.of(FIRST + 1).digest());
    }
}
