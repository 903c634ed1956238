package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.emcc.tftp.config.ConfigurationDiff.Change;
import org.emcc.tftp.config.PhoneElement.Effect;
import org.junit.jupiter.api.Test;

class ConfigurationDiffTest {
    private static final String LINES = "<sipProfile><sipLines><line button='1'><name>5001</name></line>"
            + "<line button='2'><name>5002</name><featureLabel>b</featureLabel></line></sipLines></sipProfile>";

    @Test
    void seesNoDifferenceWhereAPhoneSeesNone() {
        assertThat(diff(
                                "<a>1</a><!-- x --><encrConfig>true</encrConfig><capfList/>" + LINES,
                                "\n " + LINES + "<encrConfig> true </encrConfig><a>1</a>")
                        .changes())
                .isEmpty();
        assertThat(diff("", "").effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void saysWhatChangedAndWhatItCosts() {
        ConfigurationDiff diff = diff(
                "<dndReminderTimer>5</dndReminderTimer><userId>ada</userId>" + LINES,
                "<dndReminderTimer>6</dndReminderTimer><webAccess2>1</webAccess2>"
                        + LINES.replace(">b<", ">c<").replace("5001", "5009"));

        assertThat(diff.changes().stream().map(Change::toString))
                .containsExactly(
                        "dndReminderTimer changed from \"5\" to \"6\" (live)",
                        "userId removed \"ada\" (unknown)",
                        "sipProfile/sipLines/line[button=1]/name changed from \"5001\" to \"5009\" (restart)",
                        "sipProfile/sipLines/line[button=2]/featureLabel changed from \"b\" to \"c\" (live)",
                        "webAccess2 added \"1\" (unknown)");
        assertThat(diff.effect()).isEqualTo(Effect.RESTART);
        assertThat(diff("<versionStamp>1</versionStamp>", "<versionStamp>2</versionStamp>")
                        .effect())
                .isEqualTo(Effect.LIVE);
        assertThat(diff("<x/>", "").effect()).isEqualTo(Effect.UNKNOWN);
    }

    @Test
    void matchesKeysByButtonAndMembersByPlace() {
        String swapped = "<sipProfile><sipLines><line button='2'><name>5002</name><featureLabel>b</featureLabel></line>"
                + "<line button='1'><name>5001</name></line></sipLines></sipProfile>";
        assertThat(diff(LINES, swapped).changes()).isEmpty();

        String nodes =
                "<devicePool><callManagerGroup><members><member><callManager><processNodeName>a</processNodeName></callManager>"
                        + "</member><member><callManager><processNodeName>b</processNodeName></callManager></member></members></callManagerGroup></devicePool>";
        ConfigurationDiff turned =
                diff(nodes, nodes.replace(">a<", ">c<").replace(">b<", ">a<").replace(">c<", ">b<"));
        assertThat(turned.changes()).hasSize(2);
        assertThat(turned.effect()).isEqualTo(Effect.RESTART);
        String twice =
                "<sipProfile><sipLines><line button='1'><name>1</name></line><line button='1'><name>2</name></line></sipLines></sipProfile>";
        assertThat(diff(twice, twice.replace(">2<", ">3<")).changes()).hasSize(1);
    }

    @Test
    void hidesSecrets() {
        ConfigurationDiff diff = diff(
                "<sshPassword>canary1</sshPassword><wlanPsk>canary2</wlanPsk>",
                "<sshPassword>canary3</sshPassword><vendorConfig><energyWiseSecret>canary4</energyWiseSecret></vendorConfig>");

        assertThat(diff.changes()).hasSize(3).allMatch(Change::secret);
        assertThat(diff.toString()).doesNotContain("canary");
        assertThat(diff.changes())
                .allSatisfy(change -> assertThat(
                                change.before().orElse("") + change.after().orElse(""))
                        .doesNotContain("canary"));
    }

    private static ConfigurationDiff diff(String before, String after) {
        return ConfigurationDiff.between(read(before), read(after));
    }

    private static PhoneConfiguration read(String inside) {
        return PhoneConfiguration.decodeOrThrow(("<device>" + inside + "</device>").getBytes(UTF_8));
    }

    @Test
    void makesPathsOnlyForWhatDiffersAndKeepsAThousand() {
        StringBuilder file = new StringBuilder();
        String name = "n".repeat(250);
        for (int i = 0; i < 20; i++) {
            file.append('<').append(name).append('>');
        }
        file.append("<a/>".repeat(100_000));
        for (int i = 0; i < 20; i++) {
            file.append("</").append(name).append('>');
        }
        PhoneConfiguration large = read(file.toString());

        assertThat(ConfigurationDiff.between(large, read(file.toString())).changes())
                .isEmpty();
        ConfigurationDiff diff = ConfigurationDiff.between(read(""), large);
        assertThat(diff.changes())
                .hasSize(ConfigurationDiff.MOST)
                .allSatisfy(change ->
                        assertThat(change.path()).hasSizeLessThanOrEqualTo(255).startsWith("…"));
        assertThat(diff.changes().get(1).path()).endsWith("n…/a[2]");
        assertThat(diff.cut()).isTrue();
        assertThat(diff.toString()).hasSizeLessThan(400_000).endsWith("] and more");
        assertThat(diff("", "<a/>").cut()).isFalse();
    }

    @Test
    void saysWhatTheWholeCostsAlsoWhenTheListIsCut() {
        assertThat(diff("", "<a/>".repeat(2000) + "<dscpForCm2Dvce>96</dscpForCm2Dvce>"))
                .returns(true, ConfigurationDiff::cut)
                .returns(Effect.RESTART, ConfigurationDiff::effect);
    }

    @Test
    void hidesWhatHasTheNameOfASecretWhereverItStands() {
        for (String secret : List.of(
                "<AUTHPASSWORD>canary</AUTHPASSWORD>",
                "<unlocksettingssequence>canary</unlocksettingssequence>",
                "<x:unlockSettingsSequence>canary</x:unlockSettingsSequence>",
                "<wepKey>canary</wepKey>",
                "<pin>canary</pin>",
                "<pin><value>canary</value></pin>",
                "<PinCode>canary</PinCode>",
                "<userPIN>canary</userPIN>",
                "<wifi_psk>canary</wifi_psk>",
                "<sshPassword><odd>canary</odd></sshPassword>",
                "<account pin='canary'/>",
                "<authPassword old='canary'/>")) {
            ConfigurationDiff diff = diff("", secret);
            assertThat(diff.toString()).as(secret).contains("(hidden)").doesNotContain("canary");
        }
        for (String shown : List.of("sshUserId", "authName", "pingInterval", "spinner", "softKeyPolicy")) {
            assertThat(diff("", "<" + shown + ">bird</" + shown + ">").toString())
                    .as(shown)
                    .contains("bird");
        }
    }

    @Test
    void goesByButtonsOnlyWhereTheyTellKeysApart() {
        String keys =
                "<sipProfile><sipLines><line button='1][2'><name>a</name></line><line button='1'><name>b</name></line>"
                        + "<line button='1'><name>c</name></line><line button='7'><name>d</name></line></sipLines></sipProfile>";

        assertThat(diff(keys, keys.replace(">a<", ">x<").replace(">b<", ">y<").replace(">d<", ">z<"))
                        .changes())
                .extracting(Change::path)
                .containsExactly(
                        "sipProfile/sipLines/line[1]/name",
                        "sipProfile/sipLines/line[2]/name",
                        "sipProfile/sipLines/line[button=7]/name");
    }

    @Test
    void seesThatAPhoneLosesThePorts() {
        String group = "<devicePool><callManagerGroup><members><member><callManager>%s</callManager></member></members>"
                + "</callManagerGroup></devicePool>";
        String ports = "<ports><sipPort>5070</sipPort></ports>";
        String node = "<processNodeName>a</processNodeName>";
        ConfigurationDiff diff = diff(group.formatted(ports + node), group.formatted(node + ports));

        assertThat(diff.changes().stream().map(Change::toString))
                .containsExactly("devicePool/callManagerGroup/members/member[1]/callManager changed from"
                        + " \"(ports before processNodeName)\" to \"(processNodeName before ports)\" (restart)");
        assertThat(diff.effect()).isEqualTo(Effect.RESTART);
        assertThat(diff(group.formatted(node + ports), group.formatted(node)).changes())
                .hasSize(1);
    }
}
