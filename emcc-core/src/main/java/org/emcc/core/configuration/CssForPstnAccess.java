package org.emcc.core.configuration;

/**
 * By which calling search space visiting routes a call that arrives for PSTN Access.
 *
 * <p>Source: emcc-behaviour 5.1 and 6.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum CssForPstnAccess {
    /** That of the trunk. */
    USE_TRUNK_CSS,
    /** The device CSS that the phone has when nobody is logged in. */
    USE_PHONES_ORIGINAL_DEVICE_CSS
}
