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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.login.HomeCluster;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.NullMarked;
import org.slf4j.Logger;

/** Runs seeds in a virtual machine of its own, where whatever differs between two machines is different: the order of sets, for one. */
final class SeedsOfAnotherProcess {
    private SeedsOfAnotherProcess() {}

    /** Prints the digest of every seed that is named. */
    public static void main(String[] seeds) {
        for (String seed : seeds) {
            System.out.println(Simulation.of(Long.parseLong(seed)).digest());
        }
    }

    /** The digests of seeds, from another process. */
    static List<Long> digests(List<Long> seeds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(),
                SeedsOfAnotherProcess.class.getName()));
        seeds.forEach(seed -> command.add(seed.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream out = process.getInputStream()) {
            List<Long> digests = new String(out.readAllBytes(), UTF_8)
                    .lines()
                    .map(Long::parseLong)
                    .toList();
            process.waitFor(1, TimeUnit.MINUTES);
            return digests;
        } finally {
            process.destroyForcibly();
        }
    }

    /** Where the classes are that it needs, whether this process has them on a class path or a module path. */
    private static String classPath() {
        return Stream.of(SeedsOfAnotherProcess.class, Trace.class, HomeCluster.class, NullMarked.class, Logger.class)
                .map(SeedsOfAnotherProcess::root)
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
