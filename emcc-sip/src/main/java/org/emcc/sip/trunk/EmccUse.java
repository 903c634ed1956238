package org.emcc.sip.trunk;

/**
 * What the EMCC service type makes of a field.
 *
 * <p>Source: sip 1.2; the column <em>EMCC</em> of sip 1.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum EmccUse {
    /** It is configured as on any trunk. */
    USABLE,
    /** The form leaves it blank or unchecked and locks it. */
    LOCKED,
    /** It can be set and has no effect. */
    MEANINGLESS
}
