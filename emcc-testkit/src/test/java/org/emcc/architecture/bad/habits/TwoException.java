package org.emcc.architecture.bad.habits;

import org.emcc.core.EmccException;

/** One of two in the same package: one too many. */
public final class TwoException extends EmccException {
    private static final long serialVersionUID = 1L;

    /** For nobody. */
    public TwoException() {
        super("Two");
    }
}
