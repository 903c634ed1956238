package org.emcc.testkit.assertion;

import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.emcc.testkit.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * Assertions whose failures can tell what happened in the lab before them.
 *
 * @param <S> the assertions themselves
 * @param <A> what they are about
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public abstract sealed class TimelineAssert<S extends TimelineAssert<S, A>, A> extends AbstractAssert<S, A>
        permits DisplayAssert,
                HomeClusterAssert,
                HomeSessionAssert,
                LoginOutcomeAssert,
                VisitingClusterAssert,
                VisitingSessionAssert {
    private @Nullable Trace timeline;

    TimelineAssert(A actual, Class<S> self) {
        super(actual, self);
    }

    /**
     * Adds to the message of each failure what had happened by then.
     *
     * @param trace that of the lab from which the value is
     * @return this
     */
    public S withTimeline(Trace trace) {
        this.timeline = Objects.requireNonNull(trace, "trace");
        return myself;
    }

    /** Hands the timeline on to assertions about a part. */
    final <T extends TimelineAssert<T, ?>> T onTheSameTimeline(T part) {
        return timeline == null ? part : part.withTimeline(timeline);
    }

    /** A failure in one form: what is expected of whom, what is there instead, and the timeline. */
    final AssertionError unlike(String who, String wanted, String instead) {
        return failure("%n%s should %s,%nbut is %s%s", who, wanted, instead, happened());
    }

    /** What had happened, where that is known: the end of a message. */
    final String happened() {
        return timeline == null ? "" : String.format("%nwhat happened:%n%s", timeline.asText());
    }
}
