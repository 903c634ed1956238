package org.emcc.core.geolocation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The 17 fields of a civic address, in the order of the product's page. The constant is the code of RFC 4119.
 *
 * <p>Source: emcc-behaviour 5.8 (codes, AXL names, limits, CAtypes, labels).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum CivicField {
    /** Country, two letters. */
    COUNTRY("country", 2, 0, "Country using the two-letter abbreviation"),
    /** State, region or province. */
    A1("nationalSubDivision", 100, 1, "State, Region, or Province (A1)"),
    /** County or parish. */
    A2("district", 255, 2, "County or Parish (A2)"),
    /** City or township. */
    A3("communityName", 255, 3, "City or Township (A3)"),
    /** Borough or city district. */
    A4("cityDivision", 255, 4, "Borough or City District (A4)"),
    /** Neighbourhood. */
    A5("neighbourhood", 255, 5, "Neighborhood (A5)"),
    /** Street. */
    A6("street", 255, 6, "Street (A6)"),
    /** Leading street direction. */
    PRD("leadingStreetDirection", 50, 16, "Leading Street Direction (PRD)"),
    /** Trailing street suffix. */
    POD("trailingStreetSuffix", 50, 17, "Trailing Street Suffix, such as SW (POD)"),
    /** Address suffix, such as Avenue. */
    STS("streetSuffix", 255, 18, "Address Suffix, such as Avenue, Platz (STS)"),
    /** House number. */
    HNO("houseNumber", 16, 19, "Numeric house number (HNO)"),
    /** House number suffix. */
    HNS("houseNumberSuffix", 100, 20, "House Number Suffix (HNS)"),
    /** Landmark. */
    LMK("landmark", 255, 21, "Landmark (LMK)"),
    /** Additional location information. */
    LOC("location", 255, 22, "Additional location information (LOC)"),
    /** Floor. */
    FLR("floor", 16, 27, "Floor (FLR)"),
    /** Name of business or resident. */
    NAM("occupantName", 255, 23, "Name of business or resident (NAM)"),
    /** Postal code. */
    PC("postalCode", 100, 24, "Zip or Postal Code (PC)");

    private final String axlName;
    private final int limit;
    private final int caType;
    private final String label;

    CivicField(String axlName, int limit, int caType, String label) {
        this.axlName = axlName;
        this.limit = limit;
        this.caType = caType;
        this.label = label;
    }

    /**
     * The name of the field in AXL.
     *
     * @return for example {@code nationalSubDivision}
     */
    public String axlName() {
        return axlName;
    }

    /**
     * The longest value.
     *
     * @return characters
     */
    public int limit() {
        return limit;
    }

    /**
     * The name in AXL of the flag that switches the field on in a geolocation filter.
     *
     * @return for example {@code useNationalSubDivision}
     */
    public String axlFilterFlag() {
        return "use" + axlName.substring(0, 1).toUpperCase(Locale.ROOT) + axlName.substring(1);
    }

    /**
     * The number of the field in RFC 4776.
     *
     * @return the CAtype, or empty for the country, which has a field of its own there
     */
    public OptionalInt caType() {
        return caType == 0 ? OptionalInt.empty() : OptionalInt.of(caType);
    }

    /**
     * The label of the field on the product's page. The exact words of rows 6 to 8 and 12 to 17 are not public.
     *
     * @return for example {@code City or Township (A3)}
     */
    public String label() {
        return label;
    }

    /**
     * The field of an AXL name.
     *
     * @param axlName for example {@code communityName}
     * @return the field, or empty when there is none of that name
     */
    public static Optional<CivicField> byAxlName(String axlName) {
        Objects.requireNonNull(axlName, "axlName");
        return Arrays.stream(values())
                .filter(field -> field.axlName.equals(axlName))
                .findFirst();
    }
}
