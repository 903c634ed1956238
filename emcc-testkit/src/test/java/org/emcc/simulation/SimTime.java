package org.emcc.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The time of a world, and what is to happen in it. Nothing waits: the next event comes at once, and the time with it. */
public final class SimTime {
    static final Instant BEGIN = Instant.parse("2026-03-02T08:00:00Z");

    private final PriorityQueue<Event> agenda = new PriorityQueue<>();
    private final @Nullable RandomGenerator lots;
    private long now = BEGIN.toEpochMilli();
    private long ordered;
    private long taken;

    /**
     * The beginning of a world.
     *
     * @param lots decides what of the things at one instant comes first; without, what was ordered first
     */
    public SimTime(@Nullable RandomGenerator lots) {
        this.lots = lots;
    }

    /** Something that is to happen. */
    public static final class Event implements Comparable<Event> {
        private final long when;
        private final int lot;
        private final long number;
        private @Nullable Runnable action;

        private Event(long when, int lot, long number, Runnable action) {
            this.when = when;
            this.lot = lot;
            this.number = number;
            this.action = action;
        }

        /** It is not to happen any more. */
        public void cancel() {
            action = null;
        }

        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(when, other.when);
            int byLot = byTime == 0 ? Integer.compare(lot, other.lot) : byTime;
            return byLot == 0 ? Long.compare(number, other.number) : byLot;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    /** Milliseconds since 1970. */
    public long now() {
        return now;
    }

    /** Milliseconds since the beginning. */
    long elapsed() {
        return now - BEGIN.toEpochMilli();
    }

    /** How many events there were so far. */
    long taken() {
        return taken;
    }

    /** Orders something for an instant in milliseconds since 1970; what is past comes next. */
    public Event at(long when, Runnable action) {
        Event event = new Event(Math.max(when, now), lots == null ? 0 : lots.nextInt(), ordered++, action);
        agenda.add(event);
        return event;
    }

    /** Orders something for so many milliseconds from now. */
    public Event after(long millis, Runnable action) {
        return at(now + millis, action);
    }

    /**
     * Lets the next event come.
     *
     * @param last an instant in milliseconds since 1970 after which nothing is to happen now
     * @return whether there was one; if not, it is that instant now
     */
    public boolean step(long last) {
        while (true) {
            Event next = agenda.peek();
            if (next == null || next.when > last) {
                now = Math.max(now, last);
                return false;
            }
            agenda.remove();
            Runnable action = next.action;
            if (action != null) {
                now = next.when;
                taken++;
                action.run();
                return true;
            }
        }
    }

    /** The clock of somebody who is ahead of this time by so many milliseconds. */
    public Clock clock(long ahead) {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException("clusters reckon in instants");
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(now + ahead);
            }
        };
    }
}
