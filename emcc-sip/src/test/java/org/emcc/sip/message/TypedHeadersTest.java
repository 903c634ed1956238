package org.emcc.sip.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypedHeadersTest {
    private static SipRequest request(String... headers) {
        return (SipRequest) Samples.read("INVITE sip:h SIP/2.0\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }

    @Test
    void readsAddressesOfAnyName() {
        SipRequest request = request(
                "Route: <sip:a;lr>, <sip:b;lr>",
                "route:\r\n <sip:c>",
                "P-Asserted-Identity: \"Ana\" <sip:1001@h>, tel:+4969",
                "Call-Info: <urn:x-cisco-remotecc:callinfo>;security=Unknown",
                "Geolocation: <cid:1001@h>;inserted-by=\"h\"",
                "r: <sip:x@h?Replaces=1>",
                "X-Mine: <sip:y>");
        assertThat(request.addresses("Route").value().orElseThrow())
                .extracting(address -> address.uri().text())
                .containsExactly("sip:a;lr", "sip:b;lr", "sip:c");
        assertThat(request.addresses("p-asserted-identity")
                        .value()
                        .orElseThrow()
                        .get(1)
                        .uri())
                .isEqualTo(TelUri.of("+4969"));
        assertThat(request.addresses("Call-Info")
                        .value()
                        .orElseThrow()
                        .get(0)
                        .parameters()
                        .value("security"))
                .contains("Unknown");
        assertThat(request.addresses("Geolocation")
                        .value()
                        .orElseThrow()
                        .get(0)
                        .uri()
                        .scheme())
                .isEqualTo("cid");
        assertThat(request.addresses("Refer-To").value()).isPresent();
        assertThat(request.addresses("x-mine").value()).isPresent();
        assertThat(request.addresses("Record-Route").value()).isEmpty();
    }

    @Test
    void readsParametersByThemselves() {
        SipParameters read = SipParameters.decodeOrThrow(" ;a=1 ; Flag;b = \"x;\\\"y\";a=2");
        assertThat(read.names()).containsExactly("a", "Flag", "b", "a");
        assertThat(read.value("A")).contains("1");
        assertThat(read.value("b")).contains("x;\"y");
        assertThat(read.has("flag")).isTrue();
        assertThat(SipParameters.decodeOrThrow("")).isEqualTo(SipParameters.NONE);
        for (String bad : List.of("a=1", ";", ";a=1,", ";a=\"open", ";a=1 b")) {
            assertThat(SipParameters.decode(bad).value()).as(bad).isEmpty();
        }
    }

    @Test
    void readsWords() {
        SipRequest request =
                request("k: timer,  replaces ,", "Supported:", "Supported: X-cisco-srtp-fallback", "Require: a b");
        assertThat(request.tokens("Supported").value().orElseThrow())
                .containsExactly("timer", "replaces", "X-cisco-srtp-fallback");
        assertThat(request.tokens("Allow").value()).contains(List.of());
        assertThat(request.tokens("Require").problems()).hasSize(1);
    }

    @Test
    void readsNumbers() {
        assertThat(request("Max-Forwards: 070").maxForwards().value()).contains(70);
        assertThat(request("Max-Forwards: 256").maxForwards().value()).isEmpty();
        assertThat(request("Max-Forwards: 1", "Max-Forwards: 1").maxForwards().value())
                .isEmpty();
        Interval expires = request("x: 1800;refresher=uac")
                .single("Session-Expires", Interval::decode)
                .value()
                .orElseThrow();
        assertThat(expires.length()).isEqualTo(Duration.ofMinutes(30));
        assertThat(expires.parameters().value("refresher")).contains("uac");
        assertThat(expires).hasToString("1800;refresher=uac");
        assertThat(Interval.decodeOrThrow("120 (in a (short) meeting);duration=60")
                        .parameters()
                        .value("duration"))
                .contains("60");
        for (String text : List.of("", "-1", "4294967296", "1 (open", "x", "1;;a")) {
            assertThat(Interval.decode(text).value()).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new Interval(Duration.ofMillis(1), SipParameters.NONE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsDates() {
        assertThat(request("Date: Wed, 01 May 2030 08:00:00 GMT").date().value())
                .contains(Instant.parse("2030-05-01T08:00:00Z"));
        for (String text :
                List.of("", "Wed, 01 May 2030 08:00:00 EST", "Wed, 01 May 2030 08:00:00 +0000", "32 Foo GMT")) {
            assertThat(request("Date: " + text).date().value()).as(text).isEmpty();
        }
    }

    @Test
    void readsReasonsAndWarnings() {
        List<Reason> reasons = request("Reason: SIP ;cause=200 ;text=\"a, b\", Q.850;cause=16")
                .reasons()
                .value()
                .orElseThrow();
        assertThat(reasons).extracting(Reason::protocol).containsExactly("SIP", "Q.850");
        assertThat(reasons.get(0).cause()).hasValue(200);
        assertThat(reasons.get(0).text()).contains("a, b");
        assertThat(reasons.get(1)).hasToString("Q.850;cause=16");
        assertThat(Reason.decodeOrThrow("SIP;cause=99999999999").cause()).isEmpty();
        List<Warning> warnings = request("Warning: 399 h:5060 \"x, \\\"y\\\"\" , 301 isi.edu \"z\"")
                .warnings()
                .value()
                .orElseThrow();
        assertThat(warnings).containsExactly(new Warning(399, "h:5060", "x, \"y\""), new Warning(301, "isi.edu", "z"));
        assertThat(warnings.get(0)).hasToString("399 h:5060 \"x, \\\"y\\\"\"");
        for (String text : List.of(
                "",
                "1812 h \"x\"",
                "99 h \"x\"",
                "399 h",
                "399 \"x\"",
                "399 h \"x",
                "399 \u2003 \"x\"",
                "399 " + "a".repeat(256) + " \"x\"")) {
            assertThat(Warning.decode(text).value()).as(text).isEmpty();
        }
        assertThatThrownBy(() -> new Warning(399, "a b", "x")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Reason("a b", SipParameters.NONE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTelephoneNumbers() {
        TelUri global = (TelUri) Uri.decodeOrThrow("TEL:+49-69.(12)34;ext=5");
        assertThat(global.number()).isEqualTo("+49691234");
        assertThat(global.isGlobal()).isTrue();
        assertThat(global.matches((TelUri) Uri.decodeOrThrow("tel:+49691234;EXT=5")))
                .isTrue();
        assertThat(global.matches(TelUri.of("+49691234"))).isFalse();
        TelUri local = (TelUri) Uri.decodeOrThrow("tel:*70a#;phone-context=hc.example");
        assertThat(local.number()).isEqualTo("*70A#");
        assertThat(local.context()).contains("hc.example");
        assertThat(local).hasToString("tel:*70a#;phone-context=hc.example");
        for (String text : List.of("tel:", "tel:+", "tel:-", "tel:+49a", "tel:x", "tel:1;;a", "tel:1 2")) {
            assertThat(Uri.decode(text).value()).as(text).isEmpty();
        }
        assertThatThrownBy(() -> TelUri.of("1;a=b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theValidatorKnowsMethodsAndCodings() {
        String common = "Via: SIP/2.0/UDP h;branch=z9hG4bK1\r\nFrom: <sip:a>;tag=1\r\nTo: <sip:b>\r\nCall-ID: c\r\n";
        SipValidator server = SipValidator.builder()
                .methods("REGISTER", "ACK", "CANCEL")
                .extension("Path")
                .schemes("sip", "tel")
                .build();
        assertThat(owed(server, "INVITE sip:h SIP/2.0\r\n" + common + "CSeq: 1 INVITE\r\n\r\n"))
                .startsWith("405 [Allow: ACK, CANCEL, REGISTER");
        assertThat(owed(server, "invite sip:h SIP/2.0\r\n" + common + "CSeq: 1 invite\r\n\r\n"))
                .startsWith("501");
        assertThat(owed(server, "REGISTER sip:h SIP/2.0\r\n" + common + "CSeq: 1 REGISTER\r\ne: gzip\r\n\r\n"))
                .startsWith("415 [Accept-Encoding: identity");
        assertThat(owed(server, "REGISTER tel:1 SIP/2.0\r\n" + common + "CSeq: 1 REGISTER\r\nRequire: pATH\r\n\r\n"))
                .startsWith("Good");
        assertThat(owed(server, "REGISTER sips:h SIP/2.0\r\n" + common + "CSeq: 1 REGISTER\r\n\r\n"))
                .startsWith("416");
        assertThat(owed(server, "ACK sip:h SIP/2.0\r\n" + common + "CSeq: 1 INVITE\r\n\r\n"))
                .startsWith("Discard");
        assertThat(owed(server, "CANCEL sip:h SIP/2.0\r\n" + common + "CSeq: 1 CANCEL\r\nRequire: x\r\n\r\n"))
                .startsWith("Good");
        String all = "REGISTER sip:h SIP/2.0\r\n" + common + "CSeq: 1 REGISTER\r\nContact: *\r\n";
        assertThat(owed(server, all + "Expires: 0\r\n\r\n")).startsWith("Good");
        assertThat(owed(server, all + "\r\n")).startsWith("400");
        assertThat(owed(server, all + "Expires: 1\r\n\r\n")).startsWith("400");
        assertThat(owed(server, all + "Expires: none\r\n\r\n")).startsWith("400");
        assertThat(owed(server, all + "m: <sip:a@h>\r\nExpires: 0\r\n\r\n")).startsWith("400");
        assertThat(owed(SipValidator.builder().proxy().build(), all + "\r\n")).startsWith("Good");
        assertThat(owed(server, "REGISTER sip:h SIP/2.0\r\nTo: <sip:b>\r\n\r\n"))
                .startsWith("Discard");
        assertThat(owed(server, "REGISTER sip:h SIP/2.0\r\n" + common + "CSeq: 1 REGISTER\r\nno header\r\n\r\n"))
                .startsWith("400");
        assertThat(owed(server, "SIP/2.0 200 OK\r\n" + common + "CSeq: 1 INVITE\r\n\r\n"))
                .startsWith("Good");
        assertThat(owed(server, "nonsense")).startsWith("Discard");
    }

    private static String owed(SipValidator server, String text) {
        SipValidator.Verdict verdict = server.check(SipMessage.decode(Samples.bytes(text)));
        return verdict instanceof SipValidator.Verdict.Answer answer
                ? answer.status() + " " + answer.headers()
                : verdict.getClass().getSimpleName();
    }
}
