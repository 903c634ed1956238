package org.emcc.core.gateway;

import java.time.Clock;
import java.util.random.RandomGenerator;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.UserId;
import org.emcc.core.user.Pin;

/**
 * Knows the PINs of this cluster's users, counts the guesses, and changes PINs.
 *
 * @implSpec Durability: a lock survives as long as the implementation promises; a changed PIN is kept when
 *     {@link PinChange.Changed} is answered. Concurrency: called from any thread, calls overlap; guesses side by side are counted
 *     as those one after the other. Failure: throw any unchecked exception; a login then ends with 9. An
 *     implementation takes the same time whether the user exists or not, counts wrong guesses by user and by source, so that
 *     one hostile cluster cannot lock a user out everywhere, and keeps no PIN in clear. Nullness: never null.
 *     Contract suite: {@code org.emcc.testkit.contract.CredentialsContract}.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
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
     * Changes a PIN. The old one is checked, and counted, as {@link #check} does; that it must be changed is no hindrance. Only for the
     * source as a whole it does not count, because that is this cluster with all its users, whom a stranger at one phone could else keep
     * from changing their PINs; who takes changes from strangers bounds the guesses of each
     * ({@link org.emcc.core.em.CredentialApp} does).
     *
     * <p>From then on the old PIN is wrong. The product keeps users in a cache, so that both PINs work for two minutes after
     * a change (emcc-behaviour 3.8 and 8.3); an implementation over such a cache says so.
     *
     * @param user the user
     * @param old the PIN until now, as typed
     * @param next the new PIN, as typed
     * @param source the cluster at which the user is, for counting guesses
     * @return what became of it
     */
    PinChange change(UserId user, Pin old, Pin next, ClusterId source);

    /**
     * PINs kept in memory under a slow hash, with the default {@link GuessLimits}.
     *
     * @param clock the time of delays
     * @param random salts; use {@link java.security.SecureRandom} outside tests
     * @return a store without any PIN
     */
    static InMemoryCredentials inMemory(Clock clock, RandomGenerator random) {
        return new InMemoryCredentials(clock, random);
    }
}
