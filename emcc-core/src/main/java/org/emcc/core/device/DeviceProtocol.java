package org.emcc.core.device;

/**
 * The signalling protocol of a phone.
 *
 * <p>Source: emcc-behaviour 9, row 12, and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum DeviceProtocol {
    /** Session Initiation Protocol. */
    SIP,
    /** Skinny Client Control Protocol. */
    SCCP
}
