package org.emcc.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A new user's test, which is the README's listing and nothing more, compiled against the built jars and run in a process of its own:
 * on the class path and on the module path, with JUnit 5 and with JUnit 6. The jars beside those of the SDK are the ones that its POMs
 * bring along, and what a test author brings: JUnit and AssertJ.
 *
 * <p>No {@code *Test}, because the jars are there only after all tests: the build runs it by its name, in the phase that follows. It
 * skips where nobody has said where they are, which is outside Maven.
 */
class ConsumerCheck {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final String PACKAGE = "com.example.roaming";

    /** Runs all tests of the user's module or folder; the descriptor of a user's module does not know it. */
    private static final String RUNNER = """
            package runner;

            import java.io.PrintWriter;
            import java.nio.file.Path;
            import java.util.List;
            import java.util.Set;
            import org.junit.platform.engine.DiscoverySelector;
            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            public final class Main {
                public static void main(String[] args) throws Exception {
                    boolean named = Main.class.getModule().isNamed();
                    List<? extends DiscoverySelector> all = named
                            ? List.of(DiscoverySelectors.selectModule(args[0]))
                            : DiscoverySelectors.selectClasspathRoots(Set.of(Path.of(args[1])));
                    SummaryGeneratingListener listener = new SummaryGeneratingListener();
                    LauncherFactory.create().execute(LauncherDiscoveryRequestBuilder.request().selectors(all).build(), listener);
                    var summary = listener.getSummary();
                    summary.printFailuresTo(new PrintWriter(System.out, true), 30);
                    Class<?> api = Class.forName("org.junit.jupiter.api.Test");
                    System.out.println("module path: " + named + " " + api.getModule().isNamed());
                    System.out.println("jupiter: " + Path.of(api.getProtectionDomain().getCodeSource().getLocation().toURI()).getFileName());
                    System.out.println("passed: " + summary.getTestsSucceededCount());
                    System.out.println("not passed: " + (summary.getTotalFailureCount() + summary.getTestsSkippedCount()
                            + summary.getTestsAbortedCount()));
                }
            }
            """;

    /** Of a JUnit, whichever it is. */
    private static final List<String> JUNIT = List.of(
            "junit-jupiter-api",
            "junit-jupiter-engine",
            "junit-platform-commons",
            "junit-platform-engine",
            "junit-platform-launcher");

    /** What JUnit and AssertJ bring along. */
    private static final List<String> BESIDE =
            List.of("assertj-core", "byte-buddy", "opentest4j", "apiguardian-api", "jspecify");

    @TempDir
    private Path folder;

    @BeforeAll
    static void theJarsAreThere() {
        assumeTrue(
                !System.getProperty("emcc.consumer.jar", "").isEmpty(),
                "the built jars are known in `mvn verify` only: nothing was checked");
    }

    @ParameterizedTest(name = "JUnit {0}, module path: {1}")
    @CsvSource({"5, false", "5, true", "6, false", "6, true"})
    void theTestOfTheReadmePasses(int junit, boolean modular) throws Exception {
        Readme readme = new Readme(BASE.resolveSibling("README.md"));
        List<Path> jars = jars(junit);
        Path test = source("test", PACKAGE, "RoamingTest", readme.blockWith("class RoamingTest {"));
        Path runner = source("runner", "runner", "Main", RUNNER);
        List<Path> tests = new ArrayList<>(List.of(test));
        List<Path> runners = new ArrayList<>(List.of(runner));
        if (modular) {
            tests.add(descriptor("test", readme.blockWith("open module " + PACKAGE + " {")));
            runners.add(descriptor("runner", "module runner { requires org.junit.platform.launcher; }"));
        }
        List<Path> path = new ArrayList<>(jars);
        path.add(compile("test", tests, jars, modular));
        path.add(compile("runner", runners, jars, modular));

        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1"); // it is short
        command.add(modular ? "--module-path" : "--class-path");
        command.add(joined(path));
        if (modular) {
            command.addAll(
                    List.of("--add-modules", PACKAGE + ",org.junit.jupiter.engine", "--module", "runner/runner.Main"));
        } else {
            command.add("runner.Main");
        }
        command.addAll(List.of(PACKAGE, folder.resolve("test-classes").toString()));
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("it ends").isTrue();
        } finally {
            process.destroyForcibly();
        }

        String said = Files.readString(output, UTF_8);
        assertThat(said)
                .contains("module path: " + modular + " " + modular + "\n")
                .contains("jupiter: junit-jupiter-api-" + junit + ".")
                .contains("not passed: 0\n")
                .containsPattern("\npassed: [1-9][0-9]+\n"); // the login, and the contract's many
        assertThat(process.exitValue()).as(said).isZero();
    }

    /** The SDK, what its POMs bring along, and what a test author brings; jars all of them, and no folder of classes. */
    private static List<Path> jars(int junit) throws IOException {
        List<Path> own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        List<Path> six;
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("emcc.consumer.junit6")))) {
            six = files.toList();
        }
        List<Path> jars = new ArrayList<>();
        jars.add(Path.of(System.getProperty("emcc.consumer.jar")));
        for (String each : Files.readString(Path.of(System.getProperty("emcc.consumer.classpath")), UTF_8)
                .strip()
                .split(File.pathSeparator, -1)) {
            jars.add(Path.of(each));
        }
        JUNIT.forEach(name -> jars.add(of(name, junit == 5 ? own : six)));
        BESIDE.forEach(name -> jars.add(of(name, own)));
        assertThat(jars).allSatisfy(jar -> assertThat(jar).isRegularFile().hasExtension("jar"));
        return jars.stream().distinct().toList();
    }

    private static Path of(String artifact, List<Path> among) {
        return among.stream()
                .filter(jar -> jar.getFileName().toString().matches(artifact + "-[0-9][0-9.]*\\.jar"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no jar of " + artifact + " is in " + among));
    }

    private Path source(String name, String inPackage, String type, String text) throws IOException {
        Path file = folder.resolve(name).resolve(inPackage.replace('.', '/')).resolve(type + ".java");
        Files.createDirectories(file.getParent());
        String head = text.startsWith("package ") ? "" : "package " + inPackage + ";\n\n";
        return Files.writeString(file, head + text, UTF_8);
    }

    private Path descriptor(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name).resolve("module-info.java"), text, UTF_8);
    }

    private Path compile(String name, List<Path> sources, List<Path> jars, boolean modular) throws IOException {
        Path classes = folder.resolve(name + "-classes");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, UTF_8)) {
            boolean compiled = compiler.getTask(
                            said,
                            files,
                            null,
                            List.of(
                                    "--release",
                                    "17",
                                    "-proc:none",
                                    modular ? "--module-path" : "--class-path",
                                    joined(jars),
                                    "-d",
                                    classes.toString()),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
            assertThat(compiled).as("%s", said).isTrue();
        }
        return classes;
    }

    private static String joined(List<Path> path) {
        return String.join(File.pathSeparator, path.stream().map(Path::toString).toList());
    }
}
