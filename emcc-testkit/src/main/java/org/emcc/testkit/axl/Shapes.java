package org.emcc.testkit.axl;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The objects of AXL, as the resource {@code objects.txt} lists them; there it says in which form. */
final class Shapes {
    private static final String INFERRED = "inferred";

    private final Map<String, ObjectShape> objects = new LinkedHashMap<>();
    private final Map<String, List<Line>> types = new LinkedHashMap<>();

    private record Line(int indent, List<String> words) {
        String first() {
            return words.get(0);
        }
    }

    private Shapes(List<Line> lines) {
        List<List<Line>> sections = sections(lines);
        sections.stream()
                .filter(section -> section.get(0).first().equals("type"))
                .forEach(section -> types.put(section.get(0).words().get(1), section.subList(1, section.size())));
        sections.stream()
                .filter(section -> section.get(0).first().equals("object"))
                .map(this::object)
                .forEach(object -> objects.put(object.type(), object));
    }

    static Shapes read() {
        try (InputStream in = Objects.requireNonNull(Shapes.class.getResourceAsStream("objects.txt"), "objects.txt")) {
            return new Shapes(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Shapes::line)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Line line(String text) {
        String words = text.strip();
        return new Line(text.indexOf(words), Arrays.asList(words.split(" +", -1)));
    }

    private static List<List<Line>> sections(List<Line> lines) {
        List<List<Line>> sections = new ArrayList<>();
        for (Line line : lines) {
            if (line.first().equals("object") || line.first().equals("type")) {
                sections.add(new ArrayList<>());
            }
            sections.get(sections.size() - 1).add(line);
        }
        return sections;
    }

    Collection<ObjectShape> all() {
        return objects.values();
    }

    Optional<ObjectShape> find(String type) {
        return Optional.ofNullable(objects.get(type));
    }

    private ObjectShape object(List<Line> section) {
        List<Shape> fields = new ArrayList<>(fields(part(section, "fields"), false));
        fields.addAll(fields(part(section, "reads"), true));
        return new ObjectShape(
                section.get(0).words().get(1),
                section.get(0).words().get(2),
                words(section, "keys"),
                words(section, "criteria").stream().map(Shapes::criterion).toList(),
                Set.copyOf(words(section, "omits")),
                List.copyOf(fields));
    }

    private static ObjectShape.Criterion criterion(String text) {
        String[] parts = text.split("@", -1);
        return new ObjectShape.Criterion(parts[0], parts.length == 1 ? AxlVersion.V10_5 : version(parts[1]));
    }

    private static AxlVersion version(String text) {
        return AxlVersion.of(text).orElseThrow(() -> new IllegalStateException("no version " + text));
    }

    private static List<String> words(List<Line> section, String word) {
        return section.stream()
                .filter(line -> line.indent() == 0 && line.first().equals(word))
                .flatMap(line -> line.words().stream().skip(1))
                .filter(each -> !each.equals(INFERRED))
                .toList();
    }

    /** The indented lines below a word. */
    private static List<Line> part(List<Line> section, String word) {
        List<Line> part = new ArrayList<>();
        boolean in = false;
        for (Line line : section) {
            if (line.indent() == 0) {
                in = line.first().equals(word);
            } else if (in) {
                part.add(line);
            }
        }
        return part;
    }

    private List<Shape> fields(List<Line> lines, boolean readOnly) {
        List<Shape> fields = new ArrayList<>();
        int i = 0;
        while (i < lines.size()) {
            int next = i + 1;
            while (next < lines.size()
                    && lines.get(next).indent() > lines.get(i).indent()) {
                next++;
            }
            fields.add(field(lines.get(i), lines.subList(i + 1, next), readOnly));
            i = next;
        }
        return List.copyOf(fields);
    }

    private Shape field(Line line, List<Line> below, boolean readOnly) {
        String type = after(line, ":");
        List<Line> inside = type.isEmpty() ? below : types.getOrDefault(type, List.of());
        String since = after(line, "since");
        String until = after(line, "until");
        return new Shape(
                line.first().equals("(choice)") ? "" : line.first(),
                type,
                line.words().contains("*"),
                readOnly,
                since.isEmpty() ? AxlVersion.V10_5 : version(since),
                until.isEmpty() ? AxlVersion.V15_0 : version(until),
                fields(inside, false));
    }

    private static String after(Line line, String word) {
        int at = line.words().indexOf(word);
        return at < 0 ? "" : line.words().get(at + 1);
    }
}
