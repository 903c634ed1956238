package org.emcc.tftp.server;

import java.net.InetAddress;
import java.time.Instant;
import org.emcc.tftp.internal.SourceCount;

/** How many errors each source has had in this second (tftp 9.4). For one thread. */
final class ErrorShare {
    private static final int SOURCES_WATCHED = 10_000;

    private final int perSecond;
    private final SourceCount given = new SourceCount();
    private int others;
    private long second;

    ErrorShare(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one of a source's errors; false when it has had all. Sources that are too many to watch share as many as could be watched. */
    boolean take(InetAddress source, Instant now) {
        if (now.getEpochSecond() != second) {
            second = now.getEpochSecond();
            given.clear();
            others = 0;
        }
        if (!given.hasRoom(source, perSecond)) {
            return false;
        }
        if (given.addresses() >= SOURCES_WATCHED) {
            return perSecond > 0 && ++others <= SOURCES_WATCHED;
        }
        given.add(source);
        return true;
    }
}
