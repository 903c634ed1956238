package org.emcc.tftp.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.emcc.tftp.server.TransferReport.Result;

/**
 * What a {@link ContentHttpServer} has done since it was started, all of one instant: every request whose head has come is either in
 * progress or has ended in one way. {@link #toMap()} has the names of the product's object <em>Cisco TFTP</em>.
 *
 * <p>Not there are {@code HttpConnectRequests}, because the JDK's server shows no connection before a request has come over it, and
 * {@code HttpServedFromDisk}, because no request reads a disk. Source: tftp 10.1 (names), 17 (requirement 9). What each counter of the
 * product counts exactly is recalled there, not known.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class HttpCounters {
    private final long requests;
    private final Map<Result, Long> ended;

    HttpCounters(long requests, Map<Result, Long> ended) {
        this.requests = requests;
        this.ended = Map.copyOf(ended);
    }

    /**
     * Requests whose head has come, also refused ones.
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
     * The counters by the product's names: {@code HttpRequests}, {@code HttpRequestsProcessed} (done), {@code HttpRequestsNotFound},
     * {@code HttpRequestsOverflow} (told busy) and {@code HttpRequestsAborted} (any other end).
     *
     * @return an unmodifiable map in this order
     */
    public Map<String, Long> toMap() {
        Map<String, Long> map = new LinkedHashMap<>();
        map.put("HttpRequests", requests);
        map.put("HttpRequestsProcessed", ended(Result.DONE));
        map.put("HttpRequestsNotFound", ended(Result.NOT_FOUND));
        map.put("HttpRequestsOverflow", ended(Result.OVERLOAD));
        map.put(
                "HttpRequestsAborted",
                ended(Result.TIMEOUT)
                        + ended(Result.CLIENT_ERROR)
                        + ended(Result.REFUSED)
                        + ended(Result.INTERNAL)
                        + ended(Result.LAST_ACK_MISSING));
        return Collections.unmodifiableMap(map);
    }

    @Override
    public String toString() {
        return "HttpCounters" + toMap();
    }
}
