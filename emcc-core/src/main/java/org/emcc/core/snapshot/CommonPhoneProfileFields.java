package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a common phone profile. A common phone profile.
 *
 * <p>Source: emcc-behaviour 9.
 *
 * @since 0.1.0
 */
public final class CommonPhoneProfileFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).byHand().make();

    /** Video Capabilities. */
    public static final ObjectField<Boolean> VIDEO_CAPABILITY =
            ObjectField.flag("videoCapability", "Video Capabilities").byHand().make();

    static final List<ObjectField<?>> ALL = List.of(NAME, VIDEO_CAPABILITY);

    private CommonPhoneProfileFields() {}
}
