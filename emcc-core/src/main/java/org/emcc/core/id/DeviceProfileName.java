package org.emcc.core.id;

import org.emcc.core.internal.Require;

/**
 * The name of a user device profile, one of a user's <em>Controlled Profiles</em>.
 *
 * <p>Source: emcc-behaviour 1 and 2.4; the length is that of a device name (inferred).
 *
 * @param value 1 to 128 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record DeviceProfileName(String value) {
    /**
     * Checks the length.
     *
     * @param value 1 to 128 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public DeviceProfileName {
        Require.text(value, "device profile name", 128);
    }

    /**
     * A device profile name of this text.
     *
     * @param value 1 to 128 characters
     * @return the name
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public static DeviceProfileName of(String value) {
        return new DeviceProfileName(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
