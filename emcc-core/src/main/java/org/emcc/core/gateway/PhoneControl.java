package org.emcc.core.gateway;

import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.DeviceName;

/**
 * Resets the phones that are registered with this cluster.
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap and do not block the caller. Failure: every
 *     failure is an outcome; a future that completes exceptionally is taken as {@link ResetOutcome#NO_ANSWER}. Nullness: never
 *     null.
 *     Contract suite: {@code org.emcc.testkit.contract.PhoneControlContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface PhoneControl {
    /**
     * Tells a phone to restart and to fetch its files anew.
     *
     * @param device the phone
     * @return what came of it
     */
    CompletableFuture<ResetOutcome> reset(DeviceName device);

    /**
     * No phone is registered here.
     *
     * @return a control that always answers {@link ResetOutcome#NOT_REGISTERED}
     */
    static PhoneControl none() {
        return device -> CompletableFuture.completedFuture(ResetOutcome.NOT_REGISTERED);
    }
}
