package org.emcc.sip.registration;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.Reason;
import org.emcc.sip.message.SipMessage;

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

    private static final Pattern NUMBER = Pattern.compile("cisco-alarm:([0-9]{1,9})(?![^ ])");
    private static final Pattern LAST = Pattern.compile(" Last=([A-Za-z0-9_-]{1,64})(?![^ ])");

    /**
     * The alarm in the Reason header of a REGISTER. Where there is none behind {@code Last=}, or no word, the text is that of
     * {@link #UNSPECIFIED}.
     *
     * @param message the request
     * @return the alarm, or empty when no Reason begins with {@code cisco-alarm:} and a number of at most nine digits
     */
    public static Optional<CiscoAlarm> of(SipMessage message) {
        for (Reason reason : message.reasons().value().orElse(List.of())) {
            String text = reason.text().orElse("");
            Matcher number = NUMBER.matcher(text);
            if (number.lookingAt()) {
                Matcher last = LAST.matcher(text);
                return Optional.of(new CiscoAlarm(
                        Integer.parseInt(number.group(1)), last.find() ? last.group(1) : UNSPECIFIED.last()));
            }
        }
        return Optional.empty();
    }
}
