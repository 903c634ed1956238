package org.emcc.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Random worlds against the ten invariants of the design. {@code -Demcc.seed=…} says where the seeds begin, {@code -Demcc.cases=…} how
 * many there are: a thousand by default, ten thousand in the deep profile.
 */
class SimulationTest {
    private static final long FIRST = Long.getLong("emcc.seed", 1);
    private static final int SEEDS =
            Integer.getInteger("emcc.cases", Boolean.getBoolean("emcc.deep") ? 10_000 : 1_000);

    @Test
    void everyInvariantHolds() {
        long logins = 0;
        long events = 0;
        for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
            SimulationResult result = Simulation.of(seed);
            assertThat(result.violation()).as("%s", result.report()).isEmpty();
            logins += result.logins();
            events += result.events();
        }
        System.out.println(SEEDS + " seeds from " + FIRST + ": " + logins + " logins, " + events + " events");
    }
}
