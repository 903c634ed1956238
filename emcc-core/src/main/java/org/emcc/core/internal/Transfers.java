package org.emcc.core.internal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What is read and written for one request, one after the other, and what cuts that off. Thread-safe. */
public final class Transfers {
    private volatile @Nullable Transfer transfer;
    private volatile boolean cut;

    /** Begins with nothing. */
    public Transfers() {}

    /**
     * Reads or writes within a limit of time; not at all when the last word was to cut off.
     *
     * @param limit the limit
     * @param work what reads or writes
     * @param <T> what comes of it
     * @return what came of it
     * @throws IOException when the connection breaks, or is cut off
     */
    public <T> T run(TimeLimit limit, TimeLimit.Work<T> work) throws IOException {
        Transfer begun = new Transfer();
        transfer = begun;
        if (cut) {
            begun.cutOff();
        }
        return limit.keep(begun, work);
    }

    /**
     * Closes the connection under what runs now.
     *
     * @param next whether under what comes next as well
     */
    public void cutOff(boolean next) {
        cut = next;
        Transfer begun = transfer;
        if (begun != null) {
            begun.cutOff();
        }
    }
}
