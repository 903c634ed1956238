package org.emcc.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.emcc.core.id.DeviceName;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Everything that happens in a world, line by line. Of all lines a number is kept, by which two runs are compared; the lines
 * themselves only when they are wanted, because most runs are nothing that anybody looks at.
 */
public final class Journal {
    /** As many as a diagram can bear. */
    private static final int MOST = 400;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final SimTime time;
    private final @Nullable Deque<Line> kept;
    private final @Nullable DeviceName about;
    private final @Nullable List<String> all;
    private long digest = FNV_OFFSET;
    private long lines;
    private long left;
    private Consumer<String> reader = line -> {};

    private record Line(long at, String from, String to, String what, boolean amiss) {}

    private Journal(SimTime time, @Nullable Deque<Line> kept, @Nullable DeviceName about, @Nullable List<String> all) {
        this.time = time;
        this.kept = kept;
        this.about = about;
        this.all = all;
    }

    /** Keeps no line. */
    public static Journal digesting(SimTime time) {
        return new Journal(time, null, null, null);
    }

    /** Keeps the last lines about a phone, and what befalls the world; about all phones, when none is named. */
    static Journal keeping(SimTime time, @Nullable DeviceName about) {
        return new Journal(time, new ArrayDeque<>(), about, null);
    }

    /** Writes each line down, to compare two runs. */
    static Journal writing(SimTime time, List<String> lines) {
        return new Journal(time, null, null, lines);
    }

    /** Whoever looks at every word before it is taken down. */
    void readBy(Consumer<String> who) {
        reader = who;
    }

    void say(String from, String to, @Nullable DeviceName subject, String what) {
        add(from, to, subject, what, false);
    }

    void sayAmiss(String from, String to, @Nullable DeviceName subject, String what) {
        add(from, to, subject, what, true);
    }

    /** Something that comes round all the time: it counts, and is not kept. */
    void sayInPassing(String from, String to, String what) {
        digest(from, to, what);
    }

    private void digest(String from, String to, String what) {
        reader.accept(what);
        lines++;
        if (all != null) {
            all.add(time.now() + " " + from + " -> " + to + ": " + what);
        }
        fold(time.now());
        fold(from);
        fold(to);
        fold(what);
    }

    private void add(String from, String to, @Nullable DeviceName subject, String what, boolean amiss) {
        digest(from, to, what);
        if (kept != null && (about == null || subject == null || about.equals(subject))) {
            kept.add(new Line(time.now(), from, to, what, amiss));
            if (kept.size() > MOST) {
                kept.remove();
                left++;
            }
        }
    }

    private void fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            digest = (digest ^ text.charAt(i)) * FNV_PRIME;
        }
    }

    private void fold(long number) {
        digest = (digest ^ number) * FNV_PRIME;
    }

    /** A number for all lines so far. */
    public long digest() {
        return digest;
    }

    long lines() {
        return lines;
    }

    /** The lines that were kept. */
    Trace trace() {
        if (kept == null) {
            throw new IllegalStateException("no lines were kept");
        }
        Replay clock = new Replay();
        clock.now = SimTime.BEGIN;
        Trace trace = new Trace(clock);
        if (left > 0) {
            trace.record("world", "world", left + " earlier events are left out");
        }
        for (Line line : kept) {
            clock.now = Instant.ofEpochMilli(line.at());
            if (line.amiss()) {
                trace.recordAmiss(line.from(), line.to(), stamped(line));
            } else {
                trace.record(line.from(), line.to(), stamped(line));
            }
        }
        return trace;
    }

    /** With its time, in seconds since the beginning: without, hours look like moments in a diagram. */
    private static String stamped(Line line) {
        long millis = line.at() - SimTime.BEGIN.toEpochMilli();
        return millis / 1000 + "." + String.valueOf(1000 + millis % 1000).substring(1) + " s " + line.what();
    }

    private static final class Replay extends Clock {
        private Instant now = SimTime.BEGIN;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("traces reckon in instants");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
