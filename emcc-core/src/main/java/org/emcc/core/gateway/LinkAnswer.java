package org.emcc.core.gateway;

import java.util.Objects;

/**
 * What came of a message to another cluster.
 *
 * <p>Source: emcc-behaviour 2.5 (which failure becomes which code).
 *
 * @param <T> the reply
 * @threadsafety immutable when {@code T} is
 * @since 0.1.0
 */
public sealed interface LinkAnswer<T> {
    /**
     * The other cluster answered.
     *
     * @param <T> the reply
     * @param reply its reply
     */
    record Answered<T>(T reply) implements LinkAnswer<T> {
        /**
         * Checks that there is a reply.
         *
         * @param reply its reply
         */
        public Answered {
            Objects.requireNonNull(reply, "reply");
        }
    }

    /**
     * The other cluster was not reached, or one of the two does not trust the other; the message did not arrive there. At the
     * phone this is 208.
     *
     * @param <T> the reply
     * @param why one sentence for an administrator
     */
    record Unreachable<T>(String why) implements LinkAnswer<T> {
        /**
         * Checks that there is a reason.
         *
         * @param why one sentence
         */
        public Unreachable {
            Objects.requireNonNull(why, "why");
        }
    }

    /**
     * No answer came in time, or none that can be understood; the message may have arrived. At the phone this is 40, shown as 23.
     *
     * @param <T> the reply
     * @param why one sentence for an administrator
     */
    record Silent<T>(String why) implements LinkAnswer<T> {
        /**
         * Checks that there is a reason.
         *
         * @param why one sentence
         */
        public Silent {
            Objects.requireNonNull(why, "why");
        }
    }
}
