package org.emcc.certs.pkcs12;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The programs of others that a test talks to, where they are installed. */
final class Tools {
    private Tools() {}

    /** The homes of this JDK and of those beside it, each once. */
    static List<Path> jdks() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(own);
        try (var beside = Files.newDirectoryStream(own.getParent())) {
            for (Path home : beside) {
                if (Files.isExecutable(home.resolve("bin/java")) && Files.isExecutable(home.resolve("bin/keytool"))) {
                    homes.add(home.toRealPath());
                }
            }
        }
        return new ArrayList<>(homes);
    }

    /** Runs a tool which must succeed; skips the test, and says so, where it is not installed. */
    static String run(Path directory, List<String> command) throws IOException, InterruptedException {
        Ran ran = tryRun(directory, command);
        assertThat(ran.status()).as("%s: %s", command, ran.output()).isZero();
        return ran.output();
    }

    /** What a tool said and with what it ended. */
    record Ran(int status, String output) {}

    /** Runs a tool which may fail; skips the test, and says so, where it is not installed. */
    static Ran tryRun(Path directory, List<String> command) throws IOException, InterruptedException {
        Process process;
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
            builder.environment().put("LC_ALL", "C.UTF-8");
            process = builder.start();
        } catch (IOException e) {
            assumeTrue(false, command.get(0) + " is not installed: not tested against it");
            throw e;
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), output);
    }
}
