package org.emcc.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of all scripts. */
final class Scripts {
    static final Path FOLDER =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("src/test/resources/conformance");

    private Scripts() {}

    static List<Script> all(Vocabulary vocabulary) {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(file -> !file.getParent().equals(FOLDER))
                    .sorted()
                    .map(file -> read(vocabulary, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the scripts cannot be read", e);
        }
    }

    private static Script read(Vocabulary vocabulary, Path file) {
        try {
            String name = FOLDER.relativize(file).toString().replace('\\', '/');
            return ScriptParser.parse(vocabulary, name, Files.readString(file, UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }
}
