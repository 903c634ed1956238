package org.emcc.tftp.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.core.id.ServiceAddress;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.tftp.config.DefaultConfiguration.ModelLoad;
import org.emcc.tftp.config.SoftKeys.KeySet;
import org.junit.jupiter.api.Test;

class SmallFilesTest {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    private static final RingList RINGS =
            new RingList(List.of(new RingList.Ring("Are You <There>", "AreYou.raw"), new RingList.Ring("", "b.rwb")));
    private static final BackgroundList PICTURES = new BackgroundList(
            List.of(new BackgroundList.Picture("TFTP:Desktops/320x212x16/a-tn.png", "TFTP:Desktops/320x212x16/a.png")));
    private static final DialTemplate TEMPLATE = new DialTemplate(
            "1-a",
            List.of(
                    DialTemplate.Rule.of("9,011*", 6),
                    new DialTemplate.Rule("\\*..", "0", "1", "%1.", "Cisco-Zip", "phone"),
                    DialTemplate.Rule.of("", 0)));
    private static final SoftKeys KEYS = new SoftKeys(
            "2-b",
            SoftKeys.knownKeys(),
            List.of(
                    new KeySet("On Hook", List.of("Redial", "NewCall", "Undefined", "CFwdAll")),
                    new KeySet("Digits After First", List.of("<<")),
                    new KeySet("Remote In Use", List.of())));
    private static final FeaturePolicy POLICY = new FeaturePolicy(
            "Default", "3-c", List.of(FeaturePolicy.Feature.of(1, true), FeaturePolicy.Feature.of(16, false)));
    private static final DefaultConfiguration DEFAULTS = DefaultConfiguration.builder()
            .callManager(CallManagerNode.of("10.1.0.10"))
            .tvs(ServiceAddress.of("10.1.0.10"))
            .load(new ModelLoad(684, "Cisco 8851", "sip88xx.12"))
            .load(new ModelLoad(7, "", "P0030801SR02"))
            .url("servicesURL", "http://h/s?a&b")
            .build();

    private static final ToneList TONES = new ToneList(
            "United_Kingdom",
            "/main/3",
            "",
            List.of(
                    ToneList.Tone.of(
                            "ringing",
                            5734,
                            List.of(400, 450),
                            List.of(
                                    new ToneList.Part(true, 400),
                                    new ToneList.Part(false, 200),
                                    new ToneList.Part(true, 400),
                                    new ToneList.Part(false, 2000))),
                    new ToneList.Tone(
                            "reorder",
                            List.of(ToneList.Generator.of(400, 5734), ToneList.Generator.of(425, 5734)),
                            List.of(1, 1),
                            List.of(new ToneList.Part(true, 400), new ToneList.Part(true, 350)),
                            3)));
    private static final EncryptionStub STUB = new EncryptionStub(
            2,
            "sip88xx.12",
            1,
            List.of(ServiceAddress.of("10.1.0.10"), ServiceAddress.of("10.1.0.11", 13804)),
            "0123456789abcdef0123456789ABCDEF");

    /** A file, and the reader for it. */
    private record Sample(String file, Function<byte[], ? extends Decoded<?>> reader) {}

    private static final List<Sample> ALL = List.of(
            new Sample(text(RINGS.encode()), RingList::decode),
            new Sample(text(PICTURES.encode()), BackgroundList::decode),
            new Sample(text(TEMPLATE.encode()), DialTemplate::decode),
            new Sample(text(KEYS.encode()), SoftKeys::decode),
            new Sample(text(POLICY.encode()), FeaturePolicy::decode),
            new Sample(text(TONES.encode()), ToneList::decode),
            new Sample(text(STUB.encode()), EncryptionStub::decode),
            new Sample(text(DEFAULTS.encode()), DefaultConfiguration::decode));

    private static byte[] encode(Object file) {
        if (file instanceof RingList rings) {
            return rings.encode();
        } else if (file instanceof BackgroundList pictures) {
            pictures.check();
            return pictures.encode();
        } else if (file instanceof DialTemplate template) {
            template.check();
            return template.encode();
        } else if (file instanceof SoftKeys keys) {
            keys.check();
            return keys.encode();
        } else if (file instanceof FeaturePolicy policy) {
            policy.check();
            return policy.encode();
        } else if (file instanceof ToneList tones) {
            tones.check();
            tones.tones().forEach(tone -> tone.generators().forEach(ToneList.Generator::hertz));
            return tones.encode();
        } else if (file instanceof EncryptionStub stub) {
            return stub.encode();
        }
        DefaultConfiguration defaults = (DefaultConfiguration) file;
        defaults.callManagers();
        defaults.tvs();
        defaults.loads();
        return defaults.encode();
    }

    @Test
    void readsWhatItWrites() {
        assertThat(RingList.decodeOrThrow(RINGS.encode())).isEqualTo(RINGS);
        assertThat(BackgroundList.decodeOrThrow(PICTURES.encode())).isEqualTo(PICTURES);
        assertThat(DialTemplate.decodeOrThrow(TEMPLATE.encode())).isEqualTo(TEMPLATE);
        assertThat(SoftKeys.decodeOrThrow(KEYS.encode())).isEqualTo(KEYS);
        assertThat(FeaturePolicy.decodeOrThrow(POLICY.encode())).isEqualTo(POLICY);
        assertThat(ToneList.decodeOrThrow(TONES.encode())).isEqualTo(TONES);
        assertThat(EncryptionStub.decodeOrThrow(STUB.encode())).isEqualTo(STUB);
        assertThat(DefaultConfiguration.decodeOrThrow(DEFAULTS.encode())).isEqualTo(DEFAULTS);
    }

    @Test
    void writesTheGrammarsOfTheReference() {
        assertThat(new String(RINGS.encode(), UTF_8))
                .isEqualTo(
                        DECLARATION
                                + "<CiscoIPPhoneRingList><Ring><DisplayName>Are You &lt;There&gt;</DisplayName><FileName>AreYou.raw</FileName></Ring>"
                                + "<Ring><DisplayName></DisplayName><FileName>b.rwb</FileName></Ring></CiscoIPPhoneRingList>\n");
        assertThat(new String(PICTURES.encode(), UTF_8))
                .isEqualTo(DECLARATION
                        + "<CiscoIPPhoneImageList><ImageItem Image=\"TFTP:Desktops/320x212x16/a-tn.png\""
                        + " URL=\"TFTP:Desktops/320x212x16/a.png\"></ImageItem></CiscoIPPhoneImageList>\n");
        assertThat(new String(TEMPLATE.encode(), UTF_8))
                .isEqualTo(DECLARATION
                        + "<dialTemplate><versionStamp>1-a</versionStamp><TEMPLATE match=\"9,011*\" timeout=\"6\"></TEMPLATE>"
                        + "<TEMPLATE match=\"\\*..\" timeout=\"0\" line=\"1\" rewrite=\"%1.\" tone=\"Cisco-Zip\" user=\"phone\"></TEMPLATE>"
                        + "<TEMPLATE match=\"\" timeout=\"0\"></TEMPLATE></dialTemplate>\n");
        assertThat(new String(KEYS.encode(), UTF_8))
                .startsWith(DECLARATION + "<softKeyCfg><versionStamp>2-b</versionStamp><typeSoftKey>")
                .contains(
                        "<softKeyDef keyID=\"NewCall\"><tag>2</tag><eventID>2</eventID><helpID>302</helpID></softKeyDef>")
                .contains("<softKeyDef keyID=\"&lt;&lt;\"><tag>8</tag>")
                .contains("<softKeySet id=\"On Hook\"><softKey keyID=\"Redial\"></softKey>");
        assertThat(new String(POLICY.encode(), UTF_8))
                .isEqualTo(DECLARATION
                        + "<featurePolicy name=\"Default\"><versionStamp>3-c</versionStamp><featureDef name=\"Forward All\"><id>1</id>"
                        + "<enable>true</enable></featureDef><featureDef name=\"Malicious Caller ID\"><id>16</id><enable>false</enable>"
                        + "</featureDef></featurePolicy>\n");
        assertThat(new String(TONES.encode(), UTF_8))
                .isEqualTo(DECLARATION
                        + "<tones><trkLocaleName>United_Kingdom</trkLocaleName><trkBaseClearcaseVersion>/main/3</trkBaseClearcaseVersion>"
                        + "<trkTranslationVersion></trkTranslationVersion>"
                        + "<tone c1=\"31164\" i1=\"-1772\" c2=\"30743\" i2=\"-1985\" c3=\"31164\" i3=\"-1772\" c4=\"30743\" i4=\"-1985\""
                        + " d=\"34\" t=\"ringing\"><part m=\"on\" t=\"400\"></part><part m=\"off\" t=\"200\"></part>"
                        + "<part m=\"on\" t=\"400\"></part><part m=\"off\" t=\"2000\"></part><repeat c=\"65535\"></repeat></tone>"
                        + "<tone c1=\"31164\" i1=\"-1772\" c2=\"30959\" i2=\"-1879\" d=\"17\" t=\"reorder\"><part m=\"on\" t=\"400\"></part>"
                        + "<part m=\"on\" t=\"350\"></part><repeat c=\"3\"></repeat></tone></tones>\n");
        assertThat(new String(STUB.encode(), UTF_8))
                .isEqualTo(
                        DECLARATION
                                + "<device><fullConfig>false</fullConfig><ipAddressMode>2</ipAddressMode>"
                                + "<loadInformation>sip88xx.12</loadInformation><capfAuthMode>1</capfAuthMode><capfList><capf><phonePort>3804</phonePort>"
                                + "<processNodeName>10.1.0.10</processNodeName></capf><capf><phonePort>13804</phonePort>"
                                + "<processNodeName>10.1.0.11</processNodeName></capf></capfList>"
                                + "<certHash>0123456789abcdef0123456789ABCDEF</certHash><encrConfig>true</encrConfig></device>\n");
        assertThat(new String(DEFAULTS.encode(), UTF_8))
                .containsSubsequence(
                        "<Default><autoRegistrationName/><autoRegistration>false<",
                        "<callManagerGroup><members>",
                        "<TVS>",
                        "<loadInformation7 model=\"\">P0030801SR02<",
                        "<loadInformation684 model=\"Cisco 8851\">sip88xx.12<",
                        "<authenticationURL/>",
                        "<servicesURL>http://h/s?a&amp;b<");
    }

    @Test
    void readsWhatOthersWrite() {
        assertThat(RingList.decodeOrThrow(bytes(
                        "\uFEFF<CiscoIPPhoneRingList xsi:a='1'><!-- x --><Ring>\n<FileName> a.raw </FileName><DisplayName>A</DisplayName><x:y/></Ring>"
                                + "<other><Ring/></other></CiscoIPPhoneRingList>")))
                .isEqualTo(new RingList(List.of(new RingList.Ring("A", "a.raw"))));
        assertThat(
                        DialTemplate.decodeOrThrow(
                                bytes(
                                        "<DIALTEMPLATE><TEMPLATE MATCH='9' Timeout='1' User='phone'/><TEMPLATE match='[1-8]..' TIMEOUT='1'/></DIALTEMPLATE>")))
                .isEqualTo(new DialTemplate(
                        "",
                        List.of(
                                new DialTemplate.Rule("9", "1", "", "", "", "phone"),
                                DialTemplate.Rule.of("[1-8]..", 1))));
        DefaultConfiguration defaults = DefaultConfiguration.decodeOrThrow(bytes(
                "<Default><callManagerGroup><members><member priority='0'><callManager><processNodeName>n</processNodeName></callManager>"
                        + "</member></members></callManagerGroup><odd/><loadInformation124 model='7914'>S0</loadInformation124>"
                        + "<loadInformationX>a</loadInformationX><servicesURL>u</servicesURL></Default>"));
        assertThat(defaults.callManagers()).containsExactly(CallManagerNode.of("n"));
        assertThat(defaults.loads()).containsExactly(new ModelLoad(124, "7914", "S0"));
        assertThat(defaults.text("servicesURL")).contains("u");
        assertThat(new String(defaults.encode(), UTF_8)).contains("<odd/>");
    }

    @Test
    void refusesOtherAndHostileFiles() {
        String deep = "<a>".repeat(10_000) + "</a>".repeat(10_000);
        for (Sample sample : ALL) {
            for (String document : List.of(
                    "",
                    "<x/>",
                    "<x:softKeyCfg/>",
                    deep,
                    "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><softKeyCfg>&c;</softKeyCfg>",
                    "<!DOCTYPE Default><Default/>",
                    "<softKeyCfg>",
                    "<featurePolicy><featureDef><id>1</id><enable>TRUE</enable></featureDef></featurePolicy>",
                    "<CiscoIPPhoneRingList>" + "<Ring/>".repeat(51) + "</CiscoIPPhoneRingList>",
                    "<softKeyCfg><typeSoftKey><softKeyDef keyID='a'><tag>x</tag></softKeyDef></typeSoftKey></softKeyCfg>")) {
                Decoded<?> decoded = sample.reader.apply(bytes(document));
                assertThat(decoded.value())
                        .as(document.substring(0, Math.min(80, document.length())))
                        .isEmpty();
                assertThat(decoded.problems()).isNotEmpty();
            }
        }
        assertThatThrownBy(() -> new RingList(Collections.nCopies(51, new RingList.Ring("a", "b"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("50");
        assertThatThrownBy(() -> new RingList.Ring("a".repeat(26), "b")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> DefaultConfiguration.builder().url("u", ""))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void findsWhatPhonesWouldNotTake() {
        assertThat(TEMPLATE.check()).isEmpty();
        assertThat(KEYS.check()).isEmpty();
        DialTemplate odd = new DialTemplate(
                "",
                List.of(new DialTemplate.Rule("[1-8]", "x", "a", "%9", "Beep", "fax"), DialTemplate.Rule.of("1", 0)));
        assertThat(odd.check()).hasSize(6).extracting(Problem::where).containsOnly("TEMPLATE 1");
        assertThat(new DialTemplate("", Collections.nCopies(300, DialTemplate.Rule.of("123456", 0))).check())
                .extracting(Problem::where)
                .containsExactly("dialTemplate");
        SoftKeys wrong = new SoftKeys(
                "",
                List.of(new SoftKeys.Definition("Hold", 3, 4, 5), new SoftKeys.Definition("NewCall", 2, 2, 302)),
                List.of(
                        new KeySet("On Hook", List.of("Hold")),
                        new KeySet("Nowhere", Collections.nCopies(17, "NewCall"))));
        assertThat(wrong.check().stream().map(Problem::toString))
                .containsExactly(
                        "softKeyDef Hold: tag, eventID and helpID must be 3, 3 and 303.",
                        "softKeySet On Hook: the key Hold is not allowed in this set.",
                        "softKeySet On Hook: the set must have the key NewCall.",
                        "softKeySet Nowhere: a set must have at most 16 keys, but has 17.",
                        "softKeySet Nowhere: phones know no such set.");
    }

    @Test
    void throwsNothingWhateverItIsGiven() {
        for (int i = 0; i < Seeds.cases(60_000); i++) {
            Sample sample = ALL.get(i % ALL.size());
            byte[] broken = Mutator.mutate(bytes(sample.file), Seeds.random(Seeds.seed(), i));
            Decoded<?> first = sample.reader.apply(broken);
            if (first.value().isPresent()) {
                Object read = first.value().get();
                Decoded<?> again = sample.reader.apply(encode(read));
                assertThat(again.value().map(Object.class::cast))
                        .as("seed %d case %d", Seeds.seed(), i)
                        .contains(read);
            } else {
                assertThat(first.problems())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isNotEmpty();
            }
        }
    }

    private static String text(byte[] file) {
        return new String(file, UTF_8);
    }

    private static byte[] bytes(String document) {
        return document.getBytes(UTF_8);
    }

    @Test
    void writesWhatXmlCannotHoldAsAReplacement() {
        RingList rings = new RingList(
                List.of(new RingList.Ring("a\uD800", "b\uFFFE"), new RingList.Ring("\uDC00c\uFFFF", "\uD83D\uDE00")));
        assertThat(RingList.decodeOrThrow(rings.encode()))
                .isEqualTo(new RingList(List.of(
                        new RingList.Ring("a\uFFFD", "b\uFFFD"), new RingList.Ring("\uFFFDc\uFFFD", "\uD83D\uDE00"))));
        BackgroundList pictures = new BackgroundList(List.of(
                new BackgroundList.Picture("a\uD800", "b\uFFFE"),
                new BackgroundList.Picture("\uDC00c\uFFFF", "\uD83D\uDE00\"<")));
        assertThat(BackgroundList.decodeOrThrow(pictures.encode()))
                .isEqualTo(new BackgroundList(List.of(
                        new BackgroundList.Picture("a\uFFFD", "b\uFFFD"),
                        new BackgroundList.Picture("\uFFFDc\uFFFD", "\uD83D\uDE00\"<"))));
        DialRules rules = new DialRules(List.of());
        assertThat(rules.encode()).hasSize(25);
    }

    @Test
    void refusesADialRuleWithoutAMatchOrWithAnAttributeTwice() {
        assertThat(DialTemplate.decode(
                                bytes("<dialTemplate><TEMPLATE match=''/><TEMPLATE timeout='0'/></dialTemplate>"))
                        .problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("TEMPLATE 2 must have a match");
        assertThat(DialTemplate.decode(
                                bytes("<dialTemplate><TEMPLATE match='1' tone='' TONE='Cisco-Zip'/></dialTemplate>"))
                        .problems())
                .extracting(Problem::message)
                .singleElement()
                .asString()
                .contains("attribute tone must stand there once");
    }

    @Test
    void saysThatAListOfFindingsWasCut() {
        DialTemplate.Rule odd = new DialTemplate.Rule("[1-8]", "x", "a", "%9", "Beep", "fax");
        List<Problem> findings = new DialTemplate("", Collections.nCopies(300, odd)).check();
        assertThat(findings).hasSize(200);
        assertThat(findings.get(0).where()).isEqualTo("dialTemplate");
        assertThat(findings.get(199)).hasToString("dialTemplate: the file has more findings than these 199.");
        assertThat(new SoftKeys("", List.of(), Collections.nCopies(300, new KeySet("Nowhere", List.of()))).check())
                .hasSize(200)
                .last()
                .hasToString("softKeyCfg: the file has more findings than these 199.");
        assertThat(new SoftKeys("", List.of(), Collections.nCopies(200, new KeySet("Nowhere", List.of()))).check())
                .hasSize(200)
                .last()
                .hasToString("softKeySet Nowhere: phones know no such set.");
    }
}
