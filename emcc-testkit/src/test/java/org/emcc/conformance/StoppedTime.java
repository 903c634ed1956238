package org.emcc.conformance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.emcc.core.gateway.Timers;

/** A clock that stands until it is moved, and timers over it; all on the caller's thread. */
final class StoppedTime extends Clock implements Timers {
    private record Due(long number, Instant when, Runnable task) {}

    private Instant now = Instant.parse("2026-11-22T09:00:00Z");
    private final List<Due> due = new ArrayList<>();
    private long ordered;

    @Override
    public Ordered at(Instant when, Runnable task) {
        Due order = new Due(++ordered, when, task);
        due.add(order);
        return () -> due.removeIf(each -> each.number == order.number);
    }

    /** Moves the clock, and does on the way what is due, the earliest and of equal ones the first ordered first. */
    void advance(Duration time) {
        Instant end = now.plus(time);
        for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
            Due order = next.get();
            due.removeIf(each -> each.number == order.number);
            now = order.when.isAfter(now) ? order.when : now;
            order.task.run();
        }
        now = end;
    }

    private Optional<Due> next(Instant end) {
        return due.stream().filter(order -> !order.when.isAfter(end)).min(Comparator.comparing(Due::when));
    }

    @Override
    public void close() {
        due.clear();
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
}
