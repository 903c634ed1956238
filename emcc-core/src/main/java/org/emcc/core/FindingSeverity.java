package org.emcc.core;

/**
 * How much a finding matters.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum FindingSeverity {
    /** It does not work: a login or an emergency call will fail, or trust goes to someone who should not have it. */
    ERROR,

    /** It works, but wrong or at a risk, and somebody should look at it. */
    WARNING,

    /** Good to know. */
    NOTICE
}
