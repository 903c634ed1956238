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
 * <p>Source: sip 4.6. Numbers that are not listed there are kept. Of the texts, {@code reset-restart}, {@code initialized} and
 * {@code cm-closed-tcp} are seen; the others follow their pattern, which is our choice, and no registrar should rest on them.
 *
 * @param number 0 or more
 * @param last the text behind {@code Last=}, one word
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CiscoAlarm(int number, String last) {
    /** Nothing is known. */
    public static final CiscoAlarm UNSPECIFIED = new CiscoAlarm(0, "unspecified");

    /** The stream to the registrar ran into a time-out. */
    public static final CiscoAlarm TCP_TIMEOUT = new CiscoAlarm(10, "tcp-timeout");

    /** The registrar reset the stream. */
    public static final CiscoAlarm CM_RESET_TCP = new CiscoAlarm(12, "cm-reset-tcp");

    /** The registrar aborted the stream. */
    public static final CiscoAlarm CM_ABORTED_TCP = new CiscoAlarm(13, "cm-aborted-tcp");

    /** The registrar closed the stream. */
    public static final CiscoAlarm CM_CLOSED_TCP = new CiscoAlarm(14, "cm-closed-tcp");

    /** The registrar fell silent. */
    public static final CiscoAlarm REGISTRATION_TIMEOUT = new CiscoAlarm(17, "registration-timeout");

    /** The phone went back to a better node. */
    public static final CiscoAlarm FALLBACK = new CiscoAlarm(18, "fallback");

    /** Somebody asked for it at the phone. */
    public static final CiscoAlarm PHONE_KEYPAD = new CiscoAlarm(20, "phone-keypad");

    /** A reset. */
    public static final CiscoAlarm RESET_RESET = new CiscoAlarm(22, "reset-reset");

    /** A restart; an EMCC login ends in it. */
    public static final CiscoAlarm RESET_RESTART = new CiscoAlarm(23, "reset-restart");

    /** The registrar refused the phone. */
    public static final CiscoAlarm REGISTRATION_REJECTED = new CiscoAlarm(24, "registration-rejected");

    /** The phone was switched on. */
    public static final CiscoAlarm INITIALIZED = new CiscoAlarm(25, "initialized");

    /** The phone came into another voice VLAN. */
    public static final CiscoAlarm VOICE_VLAN_CHANGED = new CiscoAlarm(26, "voice-vlan-changed");

    /** The phone saves power. */
    public static final CiscoAlarm POWER_SAVE_PLUS = new CiscoAlarm(32, "power-save-plus");

    /** A version stamp did not match. */
    public static final CiscoAlarm VERSION_STAMP_MISMATCH = new CiscoAlarm(100, "version-stamp-mismatch");

    /** The stamp of the configuration file did not match. */
    public static final CiscoAlarm CONFIG_STAMP_MISMATCH = new CiscoAlarm(101, "config-stamp-mismatch");

    /** The stamp of the softkey file did not match. */
    public static final CiscoAlarm SOFTKEY_STAMP_MISMATCH = new CiscoAlarm(102, "softkey-stamp-mismatch");

    /** The stamp of the dial plan did not match. */
    public static final CiscoAlarm DIALPLAN_STAMP_MISMATCH = new CiscoAlarm(103, "dialplan-stamp-mismatch");

    /** A changed configuration could not be applied without a restart. */
    public static final CiscoAlarm APPLY_CONFIG_RESTART = new CiscoAlarm(104, "apply-config-restart");

    /** The configuration was read again, and needed a restart. */
    public static final CiscoAlarm CONFIG_RETRY_RESTART = new CiscoAlarm(105, "config-retry-restart");

    /** TLS failed. */
    public static final CiscoAlarm TLS_ERROR = new CiscoAlarm(106, "tls-error");

    /** The phone was reset to its inactive partition. */
    public static final CiscoAlarm RESET_TO_INACTIVE_PARTITION = new CiscoAlarm(107, "reset-to-inactive-partition");

    /** The VPN was lost. */
    public static final CiscoAlarm VPN_LOST = new CiscoAlarm(108, "vpn-lost");

    /** A soft client was logged in by force. */
    public static final CiscoAlarm FORCED_LOGIN = new CiscoAlarm(111, "forced-login");

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
