package org.emcc.sip.message;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters of a challenge or of credentials, which commas separate. Source: RFC 3261 25.1, RFC 7616 3.3 and 3.4. */
final class AuthParameters {
    private static final int MAX = 50;

    private final Map<String, String> values = new LinkedHashMap<>();

    /** Reads the value of a header of the scheme Digest. */
    static AuthParameters read(String text) {
        return Grammar.whole(text, in -> {
            String scheme = in.token("an authorization scheme");
            if (!scheme.equalsIgnoreCase("Digest")) {
                throw SipFormatException.at(0, "the scheme must be Digest", scheme);
            }
            AuthParameters all = new AuthParameters();
            do {
                in.space();
                int at = in.position();
                String name = Grammar.lower(in.token("a parameter"));
                in.space();
                in.demand('=', "a parameter");
                in.space();
                String value = in.sees('"') ? Grammar.unquote(in.quoted()) : in.untilSpaceOr(',', ',');
                if (all.values.size() == MAX) {
                    throw SipFormatException.at(at, "there must be at most " + MAX + " parameters");
                }
                if (all.values.put(name, value) != null) {
                    throw SipFormatException.at(at, "a parameter must occur once", name);
                }
                in.space();
            } while (in.takes(','));
            return all;
        });
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String demand(String name) {
        String value = values.get(name);
        if (value == null) {
            throw SipFormatException.at(0, "the parameter " + name + " must be there");
        }
        return value;
    }

    boolean isTrue(String name) {
        return "true".equalsIgnoreCase(values.get(name));
    }

    /** Writes parameters behind the scheme. */
    static final class Writer {
        private final StringBuilder out = new StringBuilder("Digest ");

        Writer quoted(String name, String value) {
            return plain(name, Grammar.quote(value));
        }

        Writer plain(String name, String value) {
            if (out.charAt(out.length() - 1) != ' ') {
                out.append(", ");
            }
            out.append(name).append('=').append(value);
            return this;
        }

        @Override
        public String toString() {
            return out.toString();
        }
    }
}
