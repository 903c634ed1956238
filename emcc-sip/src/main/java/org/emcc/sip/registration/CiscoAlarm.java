package org.emcc.sip.registration;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * Why a phone unregistered last time, as it says in the Reason header of its first REGISTER.
 *
 * <p>Source: sip 4.6. Numbers that are not listed there are kept.
 *
 * @param number 0 or more
 * @param last the text behind {@code Last=}, one word
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CiscoAlarm(int number, String last) {
    /** Nothing is known. The text is our choice. */
    public static final CiscoAlarm UNSPECIFIED = new CiscoAlarm(0, "unspecified");

    /** The registrar fell silent. The text is our choice. */
    public static final CiscoAlarm REGISTRATION_TIMEOUT = new CiscoAlarm(17, "registration-timeout");

    /** A reset; the text follows the pattern of {@link #RESET_RESTART}. */
    public static final CiscoAlarm RESET_RESET = new CiscoAlarm(22, "reset-reset");

    /** A restart; an EMCC login ends in it. */
    public static final CiscoAlarm RESET_RESTART = new CiscoAlarm(23, "reset-restart");

    /** The phone was switched on. */
    public static final CiscoAlarm INITIALIZED = new CiscoAlarm(25, "initialized");

    /**
     * Checks both parts.
     *
     * @param number 0 or more
     * @param last one word without quotes
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public CiscoAlarm {
        Require.range(number, "alarm number", 0, Integer.MAX_VALUE);
        Objects.requireNonNull(last, "last");
        if (!last.matches("[A-Za-z0-9_-]{1,64}")) {
            throw new IllegalArgumentException(
                    "last must be one word of 1 to 64 letters, digits, hyphens and underscores, but is \""
                            + Require.clip(last) + "\"");
        }
    }
}
