package org.emcc.core.gateway;

import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/**
 * Knows who may call the Extension Mobility API, and checks their passwords.
 *
 * <p>Source: em-api-and-axl 1.2.
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap; a future may be completed on any thread, and the
 *     call is not to block for longer than a hash takes. Failure: throw any unchecked exception, or complete exceptionally; the call
 *     of the API then ends with 9, as it does when no answer comes by the deadline of
 *     {@code org.emcc.core.em.EmApi}. An implementation takes the same time whether the name is known or not, and keeps no password in
 *     clear. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.ApplicationsContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface Applications {
    /**
     * Checks who calls. Called once for every call of the API.
     *
     * @param appId the name: an application user, or the user id of an end user
     * @param password what it proves itself with; cleared by the caller when the future is complete
     * @return what is to be said of it
     */
    CompletableFuture<ApplicationCheck> check(String appId, char[] password);

    /**
     * Nobody may call.
     *
     * @return applications that are all unknown
     */
    static Applications none() {
        return (appId, password) -> CompletableFuture.completedFuture(new ApplicationCheck.Unknown());
    }

    /**
     * Applications kept in memory, their passwords under a slow hash.
     *
     * @param random salts; use {@link java.security.SecureRandom} outside tests
     * @return a store without any application
     */
    static InMemoryApplications inMemory(RandomGenerator random) {
        return new InMemoryApplications(random);
    }
}
