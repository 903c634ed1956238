package org.emcc.core.session;

import java.util.Objects;

/**
 * The answer to a {@link LogoutMessage}.
 *
 * <p>Source: emcc-behaviour 12.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LogoutReply {
    /** The login is over at this side too, or was never here. */
    record Acknowledged() implements LogoutReply {}

    /**
     * The message is refused.
     *
     * @param code 1 or 42
     */
    record Refused(ErrorCode code) implements LogoutReply {
        /**
         * Checks the parts.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }
    }
}
