package org.emcc.sip.registration;

import org.emcc.core.internal.Require;

/**
 * What a service-control NOTIFY tells a phone to do. Actions that are not listed here are kept as their text.
 *
 * <p>Source: sip 4.7.
 *
 * @param value the text behind {@code action=}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ServiceAction(String value) {
    /** Starts from the ground up. */
    public static final ServiceAction RESET = new ServiceAction("reset");

    /** Registers anew. */
    public static final ServiceAction RESTART = new ServiceAction("restart");

    /** Compares the version stamps, and reads what is stale. */
    public static final ServiceAction CHECK_VERSION = new ServiceAction("check-version");

    /** Reads the configuration, and restarts only if it must. */
    public static final ServiceAction APPLY_CONFIG = new ServiceAction("apply-config");

    /**
     * Checks that there is text.
     *
     * @param value the text behind {@code action=}, 1 to 128 characters
     * @throws IllegalArgumentException when the text breaks the rule
     */
    public ServiceAction {
        Require.text(value, "action", 128);
    }
}
