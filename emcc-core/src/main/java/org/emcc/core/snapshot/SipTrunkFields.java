package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a SIP trunk. A SIP trunk: the fields that EMCC needs. Others that were read are kept ({@link ClusterObject#others}).
 *
 * <p>Source: em-api-and-axl 4.7; emcc-behaviour 6.1.
 *
 * @since 0.1.0
 */
public final class SipTrunkFields {
    /** Device Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Device Name", 128).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 128).make();

    /** Calling Search Space. */
    public static final ObjectField<String> CALLING_SEARCH_SPACE_NAME = ObjectField.name(
                    "callingSearchSpaceName", "Calling Search Space", ObjectKind.CALLING_SEARCH_SPACE)
            .make();

    /** Device Pool. */
    public static final ObjectField<String> DEVICE_POOL_NAME = ObjectField.name(
                    "devicePoolName", "Device Pool", ObjectKind.DEVICE_POOL)
            .make();

    /** SIP Trunk Security Profile. */
    public static final ObjectField<String> SECURITY_PROFILE_NAME = ObjectField.name(
                    "securityProfileName", "SIP Trunk Security Profile", ObjectKind.SIP_TRUNK_SECURITY_PROFILE)
            .make();

    /** SIP Profile. */
    public static final ObjectField<String> SIP_PROFILE_NAME = ObjectField.name(
                    "sipProfileName", "SIP Profile", ObjectKind.SIP_PROFILE)
            .make();

    /** Geolocation. */
    public static final ObjectField<String> GEO_LOCATION_NAME = ObjectField.name(
                    "geoLocationName", "Geolocation", ObjectKind.GEOLOCATION)
            .make();

    /** Geolocation Filter. */
    public static final ObjectField<String> GEO_LOCATION_FILTER_NAME = ObjectField.name(
                    "geoLocationFilterName", "Geolocation Filter", ObjectKind.GEOLOCATION_FILTER)
            .make();

    /** Send Geolocation Information. */
    public static final ObjectField<Boolean> SEND_GEO_LOCATION =
            ObjectField.flag("sendGeoLocation", "Send Geolocation Information").make();

    /** Trunk Service Type. */
    public static final ObjectField<String> SIP_TRUNK_TYPE =
            ObjectField.text("sipTrunkType", "Trunk Service Type", 255).make();

    /** Media Termination Point Required. */
    public static final ObjectField<Boolean> MTP_REQUIRED =
            ObjectField.flag("mtpRequired", "Media Termination Point Required").make();

    /** Unattended Port. */
    public static final ObjectField<Boolean> UNATTENDED_PORT =
            ObjectField.flag("unattendedPort", "Unattended Port").make();

    /** Destination Address is an SRV. */
    public static final ObjectField<Boolean> DEST_ADDR_IS_SRV =
            ObjectField.flag("destAddrIsSrv", "Destination Address is an SRV").make();

    /** Destination. */
    public static final ObjectField<List<String>> DESTINATIONS = ObjectField.texts("destinations", "Destination")
            .at("destinations/destination")
            .of("addressIpv4", "addressIpv6", "port")
            .unlisted()
            .make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            CALLING_SEARCH_SPACE_NAME,
            DEVICE_POOL_NAME,
            SECURITY_PROFILE_NAME,
            SIP_PROFILE_NAME,
            GEO_LOCATION_NAME,
            GEO_LOCATION_FILTER_NAME,
            SEND_GEO_LOCATION,
            UNATTENDED_PORT,
            MTP_REQUIRED,
            DEST_ADDR_IS_SRV,
            SIP_TRUNK_TYPE,
            DESTINATIONS);

    private SipTrunkFields() {}
}
