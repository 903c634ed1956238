package org.emcc.core.snapshot;

import java.util.Objects;

/**
 * Something of a snapshot that a configuration could not take over as it is.
 *
 * @param object what it is of, such as {@code phone SEP00AA11BB22C1}
 * @param field the label of the field; empty when it is the whole object
 * @param why what stands in the way, and what was taken in its place
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Omission(String object, String field, String why) {
    /**
     * Checks that all is given.
     *
     * @param object what it is of
     * @param field the label of the field; empty when it is the whole object
     * @param why what stands in the way
     */
    public Omission {
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(why, "why");
    }

    /**
     * A sentence for people.
     *
     * @return object, field and reason
     */
    @Override
    public String toString() {
        return object + (field.isEmpty() ? "" : ", " + field) + ": " + why;
    }
}
