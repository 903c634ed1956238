package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a geolocation policy. A policy of logical partitioning.
 *
 * <p>Source: em-api-and-axl 4.4.
 *
 * @since 0.1.0
 */
public final class GeolocationPolicyFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 255).make();

    static final List<ObjectField<?>> ALL = List.of(NAME, DESCRIPTION);

    private GeolocationPolicyFields() {}
}
