package org.emcc.core.configuration;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * One of the six services in the record of a remote cluster.
 *
 * <p>Source: emcc-behaviour 5.4.
 *
 * @param enabled whether its box is ticked here
 * @param activated what the other side said of it at the last update
 * @param addresses <em>Address-1</em> to <em>Address-3</em>: the IPv4 addresses of the nodes that give it there, as learned; at most
 *     3
 * @threadsafety immutable
 * @since 0.1.0
 */
public record RemoteService(boolean enabled, RemoteActivated activated, List<ServiceAddress> addresses) {
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    /**
     * Checks the addresses.
     *
     * @param enabled whether its box is ticked here
     * @param activated what the other side said of it at the last update
     * @param addresses the learned addresses, at most 3, each of IPv4 and without a port
     * @throws IllegalArgumentException when there are too many, or one is not an IPv4 address
     */
    public RemoteService {
        Objects.requireNonNull(activated, "activated");
        addresses = Require.list(addresses, "addresses");
        Require.range(addresses.size(), "number of addresses of a remote service", 0, 3);
        for (ServiceAddress address : addresses) {
            Require.form(address.toString(), "address of a remote service", IPV4, "be an IPv4 address without a port");
        }
    }
}
