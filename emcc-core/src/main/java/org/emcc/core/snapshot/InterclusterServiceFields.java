package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a service of the inter-cluster service profile. A row of the inter-cluster service profile.
 *
 * <p>Source: em-api-and-axl 4.3; emcc-behaviour 5.3.
 *
 * @since 0.1.0
 */
public final class InterclusterServiceFields {
    /** Service. */
    public static final ObjectField<String> INTER_CLUSTER_SERVICE =
            ObjectField.text("interClusterService", "Service", 50).make();

    /** Active. */
    public static final ObjectField<Boolean> IS_ACTIVATED =
            ObjectField.flag("isActivated", "Active").make();

    /** SIP Trunk. */
    public static final ObjectField<String> SIP_TRUNK_NAME =
            ObjectField.name("sipTrunkName", "SIP Trunk", ObjectKind.SIP_TRUNK).make();

    static final List<ObjectField<?>> ALL = List.of(INTER_CLUSTER_SERVICE, IS_ACTIVATED, SIP_TRUNK_NAME);

    private InterclusterServiceFields() {}
}
