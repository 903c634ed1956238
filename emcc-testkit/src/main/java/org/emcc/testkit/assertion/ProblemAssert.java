package org.emcc.testkit.assertion;

import org.assertj.core.api.AbstractAssert;
import org.emcc.core.Problem;

/**
 * Assertions about what a reader complained of.
 *
 * @threadsafety confined to one thread
 * @since 0.1.0
 */
@SuppressWarnings("exports")
public final class ProblemAssert extends AbstractAssert<ProblemAssert, Problem> {
    ProblemAssert(Problem actual) {
        super(actual, ProblemAssert.class);
    }

    /**
     * It is at this position.
     *
     * @param where the position, in full
     * @return this
     */
    public ProblemAssert isAt(String where) {
        isNotNull();
        if (!actual.where().equals(where)) {
            throw failure("%nthe problem should be at %s,%nbut is%n%s", where, actual);
        }
        return this;
    }

    /**
     * Its sentence has this in it.
     *
     * @param part some words
     * @return this
     */
    public ProblemAssert says(String part) {
        isNotNull();
        if (!actual.message().contains(part)) {
            throw failure("%nthe problem should say \"%s\",%nbut is%n%s", part, actual);
        }
        return this;
    }
}
