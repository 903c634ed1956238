package org.emcc.sip.transport;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.emcc.core.internal.HostNames;

/** How many connections are open, together and of each source. Confined to the thread of a carrier. */
final class SourceConnections {
    /** How many times as many as an IPv4 address a network of IPv6 may have. */
    private static final int NETWORK = 16;

    private final StreamLimits limits;
    private final Map<String, Integer> bySource = new HashMap<>();
    private int all;

    SourceConnections(StreamLimits limits) {
        this.limits = limits;
    }

    /** Counts one more, to be given back; or returns false when it is one too many. */
    boolean take(InetAddress address) {
        String source = HostNames.network(address.getHostAddress());
        long most = (long) limits.connectionsPerSource() * (address instanceof Inet6Address ? NETWORK : 1);
        int open = bySource.getOrDefault(source, 0);
        if (all >= limits.connections() || open >= most) {
            return false;
        }
        all++;
        bySource.put(source, open + 1);
        return true;
    }

    void giveBack(InetAddress address) {
        all--;
        bySource.computeIfPresent(
                HostNames.network(address.getHostAddress()), (source, open) -> open == 1 ? null : open - 1);
    }

    /** How many sources are remembered, for tests. */
    int sources() {
        return bySource.size();
    }
}
