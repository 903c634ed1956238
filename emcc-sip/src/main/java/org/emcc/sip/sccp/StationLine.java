package org.emcc.sip.sccp;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * One line of a phone.
 *
 * @param number its directory number, 1 to 50 characters; the wire has room for 24, and cuts the rest
 * @param label what its button shows, at most 128 characters; the wire has room for 40 or more, and cuts the rest
 * @threadsafety immutable
 * @since 0.1.0
 */
public record StationLine(String number, String label) {
    /**
     * Checks the parts.
     *
     * @param number its directory number, 1 to 50 characters
     * @param label what its button shows, at most 128 characters
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public StationLine {
        Require.text(number, "number", 50);
        Objects.requireNonNull(label, "label");
        Require.textOrEmpty(label, "label", 128);
    }
}
