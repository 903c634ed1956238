package org.emcc.conformance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** All phrases that scripts are made of. */
final class Vocabulary {
    private final List<Phrase> phrases;

    private Vocabulary(List<Phrase> phrases) {
        this.phrases = List.copyOf(phrases);
    }

    static Vocabulary standard() {
        List<Phrase> all = new ArrayList<>();
        all.addAll(Givens.all());
        List<Phrase> steps = Steps.all();
        all.addAll(steps);
        for (Phrase given : Givens.all()) {
            all.add(Phrase.step(
                    "from now on " + given.template(),
                    "an administrator changes it while all runs: " + given.meaning(),
                    given.stages(),
                    (stage, words) -> {
                        Situation change = new Situation();
                        given.give(change, words);
                        stage.change(change);
                    }));
        }
        all.addAll(Expectations.all());
        return new Vocabulary(all);
    }

    List<Phrase> phrases() {
        return phrases;
    }

    List<Phrase> fitting(Line line) {
        return phrases.stream()
                .filter(phrase -> phrase.kind() == line.kind())
                .filter(phrase -> phrase.match(line.text()).isPresent())
                .toList();
    }

    /** The first line of a script that cannot be done on a stage. */
    Optional<Line> impossible(Script script, StageKind stage) {
        return script.lines().stream()
                .filter(line -> !fitting(line).get(0).stages().contains(stage))
                .findFirst();
    }

    /** The phrase that has most words in common with a line that no phrase fits. */
    String nearest(Line line) {
        Set<String> said = words(line.text());
        Predicate<String> common = said::contains;
        return phrases.stream()
                .filter(phrase -> phrase.kind() == line.kind())
                .max(Comparator.comparingLong((Phrase phrase) ->
                                words(phrase.template()).stream().filter(common).count())
                        .thenComparing(phrase -> -phrase.template().length()))
                .map(phrase -> "; the nearest is: " + phrase.template())
                .orElse("");
    }

    private static Set<String> words(String text) {
        return new HashSet<>(Arrays.asList(text.split("[ :,]+", -1)));
    }
}
