package org.emcc.tftp.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Says when something may be said aloud again, once a minute: what strangers can bring about must not fill a log. Thread-safe. */
public final class Sparingly {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    /** Whether it may; if so, not again for a while. */
    public boolean isDue(Instant now) {
        Instant due = next.get();
        return !now.isBefore(due) && next.compareAndSet(due, now.plus(PAUSE));
    }
}
