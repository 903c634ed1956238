package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a region. A region.
 *
 * <p>Source: em-api-and-axl 4.8.
 *
 * @since 0.1.0
 */
public final class RegionFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    static final List<ObjectField<?>> ALL = List.of(NAME);

    private RegionFields() {}
}
