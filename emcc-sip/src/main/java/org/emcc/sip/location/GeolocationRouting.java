package org.emcc.sip.location;

import java.util.Objects;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.SipMessage;

/**
 * The value of a Geolocation-Routing header: whether a request may be routed by its location. A value that is not known is kept, and
 * allows nothing.
 *
 * <p>Source: sip 3.5; RFC 6442 4.2.
 *
 * @param value {@code yes}, {@code no}, another token, or a token with a value behind an equals sign
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationRouting(String value) {
    /** The name of the header. */
    public static final String HEADER = "Geolocation-Routing";

    /** Stands before the constants, which need it. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9.!%*_+`'~-]+(?: *= *.+)?");

    /** The request may be routed by its location. */
    public static final GeolocationRouting YES = new GeolocationRouting("yes");

    /** It may not; this is also what a missing header says. */
    public static final GeolocationRouting NO = new GeolocationRouting("no");

    /**
     * Checks the form.
     *
     * @param value the value, at most 255 characters
     * @throws IllegalArgumentException when it is no token, with or without a value
     */
    public GeolocationRouting {
        Require.text(value, "geolocation routing", 255);
        Require.form(value, "geolocation routing", FORM, "be a token, or a token with a value");
    }

    /**
     * What a message says. A message without the header says no.
     *
     * @param message the message
     * @return the value; refused when the header is doubled or has another form
     */
    public static Decoded<GeolocationRouting> of(SipMessage message) {
        return message.header(HEADER).isEmpty() ? Decoded.ok(NO) : message.single(HEADER, GeolocationRouting::decode);
    }

    /**
     * Reads a value.
     *
     * @param text the value
     * @return the value, or why it is none
     */
    public static Decoded<GeolocationRouting> decode(String text) {
        return HeaderText.decode(text, GeolocationRouting::decodeOrThrow);
    }

    /**
     * Reads a value.
     *
     * @param text the value
     * @return the value
     * @throws SipFormatException when it is none
     */
    public static GeolocationRouting decodeOrThrow(String text) {
        try {
            return new GeolocationRouting(Objects.requireNonNull(text, "text").strip());
        } catch (IllegalArgumentException e) {
            throw HeaderText.wrong("character 1", String.valueOf(e.getMessage()));
        }
    }

    /**
     * Whether the request may be routed by its location; the case of letters does not count.
     *
     * @return true only for {@code yes}
     */
    public boolean isAllowed() {
        return value.equalsIgnoreCase("yes");
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
