package org.emcc.architecture.bad.habits;

import org.emcc.core.EmccException;

/** One of two in the same package: one too many. */
public final class OneException extends EmccException {
    private static final long serialVersionUID = 1L;

    /** For nobody. */
    public OneException() {
        super("One");
    }
}
