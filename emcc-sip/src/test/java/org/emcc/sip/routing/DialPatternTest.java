package org.emcc.sip.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DialPatternTest {
    /** Patterns with each wildcard, alone and beside others. */
    private static final List<String> PATTERNS = List.of(
            "911",
            "9.911",
            "9X",
            "X",
            "XX",
            "!",
            "9!",
            "!9",
            "!!",
            "9X?",
            "9X+",
            "X?",
            "X?X?",
            "X+X",
            "1?2?3?",
            "[12]",
            "[1-3]X",
            "[^1-8]",
            "[^1-8*]",
            "[0-9*#]",
            "1[24-6]!",
            "\\+1",
            "\\+!",
            "\\+X?",
            "*1*",
            "*X?#",
            "#",
            "9.X?*",
            "[12]+[13]+",
            "[12]?[13]?[23]?",
            "X?*X?#",
            "0.",
            "1.[^1]",
            "A",
            "[19]?9");

    /** What a person does who reads a pattern: tries every way. */
    private static boolean oracle(String pattern, String number) {
        if (pattern.isEmpty()) {
            return number.isEmpty();
        }
        if (pattern.charAt(0) == '.') {
            return oracle(pattern.substring(1), number);
        }
        int end = pattern.charAt(0) == '[' ? pattern.indexOf(']') + 1 : pattern.charAt(0) == '\\' ? 2 : 1;
        String one = pattern.substring(0, end);
        String rest = pattern.substring(end);
        if (one.equals("!")) {
            return oracle("X+" + rest, number);
        }
        if (rest.startsWith("?")) {
            return oracle(rest.substring(1), number)
                    || (!number.isEmpty() && takes(one, number.charAt(0)) && oracle(pattern, number.substring(1)));
        }
        if (rest.startsWith("+")) {
            return !number.isEmpty()
                    && takes(one, number.charAt(0))
                    && oracle(one + "?" + rest.substring(1), number.substring(1));
        }
        return !number.isEmpty() && takes(one, number.charAt(0)) && oracle(rest, number.substring(1));
    }

    private static boolean takes(String one, char key) {
        if (one.equals("X")) {
            return key >= '0' && key <= '9';
        }
        if (one.charAt(0) == '\\') {
            return key == '+';
        }
        if (one.charAt(0) != '[') {
            return key == one.charAt(0);
        }
        boolean not = one.charAt(1) == '^';
        String members = one.substring(not ? 2 : 1, one.length() - 1);
        boolean in = false;
        for (int i = 0; i < members.length(); i++) {
            if (i + 2 < members.length() && members.charAt(i + 1) == '-') {
                in |= key >= members.charAt(i) && key <= members.charAt(i + 2);
                i += 2;
            } else {
                in |= key == members.charAt(i);
            }
        }
        return not ? !in && key >= '0' && key <= '9' : in;
    }

    /** All numbers of a length, over some keys. */
    private static List<String> numbers(String keys, int length) {
        List<String> all = List.of("");
        for (int i = 0; i < length; i++) {
            List<String> next = new ArrayList<>();
            for (String start : all) {
                for (int key = 0; key < keys.length(); key++) {
                    next.add(start + keys.charAt(key));
                }
            }
            all = next;
        }
        return all;
    }

    @Test
    void matchesAsTheOracleDoesOnEveryShortNumber() {
        int compared = 0;
        for (int length = 0; length <= 3; length++) {
            for (String number : numbers(Keys.ALL, length)) {
                for (String pattern : PATTERNS) {
                    compared++;
                    assertThat(DialPattern.of(pattern).matches(number))
                            .as("%s on %s", pattern, number)
                            .isEqualTo(oracle(pattern, number));
                }
            }
        }
        assertThat(compared).isEqualTo((1 + 17 + 17 * 17 + 17 * 17 * 17) * PATTERNS.size());
    }

    @Test
    void countsEveryShortNumberOnce() {
        for (String text : PATTERNS) {
            DialPattern pattern = DialPattern.of(text);
            for (int length = 0; length <= 3; length++) {
                long expected = numbers(Keys.ALL, length).stream()
                        .filter(number -> oracle(text, number))
                        .count();
                assertThat(pattern.numbersOfLength(length))
                        .as("%s of length %d", text, length)
                        .isEqualTo(BigInteger.valueOf(expected));
            }
        }
    }

    @Test
    void knowsWhatALongerNumberCanStillBecome() {
        List<String> rests = new ArrayList<>();
        for (int more = 1; more <= 3; more++) {
            rests.addAll(numbers("0129*#+A", more));
        }
        for (String text : PATTERNS) {
            DialPattern pattern = DialPattern.of(text);
            for (int length = 1; length <= 2; length++) {
                for (String number : numbers("0129*#+", length)) {
                    // One to three keys more are enough to end each of these patterns.
                    boolean expected = rests.stream().anyMatch(rest -> oracle(text, number + rest));
                    assertThat(pattern.matchesLonger(number))
                            .as("%s after %s", text, number)
                            .isEqualTo(expected);
                }
            }
        }
    }

    @Test
    void random() {
        String[] parts = {"1", "2", "X", "!", "[12]", "[^1]", "1?", "2+", "X?", "[12]+", "*"};
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            StringBuilder text = new StringBuilder();
            for (int part = 0; part <= random.nextInt(6); part++) {
                String next = parts[random.nextInt(parts.length)];
                text.append(next.equals("[^1]") && text.indexOf("^") >= 0 ? "[23]" : next);
            }
            DialPattern pattern = DialPattern.of(text.toString());
            for (int length = 0; length <= 4; length++) {
                long expected = 0;
                for (String number : numbers("12*", length)) {
                    boolean matches = oracle(text.toString(), number);
                    assertThat(pattern.matches(number))
                            .as("seed %d, case %d: %s on %s", Seeds.seed(), i, text, number)
                            .isEqualTo(matches);
                    expected += matches ? 1 : 0;
                }
                assertThat(pattern.numbersOfLength(length)).isGreaterThanOrEqualTo(BigInteger.valueOf(expected));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9XXX, 4, 1000",
        "91!, 4, 100",
        "813510[012345], 7, 6",
        "813510[0-5], 7, 6",
        "813510[^0-5], 7, 4",
        "1[3-5]XX, 4, 300",
        "15!, 4, 100",
        "911, 3, 1",
        "911, 4, 0",
        "9.911, 4, 1",
        "X?, 0, 1"
    })
    void countsTheExamplesOfThePublicTable(String text, int length, long count) {
        assertThat(DialPattern.of(text).numbersOfLength(length)).isEqualTo(BigInteger.valueOf(count));
    }

    @Test
    void aPatternTooIntertwinedCountsAsAllNumbers() {
        // Which of the last eight keys were a 1 makes 256 different ways to be within it.
        DialPattern pattern = DialPattern.of("!1XXXXXXX");
        assertThat(pattern.numbersOfLength(20)).isEqualTo(BigInteger.valueOf(17).pow(20));
        assertThat(DialPattern.of("!1XX").numbersOfLength(5)).isEqualTo(BigInteger.valueOf(10_000));
        assertThat(pattern.matches("1".repeat(255))).isTrue();
        assertThat(pattern.matches("2".repeat(255))).isFalse();
    }

    @Test
    void aNegatedSetTakesStarAndPoundOnlyWhenToldSo() {
        assertThat(DialPattern.of("13[^3-9]6").matches("13*6")).isFalse();
        DialPattern told = DialPattern.of("13[^3-9]6", new WildcardRules(true));
        assertThat(Set.of("1306", "1316", "1326", "13*6", "13#6")).allMatch(told::matches);
        assertThat(told.matches("1336")).isFalse();
        assertThat(told).isNotEqualTo(DialPattern.of("13[^3-9]6"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "9..1",
                "@",
                "9.@",
                "[",
                "[1",
                "[]",
                "[^]",
                "]",
                "[3-1]",
                "[1-A]",
                "[a]",
                "[^1][^2]",
                "[^0-9]",
                "?",
                "+1",
                ".?",
                "9.+",
                "X??",
                "X+?",
                "!?",
                "!+",
                "9!.1",
                "X?.1",
                "\\",
                "\\1",
                "x",
                "9 1",
                "ä",
                "9-1",
                "1,2",
                "[[1]]"
            })
    void refusesWhatIsNoPattern(String text) {
        Decoded<DialPattern> decoded = DialPattern.decode(text, WildcardRules.DEFAULT);
        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems()).hasSize(1);
        assertThat(decoded.problems().get(0).message()).startsWith("must ").contains("but ");
        assertThatThrownBy(() -> DialPattern.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("dial pattern");
    }

    @Test
    void aPatternHasAtMostFiftyCharacters() {
        assertThat(DialPattern.of("1".repeat(50)).matches("1".repeat(50))).isTrue();
        assertThat(DialPattern.decode("1".repeat(51), WildcardRules.DEFAULT).value())
                .isEmpty();
    }

    @Test
    void decodeThrowsNothing() {
        String keys = "09X!?+.[]^-\\@*#A ä";
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            StringBuilder text = new StringBuilder();
            for (int c = random.nextInt(12); c > 0; c--) {
                text.append(keys.charAt(random.nextInt(keys.length())));
            }
            Decoded<DialPattern> decoded = DialPattern.decode(text.toString(), WildcardRules.DEFAULT);
            decoded.value().ifPresent(pattern -> {
                assertThat(pattern.text()).isEqualTo(text.toString());
                pattern.matches("09*");
                pattern.numbersOfLength(5);
            });
            assertThat(decoded.value().isPresent())
                    .as("seed %d, case %d: %s", Seeds.seed(), i, text)
                    .isEqualTo(decoded.problems().isEmpty());
        }
    }

    @Test
    void tellsOneNumberFromMany() {
        assertThat(DialPattern.of("9.911").isOneNumber()).isTrue();
        assertThat(DialPattern.of("9.91X").isOneNumber()).isFalse();
        assertThat(DialPattern.of("9+").isOneNumber()).isFalse();
        assertThat(DialPattern.of("9.911").accessCodeLength()).isEqualTo(1);
        assertThat(DialPattern.of("911").accessCodeLength()).isZero();
    }
}
