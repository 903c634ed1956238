package org.emcc.core.gateway;

/**
 * What is to be said of a PIN.
 *
 * <p>Source: emcc-behaviour 2.7 H4 and H5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum PinCheck {
    /** It is the user's PIN. */
    GOOD,
    /** It is not, or the user has none. */
    WRONG,
    /** Too many wrong ones came; no PIN is checked for a while. */
    LOCKED,
    /** It is the user's PIN, and must be changed before it is used. */
    MUST_CHANGE
}
