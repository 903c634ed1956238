package org.emcc.sip.location;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.emcc.sip.message.NameAddress;
import org.emcc.sip.message.SipFormatException;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipParameters;
import org.emcc.sip.message.Uri;

/**
 * One value of a Geolocation header: where the location is to be found, with parameters of the standard and of the drafts that the
 * product follows. Parameters that are not known are kept. Two are equal when their texts are.
 *
 * <p>Source: sip 3.5; RFC 6442 and 8787.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class GeolocationValue {
    /** The name of the header. */
    public static final String HEADER = "Geolocation";

    /** A name whose last part is no number, as RFC 8787 wants it: never an address. */
    private static final Pattern NAME = Pattern.compile("(?:[A-Za-z0-9][A-Za-z0-9-]*\\.)*[A-Za-z][A-Za-z0-9-]*\\.?");

    private final NameAddress address;

    private GeolocationValue(NameAddress address) {
        this.address = address;
    }

    /**
     * A value without parameters.
     *
     * @param uri where the location is: {@code cid:} for a part of the same message, or what is to be asked
     * @return the value
     */
    public static GeolocationValue of(Uri uri) {
        return new GeolocationValue(NameAddress.of(uri));
    }

    /**
     * A value as the product writes it: with {@code inserted-by} in quotes.
     *
     * @param uri where the location is
     * @param insertedBy the host that added the value, a name or an address: 1 to 255 characters
     * @return the value
     * @throws IllegalArgumentException when the host breaks its rule
     */
    public static GeolocationValue product(Uri uri, String insertedBy) {
        Require.text(insertedBy, "inserted-by", 255);
        return new GeolocationValue(NameAddress.of(uri).withQuotedParameter("inserted-by", insertedBy));
    }

    /**
     * This value with {@code loc-src} behind its parameters, which a proxy adds so that others may trust the location.
     *
     * @param name the name of the host that added the value; never an address (RFC 8787); at most 255 characters
     * @return the value
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public GeolocationValue withLocSrc(String name) {
        Require.text(name, "loc-src", 255);
        Require.form(name, "loc-src", NAME, "be the name of a host and no address");
        return new GeolocationValue(address.withParameter("loc-src", name));
    }

    /**
     * This value with a parameter behind the others.
     *
     * @param name a token
     * @param value its value; it is quoted when it is no token
     * @return the value
     * @throws IllegalArgumentException when the parameter breaks its rule
     */
    public GeolocationValue withParameter(String name, String value) {
        return new GeolocationValue(address.withParameter(name, value));
    }

    /**
     * All values of a message, from all its Geolocation headers in their order. A value that cannot be read is left out with a
     * problem.
     *
     * @param message the message
     * @return the values, none when the message has no such header; refused when there are some and none can be read
     */
    public static Decoded<List<GeolocationValue>> of(SipMessage message) {
        return HeaderText.all(message, HEADER, GeolocationValue::decodeOrThrow);
    }

    /**
     * Reads one value, in the form of the standard or of the drafts.
     *
     * @param text the value
     * @return the value, or why it is none
     */
    public static Decoded<GeolocationValue> decode(String text) {
        return HeaderText.decode(text, GeolocationValue::decodeOrThrow);
    }

    /**
     * Reads one value, in the form of the standard or of the drafts.
     *
     * @param text the value
     * @return the value
     * @throws SipFormatException when it is none
     */
    public static GeolocationValue decodeOrThrow(String text) {
        NameAddress read = NameAddress.decodeOrThrow(HeaderText.clean(text));
        if (!read.toString().startsWith("<")) {
            throw HeaderText.wrong("character 1", "a location must be a URI in angle brackets");
        }
        return new GeolocationValue(read);
    }

    /**
     * Where the location is to be found.
     *
     * @return the URI
     */
    public Uri uri() {
        return address.uri();
    }

    /**
     * The part of the same message that holds the location.
     *
     * @return its id, or empty when the URI is no {@code cid:} or means none
     */
    public Optional<ContentId> contentId() {
        return ContentId.of(uri());
    }

    /**
     * The host that added the value, by the drafts.
     *
     * @return a name or an address without quotes, or empty when the value does not say
     */
    public Optional<String> insertedBy() {
        return address.parameters().value("inserted-by");
    }

    /**
     * The host that added the value, by RFC 8787.
     *
     * @return a name, or empty when the value does not say
     */
    public Optional<String> locSrc() {
        return address.parameters().value("loc-src");
    }

    /**
     * Whether the request was routed by this location, by the drafts.
     *
     * @return whether {@code used-for-routing} is there
     */
    public boolean usedForRouting() {
        return address.parameters().has("used-for-routing");
    }

    /**
     * For whom the location is meant, by the drafts.
     *
     * @return such as {@code endpoint}, or empty when the value does not say
     */
    public Optional<String> recipient() {
        return address.parameters().value("recipient");
    }

    /**
     * All parameters, known or not.
     *
     * @return the parameters in their order
     */
    public SipParameters parameters() {
        return address.parameters();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GeolocationValue that && address.equals(that.address);
    }

    @Override
    public int hashCode() {
        return Objects.hash(address);
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return address.toString();
    }
}
