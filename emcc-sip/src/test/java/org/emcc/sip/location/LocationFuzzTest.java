package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.Uri;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.junit.jupiter.api.Test;

class LocationFuzzTest {
    private static final List<String> DOCUMENTS = List.of(
            Documents.PRODUCT,
            Documents.STANDARD,
            Documents.address("<ca:A3><![CDATA[x]]></ca:A3><cae:PN>7</cae:PN><y:z xmlns:y=' urn:y '/><!-- c -->"));

    private static final List<String> HEADERS = List.of(
            "<cid:1001@192.0.2.10>;inserted-by=\"192.0.2.10\"",
            "<sips:a@b.example>;loc-src=edge.example;x=\"a,b\", <https://c.example/%20>;used-for-routing",
            "yes",
            "100;code=\"Cannot Process Location\";x=\"\\\"\"",
            "<1001%40@192.0.2.10>");

    @Test
    void documentsAreReadOrRefusedAndGivenBackToTheByte() {
        int read = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(Documents.bytes(DOCUMENTS.get(i % DOCUMENTS.size())), random);
            try {
                Decoded<PidfLo> decoded = PidfLo.decode(input);
                assertThat(decoded.problems()).hasSizeLessThanOrEqualTo(PidfReader.MOST_PROBLEMS);
                if (decoded.value().isEmpty()) {
                    continue;
                }
                read++;
                assertThat(decoded.value().get().encode()).isEqualTo(input);
                decoded.value().get().locations().forEach(LocationFuzzTest::rewritten);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(read).as("documents that could be read, of " + cases).isBetween(cases / 4, cases);
    }

    /** What is read can be written, and says the same then. */
    private static void rewritten(LocationObject location) {
        for (CivicLocation civic : location.civics()) {
            if (civic.isEmpty()) {
                continue;
            }
            PidfLo standard = PidfLo.standard(Uri.decodeOrThrow("pres:a@b"), Uri.decodeOrThrow("mac:1"), Documents.NOON)
                    .civic(civic)
                    .build();
            assertThat(Documents.civic(standard)).isEqualTo(civic);
            var address = civic.toAddress().value().orElseThrow();
            if (!address.isEmpty()) {
                PidfLo product = PidfLo.product(address, GeolocationDevice.BORDER, Documents.NOON);
                assertThat(Documents.civic(product).toAddress().value()).contains(address);
            }
        }
    }

    @Test
    void headersAreReadOrRefused() {
        int read = 0;
        int cases = Seeds.cases(100_000);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            String text = new String(
                    Mutator.mutate(Documents.bytes(HEADERS.get(i % HEADERS.size())), random), StandardCharsets.UTF_8);
            try {
                read += headers(text);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(read).as("headers that could be read, of " + cases).isBetween(cases / 4, 3 * cases);
    }

    private static int headers(String text) {
        int read = 0;
        Decoded<GeolocationValue> value = GeolocationValue.decode(text);
        if (value.value().isPresent()) {
            GeolocationValue found = value.value().get();
            assertThat(GeolocationValue.decodeOrThrow(found.toString())).isEqualTo(found);
            found.contentId()
                    .ifPresent(id -> assertThat(ContentId.of(id.toUri())).contains(id));
            SipRequest carried = SipRequest.builder("INVITE", Uri.decodeOrThrow("sip:a@b"))
                    .header("Geolocation", found.toString())
                    .build();
            assertThat(GeolocationValue.of(carried)).isEqualTo(Decoded.ok(List.of(found)));
            read++;
        }
        Decoded<GeolocationError> error = GeolocationError.decode(text);
        if (error.value().isPresent()) {
            GeolocationError found = error.value().get();
            assertThat(GeolocationError.decodeOrThrow(found.toHeader().value())).isEqualTo(found);
            read++;
        }
        Decoded<GeolocationRouting> routing = GeolocationRouting.decode(text);
        routing.value()
                .ifPresent(found -> assertThat(GeolocationRouting.decodeOrThrow(found.toString()))
                        .isEqualTo(found));
        Decoded<ContentId> id = ContentId.decode(text);
        id.value().ifPresent(found -> assertThat(ContentId.of(found.toUri())).contains(found));
        return read + (routing.value().isPresent() || id.value().isPresent() ? 1 : 0);
    }

    @Test
    void messagesConveyALocationOrAnErrorOrNothing() {
        int conveyed = 0;
        int cases = Seeds.cases(100_000);
        byte[] sample = Documents.bytes(LocationConveyanceTest.COMPLETE);
        for (int i = 0; i < cases; i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] input = Mutator.mutate(sample, random);
            try {
                SipMessage message = SipMessage.decode(input).value().orElse(null);
                if (message == null) {
                    continue;
                }
                LocationConveyance read = LocationConveyance.of(message);
                boolean allBroken = read.locations().stream().allMatch(ConveyedLocation.Broken.class::isInstance);
                if (!read.locations().isEmpty()) {
                    assertThat(read.error().isPresent()).isEqualTo(allBroken);
                }
                conveyed += read.document().isPresent() ? 1 : 0;
                if (message instanceof SipRequest request) {
                    attached(request);
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(conveyed).as("messages that convey a document, of " + cases).isBetween(cases / 4, cases);
    }

    private static void attached(SipRequest request) {
        ContentId id = new ContentId("of-the-fuzz@test");
        PidfLo document = PidfLo.product(Documents.FRANKFURT, GeolocationDevice.BORDER, Documents.NOON);
        SipRequest sent;
        try {
            sent = LocationConveyance.attach(
                    request, document, GeolocationValue.of(id.toUri()), LocationDialect.PRODUCT);
        } catch (IllegalArgumentException e) {
            if (!String.valueOf(e.getMessage()).contains("control characters")) {
                assertThat(request.contentType().value()).as(e.getMessage()).isEmpty();
            }
            return;
        }
        assertThat(LocationConveyance.of(sent).locations())
                .anyMatch(location -> location instanceof ConveyedLocation.Here here
                        && here.document().equals(document));
    }
}
