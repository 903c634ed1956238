package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a device pool. A device pool.
 *
 * <p>Source: em-api-and-axl 4.7; emcc-behaviour 5.8 and 6.3.
 *
 * @since 0.1.0
 */
public final class DevicePoolFields {
    /** Device Pool Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Device Pool Name", 50).make();

    /** Cisco Unified Communications Manager Group. */
    public static final ObjectField<String> CALL_MANAGER_GROUP_NAME = ObjectField.name(
                    "callManagerGroupName", "Cisco Unified Communications Manager Group", ObjectKind.CALL_MANAGER_GROUP)
            .make();

    /** Date/Time Group. */
    public static final ObjectField<String> DATE_TIME_SETTING_NAME =
            ObjectField.text("dateTimeSettingName", "Date/Time Group", 255).make();

    /** Region. */
    public static final ObjectField<String> REGION_NAME =
            ObjectField.name("regionName", "Region", ObjectKind.REGION).make();

    /** Location. */
    public static final ObjectField<String> LOCATION_NAME =
            ObjectField.text("locationName", "Location", 255).make();

    /** SRST Reference. */
    public static final ObjectField<String> SRST_NAME =
            ObjectField.name("srstName", "SRST Reference", ObjectKind.SRST).make();

    /** Network Locale. */
    public static final ObjectField<String> NETWORK_LOCALE =
            ObjectField.text("networkLocale", "Network Locale", 255).make();

    /** Media Resource Group List. */
    public static final ObjectField<String> MEDIA_RESOURCE_LIST_NAME = ObjectField.text(
                    "mediaResourceListName", "Media Resource Group List", 255)
            .make();

    /** Standard Local Route Group. */
    public static final ObjectField<String> LOCAL_ROUTE_GROUP_NAME = ObjectField.text(
                    "localRouteGroupName", "Standard Local Route Group", 255)
            .make();

    /** Geolocation. */
    public static final ObjectField<String> GEO_LOCATION_NAME = ObjectField.name(
                    "geoLocationName", "Geolocation", ObjectKind.GEOLOCATION)
            .make();

    /** Geolocation Filter. */
    public static final ObjectField<String> GEO_LOCATION_FILTER_NAME = ObjectField.name(
                    "geoLocationFilterName", "Geolocation Filter", ObjectKind.GEOLOCATION_FILTER)
            .make();

    /** Adjunct CSS. */
    public static final ObjectField<String> ADJUNCT_CALLING_SEARCH_SPACE = ObjectField.name(
                    "adjunctCallingSearchSpace", "Adjunct CSS", ObjectKind.CALLING_SEARCH_SPACE)
            .make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            DATE_TIME_SETTING_NAME,
            CALL_MANAGER_GROUP_NAME,
            MEDIA_RESOURCE_LIST_NAME,
            REGION_NAME,
            NETWORK_LOCALE,
            SRST_NAME,
            LOCATION_NAME,
            LOCAL_ROUTE_GROUP_NAME,
            GEO_LOCATION_NAME,
            GEO_LOCATION_FILTER_NAME,
            ADJUNCT_CALLING_SEARCH_SPACE);

    private DevicePoolFields() {}
}
