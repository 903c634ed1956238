package org.emcc.sip.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;

/**
 * Why a request was sent: one value of a Reason header.
 *
 * <p>Source: RFC 3326 2.
 *
 * @param protocol such as {@code SIP} or {@code Q.850}
 * @param parameters such as {@code cause} and {@code text}
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Reason(String protocol, SipParameters parameters) {
    /**
     * Checks that the protocol is a token.
     *
     * @param protocol such as {@code SIP} or {@code Q.850}
     * @param parameters such as {@code cause} and {@code text}
     * @throws IllegalArgumentException when it is none
     */
    public Reason {
        Objects.requireNonNull(parameters, "parameters");
        if (!Grammar.isToken(protocol)) {
            throw new IllegalArgumentException("protocol must be a token, but is \"" + Require.clip(protocol) + "\"");
        }
    }

    /**
     * Reads one value.
     *
     * @param text the value
     * @return the reason, or why it is none
     */
    public static Decoded<Reason> decode(String text) {
        return Grammar.decode(text, Reason::decodeOrThrow);
    }

    /**
     * Reads one value.
     *
     * @param text the value
     * @return the reason
     * @throws SipFormatException when it is none
     */
    public static Reason decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), Reason::read);
    }

    private static Reason read(Grammar in) {
        return new Reason(in.token("the protocol of Reason"), SipParameters.read(in));
    }

    static List<Reason> list(Grammar in) {
        return Grammar.list(in, Reason::read);
    }

    /**
     * The cause, whose meaning is the protocol's.
     *
     * @return a number, or empty when there is none below 1000
     */
    public OptionalInt cause() {
        String digits = parameters.value("cause").orElse("");
        boolean legal =
                !digits.isEmpty() && digits.length() <= 3 && digits.chars().allMatch(Grammar::isDigit);
        return legal ? OptionalInt.of(Integer.parseInt(digits)) : OptionalInt.empty();
    }

    /**
     * The cause in words.
     *
     * @return the text, or empty when there is none
     */
    public Optional<String> text() {
        return parameters.value("text");
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return protocol + parameters;
    }
}
