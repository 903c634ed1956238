package org.emcc.core;

import java.util.Objects;

/**
 * Something a reader met that breaks a rule.
 *
 * @param where the position: a line and column, a byte offset, an element path; never empty
 * @param message one sentence that names what was met and which rule it breaks; never a secret
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Problem(String where, String message) {
    /**
     * Checks that both parts are given.
     *
     * @param where the position
     * @param message the sentence
     */
    public Problem {
        Objects.requireNonNull(where, "where");
        Objects.requireNonNull(message, "message");
    }

    @Override
    public String toString() {
        return where + ": " + message;
    }
}
