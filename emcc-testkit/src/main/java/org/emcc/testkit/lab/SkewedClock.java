package org.emcc.testkit.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/** A clock that may be wrong. */
final class SkewedClock extends Clock {
    private final Clock right;
    private volatile Duration ahead = Duration.ZERO;

    SkewedClock(Clock right) {
        this.right = right;
    }

    Duration ahead() {
        return ahead;
    }

    void ahead(Duration difference) {
        ahead = Objects.requireNonNull(difference, "ahead");
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        SkewedClock other = new SkewedClock(right.withZone(zone));
        other.ahead = ahead;
        return other;
    }
}
