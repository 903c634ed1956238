package org.emcc.core.gateway;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/** The wrong guesses of each key of one kind. Its owner calls it under a lock. The oldest window is the first of the map. */
final class GuessTable<K> {
    private static final class Count {
        private final Instant since;
        private int failures;
        private int underWay;
        private Instant closedUntil = Instant.MIN;

        Count(Instant since) {
            this.since = since;
        }
    }

    private final Map<K, Count> counts = new LinkedHashMap<>();
    private final GuessLimits limits;
    private final int free;

    GuessTable(GuessLimits limits, int free) {
        this.limits = limits;
        this.free = free;
    }

    /** Whether one more guess may be looked at now. Those under way count as wrong until it is known. */
    boolean open(K key, Instant now) {
        Count count = counts.get(key);
        if (count == null || over(count, now)) {
            return counts.size() < limits.capacity() || counts.values().stream().anyMatch(each -> each.underWay == 0);
        }
        return !now.isBefore(count.closedUntil) && count.underWay < Math.max(1, free - count.failures);
    }

    private boolean over(Count count, Instant now) {
        return count.underWay == 0
                && !now.isBefore(count.since.plus(limits.window()))
                && !now.isBefore(count.closedUntil);
    }

    /** Begins a guess that {@link #open} has let in. */
    void begin(K key, Instant now) {
        Count known = counts.get(key);
        if (known != null && over(known, now)) {
            counts.remove(key); // so that the new one comes last
        }
        if (!counts.containsKey(key)) {
            makeRoom(now);
        }
        counts.computeIfAbsent(key, each -> new Count(now)).underWay++;
    }

    private void makeRoom(Instant now) {
        Iterator<Count> eldest = counts.values().iterator();
        while (eldest.hasNext()) {
            Count count = eldest.next();
            boolean full = counts.size() >= limits.capacity();
            if (over(count, now) || (full && count.underWay == 0)) {
                eldest.remove();
            } else if (!full) {
                return;
            }
        }
    }

    /** Ends a guess that was wrong; {@code counted} says whether it counts here. Answers how many there are now. */
    int wrong(K key, boolean counted, Instant now) {
        Count count = ended(key);
        if (counted) {
            count.failures++;
            count.closedUntil = now.plus(limits.delay(count.failures, free));
        }
        forgetIfEmpty(key, count);
        return count.failures;
    }

    /** Ends a guess that was right, or never looked at, and takes wrong ones back if there are that many. */
    void right(K key, int takenBack) {
        Count count = ended(key);
        count.failures = Math.max(0, count.failures - takenBack);
        if (count.failures < free) {
            count.closedUntil = Instant.MIN;
        }
        forgetIfEmpty(key, count);
    }

    private Count ended(K key) {
        Count count = Objects.requireNonNull(counts.get(key), "a guess has ended that did not begin");
        count.underWay--;
        return count;
    }

    private void forgetIfEmpty(K key, Count count) {
        if (count.failures == 0 && count.underWay == 0) {
            counts.remove(key);
        }
    }

    int failures(K key) {
        Count count = counts.get(key);
        return count == null ? 0 : count.failures;
    }

    /** When the window of a guess under way began. */
    Instant since(K key) {
        return Objects.requireNonNull(counts.get(key), "no guess is under way").since;
    }

    /** Takes back what is counted against some keys; guesses under way go on. */
    void forgive(Predicate<K> which) {
        counts.entrySet().removeIf(entry -> {
            if (!which.test(entry.getKey())) {
                return false;
            }
            entry.getValue().failures = 0;
            entry.getValue().closedUntil = Instant.MIN;
            return entry.getValue().underWay == 0;
        });
    }

    int size() {
        return counts.size();
    }
}
