package org.emcc.sip.trunk;

import java.time.Instant;
import java.util.Objects;

/**
 * What is to be done about a ping. Timers need not be cancelled: one that is no longer waited for is ignored.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PingEffect {
    /**
     * Send an OPTIONS, or send it again.
     *
     * @param ping its number; what is sent again is the same request
     * @param sent 1 for the first time
     */
    record SendOptions(long ping, int sent) implements PingEffect {}

    /**
     * Set a timer.
     *
     * @param timer its number
     * @param at when it runs out
     */
    record SetTimer(long timer, Instant at) implements PingEffect {
        /**
         * Checks that the time is given.
         *
         * @param timer its number
         * @param at when it runs out
         */
        public SetTimer {
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * Tell that the destination went up or down, or is down for another reason, or is no longer asked.
     *
     * @param reach what is known now
     */
    record Tell(Reach reach) implements PingEffect {
        /**
         * Checks that it is given.
         *
         * @param reach what is known now
         */
        public Tell {
            Objects.requireNonNull(reach, "reach");
        }
    }
}
