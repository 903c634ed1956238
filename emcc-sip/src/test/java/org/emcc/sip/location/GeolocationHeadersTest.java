package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Uri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeolocationHeadersTest {
    private static final Uri CID = Uri.decodeOrThrow("cid:1001@192.0.2.10");

    @Test
    void writesTheDraftsValueAsTheTraceHasIt() {
        GeolocationValue value = GeolocationValue.product(CID, "192.0.2.10");

        assertThat(value).hasToString("<cid:1001@192.0.2.10>;inserted-by=\"192.0.2.10\"");
        assertThat(GeolocationValue.decodeOrThrow(value.toString()))
                .isEqualTo(value)
                .hasSameHashCodeAs(value);
    }

    @Test
    void readsTheDraftsParameters() {
        GeolocationValue value = GeolocationValue.decodeOrThrow(
                " <sips:3sdefrhy2jj7@lis.example> ; inserted-by = \"vc.example\";used-for-routing;recipient=endpoint;new=\"a,b;c\" ");

        assertThat(value.uri().text()).isEqualTo("sips:3sdefrhy2jj7@lis.example");
        assertThat(value.insertedBy()).contains("vc.example");
        assertThat(value.usedForRouting()).isTrue();
        assertThat(value.recipient()).contains("endpoint");
        assertThat(value.locSrc()).isEmpty();
        assertThat(value.contentId()).isEmpty();
        assertThat(value.parameters().value("new")).contains("a,b;c");
        assertThat(value.toString()).endsWith(";new=\"a,b;c\"");
    }

    @Test
    void readsAndWritesTheStandardsParameters() {
        GeolocationValue value =
                GeolocationValue.of(CID).withLocSrc("edge-1.vc.example").withParameter("x", "a b");

        assertThat(value).hasToString("<cid:1001@192.0.2.10>;loc-src=edge-1.vc.example;x=\"a b\"");
        assertThat(value.locSrc()).contains("edge-1.vc.example");
        assertThat(value.insertedBy()).isEmpty();
        assertThat(value.usedForRouting()).isFalse();
        assertThat(GeolocationValue.of(CID)).hasToString("<cid:1001@192.0.2.10>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "a.b", "1.example", "xn--a.example", "a1.b2.", "vc-1.example"})
    void aSourceIsTheNameOfAHost(String name) {
        assertThat(GeolocationValue.of(CID).withLocSrc(name).locSrc()).contains(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.10", "[2001:db8::1]", "2001:db8::1", "a..b", "", "a b", "1", "a.1", "-a", "a;b"})
    void aSourceIsNeverAnAddress(String name) {
        assertThatThrownBy(() -> GeolocationValue.of(CID).withLocSrc(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("loc-src");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "cid:a@b",
                "cid:a@b;inserted-by=\"x\"",
                "\"Ana\" <cid:a@b>",
                "Ana <cid:a@b>",
                "<>",
                "<a>",
                "<cid:a@b",
                "<cid:a@b> x",
                "<cid:a@b>;",
                "<cid:a@b>;x=\"",
                "<cid:a@b>;x=a\u0001"
            })
    void refusesWhatIsNoValue(String text) {
        assertThat(GeolocationValue.decode(text)).isInstanceOf(Decoded.Refused.class);
        assertThatThrownBy(() -> GeolocationValue.decodeOrThrow(text)).isInstanceOf(SipFormatException.class);
    }

    @Test
    void keepsTheOrderOfRepeatedHeadersAndOfValuesBetweenCommas() {
        SipRequest request = request()
                .header("Geolocation", "<cid:a@b>;x=\"1,2\", <sip:a,b@c>")
                .header("geolocation", "<https://lis.example/x,y?<z>,<cid:c@d>")
                .header("Geolocation", "<cid:e@f>")
                .build();
        Decoded<List<GeolocationValue>> values = GeolocationValue.of(request);

        assertThat(values.value().orElseThrow())
                .extracting(GeolocationValue::toString)
                .containsExactly("<cid:a@b>;x=\"1,2\"", "<sip:a,b@c>", "<cid:c@d>", "<cid:e@f>");
        assertThat(values.problems()).hasSize(1);
        assertThat(values.problems().get(0).where()).startsWith("Geolocation, value 3, ");
    }

    @Test
    void ofManyBrokenValuesTwentyAreToldAndTheOthersCounted() {
        String header = "<cid:a@b>" + ",".repeat(60_000);
        Decoded<List<GeolocationValue>> values =
                GeolocationValue.of(request().header("Geolocation", header).build());

        assertThat(values.value().orElseThrow()).hasSize(1);
        assertThat(values.problems()).hasSize(21);
        assertThat(values.problems().get(19).where()).startsWith("Geolocation, value 21, ");
        assertThat(values.problems().get(20)).hasToString("Geolocation: and 59980 more values cannot be read");
    }

    @Test
    void aMessageWithoutTheHeaderHasNoValuesAndOneWithBrokenOnesIsRefused() {
        assertThat(GeolocationValue.of(request().build())).isEqualTo(Decoded.ok(List.of()));
        assertThat(GeolocationValue.of(request().header("Geolocation", "x,y").build())
                        .problems())
                .hasSize(2);
        assertThat(GeolocationValue.of(request().header("Geolocation", "x,y").build())
                        .value())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1001@192.0.2.10     | cid:1001@192.0.2.10
                    a b@c               | -
                    a%b@c               | cid:a%25b@c
                    ä#1@c               | cid:%C3%A4%231@c
                    a/b?c;d&e@f         | cid:a%2Fb%3Fc%3Bd%26e@f
                    +49(69)'x'~!$=@[::1] | cid:+49(69)'x'~!$=@%5B::1%5D
                    """)
    void contentIdsAreEscapedInUris(String id, String uri) {
        if (uri.equals("-")) {
            assertThatThrownBy(() -> new ContentId(id)).isInstanceOf(IllegalArgumentException.class);
            return;
        }
        assertThat(new ContentId(id).toUri().text()).isEqualTo(uri);
        assertThat(ContentId.of(Uri.decodeOrThrow(uri))).contains(new ContentId(id));
    }

    @Test
    void contentIdsCompareAfterTheirEscapesAreUndoneAndWithTheirCase() {
        assertThat(ContentId.of(Uri.decodeOrThrow("CID:%31001%40192.0.2.10")))
                .contains(new ContentId("1001@192.0.2.10"));
        assertThat(ContentId.of(Uri.decodeOrThrow("cid:A@b"))).isNotEqualTo(Optional.of(new ContentId("a@b")));
        assertThat(ContentId.of(Uri.decodeOrThrow("cid:%c3%A4"))).contains(new ContentId("\u00e4"));
        for (String uri :
                List.of("sip:a@b", "cid:", "cid:%", "cid:%4", "cid:%zz", "cid:a%", "cid:%20", "cid:%0a", "cid:%3C")) {
            assertThat(ContentId.of(Uri.decodeOrThrow(uri))).as(uri).isEmpty();
        }
    }

    @Test
    void contentIdsAreReadWithAndWithoutBrackets() {
        assertThat(ContentId.decodeOrThrow("<1001@192.0.2.10>")).isEqualTo(new ContentId("1001@192.0.2.10"));
        assertThat(ContentId.decodeOrThrow(" 1001@192.0.2.10 ")).hasToString("<1001@192.0.2.10>");
        for (String text : List.of("", "<>", "<a", "a>", "<<a>>", "a b", "<a\t>", "\"a\"", "x".repeat(256))) {
            assertThat(ContentId.decode(text).value()).as(text).isEmpty();
            assertThatThrownBy(() -> ContentId.decodeOrThrow(text)).isInstanceOf(SipFormatException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"yes, true", "YES, true", "no, false", "maybe, false", "'x = \"a b\"', false", "'yes=1', false"})
    void routingIsAllowedByYesOnly(String text, boolean allowed) {
        GeolocationRouting routing = GeolocationRouting.decodeOrThrow(" " + text + " ");

        assertThat(routing.isAllowed()).isEqualTo(allowed);
        assertThat(routing).hasToString(text);
        assertThat(GeolocationRouting.of(
                        request().header("Geolocation-Routing", text).build()))
                .isEqualTo(Decoded.ok(routing));
    }

    @Test
    void routingIsForbiddenWithoutTheHeaderAndRefusedWhereItIsUnclear() {
        assertThat(GeolocationRouting.of(request().build())).isEqualTo(Decoded.ok(GeolocationRouting.NO));
        assertThat(GeolocationRouting.YES.isAllowed()).isTrue();
        SipRequest doubled = request()
                .header("Geolocation-Routing", "yes")
                .header("Geolocation-Routing", "yes")
                .build();
        assertThat(GeolocationRouting.of(doubled).value()).isEmpty();
        for (String text : List.of("", "yes no", "yes,no", "=1", "x=", "y\tes")) {
            assertThat(GeolocationRouting.decode(text).value()).as(text).isEmpty();
        }
        assertThat(GeolocationRouting.decode("a\u0001").value()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    100 | Cannot Process Location
                    200 | Permission To Use Location Information
                    201 | Permission To Retransmit Location Information to a Third Party
                    202 | Permission to Route based on Location Information
                    300 | Dereference Failure
                    """)
    void knowsTheErrorsOfTheStandard(int code, String message) {
        GeolocationError error = GeolocationError.of(code, message);

        assertThat(List.of(
                        GeolocationError.CANNOT_PROCESS,
                        GeolocationError.USE_NEEDS_PERMISSION,
                        GeolocationError.RETRANSMISSION_NEEDS_PERMISSION,
                        GeolocationError.ROUTING_NEEDS_PERMISSION,
                        GeolocationError.DEREFERENCE_FAILURE))
                .contains(error);
        assertThat(error.toHeader()).hasToString("Geolocation-Error: " + code + ";code=\"" + message + "\"");
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.message()).contains(message);
    }

    @Test
    void keepsErrorsOfOtherNumbersAndWhatTheySay() {
        GeolocationError error =
                GeolocationError.decodeOrThrow(" 3 ; code=\"No \\\"x\\\", y\";inserted-by=\"192.0.2.10\";flag ");

        assertThat(error.code()).isEqualTo(3);
        assertThat(error.message()).contains("No \"x\", y");
        assertThat(error.parameters().value("inserted-by")).contains("192.0.2.10");
        assertThat(error.parameters().has("flag")).isTrue();
        assertThat(error).hasToString("3 ; code=\"No \\\"x\\\", y\";inserted-by=\"192.0.2.10\";flag");
        assertThat(GeolocationError.of(
                        request().header("Geolocation-Error", error.toString()).build()))
                .isEqualTo(Decoded.ok(error));
        assertThat(GeolocationError.decodeOrThrow("042").code()).isEqualTo(42);
        assertThat(GeolocationError.decodeOrThrow("042")).hasToString("042");
        assertThat(GeolocationError.of(7, "a \"b\" \\").message()).contains("a \"b\" \\");
        for (String text : List.of("", "1000", "x", "-1", "100 x", "100,200", "100;", "100;code=\"", "100;a\u0001")) {
            assertThat(GeolocationError.decode(text).value()).as(text).isEmpty();
        }
        assertThat(GeolocationError.of(request().build()).value()).isEmpty();
        assertThat(GeolocationError.STATUS).isEqualTo(424);
    }

    private static SipRequest.Builder request() {
        return SipRequest.builder("INVITE", Uri.decodeOrThrow("sip:112@192.0.2.20"));
    }
}
