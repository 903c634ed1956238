package org.emcc.certs.bundle;

/**
 * How much a finding matters.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum FindingSeverity {
    /** A login between clusters will fail, or trust goes to someone who should not have it. */
    ERROR,

    /** It works, and somebody should look at it. */
    WARNING,

    /** Good to know. */
    NOTICE
}
