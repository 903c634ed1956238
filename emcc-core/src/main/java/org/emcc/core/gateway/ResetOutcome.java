package org.emcc.core.gateway;

/**
 * What came of the order to reset.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum ResetOutcome {
    /** The phone confirmed it. */
    ACCEPTED,
    /** The phone answered that it will not. */
    REFUSED,
    /** The phone is not registered here. */
    NOT_REGISTERED,
    /** The phone did not answer in time. */
    NO_ANSWER
}
