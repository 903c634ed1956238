package org.emcc.core.id;

import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.emcc.core.internal.Require;

/**
 * Where a service is reached: a host name or address, and a port where it is not the one that the service has by default (TFTP
 * 69, HTTP download 6970, SIP 5060, EM 8443).
 *
 * <p>Source: design 4; emcc-behaviour 5.4 gives 50 characters to a remote cluster's name, names of nodes have up to 255.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class ServiceAddress {
    private static final Pattern HOST = Pattern.compile(
            "[A-Za-z0-9_]([A-Za-z0-9._-]*[A-Za-z0-9_])?\\.?|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9]+)?");

    private final String host;
    private final int port;

    private ServiceAddress(String host, int port) {
        this.host = Require.form(
                Require.text(host, "host", 255),
                "host",
                HOST,
                "be a host name, an IPv4 address or a bare IPv6 address");
        this.port = port;
    }

    /**
     * A host on the service's default port.
     *
     * @param host a host name, an IPv4 address or an IPv6 address without brackets
     * @return the address
     * @throws IllegalArgumentException when the host breaks the rule
     */
    public static ServiceAddress of(String host) {
        return new ServiceAddress(host, 0);
    }

    /**
     * A host and a port.
     *
     * @param host a host name, an IPv4 address or an IPv6 address without brackets
     * @param port 1 to 65535
     * @return the address
     * @throws IllegalArgumentException when the host or the port breaks its rule
     */
    public static ServiceAddress of(String host, int port) {
        return new ServiceAddress(host, Require.range(port, "port", 1, 65535));
    }

    /**
     * Reads {@code host}, {@code host:port}, {@code address} or {@code [ipv6]:port}.
     *
     * @param text the text
     * @return the address
     * @throws IllegalArgumentException when the text has none of these forms
     */
    public static ServiceAddress parse(String text) {
        Objects.requireNonNull(text, "text");
        if (text.startsWith("[")) {
            int end = text.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException(
                        "service address must close its bracket, but is \"" + Require.clip(text) + "\"");
            }
            String rest = text.substring(end + 1);
            String host = text.substring(1, end);
            if (rest.isEmpty()) {
                return of(host);
            }
            if (rest.charAt(0) != ':') {
                throw new IllegalArgumentException("service address must have only a port behind its bracket, but is \""
                        + Require.clip(text) + "\"");
            }
            return of(host, port(rest.substring(1)));
        }
        int colon = text.indexOf(':');
        if (colon < 0 || colon != text.lastIndexOf(':')) {
            return of(text);
        }
        return of(text.substring(0, colon), port(text.substring(colon + 1)));
    }

    private static int port(String digits) {
        if (digits.isEmpty() || digits.length() > 5 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException(
                    "port must be a number from 1 to 65535, but is \"" + Require.clip(digits) + "\"");
        }
        return Integer.parseInt(digits);
    }

    /**
     * The host.
     *
     * @return a host name or address, as it was given
     */
    public String host() {
        return host;
    }

    /**
     * The port, where it is not the default.
     *
     * @return 1 to 65535, or empty for the default of the service
     */
    public OptionalInt port() {
        return port == 0 ? OptionalInt.empty() : OptionalInt.of(port);
    }

    /**
     * The port, with the service's default filled in.
     *
     * @param byDefault the default of the service
     * @return 1 to 65535
     */
    public int portOr(int byDefault) {
        return port == 0 ? byDefault : port;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ServiceAddress that && port == that.port && host.equalsIgnoreCase(that.host);
    }

    @Override
    public int hashCode() {
        return 31 * host.toLowerCase(Locale.ROOT).hashCode() + port;
    }

    /** The form that {@link #parse} reads. */
    @Override
    public String toString() {
        if (port == 0) {
            return host;
        }
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
