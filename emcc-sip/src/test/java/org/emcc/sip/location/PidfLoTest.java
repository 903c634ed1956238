package org.emcc.sip.location;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.emcc.core.Decoded;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.Uri;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PidfLoTest {
    @Nested
    class InTheProductsDialect {
        @Test
        void isWrittenAsTheTraceToTheByte() {
            PidfLo document =
                    PidfLo.product(Documents.FRANKFURT, GeolocationDevice.INTERIOR, Documents.NOON.plusMillis(999));

            assertThat(new String(document.encode(), UTF_8)).isEqualTo(Documents.PRODUCT);
        }

        @Test
        void isReadWithAllItsMistakes() {
            Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(Documents.PRODUCT));
            PidfLo document = decoded.value().orElseThrow();
            LocationObject location = document.preferred().orElseThrow();

            assertThat(location.civic()).contains(CivicLocation.of(Documents.FRANKFURT));
            assertThat(location.device()).contains(GeolocationDevice.INTERIOR);
            assertThat(location.mayRetransmit()).isTrue();
            assertThat(location.retentionExpiry()).contains(Documents.NOON.plus(PidfLo.RETENTION));
            assertThat(location.timestamp()).contains(Documents.NOON);
            assertThat(location.target()).isEqualTo(LocationObject.Target.DEVICE);
            assertThat(location.id()).contains("sg89ae");
            assertThat(location.deviceId()).isEmpty();
            assertThat(location.method()).isEmpty();
            assertThat(location.otherForms()).isZero();
            assertThat(document.entity()).contains("pres:geotarget@example.com");
            assertThat(decoded.problems()).hasSize(1);
            assertThat(decoded.problems().get(0))
                    .hasToString("presence/@xmlns:cl: the name of a namespace must have"
                            + " no white space around it; it was taken without");
        }

        @Test
        void saysTrueOfADeviceAtTheBorder() {
            PidfLo document = PidfLo.product(Documents.FRANKFURT, GeolocationDevice.BORDER, Documents.NOON);

            assertThat(new String(document.encode(), UTF_8))
                    .isEqualTo(Documents.PRODUCT.replace("gateway>false", "gateway>true"));
            assertThat(document.preferred().orElseThrow().device()).contains(GeolocationDevice.BORDER);
        }

        @Test
        void keepsEveryCharacterOfAnAddress() {
            CivicAddress odd = CivicAddress.empty()
                    .with(CivicField.NAM, "<a href=\"x\">&amp; ]]> 'n' \u00fc \ud83d\ude00")
                    .with(CivicField.COUNTRY, "CH");
            PidfLo document = PidfLo.product(odd, GeolocationDevice.INTERIOR, Documents.NOON);

            assertThat(Documents.civic(document).toAddress().value()).contains(odd);
            assertThat(new String(document.encode(), UTF_8))
                    .contains("<cl:NAM>&lt;a href=&quot;x&quot;&gt;&amp;amp; ]]&gt; &apos;n&apos; ");
        }

        @Test
        void hasAnAddressAndATimeThatXmlKnows() {
            assertThatThrownBy(() -> PidfLo.product(CivicAddress.empty(), GeolocationDevice.INTERIOR, Documents.NOON))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at least one field");
            for (Instant time : List.of(Instant.MIN, Instant.parse("9999-01-01T00:00:00Z"))) {
                assertThatThrownBy(() -> PidfLo.product(Documents.FRANKFURT, GeolocationDevice.INTERIOR, time))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("timestamp must be in the years 1 to 9998");
            }
        }
    }

    @Nested
    class InTheStandardForm {
        private final PidfLo.Builder builder = PidfLo.standard(
                Uri.decodeOrThrow("pres:sep020000aabbcc@vc.example"),
                Uri.decodeOrThrow("mac:020000aabbcc"),
                Documents.NOON);

        @Test
        void isReadAsTheReferenceHasIt() {
            Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(Documents.STANDARD));
            PidfLo document = decoded.value().orElseThrow();
            LocationObject location = document.preferred().orElseThrow();

            assertThat(decoded.problems()).isEmpty();
            assertThat(location.civics()).containsExactly(frankfurt());
            assertThat(location.mayRetransmit()).isTrue();
            assertThat(location.retentionExpiry()).contains(Documents.NOON.plus(PidfLo.RETENTION));
            assertThat(location.method()).contains("Manual");
            assertThat(location.id()).contains("SEP020000AABBCC");
            assertThat(location.deviceId()).contains("mac:020000aabbcc");
            assertThat(location.timestamp()).contains(Documents.NOON);
            assertThat(location.device()).isEmpty();
        }

        @Test
        void isWrittenInTheOrderOfTheSchema() {
            PidfLo document = builder.civic(frankfurt())
                    .id("SEP020000AABBCC")
                    .retransmission(true)
                    .method("Manual")
                    .build();

            String fields = """
                              <ca:country>DE</ca:country>
                              <ca:A1>Hessen</ca:A1>
                              <ca:A3>Frankfurt</ca:A3>
                              <ca:RD>Mainzer Land</ca:RD>
                              <ca:STS>str.</ca:STS>
                              <ca:HNO>50</ca:HNO>
                              <ca:FLR>12</ca:FLR>
                              <ca:PC>60325</ca:PC>
                              <ca:BLD>Turm A</ca:BLD>
                              <ca:ROOM>12.07</ca:ROOM>
                    """;
            int from = Documents.STANDARD.indexOf("          <ca:country>");
            int to = Documents.STANDARD.indexOf("        </ca:civicAddress>");
            assertThat(new String(document.encode(), UTF_8))
                    .isEqualTo(Documents.STANDARD.substring(0, from) + fields + Documents.STANDARD.substring(to));
            assertThat(PidfLo.decode(document.encode()).problems()).isEmpty();
        }

        @Test
        void forbidsRetransmissionAndIsKeptForADayByDefault() {
            LocationObject location =
                    builder.civic(frankfurt()).build().preferred().orElseThrow();

            assertThat(location.mayRetransmit()).isFalse();
            assertThat(location.retentionExpiry()).contains(Documents.NOON.plus(PidfLo.RETENTION));
            assertThat(location.method()).isEmpty();
            assertThat(location.id()).contains("device");
        }

        @Test
        void holdsEveryFieldAndSeveralAddresses() {
            CivicLocation all = CivicLocation.empty().with(CivicField.COUNTRY, "DE");
            for (CivicField field : CivicField.values()) {
                all = field == CivicField.COUNTRY ? all : all.with(field, "<" + field + ">");
            }
            for (LaterCivicField field : LaterCivicField.values()) {
                all = all.with(field, "'" + field + "'");
            }
            PidfLo document = builder.civic(all.withLanguage("de"))
                    .civic(frankfurt())
                    .device(GeolocationDevice.BORDER)
                    .retentionExpiry(Documents.NOON)
                    .build();

            LocationObject location = document.preferred().orElseThrow();
            assertThat(location.civics()).containsExactly(all.withLanguage("de"), frankfurt());
            assertThat(location.device()).contains(GeolocationDevice.BORDER);
            assertThat(location.retentionExpiry()).contains(Documents.NOON);
            assertThat(PidfLo.decode(document.encode()).problems()).isEmpty();
        }

        @Test
        void refusesWhatItCannotSay() {
            assertThatThrownBy(builder::build).hasMessageContaining("must have a civic address");
            assertThatThrownBy(() -> builder.civic(CivicLocation.empty())).hasMessageContaining("at least one field");
            for (String id : List.of("", "1a", "a b", "\"", "x".repeat(65))) {
                assertThatThrownBy(() -> builder.id(id)).hasMessageContaining("id must be");
            }
            assertThatThrownBy(() -> builder.method("a\nb")).hasMessageContaining("method must not contain control");
            assertThatThrownBy(() -> builder.retentionExpiry(Instant.MAX)).hasMessageContaining("expiry must be in");
            CivicLocation large = CivicLocation.empty().with(CivicField.A3, "\u00fc".repeat(2000));
            for (int i = 0; i < 17; i++) {
                builder.civic(large);
            }
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("at most 65536 bytes");
        }

        private static CivicLocation frankfurt() {
            return CivicLocation.empty()
                    .with(CivicField.COUNTRY, "DE")
                    .with(CivicField.A1, "Hessen")
                    .with(CivicField.A3, "Frankfurt")
                    .with(LaterCivicField.RD, "Mainzer Land")
                    .with(CivicField.STS, "str.")
                    .with(CivicField.HNO, "50")
                    .with(LaterCivicField.BLD, "Turm A")
                    .with(CivicField.FLR, "12")
                    .with(LaterCivicField.ROOM, "12.07")
                    .with(CivicField.PC, "60325")
                    .withLanguage("de");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xmlns:x=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc\"",
                "xmlns:x=\" urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc\"",
                "xmlns:x=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicLoc \"",
                "xmlns:x=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr\"",
                "xmlns:x=\"&#10;urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr\"",
                "xmlns:gp=\"urn:other\" xmlns:x=\"urn:ietf:params:xml:ns:pidf:geopriv10:civicAddr\""
            })
    void acceptsBothCivicNamespacesUnderAnyPrefix(String declaration) {
        PidfLo prefixed = Documents.read(Documents.around("<gp:location-info><x:civicAddress " + declaration
                + "><x:A3>Bonn</x:A3></x:civicAddress></gp:location-info><gp:usage-rules/>"));
        PidfLo byDefault = Documents.read(Documents.around("<gp:location-info><civicAddress "
                + declaration.replace("xmlns:x=", "xmlns=")
                + "><A3>Bonn</A3></civicAddress></gp:location-info><gp:usage-rules/>"));

        assertThat(Documents.civic(prefixed)).isEqualTo(CivicLocation.empty().with(CivicField.A3, "Bonn"));
        assertThat(Documents.civic(byDefault)).isEqualTo(Documents.civic(prefixed));
    }

    @ParameterizedTest
    @ValueSource(strings = {"urn:ietf:params:xml:ns:pidf:geopriv10:civicaddr", "urn:x", "u rn:x"})
    void takesAnAddressOfAnotherNamespaceForSomethingElse(String namespace) {
        LocationObject location = Documents.read(Documents.around("<gp:location-info><civicAddress xmlns=\"" + namespace
                        + "\"><A3>Bonn</A3></civicAddress></gp:location-info><gp:usage-rules/>"))
                .preferred()
                .orElseThrow();

        assertThat(location.civic()).isEmpty();
        assertThat(location.otherForms()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "gp, true, true",
        "gbp, true, true",
        "gp, yes, true",
        "gbp, yes, true",
        "gp, 1, true",
        "gbp, ' Yes ', true",
        "gp, false, false",
        "gbp, no, false",
        "gp, 0, false",
        "gbp, NO, false"
    })
    void readsRetransmissionInBothNamespacesAndAllSpellings(String prefix, String text, boolean allowed) {
        Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(rule(prefix, "retransmission-allowed", text)));

        assertThat(decoded.problems()).isEmpty();
        assertThat(location(decoded).mayRetransmit()).isEqualTo(allowed);
    }

    @Test
    void takesRetransmissionForForbiddenWhereItIsNotUnderstood() {
        for (String text : List.of("ja", "", "truefalse", "2")) {
            Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(rule("gbp", "retransmission-allowed", text)));

            assertThat(location(decoded).mayRetransmit()).isFalse();
            assertThat(decoded.problems()).hasSize(text.isEmpty() ? 0 : 1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2030-05-02T08:00:00Z, 2030-05-02T08:00:00Z",
        "2030-05-02T08:00:00.5Z, 2030-05-02T08:00:00.500Z",
        "2030-05-02T10:00:00+02:00, 2030-05-02T08:00:00Z",
        "' 2030-05-02T00:30:00-07:30 ', 2030-05-02T08:00:00Z"
    })
    void readsTimesWithTheirZone(String text, Instant expected) {
        for (String prefix : List.of("gp", "gbp")) {
            Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(rule(prefix, "retention-expiry", text)));

            assertThat(decoded.problems()).isEmpty();
            assertThat(location(decoded).retentionExpiry()).contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2030-05-02T08:00:00", "2030-05-02", "2030-02-30T08:00:00Z", "24:00:00Z", "morgen"})
    void leavesOutTimesThatAreNone(String text) {
        Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(rule("gbp", "retention-expiry", text)));

        assertThat(location(decoded).retentionExpiry()).isEmpty();
        assertThat(decoded.problems()).hasSize(1);
        assertThat(decoded.problems().get(0).where()).isEqualTo("retention-expiry");
    }

    private static String rule(String prefix, String name, String text) {
        return Documents.around("<gp:location-info/><gp:usage-rules><" + prefix + ":" + name + ">" + text + "</"
                + prefix + ":" + name + "></gp:usage-rules>");
    }

    private static LocationObject location(Decoded<PidfLo> decoded) {
        return decoded.value().orElseThrow().preferred().orElseThrow();
    }

    @Test
    void prefersADeviceToATupleAndThatToAPerson() {
        String geopriv = "<gp:geopriv><gp:location-info><ca:civicAddress><ca:A3>%s</ca:A3></ca:civicAddress>"
                + "</gp:location-info><gp:usage-rules/></gp:geopriv>";
        String person = "<dm:person id=\"p\">" + geopriv.formatted("person") + "</dm:person>";
        String tuple = "<tuple id=\"t\"><status><basic>open</basic>" + geopriv.formatted("tuple")
                + "</status><timestamp>2030-05-01T08:00:00Z</timestamp></tuple>";
        String device = "<dm:device id=\"1\">" + geopriv.formatted("device") + "</dm:device>";
        String device2 = "<dm:device id=\"2\">" + geopriv.formatted("device2") + "</dm:device>";

        assertThat(where(person + tuple + device + device2)).isEqualTo("device");
        assertThat(where(person + tuple)).isEqualTo("tuple");
        assertThat(where(person)).isEqualTo("person");
        PidfLo all = presence(person + tuple + device + device2);
        assertThat(all.locations())
                .extracting(LocationObject::target)
                .containsExactly(
                        LocationObject.Target.PERSON,
                        LocationObject.Target.TUPLE,
                        LocationObject.Target.DEVICE,
                        LocationObject.Target.DEVICE);
        assertThat(all.locations().get(1).timestamp()).contains(Documents.NOON);
        assertThat(all.locations().get(1).id()).contains("t");
    }

    private static String where(String inside) {
        return Documents.civic(presence(inside)).get(CivicField.A3).orElseThrow();
    }

    private static PidfLo presence(String inside) {
        String around = Documents.around("");
        int from = around.indexOf("<dm:device");
        return Documents.read(around.substring(0, from) + inside + "</presence>");
    }

    @Test
    void goesByTheFirstOfWhatIsThereTwiceAndNamesTheBrokenRule() {
        String address = "<ca:civicAddress><ca:A3>%s</ca:A3></ca:civicAddress>";
        Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(Documents.around("<gp:location-info>"
                + address.formatted("1</ca:A3><ca:A3>1b") + address.formatted("2") + "<gml:Point/></gp:location-info>"
                + "<gp:location-info>" + address.formatted("3") + "</gp:location-info>")));

        assertThat(location(decoded).civics())
                .extracting(civic -> civic.get(CivicField.A3).orElseThrow())
                .containsExactly("1", "2");
        assertThat(location(decoded).otherForms()).isEqualTo(1);
        assertThat(decoded.problems())
                .extracting(problem -> problem.message())
                .containsExactly(
                        "a geopriv must have one location-info, but has 2; the first counts",
                        "a field must occur once; the first counts",
                        "a geopriv must have usage-rules");
    }

    @Test
    void givesBackWhatItDoesNotUnderstandToTheByte() {
        String odd = "<!-- before --><?a b?>\r\n"
                + Documents.address("<ca:A3><![CDATA[Bad <H>]]></ca:A3><ca:NEW a = '1' />"
                        + "<x:y xmlns:x='urn:x'><x:z>&#65;</x:z></x:y>")
                + "\n<!-- behind -->";
        Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(odd));

        assertThat(decoded.value().orElseThrow().encode()).isEqualTo(Documents.bytes(odd));
        assertThat(Documents.civic(decoded.value().get()).get(CivicField.A3)).contains("Bad <H>");
        assertThat(decoded.problems())
                .extracting(problem -> problem.where())
                .containsExactly("civicAddress/NEW", "civicAddress/y");
    }

    @Test
    void passesOverFieldsOfAnotherNamespace() {
        Decoded<PidfLo> decoded = PidfLo.decode(
                Documents.bytes(
                        Documents.address(
                                "<o:A1 xmlns:o=\"urn:other\">x</o:A1><gp:A2>y</gp:A2><ca:A3>Bonn</ca:A3><o:BLD xmlns:o=\"\">z</o:BLD>")));

        assertThat(location(decoded).civic()).contains(CivicLocation.empty().with(CivicField.A3, "Bonn"));
        assertThat(decoded.problems())
                .extracting(problem -> problem.where())
                .contains("civicAddress/A1", "civicAddress/A2", "civicAddress/o:BLD");
    }

    @Test
    void skipsEmptyFieldsAndPassesOverThoseThatAreNoText() {
        Decoded<PidfLo> decoded = PidfLo.decode(
                Documents.bytes(Documents.address("<ca:A1/><ca:A2> \n</ca:A2><ca:A4>a&#x85;b</ca:A4><ca:A5>"
                        + "x".repeat(2049) + "</ca:A5><ca:a3>x</ca:a3><ca:A3>Bad\n  Homburg</ca:A3>")));

        assertThat(location(decoded).civic()).contains(CivicLocation.empty().with(CivicField.A3, "Bad Homburg"));
        assertThat(decoded.problems())
                .extracting(problem -> problem.where())
                .containsExactly("civicAddress/A4", "civicAddress/A5", "civicAddress/a3");
    }

    @Test
    void readsOtherEncodings() {
        String text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + Documents.address("<ca:A3>K\u00f6ln</ca:A3>");
        byte[] bytes = ("\uFEFF" + text).getBytes(java.nio.charset.StandardCharsets.UTF_16BE);

        assertThat(Documents.civic(PidfLo.decodeOrThrow(bytes)).get(CivicField.A3))
                .contains("K\u00f6ln");
    }

    @Test
    void acceptsPresenceWithoutALocationAndWithoutAnEntityButSaysSo() {
        Decoded<PidfLo> decoded = PidfLo.decode(
                Documents.bytes("<presence xmlns='urn:ietf:params:xml:ns:pidf'><tuple id='a'/></presence>"));

        assertThat(decoded.value().orElseThrow().preferred()).isEmpty();
        assertThat(decoded.value().get().entity()).isEmpty();
        assertThat(decoded.problems()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                                            | not well-formed
                    presence                                                      | not well-formed
                    <presence/>                                                   | the root of a location document
                    <presence xmlns="urn:x"/>                                     | the root of a location document
                    <tuple xmlns="urn:ietf:params:xml:ns:pidf"/>                  | the root of a location document
                    <p:presence/>                                                 | the root of a location document
                    <presence xmlns="urn:ietf:params:xml:ns:pidf">                | not well-formed
                    <!DOCTYPE presence><presence xmlns="urn:ietf:params:xml:ns:pidf"/>         | DOCTYPE
                    <!DOCTYPE presence SYSTEM "http://192.0.2.1/x"><presence xmlns="urn:ietf:params:xml:ns:pidf"/> | DOCTYPE
                    <!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><p>&b;</p>         | DOCTYPE
                    <presence xmlns="urn:ietf:params:xml:ns:pidf">&nbsp;</presence>            | entit
                    <?xml version="1.0" encoding="x-none"?><presence/>                         | encoding
                    """)
    void refusesWhatIsNoDocument(String document, String reason) {
        Decoded<PidfLo> decoded = PidfLo.decode(Documents.bytes(document));

        assertThat(decoded.value()).isEmpty();
        assertThat(decoded.problems().get(0).message()).contains(reason);
        assertThatThrownBy(() -> Documents.read(document))
                .isInstanceOfSatisfying(
                        SipFormatException.class,
                        e -> assertThat(e.problem())
                                .isEqualTo(decoded.problems().get(0)));
    }

    @Test
    void refusesWhatIsTooLargeTooDeepOrTooRich() {
        String start = "<presence xmlns=\"urn:ietf:params:xml:ns:pidf\">";
        String full = start + " ".repeat(PidfLo.MAX_BYTES - start.length() - "</presence>".length()) + "</presence>";

        assertThat(PidfLo.decode(Documents.bytes(full)).value()).isPresent();
        assertThat(PidfLo.decode(Documents.bytes(full + " ")).problems().get(0).message())
                .contains("65537 bytes, the limit is 65536");
        assertThat(PidfLo.decode(Documents.bytes(start + "<a>".repeat(31) + "</a>".repeat(31) + "</presence>"))
                        .value())
                .isPresent();
        assertThat(PidfLo.decode(Documents.bytes(start + "<a>".repeat(32) + "</a>".repeat(32) + "</presence>"))
                        .problems()
                        .get(0)
                        .message())
                .contains("deeper than 32");
        assertThat(PidfLo.decode(Documents.bytes(start + "<a/>".repeat(10_000) + "</presence>"))
                        .problems()
                        .get(0)
                        .message())
                .contains("more than 10000");
    }

    @Test
    void namesAtMostSixteenProblemsOfADocumentFullOfThem() {
        Decoded<PidfLo> decoded =
                PidfLo.decode(Documents.bytes(Documents.address("<q:x xmlns:q=\" u\"/><r:y/>".repeat(1500))));

        assertThat(decoded.value()).isPresent();
        assertThat(decoded.problems()).hasSize(16);
    }

    @Test
    void doesNotSayWhereAnybodyIs() {
        PidfLo document = Documents.read(Documents.PRODUCT);

        assertThat(document.toString()).contains("1 civic").doesNotContain("Frankfurt", "Hessen");
        assertThat(document)
                .isEqualTo(Documents.read(Documents.PRODUCT))
                .hasSameHashCodeAs(Documents.read(Documents.PRODUCT));
        assertThat(document).isNotEqualTo(Documents.read(Documents.STANDARD));
    }
}
