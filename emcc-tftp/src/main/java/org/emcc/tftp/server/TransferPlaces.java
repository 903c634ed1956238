package org.emcc.tftp.server;

import java.util.HashMap;
import java.util.Map;
import org.emcc.tftp.internal.SourceNetwork;

/**
 * How many transfers run, together and of each source, and how many of them with clients that have not proved yet that they exist: a
 * forged request must not take the places of honest ones for long, nor make the server send much (tftp 9.4). For one thread.
 */
final class TransferPlaces {
    private final AdmissionLimits limits;
    private final Map<SourceNetwork, Count> bySource = new HashMap<>();
    private final Count all = new Count();

    private static final class Count {
        private int running;
        private int unproven;
    }

    TransferPlaces(AdmissionLimits limits) {
        this.limits = limits;
    }

    /** Takes a place for a client that is not proven, or returns false when there is none. */
    boolean take(SourceNetwork source) {
        Count own = bySource.getOrDefault(source, new Count());
        if (all.running >= limits.transfers()
                || all.unproven >= limits.unproven()
                || own.running >= limits.transfersPerSource()
                || own.unproven >= limits.unprovenPerSource()) {
            return false;
        }
        bySource.putIfAbsent(source, own);
        own.running++;
        own.unproven++;
        all.running++;
        all.unproven++;
        return true;
    }

    /** The client of a place that was taken has answered; once for each. */
    void proven(SourceNetwork source) {
        Count own = bySource.get(source);
        if (own != null) {
            own.unproven--;
            all.unproven--;
        }
    }

    /** Gives a place back whose client is proven; one that is not is {@link #proven} first. */
    void giveBack(SourceNetwork source) {
        Count own = bySource.get(source);
        if (own != null) {
            own.running--;
            all.running--;
            if (own.running == 0) {
                bySource.remove(source);
            }
        }
    }
}
