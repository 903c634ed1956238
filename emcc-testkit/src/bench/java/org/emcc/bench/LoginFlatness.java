package org.emcc.bench;

import java.time.Duration;

/** What a login costs in large clusters, against what it costs in small ones; the runs alternate. */
final class LoginFlatness {
    private static final int RUNS = 15;

    private LoginFlatness() {}

    static void run() throws InterruptedException {
        compare("1,000 and 60,000 phones at visiting", 1_000, 100, 60_000, 100);
        compare("100 and 30,000 base devices at home", 1_000, 100, 1_000, 30_000);
    }

    private static void compare(String what, int phones, int baseDevices, int morePhones, int moreBaseDevices)
            throws InterruptedException {
        try (LoginWorld small = LoginWorld.inMemory(phones, baseDevices, Duration.ZERO);
                LoginWorld large = LoginWorld.inMemory(morePhones, moreBaseDevices, Duration.ZERO)) {
            Loops.perSecond(small::cycle, 1, phones, 10);
            Loops.perSecond(large::cycle, 1, morePhones, 10);
            double[] ratios = new double[RUNS];
            double[] costs = new double[RUNS];
            for (int i = 0; i < RUNS; i++) {
                double of = Loops.perSecond(small::cycle, 1, phones, 2);
                double to = Loops.perSecond(large::cycle, 1, morePhones, 2);
                ratios[i] = of / to;
                costs[i] = 1e6 / to;
            }
            System.out.printf(
                    "%s: a login in the large cluster costs %.2f times as much (median of %d alternating runs; %.0f µs)%n",
                    what, Loops.median(ratios), RUNS, Loops.median(costs));
        }
    }
}
