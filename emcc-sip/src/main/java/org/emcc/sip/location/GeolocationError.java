package org.emcc.sip.location;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.SipHeader;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipParameters;

/**
 * The value of a Geolocation-Error header: what was wrong with a location. It travels in a response {@value #STATUS}, or in any other
 * response when the request is served anyway.
 *
 * <p>The product numbers its errors by a draft, and which numbers it uses is not public: any number of one to three digits is read,
 * and the text is kept. Two are equal when their texts are. Source: sip 3.5; RFC 6442 4.3.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class GeolocationError {
    /** The name of the header. */
    public static final String HEADER = "Geolocation-Error";

    /** The status of a response that refuses a request for its location. */
    public static final int STATUS = 424;

    /** The reason phrase of that response. */
    public static final String REASON = "Bad Location Information";

    private static final Pattern FORM = Pattern.compile("([0-9]{1,3})([ \\t]*(?:;.*)?)");

    /** The location cannot be processed. */
    public static final GeolocationError CANNOT_PROCESS = of(100, "Cannot Process Location");

    /** Permission to use the location is needed. */
    public static final GeolocationError USE_NEEDS_PERMISSION = of(200, "Permission To Use Location Information");

    /** Permission to pass the location on to others is needed. */
    public static final GeolocationError RETRANSMISSION_NEEDS_PERMISSION =
            of(201, "Permission To Retransmit Location Information to a Third Party");

    /** Permission to route by the location is needed. */
    public static final GeolocationError ROUTING_NEEDS_PERMISSION =
            of(202, "Permission to Route based on Location Information");

    /** The location could not be fetched from where the request says it is. */
    public static final GeolocationError DEREFERENCE_FAILURE = of(300, "Dereference Failure");

    private final String text;
    private final int code;
    private final SipParameters parameters;

    private GeolocationError(String text, int code, SipParameters parameters) {
        this.text = text;
        this.code = code;
        this.parameters = parameters;
    }

    /**
     * An error with its text, written as the parameter {@code code} in quotes.
     *
     * @param code 0 to 999
     * @param message the text, 1 to 255 characters
     * @return the error
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public static GeolocationError of(int code, String message) {
        Require.range(code, "code", 0, 999);
        Require.text(message, "message", 255);
        String quoted = message.replace("\\", "\\\\").replace("\"", "\\\"");
        return decodeOrThrow(code + ";code=\"" + quoted + "\"");
    }

    /**
     * The error of a message.
     *
     * @param message the message
     * @return the error; refused when the header is missing, doubled or of another form
     */
    public static Decoded<GeolocationError> of(SipMessage message) {
        return message.single(HEADER, GeolocationError::decode);
    }

    /**
     * Reads a value.
     *
     * @param text the value
     * @return the error, or why it is none
     */
    public static Decoded<GeolocationError> decode(String text) {
        return HeaderText.decode(text, GeolocationError::decodeOrThrow);
    }

    /**
     * Reads a value.
     *
     * @param text the value
     * @return the error
     * @throws SipFormatException when it is none
     */
    public static GeolocationError decodeOrThrow(String text) {
        String trimmed = HeaderText.clean(text).strip();
        Matcher form = FORM.matcher(trimmed);
        if (!form.matches()) {
            throw HeaderText.wrong(
                    "character 1",
                    "an error must be a number of one to three digits with parameters, but is \""
                            + Require.clip(trimmed) + "\"");
        }
        return new GeolocationError(trimmed, Integer.parseInt(form.group(1)), HeaderText.parameters(form.group(2)));
    }

    /**
     * The number.
     *
     * @return 0 to 999; of the standard's only those of the constants
     */
    public int code() {
        return code;
    }

    /**
     * The text of the error.
     *
     * @return what the parameter {@code code} says, or empty when it is not there
     */
    public Optional<String> message() {
        return parameters.value("code");
    }

    /**
     * All parameters, known or not.
     *
     * @return the parameters in their order
     */
    public SipParameters parameters() {
        return parameters;
    }

    /**
     * The header for a response.
     *
     * @return the header
     */
    public SipHeader toHeader() {
        return SipHeader.of(HEADER, text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeolocationError that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return text;
    }
}
