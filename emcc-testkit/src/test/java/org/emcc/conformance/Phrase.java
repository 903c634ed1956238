package org.emcc.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One phrase of the vocabulary: a sentence with places, such as <code>user {user} is not enabled for EMCC</code>, and what it means.
 * The last word of a place says what may stand there.
 */
final class Phrase {
    /** What may stand in a place, by the last word of its name. */
    static final Map<String, Place> PLACES = places();

    private static final Pattern PLACE = Pattern.compile("\\{([a-z ]+)}");

    /**
     * A kind of place.
     *
     * @param pattern what may stand there, as a regular expression without groups
     * @param meaning the same for people
     */
    record Place(String pattern, String meaning) {}

    private final Line.Kind kind;
    private final String template;
    private final String meaning;
    private final Set<StageKind> stages;
    private final Pattern pattern;
    private final List<String> names = new ArrayList<>();
    private final BiConsumer<Situation, Words> given;
    private final BiConsumer<Stage, Words> step;
    private final BiFunction<Stage, Words, Expected> expected;

    private Phrase(
            Line.Kind kind,
            String template,
            String meaning,
            Set<StageKind> stages,
            BiConsumer<Situation, Words> given,
            BiConsumer<Stage, Words> step,
            BiFunction<Stage, Words, Expected> expected) {
        this.kind = kind;
        this.template = template;
        this.meaning = meaning;
        this.stages = Set.copyOf(stages);
        this.pattern = compiled(template);
        this.given = given;
        this.step = step;
        this.expected = expected;
    }

    static Phrase given(String template, String meaning, Set<StageKind> stages, BiConsumer<Situation, Words> does) {
        return new Phrase(Line.Kind.GIVEN, template, meaning, stages, does, Phrase::never, Phrase::never2);
    }

    static Phrase step(String template, String meaning, Set<StageKind> stages, BiConsumer<Stage, Words> does) {
        return new Phrase(Line.Kind.STEP, template, meaning, stages, Phrase::never, does, Phrase::never2);
    }

    static Phrase expect(
            String template, String meaning, Set<StageKind> stages, BiFunction<Stage, Words, Expected> looks) {
        return new Phrase(Line.Kind.EXPECT, template, meaning, stages, Phrase::never, Phrase::never, looks);
    }

    private static void never(Object first, Object second) {
        throw new IllegalStateException("this phrase is of another kind");
    }

    private static Expected never2(Object first, Object second) {
        throw new IllegalStateException("this phrase is of another kind");
    }

    private static Map<String, Place> places() {
        Map<String, Place> all = new LinkedHashMap<>();
        all.put("cluster", new Place("[A-Z]{3}", "a cluster ID: NYC, LON or PAR"));
        all.put("phone", new Place("SEP[0-9A-F]{12}", "a device name"));
        all.put("user", new Place("[a-z][a-z0-9.]*", "a user ID"));
        all.put("number", new Place("[0-9]+", "a number"));
        String time = "[0-9]+ (?:day|hour|minute|second)s?";
        all.put("time", new Place(time + "(?: " + time + ")*", "a time, such as 10 hours 30 minutes"));
        all.put(
                "pin",
                new Place(
                        "the right PIN|a wrong PIN|no PIN|the new PIN|a PIN that is too long",
                        "the right PIN, a wrong PIN, no PIN, the new PIN (that was changed to) or a PIN that is too long"));
        all.put("release", new Place("[0-9][0-9A-Z.()]*", "a release, such as 12.5(1)SU3"));
        all.put("name", new Place("[A-Za-z0-9][A-Za-z0-9._-]*", "a name without blanks"));
        all.put("names", new Place("[A-Za-z0-9][A-Za-z0-9._, -]*", "names, parted by commas"));
        all.put("text", new Place("\"[^\"]*\"", "a text in quotation marks"));
        all.put(
                "address",
                new Place(
                        "[a-z]+ [A-Z][^,]*(?:, [A-Z]+[0-9]? [^,]+)*",
                        "fields of a civic address, parted by commas, such as country GB, A3 London"));
        all.put("mode", new Place("mixed|nonsecure", "mixed or nonsecure"));
        all.put("switch", new Place("on|off", "on or off"));
        return all;
    }

    private Pattern compiled(String text) {
        StringBuilder out = new StringBuilder();
        Matcher place = PLACE.matcher(text);
        int from = 0;
        while (place.find()) {
            out.append(Pattern.quote(text.substring(from, place.start())));
            String name = place.group(1);
            String type = name.substring(name.lastIndexOf(' ') + 1);
            Place fits = Optional.ofNullable(PLACES.get(type))
                    .orElseThrow(() -> new IllegalArgumentException("no place is called {" + type + "}: " + text));
            names.add(name);
            out.append('(').append(fits.pattern()).append(')');
            from = place.end();
        }
        out.append(Pattern.quote(text.substring(from)));
        return Pattern.compile(out.toString());
    }

    Line.Kind kind() {
        return kind;
    }

    String template() {
        return template;
    }

    String meaning() {
        return meaning;
    }

    Set<StageKind> stages() {
        return stages;
    }

    Optional<Words> match(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String word = matcher.group(i + 1);
            words.put(names.get(i), word.startsWith("\"") ? word.substring(1, word.length() - 1) : word);
        }
        return Optional.of(new Words(words));
    }

    void give(Situation situation, Words words) {
        given.accept(situation, words);
    }

    void carryOut(Stage stage, Words words) {
        step.accept(stage, words);
    }

    Expected look(Stage stage, Words words) {
        return expected.apply(stage, words);
    }

    @Override
    public String toString() {
        return kind.word() + " " + template;
    }
}
