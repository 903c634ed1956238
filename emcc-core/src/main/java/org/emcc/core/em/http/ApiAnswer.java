package org.emcc.core.em.http;

import java.util.Objects;
import org.emcc.core.em.ApiResponse;

/**
 * What came of a call of the Extension Mobility API.
 *
 * <p>Source: em-api-and-axl 1.1, 1.4 and 1.6.
 *
 * @param <T> what the call asks for
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface ApiAnswer<T extends ApiResponse> {
    /** The kinds, for a {@code switch} without a default. */
    enum Kind {
        /** {@link Answered}. */
        ANSWERED,
        /** {@link Refused}. */
        REFUSED,
        /** {@link NotReached}. */
        NOT_REACHED,
        /** {@link Uncertain}. */
        UNCERTAIN
    }

    /**
     * Which of the kinds this is.
     *
     * @return the kind
     */
    Kind kind();

    /**
     * The cluster did what it was asked for.
     *
     * @param <T> what the call asks for
     * @param response what it answered
     */
    record Answered<T extends ApiResponse>(T response) implements ApiAnswer<T> {
        /**
         * Checks that there is a response.
         *
         * @param response what it answered
         */
        public Answered {
            Objects.requireNonNull(response, "response");
        }

        @Override
        public Kind kind() {
            return Kind.ANSWERED;
        }
    }

    /**
     * The cluster refused.
     *
     * @param <T> what the call asks for
     * @param failure why
     */
    record Refused<T extends ApiResponse>(ApiResponse.Failure failure) implements ApiAnswer<T> {
        /**
         * Checks that there is a reason.
         *
         * @param failure why
         */
        public Refused {
            Objects.requireNonNull(failure, "failure");
        }

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /**
     * The service was not reached; nothing was done.
     *
     * @param <T> what the call asks for
     * @param why one sentence for an administrator
     */
    record NotReached<T extends ApiResponse>(String why) implements ApiAnswer<T> {
        /**
         * Checks that there is a reason.
         *
         * @param why one sentence
         */
        public NotReached {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public Kind kind() {
            return Kind.NOT_REACHED;
        }
    }

    /**
     * No answer came in time, or none that can be understood; what was asked for may have been done.
     *
     * @param <T> what the call asks for
     * @param why one sentence for an administrator
     */
    record Uncertain<T extends ApiResponse>(String why) implements ApiAnswer<T> {
        /**
         * Checks that there is a reason.
         *
         * @param why one sentence
         */
        public Uncertain {
            Objects.requireNonNull(why, "why");
        }

        @Override
        public Kind kind() {
            return Kind.UNCERTAIN;
        }
    }
}
