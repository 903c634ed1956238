package org.emcc.bench;

import java.time.Duration;
import java.util.Arrays;

/**
 * Complete logins and logouts in one process, with the stores in memory: both clusters, their rules and shells, the phone's home
 * file and redirect, the registration, and the logout up to home's acknowledgement.
 */
final class LoginCycles {
    private static final int PHONES = 1_000;
    private static final int RUNS = 9;

    private LoginCycles() {}

    static void run() throws InterruptedException {
        measure("ports are called directly", Duration.ZERO);
        measure("ports are held to their deadline (5 s), as by default", LoginWorld.DEFAULT_DEADLINE);
    }

    private static void measure(String how, Duration deadline) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (LoginWorld world = LoginWorld.inMemory(PHONES, PHONES, deadline)) {
            Loops.perSecond(world::cycle, threads, PHONES, 20);
            double[] runs = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                runs[i] = Loops.perSecond(world::cycle, threads, PHONES, 3);
            }
            System.out.printf(
                    "%s: %,.0f cycles/s with %d threads (median of %d runs, from %,.0f to %,.0f)%n",
                    how,
                    Loops.median(runs),
                    threads,
                    RUNS,
                    Arrays.stream(runs).min().orElseThrow(),
                    Arrays.stream(runs).max().orElseThrow());
        }
    }
}
