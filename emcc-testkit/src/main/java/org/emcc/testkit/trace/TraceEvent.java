package org.emcc.testkit.trace;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One thing that happened.
 *
 * @param at when
 * @param from who did it: the name of a lane, such as {@code phone} or the name of a cluster
 * @param to to whom; the same lane for something that a lane did by itself
 * @param what a few words
 * @param facts what matters about it, one fact each; never a secret
 * @param amiss whether the run left the good way here: something was refused, lost, or failed. Renderings mark such an event
 * @threadsafety immutable
 * @since 0.1.0
 */
public record TraceEvent(Instant at, String from, String to, String what, List<String> facts, boolean amiss) {
    /**
     * Copies the facts.
     *
     * @param at when
     * @param from who did it
     * @param to to whom
     * @param what a few words
     * @param facts what matters about it
     * @param amiss whether the run left the good way here
     */
    public TraceEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(to, "to");
        Objects.requireNonNull(what, "what");
        facts = List.copyOf(facts);
    }

    /**
     * Whether it is something that a lane did by itself.
     *
     * @return true when both lanes are the same
     */
    public boolean isOwn() {
        return from.equals(to);
    }
}
