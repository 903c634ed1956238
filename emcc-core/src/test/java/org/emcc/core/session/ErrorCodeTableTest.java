package org.emcc.core.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The committed table that names for every documented code the test which produces it, or why none can. Test classes are read as
 * text, because those of other modules are not on the class path.
 */
class ErrorCodeTableTest {
    private static final Path BASE = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path TABLE = BASE.resolve("src/test/resources/org/emcc/core/session/error-codes.txt");
    private static final List<Path> SOURCES =
            List.of(BASE.resolve("src/test/java"), BASE.resolveSibling("emcc-testkit/src/test/java"));
    private static final Pattern CLOSING = Pattern.compile("(?m)^ *}$");
    private static final Pattern PROVES = Pattern.compile("@(Test|ParameterizedTest)\\b");

    @Test
    void everyDocumentedCodeHasItsTestOrItsReason() throws IOException {
        assertThat(complaints(Files.readAllLines(TABLE, UTF_8))).isEmpty();
    }

    @Test
    void everyKindOfComplaintIsMade() throws IOException {
        List<String> all = new ArrayList<>(Files.readAllLines(TABLE, UTF_8));
        all.replaceAll(line -> switch (line.replaceFirst(" .*", "")) {
            case "1" -> "# left out";
            case "2" -> "2 | org.emcc.core.login.NoSuchTest#code2ForAWrongPin";
            case "3" -> "3 | - | ";
            case "4" -> "4 | - |";
            case "5" -> "5 | -";
            case "6" -> "6 | org.emcc.core.login.ErrorCodesTest#noSuchMethod";
            case "9" -> "9 | org.emcc.core.login.ErrorCodesTest#build";
            case "11" -> "11 | a phone";
            case "12" -> "12 | org.emcc.core.login.ErrorCodesTest#code12WithoutADeviceProfile\n";
            case "18" -> "777 | - | a number of our own";
            case "19" -> "20 | - | twice";
            case "22" -> "twenty-two | - | not a number";
            default -> line;
        });

        assertThat(complaints(all))
                .containsExactlyInAnyOrder(
                        "1: missing",
                        "2: there is no test class org.emcc.core.login.NoSuchTest",
                        "3: no reason",
                        "4: no reason",
                        "5: no reason",
                        "6: ErrorCodesTest has no test method noSuchMethod",
                        "9: ErrorCodesTest has no test method build",
                        "11: neither a test nor a reason: a phone",
                        "18: missing",
                        "19: missing",
                        "20: more than once",
                        "22: missing",
                        "777: no documented code",
                        "not a line of the table: twenty-two | - | not a number");
    }

    private static List<String> complaints(List<String> lines) throws IOException {
        List<String> complaints = new ArrayList<>();
        List<Integer> seen = new ArrayList<>();
        for (String line : lines) {
            List<String> cells =
                    Arrays.stream(line.split("\\|", 3)).map(String::trim).toList();
            if (line.startsWith("#") || line.isBlank()) {
                continue;
            }
            if (!cells.get(0).matches("[0-9]{1,3}") || cells.size() < 2) {
                complaints.add("not a line of the table: " + line);
                continue;
            }
            int code = Integer.parseInt(cells.get(0));
            complaint(code, cells).ifPresent(text -> complaints.add(code + ": " + text));
            if (seen.contains(code)) {
                complaints.add(code + ": more than once");
            }
            seen.add(code);
        }
        ErrorCode.documentedCodes().stream()
                .filter(code -> !seen.contains(code.number()))
                .forEach(code -> complaints.add(code.number() + ": missing"));
        return complaints;
    }

    private static Optional<String> complaint(int code, List<String> cells) throws IOException {
        if (!ErrorCode.of(code).documented()) {
            return Optional.of("no documented code");
        }
        if (cells.get(1).equals("-")) {
            return cells.size() < 3 || cells.get(2).isEmpty() ? Optional.of("no reason") : Optional.empty();
        }
        String[] test = cells.get(1).split("#", -1);
        return test.length == 2 ? proof(test[0], test[1]) : Optional.of("neither a test nor a reason: " + cells.get(1));
    }

    private static Optional<String> proof(String type, String method) throws IOException {
        for (Path sources : SOURCES) {
            Path file = sources.resolve(type.replace('.', '/') + ".java");
            if (Files.exists(file)) {
                return hasTest(Files.readString(file, UTF_8), method)
                        ? Optional.empty()
                        : Optional.of(type.substring(type.lastIndexOf('.') + 1) + " has no test method " + method);
            }
        }
        return Optional.of("there is no test class " + type);
    }

    /** A test method: its annotation stands between the end of the member before it and its name. */
    private static boolean hasTest(String source, String method) {
        int name = source.indexOf("void " + method + "(");
        if (name < 0) {
            return false;
        }
        String[] parts = CLOSING.split(source.substring(0, name), -1);
        String head = parts[parts.length - 1];
        return PROVES.matcher(head).find() && !head.contains("@Disabled");
    }
}
