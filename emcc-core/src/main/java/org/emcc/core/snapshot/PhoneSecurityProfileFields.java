package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a phone security profile. A phone security profile.
 *
 * <p>Source: em-api-and-axl 4.7.
 *
 * @since 0.1.0
 */
public final class PhoneSecurityProfileFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 0).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 0).make();

    /** Phone Type. */
    public static final ObjectField<String> PHONE_TYPE =
            ObjectField.text("phoneType", "Phone Type", 255).make();

    /** Protocol. */
    public static final ObjectField<String> PROTOCOL =
            ObjectField.text("protocol", "Protocol", 255).make();

    /** Device Security Mode. */
    public static final ObjectField<String> DEVICE_SECURITY_MODE =
            ObjectField.text("deviceSecurityMode", "Device Security Mode", 255).make();

    /** TFTP Encrypted Config. */
    public static final ObjectField<Boolean> TFTP_ENCRYPTED_CONFIG =
            ObjectField.flag("tftpEncryptedConfig", "TFTP Encrypted Config").make();

    static final List<ObjectField<?>> ALL =
            List.of(PHONE_TYPE, PROTOCOL, NAME, DESCRIPTION, DEVICE_SECURITY_MODE, TFTP_ENCRYPTED_CONFIG);

    private PhoneSecurityProfileFields() {}
}
