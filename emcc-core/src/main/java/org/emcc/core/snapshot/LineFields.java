package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a directory number. A directory number.
 *
 * <p>Source: em-api-and-axl 4.8.
 *
 * @since 0.1.0
 */
public final class LineFields {
    /** Directory Number. */
    public static final ObjectField<String> PATTERN =
            ObjectField.text("pattern", "Directory Number", 0).make();

    /** Route Partition. */
    public static final ObjectField<String> ROUTE_PARTITION_NAME = ObjectField.name(
                    "routePartitionName", "Route Partition", ObjectKind.PARTITION)
            .make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 0).make();

    /** Usage. */
    public static final ObjectField<String> USAGE =
            ObjectField.text("usage", "Usage", 255).make();

    static final List<ObjectField<?>> ALL = List.of(PATTERN, DESCRIPTION, USAGE, ROUTE_PARTITION_NAME);

    private LineFields() {}
}
