package org.emcc.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The displays of emcc-behaviour 7.1 and 7.2, and how they are read (7.3). */
class ErrorCodeTest {
    /** {@code L/L} as in the guide: "Login is unavailable (n)" and "Logout is unavailable (n)". */
    private static final String DISPLAYS = """
            0 L/L
            1 L/L
            2 Login is unavailable(2)
            3 L/L
            4 L/L
            5 L/L
            6 L/L
            7 L/L
            8 L/L
            9 L/L
            10 L/L
            11 L/L
            12 Login is unavailable(12)
            18 Login is unavailable(18)
            19 Logout is unavailable(19)
            20 L/L
            21 L/L
            22 Login is unavailable(22)
            23 L/L
            25 Multi-Login Not Allowed (25)
            26 L/L
            27 L/L
            28 L/L
            29 L/L
            30 L/L
            31 L/L
            32 L/L
            33 L/L
            35 L/L
            36 L/L
            37 L/L
            38 L/L
            39 Please try to login again (201)
            40 Please try to login again (23)
            41 PIN change is required
            42 L/L
            43 Login is unavailable(43)
            44 Please try to login again (201)
            45 Login is unsuccessful(45)
            46 Login is unsuccessful(46)
            47 DN has multiple users(47)
            201 Please try to login again (201)
            202 Please try to login again (202)
            204 Login is unavailable (204)
            205 L/L
            207 L/L
            208 L/L
            210 L/L
            211 L/L
            212 Login is unavailable (212)
            213 L/L
            215 LoginType invalid(215)
            216 DN has multiple users(216)
            """;

    private static Map<Integer, String> displays() {
        Map<Integer, String> rows = new TreeMap<>();
        DISPLAYS.lines().forEach(line -> {
            int blank = line.indexOf(' ');
            rows.put(Integer.parseInt(line.substring(0, blank)), line.substring(blank + 1));
        });
        return rows;
    }

    static Stream<Arguments> rows() {
        return displays().entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    @Test
    void everyNumberOfTheTablesIsDocumentedAndNoOther() {
        assertThat(ErrorCode.documentedCodes())
                .extracting(ErrorCode::number)
                .containsExactlyElementsOf(displays().keySet());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void thePhoneShowsWhatTheTablesSay(int number, String display) {
        ErrorCode code = ErrorCode.of(number);

        assertThat(code.documented()).isTrue();
        assertThat(code.loginDisplay())
                .isEqualTo(display.equals("L/L") ? "Login is unavailable (" + number + ")" : display);
        assertThat(code.logoutDisplay())
                .isEqualTo(display.equals("L/L") ? "Logout is unavailable (" + number + ")" : display);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyRowSaysWhatHappenedAndWhatToDo(int number, String display) {
        ErrorCode code = ErrorCode.of(number);

        assertThat(code.title()).isNotBlank();
        assertThat(code.cause()).as(display).endsWith(".");
        assertThat(code.remedy()).as(display).endsWith(".");
        assertThat(code.stableCode()).isEqualTo(String.format("EMCC-LOGIN-%04d", number));
        assertThat(code.origin()).isEqualTo(number > 200 ? ErrorOrigin.EM_APP : ErrorOrigin.EM_SERVICE);
        assertThat(code).hasToString(number + " " + code.title());
    }

    @Test
    void fourNumbersStayInsideAndTwoAreForApplicationsOnly() {
        assertThat(ErrorCode.documentedCodes())
                .filteredOn(ErrorCode::internal)
                .extracting(ErrorCode::number)
                .containsExactly(39, 40, 41, 44);
        assertThat(ErrorCode.documentedCodes())
                .filteredOn(ErrorCode::onlyForApplications)
                .extracting(ErrorCode::number)
                .containsExactly(7, 27);
        assertThat(ErrorCode.documentedCodes())
                .filteredOn(code -> code.causeForApplications().isPresent())
                .extracting(ErrorCode::number)
                .containsExactly(2, 4, 5, 9, 20, 23);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anExplanationIsOneSentenceWithTheCauseAndTheRemedy(int number, String display) {
        String sentence = ErrorCode.of(number).explain();

        assertThat(sentence)
                .as(display)
                .startsWith(number + " " + ErrorCode.of(number).title())
                .endsWith(".")
                .doesNotContain("\n", ". ", "..");
    }

    @Test
    void theApplicationNumbersFrom201On() {
        assertThat(ErrorCode.of(200).origin()).isEqualTo(ErrorOrigin.EM_SERVICE);
        assertThat(ErrorCode.of(201).origin()).isEqualTo(ErrorOrigin.EM_APP);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | 2 EMCC authentication error: the PIN is wrong; at the phone: try again with the right PIN, or have it reset in the home cluster.",
                "22 | 22 Device logon disabled: Enable Extension Mobility is off on the phone for which an application or the services button asked; in the visiting cluster: tick Enable Extension Mobility on the Phone page.",
                "6 | 6 Database error: a store, a directory or the phone file service failed at one of the clusters; in either cluster or between them: read the failed step of the login listener, or the log, of both clusters; mend it, and try again.",
                "28 | 28 Untrusted IP error: Validate IP Address is True and the source of the request is not trusted; in the visiting cluster: add the address to Trusted List of IPs.",
                "39 | 39 Configuration issue (the phone shows \"Please try to login again (201)\"): neither the default nor the backup TFTP server for EMCC login devices is set in the home cluster; in the home cluster: set Default TFTP Server for EMCC Login Device in the EMCC feature configuration of the home cluster.",
                "13 | 13 Unrecognised code: no public document of the product names this number; in either cluster or between them: read the Extension Mobility logs of both clusters."
            })
    void explanationsReadWell(int number, String sentence) {
        assertThat(ErrorCode.of(number).explain()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatThePhoneShowsLeadsBackToTheCode(int number, String display) {
        ErrorCode code = ErrorCode.of(number);

        assertThat(ErrorCode.fromDisplay(code.loginDisplay())).as(display).contains(code);
        assertThat(ErrorCode.fromDisplay(code.logoutDisplay())).as(display).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "31, HOME",
        "33, HOME",
        "35, HOME",
        "38, HOME",
        "39, HOME",
        "43, HOME",
        "32, VISITING",
        "36, VISITING",
        "201, VISITING",
        "211, VISITING",
        "213, VISITING",
        "37, BOTH"
    })
    void theSideThatMendsIsThatOfTheReference(int number, MendingSide side) {
        assertThat(ErrorCode.of(number).mendingSide()).isEqualTo(side);
    }

    @ParameterizedTest
    @CsvSource({
        "Please try to login again (201), 201 39 44",
        "Please try to login again(201), 201 39 44",
        " please  try to LOGIN again ( 201 ), 201 39 44",
        "Login is unavailable (23), 23 40",
        "Logout is unavailable(23), 23 40",
        "Please try to login again (23), 23 40",
        "PIN change is required, 41",
        "PINchangeisrequired, 41",
        "Login is unavailable ( 2 ), 2",
        "Login is unavailable (2), 2",
        "Login is unavailable (31), 31",
        "DN has multiple users(47), 47",
        "DN has multiple users (216), 216",
        "Whatever text (33), 33",
        "(33), 33",
        "33, 33",
        "' 33 ', 33",
        "[33], 33",
        "Login is unavailable [33], 33",
        "Login is unavailable[201], 201 39 44",
        "Login is unavailable (201), 201 39 44",
        "201, 201 39 44",
        "23, 23 40",
        "0, 0",
        "007, 7",
        "Multi-Login Not Allowed (25), 25",
        "Multi-Login Not Allowed(25), 25",
        "Multi-Login Not Allowed, 25",
        "pin change is REQUIRED, 41",
        "41, 41",
        "Login is unavailable (39), 39",
        "DN has multiple users, 47 216",
        "Login is unsuccessful, 45 46",
        "LoginType invalid, 215",
        "Login is unavailable\u00a0(33), 33"
    })
    void aDisplayStandsForItsNumberFirstAndThenForWhatHidesBehindIt(String display, String numbers) {
        assertThat(ErrorCode.fromDisplay(display))
                .extracting(code -> String.valueOf(code.number()))
                .containsExactly(numbers.split(" ", -1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Hello",
                "Login is unavailable",
                "Logout is unavailable",
                "Please try to login again",
                "(1000)",
                "1000",
                "()",
                "(33",
                "(33]",
                "-33",
                "Log out user33",
                "Login is unavailable (777)",
                "Login is unavailable (13)",
                "(203)",
                "999",
                "١٢"
            })
    void aTextOfNoKnownFormOrAnUnknownNumberStandsForNothing(String display) {
        assertThat(ErrorCode.fromDisplay(display)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {13, 24, 34, 48, 203, 206, 209, 214, 999})
    void aNumberThatNoDocumentNamesIsKept(int number) {
        ErrorCode code = ErrorCode.of(number);

        assertThat(code.documented()).isFalse();
        assertThat(code.number()).isEqualTo(number);
        assertThat(code.loginDisplay()).isEqualTo("Login is unavailable (" + number + ")");
        assertThat(code.internal()).isFalse();
        assertThat(code).isEqualTo(ErrorCode.of(number)).hasSameHashCodeAs(ErrorCode.of(number));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1000})
    void aNumberHasThreeDigitsAtMost(int number) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ErrorCode.of(number))
                .withMessage("error code must be from 0 to 999, but is " + number);
    }
}
