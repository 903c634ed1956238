package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.emcc.core.Decoded;
import org.emcc.core.geolocation.CivicField;
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

    private static final PidfLo ATTACHED =
            PidfLo.product(Documents.FRANKFURT, GeolocationDevice.BORDER, Documents.NOON);

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
        assertThat(read).as("documents that could be read, of " + cases).isBetween(cases / 100, cases);
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

    /** Documents of one meaning in many spellings: prefixes, places of their declarations, default namespaces, foreign elements. */
    @Test
    void prefixesMeanNothing() {
        for (int i = 0; i < Seeds.cases(50_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            CivicLocation civic = CivicLocation.empty();
            Spelling spelling = new Spelling(random);
            StringBuilder fields = new StringBuilder();
            for (CivicField field : CivicField.values()) {
                if (random.nextInt(3) == 0) {
                    String value = "v" + random.nextInt(1000);
                    civic = civic.with(field, value);
                    fields.append(spelling.foreign())
                            .append(spelling.element(Namespaces.CIVIC_OLD, PidfReader.element(field), value));
                }
            }
            for (LaterCivicField field : LaterCivicField.values()) {
                if (random.nextInt(3) == 0) {
                    String value = "w" + random.nextInt(1000);
                    civic = civic.with(field, value);
                    String in = field.isExtension() ? Namespaces.CIVIC_EXTENSION : Namespaces.CIVIC;
                    fields.append(spelling.element(in, field.name(), value)).append(spelling.foreign());
                }
            }
            String address = spelling.element(
                    random.nextBoolean() ? Namespaces.CIVIC : Namespaces.CIVIC_OLD, "civicAddress", fields.toString());
            String info = spelling.element(Namespaces.GEOPRIV, "location-info", address);
            String rules = spelling.element(
                    Namespaces.GEOPRIV,
                    "usage-rules",
                    spelling.element(Namespaces.POLICY, "retransmission-allowed", "true"));
            String geopriv = spelling.element(Namespaces.GEOPRIV, "geopriv", info + spelling.foreign() + rules);
            String device = spelling.element(Namespaces.DATA_MODEL, "device", spelling.foreign() + geopriv);
            String document = spelling.element(Namespaces.PIDF, "presence", device);
            try {
                LocationObject read = PidfLo.decodeOrThrow(Documents.bytes(document))
                        .preferred()
                        .orElseThrow();
                assertThat(read.civic()).contains(civic);
                assertThat(read.mayRetransmit()).isTrue();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i + ": " + document, e);
            }
        }
    }

    /** Each element declares its own namespace, for itself and against all around it. */
    private record Spelling(RandomGenerator random) {
        String element(String namespace, String name, String inside) {
            String prefix = List.of("", "a", "b", "c").get(random.nextInt(4));
            String blank = List.of("", " ", "&#10;", "\t").get(random.nextInt(4));
            String written = prefix.isEmpty() ? name : prefix + ":" + name;
            String declared = (prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix) + "='" + blank + namespace + blank + "'";
            String other = List.of("d", "e", "f").get(random.nextInt(3));
            String more = random.nextInt(3) == 0 ? "xmlns:" + other + "=\"" + Namespaces.PIDF + "\"" : "";
            String both = random.nextBoolean() ? declared + " " + more : more + " " + declared;
            return "<" + written + " " + both + ">" + inside + "</" + written + ">";
        }

        /** An element that means nothing here, though its name may sound as if it did. */
        String foreign() {
            return switch (random.nextInt(5)) {
                case 0 -> "<!-- <A3>x</A3> -->";
                case 1 -> element("urn:x", "A3", "x");
                case 2 -> element(Namespaces.CIVIC + "/", "geopriv", element("urn:y", "civicAddress", "z"));
                case 3 -> "<undeclared:A3/>";
                default -> "";
            };
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
                if (i % 4 == 0 && message instanceof SipRequest request) {
                    attached(request);
                }
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("seed " + Seeds.seed() + ", case " + i, e);
            }
        }
        assertThat(conveyed).as("messages that convey a document, of " + cases).isBetween(cases / 50, cases);
    }

    private static void attached(SipRequest request) {
        ContentId id = new ContentId("of-the-fuzz@test");
        SipRequest sent;
        try {
            sent = LocationConveyance.attach(
                    request, ATTACHED, GeolocationValue.of(id.toUri()), LocationDialect.PRODUCT);
        } catch (IllegalArgumentException e) {
            if (!String.valueOf(e.getMessage()).contains("control characters")) {
                assertThat(request.contentType().value()).as(e.getMessage()).isEmpty();
            }
            return;
        }
        assertThat(LocationConveyance.of(sent).locations())
                .anyMatch(location -> location instanceof ConveyedLocation.Here here
                        && here.document().equals(ATTACHED));
    }
}
