package org.emcc.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads a script. Every line begins with a keyword and two blanks at least; a line that is empty or begins with {@code #} says nothing.
 * <pre>
 * case      REFUSE-031                                  letters, digits and hyphens; the file is called so, in small letters
 * title     A user who is not enabled for EMCC ...      one sentence
 * source    emcc-behaviour 7.2                          short name and section
 * shows     code-31, step-h6                            behaviours of the catalogue
 * runs on   rules, lab
 * not on    simulation: why                             any number, for a place that all its phrases could run on
 * given     user alice is not enabled for EMCC          any number, before the first step
 * step      ...
 * expect    ...                                         at least one, and the last line is one
 * </pre>
 */
final class ScriptParser {
    private static final List<String> HEAD = List.of("case", "title", "source", "shows", "runs on");

    private static final String NOT_ON = "not on";

    private final Vocabulary vocabulary;
    private final String file;
    private final Map<String, String> head = new LinkedHashMap<>();
    private final Map<String, Integer> headLines = new LinkedHashMap<>();
    private final Map<StageKind, String> notOn = new EnumMap<>(StageKind.class);
    private final List<Line> lines = new ArrayList<>();

    private ScriptParser(Vocabulary vocabulary, String file) {
        this.vocabulary = vocabulary;
        this.file = file;
    }

    static Script parse(Vocabulary vocabulary, String file, String text) {
        return new ScriptParser(vocabulary, file).script(text);
    }

    private BadScriptException bad(int line, String rule) {
        return new BadScriptException(file, line, rule);
    }

    private Script script(String text) {
        String[] all = text.split("\n", -1);
        for (int i = 0; i < all.length; i++) {
            if (!all[i].isBlank() && !all[i].startsWith("#")) {
                take(i + 1, all[i]);
            }
        }
        for (String keyword : HEAD) {
            if (!head.containsKey(keyword)) {
                throw bad(all.length, "a script must have a line \"" + keyword + "\"");
            }
        }
        checkName();
        checkOrder(all.length);
        Set<StageKind> runsOn = stages();
        lines.forEach(line -> checkPhrase(line, runsOn));
        return new Script(
                file,
                value("case"),
                value("title"),
                value("source"),
                list("shows"),
                runsOn,
                Map.copyOf(notOn),
                List.copyOf(lines));
    }

    private void take(int number, String line) {
        if (line.indexOf('\t') >= 0 || line.indexOf('\r') >= 0) {
            throw bad(number, "a line must not contain tabs or carriage returns");
        }
        if (line.endsWith(" ")) {
            throw bad(number, "a line must not end with blanks");
        }
        int gap = line.indexOf("  ");
        if (gap <= 0) {
            throw bad(number, "a line must begin with a keyword and two blanks, one of " + keywords());
        }
        String keyword = line.substring(0, gap);
        String rest = line.substring(gap).strip();
        if (keyword.equals(NOT_ON)) {
            takeNotOn(number, rest);
        } else if (HEAD.contains(keyword)) {
            takeHead(number, keyword, rest);
        } else {
            lines.add(new Line(number, kind(number, keyword), rest));
        }
    }

    private void takeNotOn(int number, String rest) {
        String[] parts = rest.split(": ", 2);
        StageKind stage = StageKind.of(parts[0])
                .filter(kind -> parts.length == 2 && head.size() == HEAD.size() && lines.isEmpty())
                .orElseThrow(() -> bad(
                        number,
                        "below \"runs on\" may stand, after two blanks: one of " + Arrays.toString(StageKind.values())
                                + ", a colon and why not"));
        if (list("runs on").contains(parts[0]) || notOn.put(stage, parts[1]) != null) {
            throw bad(number, "it runs on " + stage + ", or why not is said twice");
        }
    }

    private static String keywords() {
        return HEAD + " and "
                + Arrays.stream(Line.Kind.values()).map(Line.Kind::word).toList();
    }

    private void takeHead(int number, String keyword, String rest) {
        int expected = head.size();
        if (expected >= HEAD.size() || !HEAD.get(expected).equals(keyword)) {
            throw bad(
                    number,
                    "the first lines must be " + HEAD + ", each once and in this order, but here is " + keyword);
        }
        if (!lines.isEmpty()) {
            throw bad(number, "\"" + keyword + "\" must stand before what is given, done and expected");
        }
        head.put(keyword, rest);
        headLines.put(keyword, number);
    }

    private Line.Kind kind(int number, String keyword) {
        return Arrays.stream(Line.Kind.values())
                .filter(kind -> kind.word().equals(keyword))
                .findFirst()
                .orElseThrow(() -> bad(number, "unknown keyword \"" + keyword + "\"; there are " + keywords()));
    }

    private String value(String keyword) {
        return head.getOrDefault(keyword, "");
    }

    private int lineOf(String keyword) {
        return headLines.getOrDefault(keyword, 1);
    }

    private List<String> list(String keyword) {
        return Arrays.stream(value(keyword).split(",", -1)).map(String::strip).toList();
    }

    private void checkName() {
        String id = value("case");
        if (!id.matches("[A-Z][A-Z0-9]*(-[A-Z0-9]+)+")) {
            throw bad(lineOf("case"), "a case must be capital letters and digits, parted by hyphens, but is " + id);
        }
        String name = id.toLowerCase(java.util.Locale.ROOT) + ".txt";
        if (!file.equals(name) && !file.endsWith("/" + name)) {
            throw bad(lineOf("case"), "the file of case " + id + " must be called " + name);
        }
        if (!value("source").matches("(emcc-behaviour|em-api-and-axl|phone-config-files|design) [0-9].*")) {
            throw bad(lineOf("source"), "a source must be a short name and a section, but is " + value("source"));
        }
        for (String behaviour : list("shows")) {
            if (!behaviour.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw bad(
                        lineOf("shows"),
                        "a behaviour must be small letters and digits, parted by hyphens, but is " + behaviour);
            }
        }
    }

    private Set<StageKind> stages() {
        EnumSet<StageKind> stages = EnumSet.noneOf(StageKind.class);
        for (String word : list("runs on")) {
            StageKind kind = StageKind.of(word)
                    .orElseThrow(() -> bad(
                            lineOf("runs on"),
                            "a script can run on " + Arrays.toString(StageKind.values()) + ", not on \"" + word
                                    + "\""));
            if (!stages.add(kind)) {
                throw bad(lineOf("runs on"), kind + " is named twice");
            }
        }
        return stages;
    }

    private void checkOrder(int end) {
        boolean begun = false;
        for (Line line : lines) {
            if (begun && line.kind() == Line.Kind.GIVEN) {
                throw bad(
                        line.number(), "what is given must stand before the first step; use \"from now on\" in a step");
            }
            begun = begun || line.kind() != Line.Kind.GIVEN;
        }
        if (lines.isEmpty() || lines.get(lines.size() - 1).kind() != Line.Kind.EXPECT) {
            throw bad(end, "the last line of a script must be one that expects something");
        }
    }

    private void checkPhrase(Line line, Set<StageKind> runsOn) {
        List<Phrase> fitting = vocabulary.fitting(line);
        if (fitting.isEmpty()) {
            throw bad(
                    line.number(),
                    "no phrase of \"" + line.kind().word() + "\" says: " + line.text() + vocabulary.nearest(line));
        }
        if (fitting.size() > 1) {
            throw bad(
                    line.number(),
                    "more than one phrase fits: "
                            + fitting.stream().map(Phrase::template).collect(Collectors.joining(" | ")));
        }
        for (StageKind stage : runsOn) {
            if (!fitting.get(0).stages().contains(stage)) {
                throw bad(
                        line.number(),
                        "this phrase cannot run on " + stage + ", only on "
                                + fitting.get(0).stages());
            }
        }
    }
}
