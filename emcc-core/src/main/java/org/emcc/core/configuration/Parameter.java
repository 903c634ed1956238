package org.emcc.core.configuration;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.HoursMinutes;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a cluster: its name on the vendor's page, its default, its rule, and how its text is read. The parameters are the
 * constants of {@link FeatureParameters} and {@link ServiceParameters}.
 *
 * <p>Source: emcc-behaviour 5.1 and 5.2.
 *
 * @param <T> the type of its values
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class Parameter<T> {
    private final String name;
    private final List<String> otherNames;
    private final @Nullable T byDefault;
    private final String rule;
    private final Function<String, T> reader;
    private final Function<T, String> writer;
    private final Predicate<T> keeps;

    private Parameter(
            String name,
            List<String> otherNames,
            @Nullable T byDefault,
            String rule,
            Function<String, T> reader,
            Function<T, String> writer,
            Predicate<T> keeps) {
        this.name = name;
        this.otherNames = otherNames;
        this.byDefault = byDefault;
        this.rule = rule;
        this.reader = reader;
        this.writer = writer;
        this.keeps = keeps;
    }

    /** A number; behind it the text may have the unit. */
    static Parameter<Integer> number(String name, @Nullable Integer byDefault, int min, int max, String unit) {
        Pattern form = Pattern.compile("([0-9]{1,9})(?: *(?i:" + unit + ")(?: *\\([^()]{0,32}\\))?)?");
        return new Parameter<>(
                name,
                List.of(),
                byDefault,
                "be from " + min + " to " + max + (unit.isEmpty() ? "" : " " + unit),
                text -> {
                    Matcher m = form.matcher(text);
                    if (!m.matches()) {
                        throw new IllegalArgumentException("not a number");
                    }
                    return Integer.valueOf(m.group(1));
                },
                String::valueOf,
                value -> value >= min && value <= max);
    }

    /** True or False; the database of the product has T and F. */
    static Parameter<Boolean> flag(String name, boolean byDefault) {
        return new Parameter<>(
                name,
                List.of(),
                byDefault,
                "be True or False",
                text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "t" -> true;
                    case "false", "f" -> false;
                    default -> throw new IllegalArgumentException("neither");
                },
                value -> value ? "True" : "False",
                value -> true);
    }

    static <E extends Enum<E>> Parameter<E> choice(
            String name, E byDefault, Function<E, String> label, Function<String, Optional<E>> byLabel) {
        String labels = Arrays.stream(byDefault.getDeclaringClass().getEnumConstants())
                .map(label)
                .collect(Collectors.joining(", "));
        return new Parameter<>(
                name,
                List.of(),
                byDefault,
                "be one of " + labels,
                text -> byLabel.apply(text).orElseThrow(() -> new IllegalArgumentException("none of them")),
                label,
                value -> true);
    }

    static Parameter<ServiceAddress> address(String name) {
        return new Parameter<>(
                name,
                List.of(),
                null,
                "be a host name or an address",
                ServiceAddress::parse,
                ServiceAddress::toString,
                value -> true);
    }

    static Parameter<String> text(String name, int max) {
        return new Parameter<>(
                name,
                List.of(),
                null,
                "have 1 to " + max + " characters, without control characters",
                text -> Require.text(text, name, max),
                text -> text,
                text -> !text.isBlank() && text.length() <= max && text.chars().noneMatch(Character::isISOControl));
    }

    static Parameter<ClusterId> clusterId(String name) {
        return new Parameter<>(
                name,
                List.of(),
                null,
                "be a cluster ID: 1 to 255 characters, without control characters",
                ClusterId::of,
                ClusterId::value,
                value -> true);
    }

    static Parameter<Duration> time(String name, Duration byDefault, int minMinutes) {
        return new Parameter<>(
                name,
                List.of(),
                byDefault,
                "be HHH:MM from " + HoursMinutes.write(Duration.ofMinutes(minMinutes)) + " to 168:00",
                text -> HoursMinutes.parse(text, name),
                // What is no whole minute cannot be written so, and is shown as it is.
                time -> time.equals(Duration.ofMinutes(time.toMinutes())) && !time.isNegative()
                        ? HoursMinutes.write(time)
                        : time.toString(),
                time -> time.compareTo(Duration.ofMinutes(minMinutes)) >= 0
                        && time.compareTo(HoursMinutes.MOST) <= 0
                        && time.equals(Duration.ofMinutes(time.toMinutes())));
    }

    /** Hosts and addresses parted by semicolons; neither ranges nor patterns nor ports. */
    static Parameter<List<ServiceAddress>> addresses(String name, int max) {
        Pattern range = Pattern.compile("[0-9.]+-[0-9.]+");
        Function<List<ServiceAddress>, String> writer =
                hosts -> hosts.stream().map(ServiceAddress::toString).collect(Collectors.joining(";"));
        return new Parameter<>(
                name,
                List.of(),
                List.of(),
                "be host names and addresses without ranges, patterns and ports, parted by semicolons, of at most "
                        + max + " characters",
                Parameter::hosts,
                writer,
                hosts -> writer.apply(hosts).length() <= max
                        && hosts.stream()
                                .noneMatch(host -> host.port().isPresent()
                                        || range.matcher(host.host()).matches()));
    }

    /** Semicolons alone name nobody, which only an empty text may. */
    private static List<ServiceAddress> hosts(String text) {
        List<ServiceAddress> hosts = Arrays.stream(text.split(";"))
                .map(String::trim)
                .filter(host -> !host.isEmpty())
                .map(ServiceAddress::of)
                .toList();
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("no host");
        }
        return hosts;
    }

    /** The same under further names, which other releases give to it. */
    Parameter<T> alsoNamed(String... names) {
        return new Parameter<>(name, List.of(names), byDefault, rule, reader, writer, keeps);
    }

    /**
     * The name on the vendor's page.
     *
     * @return for example {@code Remote Cluster Update Interval}
     */
    public String name() {
        return name;
    }

    /**
     * The names that other releases give to it.
     *
     * @return further names, or none
     */
    public List<String> otherNames() {
        return otherNames;
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
     * @return for example {@code be from 15 to 10080 minutes}
     */
    public String rule() {
        return rule;
    }

    /**
     * Reads the text of a setting. Blanks around it do not count.
     *
     * @param text any text
     * @return valid; absent when there is nothing but blanks; invalid, with the text and the rule, for every other text
     */
    public Setting<T> read(String text) {
        return Setting.read(text, name + " must " + rule, each -> check(reader.apply(each)));
    }

    /**
     * Writes a value as {@link #read} reads it.
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
                    name + " must " + rule + ", but is " + Require.clip(writer.apply(value)));
        }
        return value;
    }

    boolean isNamed(String wanted) {
        return name.equalsIgnoreCase(wanted) || otherNames.stream().anyMatch(wanted::equalsIgnoreCase);
    }

    @Override
    public String toString() {
        return name;
    }
}
