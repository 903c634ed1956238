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
    private final @Nullable String userInfo;
    private final String host;
    private final int port;
    private final SipParameters parameters;
    private final String headers;

    private SipUri(
            String scheme,
            String text,
            @Nullable String userInfo,
            String host,
            int port,
            SipParameters parameters,
            String headers) {
        this.scheme = scheme;
        this.text = text;
        this.userInfo = userInfo;
        this.host = host;
        this.port = port;
        this.parameters = parameters;
        this.headers = headers;
    }

    static SipUri read(String scheme, String text) {
        int start = scheme.length() + 1;
        int sign = text.indexOf('@');
        String userInfo = null;
        if (sign >= 0) {
            userInfo = text.substring(start, sign);
            checkEscapes(userInfo, start);
            if (userInfo.isEmpty() || userInfo.startsWith(":")) {
                throw SipFormatException.at(start, "the user part of a URI must not be empty before '@'", text);
            }
            start = sign + 1;
            if (text.indexOf('@', start) >= 0) {
                throw SipFormatException.at(text.indexOf('@', start), "a URI must have at most one '@'", text);
            }
        }
        int question = text.indexOf('?', start);
        String headers = question < 0 ? "" : text.substring(question);
        int end = question < 0 ? text.length() : question;
        int semicolon = text.indexOf(';', start);
        SipParameters parameters = SipParameters.NONE;
        if (semicolon >= 0 && semicolon < end) {
            parameters = SipParameters.ofUri(text.substring(semicolon + 1, end), semicolon + 1);
            end = semicolon;
        }
        HostPort hostPort = HostPort.read(text.substring(start, end), start);
        return new SipUri(scheme, text, userInfo, hostPort.host(), hostPort.port(), parameters, headers);
    }

    private static void checkEscapes(String part, int offset) {
        for (int i = 0; i < part.length(); i++) {
            if (part.charAt(i) == '%'
                    && !(i + 2 < part.length()
                            && Grammar.isHex(part.charAt(i + 1))
                            && Grammar.isHex(part.charAt(i + 2)))) {
                throw SipFormatException.at(
                        offset + i, "a percent sign must be followed by two hexadecimal digits", part);
            }
        }
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
     * Compares two URIs by the rules of SIP: scheme and host without regard to case, the user after its escapes are taken away,
     * a missing port and 5060 as different, {@code user}, {@code ttl}, {@code method}, {@code maddr} and {@code transport} when
     * either has them, other parameters when both have them, and the headers always (here: as text).
     *
     * <p>Source: RFC 3261 19.1.4.
     *
     * @param other the other
     * @return whether they name the same
     */
    public boolean matches(SipUri other) {
        if (!scheme.equals(other.scheme)
                || !host.equalsIgnoreCase(other.host)
                || port != other.port
                || !headers.equals(other.headers)) {
            return false;
        }
        if (userInfo == null || other.userInfo == null) {
            if (!Objects.equals(userInfo, other.userInfo)) {
                return false;
            }
        } else if (!unescape(userInfo).equals(unescape(other.userInfo))) {
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
                for (byte octet : user.getBytes(StandardCharsets.UTF_8)) {
                    if (Grammar.isAlphanumeric(octet) || "-_.!~*'()&=+$,".indexOf(octet) >= 0) {
                        out.append((char) octet);
                    } else {
                        out.append('%').append(String.format("%02X", octet & 0xff));
                    }
                }
                out.append('@');
            }
            out.append(host.indexOf(':') >= 0 ? "[" + host + "]" : host);
            if (port != 0) {
                out.append(':').append(port);
            }
            return read("sip", out.append(parameters).toString());
        }
    }
}
