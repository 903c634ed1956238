package org.emcc.tftp.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.emcc.tftp.server.TransferReport.Result;

/**
 * What a server has done since it was started, all of one instant: every request is either in progress or has ended in one of the
 * eight ways. {@link #toMap()} has the names of the product's object <em>Cisco TFTP</em>.
 *
 * <p>Source: tftp 10.1 (names), 17 requirement 9. What each counter of the product counts exactly is recalled there, not known.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TftpCounters {
    private final long requests;
    private final Map<Result, Long> ended;
    private final long segmentsSent;
    private final long segmentsAcknowledged;
    private final int maxServingCount;

    TftpCounters(
            long requests, Map<Result, Long> ended, long segmentsSent, long segmentsAcknowledged, int maxServingCount) {
        this.requests = requests;
        this.ended = Map.copyOf(ended);
        this.segmentsSent = segmentsSent;
        this.segmentsAcknowledged = segmentsAcknowledged;
        this.maxServingCount = maxServingCount;
    }

    /**
     * Requests, also malformed and refused ones; one that was repeated counts once.
     *
     * @return 0 or more
     */
    public long requests() {
        return requests;
    }

    /**
     * Requests that have not ended.
     *
     * @return 0 or more
     */
    public long requestsInProgress() {
        return requests - ended.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Requests that ended in one way.
     *
     * @param result the way
     * @return 0 or more
     */
    public long ended(Result result) {
        return ended.getOrDefault(Objects.requireNonNull(result, "result"), 0L);
    }

    /**
     * Blocks sent, repeated ones as often as they were.
     *
     * @return 0 or more
     */
    public long segmentsSent() {
        return segmentsSent;
    }

    /**
     * Blocks acknowledged, each once.
     *
     * @return 0 or more
     */
    public long segmentsAcknowledged() {
        return segmentsAcknowledged;
    }

    /**
     * How many transfers the server takes on at a time.
     *
     * @return 1 or more
     */
    public int maxServingCount() {
        return maxServingCount;
    }

    /**
     * The counters by the product's names: {@code Requests}, {@code RequestsInProgress}, {@code RequestsProcessed} (done, or the last
     * ACK missing), {@code RequestsNotFound}, {@code RequestsOverflow} (told busy), {@code RequestsAborted} (any other end),
     * {@code SegmentsSent}, {@code SegmentsAcknowledged} and {@code MaxServingCount}.
     *
     * @return an unmodifiable map in this order
     */
    public Map<String, Long> toMap() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("Requests", requests);
        map.put("RequestsInProgress", requestsInProgress());
        map.put("RequestsProcessed", ended(Result.DONE) + ended(Result.LAST_ACK_MISSING));
        map.put("RequestsNotFound", ended(Result.NOT_FOUND));
        map.put("RequestsOverflow", ended(Result.OVERLOAD));
        map.put(
                "RequestsAborted",
                ended(Result.TIMEOUT) + ended(Result.CLIENT_ERROR) + ended(Result.REFUSED) + ended(Result.INTERNAL));
        map.put("SegmentsSent", segmentsSent);
        map.put("SegmentsAcknowledged", segmentsAcknowledged);
        map.put("MaxServingCount", (long) maxServingCount);
        return java.util.Collections.unmodifiableMap(map);
    }

    @Override
    public String toString() {
        return "TftpCounters" + toMap();
    }
}
