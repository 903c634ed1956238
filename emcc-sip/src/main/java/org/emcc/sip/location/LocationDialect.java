package org.emcc.sip.location;

/**
 * In which form location is written. Readers accept both.
 *
 * <p>Source: sip 3.3 and 3.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum LocationDialect {
    /** What the product writes, after early drafts: for peers over trunks for EMCC. */
    PRODUCT,
    /** RFC 6442 and relatives: for all others. */
    STANDARD
}
