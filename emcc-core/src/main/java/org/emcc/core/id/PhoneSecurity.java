package org.emcc.core.id;

/**
 * What the security profile of a device asks for.
 *
 * <p>Source: emcc-behaviour 8.1 and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum PhoneSecurity {
    /** Signalling in clear. */
    NONSECURE,
    /** Authenticated or encrypted signalling; only in a cluster of mixed mode. */
    SECURE
}
