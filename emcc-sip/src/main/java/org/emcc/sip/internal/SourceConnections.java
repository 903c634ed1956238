package org.emcc.sip.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.emcc.core.internal.HostNames;

/**
 * How many connections are open, together and of each source: an IPv4 address, or an IPv6 network of 64 bits, which one host can have all
 * addresses of. For one thread.
 */
public final class SourceConnections {
    /** How many times as many as an IPv4 address a network of IPv6 may have. */
    private static final int NETWORK = 16;

    private final int most;
    private final int mostPerSource;
    private final Map<String, Integer> bySource = new HashMap<>();
    private int all;

    /**
     * None is open.
     *
     * @param most how many there may be
     * @param mostPerSource how many of them an IPv4 address may have; an IPv6 network has sixteen times as many
     */
    public SourceConnections(int most, int mostPerSource) {
        this.most = most;
        this.mostPerSource = mostPerSource;
    }

    /**
     * Counts one more, to be given back.
     *
     * @param address the other side
     * @return false when it is one too many, and not counted
     */
    public boolean take(InetAddress address) {
        String source = HostNames.network(address.getHostAddress());
        long mostHere = (long) mostPerSource * (address instanceof Inet6Address ? NETWORK : 1);
        int open = bySource.getOrDefault(source, 0);
        if (all >= most || open >= mostHere) {
            return false;
        }
        all++;
        bySource.put(source, open + 1);
        return true;
    }

    /**
     * One that was counted is gone.
     *
     * @param address the other side
     */
    public void giveBack(InetAddress address) {
        all--;
        bySource.computeIfPresent(
                HostNames.network(address.getHostAddress()), (source, open) -> open == 1 ? null : open - 1);
    }

    /**
     * How many are counted.
     *
     * @return 0 or more
     */
    public int open() {
        return all;
    }

    /**
     * How many sources are remembered.
     *
     * @return 0 or more
     */
    public int sources() {
        return bySource.size();
    }
}
