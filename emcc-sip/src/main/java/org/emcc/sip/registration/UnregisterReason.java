package org.emcc.sip.registration;

/**
 * Why a registrar no longer holds the binding of a device. A phone has its own view of that: see {@link CiscoAlarm}.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum UnregisterReason {
    /** The phone said so, with Expires 0 and its own contact and Call-ID (sip 4.5). */
    BY_PHONE,
    /** The phone was not heard of in time (sip 4.5); it says {@code cisco-alarm:17} when it comes back. */
    EXPIRED,
    /**
     * Its connection was closed, and it did not come back within the grace for that; it says {@code cisco-alarm:10}, 12, 13 or 14 when
     * it does later (sip 4.6).
     */
    CONNECTION_CLOSED,
    /**
     * The phone began another registration; {@code registered} follows at once. It has not left, so that {@link HomeRegistrations} passes
     * over this.
     */
    REPLACED,
    /**
     * The device is no longer admitted, and tried to register the way that it is registered: over the same connection, or from the same
     * address over UDP. Whoever is refused elsewhere ends nothing.
     */
    NOT_ADMITTED
}
