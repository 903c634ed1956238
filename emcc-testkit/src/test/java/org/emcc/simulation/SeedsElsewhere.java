package org.emcc.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.emcc.core.login.HomeCluster;
import org.emcc.model.Doubles;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/**
 * Runs seeds in virtual machines of their own. Whatever differs between two machines is different there, the order of sets for one; and
 * nothing is logged: ports that fail on purpose, ten thousand times, would fill the log of the tests with gigabytes.
 */
final class SeedsElsewhere {
    private static final String MARK = "=== mistake ";

    private SeedsElsewhere() {}

    /**
     * What came of some seeds that all went well.
     *
     * @param loggedIn how many of the logins came to stand
     */
    record Sum(long logins, long loggedIn, long events) {}

    /** The first seed in which an invariant did not hold. */
    record Finding(long seed, int invariant, String report) {}

    /** Prints what the parent asks for; ends with 1 and the report of the first seed that does not go well. */
    public static void main(String[] words) {
        switch (words[0]) {
            case "digests" ->
                Stream.of(words)
                        .skip(1)
                        .forEach(seed -> System.out.println(
                                Simulation.of(Long.parseLong(seed)).digest()));
            case "sum" -> sum(Long.parseLong(words[1]), Long.parseLong(words[2]));
            case "lines" -> Simulation.lines(Long.parseLong(words[1])).forEach(System.out::println);
            case "mistakes" -> mistaken(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            default -> throw new IllegalArgumentException(words[0]);
        }
    }

    private static void sum(long from, long to) {
        long logins = 0;
        long loggedIn = 0;
        long events = 0;
        for (long seed = from; seed < to; seed++) {
            SimulationResult result = Simulation.of(seed);
            if (result.violation().isPresent()) {
                System.out.println(result.report());
                System.exit(1);
            }
            logins += result.logins();
            loggedIn += result.loggedIn();
            events += result.events();
        }
        System.out.println(logins + " " + loggedIn + " " + events);
    }

    /** Every other mistake, from a first on. */
    private static void mistaken(int first, int seeds) {
        for (int mistake = first; mistake < Mistakes.all().size(); mistake += 2) {
            Doubles doubles = Mistakes.all().get(mistake).doubles();
            SimulationResult found = LongStream.rangeClosed(1, seeds)
                    .mapToObj(seed -> Simulation.of(seed, doubles))
                    .filter(result -> result.violation().isPresent())
                    .findFirst()
                    .orElse(null);
            System.out.println(MARK
                    + mistake
                    + (found == null
                            ? " 0 0\nnot found within " + seeds + " seeds"
                            : " " + found.seed() + " " + found.violation().get().invariant() + "\n" + found.report()));
        }
    }

    /** The digests of seeds. */
    static List<Long> digests(List<Long> seeds) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("digests"));
        seeds.forEach(seed -> words.add(seed.toString()));
        try (Running running = start(words)) {
            return running.answer().lines().map(Long::parseLong).toList();
        }
    }

    /** Runs all seeds from one on, some in each of two processes. */
    static Sum sum(long first, int seeds) throws IOException, InterruptedException {
        long half = first + seeds / 2;
        Running one = start(List.of("sum", Long.toString(first), Long.toString(half)));
        Running two = start(List.of("sum", Long.toString(half), Long.toString(first + seeds)));
        try (one;
                two) {
            long[] begin = numbers(one.answer());
            long[] second = numbers(two.answer());
            return new Sum(begin[0] + second[0], begin[1] + second[1], begin[2] + second[2]);
        }
    }

    private static long[] numbers(String line) {
        return Stream.of(line.strip().split(" "))
                .flatMapToLong(word -> LongStream.of(Long.parseLong(word)))
                .toArray();
    }

    /** The first of some seeds in which each mistake shows, by its number; half of them in each of two processes. */
    static Map<Integer, Finding> mistakes(int seeds) throws IOException, InterruptedException {
        Map<Integer, Finding> all = new HashMap<>();
        Running even = start(List.of("mistakes", "0", Integer.toString(seeds)));
        Running odd = start(List.of("mistakes", "1", Integer.toString(seeds)));
        try (even;
                odd) {
            String found = even.answer() + odd.answer();
            for (String each : found.split(MARK, -1)) {
                int end = each.indexOf('\n');
                if (end > 0) {
                    long[] numbers = numbers(each.substring(0, end));
                    all.put((int) numbers[0], new Finding(numbers[1], (int) numbers[2], each.substring(end + 1)));
                }
            }
        }
        return all;
    }

    /** All that happens with a seed. */
    static List<String> lines(long seed) throws IOException, InterruptedException {
        try (Running running = start(List.of("lines", Long.toString(seed)))) {
            return running.answer().lines().toList();
        }
    }

    private static Running start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (!Boolean.getBoolean("emcc.deep")) {
            // It ends before a better compiler and more collectors would have paid.
            command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        }
        command.addAll(List.of("-cp", classPath(), SeedsElsewhere.class.getName()));
        command.addAll(words);
        Path errors = Files.createTempFile("seeds", ".txt");
        return new Running(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /**
     * A process that was started.
     *
     * @param errors what it complains of
     */
    private record Running(Process process, Path errors) implements AutoCloseable {
        /** What it printed; when it did not end well, that is the failure. */
        String answer() throws IOException, InterruptedException {
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(printed + Files.readString(errors, UTF_8));
            }
            return printed;
        }

        @Override
        public void close() throws IOException {
            process.destroyForcibly();
            Files.deleteIfExists(errors);
        }
    }

    /** Where the classes are that it needs, whether this process has them on a class path or a module path. */
    private static String classPath() {
        return Stream.of(SeedsElsewhere.class, Trace.class, HomeCluster.class, NullMarked.class, Logger.class)
                .map(SeedsElsewhere::root)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String root(Class<?> type) {
        String file = type.getName().replace('.', '/') + ".class";
        String url = Objects.requireNonNull(type.getResource("/" + file), file).toString();
        String root = url.substring(0, url.length() - file.length());
        return root.startsWith("jar:")
                ? Path.of(URI.create(root.substring(4, root.length() - 2))).toString()
                : Path.of(URI.create(root)).toString();
    }
}
