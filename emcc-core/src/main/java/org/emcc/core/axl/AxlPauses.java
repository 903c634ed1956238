package org.emcc.core.axl;

import java.time.Duration;

/**
 * How a client waits between requests.
 *
 * @implSpec Concurrency: called on the thread that reads. Failure: an exception ends the reading. Nullness: never null.
 * @threadsafety as the implementation has it
 * @since 0.1.0
 */
@FunctionalInterface
public interface AxlPauses {
    /**
     * Waits.
     *
     * @param time how long, more than none
     * @throws InterruptedException when the thread is interrupted
     */
    void pause(Duration time) throws InterruptedException;
}
