package org.emcc.architecture.bad.habits;

/** A family whose kinds have fallen behind. */
public sealed interface Family {
    /** Which member. */
    enum Kind {
        FIRST_CHILD
    }

    /** Has its kind. */
    record FirstChild() implements Family {}

    /** Has none. */
    record SecondChild() implements Family {}
}
