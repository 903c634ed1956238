package org.emcc.core;

/**
 * The root of all exceptions of this SDK. Unchecked: what a protocol expects is a value, and what is thrown is a broken
 * contract or a broken world.
 *
 * <p>A message of this exception is one sentence that names what is wrong, where, and which rule it breaks. It never holds a
 * secret.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public abstract class EmccException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception without a cause.
     *
     * @param message one sentence: what, where, which rule
     */
    protected EmccException(String message) {
        super(message);
    }

    /**
     * Makes an exception that keeps its cause.
     *
     * @param message one sentence: what, where, which rule
     * @param cause what made it happen
     */
    protected EmccException(String message, Throwable cause) {
        super(message, cause);
    }
}
