package org.emcc.sip.trunk;

import org.emcc.core.internal.Require;

/**
 * What happens to the OPTIONS ping of one node toward one destination.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface PingEvent {
    /** The ping is switched on: the node begins to run the trunk. */
    record Started() implements PingEvent {}

    /** The ping is switched off. */
    record Stopped() implements PingEvent {}

    /**
     * A timer ran out.
     *
     * @param timer its number
     */
    record TimerFired(long timer) implements PingEvent {}

    /**
     * A response came.
     *
     * @param ping the number of the ping that it answers
     * @param status its status code, 100 to 699
     */
    record Answered(long ping, int status) implements PingEvent {
        /**
         * Checks the code.
         *
         * @param ping the number of the ping that it answers
         * @param status its status code, 100 to 699
         * @throws IllegalArgumentException when the code is out of range
         */
        public Answered {
            Require.range(status, "status", 100, 699);
        }
    }

    /**
     * No socket to the peer could be opened.
     *
     * @param ping the number of the ping
     */
    record NotConnected(long ping) implements PingEvent {}

    /**
     * The name of the destination was not found.
     *
     * @param ping the number of the ping
     */
    record NotResolved(long ping) implements PingEvent {}
}
