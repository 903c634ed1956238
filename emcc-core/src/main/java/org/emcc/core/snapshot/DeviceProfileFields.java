package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a device profile. A user device profile.
 *
 * <p>Source: em-api-and-axl 4.5.
 *
 * @since 0.1.0
 */
public final class DeviceProfileFields {
    /** Device Profile Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Device Profile Name", 128).make();

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

    /** Lines. */
    public static final ObjectField<List<LineAppearance>> LINES =
            ObjectField.lines().make();

    /** Subscribed services. */
    public static final ObjectField<List<String>> SERVICES =
            ObjectField.services().make();

    /** Extension Mobility Cross Cluster CSS. */
    public static final ObjectField<String> EMCC_CALLING_SEARCH_SPACE = ObjectField.name(
                    "emccCallingSearchSpace", "Extension Mobility Cross Cluster CSS", ObjectKind.CALLING_SEARCH_SPACE)
            .make();

    /** User Locale. */
    public static final ObjectField<String> USER_LOCALE =
            ObjectField.text("userLocale", "User Locale", 255).make();

    /** Softkey Template. */
    public static final ObjectField<String> SOFTKEY_TEMPLATE_NAME =
            ObjectField.text("softkeyTemplateName", "Softkey Template", 255).make();

    /** Phone Button Template. */
    public static final ObjectField<String> PHONE_TEMPLATE_NAME =
            ObjectField.text("phoneTemplateName", "Phone Button Template", 255).make();

    static final List<ObjectField<?>> ALL = List.of(
            NAME,
            DESCRIPTION,
            PRODUCT,
            MODEL,
            PROTOCOL,
            LINES,
            PHONE_TEMPLATE_NAME,
            USER_LOCALE,
            EMCC_CALLING_SEARCH_SPACE,
            SOFTKEY_TEMPLATE_NAME,
            SERVICES);

    private DeviceProfileFields() {}
}
