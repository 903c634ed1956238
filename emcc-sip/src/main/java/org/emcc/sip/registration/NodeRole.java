package org.emcc.sip.registration;

/**
 * What a node is for a phone at this moment.
 *
 * <p>Source: sip 4.5.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum NodeRole {
    /** The phone is registered there, or is about to be. */
    ACTIVE,
    /** The node after the active one: the phone looks whether it lives. */
    STANDBY,
    /** A node before the active one: the phone goes back to it when it has lived for long enough. */
    FALLBACK,
    /** The phone does not care for it now. */
    UNUSED
}
