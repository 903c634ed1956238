package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
import org.emcc.core.Problem;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhonePageCodecTest {
    private static final PageHead HEAD = PageHead.builder()
            .title("Extension Mobility")
            .prompt("Say \"<yes>\" & 'no'")
            .softKey("Yes", "https://10.1.1.11:8443/x?a=1&b='2'", 1)
            .softKey("No", "SoftKey:Exit", -1)
            .softKey("Nothing", "", 16)
            .build();

    static Stream<PhonePage> pages() {
        return Stream.of(
                new PhoneText(HEAD, "Zeile 1\nZeile 2 \u00fc \u65e5 \ud83d\ude00"),
                new PhoneText(PageHead.builder().build(), ""),
                new PhoneMenu(HEAD, List.of(new PhoneMenu.Item("Desk", "http://x/y?p=1&d=2"))),
                new PhoneMenu(PageHead.builder().build(), List.of()),
                form());
    }

    private static PhoneInput form() {
        return new PhoneInput(
                HEAD,
                "https://10.1.1.11:8443/emapp/EMAppServlet?device=SEP00AA11BB22CC&EMCC=true",
                List.of(
                        new PhoneInput.Item(
                                "User ID", "userid", new PhoneInput.Flags(PhoneInput.Mode.A, false), "mmeyer"),
                        new PhoneInput.Item("PIN", "seq", new PhoneInput.Flags(PhoneInput.Mode.N, true), "")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void readsWhatItWrote(PhonePage page) {
        assertThat(PhonePageCodec.decode(PhonePageCodec.encode(page))).isEqualTo(Decoded.ok(page));
    }

    @Test
    void writesTitleAndPromptFirstAndEscapesAllFive() {
        PageHead head = PageHead.builder()
                .title("T")
                .prompt("a<b>&\"c\"'d'")
                .softKey("Exit", "SoftKey:Exit", 3)
                .build();

        assertThat(new String(PhonePageCodec.encode(new PhoneText(head, "x")), UTF_8))
                .isEqualTo("""
                        <?xml version="1.0" encoding="UTF-8"?>
                        <CiscoIPPhoneText>
                        <Title>T</Title>
                        <Prompt>a&lt;b&gt;&amp;&quot;c&quot;&apos;d&apos;</Prompt>
                        <Text>x</Text>
                        <SoftKeyItem>
                        <Name>Exit</Name>
                        <URL>SoftKey:Exit</URL>
                        <Position>3</Position>
                        </SoftKeyItem>
                        </CiscoIPPhoneText>
                        """);
    }

    @Test
    void takesChildrenInAnyOrderAndKeepsTheUnknown() {
        PhoneInput form =
                (PhoneInput) decoded("<CiscoIPPhoneInput appId='x'><InputItem><InputFlags>pn</InputFlags><Later/>"
                                + "<QueryStringParam>seq</QueryStringParam></InputItem><KeyItem/>"
                                + "<URL method=\"post\"> http://x/?a=1&amp;b=2 </URL><Prompt/></CiscoIPPhoneInput>")
                        .value()
                        .orElseThrow();

        PhoneElement later = PhoneElement.of("Later", Map.of(), "");
        assertThat(form)
                .isEqualTo(new PhoneInput(
                        PageHead.builder()
                                .extras(PageExtras.none()
                                        .withAttribute("appId", "x")
                                        .withAttributeOf("URL", "method", "post")
                                        .withElement(PhoneElement.of("KeyItem", Map.of(), "")))
                                .build(),
                        "http://x/?a=1&b=2",
                        List.of(new PhoneInput.Item(
                                "",
                                "seq",
                                new PhoneInput.Flags(PhoneInput.Mode.N, true),
                                "",
                                PageExtras.none().withElement(later)))));
        assertThat(new String(PhonePageCodec.encode(form), UTF_8))
                .contains(
                        "<CiscoIPPhoneInput appId=\"x\">", "<URL method=\"post\">http://x/", "<Later/>", "<KeyItem/>");
    }

    private static final String TITLES = "<Title>T</Title><Prompt>P</Prompt>";
    private static final String KEYS = "<SoftKeyItem><Name>Exit</Name><URL>SoftKey:Exit</URL><URLDown>Key:Up</URLDown>"
            + "<Position>3</Position></SoftKeyItem><KeyItem><Key>KeyPad1</Key><URL>http://x/k</URL></KeyItem>";

    static Stream<List<String>> ownChildren() {
        return Stream.of(
                List.of("CiscoIPPhoneText", "<Text>x</Text>"),
                List.of(
                        "CiscoIPPhoneMenu",
                        "<MenuItem><IconIndex>1</IconIndex><Name>a</Name><URL>http://x/1</URL></MenuItem>"
                                + "<MenuItem hot=\"1\"><URL>http://x/2</URL><Name>b</Name></MenuItem>"),
                List.of(
                        "CiscoIPPhoneInput",
                        "<URL>http://x</URL><InputItem><DisplayName>d</DisplayName>"
                                + "<QueryStringParam>q</QueryStringParam><InputFlags>A</InputFlags></InputItem>"));
    }

    @ParameterizedTest
    @MethodSource("ownChildren")
    void readsAndWritesBothGenerationsOfTheSchema(List<String> object) {
        String name = object.get(0);
        PhonePage older = page("<" + name + ">" + TITLES + object.get(1) + KEYS + "</" + name + ">");
        PhonePage newer = page("<" + name + ">" + TITLES + KEYS + object.get(1) + "</" + name + ">");
        PhonePage shuffled = page("<" + name + ">" + object.get(1) + KEYS + TITLES + "</" + name + ">");

        assertThat(older).isEqualTo(newer).isEqualTo(shuffled);
        for (PhonePageCodec.Order order : PhonePageCodec.Order.values()) {
            String written = new String(PhonePageCodec.encode(older, order), UTF_8);
            assertThat(page(written)).isEqualTo(older);
            assertThat(written).containsSubsequence("<Title>", "<Prompt>", "<SoftKeyItem>", "<URLDown>", "<KeyItem>");
            assertThat(written.indexOf("<SoftKeyItem>") < written.indexOf(firstTag(object.get(1))))
                    .isEqualTo(order == PhonePageCodec.Order.KEYS_FIRST);
        }
    }

    private static String firstTag(String xml) {
        return xml.substring(0, xml.indexOf('>') + 1);
    }

    @Test
    void readsWhatAPhoneIsToDoAndWhatItAnswers() {
        assertThat(page("<CiscoIPPhoneExecute><ExecuteItem Priority=\"0\" URL=\"Init:CallHistory\"/>"
                        + "<ExecuteItem URL='http://10.1.1.11:8080/note.xml?a=1&b=2' Priority='1' x='y'/>"
                        + "</CiscoIPPhoneExecute>"))
                .isEqualTo(new PhoneExecute(List.of(
                        new PhoneExecute.Item("Init:CallHistory", 0),
                        new PhoneExecute.Item(
                                "http://10.1.1.11:8080/note.xml?a=1&b=2",
                                1,
                                PageExtras.none().withAttribute("x", "y")))));
        PhoneResponse response = (PhoneResponse) page("<CiscoIPPhoneResponse>"
                + "<ResponseItem Status=\"0\" Data=\"Success\" URL=\"Init:CallHistory\"/>"
                + "<ResponseItem Data=\"" + "d".repeat(300) + "\" URL=\"http://x/?a=1&b=2\"/>"
                + "<ResponseItem Status=\"6\"/></CiscoIPPhoneResponse>");
        assertThat(response.items())
                .containsExactly(
                        PhoneResponse.Item.of("Init:CallHistory", "Success", 0),
                        PhoneResponse.Item.withoutStatus("http://x/?a=1&b=2", "d".repeat(300)),
                        PhoneResponse.Item.of("", "", 6));
        assertThat(response.items()).extracting(PhoneResponse.Item::succeeded).containsExactly(true, false, false);
        assertThat(page("<CiscoIPPhoneError Number=\"4\"/>")).isEqualTo(new PhoneError(4));
        assertThat(page("<CiscoIPPhoneError Number='x'>no &amp; no<More/></CiscoIPPhoneError>"))
                .isEqualTo(new PhoneError(
                        0, "no & no", PageExtras.none().withElement(PhoneElement.of("More", Map.of(), ""))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CiscoIPPhoneExecute><ExecuteItem Priority='9' URL='Key:Up'/></CiscoIPPhoneExecute>",
                "<CiscoIPPhoneExecute><ExecuteItem URL='Key:Up'/></CiscoIPPhoneExecute>",
                "<CiscoIPPhoneExecute><ExecuteItem URL='http://a' Priority='0'/><ExecuteItem URL='HTTPS://b' Priority='0'/>"
                        + "</CiscoIPPhoneExecute>",
                "<CiscoIPPhoneExecute><ExecuteItem Priority='0'/><ExecuteItem URL='Key:Up' Priority='0'/></CiscoIPPhoneExecute>",
                "<CiscoIPPhoneResponse><ResponseItem Data='x' URL='Key:Up'/></CiscoIPPhoneResponse>",
                "<CiscoIPPhoneError/>"
            })
    void saysWhatItBore(String document) {
        Decoded<PhonePage> decoded = decoded(document);

        assertThat(decoded).isInstanceOf(Decoded.Ok.class);
        assertThat(decoded.problems())
                .hasSize(1)
                .allSatisfy(problem -> assertThat(problem.where()).startsWith("CiscoIPPhone"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CiscoIPPhoneIconMenu>\n<Title>T</Title><!-- icons --><MenuItem><IconIndex>0</IconIndex><Name>a</Name>"
                        + "<URL>http://x?a=1&amp;b=2</URL></MenuItem><IconItem><Index>0</Index><Height>10</Height>"
                        + "<Width>16</Width><Depth>2</Depth><Data>FF00</Data></IconItem></CiscoIPPhoneIconMenu>",
                "<CiscoIPPhoneDirectory><DirectoryEntry><Name>A</Name><Telephone>1</Telephone></DirectoryEntry>"
                        + "</CiscoIPPhoneDirectory>",
                "<CiscoIPPhoneStatusFile><Text>&quot;t&quot;</Text><Timer>5</Timer><URL>http://x/p.png</URL>"
                        + "</CiscoIPPhoneStatusFile>",
                "<CiscoIPPhoneImage><LocationX>0</LocationX><Data/></CiscoIPPhoneImage>",
                "<CiscoIPPhoneGraphicFileMenu appId=\"App\"><MenuItem><Name>a</Name><TouchArea X1=\"1\" Y1=\"2\"/></MenuItem>"
                        + "</CiscoIPPhoneGraphicFileMenu>",
                "<CiscoIPPhoneOfTomorrow/>"
            })
    void keepsAnObjectWithoutATypeAsItIs(String document) {
        PhoneOther other = (PhoneOther) page(document);

        assertThat(new String(PhonePageCodec.encode(other), UTF_8))
                .isEqualTo("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + document + "\n");
        assertThat(page(new String(PhonePageCodec.encode(other), UTF_8))).isEqualTo(other);
        assertThat(other.head().title()).isEqualTo(document.contains("<Title>T") ? "T" : "");
        assertThat(other.element().name()).startsWith("CiscoIPPhone");
    }

    @Test
    void saysWhereAProblemIs() {
        assertThat(decoded("<CiscoIPPhoneMenu><MenuItem><Name>a</Name><URL>http://x</URL></MenuItem>"
                                + "<MenuItem><Name>" + "b".repeat(65) + "</Name><URL>http://x</URL></MenuItem>"
                                + "<MenuItem><Name>c</Name></MenuItem></CiscoIPPhoneMenu>")
                        .problems())
                .extracting(Problem::where)
                .containsExactly("CiscoIPPhoneMenu/MenuItem[2]/Name", "CiscoIPPhoneMenu/MenuItem[3]");
        assertThatThrownBy(() -> PhonePageCodec.decodeOrThrow("<CiscoIPPhoneText>\n<Text></Title>".getBytes(UTF_8)))
                .isInstanceOf(EmFormatException.class)
                .hasMessageContaining("line 2");
    }

    @Test
    void resolvesNothingAndReadsNoMoreThanItsLimits() {
        String bomb = "<!DOCTYPE CiscoIPPhoneText [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">"
                + "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><CiscoIPPhoneText><Text>%s</Text></CiscoIPPhoneText>";
        for (String entity : List.of("&b;", "&f;")) {
            assertThat(decoded(bomb.formatted(entity))
                            .value()
                            .map(page -> ((PhoneText) page).text())
                            .orElse(""))
                    .doesNotContain("aaaa", "root");
        }
        assertThat(text(("<!DOCTYPE CiscoIPPhoneText SYSTEM \"http://192.0.2.1/x.dtd\"><CiscoIPPhoneText><Text>x</Text>"
                                + "</CiscoIPPhoneText>")
                        .getBytes(UTF_8)))
                .isEqualTo("x");
        assertThat(decoded("<CiscoIPPhoneText>" + "<a>".repeat(32) + "</a>".repeat(32) + "</CiscoIPPhoneText>")
                        .problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("nested deeper than 32"));
        assertThat(decoded("<CiscoIPPhoneText>" + "<a/>".repeat(10_000) + "</CiscoIPPhoneText>")
                        .problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains("more than 10000"));
        assertThat(decoded("<CiscoIPPhoneText><Text>" + "x".repeat(256 * 1024) + "</Text></CiscoIPPhoneText>"))
                .isInstanceOf(Decoded.Refused.class);
        // What never ends is looked for once, and not from each of its beginnings.
        assertThat(decoded("<CiscoIPPhoneText>" + "<![CDATA[&".repeat(25_000))).isInstanceOf(Decoded.Refused.class);
    }

    @Test
    void mendsNoAmpersandInCdata() {
        assertThat(text("<CiscoIPPhoneText><Text><![CDATA[a & b]]> & c<!-- & --></Text></CiscoIPPhoneText>"
                        .getBytes(UTF_8)))
                .isEqualTo("a & b & c");
    }

    @Test
    void keepsASecondTextOfOneName() {
        PhonePage twice = page("<CiscoIPPhoneText><Title/><Title>second</Title><Text>x</Text></CiscoIPPhoneText>");

        assertThat(twice.head().title()).isEmpty();
        assertThat(PhonePageCodec.decode(PhonePageCodec.encode(twice))).isEqualTo(Decoded.ok(twice));
    }

    @Test
    void printsNoQueryAndNothingThatIsMasked() {
        PageHead head = PageHead.builder()
                .softKey("Exit", "http://x/?pin=" + Canary.PIN, 1)
                .extras(PageExtras.none()
                        .withAttribute("a", Canary.PIN)
                        .withAttributeOf("Title", "b", Canary.PIN)
                        .withElement(PhoneElement.of("c", Map.of("d", Canary.PIN), Canary.PIN)))
                .build();
        PageExtras extras = PageExtras.none().withAttribute("a", Canary.PIN);
        String url = "http://x/y?seq=" + Canary.PIN;
        PhoneInput.Flags masked = new PhoneInput.Flags(PhoneInput.Mode.N, true);

        for (PhonePage page : List.of(
                new PhoneText(head, "x"),
                new PhoneMenu(head, List.of(new PhoneMenu.Item("a", url))),
                new PhoneInput(head, url, List.of(new PhoneInput.Item("PIN", "seq", masked, Canary.PIN))),
                new PhoneExecute(List.of(new PhoneExecute.Item(url, 0)), extras),
                new PhoneResponse(List.of(PhoneResponse.Item.of(url, "Success", 0)), extras),
                new PhoneError(4, "", extras),
                PhoneOther.of(PhoneElement.of("CiscoIPPhoneStatus", Map.of("a", Canary.PIN), Canary.PIN)))) {
            Canary.mustNotBeIn("an object as text", page.toString());
            assertThat(PhonePageCodec.decode(PhonePageCodec.encode(page))).isEqualTo(Decoded.ok(page));
            Canary.mustNotBeIn(
                    "an answer as text",
                    PhoneAnswer.of(page).then(Duration.ofSeconds(5), url).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\" encoding=\"\"?>%s",
                "<?xml version=\"1.0\"?><?xml version=\"1.0\" encoding=\"utf-8\"?>\n%s",
                "\n\n<?xml version=\"1.0\"?>\n%s",
                "\uFEFF%s",
                "\uFEFF\uFEFF<?xml version=\"1.0\" encoding='UTF-8'?>\uFEFF%s",
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><?xml-stylesheet href=\"x\"?>%s",
                "%s\n\n"
            })
    void bearsOddBeginnings(String pattern) {
        String page = pattern.formatted("<CiscoIPPhoneText><Text>\u00fc</Text></CiscoIPPhoneText>");

        assertThat(text(page.getBytes(UTF_8))).isEqualTo("\u00fc");
    }

    @Test
    void bearsOtherEncodings() {
        String page = "<?xml version=\"1.0\" encoding=\"%s\"?><CiscoIPPhoneText><Text>\u00fc</Text></CiscoIPPhoneText>";

        assertThat(text(page.formatted("UTF-8").getBytes(ISO_8859_1))).isEqualTo("\u00fc");
        assertThat(text(page.formatted("iso-8859-1").getBytes(ISO_8859_1))).isEqualTo("\u00fc");
        assertThat(text(page.formatted("windows-1252").getBytes(Charset.forName("windows-1252"))))
                .isEqualTo("\u00fc");
        assertThat(text(page.formatted("x-nothing").getBytes(UTF_8))).isEqualTo("\u00fc");
        assertThat(text(page.formatted("UTF-16").getBytes(UTF_8))).isEqualTo("\u00fc");
        assertThat(text("<CiscoIPPhoneText><Text>encoding=\"ISO-8859-1\" \u00fc</Text></CiscoIPPhoneText>"
                        .getBytes(UTF_8)))
                .as("what is no declaration declares nothing")
                .endsWith("\u00fc");
        for (Charset wide : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            assertThat(text(("\uFEFF" + page.formatted("UTF-16")).getBytes(wide)))
                    .isEqualTo("\u00fc");
        }
    }

    @Test
    void bearsAnAmpersandThatIsNotEscaped() {
        Decoded<PhonePage> menu = decoded("<CiscoIPPhoneMenu><MenuItem><Name>A &amp; B & C</Name>"
                + "<URL>http://x/?a=1&b=2&#38;c</URL></MenuItem></CiscoIPPhoneMenu>");

        assertThat(menu.value())
                .contains(new PhoneMenu(
                        PageHead.builder().build(), List.of(new PhoneMenu.Item("A & B & C", "http://x/?a=1&b=2&c"))));
        assertThat(menu.problems()).hasSize(1);
    }

    @Test
    void cutsAndLeavesOutWhatNoPhoneShows() {
        String item = "<MenuItem><Name>" + "n".repeat(65) + "</Name><URL>http://x</URL></MenuItem>";
        Decoded<PhonePage> menu = decoded("<CiscoIPPhoneMenu><Title>" + "t".repeat(40) + "</Title>"
                + "<MenuItem><Name>x</Name><URL>" + "u".repeat(257) + "</URL></MenuItem>"
                + "<SoftKeyItem><Name>a</Name></SoftKeyItem><SoftKeyItem><Name>b</Name><Position>99</Position></SoftKeyItem>"
                + item.repeat(120) + "</CiscoIPPhoneMenu>");

        PhoneMenu read = (PhoneMenu) menu.value().orElseThrow();
        assertThat(read.head().title()).hasSize(32);
        assertThat(read.head().softKeys()).containsExactly(new PageHead.SoftKey("a", "", 1));
        assertThat(read.items())
                .hasSize(99)
                .allSatisfy(each -> assertThat(each.name()).hasSize(64));
        assertThat(menu.problems()).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<CiscoIPPhoneInput><URL>http://x</URL></CiscoIPPhoneInput>",
                "<CiscoIPPhoneInput><InputItem><QueryStringParam>a</QueryStringParam></InputItem></CiscoIPPhoneInput>",
                "<CiscoIPPhoneExecute/>",
                "<CiscoIPPhoneResponse><ResponseItems/></CiscoIPPhoneResponse>",
                "<CiscoIPPhone/>",
                "<html><body>CiscoIPPhoneText</body></html>",
                "<ciscoipphonetext/>",
                "plain text",
                ""
            })
    void refusesWhatIsNoPage(String document) {
        assertThat(decoded(document)).isInstanceOf(Decoded.Refused.class);
        assertThatThrownBy(() -> PhonePageCodec.decodeOrThrow(document.getBytes(UTF_8)))
                .isInstanceOf(EmFormatException.class);
    }

    @Test
    void refusesToBeBuiltBeyondTheLimits() {
        assertThatThrownBy(() -> PageHead.builder().title("x".repeat(33))).hasMessageContaining("at most 32");
        assertThatThrownBy(() -> new PhoneText(HEAD, "x".repeat(4001))).hasMessageContaining("at most 4000");
        assertThatThrownBy(() -> new PhoneMenu.Item("x", "u".repeat(257))).hasMessageContaining("at most 256");
        assertThatThrownBy(() -> new PhoneInput(HEAD, "u", List.of())).hasMessageContaining("from 1 to 5");
        assertThatThrownBy(() -> PageHead.builder().softKey("x", "", 0)).hasMessageContaining("from 1 to 16");
        assertThatThrownBy(() -> new PhoneText(HEAD, "a\u0000b")).hasMessageContaining("control characters");
        PhoneExecute.Item http = new PhoneExecute.Item("http://x", 0);
        assertThatThrownBy(() -> new PhoneExecute(List.of(http, http)))
                .hasMessageContaining("with HTTP must be from 0 to 1");
        assertThatThrownBy(() -> new PhoneExecute(List.of())).hasMessageContaining("from 1 to 3");
        assertThatThrownBy(() -> new PhoneExecute.Item("x", 4)).hasMessageContaining("from 0 to 3");
        assertThatThrownBy(() -> new PhoneResponse(List.of())).hasMessageContaining("from 1 to 3");
        assertThatThrownBy(() -> PhoneResponse.Item.of("", "", -1)).hasMessageContaining("from 0 to 999");
        assertThatThrownBy(() -> new PhoneError(1000)).hasMessageContaining("from 0 to 999");
        assertThatThrownBy(() -> PhoneElement.of("a b", Map.of(), "")).hasMessageContaining("name of an element");
        for (String name : List.of("CiscoIPPhoneText", "Text")) {
            assertThatThrownBy(() -> PhoneOther.of(PhoneElement.of(name, Map.of(), "")))
                    .hasMessageContaining("name of an object for phones");
        }
        PageExtras url = PageExtras.none().withAttribute("URL", "http://x");
        assertThatThrownBy(() -> new PhoneExecute.Item("Key:Up", 0, url))
                .hasMessage("the attributes besides must not be one of [Priority, URL], but URL is there");
        assertThatThrownBy(() -> PhoneResponse.Item.of("", "", 0)
                        .withExtras(PageExtras.none().withAttribute("Data", "x")))
                .hasMessageContaining("one of [Data, Status, URL], but Data is there");
        assertThatThrownBy(() -> new PhoneError(4, "", PageExtras.none().withAttribute("Number", "1")))
                .hasMessageContaining("one of [Number], but Number is there");
        PhoneAnswer answer = PhoneAnswer.of(new PhoneText(HEAD, "x"));
        for (Duration wrong : List.of(Duration.ofSeconds(-1), Duration.ofSeconds(3601), Duration.ofMillis(1))) {
            assertThatThrownBy(() -> answer.then(wrong, "http://x"))
                    .hasMessageContaining("whole seconds from 0 to 3600");
        }
    }

    /** Every kind, from both generations and with quirks, each with the PIN in it. */
    private static List<byte[]> samples() {
        String pin = Canary.PIN;
        Stream<String> odd = Stream.of(
                "<?xml version=\"1.0\" encoding=\"\"?><CiscoIPPhoneInput><SoftKeyItem><Name>" + pin
                        + "</Name></SoftKeyItem>"
                        + "<URL method='post'>http://x/?seq=" + pin + "&b=2</URL><InputItem><InputFlags>pn</InputFlags>"
                        + "<QueryStringParam>seq</QueryStringParam><DefaultValue>" + pin + "</DefaultValue></InputItem>"
                        + "</CiscoIPPhoneInput>",
                "<?xml version=\"1.0\"?><?xml version=\"1.0\"?><CiscoIPPhoneExecute><ExecuteItem URL='http://x/?p="
                        + pin + "&c' Priority='1'/><ExecuteItem URL='Key:Up'/></CiscoIPPhoneExecute>",
                "<CiscoIPPhoneResponse><ResponseItem Data='" + pin + "' URL='http://x/?a=" + pin + "&b=2'/>"
                        + "<ResponseItem Status='" + pin + "'/></CiscoIPPhoneResponse>",
                "<CiscoIPPhoneError Number='" + pin + "'>" + pin + "</CiscoIPPhoneError>",
                "<CiscoIPPhoneIconMenu a='" + pin + "'><Title>" + pin + "</Title><IconItem><Data>" + pin
                        + "</Data></IconItem></CiscoIPPhoneIconMenu>",
                "<CiscoIPPhoneMenu><Prompt>" + pin.repeat(5) + "</Prompt><KeyItem><Key>" + pin + "</Key></KeyItem>"
                        + "<MenuItem><Name>" + pin + "</Name><URL>http://x/" + pin
                        + "</URL></MenuItem></CiscoIPPhoneMenu>");
        return Stream.concat(pages().map(PhonePageCodec::encode), odd.map(each -> each.getBytes(UTF_8)))
                .toList();
    }

    @Test
    void throwsNothingElseWhateverItIsGivenAndQuotesNothing() {
        List<byte[]> samples = samples();
        int read = 0;
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] broken = Mutator.mutate(samples.get(i % samples.size()), random);
            Decoded<PhonePage> decoded = PhonePageCodec.decode(broken);
            Canary.mustNotBeIn("the problems of a page", decoded.problems().toString());
            if (decoded.value().isPresent()) {
                read++;
                PhonePage page = decoded.value().get();
                for (PhonePageCodec.Order order : PhonePageCodec.Order.values()) {
                    assertThat(PhonePageCodec.decode(PhonePageCodec.encode(page, order))
                                    .value())
                            .as("seed %d case %d", Seeds.seed(), i)
                            .contains(page);
                }
            } else {
                assertThat(decoded.problems())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isNotEmpty();
                assertThatThrownBy(() -> PhonePageCodec.decodeOrThrow(broken))
                        .isInstanceOf(EmFormatException.class)
                        .satisfies(thrown -> Canary.mustNotBeIn("a refused page", thrown));
            }
        }
        assertThat(read).as("objects that were still readable").isPositive();
    }

    private static PhonePage page(String document) {
        return decoded(document).value().orElseThrow();
    }

    private static Decoded<PhonePage> decoded(String document) {
        return PhonePageCodec.decode(document.getBytes(UTF_8));
    }

    private static String text(byte[] document) {
        return ((PhoneText) PhonePageCodec.decodeOrThrow(document)).text();
    }
}
