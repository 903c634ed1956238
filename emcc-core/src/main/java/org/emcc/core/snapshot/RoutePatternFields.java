package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a route pattern. A route pattern, as far as emergency calls need it.
 *
 * <p>Source: emcc-behaviour 6.3.
 *
 * @since 0.1.0
 */
public final class RoutePatternFields {
    /** Route Pattern. */
    public static final ObjectField<String> PATTERN =
            ObjectField.text("pattern", "Route Pattern", 255).byHand().make();

    /** Route Partition. */
    public static final ObjectField<String> ROUTE_PARTITION_NAME = ObjectField.name(
                    "routePartitionName", "Route Partition", ObjectKind.PARTITION)
            .byHand()
            .make();

    /** Emergency number. */
    public static final ObjectField<Boolean> EMERGENCY =
            ObjectField.flag("emergency", "Emergency number").byHand().make();

    /** Country whose emergency number it is. */
    public static final ObjectField<String> COUNTRY = ObjectField.text(
                    "country", "Country whose emergency number it is", 2)
            .byHand()
            .make();

    /** By Standard Local Route Group. */
    public static final ObjectField<Boolean> STANDARD_LOCAL_ROUTE_GROUP = ObjectField.flag(
                    "standardLocalRouteGroup", "By Standard Local Route Group")
            .byHand()
            .make();

    static final List<ObjectField<?>> ALL =
            List.of(PATTERN, ROUTE_PARTITION_NAME, EMERGENCY, COUNTRY, STANDARD_LOCAL_ROUTE_GROUP);

    private RoutePatternFields() {}
}
