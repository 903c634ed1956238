package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

/** The kinds of files beside those of {@link SmallFilesTest}, and what their names and checks are. */
class FileKindsTest {
    private static final Pattern VALUE = Pattern.compile(">[^<>]+<");
    private static final List<String> ODD = List.of(
            "", " ", "1", "-1", "99999999999", "x", "<a/>", "&#9;", "\uD83D\uDE00", "MTIz", "MTI=", "u".repeat(256));
    private static final List<String> LOCALES =
            List.of("", "Norway", "English_United_States", "..", "../Norway", "a/b", "a b", "\u00fc", "a".repeat(65));
    private static final VersionStamp STAMP = VersionStamp.of("1-a");
    private static final String SHA1 = "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=";
    private static final VpnGroup VPN = VpnGroup.builder(List.of("https://vpn/a", "https://vpn/b"))
            .mtu(1400)
            .failConnectTime(20)
            .authMethod(VpnGroup.Authentication.CERTIFICATE)
            .pswdPersistent(true)
            .autoNetDetect(true)
            .enableHostIDCheck(false)
            .certHash(SHA1)
            .build();

    @Test
    void readsAndWritesTheFirstRingLists() {
        RingList rings = RingList.decodeDatOrThrow(
                "Chime\tchime.raw\r\n\r\n Caf\u00e9 1 \t b.raw\nZ\tz.raw".getBytes(ISO_8859_1));

        assertThat(rings)
                .isEqualTo(new RingList(List.of(
                        new RingList.Ring("Chime", "chime.raw"),
                        new RingList.Ring("Caf\u00e9 1", "b.raw"),
                        new RingList.Ring("Z", "z.raw"))));
        assertThat(new String(rings.encodeDat(), ISO_8859_1))
                .isEqualTo("Chime\tchime.raw\r\nCaf\u00e9 1\tb.raw\r\nZ\tz.raw\r\n");
        assertThat(RingList.decodeDat("a\tb\nno tabulator".getBytes(ISO_8859_1)).problems())
                .extracting(Problem::where)
                .containsExactly("line 2");
        assertThat(RingList.decodeDat("a\tb\n".repeat(51).getBytes(ISO_8859_1)).problems())
                .extracting(Problem::where)
                .containsExactly("line 51");
        assertThat(RingList.decodeDat(("a\t" + "b".repeat(26)).getBytes(ISO_8859_1))
                        .problems())
                .hasSize(1);
        RingList unnamed = new RingList(List.of(new RingList.Ring("", ""), new RingList.Ring("", "a.raw")));
        assertThat(RingList.decodeDatOrThrow(unnamed.encodeDat())).isEqualTo(unnamed);
        for (RingList.Ring padded : List.of(new RingList.Ring(" a", "b"), new RingList.Ring("a", "b "))) {
            assertThatThrownBy(() -> new RingList(List.of(padded)).encodeDat())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("must not begin or end with a blank");
        }
    }

    @Test
    void namesTheRingListsOfAFamilyAndChecksTheirSamples() {
        assertThat(RingList.fileName(PhoneFamily.SERIES_88)).isEqualTo("Ringlist-wb.xml");
        assertThat(RingList.fileName(PhoneFamily.SERIES_89_99)).isEqualTo("Ringlist.xml");
        assertThat(RingFormat.of(PhoneFamily.SERIES_78).suffix()).isEqualTo(".rwb");
        for (int sound : new int[] {240, 16_080}) {
            assertThat(RingFormat.RAW.check(new byte[sound])).isEmpty();
        }
        for (int odd : new int[] {0, 239, 16_081}) {
            assertThat(RingFormat.RAW.check(new byte[odd])).as("%d", odd).hasSize(1);
            assertThat(RingFormat.RAW.check(new byte[odd], PhoneFamily.SERIES_79))
                    .as("%d", odd)
                    .hasSize(1);
        }
        for (PhoneFamily family : PhoneFamily.values()) {
            boolean raw = RingFormat.of(family) == RingFormat.RAW;
            boolean inBlocks = family == PhoneFamily.SERIES_79 || family == PhoneFamily.WIRELESS_79;
            assertThat(RingFormat.RAW.check(new byte[480], family))
                    .as("%s", family)
                    .hasSize(raw ? 0 : 1);
            assertThat(RingFormat.RAW.check(new byte[481], family))
                    .as("%s", family)
                    .hasSize(raw && !inBlocks ? 0 : 1);
            assertThat(RingFormat.RWB.check(new byte[482], family))
                    .as("%s", family)
                    .hasSize(raw ? 1 : 0);
        }
        for (int sound : new int[] {480, 482, 321_600}) {
            assertThat(RingFormat.RWB.check(new byte[sound])).isEmpty();
        }
        for (int odd : new int[] {478, 481, 321_602}) {
            assertThat(RingFormat.RWB.check(new byte[odd])).as("%d", odd).hasSize(1);
        }
    }

    @Test
    void tonesHaveTheFrequenciesOfTheReference() {
        for (int hertz : new int[] {300, 350, 400, 425, 440, 450, 1400}) {
            assertThat(ToneList.Generator.of(hertz, 5000).hertz()).isEqualTo(hertz);
        }
        ToneList tones = ToneList.decodeOrThrow(bytes("<tones><trkLocaleName/><odd/>"
                + "<tone c1='31164' i1='-1772' c2='30743' i2='-1985' d='2' t='odial'><part m='on' t='65535' /><repeat c='65535' /></tone>"
                + "</tones>"));
        assertThat(tones.tones())
                .containsExactly(ToneList.Tone.of(
                        "odial", 5734, List.of(400, 450), List.of(new ToneList.Part(true, ToneList.ENDLESS))));
        assertThat(tones.check()).isEmpty();
    }

    @Test
    void findsTonesThatNoPhonePlays() {
        ToneList.Generator one = ToneList.Generator.of(425, 5000);
        ToneList.Part on = new ToneList.Part(true, 1);
        ToneList odd = new ToneList(
                "",
                "",
                "",
                List.of(
                        new ToneList.Tone("busy", List.of(one), List.of(2), List.of(on), 1),
                        new ToneList.Tone("busy", List.of(one), List.of(1), List.of(on, on), 1),
                        new ToneList.Tone("howler", List.of(one), List.of(1), List.of(on), 1)));

        assertThat(odd.check().stream().map(Problem::toString))
                .containsExactly(
                        "tone busy: d must use as many generators as there are, 1, but uses 2.",
                        "tone busy: a tone must stand there once, but is there again.",
                        "tone busy: d must have a digit for each part that is on, 2, but has 1.",
                        "tone howler: phones know no such tone.");
        for (String broken : List.of(
                "<tone c1='1' i1='1' d='1' t='busy'><part m='on' t='1'/></tone>",
                "<tone c1='1' i1='1' d='1' t='busy'><part m='yes' t='1'/><repeat c='1'/></tone>",
                "<tone c1='1' i1='1' d='1' t='busy'><part m='on' t='65536'/><repeat c='1'/></tone>",
                "<tone c1='1' i1='1' d='0' t='busy'><part m='on' t='1'/><repeat c='1'/></tone>",
                "<tone c1='1' d='1' t='busy'><part m='on' t='1'/><repeat c='1'/></tone>",
                "<tone c1='1' i1='1' c3='1' i3='1' d='1' t='busy'><part m='on' t='1'/><repeat c='1'/></tone>",
                "<tone c1='99999' i1='1' d='1' t='busy'><part m='on' t='1'/><repeat c='1'/></tone>",
                "<tone c1='1' i1='1' d='1' t='busy'><repeat c='1'/></tone>")) {
            assertThat(ToneList.decode(bytes("<tones>" + broken + "</tones>")).value())
                    .as(broken)
                    .isEmpty();
        }
    }

    @Test
    void namesTheFilesOfALocale() {
        assertThat(LocaleFiles.display("German_Germany", "Cisco 7962", "SIP"))
                .containsExactly("German_Germany/mk-sip.jar");
        assertThat(LocaleFiles.display("German_Germany", "7970", "SCCP")).containsExactly("German_Germany/td-sccp.jar");
        assertThat(LocaleFiles.display("French_France", "Cisco 8851", "SIP"))
                .containsExactly("French_France/sl-be-sip.jar");
        assertThat(LocaleFiles.display("French_France", "8865", "SIP")).containsExactly("French_France/sl-bev-sip.jar");
        assertThat(LocaleFiles.display("French_France", "8945", "SCCP"))
                .containsExactly("French_France/gb-sccp-sip.jar");
        assertThat(LocaleFiles.display("French_France", "7960", "SCCP"))
                .containsExactly(
                        "French_France/7960-dictionary.xml",
                        "French_France/7960-font.xml",
                        "French_France/7960-kate.xml");
        assertThat(LocaleFiles.display("French_France", "ATA 187", "SCCP")).isEmpty();
        for (List<String> model : List.of(
                List.of("6941", "rtl"),
                List.of("7841", "sp"),
                List.of("7911", "tc"),
                List.of("7945", "be"),
                List.of("8961", "gh"),
                List.of("9951", "lk"),
                List.of("9971", "gd"))) {
            assertThat(LocaleFiles.display("A", model.get(0), "SIP")).containsExactly("A/" + model.get(1) + "-sip.jar");
        }
        assertThat(LocaleFiles.tones("Germany", "8851")).contains("Germany/g3-tones.xml");
        assertThat(LocaleFiles.tones("Germany", "9971")).contains("Germany/g4-tones.xml");
        assertThat(LocaleFiles.tones("Germany", "7940")).contains("Germany/7960-tones.xml");
        assertThat(LocaleFiles.tones("", "7841")).contains("/g3-tones.xml");
        assertThat(LocaleFiles.tones("Germany", "iPhone")).isEmpty();
        for (String odd : List.of("../etc", "a/b", "a b", "\u00fc", "a".repeat(65))) {
            assertThatThrownBy(() -> LocaleFiles.display(odd, "8851", "SIP"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> LocaleFiles.tones(odd, "8851")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void namesWhatAPhoneAsksForBecauseOfItsConfiguration() {
        assertThat(LocaleFiles.of(
                        read(
                                "<userLocale><name>German_Germany</name></userLocale><networkLocale>Austria</networkLocale>"
                                        + "<networkLocaleInfo><name>Germany</name></networkLocaleInfo>"),
                        "Cisco 8851"))
                .containsExactly("German_Germany/sl-be-sip.jar", "Germany/g3-tones.xml");
        assertThat(LocaleFiles.of(
                        read("<deviceProtocol>SCCP</deviceProtocol><userLocale><name>../x</name></userLocale>"
                                + "<networkLocale>Austria</networkLocale>"),
                        "7911"))
                .containsExactly("Austria/g3-tones.xml");
        assertThat(LocaleFiles.of(
                        read("<userLocale><name>English_United_States</name></userLocale>"
                                + "<networkLocale>United_States</networkLocale>"),
                        "7911"))
                .isEmpty();
    }

    @Test
    void viewsAndSetsTheVpnGroup() {
        PhoneConfiguration own = PhoneConfiguration.ownFile(STAMP).build();
        assertThat(own.vpnGroup()).isEmpty();

        PhoneConfiguration with = own.withVpnGroup(VPN);
        assertThat(PhoneConfiguration.decodeOrThrow(with.encode()).vpnGroup()).contains(VPN);
        assertThat(new String(with.encode(), UTF_8))
                .contains(
                        "<vpnGroup><mtu>1400</mtu><failConnectTime>20</failConnectTime><authMethod>2</authMethod>"
                                + "<pswdPersistent>1</pswdPersistent><autoNetDetect>1</autoNetDetect><enableHostIDCheck>0</enableHostIDCheck>"
                                + "<addresses><url1>https://vpn/a</url1><url2>https://vpn/b</url2></addresses>"
                                + "<credentials><hashAlg>0</hashAlg><certHash1>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</certHash1></credentials></vpnGroup>");
        VpnGroup none = VpnGroup.builder(List.of()).build();
        assertThat(with.withVpnGroup(none).vpnGroup()).contains(none);
        assertThat(read("<vpnGroup><odd/></vpnGroup>").vpnGroup()).contains(none);
        assertThat(
                        read("<vpnGroup><mtu>x</mtu><authMethod>9</authMethod><addresses><url1> </url1><url3>u</url3></addresses>"
                                        + "<credentials><certHash2>#</certHash2><certHash3>MTIz</certHash3></credentials></vpnGroup>")
                                .vpnGroup())
                .contains(VpnGroup.builder(List.of("u")).build());
        assertThatThrownBy(() -> VpnGroup.builder(Collections.nCopies(4, "u")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> own.withVpnGroup(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("group");
    }

    @Test
    void aVpnGroupHasAllItsPartsAndHashesOfItsAlgorithm() {
        assertThat(VPN.toBuilder().build()).isEqualTo(VPN).hasSameHashCodeAs(VPN);
        assertThat(VPN.mtu()).isEqualTo(1400);
        assertThat(VPN.failConnectTime()).isEqualTo(20);
        assertThat(VPN.authMethod()).isEqualTo(VpnGroup.Authentication.CERTIFICATE);
        assertThat(VPN.pswdPersistent()).isTrue();
        assertThat(VPN.autoNetDetect()).isTrue();
        assertThat(VPN.enableHostIDCheck()).isFalse();
        assertThat(VPN.urls()).containsExactly("https://vpn/a", "https://vpn/b");
        assertThat(VPN.certHashes()).containsExactly(SHA1);
        for (VpnGroup other : List.of(
                VPN.toBuilder().mtu(1).build(),
                VPN.toBuilder().failConnectTime(1).build(),
                VPN.toBuilder().authMethod(VpnGroup.Authentication.PASSWORD).build(),
                VPN.toBuilder().pswdPersistent(false).build(),
                VPN.toBuilder().autoNetDetect(false).build(),
                VPN.toBuilder().enableHostIDCheck(true).build(),
                VPN.toBuilder().hashAlg(1).build(),
                VPN.toBuilder().certHash(SHA1).build())) {
            assertThat(other).isNotEqualTo(VPN);
        }

        VpnGroup.Builder longer = VPN.toBuilder().certHash("MTIz");
        assertThatThrownBy(longer::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("28 characters");
        assertThat(longer.hashAlg(1).build().certHashes()).containsExactly(SHA1, "MTIz");
    }

    @Test
    void tellsAStubFromAnotherFile() {
        for (String other : List.of(
                "<encrConfig>true</encrConfig>",
                "<fullConfig>false</fullConfig>",
                "<fullConfig>false</fullConfig><encrConfig>false</encrConfig>",
                "<fullConfig>false</fullConfig><encrConfig>true</encrConfig><ipAddressMode>3</ipAddressMode>",
                "<fullConfig>false</fullConfig><encrConfig>true</encrConfig><certHash>12</certHash>")) {
            assertThat(EncryptionStub.from(read(other)).value()).as(other).isEmpty();
        }
        EncryptionStub stub = EncryptionStub.decodeOrThrow(
                bytes("<device><fullConfig>false</fullConfig><encrConfig>true</encrConfig></device>"));
        assertThat(stub).isEqualTo(new EncryptionStub(0, "", 0, List.of(), ""));
        EncryptionStub enrolling = new EncryptionStub(0, "", 2, List.of(ServiceAddress.of("10.1.0.1", 13804)), "");
        assertThat(EncryptionStub.from(enrolling.file()).value()).contains(enrolling);
        assertThat(enrolling.file().capfs()).isEqualTo(enrolling.capf());
        assertThat(stub.file().check()).isEmpty();
    }

    @Test
    void knowsTheScreensOfModels() {
        assertThat(BackgroundList.Screen.ofModel("Cisco 8851"))
                .get()
                .returns("Desktops/800x480x24/List.xml", BackgroundList.Screen::listName)
                .returns(139, BackgroundList.Screen::thumbnailWidth);
        assertThat(BackgroundList.Screen.ofModel("BEKEM"))
                .get()
                .returns("Desktops/272x480x24", BackgroundList.Screen::directory);
        assertThat(BackgroundList.Screen.ofModel("CP-8800-Audio"))
                .map(BackgroundList.Screen::directory)
                .contains("Desktops/320x480x24");
        assertThat(BackgroundList.Screen.ofModel("6901")).isEmpty();
        assertThat(new BackgroundList(List.of(new BackgroundList.Picture("TFTP:Desktops/a.PNG", "http://h/a.png")))
                        .check())
                .extracting(Problem::where)
                .containsExactly("ImageItem 1");
    }

    @Test
    void findsFeaturesThatNoPhoneKnows() {
        assertThat(new FeaturePolicy(
                                "",
                                "",
                                List.of(
                                        FeaturePolicy.Feature.of(1, true),
                                        FeaturePolicy.Feature.of(1, false),
                                        new FeaturePolicy.Feature("", 17, true)))
                        .check())
                .extracting(Problem::where)
                .containsExactly("featureDef 1", "featureDef 17");
    }

    @Test
    void writesAllThatTheDefaultFileOfTheProductHas() {
        String written = new String(
                DefaultConfiguration.builder()
                        .autoRegistrationName("AUTO")
                        .autoRegistration(true)
                        .selfProvisioningSecureMode(false)
                        .adminProvisionMode(true)
                        .ipAddressMode(2)
                        .ipPreferenceModeControl(1)
                        .ipMediaAddressFamilyPreference(1)
                        .callManagerGroupName("Default")
                        .tftpDefault(true)
                        .callManager(CallManagerNode.of("10.1.0.10"))
                        .tvs(ServiceAddress.of("10.1.0.10"))
                        .build()
                        .encode(),
                UTF_8);

        assertThat(written)
                .containsSubsequence(
                        "<Default><autoRegistrationName>AUTO</autoRegistrationName><autoRegistration>true</autoRegistration>"
                                + "<selfProvisioningSecureMode>false</selfProvisioningSecureMode><adminProvisionMode>true</adminProvisionMode>"
                                + "<ipAddressMode>2</ipAddressMode><ipPreferenceModeControl>1</ipPreferenceModeControl>"
                                + "<ipMediaAddressFamilyPreference>1</ipMediaAddressFamilyPreference><callManagerGroup><name>Default</name>"
                                + "<tftpDefault>true</tftpDefault><members>",
                        "</callManagerGroup><TVS>");
        assertThat(DefaultConfiguration.knownModels())
                .hasSize(60)
                .containsEntry(7, "7960")
                .containsEntry(684, "8851")
                .containsEntry(30_018, "7961")
                .doesNotContainKey(5);
        assertThatThrownBy(() -> DefaultConfiguration.knownModels().put(5, "7961"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> PhoneModels.BY_NUMBER.put(5, "7961"))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> DefaultConfiguration.builder().ipMediaAddressFamilyPreference(2))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new String(DefaultConfiguration.builder().build().encode(), UTF_8))
                .contains(
                        "<autoRegistration>false</autoRegistration><ipAddressMode>0<"); // nothing of what nobody knows
    }

    @Test
    void checksAKeyByWhatItDoes() {
        String line = "<line button='%s'%s><featureID>%s</featureID>%s</line>";
        String sound = line.formatted("1", " lineIndex='1'", "9", "<name>1</name><proxy>p</proxy><port>5060</port>");
        assertThat(keys(sound, null)).isEmpty();
        assertThat(keys("<line button='1'/>", null))
                .containsExactly(" must have a featureID, which says what the key does (3.5).");
        assertThat(keys(sound + line.formatted("2", "", "77", ""), null))
                .containsExactly(" has featureID 77, which no source documents (3.5).");
        assertThat(keys(line.formatted("1", "", "9", "<name>1</name><proxy/><port>1</port>"), null))
                .containsExactly(
                        " with featureID 9 (a line) must have the attribute lineIndex (3.5).",
                        " with featureID 9 (a line) must have proxy (3.5).");
        for (String dial : List.of("2", "21", "22")) {
            assertThat(keys(line.formatted("2", "", dial, ""), null))
                    .as(dial)
                    .singleElement()
                    .asString()
                    .endsWith("must have speedDialNumber (3.5).");
            assertThat(keys(line.formatted("2", "", dial, "<speedDialNumber>1</speedDialNumber>"), null))
                    .as(dial)
                    .isEmpty();
        }
        assertThat(keys(line.formatted("2", "", "20", ""), null))
                .containsExactly(" with featureID 20 (a service URL) must have serviceURI or secureServiceURI (3.5).");
        assertThat(keys(line.formatted("2", "", "20", "<secureServiceURI>u</secureServiceURI>"), null))
                .isEmpty();
        assertThat(keys(line.formatted("2", "", "1", ""), PhoneFamily.SERIES_79))
                .isEmpty();
        assertThat(keys(line.formatted("2", "", "1", ""), PhoneFamily.SERIES_88))
                .containsExactly(" with featureID 1 is not known to phones of the family SERIES_88 (3.5).");
        assertThat(keys(line.formatted("2", "", "140", ""), PhoneFamily.SERIES_79))
                .hasSize(1);
        assertThat(keys(line.formatted("2", "", "140", ""), PhoneFamily.SERIES_89_99))
                .isEmpty();
        String many = sound.replace("</line>", "<maxNumCalls>100</maxNumCalls></line>");
        assertThat(keys(many, PhoneFamily.SERIES_88)).isEmpty();
        assertThat(keys(many, PhoneFamily.SERIES_79))
                .containsExactly("/maxNumCalls must be at most 50 for phones of the family SERIES_79 (3.5).");
        String intercom = sound.replace("ID>9", "ID>23");
        assertThat(firstLine(intercom)).hasSize(1);
        assertThat(firstLine(intercom.replace("button='1'", "button='2'") + sound))
                .isEmpty();
        assertThat(firstLine(sound.replace("button='1'", "button='2'") + intercom))
                .hasSize(1);
    }

    private static List<Problem> firstLine(String keys) {
        return PhoneChecks.of(read(wrapped(keys)), null).stream()
                .filter(problem -> problem.message().contains("intercom line as the first line"))
                .toList();
    }

    private static String wrapped(String keys) {
        return "<sipProfile><sipLines>" + keys + "</sipLines></sipProfile>";
    }

    private static List<String> keys(String keys, @org.jspecify.annotations.Nullable PhoneFamily family) {
        return PhoneChecks.of(read(wrapped(keys)), family).stream()
                .filter(problem -> problem.where().startsWith(SipLine.PATH))
                .map(problem -> problem.message().substring(SipLine.PATH.length()))
                .toList();
    }

    @Test
    void thePrimeLineIsAFlagInFilesOfSip() {
        // 3.4 infers 0, 1 and 2 for files of SCCP, which have no sipProfile.
        for (String name : List.of("alwaysUsePrimeLine", "alwaysUsePrimeLineVoiceMail")) {
            PhoneElement prime = PhoneElement.of("sipProfile/" + name);
            assertThat(prime.sipOnly()).isTrue();
            assertThat(prime.read("true")).isEqualTo(ElementValue.flag(true));
            assertThat(prime.write(ElementValue.flag(false))).isEqualTo("false");
            assertThat(only(prime.path(), "2"))
                    .containsExactly(prime + " must be exactly true or false, but is \"2\".");
        }
    }

    @Test
    void readsAndWritesNoNumberThatMeansNothing() {
        PhoneElement alert = PhoneElement.of("dndCallAlert");
        assertThat(alert.read("5").asNumber()).hasValue(5);
        for (String number : List.of("0", "1", "5")) {
            assertThat(only("dndCallAlert", number)).as(number).isEmpty();
        }
        for (int number : new int[] {2, 3, 4, 6}) {
            assertThatThrownBy(() -> alert.write(ElementValue.number(number)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("dndCallAlert must be one of 0, 1, 5");
            assertThat(alert.read("" + number).kind()).isEqualTo(ElementValue.Kind.INVALID);
        }
        assertThat(alert.write(ElementValue.number(5))).isEqualTo("5");
        assertThat(PhoneElement.of("addOnModules/addOnModule/deviceLine")
                        .read("13")
                        .kind())
                .isEqualTo(ElementValue.Kind.INVALID);
        assertThat(only("dndCallAlert", "2")).containsExactly("dndCallAlert must be one of 0, 1, 5, but is \"2\".");
        assertThat(only("addOnModules/addOnModule/deviceLine", "13"))
                .containsExactly(
                        "addOnModules/addOnModule/deviceLine must be one of 12, 14, 24, 28, 36, but is \"13\".");
        assertThat(PhoneElement.of("vendorConfig/incomingCallToastTimer")
                        .read("5")
                        .asNumber())
                .hasValue(5);
        assertThat(PhoneElement.of("sipProfile/sipProxies/outboundProxy")
                        .read("a b")
                        .kind())
                .isEqualTo(ElementValue.Kind.INVALID);
        assertThat(PhoneElement.of("vpnGroup/credentials/certHash10")
                        .read("a b")
                        .kind())
                .isEqualTo(ElementValue.Kind.INVALID);
    }

    private static List<String> only(String path, String text) {
        StringBuilder file = new StringBuilder(text);
        String[] names = path.split("/", -1);
        for (int i = names.length - 1; i >= 0; i--) {
            file.insert(0, "<" + names[i] + ">").append("</").append(names[i]).append(">");
        }
        return read(file.toString()).check().stream()
                .filter(problem -> problem.where().equals(path))
                .map(Problem::message)
                .toList();
    }

    @Test
    void refusesWhatIsTooLargeOrTooDeepOrABomb() {
        byte[] large = new byte[Boolean.getBoolean("emcc.deep") ? 100 * 1024 * 1024 : 2 * 1024 * 1024 + 1];
        Arrays.fill(large, (byte) '\n');
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        String bomb = "<!DOCTYPE %1$s [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]><%1$s>&c;</%1$s>";

        assertThat(RingList.decodeDat(large).problems())
                .extracting(Problem::where)
                .containsExactly("byte 2097152");
        for (Function<byte[], ? extends Decoded<?>> decode :
                List.<Function<byte[], ? extends Decoded<?>>>of(ToneList::decode, EncryptionStub::decode)) {
            assertThat(decode.apply(large).problems())
                    .extracting(Problem::where)
                    .containsExactly("byte 2097152");
            for (String root : List.of("tones", "device")) {
                assertThat(decode.apply(bytes("<" + root + ">" + deep + "</" + root + ">"))
                                .problems())
                        .singleElement()
                        .asString()
                        .contains("nested deeper than 64");
                assertThat(decode.apply(bytes(bomb.formatted(root))).problems())
                        .singleElement()
                        .asString()
                        .contains("DOCTYPE");
            }
        }
        assertThat(ToneList.decode(bytes("<tones>" + "<tone/>".repeat(65) + "</tones>"))
                        .value())
                .isEmpty();
    }

    @Test
    void throwsNothingWhateverItIsGiven() {
        byte[] dat = "Chime\tchime.raw\r\nBell\tbell.raw\n".getBytes(ISO_8859_1);
        byte[] vpn = PhoneConfiguration.ownFile(STAMP).build().withVpnGroup(VPN).encode();
        int vpnAt = new String(vpn, UTF_8).indexOf("<vpnGroup>");
        byte[] group = Arrays.copyOfRange(vpn, vpnAt, new String(vpn, UTF_8).indexOf("</vpnGroup>") + 11);
        int seen = 0;
        for (int i = 0; i < Seeds.cases(40_000); i++) {
            String which = "seed %d case %d".formatted(Seeds.seed(), i);
            byte[] mutant = Mutator.mutate(dat, Seeds.random(Seeds.seed(), i));
            List<String> lines = List.of(new String(mutant, ISO_8859_1).split("\n", -1));
            Decoded<RingList> rings = RingList.decodeDat(mutant);
            if (rings.value().isPresent()) {
                RingList read = rings.value().get();
                assertThat(read.rings()).as(which).hasSize((int)
                        lines.stream().filter(line -> line.contains("\t")).count());
                assertThat(RingList.decodeDatOrThrow(read.encodeDat()))
                        .as(which)
                        .isEqualTo(read);
            } else {
                int line = Integer.parseInt(rings.problems().get(0).where().substring("line ".length()));
                assertThat(RingList.decodeDat(String.join("\n", lines.subList(0, line - 1))
                                        .getBytes(ISO_8859_1))
                                .value())
                        .as("%s: all before line %d", which, line)
                        .isPresent();
            }

            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            // Half of them keep the grammar and break what is in it.
            String inside = i % 2 == 0
                    ? new String(Mutator.mutate(group, random), UTF_8)
                    : VALUE.matcher(new String(group, UTF_8))
                            .replaceAll(match -> ">" + ODD.get(random.nextInt(ODD.size())) + "<");
            Optional<VpnGroup> read = PhoneConfiguration.decode(bytes("<device>" + inside + "</device>"))
                    .value()
                    .flatMap(PhoneConfiguration::vpnGroup);
            if (read.isPresent()) {
                seen++;
                PhoneConfiguration again = read("").withVpnGroup(read.get());
                assertThat(PhoneConfiguration.decodeOrThrow(again.encode()).vpnGroup())
                        .as(which)
                        .isEqualTo(read);
            }
        }
        assertThat(seen).isGreaterThan(Seeds.cases(40_000) / 3);
    }

    @Test
    void namesNoFileOfALocaleOutsideOfItsFolder() {
        Pattern name = Pattern.compile("[A-Za-z0-9_]*/[a-z0-9-]+\\.(jar|xml)");
        byte[] locales =
                bytes("<userLocale><name>German_Germany</name></userLocale><networkLocale>../Austria</networkLocale>"
                        + "<networkLocaleInfo><name>a/b</name></networkLocaleInfo>");
        int named = 0;
        for (int i = 0; i < Seeds.cases(10_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            String inside = i % 2 == 0
                    ? new String(Mutator.mutate(locales, random), UTF_8)
                    : VALUE.matcher(new String(locales, UTF_8))
                            .replaceAll(match -> ">" + LOCALES.get(random.nextInt(LOCALES.size())) + "<");
            Optional<PhoneConfiguration> file = PhoneConfiguration.decode(bytes("<device>" + inside + "</device>"))
                    .value();
            if (file.isPresent()) {
                List<String> names = LocaleFiles.of(file.get(), "8851");
                named += names.size();
                assertThat(names)
                        .as("seed %d case %d", Seeds.seed(), i)
                        .hasSizeLessThan(3)
                        .allMatch(one -> name.matcher(one).matches());
            }
        }
        assertThat(named).isGreaterThan(Seeds.cases(10_000) / 20);
    }

    @Test
    void namesTheArgumentThatIsNotThere() {
        PhoneConfiguration file = read("");
        Map<String, List<ThrowingCallable>> calls = Map.of(
                "file", List.of(() -> LocaleFiles.of(null, "8851"), () -> EncryptionStub.from(null)),
                "model", List.of(() -> LocaleFiles.of(file, null), () -> LocaleFiles.tones("A", null)),
                "deviceProtocol", List.of(() -> LocaleFiles.display("A", "8851", null)),
                "samples", List.of(() -> RingFormat.RAW.check(null)),
                "family", List.of(() -> RingFormat.RAW.check(new byte[240], null), () -> RingList.fileName(null)),
                "hertz", List.of(() -> ToneList.Tone.of("busy", 1, null, List.of())),
                "parts", List.of(() -> ToneList.Tone.of("busy", 1, List.of(425), null)),
                "gateway",
                        List.of(() -> VpnGroup.hash(null), () -> VPN.toBuilder().gateway(null)),
                "hash", List.of(() -> VPN.toBuilder().certHash(null)),
                "urls", List.of(() -> VpnGroup.builder(null)));
        calls.forEach((name, each) -> each.forEach(call -> assertThatThrownBy(call)
                .isInstanceOf(NullPointerException.class)
                .hasMessage(name)));
    }

    private static PhoneConfiguration read(String inside) {
        return PhoneConfiguration.decodeOrThrow(("<device>" + inside + "</device>").getBytes(UTF_8));
    }

    private static byte[] bytes(String document) {
        return document.getBytes(UTF_8);
    }
}
