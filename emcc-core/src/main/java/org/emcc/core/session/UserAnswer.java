package org.emcc.core.session;

import java.util.Objects;

/**
 * The answer to a {@link UserQuery}.
 *
 * <p>Source: emcc-behaviour 2.5 and 12.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface UserAnswer {
    /** The user is ours. */
    record Mine() implements UserAnswer {}

    /** The user is not ours. */
    record NotMine() implements UserAnswer {}

    /**
     * The question itself is refused.
     *
     * @param code 1, 9, 35, 42, 44 or 47
     */
    record Refused(ErrorCode code) implements UserAnswer {
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
