package org.emcc.certs.depot;

import org.emcc.core.EmccException;

/**
 * A depot could not do what it was asked. Its sentence names the depot, for {@link CertificateDepot#directory} the directory, and the
 * reason.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class DepotUnavailableException extends EmccException {
    private static final long serialVersionUID = 1L;

    /** Whether the same call may succeed later with nothing else changed. */
    private final boolean retryable;

    /**
     * Makes the exception.
     *
     * @param message one sentence: what, where, which rule
     * @param retryable whether the same call may succeed later with nothing else changed
     * @param cause what made it happen
     */
    public DepotUnavailableException(String message, boolean retryable, Throwable cause) {
        super(message, cause);
        this.retryable = retryable;
    }

    /**
     * Says whether a repetition makes sense. It does not where the directory is not there or is no directory, permission is denied, a
     * directory has the name of the file, or the file system is read-only or closed.
     *
     * @return whether the same call may succeed later with nothing else changed
     */
    public boolean isRetryable() {
        return retryable;
    }
}
