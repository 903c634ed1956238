package org.emcc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;

/** What a lab of 10,000 phones takes of the heap, by SIP over UDP and without wires, before and after they register, and how long that takes. */
final class LabSize {
    private static final int PHONES = Integer.getInteger("emcc.phones", 10_000);

    private LabSize() {}

    /** In a process of its own, whose heap holds nothing else. */
    static void run() throws IOException, InterruptedException {
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx4g",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LabSize.class.getName())
                .inheritIO()
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IllegalStateException("the process of the lab ended with " + ended);
        }
    }

    private static EmccLab start(int phones) {
        return EmccLab.builder()
                .companies(
                        Company.builder("NYC", "cucm-nyc.example.com")
                                .sipOver(SipOver.UDP)
                                .plainPages()
                                .site(Site.in("US", "New York").build())
                                .build(),
                        Company.builder("LON", "cucm-lon.example.com")
                                .sipOver(SipOver.UDP)
                                .plainPages()
                                .site(Site.in("GB", "London")
                                        .phonesFrom("SEP001100000000", phones)
                                        .build())
                                .build())
                .direct()
                .start();
    }

    public static void main(String[] arguments) {
        try (EmccLab lab = start(100)) { // so that all classes are there
            register(lab);
        }
        long before = used();
        try (EmccLab lab = start(PHONES)) {
            long made = used();
            long begun = System.nanoTime();
            int registered = register(lab);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long after = used();
            System.out.printf(
                    Locale.ROOT,
                    "%,d phones: %.1f kB of heap each without power, %.1f kB when %,d have registered, which took %.1f s%n",
                    PHONES,
                    (made - before) / 1024.0 / PHONES,
                    (after - before) / 1024.0 / PHONES,
                    registered,
                    seconds);
        }
    }

    private static int register(EmccLab lab) {
        List<CompletableFuture<PhoneStatus>> starts = lab.cluster("LON").company().phones().stream()
                .map(name -> lab.phone(name.value()))
                .map(VirtualPhone::start)
                .toList();
        return (int) starts.stream()
                .map(CompletableFuture::join)
                .filter(PhoneStatus.Registered.class::isInstance)
                .count();
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
