package org.emcc.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;

/**
 * Complete logins and logouts in one process, with the stores in memory: both clusters, their rules and shells, the phone's home
 * file and redirect, the registration, and the logout up to home's acknowledgement.
 */
final class LoginCycles {
    private static final int PHONES = 1_000;
    private static final int RUNS = 9;
    private static final double WARMUP = 45;

    private LoginCycles() {}

    static void run() throws InterruptedException {
        measure("ports are called directly", Duration.ZERO);
        measure("ports are held to their deadline (5 s), as by default", LoginWorld.DEFAULT_DEADLINE);
    }

    private static long processorTime() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static void measure(String how, Duration deadline) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (LoginWorld world = LoginWorld.inMemory(PHONES, PHONES, deadline)) {
            Loops.perSecond(
                    world::cycle, threads, PHONES, WARMUP); // on two processors the compiler is slow beside the work
            double[] runs = new double[RUNS];
            long cycles = 0;
            long cpu = processorTime();
            for (int i = 0; i < RUNS; i++) {
                Loops.Count count = Loops.count(world::cycle, threads, PHONES, 3);
                runs[i] = count.perSecond();
                cycles += count.times();
            }
            double each = (processorTime() - cpu) / (double) cycles;
            System.out.printf(
                    "%s: %,.0f cycles/s with %d threads (median of %d runs, from %,.0f to %,.0f)%n",
                    how,
                    Loops.median(runs),
                    threads,
                    RUNS,
                    Arrays.stream(runs).min().orElseThrow(),
                    Arrays.stream(runs).max().orElseThrow());
            // What the host of a virtual machine takes away is in the first figure, and not in this one.
            System.out.printf(
                    "%s: %,.0f µs of processor time a cycle, garbage collection and compilation included: %,.0f cycles/s"
                            + " where %d processors are given whole%n",
                    how, each / 1e3, threads * 1e9 / each, threads);
        }
    }
}
