package org.emcc.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The modules as a stranger uses them: a module of its own is compiled against them and run on the module path, in a process of its own.
 * Only so can be seen what a descriptor does not open: the tests of the modules themselves run with their packages open.
 */
class ModulePathTest {
    private static final String DESCRIPTOR = """
            module consumer {
                requires org.emcc.tftp;
            }
            """;

    /** Writes and reads each file that JAXB has a part in. */
    private static final String CONSUMER = """
            package consumer;

            import java.util.List;
            import org.emcc.tftp.config.*;

            public final class Main {
                public static void main(String[] args) {
                    System.out.println("named: " + Main.class.getModule().isNamed() + " " + RingList.class.getModule().isNamed());
                    var rings = new RingList(List.of(new RingList.Ring("A", "a.raw")));
                    same(rings, RingList.decodeOrThrow(rings.encode()));
                    var pictures = new BackgroundList(List.of(new BackgroundList.Picture("TFTP:Desktops/a.png", "TFTP:Desktops/b.png")));
                    same(pictures, BackgroundList.decodeOrThrow(pictures.encode()));
                    var template = new DialTemplate("1", List.of(DialTemplate.Rule.of("9.", 5)));
                    same(template, DialTemplate.decodeOrThrow(template.encode()));
                    var rules = new DialRules(List.of(new DialRule("9", "4", "1", "0")));
                    same(rules, DialRules.decodeOrThrow(rules.encode()));
                    var keys = new SoftKeys("2", SoftKeys.knownKeys(), List.of(new SoftKeys.KeySet("On Hook", List.of("NewCall"))));
                    same(keys, SoftKeys.decodeOrThrow(keys.encode()));
                    var policy = new FeaturePolicy("p", "3", List.of(FeaturePolicy.Feature.of(1, true)));
                    same(policy, FeaturePolicy.decodeOrThrow(policy.encode()));
                    var tones = new ToneList("l", "", "", List.of(
                            ToneList.Tone.of("busy", 5000, List.of(425), List.of(new ToneList.Part(true, 500)))));
                    same(tones, ToneList.decodeOrThrow(tones.encode()));
                }

                private static void same(Object written, Object read) {
                    if (!written.equals(read)) {
                        throw new IllegalStateException(read + " must be " + written);
                    }
                    System.out.println(written.getClass().getSimpleName());
                }
            }
            """;

    @TempDir
    private Path folder;

    @Test
    void aStrangersModuleReadsAndWritesAllFilesThatAreBound() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/consumer"));
        Files.writeString(source.resolveSibling("module-info.java"), DESCRIPTOR, UTF_8);
        Files.writeString(source.resolve("Main.java"), CONSUMER, UTF_8);
        Path classes = folder.resolve("classes");
        List<String> modules = modules("org.emcc.tftp", "org.glassfish.jaxb.runtime");
        StringWriter said = new StringWriter();
        int compiled = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintWriter(said, true),
                        new PrintWriter(said, true),
                        "-proc:none",
                        "--module-path",
                        String.join(File.pathSeparator, modules),
                        "-d",
                        classes.toString(),
                        source.resolveSibling("module-info.java").toString(),
                        source.resolve("Main.java").toString());
        assertThat(compiled).as("%s", said).isZero();

        List<String> path = new ArrayList<>(modules);
        path.add(classes.toString());
        Path output = folder.resolve("output");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--module-path",
                        String.join(File.pathSeparator, path),
                        "--module",
                        "consumer/consumer.Main")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(Files.readAllLines(output, UTF_8))
                .containsExactly(
                        "named: true true",
                        "RingList",
                        "BackgroundList",
                        "DialTemplate",
                        "DialRules",
                        "SoftKeys",
                        "FeaturePolicy",
                        "ToneList");
        assertThat(process.exitValue()).isZero();
    }

    /** Where the modules are that these need, and they; each one has a descriptor of its own. */
    private static List<String> modules(String... roots) {
        List<Path> real = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty() && isModule(Path.of(entry))) {
                real.add(Path.of(entry));
            }
        }
        Configuration needed = Configuration.resolve(
                ModuleFinder.compose(ModuleFinder.of(real.toArray(Path[]::new)), ModuleFinder.ofSystem()),
                List.of(Configuration.empty()),
                ModuleFinder.of(),
                Set.of(roots));
        Set<String> found = new TreeSet<>();
        needed.modules().forEach(module -> {
            URI location = module.reference().location().orElseThrow();
            if (location.getScheme().equals("file")) {
                found.add(Path.of(location).toString());
            }
        });
        return List.copyOf(found);
    }

    private static boolean isModule(Path entry) {
        try {
            Set<ModuleReference> found = ModuleFinder.of(entry).findAll();
            return found.size() == 1
                    && found.stream().noneMatch(module -> module.descriptor().isAutomatic());
        } catch (FindException e) {
            return false; // a folder of tests, or a jar whose name makes no module
        }
    }
}
