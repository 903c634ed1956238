package org.emcc.tftp.internal;

import java.time.Duration;

/**
 * Whether a thread should look again and again for the next datagram before it sleeps: to fall asleep and to be woken costs more than
 * a short wait. Where the wait is in vain some times running, as over a slow network, it is tried seldom, so that it costs next to
 * nothing there. For one thread.
 */
final class BusyWait {
    private static final int VAIN = 8;
    private static final int SELDOM = 64;

    private final long nanos;
    private int vain;
    private int passedOver;

    /** @param longest how long to look; nothing switches it off, as does a machine with one processor */
    BusyWait(Duration longest) {
        this(longest, Runtime.getRuntime().availableProcessors());
    }

    BusyWait(Duration longest, int processors) {
        this.nanos = processors > 1 ? longest.toNanos() : 0;
    }

    /** How many nanoseconds to look this time. */
    long nanos() {
        if (nanos == 0 || vain < VAIN) {
            return nanos;
        }
        passedOver = (passedOver + 1) % SELDOM;
        return passedOver == 0 ? nanos : 0;
    }

    /** What came of it. */
    void looked(boolean found) {
        vain = found ? 0 : Math.min(VAIN, vain + 1);
    }
}
