package org.emcc.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.audit.Audit;
import org.emcc.core.audit.AuditReport;
import org.emcc.core.axl.AxlClient;
import org.emcc.core.axl.AxlOutcome;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.snapshot.ClusterObject;
import org.emcc.core.snapshot.ClusterSnapshot;
import org.emcc.core.snapshot.DeviceProfileFields;
import org.emcc.core.snapshot.LineFields;
import org.emcc.core.snapshot.ObjectKind;
import org.emcc.core.snapshot.SnapshotFile;
import org.emcc.core.snapshot.UserFields;
import org.emcc.core.user.Pin;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.fixture.Site;

/**
 * A cluster of 60,000 phones and 100,000 users read over AXL from recorded pages, and out of a file with what lists leave out, and audited
 * with a small one, in a process of 2 GB. The node that gives the pages away is another process.
 */
final class AxlAudit {
    private static final int USERS = Integer.getInteger("emcc.users", 100_000);
    private static final int PHONES = Integer.getInteger("emcc.phones", 60_000);
    private static final int ROWS = 1_000;

    /** So many phones or users a fixture makes at once. */
    private static final int MOST = 30_000;

    private static final Addresses ADDRESSES = new Addresses(
            ServiceAddress.of("10.1.1.10"), ServiceAddress.of("10.1.1.10"), ServiceAddress.of("10.1.1.10"));

    private AxlAudit() {}

    static void run() throws IOException, InterruptedException {
        ClusterSnapshot large = withLines(snapshot(large()));
        Path file = Files.createTempFile("large", ".xml");
        try (RecordedCluster recorded = RecordedCluster.of(large, ROWS, Files.createTempDirectory("recorded"))) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                SnapshotFile.write(large, out);
            }
            System.out.printf(
                    Locale.ROOT,
                    "recorded: %,.1f MB of pages, a file of %,.1f MB%n",
                    recorded.bytes() / 1e6,
                    Files.size(file) / 1e6);
            fork(recorded.port(), file);
        } finally {
            Files.delete(file);
        }
    }

    private static void fork(int port, Path file) throws IOException, InterruptedException {
        int ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx2g",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        AxlAudit.class.getName(),
                        Integer.toString(port),
                        file.toString())
                .inheritIO()
                .start()
                .waitFor();
        if (ended != 0) {
            throw new IllegalStateException("the process that audits ended with " + ended);
        }
    }

    private static Company large() {
        Site.Builder site = Site.in("US", "New York").emergency("css-emergency-US", "911");
        for (int made = 0; made < PHONES; made += MOST) {
            site.phonesFrom(String.format("SEP0011%02X000000", made / MOST), Math.min(MOST, PHONES - made));
        }
        Company.Builder company = Company.builder("NYC", "cucm-nyc.example.com")
                .release(Release.parse("15.0.1.11900-23"))
                .site(site.build());
        for (int made = 0; made < USERS; made += MOST) {
            company.usersFrom(
                    "user" + made / MOST + ".",
                    Math.min(MOST, USERS - made),
                    Pin.of("7193551802"),
                    Long.toString(2_120_000_000L + made));
        }
        return company.build();
    }

    /** With a directory number for each line of a profile, and what a user's page says of the PIN. */
    private static ClusterSnapshot withLines(ClusterSnapshot of) {
        List<ClusterObject> lines = of.all(ObjectKind.DEVICE_PROFILE).stream()
                .flatMap(profile -> profile.get(DeviceProfileFields.LINES).value().orElse(List.of()).stream())
                .map(line -> ClusterObject.builder(ObjectKind.LINE)
                        .set(LineFields.PATTERN, line.number())
                        .setting(
                                LineFields.ROUTE_PARTITION_NAME, LineFields.ROUTE_PARTITION_NAME.read(line.partition()))
                        .set(LineFields.USAGE, "Device")
                        .build())
                .toList();
        List<ClusterObject> users = of.all(ObjectKind.USER).stream()
                .map(user -> user.toBuilder()
                        .set(UserFields.PIN_MUST_CHANGE, false)
                        .set(UserFields.PIN_LOCKED, false)
                        .build())
                .toList();
        return of.toBuilder()
                .objects(ObjectKind.LINE, lines)
                .objects(ObjectKind.USER, users)
                .build();
    }

    private static ClusterSnapshot snapshot(Company company) {
        Company other = company.id().value().equals("NYC") ? Company.london() : Company.newYork();
        return ClusterSnapshot.of(company.configuration(ADDRESSES, List.of(other)));
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ClusterSnapshot small = snapshot(Company.london());
        for (int run = 1; run <= 3; run++) {
            System.out.println("run " + run);
            ClusterSnapshot listed = byLists(Integer.parseInt(arguments[0]));
            audited("by lists", listed, small);
            ClusterSnapshot whole = fromFile(Path.of(arguments[1]));
            audited("whole", whole, small);
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.printf(
                    Locale.ROOT,
                    "both held: %,d MB of the heap, which is %,d MB at most%n",
                    (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                    runtime.maxMemory() >> 20);
        }
    }

    private static ClusterSnapshot byLists(int port) throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        long begun = System.nanoTime();
        try (AxlClient client = AxlClient.builder(
                        URI.create("http://127.0.0.1:" + port + "/axl/"), "reader", "made up".toCharArray())
                .pageSize(ROWS)
                .progress((kind, objects, pages) -> told.incrementAndGet())
                .build()) {
            AxlOutcome outcome = client.read("NYC");
            if (!(outcome instanceof AxlOutcome.Read read)) {
                throw new IllegalStateException(outcome.toString());
            }
            took("read by lists", begun);
            Map<String, Integer> found = new TreeMap<>();
            for (ObjectKind kind :
                    List.of(ObjectKind.PHONE, ObjectKind.USER, ObjectKind.LINE, ObjectKind.DEVICE_PROFILE)) {
                found.put(kind.label(), read.snapshot().all(kind).size());
            }
            System.out.println(
                    found + ", " + told + " pages told, " + read.problems().size() + " problems");
            read.problems().stream().limit(5).forEach(System.out::println);
            return byHand(read.snapshot());
        }
    }

    /** With what AXL does not offer. */
    private static ClusterSnapshot byHand(ClusterSnapshot read) {
        ClusterSnapshot known = snapshot(Company.newYork());
        ClusterSnapshot.Builder all = read.toBuilder()
                .enterpriseParameters(known.enterpriseParameters())
                .serviceParameters(known.serviceParameters())
                .featureParameters(known.featureParameters());
        for (ObjectKind kind : ObjectKind.values()) {
            if (!read.knows(kind) && known.knows(kind)) {
                all.objects(kind, known.all(kind));
            }
        }
        return all.build();
    }

    private static ClusterSnapshot fromFile(Path file) throws IOException {
        long begun = System.nanoTime();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            ClusterSnapshot read = SnapshotFile.decodeOrThrow(in);
            took("read from a file", begun);
            return read;
        }
    }

    private static void audited(String what, ClusterSnapshot large, ClusterSnapshot small) {
        AtomicInteger told = new AtomicInteger();
        long begun = System.nanoTime();
        AuditReport report = Audit.builder(Clock.systemUTC())
                .cluster(large)
                .cluster(small)
                .expectedLogins("NYC", 3)
                .expectedLogins("LON", 3)
                .model(new PhoneModel("Cisco 8851", 684, true))
                .listener((rule, done, all) -> told.incrementAndGet())
                .build()
                .run();
        took("audited " + what, begun);
        System.out.printf(
                Locale.ROOT,
                "%,d findings, %,d of %,d passed and not checked, %d checks told%n",
                report.findings().size(),
                report.unchecked().size(),
                report.unchecked().size()
                        + report.passed().values().stream()
                                .mapToInt(each -> each)
                                .sum(),
                told.get());
    }

    private static void took(String what, long begun) {
        System.out.printf(Locale.ROOT, "%s: %.1f s%n", what, (System.nanoTime() - begun) / 1e9);
    }
}
