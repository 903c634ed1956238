package org.emcc.core.session;

import java.util.Objects;

/**
 * A value and where it comes from.
 *
 * @param <T> the type of the value
 * @param value the value
 * @param origin where it comes from
 * @threadsafety immutable when {@code T} is
 * @since 0.1.0
 */
public record Sourced<T>(T value, Origin origin) {
    /**
     * Checks that both are given.
     *
     * @param value the value
     * @param origin where it comes from
     */
    public Sourced {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(origin, "origin");
    }

    @Override
    public String toString() {
        return value + " (" + origin + ")";
    }
}
