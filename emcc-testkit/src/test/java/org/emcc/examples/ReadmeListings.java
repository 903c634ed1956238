package org.emcc.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.architecture.LineDifference;

/**
 * Compares the code blocks of a document with compiled sources. A block belongs to the source that the comment before it names,
 * {@code <!-- listing: Name -->}, and equals that source's region between {@code // tag::readme[]} and
 * {@code // end::readme[]}, moved to the left margin.
 */
final class ReadmeListings {
    private static final Pattern MARK = Pattern.compile("\\s*<!--\\s*listing:\\s*(\\w+)\\s*-->\\s*");
    private static final String BEGIN = "// tag::readme[]";
    private static final String END = "// end::readme[]";

    private final Path sources;
    private final List<String> names = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    private ReadmeListings(Path sources) {
        this.sources = sources;
    }

    /** Compares a document with the sources in a folder. */
    static ReadmeListings compare(List<String> document, Path sources) throws IOException {
        ReadmeListings listings = new ReadmeListings(sources);
        listings.read(document);
        return listings;
    }

    /** The sources that the document shows. */
    List<String> names() {
        return List.copyOf(names);
    }

    /** What does not fit; empty when all is well. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    private void read(List<String> document) throws IOException {
        String announced = "";
        for (int i = 0; i < document.size(); i++) {
            String line = document.get(i);
            Matcher mark = MARK.matcher(line);
            if (mark.matches()) {
                announced = mark.group(1);
                names.add(announced);
            } else if (line.startsWith("```")) {
                int close = i + 1;
                while (close < document.size() && !document.get(close).startsWith("```")) {
                    close++;
                }
                if (!announced.isEmpty()) {
                    compare(announced, document.subList(i + 1, close));
                } else if (line.startsWith("```java")) {
                    complaints.add("line " + (i + 1) + ": a Java listing that no compiled source stands behind");
                }
                announced = "";
                i = close;
            } else if (!line.isBlank() && !announced.isEmpty()) {
                complaints.add("line " + (i + 1) + ": " + announced + " is announced, but no code block follows");
                announced = "";
            }
        }
        if (!announced.isEmpty()) {
            complaints.add("at the end: " + announced + " is announced, but no code block follows");
        }
    }

    private void compare(String name, List<String> block) throws IOException {
        Path source = sources.resolve(name + ".java");
        if (!Files.exists(source)) {
            complaints.add(name + ": there is no " + name + ".java among the examples");
            return;
        }
        List<String> region = region(Files.readAllLines(source, UTF_8));
        if (region.isEmpty()) {
            complaints.add(name + ": " + name + ".java has nothing between " + BEGIN + " and " + END);
            return;
        }
        List<String> difference = LineDifference.of(block, region);
        if (!difference.isEmpty()) {
            complaints.add(name + ": the document (-) differs from the source (+)\n" + String.join("\n", difference));
        }
    }

    private static List<String> region(List<String> source) {
        List<String> inside = source.stream()
                .dropWhile(line -> !line.strip().equals(BEGIN))
                .skip(1)
                .takeWhile(line -> !line.strip().equals(END))
                .toList();
        int margin = inside.stream()
                .filter(line -> !line.isBlank())
                .mapToInt(line -> line.length() - line.stripLeading().length())
                .min()
                .orElse(0);
        return inside.stream()
                .map(line -> line.isBlank() ? "" : line.substring(margin))
                .toList();
    }
}
