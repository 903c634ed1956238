package org.emcc.sip.registration;

/**
 * Why a registrar no longer holds the binding of a device.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum UnregisterReason {
    /** The phone said so, with Expires 0 and its own contact. */
    BY_PHONE,
    /** The phone was not heard of in time (sip 4.5). */
    EXPIRED,
    /** The phone began another registration; {@code registered} follows at once. */
    REPLACED,
    /** The device is no longer admitted, and tried to register. */
    NOT_ADMITTED
}
