package org.emcc.tftp.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * How many of something each source has: each address by itself, and all addresses of an IPv6 network of 64 bits together, sixteen times
 * as many, because one host can have all of them, and a whole floor of phones as well (inferred). The one rule for all transports. For one
 * thread.
 */
public final class SourceCount {
    /** How many times as many as one address a whole network may have. */
    public static final int NETWORK = 16;

    private final Map<InetAddress, Integer> byAddress = new HashMap<>();
    private final Map<SourceNetwork, Integer> byNetwork = new HashMap<>();

    /** Whether an address that may have so many has less, and its network too. */
    public boolean hasRoom(InetAddress address, int most) {
        return byAddress.getOrDefault(address, 0) < most
                && (!(address instanceof Inet6Address)
                        || byNetwork.getOrDefault(SourceNetwork.of(address), 0) < (long) most * NETWORK);
    }

    /** One more. */
    public void add(InetAddress address) {
        byAddress.merge(address, 1, Integer::sum);
        if (address instanceof Inet6Address) {
            byNetwork.merge(SourceNetwork.of(address), 1, Integer::sum);
        }
    }

    /** One less of those that were added. */
    public void remove(InetAddress address) {
        byAddress.computeIfPresent(address, (from, n) -> n == 1 ? null : n - 1);
        if (address instanceof Inet6Address) {
            byNetwork.computeIfPresent(SourceNetwork.of(address), (from, n) -> n == 1 ? null : n - 1);
        }
    }

    /** How many addresses have any. */
    public int addresses() {
        return byAddress.size();
    }

    /** Forgets all. */
    public void clear() {
        byAddress.clear();
        byNetwork.clear();
    }
}
