package org.emcc.core.gateway;

import java.util.Objects;
import org.emcc.core.session.ErrorCode;

/**
 * How a login or logout within this cluster ended.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface LocalOutcome {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Done}. */
        DONE,
        /** {@link Refused}. */
        REFUSED
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /** It was done. */
    record Done() implements LocalOutcome {
        @Override
        public Kind kind() {
            return Kind.DONE;
        }
    }

    /**
     * Nothing was done.
     *
     * @param code why; one of em-api-and-axl 1.7
     */
    record Refused(ErrorCode code) implements LocalOutcome {
        /**
         * Checks that there is a code.
         *
         * @param code why
         */
        public Refused {
            Objects.requireNonNull(code, "code");
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }
}
