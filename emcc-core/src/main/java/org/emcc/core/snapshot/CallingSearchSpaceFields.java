package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a calling search space. A calling search space.
 *
 * <p>Source: em-api-and-axl 4.8; emcc-behaviour 6.4.
 *
 * @since 0.1.0
 */
public final class CallingSearchSpaceFields {
    /** Name. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Name", 50).make();

    /** Description. */
    public static final ObjectField<String> DESCRIPTION =
            ObjectField.text("description", "Description", 50).make();

    /** Selected Partitions. */
    public static final ObjectField<List<OrderedName>> MEMBERS = ObjectField.ordered(
                    "members", "Selected Partitions", ObjectKind.PARTITION)
            .at("members/member")
            .of("index", "routePartitionName")
            .unlisted()
            .make();

    /** Partitions in search order. */
    public static final ObjectField<String> CLAUSE =
            ObjectField.text("clause", "Partitions in search order", 1024).make();

    static final List<ObjectField<?>> ALL = List.of(DESCRIPTION, CLAUSE, MEMBERS, NAME);

    private CallingSearchSpaceFields() {}
}
