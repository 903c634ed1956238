package org.emcc.tftp.server;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.emcc.tftp.internal.SourceNetwork;

/** How many errors each source has had in this second (tftp 9.4). For one thread. */
final class ErrorShare {
    private static final int SOURCES_WATCHED = 10_000;

    private final int perSecond;
    private final Map<SourceNetwork, Integer> bySource = new HashMap<>();
    private long second;

    ErrorShare(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one of a source's errors; false when it has had all, or when there are too many sources to watch. */
    boolean take(SourceNetwork source, Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            bySource.clear();
        }
        if (bySource.size() >= SOURCES_WATCHED && !bySource.containsKey(source)) {
            return false;
        }
        return bySource.merge(source, 1, Integer::sum) <= perSecond;
    }
}
