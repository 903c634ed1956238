package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a EMCC base device. An EMCC base device.
 *
 * <p>Source: emcc-behaviour 5.6.
 *
 * @since 0.1.0
 */
public final class BaseDeviceFields {
    /** Device Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Device Name", 128).byHand().make();

    /** Device Security Profile. */
    public static final ObjectField<String> SECURITY_PROFILE_NAME = ObjectField.name(
                    "securityProfileName", "Device Security Profile", ObjectKind.PHONE_SECURITY_PROFILE)
            .byHand()
            .make();

    /** Security profile is nonsecure. */
    public static final ObjectField<Boolean> NONSECURE = ObjectField.flag("nonsecure", "Security profile is nonsecure")
            .byHand()
            .make();

    /** Current User ID. */
    public static final ObjectField<String> LOGIN_USER_ID =
            ObjectField.text("loginUserId", "Current User ID", 255).byHand().make();

    static final List<ObjectField<?>> ALL = List.of(NAME, SECURITY_PROFILE_NAME, NONSECURE, LOGIN_USER_ID);

    private BaseDeviceFields() {}
}
