package org.emcc.core.internal;

import java.io.IOException;

/** How long it may take to read something from a connection, or to write it there. Thread-safe. */
public final class TimeLimit {
    private final Alarm alarm;

    /**
     * A limit.
     *
     * @param alarm what rings at the limit
     */
    public TimeLimit(Alarm alarm) {
        this.alarm = alarm;
    }

    /** What rings when a time is over that begins now. The timers of applications lie above this package. */
    @FunctionalInterface
    public interface Alarm {
        /**
         * Begins a time.
         *
         * @param ring what to run when it is over
         * @return what to run so that it does not ring, if it has not
         */
        Runnable set(Runnable ring);
    }

    /**
     * What reads or writes.
     *
     * @param <T> what comes of it
     */
    @FunctionalInterface
    public interface Work<T> {
        /**
         * Reads or writes.
         *
         * @return what comes of it
         * @throws IOException when the connection breaks, or is cut off
         */
        T run() throws IOException;
    }

    /**
     * Runs what reads or writes on this thread, and cuts it off at the limit: it then ends in an exception.
     *
     * @param transfer made by this thread
     * @param work what to run
     * @param <T> what comes of it
     * @return what came of it
     * @throws IOException when the connection breaks, or is cut off
     */
    public <T> T keep(Transfer transfer, Work<T> work) throws IOException {
        try {
            Runnable end = alarm.set(transfer::cutOff);
            try {
                return work.run();
            } finally {
                end.run();
            }
        } finally {
            transfer.end();
        }
    }
}
