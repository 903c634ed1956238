package org.emcc.testkit.junit;

/** What happened in a lab, as runners print it below a failure. It says nothing about where it was made. */
final class Timeline extends Exception {
    private static final long serialVersionUID = 1L;

    Timeline(String events) {
        super("what happened in the lab:\n" + events, null, false, false);
    }
}
