package org.emcc.core.gateway;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;

/**
 * Knows the PINs of this cluster's users, and counts the guesses.
 *
 * @implSpec Durability: a lock survives as long as the implementation promises. Concurrency: called from any thread, calls
 *     overlap. Failure: throw any unchecked exception; the login ends with 9. An implementation takes the same time whether
 *     the user exists or not, counts wrong guesses by user and by source, and keeps no PIN in clear. Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface Credentials {
    /**
     * Checks a PIN. Called once for every login request, repeats included.
     *
     * @param user the user
     * @param pin what was typed
     * @param source the cluster from which the request came, for counting guesses
     * @return what is to be said of it
     */
    PinCheck check(UserId user, Pin pin, ClusterId source);

    /**
     * PINs kept in memory under a slow hash, with a lock of 30 minutes after three wrong guesses in a row (inferred; the
     * product's policy is the administrator's).
     *
     * @param clock the time of the lock
     * @param random salts; use {@link java.security.SecureRandom} outside tests
     * @return a store without any PIN
     */
    static InMemoryCredentials inMemory(Clock clock, RandomGenerator random) {
        return new InMemoryCredentials(clock, random);
    }
}
