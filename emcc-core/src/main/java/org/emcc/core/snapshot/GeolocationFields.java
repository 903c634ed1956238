package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a geolocation. A geolocation.
 *
 * <p>Source: em-api-and-axl 4.4; emcc-behaviour 5.8.
 *
 * @since 0.1.0
 */
public final class GeolocationFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 255).make();

    /** Country. */
    public static final ObjectField<String> COUNTRY =
            ObjectField.country("country", "Country").make();

    /** State, Region, or Province (A1). */
    public static final ObjectField<String> NATIONAL_SUB_DIVISION = ObjectField.text(
                    "nationalSubDivision", "State, Region, or Province (A1)", 100)
            .make();

    /** County or Parish (A2). */
    public static final ObjectField<String> DISTRICT =
            ObjectField.text("district", "County or Parish (A2)", 255).make();

    /** City or Township (A3). */
    public static final ObjectField<String> COMMUNITY_NAME =
            ObjectField.text("communityName", "City or Township (A3)", 255).make();

    /** Borough or City District (A4). */
    public static final ObjectField<String> CITY_DIVISION = ObjectField.text(
                    "cityDivision", "Borough or City District (A4)", 255)
            .make();

    /** Neighborhood (A5). */
    public static final ObjectField<String> NEIGHBOURHOOD =
            ObjectField.text("neighbourhood", "Neighborhood (A5)", 255).make();

    /** Street (A6). */
    public static final ObjectField<String> STREET =
            ObjectField.text("street", "Street (A6)", 255).make();

    /** Leading Street Direction (PRD). */
    public static final ObjectField<String> LEADING_STREET_DIRECTION = ObjectField.text(
                    "leadingStreetDirection", "Leading Street Direction (PRD)", 50)
            .make();

    /** Trailing Street Suffix (POD). */
    public static final ObjectField<String> TRAILING_STREET_SUFFIX = ObjectField.text(
                    "trailingStreetSuffix", "Trailing Street Suffix (POD)", 50)
            .make();

    /** Address Suffix (STS). */
    public static final ObjectField<String> STREET_SUFFIX =
            ObjectField.text("streetSuffix", "Address Suffix (STS)", 255).make();

    /** Numeric house number (HNO). */
    public static final ObjectField<String> HOUSE_NUMBER =
            ObjectField.text("houseNumber", "Numeric house number (HNO)", 16).make();

    /** House Number Suffix (HNS). */
    public static final ObjectField<String> HOUSE_NUMBER_SUFFIX = ObjectField.text(
                    "houseNumberSuffix", "House Number Suffix (HNS)", 100)
            .make();

    /** Landmark (LMK). */
    public static final ObjectField<String> LANDMARK =
            ObjectField.text("landmark", "Landmark (LMK)", 255).make();

    /** Additional location information (LOC). */
    public static final ObjectField<String> LOCATION = ObjectField.text(
                    "location", "Additional location information (LOC)", 255)
            .make();

    /** Floor (FLR). */
    public static final ObjectField<String> FLOOR =
            ObjectField.text("floor", "Floor (FLR)", 16).make();

    /** Name of business or resident (NAM). */
    public static final ObjectField<String> OCCUPANT_NAME = ObjectField.text(
                    "occupantName", "Name of business or resident (NAM)", 255)
            .make();

    /** Zip or Postal Code (PC). */
    public static final ObjectField<String> POSTAL_CODE =
            ObjectField.text("postalCode", "Zip or Postal Code (PC)", 100).make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            COUNTRY,
            DESCRIPTION,
            NATIONAL_SUB_DIVISION,
            DISTRICT,
            COMMUNITY_NAME,
            CITY_DIVISION,
            NEIGHBOURHOOD,
            STREET,
            LEADING_STREET_DIRECTION,
            TRAILING_STREET_SUFFIX,
            STREET_SUFFIX,
            HOUSE_NUMBER,
            HOUSE_NUMBER_SUFFIX,
            LANDMARK,
            LOCATION,
            FLOOR,
            OCCUPANT_NAME,
            POSTAL_CODE);

    private GeolocationFields() {}
}
