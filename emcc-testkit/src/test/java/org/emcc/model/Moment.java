package org.emcc.model;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until somebody moves it. */
final class Moment extends Clock {
    private static final Instant BEGIN = Instant.parse("2026-11-22T09:00:00Z");

    private Instant now = BEGIN;

    Moment() {}

    Moment(Moment from) {
        this.now = from.now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void reach(Instant when) {
        now = when.isAfter(now) ? when : now;
    }
}
