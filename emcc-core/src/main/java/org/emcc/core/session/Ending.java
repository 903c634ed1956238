package org.emcc.core.session;

import java.util.Objects;

/**
 * How an exchange ended that did not log the user in.
 *
 * <p>Source: design 4 and 4.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Ending {
    /**
     * With an error code.
     *
     * @param code why
     */
    record Refused(ErrorCode code) implements Ending {
        /**
         * Checks the parts.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }

    /**
     * With the question which device profile is wanted.
     */
    record ProfileAsked() implements Ending {}

    /**
     * With the demand to change the PIN.
     */
    record PinChangeAsked() implements Ending {}
}
