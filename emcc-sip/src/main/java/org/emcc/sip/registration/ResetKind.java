package org.emcc.sip.registration;

/**
 * What a phone is told to do. Both make it read its configuration anew; a reset also starts it from the ground up.
 *
 * <p>Source: sip 4.7.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum ResetKind {
    /** Starts the phone from the ground up. */
    RESET("reset"),
    /** Registers anew without a new start. */
    RESTART("restart");

    private final String action;

    ResetKind(String action) {
        this.action = action;
    }

    String action() {
        return action;
    }
}
