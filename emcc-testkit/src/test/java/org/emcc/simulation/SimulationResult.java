package org.emcc.simulation;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of a seed.
 *
 * @param seed the seed
 * @param digest a number for everything that happened, in order
 * @param lines how many things that were
 * @param events how many events the world took
 * @param millis how much time passed in it
 * @param logins how many logins were begun
 * @param loggedIn how many of them came to stand at home
 * @param violation the first invariant that did not hold, if any
 * @param world what it was made of
 * @param diagram what happened, as a sequence diagram; empty when all invariants held
 */
record SimulationResult(
        long seed,
        long digest,
        long lines,
        long events,
        long millis,
        int logins,
        int loggedIn,
        Optional<Violation> violation,
        String world,
        String diagram) {
    /** What to say of it when it should have gone well. */
    String report() {
        return violation
                .map(broken -> "Invariant " + broken.invariant() + " does not hold with seed " + seed + ": "
                        + broken.what()
                        + "\n\nAgain: mvn test -pl emcc-testkit -am -Dtest=SimulationTest -Demcc.seed=" + seed
                        + " -Demcc.cases=1 -Dsurefire.failIfNoSpecifiedTests=false\n\n" + world + "\n" + diagram)
                .orElseGet(() -> "seed " + seed + ": " + logins + " logins, " + events + " events in "
                        + Duration.ofMillis(millis));
    }
}
