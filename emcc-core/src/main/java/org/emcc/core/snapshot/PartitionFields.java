package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a partition. A partition.
 *
 * <p>Source: em-api-and-axl 4.8.
 *
 * @since 0.1.0
 */
public final class PartitionFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 0).make();

    static final List<ObjectField<?>> ALL = List.of(NAME, DESCRIPTION);

    private PartitionFields() {}
}
