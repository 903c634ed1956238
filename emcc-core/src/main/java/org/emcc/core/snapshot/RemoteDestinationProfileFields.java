package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a remote destination profile. A remote destination profile: its name can stand in the way of a base device.
 *
 * <p>Source: emcc-behaviour 5.6.
 *
 * @since 0.1.0
 */
public final class RemoteDestinationProfileFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 128).byHand().make();

    static final List<ObjectField<?>> ALL = List.of(NAME);

    private RemoteDestinationProfileFields() {}
}
