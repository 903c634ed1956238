package org.emcc.tftp.server;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import org.emcc.tftp.internal.SourceNetwork;

/** How many requests are under way, together and of each address; an IPv6 address counts by its network. Thread-safe. */
final class SourcePlaces {
    private final int all;
    private final int ofOne;
    private final Map<SourceNetwork, Integer> taken = new HashMap<>(); // guarded by this
    private int takenByAll; // guarded by this

    /**
     * Some places.
     *
     * @param all how many there are
     * @param ofOne how many one address has at most
     */
    SourcePlaces(int all, int ofOne) {
        this.all = all;
        this.ofOne = ofOne;
    }

    /** Takes a place, to be given back, or returns false when there is none for this address. */
    synchronized boolean take(InetAddress address) {
        SourceNetwork from = SourceNetwork.of(address);
        if (takenByAll >= all || taken.getOrDefault(from, 0) >= ofOne) {
            return false;
        }
        takenByAll++;
        taken.merge(from, 1, Integer::sum);
        return true;
    }

    /** Gives a place back. */
    synchronized void giveBack(InetAddress address) {
        takenByAll--;
        taken.computeIfPresent(SourceNetwork.of(address), (from, n) -> n == 1 ? null : n - 1);
    }
}
