package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a default device profile. A default device profile, one for each product and protocol.
 *
 * <p>Source: em-api-and-axl 4.5.
 *
 * @since 0.1.0
 */
public final class DefaultDeviceProfileFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 128).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 255).make();

    /** Product. */
    public static final ObjectField<String> PRODUCT =
            ObjectField.text("product", "Product", 255).make();

    /** Device Protocol. */
    public static final ObjectField<String> PROTOCOL =
            ObjectField.text("protocol", "Device Protocol", 255).make();

    /** Extension Mobility Cross Cluster CSS. */
    public static final ObjectField<String> EMCC_CALLING_SEARCH_SPACE = ObjectField.name(
                    "emccCallingSearchSpace", "Extension Mobility Cross Cluster CSS", ObjectKind.CALLING_SEARCH_SPACE)
            .unlisted()
            .make();

    /** User Locale. */
    public static final ObjectField<String> USER_LOCALE =
            ObjectField.text("userLocale", "User Locale", 255).make();

    /** Softkey Template. */
    public static final ObjectField<String> SOFTKEY_TEMPLATE =
            ObjectField.text("softkeyTemplate", "Softkey Template", 255).make();

    static final List<ObjectField<?>> ALL =
            List.of(NAME, DESCRIPTION, PRODUCT, PROTOCOL, USER_LOCALE, SOFTKEY_TEMPLATE, EMCC_CALLING_SEARCH_SPACE);

    private DefaultDeviceProfileFields() {}
}
