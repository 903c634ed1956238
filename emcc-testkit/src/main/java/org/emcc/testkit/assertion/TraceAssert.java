package org.emcc.testkit.assertion;

import java.util.List;
import org.assertj.core.api.AbstractAssert;
import org.emcc.testkit.trace.Trace;
import org.emcc.testkit.trace.TraceEvent;

/**
 * Assertions about what has happened so far.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class TraceAssert extends AbstractAssert<TraceAssert, Trace> {
    TraceAssert(Trace trace) {
        super(trace, TraceAssert.class);
    }

    /**
     * These happened one after the other, with anything in between.
     *
     * @param what what each event says, in full
     * @return this
     */
    public TraceAssert containsInOrder(String... what) {
        isNotNull();
        List<TraceEvent> events = actual.events();
        int at = 0;
        for (String wanted : what) {
            int from = at;
            while (at < events.size() && !events.get(at).what().equals(wanted)) {
                at++;
            }
            if (at++ == events.size()) {
                throw failure(
                        "%n\"%s\" should have happened%s,%nbut what happened is%n%s",
                        wanted,
                        from == 0 ? "" : " after \"" + events.get(from - 1).what() + "\"",
                        actual.asText());
            }
        }
        return this;
    }

    /**
     * This did not happen.
     *
     * @param what what an event says, in full
     * @return this
     */
    public TraceAssert doesNotContain(String what) {
        isNotNull();
        if (actual.events().stream().anyMatch(event -> event.what().equals(what))) {
            throw failure("%n\"%s\" should not have happened; what happened is%n%s", what, actual.asText());
        }
        return this;
    }

    /**
     * Nothing was refused, lost, or failed.
     *
     * @return this
     */
    public TraceAssert hasNothingAmiss() {
        isNotNull();
        actual.events().stream().filter(TraceEvent::amiss).findFirst().ifPresent(event -> {
            throw failure(
                    "%nnothing should have gone amiss, but%n%s%nwhat happened is%n%s",
                    actual.line(event), actual.asText());
        });
        return this;
    }
}
