package org.emcc.sip.message;

import java.util.List;
import java.util.Objects;
import org.emcc.core.Decoded;
import org.emcc.core.internal.Require;

/**
 * What an answer adds to its status: one value of a Warning header.
 *
 * <p>Source: RFC 3261 20.43.
 *
 * @param code 100 to 999
 * @param agent who warns: a host, perhaps with a port, or a token
 * @param text the warning, without control characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Warning(int code, String agent, String text) {
    /** The most characters of an agent. A limit of this SDK. */
    private static final int MOST_AGENT = 255;

    /**
     * Checks the parts.
     *
     * @param code 100 to 999
     * @param agent who warns: a host, perhaps with a port, or a token
     * @param text the warning, without control characters
     * @throws IllegalArgumentException when one of them breaks its rule
     */
    public Warning {
        Require.range(code, "code", 100, 999);
        Require.text(agent, "agent", MOST_AGENT);
        if (agent.indexOf(' ') >= 0 || agent.indexOf('"') >= 0 || agent.indexOf(',') >= 0) {
            throw new IllegalArgumentException(
                    "agent must have no blanks, quotes and commas, but is \"" + Require.clip(agent) + "\"");
        }
        Grammar.clean(text, "text");
    }

    /**
     * Reads one value.
     *
     * @param text the value
     * @return the warning, or why it is none
     */
    public static Decoded<Warning> decode(String text) {
        return Grammar.decode(text, Warning::decodeOrThrow);
    }

    /**
     * Reads one value.
     *
     * @param text the value
     * @return the warning
     * @throws SipFormatException when it is none
     */
    public static Warning decodeOrThrow(String text) {
        return Grammar.whole(Objects.requireNonNull(text, "text"), Warning::read);
    }

    private static Warning read(Grammar in) {
        int at = in.position();
        long code = Grammar.number(in.untilSpaceOr(',', '"'), "the code of Warning", 999);
        in.space();
        String agent = in.untilSpaceOr(',', '"');
        in.space();
        if (code < 100 || agent.isBlank() || agent.length() > MOST_AGENT || !in.sees('"')) {
            throw SipFormatException.at(
                    at,
                    "Warning must be a code from 100 to 999, an agent of at most " + MOST_AGENT
                            + " characters and a quoted text");
        }
        String text = Grammar.unquote(in.quoted());
        if (agent.chars().anyMatch(Character::isISOControl)
                || text.chars().anyMatch(c -> c != '\t' && Character.isISOControl(c))) {
            throw SipFormatException.at(at, "Warning must have no control characters");
        }
        return new Warning((int) code, agent, text);
    }

    static List<Warning> list(Grammar in) {
        return Grammar.list(in, Warning::read);
    }

    /** The value as it is written. */
    @Override
    public String toString() {
        return code + " " + agent + " " + Grammar.quote(text);
    }
}
