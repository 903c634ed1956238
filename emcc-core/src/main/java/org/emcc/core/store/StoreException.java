package org.emcc.core.store;

import org.emcc.core.EmccException;

/**
 * A store could not do what it was asked.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class StoreException extends EmccException {
    private static final long serialVersionUID = 1L;

    /** Whether the same call may succeed later. */
    private final boolean retryable;

    /**
     * Makes one.
     *
     * @param message one sentence: what failed, and where
     * @param retryable whether the same call may succeed later
     * @param cause what made it fail
     */
    public StoreException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /**
     * Whether the same call may succeed later.
     *
     * @return true when it is worth another try
     */
    public boolean retryable() {
        return retryable;
    }
}
