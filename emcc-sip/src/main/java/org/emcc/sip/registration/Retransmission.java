package org.emcc.sip.registration;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * When a request over UDP is sent again: after {@code t1}, then after twice as long each time but never after more than
 * {@code t2}, until {@code total} has passed since it was first sent. Over streams nothing is sent again, and only the total counts.
 *
 * <p>Source: RFC 3261 17.1.2; sip 5.6 (500 ms, 4 s, 32 s).
 *
 * @param t1 the first wait, more than zero
 * @param t2 the longest wait, at least {@code t1} and at most 24 h
 * @param total when no answer is awaited any longer, at least {@code t1} and at most 24 h
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Retransmission(Duration t1, Duration t2, Duration total) {
    private static final Duration A_DAY = Duration.ofHours(24);

    /** The timers of RFC 3261. */
    public static final Retransmission STANDARD =
            new Retransmission(Duration.ofMillis(500), Duration.ofSeconds(4), Duration.ofSeconds(32));

    /**
     * Checks the three times against each other.
     *
     * @param t1 the first wait, more than zero
     * @param t2 the longest wait, at least {@code t1} and at most 24 h
     * @param total when no answer is awaited any longer, at least {@code t1} and at most 24 h
     * @throws IllegalArgumentException when they break a rule
     */
    public Retransmission {
        Objects.requireNonNull(t1, "t1");
        Objects.requireNonNull(t2, "t2");
        Objects.requireNonNull(total, "total");
        if (t1.isZero() || t1.isNegative() || t2.compareTo(t1) < 0 || total.compareTo(t1) < 0) {
            throw new IllegalArgumentException("t1 must be more than zero, and t2 and total at least t1, but they are "
                    + t1 + ", " + t2 + " and " + total);
        }
        if (t2.compareTo(A_DAY) > 0 || total.compareTo(A_DAY) > 0) {
            throw new IllegalArgumentException(
                    "t2 and total must be at most 24 h, but they are " + t2 + " and " + total);
        }
    }

    /**
     * The wait that follows.
     *
     * @param last the wait before, or zero for the first
     * @param passed how long ago the request was first sent
     * @return the wait, which ends at the total at the latest; empty when the total has passed
     */
    Optional<Duration> next(Duration last, Duration passed) {
        Duration left = total.minus(passed);
        if (left.isZero() || left.isNegative()) {
            return Optional.empty();
        }
        Duration wait = last.isZero() ? t1 : shorter(last.multipliedBy(2), t2);
        return Optional.of(shorter(wait, left));
    }

    /**
     * The one wait over a stream, where nothing is sent again.
     *
     * @param passed how long ago the request was sent
     * @return what is left of the total; empty when it has passed
     */
    Optional<Duration> once(Duration passed) {
        return Optional.of(total.minus(passed)).filter(left -> !left.isZero() && !left.isNegative());
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
