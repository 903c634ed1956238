package org.emcc.testkit.lab;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;

/** A clock that may be wrong. */
final class SkewedClock extends Clock {
    private final Clock right;
    /** Shared by the same clock in other zones. */
    private final Difference difference;

    private static final class Difference {
        private volatile Duration ahead = Duration.ZERO;
    }

    SkewedClock(Clock right) {
        this(right, new Difference());
    }

    private SkewedClock(Clock right, Difference difference) {
        this.right = right;
        this.difference = difference;
    }

    Duration ahead() {
        return difference.ahead;
    }

    void ahead(Duration ahead) {
        difference.ahead = Objects.requireNonNull(ahead, "ahead");
    }

    @Override
    public Instant instant() {
        return right.instant().plus(ahead());
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new SkewedClock(right.withZone(zone), difference);
    }
}
