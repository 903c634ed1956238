package org.emcc.core.geolocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of emcc-behaviour 5.8, row by row. */
class CivicFieldTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|COUNTRY|country|2|useCountry|0|Country using the two-letter abbreviation",
                "2|A1|nationalSubDivision|100|useNationalSubDivision|1|State, Region, or Province (A1)",
                "3|A2|district|255|useDistrict|2|County or Parish (A2)",
                "4|A3|communityName|255|useCommunityName|3|City or Township (A3)",
                "5|A4|cityDivision|255|useCityDivision|4|Borough or City District (A4)",
                "6|A5|neighbourhood|255|useNeighbourhood|5|Neighborhood (A5)",
                "7|A6|street|255|useStreet|6|Street (A6)",
                "8|PRD|leadingStreetDirection|50|useLeadingStreetDirection|16|Leading Street Direction (PRD)",
                "9|POD|trailingStreetSuffix|50|useTrailingStreetSuffix|17|Trailing Street Suffix, such as SW (POD)",
                "10|STS|streetSuffix|255|useStreetSuffix|18|Address Suffix, such as Avenue, Platz (STS)",
                "11|HNO|houseNumber|16|useHouseNumber|19|Numeric house number (HNO)",
                "12|HNS|houseNumberSuffix|100|useHouseNumberSuffix|20|House Number Suffix (HNS)",
                "13|LMK|landmark|255|useLandmark|21|Landmark (LMK)",
                "14|LOC|location|255|useLocation|22|Additional location information (LOC)",
                "15|FLR|floor|16|useFloor|27|Floor (FLR)",
                "16|NAM|occupantName|255|useOccupantName|23|Name of business or resident (NAM)",
                "17|PC|postalCode|100|usePostalCode|24|Zip or Postal Code (PC)"
            })
    void aFieldIsThatOfThePage(
            int row, CivicField field, String axlName, int limit, String flag, int caType, String label) {
        assertThat(List.of(CivicField.values()).indexOf(field)).isEqualTo(row - 1);
        assertThat(field.axlName()).isEqualTo(axlName);
        assertThat(field.axlFilterFlag()).isEqualTo(flag);
        assertThat(field.limit()).isEqualTo(limit);
        assertThat(field.caType().orElse(0)).isEqualTo(caType);
        assertThat(field.label()).isEqualTo(label);
        assertThat(CivicField.byAxlName(axlName)).contains(field);

        assertThat(CivicAddress.empty().with(field, "X".repeat(limit)).get(field))
                .contains("X".repeat(limit));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CivicAddress.empty().with(field, "X".repeat(limit + 1)))
                .withMessage("civic field %s must have at most %d characters, but has %d", field, limit, limit + 1);
    }

    @Test
    void thereAreSeventeenAndNoOther() {
        assertThat(CivicField.values()).hasSize(17);
        assertThat(CivicField.byAxlName("planet")).isEmpty();
    }
}
