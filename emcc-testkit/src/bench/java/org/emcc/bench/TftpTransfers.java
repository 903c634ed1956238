package org.emcc.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.emcc.bench.TftpLoad.Wish;
import org.emcc.bench.TftpRivals.Skill;

/**
 * The TFTP server against those that are installed. Every server is a process of its own, one client asks them all, and their runs
 * alternate; a row's ratio is the median over its rounds of the SDK's figure by that of the rival that is the best by median.
 */
final class TftpTransfers {
    private static final int ROUNDS = 5;
    private static final double SECONDS = 1;
    private static final int SMALL = 12_345;
    private static final int LARGE = 32 << 20;
    private static final int OPEN = 10_000;

    private TftpTransfers() {}

    private interface Figure {
        double of(TftpLoad load) throws IOException;
    }

    static void run() throws Exception {
        Path folder = Files.createTempDirectory(Path.of("/dev/shm"), "emcc-bench");
        try {
            Random random = new Random(1);
            file(folder.resolve("sep001122334455.cnf.xml"), random, SMALL);
            file(folder.resolve("large.bin"), random, LARGE);
            folder.toFile().setReadable(true, false);
            folder.toFile().setExecutable(true, false);
            try (TftpRivals servers = new TftpRivals(folder)) {
                rows(servers);
                idle(servers);
            }
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void file(Path at, Random random, int bytes) throws IOException {
        byte[] content = new byte[bytes];
        random.nextBytes(content);
        Files.write(at, content);
    }

    private static void rows(TftpRivals servers) throws IOException {
        for (int blockSize : new int[] {512, 1428}) {
            for (int clients : new int[] {1, 16, 200}) {
                Wish wish = new Wish("sep001122334455.cnf.xml", SMALL, blockSize, 1);
                row(
                        able(servers, wish),
                        "files/s of 12 KB, blksize " + blockSize + ", " + clients + " at once",
                        load -> load.fetch(wish, clients, SECONDS).filesPerSecond());
            }
        }
        stream(servers, 512, 1);
        stream(servers, 1428, 1);
        for (int window : new int[] {8, 16, 32, 64}) {
            stream(servers, 1428, window);
        }
        row(
                servers.servers(),
                "not found/s, 16 at once",
                load -> load.fetch(Wish.ofNothing(), 16, SECONDS).filesPerSecond());
    }

    private static List<TftpRivals.Server> able(TftpRivals servers, Wish wish) {
        Skill wanted =
                wish.windowSize() > 1 ? Skill.WINDOWS : wish.blockSize() == 512 ? Skill.PLAIN : Skill.BLOCK_SIZES;
        return servers.servers().stream().filter(each -> each.can(wanted)).toList();
    }

    private static void stream(TftpRivals servers, int blockSize, int window) throws IOException {
        Wish wish = new Wish("large.bin", LARGE, blockSize, window);
        row(
                able(servers, wish),
                "MB/s of one stream, blksize " + blockSize + ", windowsize " + window,
                load -> load.fetch(wish, 1, SECONDS).megabytesPerSecond());
    }

    private static void row(List<TftpRivals.Server> servers, String what, Figure figure) throws IOException {
        Map<String, double[]> figures = new LinkedHashMap<>();
        for (int round = -1; round < ROUNDS; round++) {
            for (TftpRivals.Server server : servers) {
                try (TftpLoad load = new TftpLoad(server.at())) {
                    double seen = figure.of(load);
                    if (round >= 0) { // the first one warms up
                        figures.computeIfAbsent(server.name(), name -> new double[ROUNDS])[round] = seen;
                    }
                } catch (IOException e) {
                    figures.computeIfAbsent(server.name(), name -> new double[ROUNDS])[Math.max(round, 0)] = Double.NaN;
                }
            }
        }
        print(what, figures);
    }

    private static void print(String what, Map<String, double[]> figures) {
        StringBuilder line = new StringBuilder(what).append(':');
        List<String> rivals = new ArrayList<>();
        figures.forEach((name, seen) -> {
            double median = Loops.median(seen);
            line.append(String.format(Locale.ROOT, " %s %,.0f", name, median));
            if (!name.startsWith("SDK") && !Double.isNaN(median)) {
                rivals.add(name);
            }
        });
        double[] ours = figures.get("SDK");
        rivals.stream()
                .max(Comparator.comparingDouble(name -> Loops.median(figures.get(name))))
                .ifPresent(best -> {
                    double[] ratios = new double[ROUNDS];
                    Arrays.setAll(ratios, i -> ours[i] / figures.get(best)[i]);
                    line.append(String.format(Locale.ROOT, "; %.2f of %s", Loops.median(ratios), best));
                });
        System.out.println(line);
    }

    /** Transfers that wait for an acknowledgement which does not come, and what more of them cost. */
    private static void idle(TftpRivals servers) throws IOException {
        long before = servers.heap();
        Wish wish = new Wish("sep001122334455.cnf.xml", SMALL, 512, 1);
        try (TftpLoad load = new TftpLoad(servers.ours().at())) {
            load.open(wish, OPEN - 1000);
            long[] took = load.open(wish, 1000);
            long heap = servers.heap();
            Arrays.sort(took);
            System.out.printf(
                    Locale.ROOT,
                    "%,d open transfers: %,d MB of heap (%,d before); the first packet of the last 1000 after %,d µs (p50), %,d µs (p99)%n",
                    OPEN,
                    heap >> 20,
                    before >> 20,
                    took[500] / 1000,
                    took[990] / 1000);
        }
    }
}
