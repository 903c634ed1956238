package org.emcc.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.SipOver;
import org.emcc.testkit.fixture.Site;
import org.emcc.testkit.lab.EmccLab;
import org.emcc.testkit.phone.PhoneStatus;
import org.emcc.testkit.phone.VirtualPhone;

/**
 * What a lab of 10,000 phones takes of the heap, by SIP over UDP and without wires, before and after they register, and how long that takes; and one of
 * 2,000 secure phones over TLS.
 */
final class LabSize {
    private static final int PHONES = Integer.getInteger("emcc.phones", 10_000);
    private static final int SECURE_PHONES = Integer.getInteger("emcc.phones", 2_000);

    private LabSize() {}

    static void run() throws IOException, InterruptedException {
        fork("udp");
        fork("tls");
    }

    /** In a process of its own, whose heap holds nothing else. */
    private static void fork(String transport) throws IOException, InterruptedException {
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx4g",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        LabSize.class.getName(),
                        transport)
                .inheritIO()
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IllegalStateException("the process of the lab ended with " + ended);
        }
    }

    private static EmccLab start(int phones, boolean secure) {
        return EmccLab.builder()
                .companies(
                        company("NYC", "cucm-nyc.example.com", secure)
                                .site(Site.in("US", "New York").build())
                                .build(),
                        company("LON", "cucm-lon.example.com", secure)
                                .site(
                                        secure
                                                ? Site.in("GB", "London")
                                                        .securePhonesFrom("SEP001100000000", phones)
                                                        .build()
                                                : Site.in("GB", "London")
                                                        .phonesFrom("SEP001100000000", phones)
                                                        .build())
                                .build())
                .direct()
                .start();
    }

    private static Company.Builder company(String id, String node, boolean secure) {
        Company.Builder company = Company.builder(id, node);
        return secure
                ? company.securityMode(ClusterSecurityMode.MIXED)
                : company.sipOver(SipOver.UDP).plainPages();
    }

    public static void main(String[] arguments) {
        boolean secure = arguments[0].equals("tls");
        int phones = secure ? SECURE_PHONES : PHONES;
        try (EmccLab lab = start(100, secure)) { // so that all classes are there
            register(lab);
        }
        long before = used();
        try (EmccLab lab = start(phones, secure)) {
            long made = used();
            long begun = System.nanoTime();
            int registered = register(lab);
            double seconds = (System.nanoTime() - begun) / 1e9;
            long after = used();
            System.out.printf(
                    Locale.ROOT,
                    "%,d phones over %s: %.1f kB of heap each without power, %.1f kB when %,d have registered, which took %.1f s%n",
                    phones,
                    arguments[0],
                    (made - before) / 1024.0 / phones,
                    (after - before) / 1024.0 / phones,
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
