package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a geolocation filter. A geolocation filter.
 *
 * <p>Source: em-api-and-axl 4.4.
 *
 * @since 0.1.0
 */
public final class GeolocationFilterFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 255).make();

    /** Match Country. */
    public static final ObjectField<Boolean> USE_COUNTRY =
            ObjectField.flag("useCountry", "Match Country").make();

    /** Match State, Region, or Province (A1). */
    public static final ObjectField<Boolean> USE_NATIONAL_SUB_DIVISION = ObjectField.flag(
                    "useNationalSubDivision", "Match State, Region, or Province (A1)")
            .make();

    /** Match County or Parish (A2). */
    public static final ObjectField<Boolean> USE_DISTRICT =
            ObjectField.flag("useDistrict", "Match County or Parish (A2)").make();

    /** Match City or Township (A3). */
    public static final ObjectField<Boolean> USE_COMMUNITY_NAME =
            ObjectField.flag("useCommunityName", "Match City or Township (A3)").make();

    /** Match Borough or City District (A4). */
    public static final ObjectField<Boolean> USE_CITY_DIVISION = ObjectField.flag(
                    "useCityDivision", "Match Borough or City District (A4)")
            .make();

    /** Match Neighborhood (A5). */
    public static final ObjectField<Boolean> USE_NEIGHBOURHOOD =
            ObjectField.flag("useNeighbourhood", "Match Neighborhood (A5)").make();

    /** Match Street (A6). */
    public static final ObjectField<Boolean> USE_STREET =
            ObjectField.flag("useStreet", "Match Street (A6)").make();

    /** Match Leading Street Direction (PRD). */
    public static final ObjectField<Boolean> USE_LEADING_STREET_DIRECTION = ObjectField.flag(
                    "useLeadingStreetDirection", "Match Leading Street Direction (PRD)")
            .make();

    /** Match Trailing Street Suffix (POD). */
    public static final ObjectField<Boolean> USE_TRAILING_STREET_SUFFIX = ObjectField.flag(
                    "useTrailingStreetSuffix", "Match Trailing Street Suffix (POD)")
            .make();

    /** Match Address Suffix (STS). */
    public static final ObjectField<Boolean> USE_STREET_SUFFIX =
            ObjectField.flag("useStreetSuffix", "Match Address Suffix (STS)").make();

    /** Match Numeric house number (HNO). */
    public static final ObjectField<Boolean> USE_HOUSE_NUMBER = ObjectField.flag(
                    "useHouseNumber", "Match Numeric house number (HNO)")
            .make();

    /** Match House Number Suffix (HNS). */
    public static final ObjectField<Boolean> USE_HOUSE_NUMBER_SUFFIX = ObjectField.flag(
                    "useHouseNumberSuffix", "Match House Number Suffix (HNS)")
            .make();

    /** Match Landmark (LMK). */
    public static final ObjectField<Boolean> USE_LANDMARK =
            ObjectField.flag("useLandmark", "Match Landmark (LMK)").make();

    /** Match Additional location information (LOC). */
    public static final ObjectField<Boolean> USE_LOCATION = ObjectField.flag(
                    "useLocation", "Match Additional location information (LOC)")
            .make();

    /** Match Floor (FLR). */
    public static final ObjectField<Boolean> USE_FLOOR =
            ObjectField.flag("useFloor", "Match Floor (FLR)").make();

    /** Match Name of business or resident (NAM). */
    public static final ObjectField<Boolean> USE_OCCUPANT_NAME = ObjectField.flag(
                    "useOccupantName", "Match Name of business or resident (NAM)")
            .make();

    /** Match Zip or Postal Code (PC). */
    public static final ObjectField<Boolean> USE_POSTAL_CODE =
            ObjectField.flag("usePostalCode", "Match Zip or Postal Code (PC)").make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            USE_COUNTRY,
            USE_NATIONAL_SUB_DIVISION,
            USE_DISTRICT,
            USE_COMMUNITY_NAME,
            USE_CITY_DIVISION,
            USE_NEIGHBOURHOOD,
            USE_STREET,
            USE_LEADING_STREET_DIRECTION,
            USE_TRAILING_STREET_SUFFIX,
            USE_STREET_SUFFIX,
            USE_HOUSE_NUMBER,
            USE_HOUSE_NUMBER_SUFFIX,
            USE_LANDMARK,
            USE_LOCATION,
            USE_FLOOR,
            USE_OCCUPANT_NAME,
            USE_POSTAL_CODE);

    private GeolocationFilterFields() {}
}
