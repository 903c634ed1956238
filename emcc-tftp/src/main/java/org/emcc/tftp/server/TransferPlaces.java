package org.emcc.tftp.server;

import java.net.InetAddress;
import org.emcc.tftp.internal.SourceCount;

/**
 * How many transfers run, together and of each source, and how many of them with clients that have not proved yet that they exist: a
 * forged request must not take the places of honest ones for long, nor make the server send much (tftp 9.4). For one thread.
 */
final class TransferPlaces {
    private final AdmissionLimits limits;
    private final SourceCount running = new SourceCount();
    private final SourceCount unproven = new SourceCount();
    private int allRunning;
    private int allUnproven;

    TransferPlaces(AdmissionLimits limits) {
        this.limits = limits;
    }

    /** Takes a place for a client that is not proven, or returns false when there is none. */
    boolean take(InetAddress source) {
        if (allRunning >= limits.transfers() || allUnproven >= limits.unproven() || isFull(source)) {
            return false;
        }
        running.add(source);
        unproven.add(source);
        allRunning++;
        allUnproven++;
        return true;
    }

    /** Whether it is the source itself that has all that it may have. */
    boolean isFull(InetAddress source) {
        return !running.hasRoom(source, limits.transfersPerSource())
                || !unproven.hasRoom(source, limits.unprovenPerSource());
    }

    /** The client of a place that was taken has answered; once for each. */
    void proven(InetAddress source) {
        unproven.remove(source);
        allUnproven--;
    }

    /** Gives a place back whose client is proven; one that is not is {@link #proven} first. */
    void giveBack(InetAddress source) {
        running.remove(source);
        allRunning--;
    }
}
