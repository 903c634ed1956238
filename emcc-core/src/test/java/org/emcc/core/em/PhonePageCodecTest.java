package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
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
    void takesChildrenInAnyOrderAndIgnoresTheUnknown() {
        assertThat(decoded("<CiscoIPPhoneInput appId='x'><InputItem><InputFlags>pn</InputFlags><Later/>"
                        + "<QueryStringParam>seq</QueryStringParam></InputItem><KeyItem/>"
                        + "<URL> http://x/?a=1&amp;b=2 </URL><Prompt/></CiscoIPPhoneInput>"))
                .isEqualTo(Decoded.ok(new PhoneInput(
                        PageHead.builder().build(),
                        "http://x/?a=1&b=2",
                        List.of(new PhoneInput.Item("", "seq", new PhoneInput.Flags(PhoneInput.Mode.N, true), "")))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<?xml version=\"1.0\" encoding=\"\"?>%s",
                "<?xml version=\"1.0\"?><?xml version=\"1.0\" encoding=\"utf-8\"?>\n%s",
                "\n\n<?xml version=\"1.0\"?>\n%s",
                "\uFEFF%s",
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
                "<CiscoIPPhoneError Number=\"4\"/>",
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
    }

    @Test
    void throwsNothingElseWhateverItIsGiven() {
        List<byte[]> samples = pages().map(PhonePageCodec::encode).toList();
        for (int i = 0; i < Seeds.cases(100_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            Decoded<PhonePage> decoded = PhonePageCodec.decode(Mutator.mutate(samples.get(i % samples.size()), random));
            if (decoded.value().isPresent()) {
                assertThat(PhonePageCodec.decode(
                                PhonePageCodec.encode(decoded.value().get())))
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isInstanceOf(Decoded.Ok.class);
            } else {
                assertThat(decoded.problems())
                        .as("seed %d case %d", Seeds.seed(), i)
                        .isNotEmpty();
            }
        }
    }

    private static Decoded<PhonePage> decoded(String document) {
        return PhonePageCodec.decode(document.getBytes(UTF_8));
    }

    private static String text(byte[] document) {
        return ((PhoneText) PhonePageCodec.decodeOrThrow(document)).text();
    }
}
