package org.emcc.sip.trunk;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * Where the OPTIONS ping of one node toward one destination stands.
 *
 * <p>A ping has a number, and so has every timer that is set: an answer to an older ping and a timer of an earlier step are told by
 * theirs.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PingState {
    /** The state in which every ping begins and ends. */
    Off OFF = new Off(0, 0);

    /**
     * The number of the last ping.
     *
     * @return 0 before the first
     */
    long ping();

    /**
     * The number of the last timer that was set.
     *
     * @return 0 before the first
     */
    long timer();

    /**
     * What the node knows of the destination.
     *
     * @return what the last pings have shown
     */
    Reach reach();

    /**
     * Nobody is asked.
     *
     * @param ping the number of the last ping
     * @param timer the number of the last timer
     */
    record Off(long ping, long timer) implements PingState {
        @Override
        public Reach reach() {
            return Reach.UNTRIED;
        }
    }

    /**
     * An OPTIONS is on its way.
     *
     * @param ping the number of this ping
     * @param timer the number of the timer after which it is sent again or given up
     * @param sent how often it was sent, 1 or more
     * @param reach what was known before
     */
    record Asking(long ping, long timer, int sent, Reach reach) implements PingState {
        /**
         * Checks the parts.
         *
         * @param ping the number of this ping
         * @param timer the number of its timer
         * @param sent how often it was sent, 1 or more
         * @param reach what was known before
         */
        public Asking {
            Require.range(sent, "times sent", 1, Integer.MAX_VALUE);
            Objects.requireNonNull(reach, "reach");
        }
    }

    /**
     * The last ping is settled, and the next one waits for its time.
     *
     * @param ping the number of the last ping
     * @param timer the number of the timer after which the next one is sent
     * @param reach up or down
     */
    record Resting(long ping, long timer, Reach reach) implements PingState {
        /**
         * Checks the parts.
         *
         * @param ping the number of the last ping
         * @param timer the number of the timer
         * @param reach up or down
         */
        public Resting {
            if (reach instanceof Reach.Untried) {
                throw new IllegalArgumentException("reach must be up or down once a ping is settled, but is untried");
            }
            Objects.requireNonNull(reach, "reach");
        }
    }
}
