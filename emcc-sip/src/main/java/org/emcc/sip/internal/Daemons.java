package org.emcc.sip.internal;

import java.time.Duration;
import java.util.Locale;

/** The threads of this package: daemons with a name, which are waited for when they are to end, but not for ever. */
public final class Daemons {
    private static final Duration BOUND = Duration.ofSeconds(5);

    private Daemons() {}

    public static Thread named(String role, Runnable task) {
        return named(role, 1, task);
    }

    public static Thread named(String role, int number, Runnable task) {
        Thread thread = new Thread(task, "emcc-sip-" + role.toLowerCase(Locale.ROOT) + "-" + number);
        thread.setDaemon(true);
        return thread;
    }

    /** Waits until it has ended, unless it is the one that calls. An interruption is kept for the caller. */
    public static void join(Thread thread) {
        if (thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(BOUND.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
