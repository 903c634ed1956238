package org.emcc.sip.location;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.emcc.core.Problem;
import org.emcc.sip.message.ContentType;
import org.emcc.sip.message.Multipart;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Uri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocationConveyanceTest {
    static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=- 4711 1 IN IP4 192.0.2.137",
            "s=SIP Call",
            "c=IN IP4 192.0.2.77",
            "t=0 0",
            "m=audio 25344 RTP/AVP 18 101",
            "a=rtpmap:18 G729/8000",
            "a=rtpmap:101 telephone-event/8000",
            "a=fmtp:101 0-15",
            "");

    private static final ContentId ID = new ContentId("1001@192.0.2.137");
    private static final PidfLo DOCUMENT =
            PidfLo.product(Documents.FRANKFURT, GeolocationDevice.INTERIOR, Documents.NOON);
    private static final GeolocationValue VALUE = GeolocationValue.product(ID.toUri(), "192.0.2.137");

    /** The complete request of sip 3.6. */
    static final String COMPLETE = complete(String.join(
            "\r\n",
            "--uniqueBoundary",
            "Content-Type: application/sdp",
            "",
            SDP,
            "--uniqueBoundary",
            "Content-Type: application/pidf+xml",
            "Content-ID: <1001@192.0.2.137>",
            "",
            Documents.PRODUCT,
            "--uniqueBoundary--",
            ""));

    static String complete(String body) {
        return String.join(
                "\r\n",
                "INVITE sip:112@192.0.2.20:5060 SIP/2.0",
                "Via: SIP/2.0/TCP 192.0.2.137:5060;branch=z9hG4bK3c1a77f0",
                "From: \"Ana Home\" <sip:1001@192.0.2.137>;tag=771~a2c0f6d1-5c3e-4b1f-9d55-0c7a1e2b3d4f-26001122",
                "To: <sip:112@192.0.2.20>",
                "Date: Wed, 01 May 2030 08:00:00 GMT",
                "Call-ID: 5bf2e100-cd11a4e0-1a-890200c0@192.0.2.137",
                "Supported: timer,resource-priority,replaces",
                "Supported: X-cisco-srtp-fallback,Geolocation",
                "Min-SE: 1800",
                "Session-Expires: 1800",
                "User-Agent: EMCC-SDK/1.0",
                "CSeq: 101 INVITE",
                "Expires: 180",
                "Max-Forwards: 69",
                "Cisco-Guid: 1542643968-0000065536-0000000026-2298609856",
                "Geolocation: <cid:1001@192.0.2.137>;inserted-by=\"192.0.2.137\"",
                "Contact: <sip:1001@192.0.2.137:5060;transport=tcp>",
                "MIME-Version: 1.0",
                "Content-Type: multipart/mixed;boundary=uniqueBoundary",
                "Content-Length: " + body.getBytes(UTF_8).length,
                "",
                body);
    }

    @Test
    void readsTheCompleteRequest() {
        LocationConveyance conveyed = LocationConveyance.of(SipMessage.decodeOrThrow(Documents.bytes(COMPLETE)));

        assertThat(conveyed.document()).contains(DOCUMENT);
        assertThat(conveyed.locations()).hasSize(1);
        assertThat(conveyed.locations().get(0).value()).isEqualTo(VALUE);
        assertThat(conveyed.error()).isEmpty();
        assertThat(conveyed.problems()).isEmpty();
        assertThat(conveyed.routing()).isEqualTo(GeolocationRouting.NO);
        assertThat(conveyed.toString()).doesNotContain("Frankfurt");
    }

    @Test
    void writesTheBodyOfTheCompleteRequestToTheByte() {
        SipRequest sent = LocationConveyance.attach(withSdp(), DOCUMENT, VALUE, LocationDialect.PRODUCT);

        String complete = new String(sent.encode(), UTF_8);
        assertThat(complete.substring(complete.indexOf("--uniqueBoundary")))
                .isEqualTo(COMPLETE.substring(COMPLETE.indexOf("--uniqueBoundary")));
        assertThat(sent.header("Content-Type").orElseThrow())
                .hasToString("Content-Type: multipart/mixed;boundary=uniqueBoundary");
        assertThat(sent.header("MIME-Version").orElseThrow()).hasToString("Mime-Version: 1.0");
        assertThat(sent.header("Geolocation").orElseThrow())
                .hasToString("Geolocation: <cid:1001@192.0.2.137>;inserted-by=\"192.0.2.137\"");
        assertThat(sent.headers("Supported")).extracting(SipHeader::value).containsExactly("timer", "Geolocation");
        assertThat(LocationConveyance.of(SipMessage.decodeOrThrow(sent.encode()))
                        .document())
                .contains(DOCUMENT);
    }

    @Test
    void writesTheStandardFormWithoutTheDraftsTag() {
        SipRequest sent = LocationConveyance.attach(
                withSdp(), DOCUMENT, GeolocationValue.of(ID.toUri()), LocationDialect.STANDARD);

        assertThat(sent.header("MIME-Version").orElseThrow()).hasToString("MIME-Version: 1.0");
        assertThat(sent.headers("Supported")).extracting(SipHeader::value).containsExactly("timer");
        assertThat(sent.header("Geolocation").orElseThrow().value()).isEqualTo("<cid:1001@192.0.2.137>");
    }

    @Test
    void anOptionTagIsAddedOnceWhateverItsCase() {
        SipRequest request = withSdp().toBuilder().header("k", "a, GEOLOCATION").build();

        assertThat(LocationConveyance.attach(request, DOCUMENT, VALUE, LocationDialect.PRODUCT)
                        .headers("Supported"))
                .hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"Geolocation, true", "geolocation-sip, true", "'x, GEOLOCATION-HTTP', true", "geolocation-x, false"})
    void understandsOptionTagsOfBothDialects(String supported, boolean understood) {
        SipRequest request = bare().header("Supported", "timer")
                .header("Supported", supported)
                .build();

        assertThat(LocationConveyance.isSupported(request)).isEqualTo(understood);
        assertThat(LocationConveyance.isSupported(bare().build())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"PRODUCT, 1001@192.0.2.137", "STANDARD, <1001@192.0.2.137>"})
    void aDelayedOfferHasTheDocumentAsItsWholeBody(LocationDialect dialect, String id) {
        SipRequest sent = LocationConveyance.attach(bare().build(), DOCUMENT, VALUE, dialect);

        assertThat(sent.body()).isEqualTo(DOCUMENT.encode());
        assertThat(sent.contentType().value().orElseThrow()).hasToString("application/pidf+xml");
        assertThat(sent.header("Content-ID").orElseThrow().value()).isEqualTo(id);
        assertThat(sent.header("MIME-Version")).isEmpty();
        assertThat(LocationConveyance.of(sent).document()).contains(DOCUMENT);
        assertThat(LocationConveyance.of(sent).problems()).isEmpty();
    }

    @Test
    void whatDescribesABodyMovesWithItAndAMixedBodyGetsOnePartMore() {
        SipRequest described = withSdp().toBuilder()
                .header("Content-Disposition", "session;handling=required")
                .header("Content-ID", "<sdp@x>")
                .build();
        SipRequest once = LocationConveyance.attach(described, DOCUMENT, VALUE, LocationDialect.PRODUCT);
        Multipart body = body(once);

        assertThat(once.header("Content-Disposition")).isEmpty();
        assertThat(body.parts().get(0).headers())
                .extracting(SipHeader::toString)
                .containsExactly(
                        "Content-Type: application/sdp",
                        "Content-Disposition: session;handling=required",
                        "Content-ID: <sdp@x>");
        assertThat(body.parts().get(0).body()).isEqualTo(Documents.bytes(SDP));

        PidfLo second = PidfLo.product(Documents.FRANKFURT, GeolocationDevice.BORDER, Documents.NOON);
        SipRequest twice = LocationConveyance.attach(
                once, second, GeolocationValue.of(new ContentId("b@c").toUri()), LocationDialect.PRODUCT);
        assertThat(body(twice).parts()).hasSize(3);
        assertThat(body(twice).type()).isEqualTo(body.type());
        assertThat(body(twice).parts().get(0).headers())
                .isEqualTo(body.parts().get(0).headers());
        assertThat(twice.headers("MIME-Version")).hasSize(1);
        assertThat(twice.headers("Geolocation")).hasSize(2);
        LocationConveyance conveyed = LocationConveyance.of(twice);
        assertThat(conveyed.document()).contains(DOCUMENT);
        assertThat(conveyed.locations())
                .extracting(location -> ((ConveyedLocation.Here) location).document())
                .containsExactly(DOCUMENT, second);
    }

    @Test
    void anotherBodyOfSeveralPartsBecomesAPart() {
        Multipart alternative = Multipart.builder("alternative", "b")
                .part(Multipart.Part.of(ContentType.of("application", "sdp"), Documents.bytes(SDP)))
                .build();
        SipRequest sent = LocationConveyance.attach(
                bare().body(alternative.type(), alternative.encode()).build(),
                DOCUMENT,
                VALUE,
                LocationDialect.PRODUCT);

        assertThat(body(sent).parts()).hasSize(2);
        assertThat(body(sent).parts().get(0).multipart().value()).contains(alternative);
        assertThat(LocationConveyance.of(sent).document()).contains(DOCUMENT);
    }

    @Test
    void theBoundaryIsAnotherWhereThePartsHoldIt() {
        SipRequest sent = LocationConveyance.attach(
                bare().body(ContentType.of("text", "plain"), Documents.bytes("a\r\n--uniqueBoundary2\r\nb"))
                        .build(),
                DOCUMENT,
                VALUE,
                LocationDialect.PRODUCT);

        assertThat(body(sent).type().parameters().value("boundary")).contains("uniqueBoundary3");
        assertThat(LocationConveyance.of(sent).document()).contains(DOCUMENT);
    }

    /** Somebody who knows the product's boundary may fill a body with it: each part is looked through once, however many there are. */
    @Test
    void theBoundaryIsFoundInOnePass() {
        StringBuilder text = new StringBuilder("--uniqueBoundary\r\n");
        for (int i = 2; i < 40_000; i++) {
            text.append("--uniqueBoundary").append(i).append("\r\n");
        }
        assertThat(boundaryBeside(text.toString())).contains("uniqueBoundary40000");
        // One that is longer begins with a shorter one, which is taken then too.
        assertThat(boundaryBeside("--uniqueBoundary23")).contains("uniqueBoundary3");
        assertThat(boundaryBeside("--uniqueBoundary99999999999")).contains("uniqueBoundary2");
        assertThat(boundaryBeside("--uniqueBoundar")).contains("uniqueBoundary");
        assertThat(boundaryBeside("x--uniqueBoundary")).contains("uniqueBoundary2");
    }

    private static Optional<String> boundaryBeside(String body) {
        SipRequest sent = LocationConveyance.attach(
                bare().body(ContentType.of("text", "plain"), Documents.bytes(body))
                        .build(),
                DOCUMENT,
                VALUE,
                LocationDialect.PRODUCT);
        assertThat(LocationConveyance.of(sent).document()).contains(DOCUMENT);
        return body(sent).type().parameters().value("boundary");
    }

    @Test
    void attachesOnlyWhatCanBeFound() {
        assertThatThrownBy(() -> LocationConveyance.attach(
                        withSdp(),
                        DOCUMENT,
                        GeolocationValue.of(Uri.decodeOrThrow("https://lis.example/")),
                        LocationDialect.STANDARD))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cid:");
        SipRequest once = LocationConveyance.attach(withSdp(), DOCUMENT, VALUE, LocationDialect.PRODUCT);
        assertThatThrownBy(() -> LocationConveyance.attach(once, DOCUMENT, VALUE, LocationDialect.PRODUCT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Content-ID already");
        SipRequest untyped = withSdp().toBuilder().remove("Content-Type").build();
        assertThatThrownBy(() -> LocationConveyance.attach(untyped, DOCUMENT, VALUE, LocationDialect.PRODUCT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("what its body is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<cid:1001@192.0.2.138>", "<cid:1001%40192.0.2.13>", "<cid:%>", "<cid:1001@192.0.2.137%20>"})
    void aUriWithoutItsPartIsAnErrorAndTheDocumentIsNotUsed(String value) {
        LocationConveyance conveyed = conveyed(COMPLETE.replace("<cid:1001@192.0.2.137>", value));

        assertThat(conveyed.document()).isEmpty();
        assertThat(conveyed.error()).contains(GeolocationError.CANNOT_PROCESS);
        assertThat(conveyed.locations().get(0)).isInstanceOf(ConveyedLocation.Broken.class);
        assertThat(conveyed.problems())
                .extracting(Problem::message)
                .containsExactly("1 location documents were not used, as no Geolocation header names them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<cid:%31001%40192.0.2.137>", "<CID:1001@192.0.2.137>"})
    void urisCompareAfterTheirEscapesAreUndone(String value) {
        assertThat(conveyed(COMPLETE.replace("<cid:1001@192.0.2.137>", value)).document())
                .contains(DOCUMENT);
    }

    @ParameterizedTest
    @CsvSource({"<1001@192.0.2.137>, 1001@192.0.2.137", "<1001@192.0.2.137>, '  <1001@192.0.2.137>  '"})
    void aPartsIdMayLackItsBrackets(String written, String other) {
        assertThat(conveyed(COMPLETE.replace("Content-ID: " + written, "content-id: " + other))
                        .document())
                .contains(DOCUMENT);
    }

    @Test
    void lettersOfAnIdCompareWithTheirCase() {
        String lower = COMPLETE.replace("1001@192.0.2.137>", "ab@c>");

        assertThat(conveyed(lower).document()).contains(DOCUMENT);
        assertThat(conveyed(lower.replace("Content-ID: <ab@c>", "Content-ID: <Ab@c>"))
                        .error())
                .contains(GeolocationError.CANNOT_PROCESS);
    }

    @Test
    void aDocumentThatNoHeaderNamesIsNotUsed() {
        LocationConveyance conveyed = conveyed(COMPLETE.replace("Geolocation: <", "X-Geolocation: <"));

        assertThat(conveyed.document()).isEmpty();
        assertThat(conveyed.locations()).isEmpty();
        assertThat(conveyed.error()).isEmpty();
        assertThat(conveyed.problems()).hasSize(1);
        assertThat(conveyed(COMPLETE.replace("Content-ID: ", "X-Content-ID: ")).problems())
                .hasSize(1);
    }

    @Test
    void aReferenceIsLeftToTheApplication() {
        LocationConveyance conveyed = LocationConveyance.of(
                bare().header("Geolocation", "<https://lis.example/1>, <sips:2@lis.example>, <cid:none@x>")
                        .header("Geolocation-Routing", "yes")
                        .build());

        assertThat(conveyed.locations())
                .extracting(location -> location.getClass().getSimpleName())
                .containsExactly("Elsewhere", "Elsewhere", "Broken");
        assertThat(conveyed.error()).isEmpty();
        assertThat(conveyed.document()).isEmpty();
        assertThat(conveyed.routing()).isEqualTo(GeolocationRouting.YES);
    }

    @Test
    void headersThatCannotBeReadAreAnErrorUnlessAnotherCan() {
        LocationConveyance broken = LocationConveyance.of(bare().header("Geolocation", "nowhere")
                .header("Geolocation-Routing", "yes no")
                .build());

        assertThat(broken.error()).contains(GeolocationError.CANNOT_PROCESS);
        assertThat(broken.routing()).isEqualTo(GeolocationRouting.NO);
        assertThat(broken.problems()).hasSize(2);
        assertThat(LocationConveyance.of(bare().header("Geolocation", "nowhere, <sip:a@b>")
                                .build())
                        .error())
                .isEmpty();
        assertThat(LocationConveyance.of(bare().build()).error()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Content-Type: application/pidf+xml | Content-Type: application/xml                                   | must be application/pidf+xml
                    Content-Type: application/pidf+xml | Content-Type: !                                                 | must be application/pidf+xml
                    Content-Type: application/pidf+xml | Content-Type: application/pidf+xml,Content-Transfer-Encoding: base64 | must not be encoded
                    Content-Type: application/pidf+xml | Content-Type: application/pidf+xml,Content-Encoding: gzip            | must not be encoded
                    <presence xmlns                    | <!DOCTYPE a><presence xmlns                                     | DOCTYPE
                    </presence>                        | </presence                                                      | not well-formed
                    """)
    void aPartThatCannotBeReadIsAnError(String written, String other, String problem) {
        LocationConveyance conveyed = conveyed(COMPLETE.replace(written, other.replace(",", "\r\n")));

        assertThat(conveyed.error()).contains(GeolocationError.CANNOT_PROCESS);
        assertThat(((ConveyedLocation.Broken) conveyed.locations().get(0))
                        .problem()
                        .message())
                .contains(problem);
    }

    @Test
    void namesOfTypesAndEncodingsCompareWithoutTheirCase() {
        assertThat(conveyed(COMPLETE.replace(
                                "Content-Type: application/pidf+xml",
                                "c: Application/PIDF+XML;charset=\"UTF-8\"\r\nCONTENT-TRANSFER-ENCODING: Binary"))
                        .document())
                .contains(DOCUMENT);
    }

    @Test
    void partsOfPartsAreLookedThroughUpToFiveDeep() {
        for (int depth = 1; depth <= 6; depth++) {
            Multipart inner = Multipart.builder("related", "b0")
                    .part(Multipart.Part.of(PidfLo.TYPE, DOCUMENT.encode()).withHeader("Content-ID", "<a@b>"))
                    .build();
            for (int i = 1; i < depth; i++) {
                inner = Multipart.builder("mixed", "b" + i + "x")
                        .part(Multipart.Part.of(inner.type(), inner.encode()))
                        .build();
            }
            LocationConveyance conveyed = LocationConveyance.of(bare().header("Geolocation", "<cid:a@b>")
                    .body(inner.type(), inner.encode())
                    .build());

            assertThat(conveyed.document().isPresent()).as("depth " + depth).isEqualTo(depth <= 5);
        }
    }

    @Test
    void theFirstOfTwoPartsOfOneIdCounts() {
        Multipart body = Multipart.builder("mixed", "b")
                .part(Multipart.Part.of(PidfLo.TYPE, DOCUMENT.encode()).withHeader("Content-ID", "<a@b>"))
                .part(Multipart.Part.of(PidfLo.TYPE, Documents.bytes(Documents.STANDARD))
                        .withHeader("Content-ID", "a@b"))
                .build();
        LocationConveyance conveyed = LocationConveyance.of(bare().header("Geolocation", "<cid:a@b>")
                .header("Geolocation", "<cid:a@b>;x=1")
                .body(body.type(), body.encode())
                .build());

        assertThat(conveyed.document()).contains(DOCUMENT);
        assertThat(conveyed.locations()).hasSize(2);
        assertThat(conveyed.locations().get(1).value().parameters().value("x")).contains("1");
        assertThat(conveyed.problems().get(0).message()).contains("must not have the same id");
    }

    private static LocationConveyance conveyed(String message) {
        String head = message.substring(0, message.indexOf("\r\n\r\n"));
        String body = message.substring(head.length() + 4);
        return LocationConveyance.of(SipMessage.decodeOrThrow(Documents.bytes(
                head.replaceAll("Content-Length: \\d+", "Content-Length: " + Documents.bytes(body).length) + "\r\n\r\n"
                        + body)));
    }

    private static Multipart body(SipRequest request) {
        return Multipart.decodeOrThrow(request.contentType().value().orElseThrow(), request.body());
    }

    private static SipRequest.Builder bare() {
        return SipRequest.builder("INVITE", Uri.decodeOrThrow("sip:112@192.0.2.20:5060"));
    }

    private static SipRequest withSdp() {
        return bare().header("Supported", "timer")
                .body(ContentType.of("application", "sdp"), Documents.bytes(SDP))
                .build();
    }
}
