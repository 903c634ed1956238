package org.emcc.sip.trunk;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.emcc.core.configuration.Setting;
import org.emcc.core.configuration.TrunkServiceType;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A field of a trunk, of one of its destinations, of a security profile or of a SIP profile: its names, where it is, its default,
 * its rule, and on what it depends. The fields are the constants of {@link TrunkFields}, {@link DestinationFields},
 * {@link SecurityProfileFields} and {@link SipProfileFields}, and each of these lists its own, for tools.
 *
 * <p>Source: sip 1.5 to 1.7.
 *
 * @param <T> the type of its values
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class FormField<T> {
    /** Where the notes have no upper limit. */
    static final int NO_LIMIT = Integer.MAX_VALUE;

    private static final int TEXT_LIMIT = 65_536;
    private static final int ALL_DIGITS = 99;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,10}");
    private static final Pattern DEVICE_NAME = Pattern.compile("[A-Za-z0-9._~-]{1,128}");
    private static final String FORBIDDEN = "\"%&\\<>";

    private final String name;
    private final String label;
    private final Pane pane;
    private final FieldType type;
    private final @Nullable T byDefault;
    private final String rule;
    private final List<String> choices;
    private final int least;
    private final int most;
    private final boolean required;
    private final boolean fixed;
    private final String dependency;
    private final EmccUse emccUse;
    private final Set<TrunkServiceType> serviceTypes;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final Predicate<T> keeps;

    private FormField(Maker<T> maker) {
        this.name = maker.name;
        this.label = maker.label;
        this.pane = maker.pane;
        this.type = maker.type;
        this.byDefault = maker.byDefault;
        this.rule = maker.rule;
        this.choices = maker.choices;
        this.least = maker.least;
        this.most = maker.most;
        this.required = maker.required;
        this.fixed = maker.fixed;
        this.dependency = maker.dependency;
        this.emccUse = maker.emccUse;
        this.serviceTypes = maker.serviceTypes;
        this.reader = maker.reader;
        this.writer = maker.writer;
        this.keeps = maker.keeps;
    }

    /** What a field is made of. */
    static final class Maker<T> {
        private final String name;
        private final String label;
        private final Pane pane;
        private final FieldType type;
        private final @Nullable T byDefault;
        private final String rule;
        private final Function<String, T> reader;
        private final Function<T, String> writer;
        private final Predicate<T> keeps;
        private List<String> choices = List.of();
        private int least = 0;
        private int most = NO_LIMIT;
        private boolean required = false;
        private boolean fixed = false;
        private String dependency = "";
        private EmccUse emccUse = EmccUse.USABLE;
        private Set<TrunkServiceType> serviceTypes = Set.of(TrunkServiceType.values());

        private Maker(
                String name,
                String label,
                Pane pane,
                FieldType type,
                @Nullable T byDefault,
                String rule,
                Function<String, T> reader,
                Function<T, String> writer,
                Predicate<T> keeps) {
            this.name = name;
            this.label = label;
            this.pane = pane;
            this.type = type;
            this.byDefault = byDefault;
            this.rule = rule;
            this.reader = reader;
            this.writer = writer;
            this.keeps = keeps;
        }

        private Maker<T> limits(int least, int most) {
            this.least = least;
            this.most = most;
            return this;
        }

        private Maker<T> choices(List<String> choices) {
            this.choices = choices;
            return this;
        }

        Maker<T> required() {
            required = true;
            return this;
        }

        Maker<T> fixed() {
            fixed = true;
            return this;
        }

        Maker<T> note(String note) {
            dependency = note;
            return this;
        }

        Maker<T> locked() {
            emccUse = EmccUse.LOCKED;
            return this;
        }

        Maker<T> meaningless() {
            emccUse = EmccUse.MEANINGLESS;
            return this;
        }

        Maker<T> only(TrunkServiceType serviceType) {
            serviceTypes = Set.of(serviceType);
            return this;
        }

        FormField<T> make() {
            return new FormField<>(this);
        }
    }

    static Maker<String> text(String name, String label, Pane pane, int most) {
        return words(
                        name,
                        label,
                        pane,
                        FieldType.TEXT,
                        null,
                        most == NO_LIMIT
                                ? "have no control characters (no limit is documented; ours is " + TEXT_LIMIT + ")"
                                : "have at most " + most + " characters, without control characters",
                        Math.min(most, TEXT_LIMIT),
                        text -> true)
                .limits(0, most);
    }

    static Maker<String> reference(String name, String label, Pane pane, @Nullable String byDefault) {
        return words(
                name,
                label,
                pane,
                FieldType.REFERENCE,
                byDefault,
                "be the name of an object, without control characters (no limit is documented; ours is 255)",
                255,
                text -> true);
    }

    static Maker<String> deviceName(String name, String label, Pane pane) {
        return words(
                        name,
                        label,
                        pane,
                        FieldType.TEXT,
                        null,
                        "have 1 to 128 letters, digits, dots, hyphens, underscores and tildes",
                        128,
                        text -> DEVICE_NAME.matcher(text).matches())
                .limits(1, 128);
    }

    static Maker<String> description(String name, String label, Pane pane, int most) {
        return words(
                        name,
                        label,
                        pane,
                        FieldType.TEXT,
                        null,
                        "have at most " + most + " characters, none of \" % & \\ < > and no control characters",
                        most,
                        text -> text.chars().noneMatch(c -> FORBIDDEN.indexOf(c) >= 0))
                .limits(0, most);
    }

    private static Maker<String> words(
            String name,
            String label,
            Pane pane,
            FieldType type,
            @Nullable String byDefault,
            String rule,
            int most,
            Predicate<String> more) {
        return new Maker<>(
                name,
                label,
                pane,
                type,
                byDefault,
                rule,
                text -> text,
                text -> text,
                text -> !text.isBlank()
                        && text.length() <= most
                        && text.chars().noneMatch(Character::isISOControl)
                        && more.test(text));
    }

    /** As the schema has it: {@code t}, {@code f}, {@code true}, {@code false}, {@code 0} or {@code 1} (em-api-and-axl 4.1). */
    static Maker<Boolean> flag(String name, String label, Pane pane, @Nullable Boolean byDefault) {
        return new Maker<>(
                        name,
                        label,
                        pane,
                        FieldType.FLAG,
                        byDefault,
                        "be true or false",
                        text -> switch (text) {
                            case "true", "t", "1" -> true;
                            case "false", "f", "0" -> false;
                            default -> throw new IllegalArgumentException("neither");
                        },
                        String::valueOf,
                        value -> true)
                .choices(List.of("true", "false"));
    }

    static Maker<Integer> number(
            String name, String label, Pane pane, @Nullable Integer byDefault, int least, int most) {
        return new Maker<>(
                        name,
                        label,
                        pane,
                        FieldType.NUMBER,
                        byDefault,
                        most == NO_LIMIT
                                ? "be a whole number of at least " + least + " (no range is documented)"
                                : "be a whole number from " + least + " to " + most,
                        FormField::whole,
                        String::valueOf,
                        value -> value >= least && value <= most)
                .limits(least, most);
    }

    /** 0 to 32, or 99, which the page shows as <em>All</em>. */
    static Maker<Integer> significantDigits(String name, String label, Pane pane) {
        return new Maker<>(
                        name,
                        label,
                        pane,
                        FieldType.NUMBER,
                        ALL_DIGITS,
                        "be a whole number from 0 to 32, or 99 for all",
                        text -> text.equals("All") ? Integer.valueOf(ALL_DIGITS) : whole(text),
                        String::valueOf,
                        value -> (value >= 0 && value <= 32) || value == ALL_DIGITS)
                .limits(0, ALL_DIGITS);
    }

    private static Integer whole(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number");
        }
        return Integer.valueOf(text);
    }

    static Maker<String> choice(String name, String label, Pane pane, @Nullable String byDefault, String... choices) {
        return of(name, label, pane, byDefault, Arrays.asList(choices), text -> text);
    }

    static <E> Maker<E> of(
            String name, String label, Pane pane, @Nullable E byDefault, List<E> values, Function<E, String> text) {
        return choice(
                name,
                label,
                pane,
                byDefault,
                values,
                text,
                read -> values.stream()
                        .filter(value -> text.apply(value).equalsIgnoreCase(read))
                        .findFirst());
    }

    /** The page and older texts write two of the types otherwise (sip 1.1); only the texts of AXL are written. */
    static Maker<TrunkServiceType> serviceType(String name, String label, Pane pane) {
        return choice(
                name,
                label,
                pane,
                TrunkServiceType.NONE,
                List.of(TrunkServiceType.values()),
                TrunkServiceType::label,
                TrunkServiceType::byLabel);
    }

    private static <E> Maker<E> choice(
            String name,
            String label,
            Pane pane,
            @Nullable E byDefault,
            List<E> values,
            Function<E, String> text,
            Function<String, Optional<E>> byText) {
        List<String> choices = values.stream().map(text).toList();
        return new Maker<E>(
                        name,
                        label,
                        pane,
                        FieldType.CHOICE,
                        byDefault,
                        "be one of: " + String.join("; ", choices),
                        read -> byText.apply(read).orElseThrow(() -> new IllegalArgumentException("none of them")),
                        text,
                        values::contains)
                .choices(choices);
    }

    /**
     * The AXL name; of what lies in or at another element, the path to it, an attribute with an at sign.
     *
     * @return for example {@code sipTrunkType} or {@code sigDigits/@enable}
     */
    public String name() {
        return name;
    }

    /**
     * The text on the page; its wording varies between releases.
     *
     * @return for example {@code Trunk Service Type}
     */
    public String label() {
        return label;
    }

    /**
     * Where it is.
     *
     * @return the pane
     */
    public Pane pane() {
        return pane;
    }

    /**
     * What kind of value it has.
     *
     * @return the kind
     */
    public FieldType type() {
        return type;
    }

    /**
     * The value that the product takes when none is set.
     *
     * @return the default, or empty when there is none
     */
    public Optional<T> byDefault() {
        return Optional.ofNullable(byDefault);
    }

    /**
     * The rule of its values in words, following "must".
     *
     * @return for example {@code be a whole number from 5 to 600}
     */
    public String rule() {
        return rule;
    }

    /**
     * The texts that it can have.
     *
     * @return the texts of a choice or a flag, in order; none for other kinds
     */
    public List<String> choices() {
        return choices;
    }

    /**
     * The least number, or the least number of characters of a text.
     *
     * @return the least, or empty for other kinds
     */
    public OptionalInt least() {
        return measured() ? OptionalInt.of(least) : OptionalInt.empty();
    }

    /**
     * The greatest number, or the greatest number of characters of a text.
     *
     * @return the greatest, or empty for other kinds and where none is documented
     */
    public OptionalInt most() {
        return measured() && most != NO_LIMIT ? OptionalInt.of(most) : OptionalInt.empty();
    }

    private boolean measured() {
        return type == FieldType.NUMBER || type == FieldType.TEXT;
    }

    /**
     * Whether AXL demands it when the object is added.
     *
     * @return whether it must be given
     */
    public boolean required() {
        return required;
    }

    /**
     * Whether it cannot be changed once the object is there (sip 1.1; em-api-and-axl 4.7).
     *
     * @return whether it is fixed at creation
     */
    public boolean fixed() {
        return fixed;
    }

    /**
     * On what it depends, or what depends on it.
     *
     * @return a plain clause, or an empty text
     */
    public String dependency() {
        return dependency;
    }

    /**
     * What the EMCC service type makes of it; on a profile every field is usable.
     *
     * @return the use
     */
    public EmccUse emccUse() {
        return emccUse;
    }

    /**
     * The service types whose form has it.
     *
     * @return one type, or all of them
     */
    public Set<TrunkServiceType> serviceTypes() {
        return serviceTypes;
    }

    /**
     * Reads a text. Blanks around it do not count, nor the case of the letters of a choice.
     *
     * @param text any text
     * @return valid; absent when there is nothing but blanks; invalid, with the text and the rule, for every other text
     */
    public Setting<T> read(String text) {
        return Setting.read(text, name + " must " + rule, each -> check(reader.apply(each)));
    }

    /**
     * Writes a value as {@link #read} reads it, and as AXL has it.
     *
     * @param value a value that keeps the rule
     * @return the text
     * @throws IllegalArgumentException when the value breaks the rule
     */
    public String write(T value) {
        return writer.apply(check(value));
    }

    /**
     * Demands that a value keeps the rule.
     *
     * @param value a value
     * @return the value
     * @throws IllegalArgumentException when it does not
     */
    public T check(T value) {
        if (!keeps.test(Objects.requireNonNull(value, name))) {
            throw new IllegalArgumentException(
                    name + " must " + rule + ", but is \"" + Require.clip(writer.apply(value)) + "\"");
        }
        return value;
    }

    /** The AXL name. */
    @Override
    public String toString() {
        return name;
    }
}
