package org.emcc.core.snapshot;

import java.util.List;

/**
 * The fields of a server. A server of the cluster. AXL tells which services are active ({@link ServiceActivationFields}); the rest is given by hand.
 *
 * <p>Source: emcc-behaviour 2.1 and 3.7.
 *
 * @since 0.1.0
 */
public final class NodeFields {
    /** Host Name/IP Address. */
    public static final ObjectField<String> NAME =
            ObjectField.text("name", "Host Name/IP Address", 255).byHand().make();

    /** Publisher. */
    public static final ObjectField<Boolean> PUBLISHER =
            ObjectField.flag("publisher", "Publisher").byHand().make();

    /** Auto-registration Enabled. */
    public static final ObjectField<Boolean> AUTO_REGISTRATION = ObjectField.flag(
                    "autoRegistration", "Auto-registration Enabled")
            .byHand()
            .make();

    static final List<ObjectField<?>> ALL = List.of(NAME, PUBLISHER, AUTO_REGISTRATION);

    private NodeFields() {}
}
