package org.emcc.sip.location;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.emcc.core.geolocation.CivicField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CivicLocationTest {
    @ParameterizedTest
    @CsvSource({
        "country, COUNTRY, DE",
        "A1, A1, Hessen",
        "A2, A2, Kreis",
        "A3, A3, Frankfurt",
        "A4, A4, Bezirk",
        "A5, A5, Viertel",
        "A6, A6, Land",
        "PRD, PRD, N",
        "POD, POD, SW",
        "STS, STS, str.",
        "HNO, HNO, 50",
        "HNS, HNS, a",
        "LMK, LMK, Turm",
        "LOC, LOC, hinten",
        "FLR, FLR, 12",
        "NAM, NAM, Firma",
        "PC, PC, 60325"
    })
    void readsEachOfTheProductsFieldsInBothNamespaces(String element, CivicField field, String value) {
        for (String prefix : List.of("ca", "cl")) {
            CivicLocation civic = Documents.civic(Documents.read(Documents.address(
                    "<" + prefix + ":" + element + ">" + value + "</" + prefix + ":" + element + ">")));

            assertThat(civic).isEqualTo(CivicLocation.empty().with(field, value));
            assertThat(civic.toAddress().value().orElseThrow().get(field)).contains(value);
            assertThat(civic.toAddress().problems()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BLD, 25, ca", "UNIT, 26, ca", "ROOM, 28, ca", "PLC, 29, ca", "PCN, 30, ca", "POBOX, 31, ca",
        "ADDCODE, 32, ca", "SEAT, 33, ca", "RD, 34, ca", "RDSEC, 35, ca", "RDBR, 36, ca", "RDSUBBR, 37, ca",
        "PRM, 38, ca", "POM, 39, ca", "PN, 40, cae", "MP, 40, cae", "STP, 40, cae", "HNP, 40, cae"
    })
    void readsEachLaterField(LaterCivicField field, int caType, String prefix) {
        CivicLocation civic = Documents.civic(
                Documents.read(Documents.address("<" + prefix + ":" + field + ">x</" + prefix + ":" + field + ">")));

        assertThat(field.caType()).isEqualTo(caType);
        assertThat(field.isExtension()).isEqualTo(prefix.equals("cae"));
        assertThat(civic).isEqualTo(CivicLocation.empty().with(field, "x"));
        assertThat(civic.toAddress().value().orElseThrow().isEmpty()).isTrue();
    }

    @Test
    void thereAre18LaterFields() {
        assertThat(LaterCivicField.values()).hasSize(18);
    }

    @Test
    void elementNamesAreThoseOfThePageWithTheCountryInSmallLetters() {
        List<String> names = new ArrayList<>();
        for (CivicField field : CivicField.values()) {
            names.add(PidfReader.element(field));
        }
        assertThat(String.join(" ", names))
                .isEqualTo("country A1 A2 A3 A4 A5 A6 PRD POD STS HNO HNS LMK LOC FLR NAM PC");
    }

    @Test
    void leavesOutOfAnAddressWhatBreaksTheProductsLimitsAndSaysSo() {
        CivicLocation civic = CivicLocation.empty()
                .with(CivicField.COUNTRY, "DEU")
                .with(CivicField.A3, "Frankfurt")
                .with(CivicField.HNO, "12345678901234567")
                .with(LaterCivicField.ROOM, "12.07");

        assertThat(civic.toAddress().value().orElseThrow()).hasToString("A3=Frankfurt");
        assertThat(civic.toAddress().problems())
                .extracting(problem -> problem.where())
                .containsExactly("COUNTRY", "HNO");
    }

    @Test
    void anAddressThatIsTooLongAsAWholeLosesItsLastFields() {
        CivicLocation civic = CivicLocation.empty();
        for (CivicField field : List.of(
                CivicField.A2,
                CivicField.A3,
                CivicField.A4,
                CivicField.A5,
                CivicField.A6,
                CivicField.STS,
                CivicField.LMK,
                CivicField.LOC,
                CivicField.NAM)) {
            civic = civic.with(field, "x".repeat(255));
        }
        assertThat(civic.toAddress().value().orElseThrow().fields()).hasSize(7);
        assertThat(civic.toAddress().problems()).hasSize(2);
    }

    @Test
    void movesTheStreetOnlyWhenAskedAndOnlyToAFreePlace() {
        CivicLocation street = CivicLocation.empty().with(CivicField.A6, "Mainzer Land");
        CivicLocation road = CivicLocation.empty().with(LaterCivicField.RD, "Mainzer Land");
        CivicLocation both = street.with(LaterCivicField.RD, "Gasse");

        assertThat(street.streetAsRoad()).isEqualTo(road);
        assertThat(road.roadAsStreet()).isEqualTo(street);
        assertThat(both.streetAsRoad()).isEqualTo(both);
        assertThat(both.roadAsStreet()).isEqualTo(both);
        assertThat(road.streetAsRoad()).isEqualTo(road);
        assertThat(street.roadAsStreet()).isEqualTo(street);
    }

    @Test
    void isMadeOfAnAddressAndBackWithoutLoss() {
        CivicLocation civic = CivicLocation.of(Documents.FRANKFURT);

        assertThat(civic.toAddress().value()).contains(Documents.FRANKFURT);
        assertThat(civic.fields()).hasSize(9).isUnmodifiable();
        assertThat(civic.withLanguage("de").language()).contains("de");
        assertThat(civic.withLanguage("de")).isNotEqualTo(civic).hasSameHashCodeAs(civic.withLanguage("de"));
        assertThat(civic.isEmpty()).isFalse();
        assertThat(CivicLocation.empty().isEmpty()).isTrue();
        assertThat(CivicLocation.empty().with(LaterCivicField.BLD, "A").isEmpty())
                .isFalse();
        assertThat(civic.with(LaterCivicField.BLD, "A").withLanguage("de").toString())
                .contains("A3=Frankfurt", "BLD=A", "in de");
    }

    @Test
    void collapsesWhiteSpaceAndRefusesWhatIsNoText() {
        assertThat(CivicLocation.empty()
                        .with(CivicField.A3, " Bad\n\t Homburg ")
                        .get(CivicField.A3))
                .contains("Bad Homburg");
        for (String value : List.of("", " \n", "a\u0001", "a\u0085b", "x".repeat(2049))) {
            assertThatThrownBy(() -> CivicLocation.empty().with(CivicField.A3, value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("civic field A3");
        }
        for (String tag : List.of("", "de_DE", "\"", "x".repeat(36))) {
            assertThatThrownBy(() -> CivicLocation.empty().withLanguage(tag))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("language must be");
        }
    }
}
