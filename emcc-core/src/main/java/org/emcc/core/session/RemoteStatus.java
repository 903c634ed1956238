package org.emcc.core.session;

import java.time.Instant;
import java.util.Objects;

/**
 * What the last update says of a remote cluster.
 *
 * <p>Source: emcc-behaviour 3.6 and 5.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface RemoteStatus {
    /** No update has asked it so far; it counts as active. */
    record NotAsked() implements RemoteStatus {}

    /**
     * It has answered.
     *
     * @param data what it says of itself; <em>Remote Activated</em> is true for the services that are active there
     * @param rsvpAgentUsable whether its region parameters equal ours; if not, the RSVP Agent service toward it is off
     * @param at when it answered
     */
    record Answered(RemoteClusterFacts data, boolean rsvpAgentUsable, Instant at) implements RemoteStatus {
        /**
         * Checks the parts.
         *
         * @param data what it says of itself
         * @param rsvpAgentUsable whether its region parameters equal ours
         * @param at when it answered
         */
        public Answered {
            Objects.requireNonNull(data, "data");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It has not answered: <em>Remote Activated</em> is false for all of its services.
     *
     * @param why one sentence
     * @param at when it was given up
     */
    record NoAnswer(String why, Instant at) implements RemoteStatus {
        /**
         * Checks the parts.
         *
         * @param why one sentence
         * @param at when it was given up
         */
        public NoAnswer {
            Objects.requireNonNull(why, "why");
            Objects.requireNonNull(at, "at");
        }
    }

    /**
     * It refuses us, mostly because one of the cluster IDs is wrong.
     *
     * @param code what it said
     * @param at when it said so
     */
    record Refused(ErrorCode code, Instant at) implements RemoteStatus {
        /**
         * Checks the parts.
         *
         * @param code what it said
         * @param at when it said so
         */
        public Refused {
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(at, "at");
        }
    }
}
