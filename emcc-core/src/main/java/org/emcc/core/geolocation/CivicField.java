package org.emcc.core.geolocation;

/**
 * The 17 fields of a civic address, in the order of the product's page. The constant is the code of RFC 4119.
 *
 * <p>Source: emcc-behaviour 5.8 (codes, AXL names, limits).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum CivicField {
    /** Country, two letters. */
    COUNTRY("country", 2),
    /** State, region or province. */
    A1("nationalSubDivision", 100),
    /** County or parish. */
    A2("district", 255),
    /** City or township. */
    A3("communityName", 255),
    /** Borough or city district. */
    A4("cityDivision", 255),
    /** Neighbourhood. */
    A5("neighbourhood", 255),
    /** Street. */
    A6("street", 255),
    /** Leading street direction. */
    PRD("leadingStreetDirection", 50),
    /** Trailing street suffix. */
    POD("trailingStreetSuffix", 50),
    /** Address suffix, such as Avenue. */
    STS("streetSuffix", 255),
    /** House number. */
    HNO("houseNumber", 16),
    /** House number suffix. */
    HNS("houseNumberSuffix", 100),
    /** Landmark. */
    LMK("landmark", 255),
    /** Additional location information. */
    LOC("location", 255),
    /** Floor. */
    FLR("floor", 16),
    /** Name of business or resident. */
    NAM("occupantName", 255),
    /** Postal code. */
    PC("postalCode", 100);

    private final String axlName;
    private final int limit;

    CivicField(String axlName, int limit) {
        this.axlName = axlName;
        this.limit = limit;
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
}
