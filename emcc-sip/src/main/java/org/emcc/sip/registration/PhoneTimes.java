package org.emcc.sip.registration;

import java.time.Duration;
import org.emcc.core.internal.Require;

/**
 * The times by which a phone keeps its registration, and looks for a better or another node. Those of a single request are the
 * {@link Retransmission}, and how long a stream may take to be there is its transport's matter.
 *
 * <p>Marks as in the sources: [DOC] the vendor's documentation, [SRC] the published phone software, [INF] our choice.
 *
 * @param registerDelta how long before its end a registration is refreshed; 5 s [DOC: sip 4.5]. A lifetime of less than twice that is
 *     refreshed halfway [INF]
 * @param keepAlive how often the nodes that the phone is not registered with are looked at; 120 s, the {@code timerKeepAliveExpires} of
 *     configuration files [that it is this interval: INF]
 * @param monitor how long a better node has to live before the phone goes back to it; 120 s, the {@code connectionMonitorDuration} of
 *     configuration files [DOC]; never more than {@code monitorLimit} counts
 * @param monitorLimit the longest time that a phone waits before it goes back, or tries again what all nodes refused; 300 s [SRC: sip 4.5]
 * @param retry when a phone that all nodes have failed tries the first again; 30 s [INF]. It is longer when all of them name a later
 *     time in Retry-After
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneTimes(
        Duration registerDelta, Duration keepAlive, Duration monitor, Duration monitorLimit, Duration retry) {
    private static final Duration A_SECOND = Duration.ofSeconds(1);

    /** The times as above. */
    public static final PhoneTimes STANDARD = new PhoneTimes(
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(2),
            Duration.ofMinutes(5),
            Duration.ofSeconds(30));

    /**
     * Checks that each is 24 h at most, and at least 1 s but for the first and the third, which only have to be more than zero.
     *
     * @param registerDelta how long before its end a registration is refreshed
     * @param keepAlive how often other nodes are looked at
     * @param monitor how long a better node has to live
     * @param monitorLimit the longest such time
     * @param retry when a phone tries again
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public PhoneTimes {
        Require.upToADay(registerDelta, "registerDelta");
        Require.upToADay(keepAlive, "keepAlive");
        Require.upToADay(monitor, "monitor");
        Require.upToADay(monitorLimit, "monitorLimit");
        Require.upToADay(retry, "retry");
        atLeastASecond(keepAlive, "keepAlive");
        atLeastASecond(monitorLimit, "monitorLimit");
        atLeastASecond(retry, "retry");
    }

    private static void atLeastASecond(Duration value, String what) {
        if (value.compareTo(A_SECOND) < 0) {
            throw new IllegalArgumentException(what + " must be at least 1 s, but is " + value);
        }
    }

    /**
     * The same with another time before the end.
     *
     * @param value more than zero, at most 24 h
     * @return a copy
     */
    public PhoneTimes withRegisterDelta(Duration value) {
        return new PhoneTimes(value, keepAlive, monitor, monitorLimit, retry);
    }

    /**
     * The same with another interval between two looks.
     *
     * @param value 1 s to 24 h
     * @return a copy
     */
    public PhoneTimes withKeepAlive(Duration value) {
        return new PhoneTimes(registerDelta, value, monitor, monitorLimit, retry);
    }

    /**
     * The same with another time that a better node has to live.
     *
     * @param value more than zero, at most 24 h
     * @return a copy
     */
    public PhoneTimes withMonitor(Duration value) {
        return new PhoneTimes(registerDelta, keepAlive, value, monitorLimit, retry);
    }

    /**
     * The same with another longest time.
     *
     * @param value 1 s to 24 h
     * @return a copy
     */
    public PhoneTimes withMonitorLimit(Duration value) {
        return new PhoneTimes(registerDelta, keepAlive, monitor, value, retry);
    }

    /**
     * The same with another wait before everything is tried again.
     *
     * @param value 1 s to 24 h
     * @return a copy
     */
    public PhoneTimes withRetry(Duration value) {
        return new PhoneTimes(registerDelta, keepAlive, monitor, monitorLimit, value);
    }

    /** When a registration is refreshed. */
    Duration refreshAfter(Duration granted) {
        Duration half = granted.dividedBy(2);
        Duration early = granted.minus(registerDelta);
        return early.compareTo(half) > 0 ? early : half;
    }

    /** How long a better node has to live in fact. */
    Duration monitored() {
        return shorter(monitor, monitorLimit);
    }

    /** When everything is tried again, after answers that all asked for that time at least. */
    Duration retryAfter(Duration asked) {
        Duration bounded = shorter(asked, monitorLimit);
        return bounded.compareTo(retry) > 0 ? bounded : retry;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
