package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a service. A service on a node.
 *
 * <p>Source: em-api-and-axl 4.8.
 *
 * @since 0.1.0
 */
public final class ServiceActivationFields {
    /** Server. */
    public static final ObjectField<String> PROCESS_NODE_NAME =
            ObjectField.name("processNodeName", "Server", ObjectKind.NODE).make();

    /** Service. */
    public static final ObjectField<String> SERVICE =
            ObjectField.text("service", "Service", 255).make();

    /** Activation Status. */
    public static final ObjectField<Boolean> IS_ACTIVE =
            ObjectField.flag("isActive", "Activation Status").make();

    static final List<ObjectField<?>> ALL = List.of(PROCESS_NODE_NAME, SERVICE, IS_ACTIVE);

    private ServiceActivationFields() {}
}
