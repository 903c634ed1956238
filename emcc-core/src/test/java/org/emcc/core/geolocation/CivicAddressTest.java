package org.emcc.core.geolocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CivicAddressTest {
    /** The table of emcc-behaviour 5.8: field, AXL name, longest value, in the order of the product's page. */
    private static final String FIELDS = """
            COUNTRY country 2
            A1 nationalSubDivision 100
            A2 district 255
            A3 communityName 255
            A4 cityDivision 255
            A5 neighbourhood 255
            A6 street 255
            PRD leadingStreetDirection 50
            POD trailingStreetSuffix 50
            STS streetSuffix 255
            HNO houseNumber 16
            HNS houseNumberSuffix 100
            LMK landmark 255
            LOC location 255
            FLR floor 16
            NAM occupantName 255
            PC postalCode 100
            """;

    @Test
    void theFieldsAreThoseOfTheProduct() {
        assertThat(Stream.of(CivicField.values())
                        .map(field -> field + " " + field.axlName() + " " + field.limit() + "\n")
                        .collect(Collectors.joining()))
                .isEqualTo(FIELDS);
    }

    @ParameterizedTest
    @EnumSource(CivicField.class)
    void everyFieldHasItsLimit(CivicField field) {
        String longest = "x".repeat(field.limit());

        assertThat(CivicAddress.empty().with(field, longest).get(field)).contains(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CivicAddress.empty().with(field, longest + "x"))
                .withMessage(
                        "civic field %s must have at most %d characters, but has %d",
                        field, field.limit(), field.limit() + 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CivicAddress.empty().with(field, " "))
                .withMessage("civic field " + field + " must not be blank");
    }

    @ParameterizedTest
    @ValueSource(strings = {"G", "12", "G1", "é1"})
    void aCountryIsTwoLetters(String country) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CivicAddress.empty().with(CivicField.COUNTRY, country))
                .withMessage("civic field COUNTRY must have two letters, but is \"" + country + "\"");
    }

    @Test
    void blanksAroundAValueAreDroppedAndDoNotCount() {
        assertThat(CivicAddress.empty().with(CivicField.COUNTRY, " GB ").get(CivicField.COUNTRY))
                .contains("GB");
        assertThat(CivicAddress.of(Map.of(CivicField.A3, " New  York ")).get(CivicField.A3))
                .contains("New  York");
    }

    @Test
    void controlCharactersAreRefusedAlsoAtTheEnds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CivicAddress.empty().with(CivicField.A3, "London\n"))
                .withMessage("civic field A3 must not contain control characters, but has one at index 6");
    }

    @Test
    void theEmptyAddressHasNoFieldAndAnEmptyText() {
        assertThat(CivicAddress.empty().isEmpty()).isTrue();
        assertThat(CivicAddress.empty().fields()).isEmpty();
        assertThat(CivicAddress.empty()).hasToString("").isEqualTo(CivicAddress.parse(""));
    }

    @Test
    void theTextHasTheFieldsInTheOrderOfThePageHoweverTheyWereSet() {
        CivicAddress address = CivicAddress.empty()
                .with(CivicField.PC, "SW1A")
                .with(CivicField.A3, "London")
                .with(CivicField.COUNTRY, "GB");

        assertThat(address).hasToString("COUNTRY=GB;A3=London;PC=SW1A");
        assertThat(address.fields()).containsExactly(CivicField.COUNTRY, CivicField.A3, CivicField.PC);
        assertThat(CivicAddress.parse("PC=SW1A;COUNTRY=GB;A3=London"))
                .isEqualTo(address)
                .hasSameHashCodeAs(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a;b", "a\\b", "\\", "\\;", ";", "a\\", ";;\\\\", "x=y", "=", "A1=b;A2=c", "Zürich \uD83D\uDE00"
            })
    void whateverAValueHoldsComesBackFromTheText(String value) {
        CivicAddress address = CivicAddress.empty()
                .with(CivicField.A3, value)
                .with(CivicField.NAM, value)
                .with(CivicField.A1, "z");

        assertThat(CivicAddress.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource({
        "GB, 'has \"GB\"'",
        "A9=x, 'has \"A9=x\"'",
        "a3=x, 'has \"a3=x\"'",
        "COUNTRY=GB;, 'has \"\"'",
        ";, 'has \"\"'",
        "A3=, 'civic field A3 must not be blank'",
        "A3=x;A3=x, 'civic field A3 must occur once in an address'",
        "COUNTRY=GBR, 'civic field COUNTRY must have at most 2 characters, but has 3'"
    })
    void aTextOfAnotherFormIsRefused(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CivicAddress.parse(text))
                .withMessageContaining(reason);
    }

    @Test
    void theWholeHasAtMost2048CharactersAsText() {
        CivicAddress seven = CivicAddress.empty();
        for (CivicField field : new CivicField[] {
            CivicField.A2, CivicField.A3, CivicField.A4, CivicField.A5, CivicField.A6, CivicField.LMK, CivicField.LOC
        }) {
            seven = seven.with(field, "x".repeat(255));
        }
        int room = 2048 - seven.toString().length() - ";NAM=".length();

        CivicAddress full = seven.with(CivicField.NAM, "x".repeat(room));

        assertThat(full.toString()).hasSize(2048);
        assertThat(CivicAddress.parse(full.toString())).isEqualTo(full);
        CivicAddress base = seven;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> base.with(CivicField.NAM, "x".repeat(room - 1) + ";"))
                .withMessage("civic address must have at most 2048 characters as one text, but has 2049");
    }
}
