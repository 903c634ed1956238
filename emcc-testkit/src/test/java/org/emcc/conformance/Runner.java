package org.emcc.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.emcc.testing.Canary;

/** Runs a script on a stage. */
final class Runner {
    private static final Pattern PHONE = Pattern.compile("SEP[0-9A-F]{12}");

    private final Vocabulary vocabulary;

    Runner(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The phones that a script names. */
    static Set<String> phones(Script script) {
        return script.lines().stream()
                .flatMap(line -> PHONE.matcher(line.text()).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());
    }

    /**
     * Sets the scene and does what the script says, line by line; what it expects after its last step has to hold at the end too.
     *
     * @throws AssertionError when an expectation is not met, or a step cannot be done; it names file and line, what was seen, and what
     *     happened until then
     */
    void run(Script script, Stage stage) {
        Situation situation = new Situation();
        for (Line line : script.givens()) {
            phrase(line).give(situation, words(line));
        }
        List<Line> expected = new ArrayList<>();
        int begun = stage.trace().events().size();
        stage.begin(situation);
        for (Line line : script.acts()) {
            try {
                if (line.kind() == Line.Kind.STEP) {
                    expected.clear();
                } else {
                    expected.add(line);
                }
                act(line, stage);
            } catch (RuntimeException e) {
                throw new AssertionError(
                        where(script, line, stage) + "  could not be done: " + e + happened(stage, begun), e);
            } catch (Unmet e) {
                throw new AssertionError(
                        where(script, line, stage) + "  expected: " + e.expected + "\n  seen:     " + e.seen
                                + happened(stage, begun),
                        e);
            }
        }
        stage.rest();
        for (Line line : expected) {
            try {
                again(line, stage);
            } catch (Unmet e) {
                throw new AssertionError(
                        where(script, line, stage) + "  expected: " + e.expected + "\n  seen later: " + e.seen
                                + happened(stage, begun),
                        e);
            }
        }
        Canary.mustNotBeIn("the trace of " + script.id(), stage.trace().asText());
    }

    /** What fitted at the first look, and was to stay so. */
    private void again(Line line, Stage stage) throws Unmet {
        Expected expected = phrase(line).look(stage, words(line));
        String seen = expected.seen().get();
        if (!expected.fits().test(seen)) {
            throw new Unmet(expected.what(), seen);
        }
    }

    private static String where(Script script, Line line, Stage stage) {
        return script.file() + ":" + line.number() + ": on " + stage.kind() + ": "
                + line.kind().word() + " " + line.text() + "\n";
    }

    private static String happened(Stage stage, int begun) {
        StringBuilder out = new StringBuilder("\nwhat happened:\n");
        stage.trace().events().stream()
                .skip(begun)
                .forEach(event -> out.append(stage.trace().line(event)).append('\n'));
        return out.toString();
    }

    private Phrase phrase(Line line) {
        return vocabulary.fitting(line).get(0);
    }

    private Words words(Line line) {
        return phrase(line).match(line.text()).orElseThrow();
    }

    private void act(Line line, Stage stage) throws Unmet {
        Phrase phrase = phrase(line);
        Words words = words(line);
        if (line.kind() == Line.Kind.STEP) {
            phrase.carryOut(stage, words);
            return;
        }
        Expected expected = phrase.look(stage, words);
        String seen = stage.look(expected);
        if (!expected.fits().test(seen)) {
            throw new Unmet(expected.what(), seen);
        }
    }

    /** An expectation that is not met. */
    private static final class Unmet extends Exception {
        private static final long serialVersionUID = 1L;
        private final String expected;
        private final String seen;

        Unmet(String expected, String seen) {
            super(expected + " was expected, and seen was " + seen);
            this.expected = expected;
            this.seen = seen;
        }
    }
}
