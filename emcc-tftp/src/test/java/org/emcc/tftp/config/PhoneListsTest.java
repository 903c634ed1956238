package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.XmlNode;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What repeats, set as a whole, and what is set at once. */
class PhoneListsTest {
    private static final VersionStamp STAMP = VersionStamp.of("1-a");

    @Test
    void replacesMembersAndKeepsWhatElseANodeHolds() {
        PhoneConfiguration file = read("<devicePool><name>p</name><callManagerGroup><name>g</name><members>"
                + "<!-- c --><member priority=\"0\" odd=\"1\"><callManager><description>d</description>"
                + "<ports><sipPort>5060</sipPort></ports><processNodeName>a</processNodeName></callManager></member>"
                + "</members></callManagerGroup><z/></devicePool>");
        CallManagerNode a = CallManagerNode.of("a");
        CallManagerNode b = CallManagerNode.of("b").withSecuredSipPort(5071);

        PhoneConfiguration changed = file.withCallManagers(List.of(b, a));
        assertThat(changed.callManagers()).containsExactly(b, a);
        assertThat(body(changed))
                .contains("<name>p</name><callManagerGroup><name>g</name><members><!-- c --><member priority=\"0\">")
                .contains("<member priority=\"1\" odd=\"1\"><callManager><description>d</description>")
                .endsWith("</members></callManagerGroup><z/></devicePool></device>");
        assertThat(changed.withCallManagers(List.of(a))).isEqualTo(file);
        assertThat(file.callManagers()).containsExactly(a);
        assertThat(read("").withCallManagers(List.of(a, b)).callManagers()).containsExactly(a, b);
        assertThatThrownBy(() -> file.withCallManagers(Collections.nCopies(6, a)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callManagerGroup members");
    }

    @Test
    void replacesTrustVerificationServers() {
        ServiceAddress one = ServiceAddress.of("10.1.0.9");
        ServiceAddress other = ServiceAddress.of("10.1.0.8", 12445);
        PhoneConfiguration file = read("<devicePool/><sipProfile/>").withTvs(List.of(one, other));

        assertThat(file.tvs()).containsExactly(one, other);
        assertThat(body(file))
                .isEqualTo("<device><devicePool/><TVS><members>"
                        + "<member priority=\"0\"><port>2445</port><address>10.1.0.9</address></member>"
                        + "<member priority=\"1\"><port>12445</port><address>10.1.0.8</address></member>"
                        + "</members></TVS><sipProfile/></device>");
        assertThat(file.withTvs(List.of()).tvs()).isEmpty();
        assertThatThrownBy(() -> file.withTvs(Collections.nCopies(6, one)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesServicesBehindWhatElseIsWithThem() {
        PhoneConfiguration file = read("<phoneServices useHTTPS=\"true\"><provisioning>2</provisioning>"
                + "<phoneService type=\"1\" category=\"0\"><name>n</name><url>u</url><phoneLabel>l</phoneLabel></phoneService>"
                + "<odd/></phoneServices>");
        PhoneServiceEntry old = new PhoneServiceEntry("n", "u");
        PhoneServiceEntry added = PhoneServiceEntry.extensionMobility("h", 8080);

        PhoneConfiguration changed = file.withPhoneServices(List.of(added, old));
        assertThat(changed.phoneServices()).containsExactly(added, old);
        assertThat(body(changed))
                .contains("<phoneServices useHTTPS=\"true\"><provisioning>2</provisioning><phoneService type=\"0\"")
                .contains(
                        "<phoneService type=\"1\" category=\"0\"><name>n</name><url>u</url><phoneLabel>l</phoneLabel>")
                .endsWith("</phoneService><odd/></phoneServices></device>");
        assertThat(file.withPhoneServices(List.of(old, old)).phoneServices()).containsExactly(old, old);
        assertThat(file.withPhoneServices(List.of())
                        .withPhoneServices(List.of(added))
                        .phoneServices())
                .containsExactly(added);
    }

    @Test
    void replacesTimeServers() {
        NtpServer one = NtpServer.of("10.1.0.1");
        NtpServer all = new NtpServer("time.example.com", NtpServer.Mode.DIRECTED_BROADCAST);
        PhoneConfiguration file = read("<devicePool><dateTimeSetting><olsonTimeZone>Europe/Oslo</olsonTimeZone>"
                        + "</dateTimeSetting></devicePool>")
                .withNtps(List.of(one, all));

        assertThat(file.ntps()).containsExactly(one, all);
        assertThat(body(file))
                .contains("</olsonTimeZone><ntps><ntp><name>10.1.0.1</name><ntpMode>Unicast</ntpMode></ntp>"
                        + "<ntp><name>time.example.com</name><ntpMode>Directed Broadcast</ntpMode></ntp></ntps></date");
        assertThat(file.withNtps(List.of(all)).ntps()).containsExactly(all);
        assertThat(
                        read("<devicePool><dateTimeSetting><ntps><ntp><name>a</name><ntpMode>directedbroadcast</ntpMode></ntp>"
                                        + "<ntp><name>b</name></ntp><ntp/><ntp><name>c</name><ntpMode>odd</ntpMode></ntp></ntps>"
                                        + "</dateTimeSetting></devicePool>")
                                .ntps())
                .containsExactly(new NtpServer("a", NtpServer.Mode.DIRECTED_BROADCAST), NtpServer.of("b"));
        assertThatThrownBy(() -> NtpServer.of("a b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host name");
        assertThatThrownBy(() -> NtpServer.of("a".repeat(51))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void replacesCapfAndLeavesThatOfIpv6() {
        ServiceAddress one = ServiceAddress.of("10.1.0.1");
        ServiceAddress other = ServiceAddress.of("10.1.0.2", 13804);
        PhoneConfiguration file =
                read("<capfList><capf6><processNodeName>x</processNodeName></capf6></capfList><certHash/>");

        PhoneConfiguration changed = file.withCapfs(List.of(one, other));
        assertThat(changed.capfs()).containsExactly(one, other);
        assertThat(body(changed))
                .isEqualTo("<device><capfList>"
                        + "<capf><phonePort>3804</phonePort><processNodeName>10.1.0.1</processNodeName></capf>"
                        + "<capf><phonePort>13804</phonePort><processNodeName>10.1.0.2</processNodeName></capf>"
                        + "<capf6><processNodeName>x</processNodeName></capf6></capfList><certHash/></device>");
        assertThat(changed.withCapfs(List.of())).isEqualTo(file);
        assertThatThrownBy(() -> file.withCapfs(Collections.nCopies(6, one)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatABuilderSetsAtOnceIsWhatOneAfterTheOtherSets() {
        List<PhoneElement> settable = PhoneElement.all().stream()
                .filter(e -> !e.withinRepeated() && !e.repeats() && e.type() != PhoneElement.Type.GROUP)
                .filter(e -> !List.of("fullConfig", "deviceProtocol", "versionStamp", "userId")
                        .contains(e.path()))
                .filter(e -> value(e, 0) != null)
                .toList();
        assertThat(settable).hasSizeGreaterThan(300);
        for (int i = 0; i < Seeds.cases(1_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            PhoneConfiguration.Builder builder = builder();
            XmlNode.Element expected = builder().build().root();
            int count = random.nextInt(12);
            List<String> set = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                PhoneElement element = settable.get(random.nextInt(settable.size()));
                ElementValue value = value(element, random.nextInt(2));
                builder.element(element, value);
                expected = TreeEdit.with(expected, "", element, Optional.of(element.write(value)));
                set.add(element.path());
            }
            PhoneConfiguration built = builder.build();
            assertThat(built.root())
                    .as("seed %d case %d %s", Seeds.seed(), i, set)
                    .isEqualTo(expected);
            assertThat(PhoneConfiguration.decodeOrThrow(built.encode()))
                    .as("seed %d case %d %s", Seeds.seed(), i, set)
                    .isEqualTo(built);
        }
    }

    private static PhoneConfiguration.Builder builder() {
        return PhoneConfiguration.ownFile(STAMP)
                .dateTimeSetting(new DateTimeSetting("g", "D.M.Y", "", "Europe/Oslo"))
                .callManager(CallManagerNode.of("a"))
                .tvs(ServiceAddress.of("a"))
                .line(SipLine.builder(1, "5001").build())
                .loadInformation("l")
                .phoneService(PhoneServiceEntry.extensionMobility("h", 8080));
    }

    /** One of two values that the element takes, or null when none of these does. */
    private static ElementValue value(PhoneElement element, int which) {
        List<String> fitting = new ArrayList<>();
        element.defaultText().ifPresent(fitting::add);
        for (String text : List.of("1", "true", "2", "500", "a")) {
            ElementValue.Kind kind = element.read(text).kind();
            if (kind != ElementValue.Kind.INVALID && kind != ElementValue.Kind.ABSENT) {
                fitting.add(text);
            }
        }
        return fitting.isEmpty() ? null : element.read(fitting.get(Math.min(which, fitting.size() - 1)));
    }

    private static PhoneConfiguration read(String body) {
        return PhoneConfiguration.decodeOrThrow(("<device>" + body + "</device>").getBytes(UTF_8));
    }

    private static String body(PhoneConfiguration file) {
        String document = new String(file.encode(), UTF_8);
        return document.substring(document.indexOf("<device")).trim();
    }
}
