package org.emcc.sip.trunk;

import java.time.Instant;
import java.util.Objects;

/**
 * Whether one node reaches one destination.
 *
 * <p>Source: sip 1.8.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public sealed interface Reach {
    /** Not known yet. */
    Untried UNTRIED = new Untried();

    /** Nobody asked, or nobody answered yet. */
    record Untried() implements Reach {}

    /**
     * It is reached.
     *
     * @param since since when; the page shows the time from then as Duration
     */
    record Up(Instant since) implements Reach {
        /**
         * Checks that the time is given.
         *
         * @param since since when
         */
        public Up {
            Objects.requireNonNull(since, "since");
        }
    }

    /**
     * It is not reached.
     *
     * @param since since when it is down, for whatever reason
     * @param reason the latest reason
     */
    record Down(Instant since, DownReason reason) implements Reach {
        /**
         * Checks that both are given.
         *
         * @param since since when it is down
         * @param reason the latest reason
         */
        public Down {
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(reason, "reason");
        }
    }
}
