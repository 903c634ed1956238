package org.emcc.sip.message;

import java.util.List;
import java.util.Optional;
import org.emcc.core.Decoded;

/**
 * A {@code tel:} URI: a telephone number, and perhaps where it counts. It keeps the text it was read from; two are equal when their
 * texts are, and {@link #matches(TelUri)} compares them as numbers.
 *
 * <p>Source: RFC 3966; sip 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class TelUri implements Uri {
    private static final String SEPARATORS = "-.()";

    private final String text;
    private final int numberEnd;
    private final SipParameters parameters;

    private TelUri(String text, int numberEnd, SipParameters parameters) {
        this.text = text;
        this.numberEnd = numberEnd;
        this.parameters = parameters;
    }

    /**
     * A number.
     *
     * @param number digits, {@code *}, {@code #} and {@code A} to {@code F}, with {@code +} before them when it counts everywhere, and
     *     then digits only; hyphens, dots and round brackets between them count for nothing
     * @return the URI
     * @throws IllegalArgumentException when it is no number
     */
    public static TelUri of(String number) {
        Decoded<TelUri> decoded = Grammar.decode("tel:" + number, text -> read(new Grammar(text)));
        TelUri uri = decoded.value()
                .orElseThrow(() -> new IllegalArgumentException(
                        "number " + decoded.problems().get(0).message()));
        if (uri.numberEnd != uri.text.length()) {
            throw new IllegalArgumentException("number must have no parameters");
        }
        return uri;
    }

    static TelUri read(Grammar in) {
        String text = in.text();
        int from = "tel:".length();
        int semicolon = text.indexOf(';');
        int end = semicolon < 0 ? text.length() : semicolon;
        boolean global = from < end && text.charAt(from) == '+';
        boolean digit = false;
        for (int i = global ? from + 1 : from; i < end; i++) {
            char c = text.charAt(i);
            boolean counts = Grammar.isDigit(c) || (!global && (Grammar.isHex(c) || c == '*' || c == '#'));
            if (!counts && SEPARATORS.indexOf(c) < 0) {
                throw SipFormatException.at(i, "must be a telephone number", text.substring(from, end));
            }
            digit |= counts;
        }
        if (!digit) {
            throw SipFormatException.at(from, "must be a telephone number", text.substring(from, end));
        }
        SipParameters parameters =
                semicolon < 0 ? SipParameters.NONE : SipParameters.ofUri(in, semicolon + 1, text.length());
        return new TelUri(text, end, parameters);
    }

    @Override
    public String scheme() {
        return "tel";
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * The number without the characters that only separate.
     *
     * @return digits, {@code *}, {@code #} and {@code A} to {@code F}, perhaps behind {@code +}
     */
    public String number() {
        StringBuilder out = new StringBuilder(numberEnd);
        for (int i = "tel:".length(); i < numberEnd; i++) {
            char c = text.charAt(i);
            if (SEPARATORS.indexOf(c) < 0) {
                out.append(c >= 'a' && c <= 'f' ? Character.toUpperCase(c) : c);
            }
        }
        return out.toString();
    }

    /**
     * Tells whether the number counts everywhere.
     *
     * @return whether it begins with {@code +}
     */
    public boolean isGlobal() {
        return text.charAt("tel:".length()) == '+';
    }

    /**
     * Where a number counts that does not count everywhere.
     *
     * @return the {@code phone-context}, a domain or the beginning of a global number, or empty when it is not said
     */
    public Optional<String> context() {
        return parameters.value("phone-context");
    }

    /**
     * The parameters of the URI, which are not those of the header it stands in.
     *
     * @return the parameters
     */
    public SipParameters parameters() {
        return parameters;
    }

    /**
     * Compares two numbers: separators count for nothing, and the parameters have to be the same in any order and case.
     *
     * <p>Source: RFC 3966 4.
     *
     * @param other the other
     * @return whether they are the same number
     */
    public boolean matches(TelUri other) {
        List<String> names = parameters.names();
        if (!number().equals(other.number())
                || names.size() != other.parameters.names().size()) {
            return false;
        }
        for (String name : names) {
            String value = parameters.value(name).orElse("");
            if (!other.parameters.has(name)
                    || !value.equalsIgnoreCase(other.parameters.value(name).orElse(""))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TelUri that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
