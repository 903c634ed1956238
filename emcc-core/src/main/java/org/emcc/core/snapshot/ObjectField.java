package org.emcc.core.snapshot;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.emcc.core.configuration.Setting;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A field of an object of a cluster: its names, its rule, and where AXL has it. The fields are constants of {@link PhoneFields},
 * {@link UserFields} and the other classes of fields, and each {@link ObjectKind} lists its own. Readers, the file form, differences
 * and reports all go by them.
 *
 * <p>Source: em-api-and-axl 4.1 (primitive types) and 4.3 to 4.8 (fields); emcc-behaviour 5 and 6 (labels, and what AXL does not offer).
 *
 * @param <T> the type of its values
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ObjectField<T> {
    private static final int NO_LIMIT = 65_536;
    private static final Pattern COUNTRY = Pattern.compile("[A-Za-z]{2}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}");

    private final String name;
    private final String label;
    private final String path;
    private final List<String> parts;
    private final boolean apart;
    private final boolean many;
    private final boolean listed;
    private final @Nullable ObjectKind target;
    private final String rule;
    private final Function<List<String>, T> reader;
    private final Function<T, List<String>> writer;

    private ObjectField(Maker<T> maker) {
        this.name = maker.name;
        this.label = maker.label;
        this.path = maker.path;
        this.parts = maker.parts;
        this.apart = maker.apart;
        this.many = maker.many;
        this.listed = maker.listed;
        this.target = maker.target;
        this.rule = maker.rule;
        this.reader = maker.reader;
        this.writer = maker.writer;
    }

    /** What a field is made of. */
    static final class Maker<T> {
        private final String name;
        private final String label;
        private final boolean many;
        private final String rule;
        private final Function<List<String>, T> reader;
        private final Function<T, List<String>> writer;
        private String path;
        private List<String> parts = List.of();
        private boolean apart;
        private boolean listed = true;
        private @Nullable ObjectKind target;

        private Maker(
                String name,
                String label,
                boolean many,
                String rule,
                Function<List<String>, T> reader,
                Function<T, List<String>> writer) {
            this.name = name;
            this.label = label;
            this.many = many;
            this.rule = rule;
            this.reader = reader;
            this.writer = writer;
            this.path = name;
        }

        /** Where AXL has it: names of elements below the object, parted by slashes. */
        Maker<T> at(String axlPath) {
            path = axlPath;
            return this;
        }

        /** Its value is made of the texts of these elements below the path. */
        Maker<T> of(String... elements) {
            parts = List.of(elements);
            return this;
        }

        /** Each of these elements below the path is a value. */
        Maker<T> each(String... elements) {
            apart = true;
            return of(elements);
        }

        /** A list operation leaves it out. */
        Maker<T> unlisted() {
            listed = false;
            return this;
        }

        Maker<T> naming(ObjectKind kind) {
            target = kind;
            return this;
        }

        /** AXL does not offer it. */
        Maker<T> byHand() {
            path = "";
            listed = false;
            return this;
        }

        ObjectField<T> make() {
            return new ObjectField<>(this);
        }
    }

    static Maker<String> text(String name, String label, int most) {
        int limit = most == 0 ? NO_LIMIT : most;
        return one(
                name,
                label,
                "have at most " + limit + " characters, without control characters"
                        + (most == 0 ? " (no limit is documented; ours)" : ""),
                text -> words(text, limit),
                text -> text);
    }

    /** The name of another object. */
    static Maker<String> name(String name, String label, ObjectKind target) {
        return text(name, label, 255).naming(target);
    }

    /** As the schema has it, and as pages show it. */
    static Maker<Boolean> flag(String name, String label) {
        return one(name, label, "be true or false", ObjectField::flag, value -> value ? "true" : "false");
    }

    static Maker<Long> number(String name, String label, long least, long most) {
        return one(
                name,
                label,
                "be a number from " + least + " to " + most,
                text -> {
                    if (!NUMBER.matcher(text).matches()) {
                        throw new IllegalArgumentException("not a number");
                    }
                    long value = Long.parseLong(text);
                    if (value < least || value > most) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return value;
                },
                String::valueOf);
    }

    static <T> Maker<T> one(
            String name, String label, String rule, Function<String, T> reader, Function<T, String> writer) {
        return new Maker<>(
                name,
                label,
                false,
                rule,
                texts -> {
                    if (texts.size() != 1) {
                        throw new IllegalArgumentException("not one text");
                    }
                    return reader.apply(texts.get(0));
                },
                value -> List.of(writer.apply(value)));
    }

    static Maker<List<String>> names(String name, String label, ObjectKind target) {
        return ObjectField.<String>many(
                        name,
                        label,
                        "be names of at most 255 characters, without control characters",
                        text -> words(text, 255),
                        text -> text)
                .naming(target);
    }

    static <T> Maker<List<T>> many(
            String name, String label, String rule, Function<String, T> reader, Function<T, String> writer) {
        return new Maker<>(
                name,
                label,
                true,
                rule,
                texts -> texts.stream().map(reader).toList(),
                values -> values.stream().map(writer).toList());
    }

    static Maker<List<String>> texts(String name, String label) {
        return many(
                name,
                label,
                "be texts of at most " + NO_LIMIT + " characters, without control characters",
                text -> words(text, NO_LIMIT),
                text -> text);
    }

    static Maker<List<LineAppearance>> lines() {
        return ObjectField.many(
                        "lines",
                        "Lines",
                        "be lines, such as \"1;2001;partition;label\"",
                        LineAppearance::parse,
                        LineAppearance::toString)
                .at("lines/line")
                .of("index", "dirn/pattern", "dirn/routePartitionName", "label")
                .unlisted();
    }

    static Maker<List<String>> services() {
        return names("services", "Subscribed services", ObjectKind.PHONE_SERVICE)
                .at("services/service/telecasterServiceName")
                .unlisted();
    }

    static Maker<Long> audioSource(String name, String label) {
        return number(name, label, 0, 51);
    }

    static Maker<String> country(String name, String label) {
        return one(
                name,
                label,
                "have two letters",
                text -> {
                    if (!COUNTRY.matcher(text).matches()) {
                        throw new IllegalArgumentException("not two letters");
                    }
                    return text;
                },
                text -> text);
    }

    /** An instant as ISO 8601 has it, which only a person or a program can give. */
    static Maker<Instant> instant(String name, String label) {
        return one(name, label, "be an instant, such as 2026-01-31T12:00:00Z", ObjectField::instant, Instant::toString)
                .byHand();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("not an instant", e);
        }
    }

    /** Names in an order of their own, as {@code 1;name}. */
    static Maker<List<OrderedName>> ordered(String name, String label, ObjectKind target) {
        return ObjectField.many(
                        name,
                        label,
                        "be places and names, such as \"1;name\"",
                        OrderedName::parse,
                        OrderedName::toString)
                .naming(target);
    }

    private static String words(String text, int limit) {
        if (text.length() > limit || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("too long, or with control characters");
        }
        return text;
    }

    private static Boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "t", "1" -> true;
            case "false", "f", "0" -> false;
            default -> throw new IllegalArgumentException("neither");
        };
    }

    /**
     * Its name: that of AXL's element where AXL has the field, else ours in the same style. The file form uses it.
     *
     * @return the name, an XML name
     */
    public String name() {
        return name;
    }

    /**
     * How the administrator's page calls it.
     *
     * @return the label
     */
    public String label() {
        return label;
    }

    /**
     * Where AXL has it.
     *
     * @return names of elements below the object, parted by slashes; empty where AXL does not offer the field
     */
    public String axlPath() {
        return path;
    }

    /**
     * Of which elements below the path a value is made, each a path itself; the texts are parted by semicolons.
     *
     * @return the paths; empty when the text of the element itself is the value
     */
    public List<String> axlParts() {
        return parts;
    }

    /**
     * Whether each of the {@linkplain #axlParts parts} is a value of its own, rather than a part of one.
     *
     * @return true for the addresses of a service
     */
    public boolean arePartsApart() {
        return apart;
    }

    /**
     * Whether it holds any number of values.
     *
     * @return true for lists
     */
    public boolean isMany() {
        return many;
    }

    /**
     * Whether AXL's list operations return it. What they leave out is asked for object by object.
     *
     * @return false when only a get operation returns it, or none
     */
    public boolean isListed() {
        return listed;
    }

    /**
     * What kind of object it names.
     *
     * @return the kind; empty when it is no reference
     */
    public Optional<ObjectKind> target() {
        return Optional.ofNullable(target);
    }

    /**
     * The rule of its values in words, such as {@code be true or false}.
     *
     * @return a rule that continues "must"
     */
    public String rule() {
        return rule;
    }

    /**
     * Reads the text of a field that holds one value. Blanks around it do not count.
     *
     * @param text any text
     * @return absent when there are only blanks; else valid or invalid
     */
    public Setting<T> read(String text) {
        return read(List.of(Objects.requireNonNull(text, "text")));
    }

    /**
     * Reads the texts of a field. Blanks around them, and texts of nothing but blanks, do not count.
     *
     * @param texts any texts
     * @return absent when there is none; else valid or invalid. Of an invalid setting the text is that of all of them, in lines
     */
    public Setting<T> read(List<String> texts) {
        List<String> given = new ArrayList<>();
        for (String text : Require.list(texts, "texts")) {
            String stripped = text.strip();
            if (!stripped.isEmpty()) {
                given.add(stripped);
            }
        }
        if (given.isEmpty()) {
            return Setting.absent();
        }
        try {
            return Setting.of(reader.apply(List.copyOf(given)));
        } catch (IllegalArgumentException e) {
            // Whatever the reader minds, the rule says it whole.
            return new Setting.Invalid<>(String.join("\n", given), label + " must " + rule);
        }
    }

    /**
     * The texts of a setting, such that {@link #read(List)} gives the setting back.
     *
     * @param setting a setting
     * @return its texts; empty for absent and unknown ones
     */
    public List<String> texts(Setting<T> setting) {
        if (setting instanceof Setting.Valid<T> valid) {
            return writer.apply(valid.setting());
        }
        if (setting instanceof Setting.Invalid<T> invalid) {
            return many ? Arrays.asList(invalid.text().split("\n", -1)) : List.of(invalid.text());
        }
        return List.of();
    }

    /** Refuses what breaks the rule. */
    T check(T value) {
        List<String> texts = writer.apply(Objects.requireNonNull(value, name));
        if (read(texts) instanceof Setting.Invalid) {
            throw new IllegalArgumentException(
                    label + " must " + rule + ", but is " + Require.clip(String.join(", ", texts)));
        }
        return value;
    }

    @Override
    public String toString() {
        return name;
    }
}
