package org.emcc.core.store;

import java.util.Objects;

/**
 * A stored value and the version under which it was read. Every save names the version that it replaces.
 *
 * <p>Source: design 4.3.
 *
 * @param <T> the type of the value
 * @param value the value
 * @param version 1 for what was stored first, one more with each save
 * @threadsafety immutable when {@code T} is
 * @since 0.1.0
 */
public record Versioned<T>(T value, long version) {
    /**
     * Checks that there is a value.
     *
     * @param value the value
     * @param version 1 or more
     * @throws IllegalArgumentException when the version is less than 1
     */
    public Versioned {
        Objects.requireNonNull(value, "value");
        if (version < 1) {
            throw new IllegalArgumentException("version must be 1 or more, but is " + version);
        }
    }
}
