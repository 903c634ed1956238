package org.emcc.tftp.server;

import java.net.InetAddress;
import org.emcc.tftp.internal.SourceCount;

/** How many requests are under way, together and of each source. Thread-safe. */
final class SourcePlaces {
    private final int all;
    private final int ofOne;
    private final SourceCount taken = new SourceCount(); // guarded by this
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
        if (takenByAll >= all || !taken.hasRoom(address, ofOne)) {
            return false;
        }
        takenByAll++;
        taken.add(address);
        return true;
    }

    /** Gives a place back. */
    synchronized void giveBack(InetAddress address) {
        takenByAll--;
        taken.remove(address);
    }
}
