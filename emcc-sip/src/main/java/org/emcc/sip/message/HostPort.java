package org.emcc.sip.message;

/** A host, without brackets, and a port, or 0 for none. */
record HostPort(String host, int port) {
    /** Reads {@code host}, {@code host:port} or {@code [ipv6]:port} without white space in a part of a text. */
    static HostPort read(Grammar in, int from, int to) {
        int colon;
        String host;
        if (from < to && in.octet(from) == '[') {
            int close = in.find(']', from, to);
            host = close >= to ? "" : in.text().substring(from + 1, close);
            if (!Grammar.isIpv6(host)) {
                throw refuse(in, from, "brackets must hold an IPv6 address", from, to);
            }
            colon = close + 1;
            if (colon < to && in.octet(colon) != ':') {
                throw refuse(in, colon, "a bracketed address must be followed by a port or nothing", from, to);
            }
        } else {
            colon = in.find(':', from, to);
            if (!in.isHost(from, colon)) {
                throw refuse(in, from, "a host must be a name or an address", from, to);
            }
            host = in.text().substring(from, colon);
        }
        return new HostPort(host, colon >= to ? 0 : port(in, colon + 1, to));
    }

    private static int port(Grammar in, int from, int to) {
        long port = in.number(from, to, "a port", 65535);
        if (port == 0) {
            throw refuse(in, from, "a port must be from 1 to 65535", from, to);
        }
        return (int) port;
    }

    private static SipFormatException refuse(Grammar in, int at, String message, int from, int to) {
        return SipFormatException.at(at, message, in.text().substring(from, to));
    }

    /** Writes a host, in brackets where it needs them, and a port unless it is 0. */
    static void append(StringBuilder out, String host, int port) {
        if (host.indexOf(':') >= 0) {
            out.append('[').append(host).append(']');
        } else {
            out.append(host);
        }
        if (port != 0) {
            out.append(':').append(port);
        }
    }
}
