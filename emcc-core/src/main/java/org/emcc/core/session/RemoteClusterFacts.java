package org.emcc.core.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * What a remote cluster update brings: what the other cluster says of itself.
 *
 * <p>Source: emcc-behaviour 5.4 (version, active services, up to three addresses of each, region parameters).
 *
 * @param cluster the cluster ID of the other side, as it has it itself
 * @param release its release
 * @param services the services that are active there, each with none to three addresses of the nodes that give it
 * @param regions its region parameters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RemoteClusterFacts(
        ClusterId cluster,
        Release release,
        Map<InterclusterService, List<ServiceAddress>> services,
        RegionParameters regions) {
    /** How many addresses a service has at most. */
    public static final int MOST_ADDRESSES = 3;

    /**
     * Checks the parts and copies the map.
     *
     * @param cluster the cluster ID of the other side
     * @param release its release
     * @param services the active services and their addresses
     * @param regions its region parameters
     * @throws IllegalArgumentException when a service has more than three addresses
     */
    public RemoteClusterFacts {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(release, "release");
        Map<InterclusterService, List<ServiceAddress>> copy = new HashMap<>();
        services.forEach((service, addresses) -> {
            Require.range(addresses.size(), "number of addresses of " + service, 0, MOST_ADDRESSES);
            copy.put(service, List.copyOf(addresses));
        });
        services = Map.copyOf(copy);
        Objects.requireNonNull(regions, "regions");
    }

    /**
     * Whether a service is active there.
     *
     * @param service the service
     * @return true when it is
     */
    public boolean active(InterclusterService service) {
        return services.containsKey(service);
    }

    /**
     * Where a service is given.
     *
     * @param service the service
     * @return its addresses, none to three; empty when it is not active
     */
    public Optional<List<ServiceAddress>> addresses(InterclusterService service) {
        return Optional.ofNullable(services.get(service));
    }
}
