package org.emcc.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.Consolidation;
import org.emcc.certs.bundle.NodeCertificate;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.CertificateBag;
import org.emcc.certs.pkcs12.CertificateFile;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.pkcs12.Pkcs12Limits;
import org.emcc.certs.pkcs12.Pkcs12Profile;
import org.emcc.certs.pkcs12.TrustStoreExport;
import org.emcc.core.Decoded;

/**
 * PKCS#12 files of RSA-2048 certificates against openssl and keytool, a process for each file, against Bouncy Castle's bags as its
 * examples use them, and against Java's key store. One thread; runs alternate, and the figure is the median. A rival that takes more
 * than {@value #PATIENCE} seconds has one run. A figure with a tilde is extrapolated from fewer files: keytool and openssl do at most
 * 100 files and Bouncy Castle 1,000, whose time is a matter of how many there are.
 *
 * <p>For a quick look the properties {@code emcc.bench.files} and {@code emcc.bench.certificates} ask for less than 4,000 files and
 * 10,000 certificates. The goals P1 to P8 stand beside the rows that measure them.
 */
final class CertificateFiles {
    private static final int RUNS = 3;
    private static final int PATIENCE = 5;
    private static final int MANY = Integer.getInteger("emcc.bench.files", 4000);
    private static final int LARGE = Integer.getInteger("emcc.bench.certificates", 10_000);
    private static final int[] SIZES = IntStream.of(1, 100, 1000, MANY)
            .filter(files -> files <= MANY)
            .distinct()
            .toArray();
    private static final char[] CHARACTERS = "changeit".toCharArray();
    private static final FilePassword PASSWORD = FilePassword.of(CHARACTERS);
    private static final String BAGS = "Bouncy Castle's bags";
    private static final List<CertificateType> TYPES =
            List.of(CertificateType.TOMCAT, CertificateType.TFTP, CertificateType.CAPF, CertificateType.ITL_RECOVERY);

    private final Path folder;
    private final List<CertificateBag> bags;
    private final BouncyCastleBags bouncyCastle = new BouncyCastleBags(new BouncyCastleProvider(), CHARACTERS);
    private final Map<String, Double> known = new HashMap<>();

    private CertificateFiles(Path folder, List<CertificateBag> bags) {
        this.folder = folder;
        this.bags = bags;
    }

    /** Something that is done with that many files. */
    private interface Work {
        void of(int files) throws Exception;
    }

    /** One way to do it, and with how many files at most it is really done. */
    private record Way(String name, int most, Work work) {}

    static void run() throws Exception {
        Path folder = Files.createTempDirectory("emcc-bench");
        try {
            CertificateFiles measured = new CertificateFiles(folder, ManyCertificates.of(Math.max(MANY, LARGE)));
            measured.files();
            for (Pkcs12Profile profile : PROFILES) {
                measured.readFiles(profile);
            }
            for (Pkcs12Profile profile : PROFILES) {
                measured.consolidate(profile);
            }
            measured.writeFiles(Pkcs12Profile.COMPATIBLE);
            measured.large();
            measured.memory();
            measured.start();
            measured.hostile();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static final List<Pkcs12Profile> PROFILES =
            List.of(Pkcs12Profile.PLAIN, Pkcs12Profile.COMPATIBLE, Pkcs12Profile.JDK);

    private static String iterations(Pkcs12Profile profile) {
        return switch (profile) {
            case PLAIN -> "plain";
            case COMPATIBLE -> "2,048 iterations";
            default -> "10,000 iterations";
        };
    }

    private Path file(Pkcs12Profile profile, int number) {
        return folder.resolve(profile + "-" + number + ".p12");
    }

    /** What the rows read: files of one certificate, each in three profiles and in PEM, and one of all. */
    private void files() throws IOException {
        for (int i = 0; i < MANY; i++) {
            CertificateFile one = CertificateFile.of(List.of(bags.get(i)));
            for (Pkcs12Profile profile : PROFILES) {
                Files.write(file(profile, i), one.encode(profile, PASSWORD));
            }
            Files.writeString(
                    folder.resolve(i + ".pem"), TrustStoreExport.of(one.bags()).pem());
        }
        TrustStoreExport all = TrustStoreExport.of(bags.subList(0, LARGE));
        for (Pkcs12Profile profile : PROFILES) {
            Files.write(folder.resolve(profile + "-all.p12"), all.pkcs12(profile, PASSWORD));
        }
        Files.writeString(folder.resolve("all.pem"), all.pem());
        Files.write(folder.resolve("all.jks"), all.jks(PASSWORD));
    }

    private interface Each {
        void of(int number) throws Exception;
    }

    private static Work each(Each each) {
        return files -> {
            for (int i = 0; i < files; i++) {
                each.of(i);
            }
        };
    }

    private void readFiles(Pkcs12Profile profile) throws Exception {
        List<Way> ways = List.of(
                new Way("SDK", MANY, each(i -> read(Files.readAllBytes(file(profile, i))))),
                new Way(BAGS, 1000, each(i -> bouncyCastle.read(Files.readAllBytes(file(profile, i))))),
                new Way("Java's key store", MANY, each(i -> load(file(profile, i)))),
                new Way("openssl", 100, each(i -> tool(opensslReads(profile, file(profile, i))))),
                new Way("keytool", 100, each(i -> tool(keytoolReads(file(profile, i))))));
        for (int files : SIZES) {
            row("read " + files + " files, " + iterations(profile), files, ways, readingGoal(profile, files));
        }
    }

    private static String readingGoal(Pkcs12Profile profile, int files) {
        if (files == 1000 && profile == Pkcs12Profile.PLAIN) {
            return "P1: at most 0.25 s, which is 0.25 ms a file without derivation";
        }
        if (files < MANY) {
            return "";
        }
        return switch (profile) {
            case PLAIN -> "P2: at most 1 s";
            case COMPATIBLE -> "P2: at most 5 s; 2.5 times Bouncy Castle, 5 times openssl";
            default -> "P2: at most 22 s; 2.5 times Bouncy Castle, 5 times openssl";
        };
    }

    /** Four certificates of each node, from the depot of one export to BULK files; and again when one file has changed. */
    private void consolidate(Pkcs12Profile profile) throws Exception {
        Path depot = Files.createDirectory(folder.resolve("depot-" + profile));
        BulkCertificates bulk = BulkCertificates.in(CertificateDepot.directory(depot), "sftp", PASSWORD)
                .withProfile(profile);
        List<NodeCertificate> nodes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            nodes.add(new NodeCertificate(
                    "ucm" + i / TYPES.size(),
                    TYPES.get(i % TYPES.size()),
                    bags.get(i).certificate()));
        }
        bulk.export(nodes);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            BulkCertificates byTwo = bulk.withExecutor(other);
            row(
                    "consolidate " + MANY + " files, " + iterations(profile),
                    MANY,
                    List.of(
                            new Way(
                                    "SDK",
                                    MANY,
                                    all -> bulk.consolidate().result().orElseThrow()),
                            new Way(
                                    "SDK, two threads",
                                    MANY,
                                    all -> byTwo.consolidate().result().orElseThrow()),
                            new Way(BAGS, 1000, files -> consolidateByBags(profile, files))),
                    readingGoal(profile, MANY));
        } finally {
            other.shutdown();
        }
        Consolidation before = bulk.consolidate().result().orElseThrow();
        double[] seconds = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            // A certificate that another node has too.
            bulk.export(List.of(new NodeCertificate(
                    "ucm0", TYPES.get(0), bags.get(run + TYPES.size()).certificate())));
            long begin = System.nanoTime();
            int opened = bulk.consolidate(before).result().orElseThrow().filesOpened();
            seconds[run] = (System.nanoTime() - begin) / 1e9;
            if (opened != 1) {
                throw new IllegalStateException(opened + " files were opened");
            }
        }
        System.out.printf(
                Locale.ROOT,
                "consolidate %d files of which one has changed, %s: SDK %.4f s; P5: at most 0.5 s%n",
                MANY,
                iterations(profile),
                Loops.median(seconds));
    }

    private void consolidateByBags(Pkcs12Profile profile, int files) throws Exception {
        List<List<CertificateBag>> types = new ArrayList<>();
        TYPES.forEach(type -> types.add(new ArrayList<>()));
        for (int i = 0; i < files; i++) {
            for (X509Certificate each : bouncyCastle.read(Files.readAllBytes(file(profile, i)))) {
                types.get(i % TYPES.size()).add(CertificateBag.of(each, "ucm" + i));
            }
        }
        for (int i = 0; i < TYPES.size(); i++) {
            Files.write(folder.resolve("bulk-" + i + ".p12"), bouncyCastle.write(types.get(i), profile));
        }
    }

    private void writeFiles(Pkcs12Profile profile) throws Exception {
        Path out = folder.resolve("out.p12");
        List<Way> ways = List.of(
                new Way(
                        "SDK",
                        MANY,
                        each(i -> Files.write(
                                out, CertificateFile.of(List.of(bags.get(i))).encode(profile, PASSWORD)))),
                new Way(BAGS, 1000, each(i -> Files.write(out, bouncyCastle.write(List.of(bags.get(i)), profile)))),
                new Way("openssl", 100, each(i -> tool(opensslWrites(profile, i + ".pem")))),
                new Way("keytool", 100, each(i -> {
                    Files.deleteIfExists(out);
                    tool(keytoolWrites(profile, i + ".pem"));
                })));
        for (int files : SIZES) {
            row("write " + files + " files, " + iterations(profile), files, ways, "");
        }
    }

    /** One file with all certificates. */
    private void large() throws Exception {
        for (Pkcs12Profile profile : PROFILES) {
            Path file = folder.resolve(profile + "-all.p12");
            byte[] octets = Files.readAllBytes(file);
            row(
                    "read one file of " + LARGE + ", " + iterations(profile),
                    1,
                    List.of(
                            new Way("SDK", 1, all -> read(octets)),
                            new Way("SDK, fingerprints only", 1, all -> fingerprints(octets)),
                            new Way(BAGS, 1, all -> bouncyCastle.read(octets)),
                            new Way("Java's key store", 1, all -> load(file)),
                            new Way("openssl", 1, all -> tool(opensslReads(profile, file))),
                            new Way("keytool", 1, all -> tool(keytoolReads(file)))),
                    profile == Pkcs12Profile.PLAIN ? "P4: fingerprints in at most 150 ms" : "");
        }
        CertificateFile all =
                CertificateFile.of(TrustStoreExport.of(bags.subList(0, LARGE)).entries());
        Path out = folder.resolve("out.p12");
        for (Pkcs12Profile profile : PROFILES) {
            row(
                    "write one file of " + LARGE + ", " + iterations(profile),
                    1,
                    List.of(
                            new Way("SDK", 1, one -> Files.write(out, all.encode(profile, PASSWORD))),
                            new Way(BAGS, 1, one -> Files.write(out, bouncyCastle.write(all.bags(), profile))),
                            new Way("openssl", 1, one -> tool(opensslWrites(profile, "all.pem"))),
                            new Way("keytool, from JKS", 1, one -> {
                                Files.deleteIfExists(out);
                                tool(keytoolImports(profile));
                            })),
                    switch (profile) {
                        case PLAIN -> "P3: at most 150 ms";
                        case COMPATIBLE -> "P3: at most 300 ms";
                        default -> "";
                    });
        }
    }

    /** The smallest heap in which a process reads a file, above that in which it reads one of one certificate. */
    private void memory() throws Exception {
        for (Pkcs12Profile profile : List.of(Pkcs12Profile.PLAIN, Pkcs12Profile.COMPATIBLE)) {
            Path file = folder.resolve(profile + "-all.p12");
            int least = heap("SDK", profile, file);
            double size = Files.size(file) / (1024.0 * 1024);
            System.out.printf(
                    Locale.ROOT,
                    "heap to read one file of %d, %s: SDK %d MiB for %.1f MiB, %.1f times; Java's key store %d MiB. P6: at most 6 times%n",
                    LARGE,
                    iterations(profile),
                    least,
                    size,
                    least / size,
                    heap("Java", profile, file));
        }
    }

    private int heap(String way, Pkcs12Profile profile, Path file) throws Exception {
        return leastHeap(way, file) - leastHeap(way, file(profile, 0));
    }

    private int leastHeap(String way, Path file) throws Exception {
        int works = 256;
        int fails = 2;
        while (works - fails > 1) {
            int middle = (works + fails) / 2;
            if (reads(way, file, "-Xmx" + middle + "m").isPresent()) {
                works = middle;
            } else {
                fails = middle;
            }
        }
        return works;
    }

    /** From the first line of a program to the certificate of its first file, in a virtual machine of its own. */
    private void start() throws Exception {
        for (Pkcs12Profile profile : PROFILES) {
            Map<String, double[]> figures = new TreeMap<>();
            for (int run = 0; run < RUNS; run++) {
                for (String way : List.of("Bouncy Castle", "Java", "SDK")) {
                    figures.computeIfAbsent(way, any -> new double[RUNS])[run] =
                            reads(way, file(profile, run), "-Xshare:auto").orElseThrow();
                }
            }
            StringBuilder line =
                    new StringBuilder("first read in a fresh virtual machine, " + iterations(profile) + ": ");
            figures.forEach(
                    (way, times) -> line.append(String.format(Locale.ROOT, "%s %.0f ms; ", way, Loops.median(times))));
            System.out.println(line + "P7: at most 250 ms");
        }
    }

    private OptionalDouble reads(String way, Path file, String option) throws Exception {
        Process process = new ProcessBuilder(
                        java().toString(),
                        option,
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        CertificateFileProcess.class.getName(),
                        way,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
        return process.waitFor() == 0 ? OptionalDouble.of(Double.parseDouble(said)) : OptionalDouble.empty();
    }

    private void hostile() throws Exception {
        byte[] deep = filled(1 << 20, 0x30, 0x80);
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "deep", deep,
                "a count", hostileCount(),
                "elements", filled(1 << 23, 0x05, 0),
                "empty elements", filled(1 << 23, 0x30, 0),
                "elements without a length", filled(1 << 23, 0x30, 0x80, 0, 0),
                "elements of long heads", filled(1 << 23, 0x1f, 0xff, 0xff, 0xff, 1, 0x81, 0),
                "elements of long lengths", filled(1 << 23, 5, 0x85, 0, 0, 0, 0, 0),
                "elements of tag 0", filled(1 << 23, 0, 0)));
        Map<String, String> rules = Map.of("deep", "deep", "a count", "iteration count");
        files.forEach((what, octets) -> {
            double[] times = new double[3 * RUNS];
            for (int run = 0; run < times.length; run++) {
                long begin = System.nanoTime();
                Decoded<CertificateFile> refused = CertificateFile.decode(octets, PASSWORD, Pkcs12Limits.DEFAULTS);
                times[run] = (System.nanoTime() - begin) / 1e6;
                String rule = rules.getOrDefault(what, "ASN.1 elements");
                if (refused.value().isPresent()
                        || !refused.problems().get(0).message().contains(rule)) {
                    throw new IllegalStateException(
                            "the hostile file was not refused for its " + what + ": " + refused);
                }
            }
            System.out.printf(
                    Locale.ROOT,
                    "a hostile file refused (%s, %,d bytes): %.2f ms, the first one %.2f ms. P8: at most 20 ms%n",
                    what,
                    octets.length,
                    Loops.median(times.clone()),
                    times[0]);
        });
    }

    /** A sequence of so many octets: the version of PKCS#12, and then these again and again; half of them at the end is cut off. */
    private static byte[] filled(int size, int... again) {
        byte[] octets = Arrays.copyOf(new byte[] {0x30, (byte) 0x84, 0, 0, 0, 0, 2, 1, 3}, size);
        ByteBuffer.wrap(octets).putInt(2, size - 6);
        for (int i = 9; i < size; i++) {
            octets[i] = (byte) again[(i - 9) % again.length];
        }
        return octets;
    }

    /** A MAC of 2^31-1 iterations over nothing. */
    private static byte[] hostileCount() throws IOException {
        DigestInfo digest = new DigestInfo(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256), new byte[32]);
        return new Pfx(
                        new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(new byte[] {0x30, 0})),
                        new MacData(digest, new byte[8], Integer.MAX_VALUE))
                .getEncoded(ASN1Encoding.DER);
    }

    private void row(String what, int files, List<Way> ways, String goal) throws Exception {
        Map<String, double[]> seconds = new HashMap<>();
        ways.forEach(way -> seconds.put(way.name(), new double[0]));
        for (int run = 0; run < RUNS; run++) {
            for (Way way : ways) {
                double[] before = seconds.get(way.name());
                String key = what.replaceAll("[0-9]+ files", "files") + way.name();
                if (files > way.most() && known.containsKey(key)) {
                    continue;
                }
                if (before.length > 0 && Loops.median(before) > PATIENCE) {
                    continue;
                }
                long begin = System.nanoTime();
                way.work().of(Math.min(files, way.most()));
                double[] now = Arrays.copyOf(before, before.length + 1);
                now[before.length] = (System.nanoTime() - begin) / 1e9;
                seconds.put(way.name(), now);
            }
        }
        StringBuilder line = new StringBuilder(what + ": ");
        for (Way way : ways) {
            String key = what.replaceAll("[0-9]+ files", "files") + way.name();
            int done = Math.min(files, way.most());
            double each = seconds.get(way.name()).length == 0
                    ? known.getOrDefault(key, Double.NaN)
                    : Loops.median(seconds.get(way.name())) / done;
            if (done == way.most()) {
                known.put(key, each);
            }
            line.append(String.format(
                    Locale.ROOT, "%s %s%.4f s; ", way.name(), files > way.most() ? "~" : "", each * files));
        }
        System.out.println(line + goal);
    }

    private static void read(byte[] octets) {
        CertificateFile.decodeOrThrow(octets, PASSWORD, Pkcs12Limits.DEFAULTS);
    }

    private static void fingerprints(byte[] octets) {
        CertificateFile.fingerprints(octets, PASSWORD, Pkcs12Limits.DEFAULTS)
                .value()
                .orElseThrow();
    }

    private static void load(Path file) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            store.load(in, CHARACTERS);
        }
        if (store.size() == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private static List<String> opensslReads(Pkcs12Profile profile, Path file) {
        List<String> command = new ArrayList<>(
                List.of("openssl", "pkcs12", "-nokeys", "-noout", "-in", "" + file, "-passin", "pass:changeit"));
        if (!profile.hasMac()) {
            command.add("-nomacver");
        }
        return command;
    }

    private static List<String> opensslWrites(Pkcs12Profile profile, String pem) {
        List<String> command = new ArrayList<>(List.of(
                "openssl", "pkcs12", "-export", "-nokeys", "-in", pem, "-out", "out.p12", "-passout", "pass:changeit"));
        switch (profile) {
            case PLAIN -> command.addAll(List.of("-certpbe", "NONE", "-nomac"));
            case JDK -> command.addAll(List.of("-iter", "10000"));
            default -> {
                // Its own defaults.
            }
        }
        return command;
    }

    private static List<String> keytool(Pkcs12Profile profile) {
        List<String> command =
                new ArrayList<>(List.of(java().resolveSibling("keytool").toString()));
        switch (profile) {
            case PLAIN ->
                command.addAll(List.of(
                        "-J-Dkeystore.pkcs12.certProtectionAlgorithm=NONE", "-J-Dkeystore.pkcs12.macAlgorithm=NONE"));
            case COMPATIBLE ->
                command.addAll(List.of(
                        "-J-Dkeystore.pkcs12.certPbeIterationCount=2048",
                        "-J-Dkeystore.pkcs12.macIterationCount=2048"));
            default -> {
                // Its own defaults.
            }
        }
        return command;
    }

    private static List<String> keytoolReads(Path file) {
        List<String> command = keytool(Pkcs12Profile.JDK);
        command.addAll(List.of("-list", "-keystore", "" + file, "-storetype", "PKCS12", "-storepass", "changeit"));
        return command;
    }

    private static List<String> keytoolWrites(Pkcs12Profile profile, String pem) {
        List<String> command = keytool(profile);
        command.addAll(List.of(
                "-importcert",
                "-noprompt",
                "-alias",
                "a",
                "-file",
                pem,
                "-keystore",
                "out.p12",
                "-storetype",
                "PKCS12"));
        command.addAll(List.of("-storepass", "changeit"));
        return command;
    }

    private static List<String> keytoolImports(Pkcs12Profile profile) {
        List<String> command = keytool(profile);
        command.addAll(List.of("-importkeystore", "-noprompt", "-srckeystore", "all.jks", "-srcstoretype", "JKS"));
        command.addAll(List.of("-srcstorepass", "changeit", "-destkeystore", "out.p12", "-deststoretype", "PKCS12"));
        command.addAll(List.of("-deststorepass", "changeit"));
        return command;
    }

    private void tool(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
