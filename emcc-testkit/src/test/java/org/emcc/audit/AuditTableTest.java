package org.emcc.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.emcc.core.FindingSeverity;
import org.emcc.core.audit.AuditRule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * {@code AUDIT.md} says of each check how it is shown to be right, and by which test. The kinds are what the tests themselves say; every
 * other check is shown on the snapshot, by the test of emcc-core that names it first.
 */
class AuditTableTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path TABLE = BASE.resolve("AUDIT.md");
    private static final Path CORE = BASE.resolveSibling("emcc-core/src/test/java/org/emcc/core/audit");

    private static final Map<Class<?>, Set<AuditRule>> SHOWN = shown();

    private static final Map<Class<?>, String> KINDS = Map.of(
            CauseAndEffectTest.class, "login",
            CauseAndEffectOfTrustTest.class, "trust",
            CauseAndEffectOfRoadsTest.class, "emergency");

    private static Map<Class<?>, Set<AuditRule>> shown() {
        Map<Class<?>, Set<AuditRule>> shown = new LinkedHashMap<>();
        shown.put(CauseAndEffectTest.class, CauseAndEffectTest.SHOWS);
        shown.put(CauseAndEffectOfTrustTest.class, CauseAndEffectOfTrustTest.SHOWS);
        shown.put(CauseAndEffectOfRoadsTest.class, CauseAndEffectOfRoadsTest.SHOWS);
        return shown;
    }

    @Test
    void theTableIsTrue() throws IOException {
        if (Boolean.getBoolean("emcc.api.accept")) {
            Files.writeString(TABLE, table(), UTF_8);
        }
        assertThat(Files.readString(TABLE, UTF_8))
                .as("AUDIT.md; -Demcc.api.accept=true writes it anew")
                .isEqualTo(table());
    }

    @Test
    void aCheckIsShownInOneWay() {
        List<AuditRule> all = SHOWN.values().stream().flatMap(Set::stream).toList();
        assertThat(all).doesNotHaveDuplicates();
    }

    @Test
    void aRuleThatNamesACodeIsShownByALogin() {
        Set<AuditRule> snapshotOnly = Arrays.stream(AuditRule.values())
                .filter(rule -> rule.severity() == FindingSeverity.ERROR
                        && !rule.errorCodes().isEmpty())
                .filter(rule -> by(rule) == null)
                .collect(Collectors.toSet());
        assertThat(snapshotOnly).isEmpty();
    }

    @Test
    void everyCheckHasACaseOnTheSnapshot() {
        assertThat(AuditRule.values())
                .allSatisfy(
                        rule -> assertThat(snapshotTests(rule)).as(rule.code()).isNotEmpty());
    }

    /** The tests of emcc-core that name a rule, but for those of what is not known. */
    private static List<String> snapshotTests(AuditRule rule) {
        return Stream.of("ChecksTest", "FaultsTest", "AuditTest", "ProbeTest")
                .filter(test -> {
                    String text = source(test);
                    return Pattern.compile("AuditRule\\." + rule.name() + "\\b")
                                    .matcher(text)
                                    .find()
                            || text.contains('"' + rule.code() + '"');
                })
                .toList();
    }

    private static String source(String test) {
        try {
            return Files.readString(CORE.resolve(test + ".java"), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static @Nullable Class<?> by(AuditRule rule) {
        return SHOWN.entrySet().stream()
                .filter(each -> each.getValue().contains(rule))
                .<Class<?>>map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static String table() {
        StringBuilder out = new StringBuilder("""
                # How the checks of the audit are shown to be right

                One row a check of `org.emcc.core.audit.AuditRule`. Every check has cases on **snapshot**s in the tests of emcc-core: a fault and its
                finding. Beyond that

                * **login**: in a lab with this fault a login fails with a code that the finding names, and mended by the remedy it succeeds;
                * **trust**: in a lab with this fault a phone, or a cluster, stops at the step that the rule names, and mended it gets through;
                * **emergency**: an explanation shows the wrong road of an emergency call, and mended the right one.

                This table is made of the tests by `AuditTableTest`, which fails when it is not true.

                | Check | Severity | Codes | What | Shown by | Test |
                |---|---|---|---|---|---|
                """);
        for (AuditRule rule : AuditRule.values()) {
            Class<?> by = by(rule);
            out.append("| ").append(rule.code());
            out.append(" | ").append(rule.severity().name().toLowerCase(Locale.ROOT));
            out.append(" | ")
                    .append(rule.errorCodes().stream()
                            .map(code -> Integer.toString(code.number()))
                            .collect(Collectors.joining(", ")));
            out.append(" | ").append(rule.title()).append(rule.isInferred() ? " (inferred)" : "");
            out.append(" | ").append(by == null ? "snapshot" : KINDS.get(by));
            out.append(" | `")
                    .append(by == null ? snapshotTests(rule).get(0) : by.getSimpleName())
                    .append("` |\n");
        }
        return out.toString();
    }
}
