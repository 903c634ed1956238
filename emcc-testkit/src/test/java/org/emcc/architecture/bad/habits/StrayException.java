package org.emcc.architecture.bad.habits;

/** An exception with another root, and checked. */
public final class StrayException extends Exception {
    private static final long serialVersionUID = 1L;
}
