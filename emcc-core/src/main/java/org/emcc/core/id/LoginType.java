package org.emcc.core.id;

/**
 * By what a user names himself at the phone. An absent login type behaves like {@link #UID} at one cluster, but is not the same
 * on the wire: a home cluster older than 12.0 refuses any that is present.
 *
 * <p>Source: emcc-behaviour 2.3 and 8.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LoginType {
    /** User ID and PIN. */
    UID,
    /** Self-service user ID and PIN. */
    SP,
    /** Primary extension and PIN. */
    DN
}
