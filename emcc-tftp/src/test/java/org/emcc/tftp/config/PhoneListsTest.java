package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
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
    void viewsEachOldEntryOnceHoweverManyThereAre() {
        List<XmlNode> children = new ArrayList<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            children.add(XmlNode.Element.of("ntp", ""));
        }
        for (int i = 0; i < 1_000; i++) {
            children.add(XmlNode.Element.of("ntp", "n" + i));
            values.add("n" + i);
        }
        AtomicInteger views = new AtomicInteger();
        XmlNode.Element group = XmlNode.Element.of("ntps", children);

        XmlNode.Element same = TreeEdit.replaced(
                group,
                "devicePool/dateTimeSetting/ntps",
                "ntp",
                values,
                entry -> {
                    views.incrementAndGet();
                    return Optional.of(entry.text()).filter(text -> !text.isEmpty());
                },
                value -> XmlNode.Element.of("ntp", "made"));

        assertThat(same).isEqualTo(group);
        assertThat(views).hasValue(3_000);
    }

    /** Entries that no view can read, around one that it can. */
    private static final String NTP =
            "<devicePool><dateTimeSetting><ntps><ntp><name>c</name><ntpMode>odd</ntpMode></ntp>"
                    + "<ntp><name>a</name><x/></ntp><ntp/></ntps></dateTimeSetting></devicePool>";

    private static final String NODES =
            "<devicePool><callManagerGroup><members><member priority=\"0\"><callManager/></member><member priority=\"1\">"
                    + "<callManager><x/><processNodeName>a</processNodeName></callManager></member><member priority=\"2\"/></members></callManagerGroup></devicePool>";
    private static final String TVS =
            "<TVS><members><member priority=\"0\"/><member priority=\"1\"><address>a</address>"
                    + "</member><member priority=\"2\"><address>a b</address></member></members></TVS>";
    private static final String SERVICES = "<phoneServices><phoneService><name>" + "n".repeat(5_000)
            + "</name></phoneService><phoneService><name>n</name><url>u</url></phoneService><phoneService><url>"
            + "u".repeat(5_000) + "</url></phoneService></phoneServices>";
    private static final String CAPF = "<capfList><capf/><capf><processNodeName>a</processNodeName></capf>"
            + "<capf><processNodeName>a b</processNodeName></capf></capfList>";

    @Test
    void keepsWhereTheyStandEntriesThatNoViewReads() {
        for (Change change : CHANGES) {
            PhoneConfiguration file = read(change.inside);
            assertThat(change.same.apply(file)).as(change.inside).isEqualTo(file);
            PhoneConfiguration none = change.none.apply(file);
            assertThat(change.size.applyAsInt(none)).isZero();
            assertThat(entries(none)).as(change.inside).isEqualTo(2);
            PhoneConfiguration two = change.two.apply(file);
            assertThat(change.size.applyAsInt(two)).isEqualTo(2);
            assertThat(entries(two)).as(change.inside).isEqualTo(4);
        }
        assertThat(body(read(TVS).withTvs(List.of(ServiceAddress.of("b"), ServiceAddress.of("c")))))
                .isEqualTo(
                        "<device><TVS><members><member priority=\"0\"/><member priority=\"1\"><port>2445</port>"
                                + "<address>b</address></member><member priority=\"2\"><address>a b</address></member>"
                                + "<member priority=\"3\"><port>2445</port><address>c</address></member></members></TVS></device>");
        assertThat(body(read("<TVS><members>" + "<member/>".repeat(9) + "</members></TVS>")
                        .withTvs(List.of(ServiceAddress.of("b")))))
                .contains("<member/><member priority=\"4\"><port>");
    }

    @Test
    void actsOnTheFirstGroupOnly() {
        for (Change change : CHANGES) {
            String second = change.inside.replaceFirst("<x/>", "<y/>");
            PhoneConfiguration file = read(change.inside + "<between/>" + second);
            PhoneConfiguration changed = change.none.apply(file);
            assertThat(body(changed)).as(change.inside).endsWith("<between/>" + second + "</device>");
            assertThat(change.size.applyAsInt(changed)).isZero();
            assertThat(changed.check())
                    .extracting(problem -> problem.message())
                    .anyMatch(message -> message.endsWith("must stand there once, but is there again."));
        }
        String keys = "<sipProfile><sipLines><line button=\"1\"/></sipLines><sipLines><odd/></sipLines></sipProfile>";
        assertThat(body(read(keys).withLines(List.of())))
                .isEqualTo("<device><sipProfile><sipLines/><sipLines><odd/></sipLines></sipProfile></device>");
    }

    @Test
    void leavesAFileAsItIsThatHasNothingToLeaveOut() {
        for (Change change : CHANGES) {
            assertThat(change.none.apply(read("<odd/>"))).isEqualTo(read("<odd/>"));
        }
    }

    /** How a list is set: to what is there, to nothing, and to two. */
    private record Change(
            String inside,
            ToIntFunction<PhoneConfiguration> size,
            UnaryOperator<PhoneConfiguration> same,
            UnaryOperator<PhoneConfiguration> none,
            UnaryOperator<PhoneConfiguration> two) {
        static <T> Change of(
                String inside,
                Function<PhoneConfiguration, List<T>> view,
                BiFunction<PhoneConfiguration, List<T>, PhoneConfiguration> set,
                List<T> two) {
            return new Change(
                    inside,
                    file -> view.apply(file).size(),
                    file -> set.apply(file, view.apply(file)),
                    file -> set.apply(file, List.of()),
                    file -> set.apply(file, two));
        }
    }

    private static final List<ServiceAddress> TWO = List.of(ServiceAddress.of("a"), ServiceAddress.of("b"));
    private static final List<Change> CHANGES = List.of(
            Change.of(
                    NTP,
                    PhoneConfiguration::ntps,
                    PhoneConfiguration::withNtps,
                    List.of(NtpServer.of("b"), NtpServer.of("a"))),
            Change.of(
                    NODES,
                    PhoneConfiguration::callManagers,
                    PhoneConfiguration::withCallManagers,
                    List.of(CallManagerNode.of("b"), CallManagerNode.of("a"))),
            Change.of(TVS, PhoneConfiguration::tvs, PhoneConfiguration::withTvs, TWO),
            Change.of(
                    SERVICES,
                    PhoneConfiguration::phoneServices,
                    PhoneConfiguration::withPhoneServices,
                    List.of(new PhoneServiceEntry("b", "u"), new PhoneServiceEntry("n", "u"))),
            Change.of(CAPF, PhoneConfiguration::capfs, PhoneConfiguration::withCapfs, TWO));

    private static int entries(PhoneConfiguration file) {
        return body(file).split("<(ntp|member|phoneService|capf)[ />]", -1).length - 1;
    }

    @Test
    void aTimeServerMayBeOneOfIpv6Only() {
        PhoneConfiguration file = read(
                "<devicePool><dateTimeSetting><ntps><ntp><nameV6>2001:db8::1</nameV6></ntp>"
                        + "<ntp><name>a</name><nameV6>2001:db8::2</nameV6><ntpMode>Anycast</ntpMode></ntp></ntps></dateTimeSetting></devicePool>");
        NtpServer six = new NtpServer("", "2001:db8::1", NtpServer.Mode.UNICAST);
        NtpServer both = new NtpServer("a", "2001:db8::2", NtpServer.Mode.ANYCAST);

        assertThat(file.ntps()).containsExactly(six, both);
        assertThat(file.withNtps(file.ntps())).isEqualTo(file);
        assertThat(body(read("").withNtps(List.of(six, both))))
                .contains("<ntps><ntp><nameV6>2001:db8::1</nameV6><ntpMode>Unicast</ntpMode></ntp>"
                        + "<ntp><name>a</name><nameV6>2001:db8::2</nameV6><ntpMode>Anycast</ntpMode></ntp></ntps>");
        assertThatThrownBy(() -> new NtpServer("", "", NtpServer.Mode.UNICAST))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NTP server must have a host");
        assertThatThrownBy(() -> new NtpServer("a", "b c", NtpServer.Mode.UNICAST))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aBuilderTakesTimeServersAndCapf() {
        PhoneConfiguration own = builder()
                .ntp(NtpServer.of("t1"))
                .ntp(NtpServer.of("t2"))
                .capf(ServiceAddress.of("10.1.0.1"))
                .capf(ServiceAddress.of("10.1.0.2", 13804))
                .build();

        assertThat(own.ntps()).containsExactly(NtpServer.of("t1"), NtpServer.of("t2"));
        assertThat(own.capfs()).containsExactly(ServiceAddress.of("10.1.0.1"), ServiceAddress.of("10.1.0.2", 13804));
        assertThat(builder().build().withNtps(own.ntps()).withCapfs(own.capfs()))
                .isEqualTo(own);
        assertThat(PhoneConfiguration.ownFile(STAMP)
                        .ntp(NtpServer.of("t1"))
                        .build()
                        .ntps())
                .containsExactly(NtpServer.of("t1"));
        PhoneConfiguration.Builder full = PhoneConfiguration.ownFile(STAMP);
        for (int i = 0; i < 5; i++) {
            full.capf(ServiceAddress.of("c" + i));
        }
        assertThatThrownBy(() -> full.capf(ServiceAddress.of("c5")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("capf entries");
        PhoneConfiguration.Builder sccp =
                PhoneConfiguration.ownFile(STAMP).deviceProtocol("SCCP").ntp(NtpServer.of("t"));
        assertThatThrownBy(sccp::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be set for SCCP");
    }

    @Test
    void aHomeFileGetsNoCapfAndNoLoad() {
        PhoneConfiguration.Builder builder = PhoneConfiguration.homeFile(STAMP)
                .callManager(CallManagerNode.of("a"))
                .line(SipLine.builder(1, "5001").build())
                .userId(UserId.of("ada"))
                .phoneService(PhoneServiceEntry.extensionMobility("h", 8080));
        PhoneConfiguration home = builder.build();
        // A copy of a home file is one too.
        PhoneConfiguration copy = home.with(PhoneElement.of("dndReminderTimer"), ElementValue.number(6));

        assertThatThrownBy(() -> builder.capf(ServiceAddress.of("c")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("home file");
        for (PhoneConfiguration file : List.of(home, copy)) {
            assertThatThrownBy(() -> file.withCapfs(List.of(ServiceAddress.of("c"))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("home file");
            assertThatThrownBy(() -> file.with(PhoneElement.of("loadInformation"), ElementValue.text("l")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("home file");
            assertThat(file.withCapfs(List.of())).isEqualTo(file);
            assertThat(file.with(PhoneElement.of("capfAuthMode"), ElementValue.absent()))
                    .isEqualTo(file);
        }
        assertThat(builder().build().withCapfs(TWO).capfs()).isEqualTo(TWO);
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
