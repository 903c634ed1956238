package org.emcc.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The code blocks of the README, and nothing else of this project: what a newcomer copies. */
final class Readme {
    private final List<String> blocks = new ArrayList<>();

    Readme(Path file) throws IOException {
        StringBuilder block = null;
        for (String line : Files.readAllLines(file, UTF_8)) {
            if (block == null) {
                block = line.startsWith("```") ? new StringBuilder() : null;
            } else if (line.startsWith("```")) {
                blocks.add(block.toString());
                block = null;
            } else {
                block.append(line).append('\n');
            }
        }
    }

    /** The one block in which this line stands, as it is there. */
    String blockWith(String line) {
        List<String> found = blocks.stream()
                .filter(block -> block.lines().anyMatch(line::equals))
                .toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    "the README must have one block with the line \"" + line + "\", it has " + found.size());
        }
        return found.get(0);
    }
}
