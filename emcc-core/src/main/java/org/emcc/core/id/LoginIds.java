package org.emcc.core.id;

import java.time.Clock;
import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Where login ids come from.
 *
 * @threadsafety thread-safe; an implementation must allow calls from any thread at any time
 * @since 0.1.0
 */
@FunctionalInterface
public interface LoginIds {
    /**
     * A new id, never given before.
     *
     * @return the id
     */
    LoginId next();

    /**
     * Ids from a clock and a generator.
     *
     * @param clock the time of issue
     * @param random must be safe for use by several threads, and unpredictable ({@link java.security.SecureRandom}) outside
     *     tests
     * @return the source
     */
    static LoginIds of(Clock clock, RandomGenerator random) {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(random, "random");
        return () -> LoginId.of(clock.instant(), random.nextLong());
    }
}
