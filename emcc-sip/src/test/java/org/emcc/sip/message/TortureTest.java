package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.emcc.core.Decoded;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** RFC 4475 and RFC 5118, with the verdicts of sip 5.3 and 5.4. */
class TortureTest {
    private static final SipValidator SERVER = SipValidator.builder()
            .body(ContentType.of("application", "sdp"))
            .body(ContentType.of("text", "plain"))
            .body(ContentType.of("multipart", "mixed"))
            .answer(ContentType.of("application", "sdp"))
            .build();

    private static SipRequest request(String name) {
        return (SipRequest) SipMessage.decodeOrThrow(Torture.named(name).message());
    }

    private static SipValidator.Verdict.Answer answer(String name) {
        return (SipValidator.Verdict.Answer)
                SERVER.check(SipMessage.decode(Torture.named(name).message()));
    }

    @TestFactory
    Stream<DynamicTest> givesEachItsVerdict() {
        List<Torture.Case> all = Stream.concat(Torture.rfc4475().stream(), Torture.rfc5118().stream())
                .toList();
        return all.stream()
                .map(one -> DynamicTest.dynamicTest(one.toString(), () -> {
                    Decoded<SipMessage> decoded = SipMessage.decode(one.message());
                    SipValidator.Verdict verdict = SERVER.check(decoded);
                    int owed = verdict instanceof SipValidator.Verdict.Answer answer
                            ? answer.status()
                            : verdict instanceof SipValidator.Verdict.Good ? 200 : 0;
                    assertThat(owed).as(verdict.toString()).isEqualTo(one.owed());
                    decoded.value().ifPresent(message -> {
                        byte[] written = message.encode();
                        assertThat(written).isEqualTo(Arrays.copyOf(one.message(), written.length));
                    });
                }));
    }

    @Test
    void allAreThere() {
        assertThat(Torture.rfc4475()).hasSize(49);
        assertThat(Torture.rfc5118()).hasSize(12);
    }

    @Test
    void whiteSpaceAndFoldingChangeNothing() {
        SipRequest wsinv = request("wsinv");
        assertThat(wsinv.vias().value().orElseThrow())
                .extracting(Via::host)
                .containsExactly("192.0.2.2", "first.example", "192.0.2.111");
        assertThat(wsinv.vias().value().orElseThrow().get(2).branch()).contains("z9hG4bK302");
        assertThat(wsinv.from().value().flatMap(NameAddress::displayName)).contains("A \\\"");
        assertThat(wsinv.from().value().flatMap(NameAddress::tag)).contains("98y");
        assertThat(wsinv.maxForwards().value()).contains(68);
        assertThat(wsinv.cseq().value()).contains(new CSeq(9, "INVITE"));
        NameAddress contact = wsinv.contacts().value().orElseThrow().get(0);
        assertThat(contact.displayName()).contains("Quoted \"\"");
        assertThat(contact.parameters().value("q")).contains("0.33");
    }

    @Test
    void oddCharactersSurvive() {
        SipRequest intmeth = request("intmeth");
        assertThat(intmeth.method()).isEqualTo("!odd-Method0123456789_*+`.%there'~");
        assertThat(((SipUri) intmeth.uri().value().orElseThrow()).host()).isEqualTo("hc.example");
        assertThat(intmeth.to().value().flatMap(NameAddress::displayName)).contains("B:\u0007 N:\u0000 D:\u007f");
        assertThat(intmeth.from().value().flatMap(NameAddress::displayName)).contains("one~` two'+_ three*%!.-");
        assertThat(intmeth.callId().value()).isPresent();
    }

    @Test
    void escapesAreUndoneWhereTheyAreEscapes() {
        SipRequest esc01 = request("esc01");
        assertThat(((SipUri) esc01.uri().value().orElseThrow()).user()).contains("sips:bo@vc.example");
        SipUri to = (SipUri) esc01.to().value().orElseThrow().uri();
        assertThat(to.matches((SipUri) Uri.decodeOrThrow("sip:1001@hc.example")))
                .isTrue();
        List<NameAddress> nulls = request("escnull").contacts().value().orElseThrow();
        assertThat(((SipUri) nulls.get(0).uri()).user()).contains("\0");
        assertThat(((SipUri) nulls.get(0).uri()).matches((SipUri) nulls.get(1).uri()))
                .isFalse();
        assertThat(request("esc02").to().value().flatMap(NameAddress::displayName))
                .contains("%Z%45");
        assertThat(((SipUri) request("semiuri").uri().value().orElseThrow()).user())
                .contains("bo;par=u@vc.example");
        assertThat(((SipUri) request("semiuri").uri().value().orElseThrow()).parameters())
                .isEqualTo(SipParameters.NONE);
    }

    @Test
    void partsOfAnyBytesSurvive() {
        List<Multipart.Part> parts =
                request("mpart01").multipart().value().orElseThrow().parts();
        assertThat(parts).hasSize(2);
        assertThat(parts.get(0).body()).asString().isEqualTo("Hello");
        assertThat(parts.get(1).body())
                .isEqualTo(Torture.latin("0\u0082\u0000\u0000\n\n\u0000\r\u00ff\r\n-\r\n--7a9\u0000"));
    }

    @Test
    void reasonsAreAnyText() {
        assertThat(((SipResponse) SipMessage.decodeOrThrow(
                                Torture.named("unreason").message()))
                        .reason())
                .isEqualTo("= 2**3 * 5**2 \u043d\u043e \u043f");
        assertThat(((SipResponse) SipMessage.decodeOrThrow(
                                Torture.named("noreason").message()))
                        .reason())
                .isEmpty();
    }

    @Test
    void theSurplusOfADatagramIsIgnored() {
        Torture.Case dblreq = Torture.named("dblreq");
        assertThat(SipMessage.decodeOrThrow(dblreq.message()).encode().length).isLessThan(dblreq.message().length);
    }

    @Test
    void answersSayWhatTheyHaveTo() {
        assertThat(answer("bext01").headers())
                .containsExactly(SipHeader.of("Unsupported", "nothingHasThis, nothingHasThisEither"));
        assertThat(answer("invut").headers())
                .containsExactly(SipHeader.of("Accept", "application/sdp, text/plain, multipart/mixed"));
    }

    @Test
    void aProxyJudgesOtherwise() {
        SipValidator proxy = SipValidator.builder().proxy().build();
        assertThat(proxy.check(request("zeromf")))
                .isInstanceOfSatisfying(
                        SipValidator.Verdict.Answer.class,
                        answer -> assertThat(answer.status()).isEqualTo(483));
        assertThat(proxy.check(request("bext01")))
                .isInstanceOfSatisfying(
                        SipValidator.Verdict.Answer.class,
                        answer -> assertThat(answer.headers())
                                .containsExactly(SipHeader.of("Unsupported", "noProxyHasThis, norDoesAny")));
        assertThat(proxy.check(SipMessage.decode(Torture.named("bcast").message())))
                .isInstanceOf(SipValidator.Verdict.Good.class);
        assertThat(proxy.check(request("intmeth"))).isInstanceOf(SipValidator.Verdict.Good.class);
        assertThat(proxy.check(request("invut"))).isInstanceOf(SipValidator.Verdict.Good.class);
    }

    @Test
    void parametersBelongWhereTheyStand() {
        NameAddress outside =
                request("cparam01").contacts().value().orElseThrow().get(0);
        assertThat(outside.parameters().has("strange")).isTrue();
        assertThat(((SipUri) outside.uri()).parameters().has("strange")).isFalse();
        NameAddress inside =
                request("cparam02").contacts().value().orElseThrow().get(0);
        assertThat(inside.parameters().has("strange")).isFalse();
        assertThat(((SipUri) inside.uri()).parameters().has("strange")).isTrue();
        assertThat(request("regescrt")
                        .contacts()
                        .value()
                        .orElseThrow()
                        .get(0)
                        .uri()
                        .text())
                .endsWith("?Route=%3Csip:hc.example%3E");
    }

    @Test
    void whatDoesNotMatterMayBeBroken() {
        assertThat(request("baddate").date().value()).isEmpty();
        assertThat(request("scalar02").expires()).isEmpty();
        assertThat(DigestCredentials.decode(request("regaut01")
                                .header("Authorization")
                                .orElseThrow()
                                .value())
                        .value())
                .isEmpty();
    }

    @Test
    void aStreamWaitsForWhatIsSaidAndEndsWhereNobodyKnows() {
        assertThat(first("clerr")).isEmpty();
        for (String name : List.of("ncl", "mcl01")) {
            assertThat(first(name))
                    .hasValueSatisfying(event -> assertThat(event)
                            .isInstanceOfSatisfying(StreamReader.Broken.class, broken -> {
                                assertThat(broken.status()).isEqualTo(400);
                                assertThat(broken.request()).isPresent();
                            }));
        }
    }

    private static Optional<StreamReader.Event> first(String name) {
        return new StreamReader().next(ByteBuffer.wrap(Torture.named(name).message()));
    }

    @Test
    void addressesAreReadWithAndWithoutBrackets() {
        SipUri ambiguous = (SipUri) request("port-ambiguous").uri().value().orElseThrow();
        assertThat(ambiguous.host()).isEqualTo("2001:db8::10:5070");
        assertThat(ambiguous.port()).isEmpty();
        SipUri unambiguous = (SipUri) request("port-unambiguous").uri().value().orElseThrow();
        assertThat(unambiguous.host()).isEqualTo("2001:db8::10");
        assertThat(unambiguous.port()).hasValue(5070);
        assertThat(received("via-received-param-with-delim")).contains("[2001:db8::9:255]");
        assertThat(received("via-received-param-no-delim")).contains("2001:db8::9:255");
        assertThat(request("mult-ip-in-header").vias().value().orElseThrow())
                .extracting(Via::host)
                .containsExactly("2001:db8::9:1", "192.0.2.1", "2001:db8::9:255");
        assertThat(request("ipv4-mapped-ipv6")
                        .vias()
                        .value()
                        .orElseThrow()
                        .get(0)
                        .port())
                .hasValue(19823);
    }

    private static Optional<String> received(String name) {
        return request(name).vias().value().orElseThrow().get(0).parameters().value("received");
    }

    @Test
    void threeColonsStandBeforeAnEmbeddedAddressOnly() {
        for (String text : List.of("2001:db8:::1", "2001:db8::::192.0.2.1", ":::", "1:::", "2001:::db8:192.0.2.1")) {
            assertThat(Uri.decode("sip:[" + text + "]").value()).as(text).isEmpty();
        }
        for (String text : List.of("::", "::1", "1::", "1:2:3:4:5:6:7:8", ":::192.0.2.1", "::192.0.2.1")) {
            assertThat(Uri.decode("sip:[" + text + "]").value()).as(text).isPresent();
        }
        for (String text : List.of(
                "1:2",
                "1:2:3:4:5:6:7:8:9",
                "1::2::3",
                "12345::",
                ":1::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::1.2.3",
                "::256.1.1.1")) {
            assertThat(Uri.decode("sip:[" + text + "]").value()).as(text).isEmpty();
        }
    }
}
