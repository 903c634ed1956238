package org.emcc.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.emcc.core.login.HomeCluster;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/**
 * Runs seeds in virtual machines of their own. Whatever differs between two machines is different there, the order of sets for one; and
 * nothing is logged: ports that fail on purpose, ten thousand times, would fill the log of the tests with gigabytes.
 */
final class SeedsElsewhere {
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
            case "mistake" -> mistaken(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
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

    private static void mistaken(int mistake, int seeds) {
        for (long seed = 1; seed <= seeds; seed++) {
            SimulationResult result =
                    Simulation.of(seed, Mistakes.all().get(mistake).doubles());
            if (result.violation().isPresent()) {
                System.out.println(seed + " " + result.violation().get().invariant());
                System.out.println(result.report());
                return;
            }
        }
        System.out.println("not found within " + seeds + " seeds");
        System.exit(1);
    }

    /** The digests of seeds. */
    static List<Long> digests(List<Long> seeds) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("digests"));
        seeds.forEach(seed -> words.add(seed.toString()));
        return answer(start(words)).lines().map(Long::parseLong).toList();
    }

    /** Runs all seeds from one on, some in each of two processes. */
    static Sum sum(long first, int seeds) throws IOException, InterruptedException {
        long half = first + seeds / 2;
        Process one = start(List.of("sum", Long.toString(first), Long.toString(half)));
        try {
            Process two = start(List.of("sum", Long.toString(half), Long.toString(first + seeds)));
            long[] second = numbers(answer(two));
            long[] begin = numbers(answer(one));
            return new Sum(begin[0] + second[0], begin[1] + second[1], begin[2] + second[2]);
        } finally {
            one.destroyForcibly();
        }
    }

    private static long[] numbers(String line) {
        return Stream.of(line.strip().split(" "))
                .flatMapToLong(word -> LongStream.of(Long.parseLong(word)))
                .toArray();
    }

    /** The first of some seeds in which a mistake shows. */
    static Finding mistake(int mistake, int seeds) throws IOException, InterruptedException {
        String found = answer(start(List.of("mistake", Integer.toString(mistake), Integer.toString(seeds))));
        int end = found.indexOf('\n');
        long[] numbers = numbers(found.substring(0, end));
        return new Finding(numbers[0], (int) numbers[1], found.substring(end + 1));
    }

    private static Process start(List<String> words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                SeedsElsewhere.class.getName()));
        command.addAll(words);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** What it printed; when it did not end well, that is the failure. */
    private static String answer(Process process) throws IOException, InterruptedException {
        try (InputStream out = process.getInputStream()) {
            String printed = new String(out.readAllBytes(), UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(printed);
            }
            return printed;
        } finally {
            process.destroyForcibly();
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
