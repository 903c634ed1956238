package org.emcc.core.id;

import org.emcc.core.internal.Require;

/**
 * The name of a device pool, roaming ones included.
 *
 * <p>Source: the AXL schema gives 50 characters to names of this kind; emcc-behaviour 1 says what a roaming device pool is.
 *
 * @param value 1 to 50 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DevicePoolName(String value) {
    /**
     * Checks the length.
     *
     * @param value 1 to 50 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public DevicePoolName {
        Require.text(value, "device pool name", 50);
    }

    /**
     * A device pool name of this text.
     *
     * @param value 1 to 50 characters
     * @return the name
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static DevicePoolName of(String value) {
        return new DevicePoolName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
