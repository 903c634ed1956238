package org.emcc.sip.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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

    private final String scheme;
    private final String text;
    /** Where the user part ends, or -1 when there is none. */
    private final int userEnd;

    private final HostPort hostPort;
    private final SipParameters parameters;
    private final int headersAt;

    private SipUri(
            String scheme, String text, int userEnd, HostPort hostPort, SipParameters parameters, int headersAt) {
        this.scheme = scheme;
        this.text = text;
        this.userEnd = userEnd;
        this.hostPort = hostPort;
        this.parameters = parameters;
        this.headersAt = headersAt;
    }

    static SipUri read(String scheme, String text) {
        int start = scheme.length() + 1;
        int length = text.length();
        int sign = text.indexOf('@', start);
        if (sign >= 0 && text.indexOf('@', sign + 1) >= 0) {
            throw SipFormatException.at(text.indexOf('@', sign + 1), "a URI must have at most one '@'", text);
        }
        int semicolon = text.indexOf(';', Math.max(start, sign));
        int question = text.indexOf('?', Math.max(start, sign));
        if (question >= 0 && semicolon > question) {
            semicolon = -1;
        }
        int userEnd = sign;
        if (sign >= 0) {
            checkEscapes(text, start, sign);
            if (sign == start || text.charAt(start) == ':') {
                throw SipFormatException.at(start, "the user part of a URI must not be empty before '@'", text);
            }
        }
        int end = question < 0 ? length : question;
        int headersAt = end;
        SipParameters parameters = SipParameters.NONE;
        if (semicolon >= 0) {
            parameters = SipParameters.ofUri(text, semicolon + 1, end);
            end = semicolon;
        }
        int hostAt = sign < 0 ? start : sign + 1;
        return new SipUri(scheme, text, userEnd, HostPort.read(text, hostAt, end), parameters, headersAt);
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
        return escape(text, "-_.!~&+$");
    }

    private static String escape(String text, String kept) {
        int plain = 0;
        while (plain < text.length()
                && (Grammar.isAlphanumeric(text.charAt(plain)) || kept.indexOf(text.charAt(plain)) >= 0)) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length());
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            if (Grammar.isAlphanumeric(octet) || kept.indexOf(octet) >= 0) {
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
     * Begins a {@code sip:} URI.
     *
     * @param host a host name, an IPv4 address or an IPv6 address without brackets
     * @return a builder
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
        return hostPort.host();
    }

    /**
     * The port.
     *
     * @return 1 to 65535, or empty when the URI names none
     */
    public OptionalInt port() {
        return hostPort.port() == 0 ? OptionalInt.empty() : OptionalInt.of(hostPort.port());
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
     * Compares two URIs by the rules of SIP: scheme and host without regard to case, the user after the escapes
     * of letters, digits and marks are taken away (the escape of any other character is not that character), a missing port and 5060 as different, {@code user}, {@code ttl}, {@code method}, {@code maddr} and {@code transport} when
     * either has them, other parameters when both have them, and the headers always (here: as text).
     *
     * <p>Source: RFC 3261 19.1.4.
     *
     * @param other the other
     * @return whether they name the same
     */
    public boolean matches(SipUri other) {
        if (!scheme.equals(other.scheme)
                || !host().equalsIgnoreCase(other.host())
                || hostPort.port() != other.hostPort.port()
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
     * Puts a {@code sip:} URI together.
     *
     * @threadsafety not thread-safe
     * @since 0.1.0
     */
    public static final class Builder {
        private final String host;
        private @Nullable String user;
        private int port;
        private final StringBuilder parameters = new StringBuilder();

        private Builder(String host) {
            Objects.requireNonNull(host, "host");
            if (!Grammar.isHost(host) && !Grammar.isIpv6(host)) {
                throw new IllegalArgumentException("host must be a host name or an address without brackets, but is \""
                        + Require.clip(host) + "\"");
            }
            this.host = host;
        }

        /**
         * Sets the user; what a URI may not hold is escaped.
         *
         * @param user the user, not empty
         * @return this builder
         */
        public Builder user(String user) {
            this.user = Require.text(user, "user", 255);
            return this;
        }

        /**
         * Sets the port.
         *
         * @param port 1 to 65535
         * @return this builder
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
         */
        public Builder parameter(String name, String value) {
            if (!Grammar.isToken(name) || !Grammar.isToken(value)) {
                throw new IllegalArgumentException("parameter of a URI must be a token and a token, but is \""
                        + Require.clip(name + "=" + value) + "\"");
            }
            parameters.append(';').append(name).append('=').append(value);
            return this;
        }

        /**
         * Makes the URI.
         *
         * @return the URI
         */
        public SipUri build() {
            StringBuilder out = new StringBuilder("sip:");
            if (user != null) {
                out.append(escape(user, "-_.!~*'()&=+$,")).append('@');
            }
            out.append(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
            if (port != 0) {
                out.append(':').append(port);
            }
            return read("sip", out.append(parameters).toString());
        }
    }
}
