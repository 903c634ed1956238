package org.emcc.core.session;

/**
 * Where the cause of a refusal is to be mended.
 *
 * <p>Source: emcc-behaviour 7.3 (inferred from 7.1 and 7.2).
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum MendingSide {
    /** In the home cluster. */
    HOME,
    /** In the visiting cluster. */
    VISITING,
    /** In either cluster, or between them. */
    BOTH,
    /** By the user at the phone. */
    USER,
    /** In the application that sent the request. */
    APPLICATION
}
