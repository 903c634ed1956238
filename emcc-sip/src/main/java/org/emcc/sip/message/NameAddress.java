package org.emcc.sip.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * An address with an optional display name and with parameters, as From, To and Contact have it. It keeps the text it was read
 * from, and two are equal when their texts are.
 *
 * <p>Without angle brackets every parameter belongs to the header and not to the URI. Source: RFC 3261 20.10; sip 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class NameAddress {
    private final String text;
    private final @Nullable String displayName;
    private final Uri uri;
    /** As they stand in the text. */
    private final SipParameters parameters;

    private NameAddress(String text, @Nullable String displayName, Uri uri, SipParameters parameters) {
        this.text = text;
        this.displayName = displayName;
        this.uri = uri;
        this.parameters = parameters;
    }

    /**
     * An address in angle brackets without a display name and without parameters.
     *
     * @param uri the URI
     * @return the address
     */
    public static NameAddress of(Uri uri) {
        return new NameAddress("<" + uri.text() + ">", null, uri, SipParameters.NONE);
    }

    /**
     * Reads the value of a header that holds one address.
     *
     * @param text the value
     * @return the address, or why it is none
     */
    public static Decoded<NameAddress> decode(String text) {
        return Grammar.decode(text, NameAddress::decodeOrThrow);
    }

    /**
     * Reads the value of a header that holds one address.
     *
     * @param text the value
     * @return the address
     * @throws SipFormatException when it is none
     */
    public static NameAddress decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), NameAddress::read);
    }

    /** Reads addresses separated by commas. */
    static List<NameAddress> list(Grammar in) {
        return Grammar.list(in, NameAddress::read);
    }

    static NameAddress read(Grammar in) {
        int start = in.position();
        String display = in.sees('<') ? null : display(in);
        Uri uri = in.takes('<') ? inAngles(in) : bare(in);
        SipParameters parameters = SipParameters.read(in);
        String text = Grammar.trimmed(in.since(start));
        return new NameAddress(text, display, uri, parameters.within(text, start));
    }

    private static Uri inAngles(Grammar in) {
        int from = in.position();
        in.skipUntilSpaceOr('>', '>', '>');
        int to = in.position();
        if (!in.takes('>')) {
            throw SipFormatException.at(from, "an angle bracket must be closed around a URI", in.since(from));
        }
        return uri(in, from, to);
    }

    private static Uri bare(Grammar in) {
        int from = in.position();
        in.skipUntilSpaceOr(';', ',', ',');
        int to = in.position();
        if (in.find('?', from, to) < to) {
            throw SipFormatException.at(from, "a URI with headers must stand in angle brackets", in.since(from));
        }
        return uri(in, from, to);
    }

    private static @Nullable String display(Grammar in) {
        int start = in.position();
        if (in.sees('"')) {
            String quoted = in.quoted();
            in.space();
            if (!in.sees('<')) {
                throw SipFormatException.at(in.position(), "a display name must be followed by '<'", in.rest());
            }
            return Grammar.unquote(quoted);
        }
        while (!in.end() && !in.sees('<')) {
            int before = in.position();
            in.space();
            while (in.seesToken()) {
                in.skip();
            }
            if (in.position() == before) {
                in.back(start);
                return null;
            }
        }
        if (in.end()) {
            in.back(start);
            return null;
        }
        String tokens = in.since(start).strip();
        return tokens.isEmpty() ? null : tokens;
    }

    private static Uri uri(Grammar in, int from, int to) {
        try {
            return UriReader.read(in.part(from, to));
        } catch (SipFormatException e) {
            throw SipFormatException.at(from, e.problem().message());
        }
    }

    /**
     * The display name without quotes.
     *
     * @return the name, or empty when there is none
     */
    public Optional<String> displayName() {
        return Optional.ofNullable(displayName);
    }

    /**
     * The URI.
     *
     * @return the URI
     */
    public Uri uri() {
        return uri;
    }

    /**
     * The parameters of the header, which are not those of the URI.
     *
     * @return the parameters
     */
    public SipParameters parameters() {
        return parameters;
    }

    /**
     * The {@code tag} parameter of From and To.
     *
     * @return the tag, or empty when there is none
     */
    public Optional<String> tag() {
        return parameters.value("tag");
    }

    /**
     * This address with one more parameter behind the others.
     *
     * @param name a token
     * @param value its value; it is quoted when it is no token
     * @return the address
     * @throws IllegalArgumentException when the parameter breaks its rule, or there are {@value SipParameters#MAX} parameters
     */
    public NameAddress withParameter(String name, String value) {
        return plus(name, SipParameters.written(value));
    }

    /**
     * This address with one more parameter, whose value is always quoted, behind the others. Phones quote their feature
     * parameters.
     *
     * @param name a token
     * @param value its value
     * @return the address
     * @throws IllegalArgumentException when the parameter breaks its rule, or there are {@value SipParameters#MAX} parameters
     */
    public NameAddress withQuotedParameter(String name, String value) {
        return plus(name, quoted(value));
    }

    /**
     * This address with more parameters, whose values are always quoted, behind the others in the order of the map. It is the same as
     * adding one after the other, and is made at once.
     *
     * @param more names, which are tokens, and values
     * @return the address
     * @throws IllegalArgumentException when a parameter breaks its rule, or there are more than {@value SipParameters#MAX} parameters
     */
    public NameAddress withQuotedParameters(Map<String, String> more) {
        SipParameters.Joiner next = new SipParameters.Joiner(text, parameters);
        more.forEach((name, value) -> {
            SipParameters.checkName(name);
            if (value.length() <= SipMessage.MAX_START_LINE && Grammar.isQuotedAsIs(value)) {
                next.addQuotedAsIs(name, value);
            } else {
                next.add(name, quoted(value));
            }
        });
        SipParameters all = next.parameters();
        return new NameAddress(all.whole(), displayName, uri, all);
    }

    private static String quoted(String value) {
        return Grammar.quote(Require.textOrEmpty(value, "value of parameter", SipMessage.MAX_START_LINE));
    }

    private NameAddress plus(String name, String written) {
        SipParameters.checkName(name);
        String longer = text + ";" + name + "=" + written;
        SipParameters next = parameters.behind(longer, text.length() + 1, name.length());
        return new NameAddress(longer, displayName, uri, next);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameAddress that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The address as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
