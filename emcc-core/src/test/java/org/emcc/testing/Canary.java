package org.emcc.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PIN that is to be seen nowhere. Tests type it wherever a right PIN is typed, and hand what was made of it to
 * {@link #mustNotBeIn}. When all tests of a module have run, a process of its own ({@code CanaryCheck}) looks for it in what they
 * logged at any level, in what they printed, and in what {@link #mustNotBeIn} has found: there nothing can be swallowed.
 */
public final class Canary {
    /** The PIN. No number of a test contains it by chance. */
    public static final String PIN = "7193551802";

    private static final Path TARGET =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
    private static final Path FOUND = TARGET.resolve("canary-found.txt");

    private Canary() {}

    /** Whether the PIN is in a text. */
    public static boolean isIn(CharSequence text) {
        return text.toString().contains(PIN);
    }

    /**
     * Fails when the PIN is in a text; and the check at the end of the module fails too, should this failure be swallowed.
     *
     * @param where what the text is, for the message
     * @param text what is searched
     */
    public static void mustNotBeIn(String where, CharSequence text) {
        ThisRun.begin();
        if (isIn(text)) {
            ThisRun.note(where);
            throw new AssertionError("The PIN was found in " + where);
        }
    }

    /** The same for an exception: its message, its stack, its causes, and what it suppressed. */
    public static void mustNotBeIn(String where, Throwable thrown) {
        java.io.StringWriter out = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(out, true));
        mustNotBeIn(where, out.toString());
    }

    /** Forgets once, before the first search, what an earlier run has found. A run is a build, whose tests run in several processes. */
    private static final class ThisRun {
        private static final Instant BEGAN =
                build().or(() -> ProcessHandle.current().info().startInstant()).orElse(Instant.EPOCH);

        static {
            try {
                if (Files.exists(FOUND)
                        && Files.getLastModifiedTime(FOUND).toInstant().isBefore(BEGAN)) {
                    Files.delete(FOUND);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void begin() {
            // Whoever calls this has initialised the class.
        }

        static synchronized void note(String where) {
            write(where);
        }
    }

    private static void write(String where) {
        List<StackTraceElement> stack =
                Arrays.stream(new Throwable().getStackTrace()).skip(3).limit(3).toList();
        String line = where + " at " + stack + "\n";
        try {
            Files.writeString(FOUND, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The log of this run of the module as far as this process wrote it: all levels of all our loggers. */
    public static String log() {
        return read(Path.of(System.getProperty("org.slf4j.simpleLogger.logFile")));
    }

    /** When the build began, as its POM says. */
    private static Optional<Instant> build() {
        return Optional.ofNullable(System.getProperty("emcc.build.began")).map(Instant::parse);
    }

    /** Those of all processes of this build; an earlier one may have had more of them. */
    private static List<Path> logs() throws IOException {
        Instant since = build().orElse(Instant.EPOCH);
        List<Path> logs = new ArrayList<>();
        try (Stream<Path> files = Files.list(TARGET)) {
            for (Path file : files.toList()) {
                if (file.getFileName().toString().startsWith("test-log")
                        && !Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                    logs.add(file);
                }
            }
        }
        return logs;
    }

    /**
     * Where the tests of this module have left the PIN.
     *
     * @return a line for each place; empty when all is well
     */
    public static List<String> sightings() {
        List<String> sightings = new ArrayList<>();
        if (Files.exists(FOUND)) {
            sightings.addAll(read(FOUND).lines().map(line -> "found in " + line).toList());
        }
        try (Stream<Path> reports = Files.list(TARGET.resolve("surefire-reports"))) {
            logs().stream().filter(log -> isIn(read(log))).forEach(log -> sightings.add("logged: see " + log));
            reports.filter(report -> isIn(read(report)))
                    .forEach(report -> sightings.add("printed or named: see " + report));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sightings;
    }

    /** Begins anew: what this run has found is not held against the next, which may log nothing. */
    public static void forget() {
        try {
            Files.deleteIfExists(FOUND);
            for (Path log : logs()) {
                if (isIn(read(log))) {
                    Files.delete(log);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
