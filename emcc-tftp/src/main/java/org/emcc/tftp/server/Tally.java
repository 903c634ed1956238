package org.emcc.tftp.server;

import java.util.EnumMap;
import java.util.Map;
import org.emcc.tftp.server.TransferReport.Result;

/** Counts of one server, written and read by any thread. */
final class Tally {
    private final Map<Result, Long> ended = new EnumMap<>(Result.class);
    private long requests;
    private long segmentsSent;
    private long segmentsAcknowledged;

    synchronized void asked() {
        requests++;
    }

    synchronized void ended(Result result) {
        ended.merge(result, 1L, Long::sum);
    }

    synchronized void moved(int sent, long acknowledged) {
        segmentsSent += sent;
        segmentsAcknowledged += acknowledged;
    }

    synchronized HttpCounters ofHttp() {
        return new HttpCounters(requests, new EnumMap<>(ended));
    }

    synchronized TftpCounters snapshot(int maxServingCount) {
        return new TftpCounters(requests, new EnumMap<>(ended), segmentsSent, segmentsAcknowledged, maxServingCount);
    }
}
