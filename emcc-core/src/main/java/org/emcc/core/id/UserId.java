package org.emcc.core.id;

import org.emcc.core.internal.Require;

/**
 * The user ID of an end user. Compared exactly, as written.
 *
 * <p>Source: the AXL schema gives 128 characters to an end user's {@code userid}.
 *
 * @param value 1 to 128 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UserId(String value) {
    /**
     * Checks the length.
     *
     * @param value 1 to 128 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public UserId {
        Require.text(value, "user id", 128);
    }

    /**
     * A user id of this text.
     *
     * @param value 1 to 128 characters
     * @return the id
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static UserId of(String value) {
        return new UserId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
