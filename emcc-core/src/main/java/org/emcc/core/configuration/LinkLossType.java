package org.emcc.core.configuration;

/**
 * How lossy the way between the clusters is, for the order of codecs.
 *
 * <p>Source: emcc-behaviour 5.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LinkLossType {
    /** G.722 before iSAC. */
    LOW_LOSS,
    /** iSAC before G.722. */
    LOSSY
}
