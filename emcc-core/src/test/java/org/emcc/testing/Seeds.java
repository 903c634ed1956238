package org.emcc.testing;

import java.util.Random;
import java.util.random.RandomGenerator;

/** Where tests get their randomness from: a fixed seed, or the one given by {@code -Demcc.seed=…} to replay a failure. */
public final class Seeds {
    private Seeds() {}

    /** The seed of this run. */
    public static long seed() {
        return Long.getLong("emcc.seed", 20_261_122L);
    }

    /** The generator of one case: the same seed and case give the same numbers on every machine. */
    public static RandomGenerator random(long seed, int number) {
        return new Random(seed * 1_000_003L + number);
    }

    /** How many cases a test runs: as {@code -Demcc.cases=…} says, else all in the deep profile, else a fiftieth (at least one). */
    public static int cases(int deep) {
        return Integer.getInteger("emcc.cases", Boolean.getBoolean("emcc.deep") ? deep : Math.max(1, deep / 50));
    }
}
