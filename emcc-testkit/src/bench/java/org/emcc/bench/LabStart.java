package org.emcc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;

/**
 * How long a lab of two clusters and ten phones takes to start: the first of a virtual machine, the second, the tenth, and the median of
 * those from the tenth to the fiftieth; how long it takes to close; and the heap that each takes while it is open.
 */
final class LabStart {
    private static final int STARTS = 50;
    private static final int WARM = 10;
    private static final int HELD = 10;

    private LabStart() {}

    /** In a process of its own, because only one lab of a virtual machine is the first. */
    static void run() throws IOException, InterruptedException {
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LabStart.class.getName())
                .inheritIO()
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IllegalStateException("the process of the labs ended with " + ended);
        }
    }

    private static EmccLab start() {
        return EmccLab.builder()
                .companies(
                        Company.builder("NYC", "cucm-nyc.example.com")
                                .site(Site.in("US", "New York")
                                        .phonesFrom("SEP00AA11BB0000", 5)
                                        .build())
                                .build(),
                        Company.builder("LON", "cucm-lon.example.com")
                                .site(Site.in("GB", "London")
                                        .phonesFrom("SEP0011AABB0000", 5)
                                        .build())
                                .build())
                .start();
    }

    public static void main(String[] arguments) {
        double[] starts = new double[STARTS];
        double[] ends = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begun = System.nanoTime();
            EmccLab lab = start();
            long up = System.nanoTime();
            lab.close();
            starts[i] = (up - begun) / 1e6;
            ends[i] = (System.nanoTime() - up) / 1e6;
        }
        double[] warm = java.util.Arrays.copyOfRange(starts, WARM, STARTS);
        System.out.printf(
                Locale.ROOT,
                "two clusters and ten phones up: first lab of a virtual machine %,.0f ms, second %,.0f, tenth %,.0f,"
                        + " median of the next %d %,.0f, the slowest of them %,.0f; closed in %,.0f ms%n",
                starts[0],
                starts[1],
                starts[WARM - 1],
                warm.length,
                Loops.median(warm),
                java.util.Arrays.stream(warm).max().orElseThrow(),
                Loops.median(java.util.Arrays.copyOfRange(ends, WARM, STARTS)));
        memory();
    }

    private static void memory() {
        long before = used();
        EmccLab[] open = new EmccLab[HELD];
        for (int i = 0; i < HELD; i++) {
            open[i] = start();
        }
        long held = used() - before;
        for (EmccLab lab : open) {
            lab.close();
        }
        System.out.printf(Locale.ROOT, "heap of a lab that is open: %,d KB%n", held / HELD / 1024);
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
