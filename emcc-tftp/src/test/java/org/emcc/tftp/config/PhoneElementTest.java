package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.emcc.core.Problem;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.XmlNode;
import org.emcc.testing.Seeds;
import org.emcc.tftp.config.PhoneElement.Effect;
import org.junit.jupiter.api.Test;

class PhoneElementTest {
    private static final VersionStamp STAMP = VersionStamp.of("1-a");

    @Test
    void everyDefaultObeysItsOwnRuleAndEveryRowSaysWhereItComesFrom() {
        assertThat(PhoneElement.all()).hasSizeGreaterThan(500);
        for (PhoneElement element : PhoneElement.all()) {
            element.defaultText()
                    .ifPresent(text -> assertThat(element.read(text).kind())
                            .as(element.path())
                            .isNotIn(ElementValue.Kind.INVALID, ElementValue.Kind.ABSENT));
            assertThat(element.section()).as(element.path()).startsWith("3.");
            assertThat(PhoneElement.find(element.path())).contains(element);
        }
    }

    @Test
    void theTableHasWhatTheReferenceLists() {
        assertThat(PhoneElement.of("sipProfile/sipStack/timerT1"))
                .returns("500", e -> e.defaultText().orElse(""))
                .returns(Effect.RESTART, PhoneElement::effect)
                .returns("3.4", PhoneElement::section)
                .returns(PhoneElement.Type.NUMBER, PhoneElement::type)
                .returns(true, PhoneElement::sipOnly);
        assertThat(PhoneElement.of("sipProfile/softKeyFile").effect()).isEqualTo(Effect.LIVE);
        assertThat(PhoneElement.of("commonConfig/WlanProfile4").families())
                .containsExactlyInAnyOrder(PhoneFamily.WIRELESS_79, PhoneFamily.SERIES_88);
        assertThat(PhoneElement.all().stream().filter(PhoneElement::secret).map(PhoneElement::name))
                .contains("sshPassword", "phonePassword", "authPassword", "adminPassword", "energyWiseSecret");
        assertThat(PhoneElement.find("devicePool/callManagerGroup/members/member@priority"))
                .isPresent();
        assertThat(PhoneElement.find("nothing")).isEmpty();
        assertThatThrownBy(() -> PhoneElement.of("nothing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing");
    }

    @Test
    void flagsHaveTheEncodingOfTheirElement() {
        PhoneElement plain = PhoneElement.of("encrConfig");
        PhoneElement digit = PhoneElement.of("joinAcrossLines");
        PhoneElement inverted = PhoneElement.of("vendorConfig/pcPort");

        assertThat(plain.write(ElementValue.flag(true))).isEqualTo("true");
        assertThat(digit.write(ElementValue.flag(true))).isEqualTo("1");
        assertThat(inverted.write(ElementValue.flag(true))).isEqualTo("0");
        assertThat(inverted.write(ElementValue.flag(false))).isEqualTo("1");
        for (PhoneElement element : List.of(plain, digit, inverted)) {
            for (boolean on : new boolean[] {true, false}) {
                assertThat(element.read(element.write(ElementValue.flag(on))).asFlag())
                        .contains(on);
            }
        }
        for (String odd : List.of("True", "yes", "1")) {
            assertThat(plain.read(odd).kind()).as(odd).isEqualTo(ElementValue.Kind.INVALID);
        }
        assertThat(plain.read("")).isEqualTo(ElementValue.absent());
    }

    @Test
    void keepsTextThatBreaksItsRule() {
        for (String odd : List.of("0", "4", "1x", "+1", "12345678901234", "-", "1.0", "\u0661")) {
            assertThat(PhoneElement.of("deviceSecurityMode").read(odd))
                    .isEqualTo(new ElementValue.Invalid(odd, "be a whole number from 1 to 3"));
        }
        assertThat(PhoneElement.of("deviceSecurityMode").read("3").asNumber()).hasValue(3);
        PhoneConfiguration file = read("<deviceSecurityMode>9</deviceSecurityMode>");
        assertThat(file.value(PhoneElement.of("deviceSecurityMode")).kind()).isEqualTo(ElementValue.Kind.INVALID);
        assertThat(new String(file.encode(), UTF_8)).contains("<deviceSecurityMode>9<");
    }

    @Test
    void knowsTheFormsOfTheReference() {
        PhoneElement dates = PhoneElement.of("devicePool/dateTimeSetting/dateTemplate");
        for (String seen : List.of("D/M/Y", "D.M.Y", "M-D-Y", "D/M/YYa", "YA.M.D", "M/D/Ya", "M/D/YA")) {
            assertThat(dates.read(seen).kind()).as(seen).isEqualTo(ElementValue.Kind.TEXT);
        }
        for (String odd : List.of("D/M", "D/M-Y", "D/D/Y", "dd.mm.yyyy")) {
            assertThat(dates.read(odd).kind()).as(odd).isEqualTo(ElementValue.Kind.INVALID);
        }
        PhoneElement zone = PhoneElement.of("devicePool/dateTimeSetting/timeZone");
        for (String name :
                List.of("W. Europe Standard/Daylight Time", "India Standard Time", "Pacific SA Daylight Time")) {
            assertThat(zone.read(name).kind()).as(name).isEqualTo(ElementValue.Kind.TEXT);
        }
        assertThat(zone.read("Europe/Berlin").kind()).isEqualTo(ElementValue.Kind.INVALID);
        assertThat(PhoneElement.of("devicePool/dateTimeSetting/ntps/ntp/ntpMode")
                        .read("directedBroadcast")
                        .kind())
                .isEqualTo(ElementValue.Kind.TEXT);
        assertThat(PhoneElement.of("vendorConfig/daysDisplayNotActive")
                        .read("1,7")
                        .kind())
                .isEqualTo(ElementValue.Kind.TEXT);
        assertThat(PhoneElement.of("vendorConfig/daysDisplayNotActive")
                        .read("0")
                        .kind())
                .isEqualTo(ElementValue.Kind.INVALID);
    }

    @Test
    void encodesWhatModelsReadDifferentlyByModel() {
        PhoneElement callWaiting = PhoneElement.of("sipProfile/sipLines/line/callWaiting");
        for (PhoneFamily family : PhoneFamily.values()) {
            for (boolean on : new boolean[] {true, false}) {
                ElementValue value = new UserSetting(on, false).encode(family);
                assertThat(UserSetting.decode(callWaiting.read(callWaiting.write(value)), family))
                        .get()
                        .returns(on, UserSetting::on);
            }
            assertThat(UserSetting.decode(ElementValue.number(3), family)).get().returns(true, UserSetting::on);
            assertThat(UserSetting.decode(ElementValue.number(0), family)).get().returns(false, UserSetting::on);
            assertThat(UserSetting.decode(ElementValue.number(4), family)).isEmpty();
        }
        assertThat(new UserSetting(true, true).encode(PhoneFamily.SERIES_79)).isEqualTo(ElementValue.number(1));
        assertThat(new UserSetting(false, false).encode(PhoneFamily.SERIES_79)).isEqualTo(ElementValue.number(2));
        assertThat(UserSetting.decode(ElementValue.number(1), PhoneFamily.SERIES_69))
                .contains(new UserSetting(false, true));
        assertThat(UserSetting.decode(ElementValue.number(2), PhoneFamily.SERIES_89_99))
                .contains(new UserSetting(true, true));
        assertThat(UserSetting.decode(ElementValue.number(2), PhoneFamily.SERIES_88))
                .isEmpty();
        assertThat(PhoneFamily.ofModel("Cisco 7925")).contains(PhoneFamily.WIRELESS_79);
        assertThat(PhoneFamily.ofModel("Cisco 8851")).contains(PhoneFamily.SERIES_88);
        assertThat(PhoneFamily.ofModel("Cisco 88510")).isEmpty();
        assertThat(PhoneFamily.ofModel("ATA 187")).isEmpty();
    }

    @Test
    void refusesAValueThatBreaksTheRuleWithoutShowingIt() {
        PhoneConfiguration file = read("");

        assertThatThrownBy(() -> file.with(PhoneElement.of("deviceSecurityMode"), ElementValue.number(4)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("deviceSecurityMode must be a whole number from 1 to 3");
        assertThatThrownBy(() -> file.with(PhoneElement.of("deviceSecurityMode"), ElementValue.text("1")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> file.with(
                        PhoneElement.of("vendorConfig/adminPassword"), ElementValue.secret("canary".repeat(9))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("canary");
        assertThatThrownBy(() -> file.with(PhoneElement.of("sipProfile/sipLines/line/name"), ElementValue.text("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("repeats");
        assertThatThrownBy(() -> file.with(PhoneElement.of("sipProfile"), ElementValue.text("1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoSecret() {
        PhoneConfiguration file = read("<sshPassword>canary</sshPassword><vendorConfig><adminPassword>"
                + "canary".repeat(9) + "</adminPassword></vendorConfig>");

        ElementValue secret = file.value(PhoneElement.of("sshPassword"));
        ElementValue tooLong = file.value(PhoneElement.of("vendorConfig/adminPassword"));
        assertThat(secret.asText()).contains("canary");
        assertThat(secret.toString() + tooLong + file.check()).doesNotContain("canary");
        assertThat(file.check()).extracting(Problem::where).contains("vendorConfig/adminPassword");
    }

    @Test
    void changesOnlyWhatIsToldInItsPlace() {
        PhoneConfiguration file = read(
                "<fullConfig>true</fullConfig><odd a='1'>kept</odd><!-- c --><versionStamp>1</versionStamp>"
                        + "<transportLayerProtocol>1</transportLayerProtocol><transportLayerProtocol>2</transportLayerProtocol>");

        PhoneConfiguration changed = file.with(PhoneElement.of("transportLayerProtocol"), ElementValue.number(3))
                .with(PhoneElement.of("sipProfile/sipStack/timerT2"), ElementValue.number(4000))
                .with(PhoneElement.of("sipProfile/sipStack/timerT1"), ElementValue.number(500))
                .with(PhoneElement.of("userId@serviceProfileFile"), ElementValue.text("SPDefault.cnf.xml"))
                .with(PhoneElement.of("@ctiid"), ElementValue.number(548))
                .with(PhoneElement.of("deviceProtocol"), ElementValue.text("SIP"));
        assertThat(body(changed))
                .isEqualTo(
                        "<device ctiid=\"548\"><fullConfig>true</fullConfig><deviceProtocol>SIP</deviceProtocol><sipProfile><sipStack>"
                                + "<timerT1>500</timerT1><timerT2>4000</timerT2></sipStack></sipProfile><odd a=\"1\">kept</odd><!-- c -->"
                                + "<versionStamp>1</versionStamp><transportLayerProtocol>3</transportLayerProtocol>"
                                + "<userId serviceProfileFile=\"SPDefault.cnf.xml\"/></device>");
        assertThat(body(changed.with(PhoneElement.of("sipProfile"), ElementValue.absent())
                        .with(PhoneElement.of("userId"), ElementValue.absent())
                        .with(PhoneElement.of("@ctiid"), ElementValue.absent())
                        .with(PhoneElement.of("deviceProtocol"), ElementValue.absent())))
                .isEqualTo(body(file)
                        .replace("<transportLayerProtocol>1</transportLayerProtocol>", "")
                        .replace(">2</transport", ">3</transport"));
    }

    @Test
    void changesOneKey() {
        PhoneElement password = PhoneElement.of("sipProfile/sipLines/line/authPassword");
        SipLine line = SipLine.builder(1, "5001").build().with(password, ElementValue.secret("canary"));

        assertThat(line.value(password).asText()).contains("canary");
        assertThat(line.toString()).doesNotContain("canary");
        assertThat(line.value(PhoneElement.of("sipProfile/sipLines/line@button"))
                        .asNumber())
                .hasValue(1);
        PhoneConfiguration file = read("<sipProfile><a/></sipProfile><z/>").withLines(List.of(line));
        assertThat(file.lines()).containsExactly(line);
        assertThat(body(file)).containsSubsequence("<callWaiting>", "<authPassword>", "<sharedLine>");
        assertThat(file.values(password)).hasSize(1);
        assertThat(file.withLines(List.of()).lines()).isEmpty();
        assertThatThrownBy(() -> line.value(PhoneElement.of("encrConfig")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesWhatIsSetInTheProductsOrderInWhateverOrderItIsSet() {
        List<PhoneElement> settable = PhoneElement.all().stream()
                .filter(e ->
                        !e.withinRepeated() && !e.repeats() && e.type() != PhoneElement.Type.GROUP && !e.attribute())
                .filter(e -> e.defaultText().isPresent() && !e.path().equals("fullConfig"))
                .toList();
        assertThat(settable).hasSizeGreaterThan(100);
        for (int i = 0; i < Seeds.cases(500); i++) {
            List<PhoneElement> shuffled = new ArrayList<>(settable);
            Collections.shuffle(shuffled, new Random(Seeds.seed() + i));
            PhoneConfiguration.Builder builder = PhoneConfiguration.ownFile(STAMP);
            for (PhoneElement element : shuffled) {
                builder.element(element, element.read(element.defaultText().orElseThrow()));
            }
            PhoneConfiguration file = builder.build();
            List<PhoneElement> written = new ArrayList<>();
            inOrder(file.root(), "", written);
            assertThat(written).as("seed %d case %d", Seeds.seed(), i).containsAll(settable);
            assertThat(file.check())
                    .extracting(Problem::where)
                    .containsExactly(
                            "sipProfile/sipLines", "devicePool/callManagerGroup/members"); // nobody gave it any
        }
    }

    private static void inOrder(XmlNode.Element at, String path, List<PhoneElement> found) {
        int last = -1;
        for (XmlNode.Element child : at.elements()) {
            String childPath = path.isEmpty() ? child.name() : path + "/" + child.name();
            PhoneElement element = PhoneElement.of(childPath);
            assertThat(element.order()).as(childPath).isGreaterThan(last);
            last = element.order();
            found.add(element);
            inOrder(child, childPath, found);
        }
    }

    @Test
    void leavesOutOfAHomeFileWhatStaysVisitings() {
        for (String path : List.of("loadInformation", "capfAuthMode", "vendorConfig/loadServer", "certHash")) {
            PhoneElement element = PhoneElement.of(path);
            ElementValue value =
                    element.type() == PhoneElement.Type.NUMBER ? ElementValue.number(0) : ElementValue.text("ab");
            assertThatThrownBy(() -> PhoneConfiguration.homeFile(STAMP).element(element, value))
                    .as(path)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("home file");
            PhoneConfiguration.ownFile(STAMP).element(element, value).build();
        }
        assertThatThrownBy(() -> PhoneConfiguration.homeFile(STAMP)
                        .element(PhoneElement.of("ipAddressMode"), ElementValue.number(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsWhatBreaksARule() {
        PhoneConfiguration odd = read(
                "<deviceProtocol>SIP</deviceProtocol><encrConfig>True</encrConfig><encrConfig>true</encrConfig>"
                        + "<loadinformation>x</loadinformation><deviceSecurityMode>3</deviceSecurityMode>"
                        + "<devicePool><callManagerGroup><members>"
                        + "<member priority='1'><callManager><processNodeName>a</processNodeName><ports/></callManager></member>"
                        + "<member priority='0'/><member priority='7'/></members></callManagerGroup></devicePool>"
                        + "<sipProfile><sipLines><line><busyTrigger>5</busyTrigger><maxNumCalls>4</maxNumCalls></line></sipLines></sipProfile>");

        assertThat(odd.check().stream().map(Problem::message))
                .contains(
                        "encrConfig must be exactly true or false, but is \"True\".",
                        "encrConfig must stand there once, but is there again.",
                        "loadinformation is not read by phones: its name is loadInformation.",
                        "transportLayerProtocol must be 3 (TLS) when deviceSecurityMode is 3.",
                        "devicePool/callManagerGroup/members/member@priority must be a whole number from 0 to 4, but is \"7\".",
                        "sipProfile/sipLines/line must have a button, without which phones pass over it (3.5).",
                        "sipProfile/sipLines/line/busyTrigger must not exceed maxNumCalls.")
                .anyMatch(s -> s.contains("before processNodeName"))
                .anyMatch(s -> s.contains("order of their priority"))
                .anyMatch(s -> s.contains("versionStamp must be there"))
                .anyMatch(s -> s.contains("must have a line with a name"));
        assertThat(read("<encrConfig>x</encrConfig>".repeat(5000)).check())
                .hasSize(200)
                .startsWith(new Problem("deviceProtocol", "deviceProtocol must be there."))
                .endsWith(new Problem("device", "the file has more findings than these 199."));
        assertThat(read("<fullConfig>false</fullConfig>").check()).isEmpty();
    }

    @Test
    void findsWhatAFamilyDoesNotReadOrReadsOtherwise() {
        PhoneConfiguration file = read("<informationURL>http://h</informationURL><sipProfile><sipCallFeatures>"
                + "<callerIdBlocking>2</callerIdBlocking></sipCallFeatures></sipProfile>");

        assertThat(file.check(PhoneFamily.SERIES_88))
                .extracting(Problem::where)
                .contains("informationURL", "sipProfile/sipCallFeatures/callerIdBlocking");
        assertThat(file.check(PhoneFamily.SERIES_79))
                .extracting(Problem::where)
                .doesNotContain("informationURL", "sipProfile/sipCallFeatures/callerIdBlocking");
    }

    @Test
    void theDevicesVendorSettingWins() {
        PhoneConfiguration file = read("<vendorConfig><webAccess>0</webAccess><sshAccess/></vendorConfig>"
                + "<commonConfig><webAccess>1</webAccess><sshAccess>1</sshAccess></commonConfig>"
                + "<enterpriseConfig><garp>1</garp></enterpriseConfig>");

        assertThat(file.vendorSetting("webAccess")).contains("0");
        assertThat(file.vendorSetting("sshAccess")).contains("1");
        assertThat(file.vendorSetting("garp")).contains("1");
        assertThat(file.vendorSetting("rtcp")).isEmpty();
    }

    @Test
    void aFileForSccpHasNoKeysAndNothingOfSip() {
        PhoneConfiguration home = PhoneConfiguration.homeFile(STAMP)
                .deviceProtocol("SCCP")
                .dateTimeSetting(new DateTimeSetting("Home", "D/M/YY", "GMT Standard/Daylight Time", "Europe/London"))
                .callManager(CallManagerNode.of("10.1.0.10"))
                .userId(UserId.of("ada"))
                .phoneService(PhoneServiceEntry.extensionMobility("127.0.0.1", 18080))
                .element(PhoneElement.of("userLocale/langCode"), ElementValue.text("en_US"))
                .build();

        assertThat(home.check()).isEmpty();
        assertThat(home.lines()).isEmpty();
        assertThat(body(home))
                .doesNotContain("sipProfile")
                .contains("<ethernetPhonePort>2000<", "<ipAddr1/><port1>2000</port1>", "<langCode>en_US<");
        assertThat(PhoneConfiguration.decodeOrThrow(home.encode())).isEqualTo(home);
        assertThatThrownBy(() -> PhoneConfiguration.ownFile(STAMP)
                        .deviceProtocol("SCCP")
                        .element(PhoneElement.of("sipProfile/kpml"), ElementValue.number(3))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SCCP");
        assertThat(read("<deviceProtocol>SCCP</deviceProtocol><sipProfile/>").check())
                .extracting(Problem::where)
                .contains("sipProfile", "devicePool/callManagerGroup", "versionStamp");
    }

    private static PhoneConfiguration read(String inside) {
        return PhoneConfiguration.decodeOrThrow(("<device>" + inside + "</device>").getBytes(UTF_8));
    }

    private static String body(PhoneConfiguration file) {
        String written = new String(file.encode(), UTF_8);
        return written.substring(written.indexOf("<device"), written.length() - 1);
    }

    @Test
    void findsThatAPhoneHasNowhereToRegister() {
        String members =
                "<deviceProtocol>%s</deviceProtocol><devicePool><callManagerGroup><members>%s</members></callManagerGroup>"
                        + "</devicePool>";
        String named = "<member><callManager><processNodeName>a</processNodeName></callManager></member>";
        String group = "devicePool/callManagerGroup/members";

        for (String protocol : List.of("SIP", "SCCP")) {
            assertThat(read(members.formatted(protocol, "")).check())
                    .extracting(Problem::where)
                    .contains(group);
            assertThat(read(members.formatted(protocol, named)).check())
                    .extracting(Problem::where)
                    .doesNotContain(group, group + "/member");
            for (String nameless : List.of(
                    "<member/>",
                    "<member><callManager/></member>",
                    "<member><callManager><processNodeName> </processNodeName></callManager></member>")) {
                assertThat(read(members.formatted(protocol, named + nameless)).check())
                        .as(nameless)
                        .extracting(Problem::where)
                        .contains(group + "/member")
                        .doesNotContain(group);
            }
        }
    }

    @Test
    void readsLongListsWithALoop() throws Exception {
        List<PhoneElement> lists = PhoneElement.all().stream()
                .filter(e -> e.path().startsWith("vendorConfig/") && e.rule().startsWith("be a list of numbers"))
                .toList();
        assertThat(lists)
                .extracting(PhoneElement::name)
                .containsExactlyInAnyOrder(
                        "disableTLSCiphers",
                        "bluetoothProfile",
                        "usbClasses",
                        "daysDisplayNotActive",
                        "daysBacklightNotActive");
        String many = "1,".repeat(1999) + "1";
        FutureTask<Integer> task = new FutureTask<>(() -> {
            for (PhoneElement list : lists) {
                assertThat(list.read(many)).isEqualTo(new ElementValue.Text(many));
                PhoneConfiguration file = read("").with(list, ElementValue.text(many));
                assertThat(file.value(list).asText()).contains(many);
                assertThat(file.check()).extracting(Problem::where).doesNotContain(list.path());
            }
            return lists.size();
        });
        new Thread(null, task, "small stack", 256 * 1024).start();
        assertThat(task.get()).isEqualTo(5);

        PhoneElement days = PhoneElement.of("vendorConfig/daysDisplayNotActive");
        for (String odd : List.of("1,", ",1", " 1", "11", "1;2", "8", "1,0", ",", "1".repeat(4097))) {
            assertThat(days.read(odd).kind()).as(odd).isEqualTo(ElementValue.Kind.INVALID);
        }
        for (String sound : List.of("7", "1,2", "1 2", "1, ,2")) {
            assertThat(days.read(sound).kind()).as(sound).isEqualTo(ElementValue.Kind.TEXT);
        }
    }

    @Test
    void changesAnElementInAllGroupsOfItsName() {
        PhoneElement access = PhoneElement.of("vendorConfig/sshAccess");
        PhoneConfiguration file =
                read("<vendorConfig><a/></vendorConfig><vendorConfig><sshAccess>0</sshAccess></vendorConfig>"
                        + "<devicePool uuid='1'/><devicePool uuid='2'/>");

        assertThat(body(file.with(access, ElementValue.flag(false))))
                .startsWith("<device><vendorConfig>")
                .containsOnlyOnce("<sshAccess>1</sshAccess>")
                .contains("<vendorConfig/>");
        assertThat(file.with(access, ElementValue.flag(false)).values(access))
                .containsExactly(ElementValue.flag(false));
        assertThat(file.with(access, ElementValue.absent()).values(access)).isEmpty();
        PhoneElement uuid = PhoneElement.of("devicePool@uuid");
        assertThat(file.with(uuid, ElementValue.text("3")).values(uuid)).containsExactly(ElementValue.text("3"));
        assertThat(file.with(uuid, ElementValue.absent()).values(uuid)).isEmpty();
        String profile = "<sipProfile><sipLines><line button='1'/></sipLines></sipProfile>";
        PhoneConfiguration lines = read(profile + profile).withLines(List.of());
        assertThat(lines.lines()).isEmpty();
        assertThat(body(lines))
                .containsOnlyOnce("<line"); // a list acts on the first group, and the check tells of the other
        assertThat(lines.check().toString()).contains("sipProfile must stand there once, but is there again.");
    }

    @Test
    void leavesToTheBuildersOwnMethodsWhatTheyCheck() {
        for (String path : List.of("userId", "deviceProtocol", "versionStamp", "fullConfig")) {
            PhoneElement element = PhoneElement.of(path);
            ElementValue value = path.equals("fullConfig") ? ElementValue.flag(false) : ElementValue.text("SCCP");
            for (PhoneConfiguration.Builder builder :
                    List.of(PhoneConfiguration.ownFile(STAMP), PhoneConfiguration.homeFile(STAMP))) {
                assertThatThrownBy(() -> builder.element(element, value))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith(path + " must be set by ")
                        .hasMessageContaining(path.equals("fullConfig") ? "build()" : "(");
            }
        }
    }

    @Test
    void hasTheRangesOfTheReference() {
        PhoneElement media = PhoneElement.of("sipProfile/startMediaPort");
        assertThat(media.read("16386").asNumber()).hasValue(16_386);
        assertThat(media.rule()).isEqualTo("be an even number from 2 to 65534");
        assertThatThrownBy(() -> media.write(ElementValue.number(16_385)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("even");
        assertThat(PhoneElement.of("sipProfile/stopVideoPort").read("0").asNumber())
                .hasValue(0);
        for (List<String> odd : List.of(
                List.of("sipProfile/startMediaPort", "16385"),
                List.of("sipProfile/startMediaPort", "0"),
                List.of("sipProfile/stopMediaPort", "1"),
                List.of("sipProfile/startVideoPort", "3"),
                List.of("sipProfile/stopVideoPort", "3"),
                List.of("sipProfile/sipLines/line/ringSettingIdle", "5"),
                List.of("ipMediaAddressFamilyPreference", "2"))) {
            assertThat(PhoneElement.of(odd.get(0)).read(odd.get(1)).kind())
                    .as(odd.toString())
                    .isEqualTo(ElementValue.Kind.INVALID);
        }
        assertThat(PhoneElement.of("devicePool/callManagerGroup/members/member/callManager/ipv6Addr")
                        .effect())
                .isEqualTo(Effect.RESTART);
    }

    @Test
    void limitsWhatALineSaysToThirtyCharacters() {
        String longest = "1".repeat(30);
        SipLine line =
                SipLine.builder(1, longest).label(longest).displayName(longest).build();
        assertThat(line.name()).contains(longest);
        assertThat(SipLine.builder(1, longest + "1").build().name()).contains(longest + "1");
        assertThatThrownBy(() -> SipLine.builder(1, longest.repeat(3))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipLine.builder(1, "1").label(longest + "1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipLine.builder(1, "1").displayName(longest + "1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
