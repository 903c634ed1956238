package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a phone. A phone.
 *
 * <p>Source: em-api-and-axl 4.5.
 *
 * @since 0.1.0
 */
public final class PhoneFields {
    /** Device Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Device Name", 128).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 128).make();

    /** Product. */
    public static final ObjectField<String> PRODUCT =
            ObjectField.text("product", "Product", 255).make();

    /** Model. */
    public static final ObjectField<String> MODEL =
            ObjectField.text("model", "Model", 255).make();

    /** Device Protocol. */
    public static final ObjectField<String> PROTOCOL =
            ObjectField.text("protocol", "Device Protocol", 255).make();

    /** Device Pool. */
    public static final ObjectField<String> DEVICE_POOL_NAME = ObjectField.name(
                    "devicePoolName", "Device Pool", ObjectKind.DEVICE_POOL)
            .make();

    /** Calling Search Space. */
    public static final ObjectField<String> CALLING_SEARCH_SPACE_NAME = ObjectField.name(
                    "callingSearchSpaceName", "Calling Search Space", ObjectKind.CALLING_SEARCH_SPACE)
            .make();

    /** Common Device Configuration. */
    public static final ObjectField<String> COMMON_DEVICE_CONFIG_NAME = ObjectField.name(
                    "commonDeviceConfigName", "Common Device Configuration", ObjectKind.COMMON_DEVICE_CONFIGURATION)
            .make();

    /** Common Phone Profile. */
    public static final ObjectField<String> COMMON_PHONE_CONFIG_NAME = ObjectField.name(
                    "commonPhoneConfigName", "Common Phone Profile", ObjectKind.COMMON_PHONE_PROFILE)
            .make();

    /** Device Security Profile. */
    public static final ObjectField<String> SECURITY_PROFILE_NAME = ObjectField.name(
                    "securityProfileName", "Device Security Profile", ObjectKind.PHONE_SECURITY_PROFILE)
            .make();

    /** SIP Profile. */
    public static final ObjectField<String> SIP_PROFILE_NAME = ObjectField.name(
                    "sipProfileName", "SIP Profile", ObjectKind.SIP_PROFILE)
            .make();

    /** Geolocation. */
    public static final ObjectField<String> GEO_LOCATION_NAME = ObjectField.name(
                    "geoLocationName", "Geolocation", ObjectKind.GEOLOCATION)
            .make();

    /** Phone Load Name. */
    public static final ObjectField<String> LOAD_INFORMATION =
            ObjectField.text("loadInformation", "Phone Load Name", 255).make();

    /** Enable Extension Mobility. */
    public static final ObjectField<Boolean> ENABLE_EXTENSION_MOBILITY = ObjectField.flag(
                    "enableExtensionMobility", "Enable Extension Mobility")
            .make();

    /** Current User ID. */
    public static final ObjectField<String> LOGIN_USER_ID =
            ObjectField.text("loginUserId", "Current User ID", 255).make();

    /** Current Device Profile. */
    public static final ObjectField<String> CURRENT_PROFILE_NAME = ObjectField.name(
                    "currentProfileName", "Current Device Profile", ObjectKind.DEVICE_PROFILE)
            .make();

    /** Roaming Device Pool. */
    public static final ObjectField<String> ROAMING_DEVICE_POOL_NAME = ObjectField.name(
                    "roamingDevicePoolName", "Roaming Device Pool", ObjectKind.DEVICE_POOL)
            .make();

    /** Lines. */
    public static final ObjectField<List<LineAppearance>> LINES =
            ObjectField.lines().make();

    /** Subscribed services. */
    public static final ObjectField<List<String>> SERVICES =
            ObjectField.services().make();

    /** Model number, by which the phone names its model when it registers. */
    public static final ObjectField<Long> MODEL_NUMBER = ObjectField.number("modelNumber", "Model number", 0, 99_999)
            .byHand()
            .make();

    /** Whether the model has the feature, which is not public for any model. */
    public static final ObjectField<Boolean> SUPPORTS_EMCC = ObjectField.flag(
                    "supportsEmcc", "Model supports Extension Mobility Cross Cluster")
            .byHand()
            .make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            PRODUCT,
            MODEL,
            PROTOCOL,
            CALLING_SEARCH_SPACE_NAME,
            DEVICE_POOL_NAME,
            COMMON_DEVICE_CONFIG_NAME,
            COMMON_PHONE_CONFIG_NAME,
            LOAD_INFORMATION,
            SECURITY_PROFILE_NAME,
            SIP_PROFILE_NAME,
            GEO_LOCATION_NAME,
            LINES,
            SERVICES,
            LOGIN_USER_ID,
            ENABLE_EXTENSION_MOBILITY,
            CURRENT_PROFILE_NAME,
            ROAMING_DEVICE_POOL_NAME,
            MODEL_NUMBER,
            SUPPORTS_EMCC);

    private PhoneFields() {}
}
