package org.emcc.core.login;

import org.emcc.core.internal.Require;

/**
 * What was found when a cluster took its logins up again.
 *
 * @param settled how many logins were unfinished and under nobody's lease; each was completed or undone, or is tried again later
 * @param republished for how many live logins the files are served again
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Recovery(int settled, int republished) {
    /**
     * Checks the numbers.
     *
     * @param settled how many logins were unfinished
     * @param republished for how many the files are served again
     * @throws IllegalArgumentException when a number is negative
     */
    public Recovery {
        Require.range(settled, "settled logins", 0, Integer.MAX_VALUE);
        Require.range(republished, "republished logins", 0, Integer.MAX_VALUE);
    }
}
