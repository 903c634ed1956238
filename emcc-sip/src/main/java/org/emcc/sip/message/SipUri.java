package org.emcc.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.emcc.core.internal.Require;
import org.jspecify.annotations.Nullable;

/**
 * A {@code sip:} or {@code sips:} URI. It keeps the text it was read from; two are equal when their texts are, and
 * {@link #matches(SipUri)} compares them as SIP does.
 *
 * <p>Source: RFC 3261 19.1; sip 5.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class SipUri implements Uri {
    private static final List<String> COMPARED_ALWAYS = List.of("user", "ttl", "method", "maddr", "transport");

    private static final int MAX_USER = 255;

    private final String scheme;
    private final String text;
    /** Where the user part ends, or -1 when there is none. */
    private final int userEnd;

    private final String host;
    /** Or 0 when there is none. */
    private final int port;

    private final SipParameters parameters;
    private final int headersAt;

    private SipUri(
            String scheme, String text, int userEnd, HostPort hostPort, SipParameters parameters, int headersAt) {
        this.scheme = scheme;
        this.text = text;
        this.userEnd = userEnd;
        this.host = hostPort.host();
        this.port = hostPort.port();
        this.parameters = parameters;
        this.headersAt = headersAt;
    }

    /** Looks at each character once to find the parts, and then at each part. */
    static SipUri read(String scheme, Grammar in) {
        String text = in.text();
        int start = scheme.length() + 1;
        int length = in.length();
        int sign = -1;
        int secondSign = -1;
        int semicolon = -1;
        int question = -1;
        boolean escaped = false;
        for (int i = start; i < length; i++) {
            byte c = in.octet(i);
            if (!Grammar.isSpecialToUri(c)) {
                continue;
            }
            if (c == '@') {
                secondSign = sign >= 0 && secondSign < 0 ? i : secondSign;
                sign = sign < 0 ? i : sign;
                semicolon = -1;
                question = -1;
            } else if (c == ';') {
                semicolon = semicolon < 0 && question < 0 ? i : semicolon;
            } else if (c == '?') {
                question = question < 0 ? i : question;
            } else if (c == '%') {
                escaped = true;
            } else {
                throw foreign(text, i);
            }
        }
        if (secondSign >= 0) {
            throw SipFormatException.at(secondSign, "a URI must have at most one '@'", text);
        }
        if (sign >= 0) {
            if (escaped) {
                checkEscapes(text, start, sign);
            }
            if (sign == start || in.octet(start) == ':') {
                throw SipFormatException.at(start, "the user part of a URI must not be empty before '@'", text);
            }
        }
        int end = question < 0 ? length : question;
        SipParameters parameters = semicolon < 0 ? SipParameters.NONE : SipParameters.ofUri(in, semicolon + 1, end);
        int hostAt = sign < 0 ? start : sign + 1;
        HostPort hostPort = HostPort.read(in, hostAt, semicolon < 0 ? end : semicolon);
        return new SipUri(scheme, text, sign, hostPort, parameters, end);
    }

    static SipFormatException foreign(String text, int at) {
        return SipFormatException.at(at, "a URI must have no white space, quotes or angle brackets", text);
    }

    private static void checkEscapes(String text, int from, int to) {
        for (int i = text.indexOf('%', from); i >= 0 && i < to; i = text.indexOf('%', i + 1)) {
            if (i + 2 >= to || !Grammar.isHex(text.charAt(i + 1)) || !Grammar.isHex(text.charAt(i + 2))) {
                throw SipFormatException.at(
                        i, "a percent sign must be followed by two hexadecimal digits", text.substring(from, to));
            }
        }
    }

    /** Everything but letters, digits and what RFC 5987 has for values. */
    static String escape(String text) {
        return escape(text, c -> Grammar.isAlphanumeric(c) || "-_.!~&+$".indexOf(c) >= 0);
    }

    private static String escape(String text, IntPredicate kept) {
        StringBuilder out = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (kept.test(octet)) {
                out.append((char) octet);
            } else {
                out.append('%').append(String.format("%02X", octet & 0xff));
            }
        }
        return out.toString();
    }

    /** Escapes of unreserved characters are undone, others have upper-case digits. Source: RFC 3261 19.1.4, RFC 3986 6.2.2. */
    private static String canonical(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        StringBuilder out = new StringBuilder(part.length());
        for (int i = 0; i < part.length(); i++) {
            char c = part.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            int octet = Integer.parseInt(part, i + 1, i + 3, 16);
            if (Grammar.isAlphanumeric(octet) || "-_.!~*'()".indexOf(octet) >= 0) {
                out.append((char) octet);
            } else {
                out.append(Grammar.upper(part.substring(i, i + 3)));
            }
            i += 2;
        }
        return out.toString();
    }

    /** What is no escape stays as it is. */
    static String unescape(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(part.length());
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%' && i + 2 < bytes.length && Grammar.isHex(bytes[i + 1]) && Grammar.isHex(bytes[i + 2])) {
                out.write(Character.digit(bytes[i + 1], 16) * 16 + Character.digit(bytes[i + 2], 16));
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /**
     * Begins a {@code sip:} URI; {@link Builder#sips()} makes it the other.
     *
     * @param host a host name, an IPv4 address or an IPv6 address without brackets
     * @return a builder
     * @throws IllegalArgumentException when the host is none of them
     */
    public static Builder builder(String host) {
        return new Builder(host);
    }

    @Override
    public String scheme() {
        return scheme;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * The user without its escapes and without a password.
     *
     * @return the user, or empty when the URI has none
     */
    public Optional<String> user() {
        String userInfo = userInfo();
        if (userInfo == null) {
            return Optional.empty();
        }
        int colon = userInfo.indexOf(':');
        return Optional.of(unescape(colon < 0 ? userInfo : userInfo.substring(0, colon)));
    }

    /**
     * The host as it is written.
     *
     * @return a host name, an IPv4 address or an IPv6 address without brackets
     */
    public String host() {
        return host;
    }

    /**
     * The port.
     *
     * @return 1 to 65535, or empty when the URI names none
     */
    public OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
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
     * Compares two URIs by the rules of SIP. They name the same when all of these are so:
     *
     * <ul>
     *   <li>The schemes are the same, and the hosts without regard to case.
     *   <li>The users with their passwords are the same, with regard to case. An escaped letter, digit or mark equals the character; an
     *       escape of anything else equals only that escape.
     *   <li>The ports are the same; no port and 5060 differ.
     *   <li>{@code user}, {@code ttl}, {@code method}, {@code maddr} and {@code transport} are in both or in neither.
     *   <li>A parameter that both have has the same value in both, without regard to case. Other parameters that only one has count for
     *       nothing.
     *   <li>The headers are the same text. RFC 3261 would also take them in another order.
     * </ul>
     *
     * <p>Source: RFC 3261 19.1.4.
     *
     * @param other the other
     * @return whether they name the same
     */
    public boolean matches(SipUri other) {
        if (!scheme.equals(other.scheme)
                || !host().equalsIgnoreCase(other.host())
                || port != other.port
                || !headers().equals(other.headers())) {
            return false;
        }
        String userInfo = userInfo();
        String otherInfo = other.userInfo();
        if (userInfo == null || otherInfo == null) {
            if (!Objects.equals(userInfo, otherInfo)) {
                return false;
            }
        } else if (!canonical(userInfo).equals(canonical(otherInfo))) {
            return false;
        }
        for (String name : COMPARED_ALWAYS) {
            if (parameters.has(name) != other.parameters.has(name)) {
                return false;
            }
        }
        for (String name : parameters.names()) {
            if (other.parameters.has(name)
                    && !parameters
                            .value(name)
                            .orElse("")
                            .equalsIgnoreCase(other.parameters.value(name).orElse(""))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it has a question mark behind the host. */
    boolean hasHeaders() {
        return headersAt < text.length();
    }

    private @Nullable String userInfo() {
        return userEnd < 0 ? null : text.substring(scheme.length() + 1, userEnd);
    }

    private String headers() {
        return text.substring(headersAt);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipUri that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }

    /**
     * Puts a URI together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final String host;
        private String scheme = "sip";
        /** With its escapes. */
        private @Nullable String user;

        private int port;
        private final List<Parameter> parameters = new ArrayList<>(2);

        private record Parameter(String name, @Nullable String value) {}

        private Builder(String host) {
            Objects.requireNonNull(host, "host");
            if (!Grammar.isHost(host) && !Grammar.isIpv6(host)) {
                throw new IllegalArgumentException("host must be a host name or an address without brackets, but is \""
                        + Require.clip(host) + "\"");
            }
            this.host = host;
        }

        /**
         * Makes it a {@code sips:} URI.
         *
         * @return this builder
         */
        public Builder sips() {
            this.scheme = "sips";
            return this;
        }

        /**
         * Sets the user; what a URI may not hold is escaped.
         *
         * @param user the user, 1 to 255 characters
         * @return this builder
         * @throws IllegalArgumentException when the user is blank, too long, or has control characters
         */
        public Builder user(String user) {
            Objects.requireNonNull(user, "user");
            boolean asItIs = user.length() <= MAX_USER && Grammar.isUser(user);
            this.user = asItIs ? user : escape(Require.text(user, "user", MAX_USER), Grammar::isUserChar);
            return this;
        }

        /**
         * Sets the port.
         *
         * @param port 1 to 65535
         * @return this builder
         * @throws IllegalArgumentException when the port is another number
         */
        public Builder port(int port) {
            this.port = Require.range(port, "port", 1, 65535);
            return this;
        }

        /**
         * Adds a parameter.
         *
         * @param name a token
         * @param value a token
         * @return this builder
         * @throws IllegalArgumentException when one of them is no token, or there are {@value SipParameters#MAX} parameters
         */
        public Builder parameter(String name, String value) {
            if (!Grammar.isToken(name) || !Grammar.isToken(value)) {
                throw new IllegalArgumentException("parameter of a URI must be a token and a token, but is \""
                        + Require.clip(name + "=" + value) + "\"");
            }
            return add(name, value);
        }

        /**
         * Adds a parameter without a value.
         *
         * @param name a token, such as {@code lr}
         * @return this builder
         * @throws IllegalArgumentException when it is no token, or there are {@value SipParameters#MAX} parameters
         */
        public Builder flag(String name) {
            SipParameters.checkName(name);
            return add(name, null);
        }

        private Builder add(String name, @Nullable String value) {
            Require.range(parameters.size() + 1, "number of parameters", 1, SipParameters.MAX);
            parameters.add(new Parameter(name, value));
            return this;
        }

        /**
         * Makes the URI.
         *
         * @return the URI
         */
        public SipUri build() {
            StringBuilder text = new StringBuilder(80).append(scheme).append(':');
            int userEnd = -1;
            if (user != null) {
                text.append(user);
                userEnd = text.length();
                text.append('@');
            }
            HostPort.append(text, host, port);
            SipParameters.Joiner joined = new SipParameters.Joiner(text);
            parameters.forEach(each -> joined.add(each.name(), each.value()));
            SipParameters all = joined.parameters();
            return new SipUri(
                    scheme,
                    all.whole(),
                    userEnd,
                    new HostPort(host, port),
                    all,
                    all.whole().length());
        }
    }
}
