package org.emcc.core.device;

import org.emcc.core.internal.Require;

/**
 * One line of a phone or profile.
 *
 * <p>Source: phone-config-files 3.5; emcc-behaviour 4 (lines come from the user device profile).
 *
 * @param index the position, 1 to 100
 * @param number the directory number, 1 to 50 characters
 * @param label what the phone shows beside the button; may be empty, at most 50 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Line(int index, String number, String label) {
    /**
     * Checks the parts.
     *
     * @param index the position, 1 to 100
     * @param number the directory number, 1 to 50 characters
     * @param label what the phone shows beside the button; may be empty, at most 50 characters
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public Line {
        Require.range(index, "line index", 1, 100);
        Require.text(number, "directory number", 50);
        Require.textOrEmpty(label, "line label", 50);
    }
}
