package org.emcc.core.configuration;

import java.util.Objects;
import java.util.Set;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * A node of a cluster and what is active on it.
 *
 * <p>Source: emcc-behaviour 2.1, step 1, and 9, row 5.
 *
 * @param name the host name or address of the node
 * @param publisher whether it is the publisher
 * @param services the services that are activated on it, so far as EMCC asks
 * @param autoRegistration whether new phones register there by themselves, which must be off on every node
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ClusterNode(
        ServiceAddress name, boolean publisher, Set<ClusterService> services, boolean autoRegistration) {
    /**
     * Checks the parts.
     *
     * @param name the host name or address of the node
     * @param publisher whether it is the publisher
     * @param services the services that are activated on it
     * @param autoRegistration whether new phones register there by themselves
     */
    public ClusterNode {
        Objects.requireNonNull(name, "name");
        services = Require.set(services, "services");
    }
}
