package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SipMessageTest {
    private static SipRequest request(String... headers) {
        return (SipRequest) Samples.read("REGISTER sip:h SIP/2.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void writesWhatItRead() {
        for (String sample : Samples.ALL) {
            assertThat(Samples.read(sample).encode()).isEqualTo(Samples.bytes(sample));
        }
    }

    @Test
    void anUntouchedCopyIsTheSameMessage() {
        SipRequest register = (SipRequest) Samples.read(Samples.REGISTER);
        SipResponse response = (SipResponse) Samples.read(Samples.RESPONSE);
        assertThat(register.toBuilder().build()).isEqualTo(register).hasSameHashCodeAs(register);
        assertThat(response.toBuilder().build()).isEqualTo(response).hasSameHashCodeAs(response);
    }

    @Test
    void keepsOctetsThatAreNoUtf8() {
        byte[] bytes = Samples.REGISTER.replace("kept", "k\u00e9pt").getBytes(StandardCharsets.ISO_8859_1);
        SipMessage message = SipMessage.decodeOrThrow(bytes);
        assertThat(message.encode()).isEqualTo(bytes);
        assertThat(message.header("x-unknown").orElseThrow().value()).contains("k\ufffdpt");
        assertThat(Samples.written(message.header("x-unknown").orElseThrow().withFlag("f")))
                .contains("k\u00e9pt");
    }

    @Test
    void readsTheHeadersOfRegistration() {
        SipRequest register = (SipRequest) Samples.read(Samples.REGISTER);
        assertThat(register.kind()).isEqualTo(SipMessage.Kind.REQUEST);
        assertThat(register.method()).isEqualTo("REGISTER");
        assertThat(register.uri().value()).map(Uri::text).contains("sip:192.0.2.1");
        assertThat(register.from().value().flatMap(NameAddress::tag)).contains("020000aabbcc00140d3f2a10-5e11c9b2");
        assertThat(register.to().value().flatMap(NameAddress::tag)).isEmpty();
        assertThat(register.callId().value()).contains("020000aa-bbcc0003-1f2e3d4c-6a5b4c3d@192.0.2.9");
        assertThat(register.cseq().value()).contains(new CSeq(101, "REGISTER"));
        assertThat(register.expires()).contains(Duration.ofHours(1));
        assertThat(register.contentType().value()).contains(ContentType.of("text", "plain"));
        assertThat(register.contentLength().value()).contains(4);
        assertThat(register.body()).asString().isEqualTo("body");
        NameAddress contact = register.contacts().value().orElseThrow().get(0);
        SipParameters parameters = contact.parameters();
        assertThat(parameters.value("+u.sip!DEVICENAME.ccm.cisco.com")).contains("SEP020000AABBCC");
        assertThat(parameters.value("+sip.instance")).contains("<urn:uuid:00000000-0000-0000-0000-020000aabbcc>");
        assertThat(parameters.has("video")).isTrue();
        assertThat(parameters.value("video")).isEmpty();
        assertThat(contact.uri()).isInstanceOfSatisfying(SipUri.class, uri -> {
            assertThat(uri.user()).contains("7c0e5a2e");
            assertThat(uri.host()).isEqualTo("192.0.2.9");
            assertThat(uri.port()).hasValue(51778);
            assertThat(uri.parameters().value("transport")).contains("udp");
        });
    }

    @Test
    void readsCompactNamesFoldingAndOddBlanks() {
        SipRequest options = (SipRequest) Samples.read(Samples.COMPACT);
        List<Via> vias = options.vias().value().orElseThrow();
        assertThat(vias).extracting(Via::host).containsExactly("first.example", "2001:db8::1", "last.example");
        assertThat(vias.get(0).port()).hasValue(4000);
        assertThat(vias.get(0).branch()).contains("z9hG4bK87");
        assertThat(vias.get(0).parameters().has("rport")).isTrue();
        assertThat(vias.get(1).transport()).isEqualTo("TCP");
        assertThat(options.cseq().value()).contains(new CSeq(9, "OPTIONS"));
        assertThat(options.callId().value()).contains("Call@Home");
        NameAddress from = options.from().value().orElseThrow();
        assertThat(from.displayName()).contains("A \"quoted\" name, with <all>; of it");
        assertThat(((SipUri) from.uri()).user()).contains("a b");
        NameAddress to = options.to().value().orElseThrow();
        assertThat(to.tag()).contains("2");
        assertThat(((SipUri) to.uri()).parameters()).isEqualTo(SipParameters.NONE);
        List<NameAddress> contacts = options.contacts().value().orElseThrow();
        assertThat(contacts).hasSize(2);
        assertThat(contacts.get(0).displayName()).contains("Phone One");
        assertThat(contacts.get(0).uri().scheme()).isEqualTo("sips");
        assertThat(contacts.get(1).uri()).isEqualTo(TelUri.of("+15551234"));
        assertThat(contacts.get(1).parameters().value("empty")).contains("");
        assertThat(contacts.get(1).parameters().value("flag")).isEmpty();
        assertThat(options.header("Subject").orElseThrow().value()).isEmpty();
        assertThat(((SipUri) options.uri().value().orElseThrow()).host()).isEqualTo("2001:db8::9");
    }

    @Test
    void neverWritesFolding() {
        SipHeader folded = Samples.read(Samples.COMPACT).header("CSeq").orElseThrow();
        assertThat(Samples.written(folded.unfolded())).isEqualTo("cseq: 0009 OPTIONS");
        assertThat(Samples.written(folded.withParameter("a", "b c"))).isEqualTo("cseq: 0009 OPTIONS;a=\"b c\"");
    }

    @Test
    void readsAResponse() {
        SipResponse response = (SipResponse) Samples.read(Samples.RESPONSE);
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.reason()).isEqualTo("Nicht gefunden \u00fc");
        assertThat(response.contentLength().value()).contains(0);
        SipResponse empty = (SipResponse) Samples.read("SIP/2.0 200 \r\n\r\n");
        assertThat(empty.reason()).isEmpty();
    }

    @Test
    void buildsARequestToTheByte() {
        SipRequest built = SipRequest.builder("NOTIFY", Uri.decodeOrThrow("sip:a@h"))
                .header("Event", "service-control")
                .header("Subject", "")
                .header("event", "again")
                .replace("Event", "only")
                .body(ContentType.of("text", "plain"), Samples.bytes("hi"))
                .build();
        assertThat(built.encode())
                .asString()
                .isEqualTo("NOTIFY sip:a@h SIP/2.0\r\nEvent: only\r\nSubject:\r\nContent-Type: text/plain\r\n"
                        + "Content-Length: 2\r\n\r\nhi");
        assertThat(SipMessage.decodeOrThrow(built.encode())).isEqualTo(built);
    }

    @Test
    void buildsWhatAStreamCanCarry() {
        byte[] body = new byte[SipMessage.MAX_BODY];
        SipRequest.Builder builder = SipRequest.builder("NOTIFY", Uri.decodeOrThrow("sip:a@h"));
        SipRequest built = builder.body(ContentType.of("text", "plain"), body).build();
        assertThat(new StreamReader().next(java.nio.ByteBuffer.wrap(built.encode())))
                .contains(new StreamReader.Received(Decoded.ok(built)));
        assertThatThrownBy(() -> builder.body(ContentType.of("text", "plain"), new byte[SipMessage.MAX_BODY + 1])
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a body must have at most 1048576 bytes, but has 1048577");
        assertThatThrownBy(() ->
                        builder.header("A", "x".repeat(SipMessage.MAX_HEAD)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void letsNothingIntoAHeaderThatEndsIt() {
        assertThatThrownBy(() -> SipHeader.of("A", "b\r\nC: d")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipHeader.of("A b", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipResponse.builder(200, "OK\r\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> SipParameters.NONE.with("a", "\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OpaqueUri("urn", "urn:a b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    class Datagrams {
        private Decoded<SipMessage> decode(String text) {
            return SipMessage.decode(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Test
        void skipsLineEndsBeforeAndSurplusBehind() {
            Decoded<SipMessage> decoded = decode("\r\n\r\nBYE sip:h SIP/2.0\r\nl: 2\r\n\r\nabcd");
            assertThat(decoded.problems()).singleElement().hasToString("byte 33: 2 bytes behind the body are ignored");
            assertThat(decoded.value().orElseThrow().encode())
                    .asString()
                    .isEqualTo("BYE sip:h SIP/2.0\r\nl: 2\r\n\r\nab");
        }

        @Test
        void takesTheRestWithoutContentLength() {
            assertThat(decode("BYE sip:h SIP/2.0\r\n\r\nab")
                            .value()
                            .orElseThrow()
                            .body())
                    .hasSize(2);
        }

        @Test
        void keepsAMessageThatCanStillBeAnswered() {
            for (String lines :
                    List.of("l: 9", "l: -1", "l: 0x1", "l: 1\r\nl: 2", "l: 00000000001", "no header", "a b: c")) {
                Decoded<SipMessage> decoded = decode("BYE sip:h SIP/2.0\r\n" + lines + "\r\n\r\na");
                assertThat(decoded.value()).as(lines).isPresent();
                assertThat(decoded.problems()).as(lines).isNotEmpty();
                assertThat(decoded.value().orElseThrow().encode()).asString().contains(lines);
            }
            assertThat(decode("BYE sip:h SIP/2.0\r\nl: 1\r\nl: 1\r\n\r\na").problems())
                    .isEmpty();
            assertThat(decode("BYE  sip:h SIP/7.0 \r\n\r\n").value()).isPresent();
        }

        @Test
        void refusesWhatHasNoFrame() {
            for (String text : List.of(
                    "",
                    "\r\n\r\n",
                    "\r",
                    "GET / HTTP/1.1\r\n\r\n",
                    "BYE sip:h SIP/2.0\r\n",
                    "BYE sip:h SIP/2.0\r\nA: b\r\n",
                    "BYE sip:h SIP/2.0\nA: b\n\n",
                    "BYE sip:h SIP/2.0\r\nA: b\nC: d\r\n\r\n",
                    "BYE sip:h SIP/2.0\r\nA: b\rC: d\r\n\r\n",
                    "B(E sip:h SIP/2.0\r\n\r\n",
                    "BYE SIP/2.0\r\n\r\n",
                    "SIP/2.0 20 OK\r\n\r\n",
                    "SIP/2.0 4294967301 OK\r\n\r\n",
                    "SIP/2.0 700 OK\r\n\r\n",
                    "SIP/3.0 200 OK\r\n\r\n")) {
                assertThat(decode(text).value()).as(text).isEmpty();
                assertThatThrownBy(() -> SipMessage.decodeOrThrow(Samples.bytes(text)))
                        .as(text)
                        .isInstanceOf(SipFormatException.class);
            }
        }

        @Test
        void keepsItsLimits() {
            String start = "BYE sip:h SIP/2.0\r\n";
            assertThat(decode(start + "A: b\r\n".repeat(200) + "\r\n").value()).isPresent();
            assertThat(decode(start + "A: b\r\n".repeat(201) + "\r\n")
                            .problems()
                            .get(0)
                            .message())
                    .isEqualTo("a message must have at most 200 headers");
            assertThat(decode("BYE sip:" + "h".repeat(8_192) + " SIP/2.0\r\n\r\n")
                            .value())
                    .isEmpty();
            assertThat(decode(start + "\r\n" + "x".repeat(65_536 - start.length() - 2))
                            .value())
                    .isPresent();
            assertThat(decode(start + "\r\n" + "x".repeat(65_536 - start.length() - 1))
                            .value())
                    .isEmpty();
            assertThat(NameAddress.decode("<sip:h>" + ";a".repeat(100)).value()).isPresent();
            assertThat(NameAddress.decode("<sip:h>" + ";a".repeat(101)).value()).isEmpty();
        }
    }

    @Nested
    class Headers {
        @Test
        void reportsWhatIsMissingDoubledOrBroken() {
            SipRequest request =
                    request("From: <sip:a@h>", "From: <sip:b@h>", "CSeq: 2147483648 REGISTER", "Contact: *");
            assertThat(request.from().problems())
                    .singleElement()
                    .hasToString("From: the header must occur once, but occurs 2 times");
            assertThat(request.to().problems()).singleElement().hasToString("To: the header is missing");
            assertThat(request.cseq().problems().get(0).where()).startsWith("CSeq, character");
            assertThat(request.contacts().value()).isEmpty();
            assertThat(request.contentLength().value()).isEmpty();
        }

        @Test
        void refusesBrokenAddresses() {
            for (String text : List.of(
                    "",
                    "<sip:h",
                    "\"open <sip:h>",
                    "\"name\" sip:h",
                    "<sip:h>;",
                    "<sip:h>;;a",
                    "<sip:h> x",
                    "sip:h?a=b",
                    "<sip:a b@h>",
                    "<sip:@h>",
                    "<sip:a@b@h>",
                    "<sip:h:0>",
                    "<sip:h:65536>",
                    "<sip:h:>",
                    "<sip:[::1>",
                    "<sip:a%2@h>",
                    "<sip:h;;x>",
                    "<no-scheme>",
                    "<1a:b>")) {
                assertThat(NameAddress.decode(text).value()).as(text).isEmpty();
                assertThatThrownBy(() -> NameAddress.decodeOrThrow(text)).isInstanceOf(SipFormatException.class);
            }
            assertThat(NameAddress.decode("<sip:a%00b@h?x=y>").value()).isPresent();
        }

        @Test
        void aViaMayHaveBlanksAroundItsColon() {
            for (String text : List.of(
                    "SIP/2.0/UDP h:40",
                    "SIP/2.0/UDP h: 40",
                    "SIP/2.0/UDP h :40;a",
                    "SIP/2.0/UDP [::1] : 40",
                    "SIP/2.0/ UDP h:40",
                    "SIP/2.0/\tUDP h:40")) {
                assertThat(Via.decodeOrThrow(text).port()).as(text).hasValue(40);
            }
        }

        @Test
        void refusesBrokenVias() {
            for (String text : List.of(
                    "",
                    "SIP/2.0/UDP",
                    "SIP/2.0/UDPh",
                    "SIP/1.0/UDP h",
                    "SIP/2.0/UDP h;;branch=1",
                    "SIP/2.0/UDP h:x",
                    "SIP/2.0/UDP [::1",
                    "SIP/2.0/UDP h, ")) {
                assertThat(Via.decode(text).value()).as(text).isEmpty();
            }
        }

        @Test
        void oldExpiryCountsAsMissing() {
            assertThat(request("Expires: 4294967295").expires()).contains(Duration.ofSeconds(4_294_967_295L));
            assertThat(request("Expires: 4294967296").expires()).isEmpty();
            assertThat(request("Expires: soon").expires()).isEmpty();
            assertThat(request("Expires: 0").expires()).contains(Duration.ZERO);
        }

        @Test
        void anAddressKeepsItsTextWhenItGrows() {
            NameAddress read = NameAddress.decodeOrThrow("\"A\"  <sip:h> ; x = \"1\"");
            assertThat(read.withParameter("tag", "t")).hasToString("\"A\"  <sip:h> ; x = \"1\";tag=t");
            assertThat(read.withQuotedParameter("q", "a\"b")).hasToString("\"A\"  <sip:h> ; x = \"1\";q=\"a\\\"b\"");
        }

        @Test
        void aViaIsAnsweredWhereItCameFrom() {
            var source = new java.net.InetSocketAddress("192.0.2.7", 999);
            assertThat(Via.decodeOrThrow("SIP/2.0/UDP 192.0.2.7;branch=b").receivedFrom(source))
                    .hasToString("SIP/2.0/UDP 192.0.2.7;branch=b");
            assertThat(Via.decodeOrThrow("SIP/2.0/UDP h;branch=b").receivedFrom(source))
                    .hasToString("SIP/2.0/UDP h;branch=b;received=192.0.2.7");
            assertThat(Via.decodeOrThrow("SIP/2.0/UDP 192.0.2.7:1;rport;branch=b")
                            .receivedFrom(source))
                    .hasToString("SIP/2.0/UDP 192.0.2.7:1;rport=999;branch=b;received=192.0.2.7");
        }
    }

    @Nested
    class Uris {
        private boolean same(String a, String b) {
            SipUri one = (SipUri) Uri.decodeOrThrow(a);
            SipUri other = (SipUri) Uri.decodeOrThrow(b);
            assertThat(one.matches(other)).isEqualTo(other.matches(one));
            return one.matches(other);
        }

        @Test
        void comparesAsSipDoes() {
            assertThat(same("sip:%61lice@A.example", "SIP:alice@a.EXAMPLE")).isTrue();
            assertThat(same("sip:a@h;x=1", "sip:a@h")).isTrue();
            assertThat(same("sip:a@h;x=1", "sip:a@h;X=2")).isFalse();
            assertThat(same("sip:A@h", "sip:a@h")).isFalse();
            assertThat(same("sip:1%3b2@h", "sip:1%3B2@h")).isTrue();
            assertThat(same("sip:1%3B2@h", "sip:1;2@h")).isFalse();
            assertThat(same("sip:%00@h", "sip:%00%00@h")).isFalse();
            assertThat(same("sip:a@h", "sip:h")).isFalse();
            assertThat(same("sip:a@h:5060", "sip:a@h")).isFalse();
            assertThat(same("sip:a@h;transport=udp", "sip:a@h")).isFalse();
            assertThat(same("sip:a@h;transport=udp", "sip:a@h;Transport=UDP")).isTrue();
            assertThat(same("sip:a@h", "sips:a@h")).isFalse();
            assertThat(same("sip:a@h?x=y", "sip:a@h")).isFalse();
        }

        @Test
        void buildsWithEscapes() {
            SipUri uri = SipUri.builder("::1")
                    .user("a b@\u00fc")
                    .port(5061)
                    .parameter("transport", "udp")
                    .build();
            assertThat(uri).hasToString("sip:a%20b%40%C3%BC@[::1]:5061;transport=udp");
            assertThat(uri.user()).contains("a b@\u00fc");
        }

        @Test
        void keepsUnknownSchemes() {
            Uri uri = Uri.decodeOrThrow("URN:X-cisco-remotecc:token-registration");
            assertThat(uri.scheme()).isEqualTo("urn");
            assertThat(uri.text()).isEqualTo("URN:X-cisco-remotecc:token-registration");
            assertThat(Optional.of(uri)).containsInstanceOf(OpaqueUri.class);
        }
    }
}
