package org.emcc.core.id;

import org.emcc.core.internal.Require;

/**
 * The enterprise parameter <em>Cluster ID</em>, by which clusters know each other. Compared exactly, as written.
 *
 * <p>Source: emcc-behaviour 5.4 (1 to 255 characters; equal to the remote cluster record of the other side).
 *
 * @param value 1 to 255 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ClusterId(String value) {
    /**
     * Checks the length.
     *
     * @param value 1 to 255 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public ClusterId {
        Require.text(value, "cluster id", 255);
    }

    /**
     * A cluster id of this text.
     *
     * @param value 1 to 255 characters
     * @return the id
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static ClusterId of(String value) {
        return new ClusterId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
