package org.emcc.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.gateway.Counter;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.Origin;

/** The catalogue of documented behaviours: {@code behaviours.txt}, which has to name at least all that code can count. */
final class Behaviours {
    /** The core's own table, by which its tests produce every code. */
    private static final Path CODES = Scripts.FOLDER
            .resolve("../../../../../emcc-core/src/test/resources/org/emcc/core/session/error-codes.txt")
            .normalize();

    /** No attribute of a temporary device comes from there so far, so that no script can see it. */
    private static final Set<Origin> OF_NO_ATTRIBUTE =
            Set.of(Origin.END_USER, Origin.FEATURE_PARAMETER, Origin.VISITING_CLUSTER);

    /** The EM service counts them over HTTP, where no stage can read them. */
    private static final Set<Counter> OF_THE_SERVER =
            Set.of(Counter.REQUESTS_HANDLED, Counter.REQUESTS_IN_PROGRESS, Counter.REQUESTS_THROTTLED);

    private Behaviours() {}

    /**
     * One line of the catalogue.
     *
     * @param id small letters, digits and hyphens
     * @param source the section that documents it
     * @param text one line
     * @param whyNone why no script shows it; blank where one has to
     */
    record Behaviour(String id, String source, String text, String whyNone) {}

    static Map<String, Behaviour> catalogue() {
        return parse("behaviours.txt", lines("/conformance/behaviours.txt"));
    }

    static Map<String, Behaviour> parse(String file, List<String> lines) {
        Map<String, Behaviour> all = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            List<String> cells =
                    Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
            if (cells.size() < 3 || cells.size() > 4 || cells.stream().limit(3).anyMatch(String::isBlank)) {
                throw new BadScriptException(
                        file, i + 1, "a line must be: behaviour | source | what it is [| why no script shows it]");
            }
            Behaviour behaviour =
                    new Behaviour(cells.get(0), cells.get(1), cells.get(2), cells.size() > 3 ? cells.get(3) : "");
            if (all.putIfAbsent(behaviour.id(), behaviour) != null) {
                throw new BadScriptException(file, i + 1, behaviour.id() + " is there twice");
            }
        }
        return all;
    }

    /** What code can count: each has to be in the catalogue, and to have a script. */
    static Set<String> countable() {
        return Stream.of(
                        codes(),
                        security(),
                        loginTypes(),
                        steps("h", 17),
                        steps("v", 5),
                        steps("l", 7),
                        Events.all().stream().map(event -> "event-" + event.replace(' ', '-')),
                        named("cause-", LogoutCause.values()),
                        named("origin-", Origin.values())
                                .filter(id ->
                                        OF_NO_ATTRIBUTE.stream().noneMatch(none -> id.equals(name("origin-", none)))),
                        named("counter-", Counter.values())
                                .filter(id ->
                                        OF_THE_SERVER.stream().noneMatch(none -> id.equals(name("counter-", none)))),
                        named("", MultipleLoginBehavior.values()),
                        named("geolocation-field-", CivicField.values()))
                .flatMap(each -> each)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> named(String prefix, Enum<?>... values) {
        return Arrays.stream(values).map(value -> name(prefix, value));
    }

    private static String name(String prefix, Enum<?> value) {
        return prefix + value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Stream<String> steps(String letter, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> "step-" + letter + number);
    }

    /** Those that a test of the core produces, by its own table. */
    private static Stream<String> codes() {
        return read(CODES).stream()
                .filter(line -> line.matches("[0-9]+ \\| org\\..*"))
                .map(line -> "code-" + line.replaceFirst(" .*", ""));
    }

    /** Releases on both sides of 9.0, the modes of both, and the phone: all rows, and what no table has. */
    private static Stream<String> security() {
        List<String> all = new ArrayList<>();
        for (String releases : List.of("v8-h8", "v8-h9", "v9-h8", "v9-h9")) {
            for (ClusterSecurityMode home : ClusterSecurityMode.values()) {
                for (ClusterSecurityMode visiting : ClusterSecurityMode.values()) {
                    for (PhoneSecurity phone : PhoneSecurity.values()) {
                        all.add(name("security-" + releases + "-", home) + name("-", visiting) + name("-", phone));
                    }
                }
            }
        }
        return all.stream();
    }

    /** Releases on both sides of 12.0, and every login type or none. */
    private static Stream<String> loginTypes() {
        return Stream.of("v11-h11", "v11-h12", "v12-h11", "v12-h12")
                .flatMap(releases -> Stream.concat(
                        Stream.of("logintype-" + releases + "-none"),
                        named("logintype-" + releases + "-", LoginType.values())));
    }

    private static List<String> read(Path file) {
        try {
            return Files.readAllLines(file, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static List<String> lines(String resource) {
        try (InputStream in = Optional.ofNullable(Behaviours.class.getResourceAsStream(resource))
                        .orElseThrow(() -> new IllegalStateException("there is no resource " + resource));
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
