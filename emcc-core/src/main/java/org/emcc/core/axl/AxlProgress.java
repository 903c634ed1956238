package org.emcc.core.axl;

import org.emcc.core.snapshot.ObjectKind;

/**
 * Is told how far a reading has come.
 *
 * @implSpec Concurrency: called on the thread that reads. Failure: an exception ends the reading, and is the caller's. Nullness: never
 *     null.
 * @threadsafety as the implementation has it
 * @since 0.1.0
 */
@FunctionalInterface
public interface AxlProgress {
    /**
     * One more page was read.
     *
     * @param kind what is read
     * @param objects how many there are so far
     * @param pages how many pages so far
     */
    void page(ObjectKind kind, int objects, int pages);

    /**
     * One more object was read in detail.
     *
     * @param kind what is read
     * @param done how many so far
     * @param all of how many
     */
    default void detail(ObjectKind kind, int done, int all) {}
}
