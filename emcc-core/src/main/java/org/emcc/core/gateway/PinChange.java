package org.emcc.core.gateway;

import org.emcc.core.internal.Require;

/**
 * What became of the wish to change a PIN.
 *
 * <p>Source: emcc-behaviour 2.7 H5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PinChange {
    /** The new PIN is the user's. */
    record Changed() implements PinChange {}

    /** The old PIN is not the user's, or the user has none; nothing was changed. */
    record Wrong() implements PinChange {}

    /** Too many wrong PINs came; none was looked at, and nothing was changed. */
    record Locked() implements PinChange {}

    /**
     * The old PIN is the user's, but the new one breaks a rule; nothing was changed.
     *
     * @param reason the rule in words for the user, for example {@code A PIN must have at least 5 digits}; never the PIN
     */
    record Refused(String reason) implements PinChange {
        /**
         * Checks the part.
         *
         * @param reason 1 to 200 characters
         */
        public Refused {
            Require.text(reason, "reason", 200);
        }
    }
}
