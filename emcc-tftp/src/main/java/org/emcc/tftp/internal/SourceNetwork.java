package org.emcc.tftp.internal;

import java.net.InetAddress;
import org.emcc.core.internal.HostNames;

/**
 * The network that an address belongs to, where limits are by that too (see {@link SourceCount}): an IPv4 address alone, or the IPv6
 * network of 64 bits in which one host can have every address (inferred).
 *
 * @param value the address or the network
 */
public record SourceNetwork(String value) {
    /**
     * The source that an address belongs to.
     *
     * @param address of a client
     * @return its source
     */
    public static SourceNetwork of(InetAddress address) {
        return new SourceNetwork(HostNames.network(address.getHostAddress()));
    }
}
