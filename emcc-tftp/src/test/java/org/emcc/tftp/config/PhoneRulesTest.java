package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.emcc.core.Problem;
import org.emcc.tftp.config.PhoneElement.Effect;
import org.junit.jupiter.api.Test;

/** Rules of phone files that were found to hold without a test: each of these fails when its rule is taken away. */
class PhoneRulesTest {
    private static final String LINE = "<line button='1' lineIndex='1'><featureID>9</featureID><name>5001</name>"
            + "<proxy>USECALLMANAGER</proxy><port>5060</port></line>";

    @Test
    void findsThatAFileIsTooLargeForPhones() {
        String shell = "<device><deviceProtocol>SIP</deviceProtocol><odd></odd></device>";
        int written = PhoneConfiguration.decodeOrThrow(
                        shell.replace("></odd>", ">a</odd>").getBytes(UTF_8))
                .encode()
                .length;
        int room = 64 * 1024 - written + 1;

        assertThat(sized("a".repeat(room))).isEmpty();
        assertThat(sized("a".repeat(room + 1)))
                .containsExactly("the file should have at most 65536 bytes, but has 65537.");
    }

    private static List<String> sized(String text) {
        return read("<deviceProtocol>SIP</deviceProtocol><odd>" + text + "</odd>").check().stream()
                .filter(problem -> problem.where().equals("device"))
                .map(Problem::message)
                .toList();
    }

    @Test
    void findsThatPhonesReadThreeNodesOnly() {
        String member =
                "<member priority='%d'><callManager><processNodeName>n%d</processNodeName></callManager></member>";
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < 3; i++) {
            members.append(member.formatted(i, i));
        }
        assertThat(nodes(members.toString())).isEmpty();
        assertThat(nodes(members + member.formatted(3, 3)))
                .singleElement()
                .asString()
                .contains("more than three members");
    }

    private static List<String> nodes(String members) {
        return read("<devicePool><callManagerGroup><members>" + members + "</members></callManagerGroup></devicePool>")
                .check()
                .stream()
                .filter(problem -> problem.where().equals("devicePool/callManagerGroup/members"))
                .map(Problem::message)
                .toList();
    }

    @Test
    void whatNoSourceKnowsOutweighsWhatIsAppliedWhileRunning() {
        PhoneConfiguration before = read("<dndReminderTimer>5</dndReminderTimer>");
        PhoneConfiguration after = read("<dndReminderTimer>6</dndReminderTimer><odd>1</odd>");

        assertThat(ConfigurationDiff.between(before, after).effect()).isEqualTo(Effect.UNKNOWN);
        assertThat(ConfigurationDiff.between(before, read("<dndReminderTimer>6</dndReminderTimer>"))
                        .effect())
                .isEqualTo(Effect.LIVE);
    }

    @Test
    void aPhoneRegistersWholeLinesOnly() {
        assertThat(line(LINE).registers()).isTrue();
        for (String[] broken : new String[][] {
            {"button='1' ", ""},
            {"button='1'", "button='x'"},
            {">9<", ">2<"},
            {">5001<", "><"},
            {">5001<", ">UNPROVISIONED<"},
            {">USECALLMANAGER<", "><"},
            {">5060<", "><"}
        }) {
            assertThat(line(LINE.replace(broken[0], broken[1])).registers())
                    .as(broken[0] + " " + broken[1])
                    .isFalse();
        }
    }

    private static SipLine line(String line) {
        return read("<sipProfile><sipLines>" + line + "</sipLines></sipProfile>")
                .lines()
                .get(0);
    }

    @Test
    void otherLinesLeaveAllElseInItsPlace() {
        PhoneConfiguration file = read("<a/><sipProfile x='1'> <!-- c --><before/><sipLines y='2'>" + LINE
                + "</sipLines>t<after/></sipProfile><z/>");

        assertThat(new String(
                        file.withLines(List.of(line(LINE.replace("5001", "5002"))))
                                .encode(),
                        UTF_8))
                .isEqualTo(new String(file.encode(), UTF_8).replace("5001", "5002"));
    }

    @Test
    void anotherTextLeavesWhatElseIsInAnElement() {
        PhoneConfiguration file = read("<dndReminderTimer a='1'>5<!-- c --><odd/></dndReminderTimer>");

        assertThat(new String(
                        file.with(PhoneElement.of("dndReminderTimer"), ElementValue.number(6))
                                .encode(),
                        UTF_8))
                .contains("<dndReminderTimer a=\"1\">6<!-- c --><odd/></dndReminderTimer>");
    }

    /** The table of phone-config-files 3.10, digit by digit. */
    @Test
    void writesTheDigitsThatAFamilyIsDocumentedToRead() {
        for (PhoneFamily family : PhoneFamily.values()) {
            List<Integer> digits = switch (family) {
                case SERIES_79, WIRELESS_79 -> List.of(0, 1, 2, 3);
                case SERIES_69, SERIES_89_99 -> List.of(0, 3, 0, 3); // 3 is on for whoever reads it
                case SERIES_78, SERIES_88 -> List.of(0, 1, 0, 1); // others are not documented
            };
            for (int i = 0; i < 4; i++) {
                assertThat(new UserSetting(i % 2 == 1, i < 2).encode(family))
                        .as("%s %d", family, i)
                        .isEqualTo(ElementValue.number(digits.get(i)));
            }
        }
        for (int digit = 0; digit < 4; digit++) {
            assertThat(UserSetting.decode(ElementValue.number(digit), PhoneFamily.SERIES_79))
                    .contains(new UserSetting(digit % 2 == 1, digit < 2));
        }
    }

    private static PhoneConfiguration read(String inside) {
        return PhoneConfiguration.decodeOrThrow(("<device>" + inside + "</device>").getBytes(UTF_8));
    }
}
