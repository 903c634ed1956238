package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a EMCC template. An EMCC template.
 *
 * <p>Source: emcc-behaviour 5.5.
 *
 * @since 0.1.0
 */
public final class EmccTemplateFields {
    /** Template Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Template Name", 255).byHand().make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 255).byHand().make();

    /** Device Pool. */
    public static final ObjectField<String> DEVICE_POOL_NAME = ObjectField.name(
                    "devicePoolName", "Device Pool", ObjectKind.DEVICE_POOL)
            .byHand()
            .make();

    /** SIP Profile. */
    public static final ObjectField<String> SIP_PROFILE_NAME = ObjectField.name(
                    "sipProfileName", "SIP Profile", ObjectKind.SIP_PROFILE)
            .byHand()
            .make();

    /** Common Device Configuration. */
    public static final ObjectField<String> COMMON_DEVICE_CONFIG_NAME = ObjectField.name(
                    "commonDeviceConfigName", "Common Device Configuration", ObjectKind.COMMON_DEVICE_CONFIGURATION)
            .byHand()
            .make();

    /** Common Phone Profile. */
    public static final ObjectField<String> COMMON_PHONE_CONFIG_NAME = ObjectField.name(
                    "commonPhoneConfigName", "Common Phone Profile", ObjectKind.COMMON_PHONE_PROFILE)
            .byHand()
            .make();

    /** Default EMCC Template. */
    public static final ObjectField<Boolean> IS_DEFAULT =
            ObjectField.flag("isDefault", "Default EMCC Template").byHand().make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            DEVICE_POOL_NAME,
            SIP_PROFILE_NAME,
            COMMON_DEVICE_CONFIG_NAME,
            COMMON_PHONE_CONFIG_NAME,
            IS_DEFAULT);

    private EmccTemplateFields() {}
}
