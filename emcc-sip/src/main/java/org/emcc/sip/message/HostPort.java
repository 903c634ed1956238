package org.emcc.sip.message;

/** A host, without brackets, and a port, or 0 for none. */
record HostPort(String host, int port) {
    /** Reads {@code host}, {@code host:port} or {@code [ipv6]:port} without white space in a part of a text. */
    static HostPort read(String text, int from, int to) {
        int colon;
        String host;
        if (from < to && text.charAt(from) == '[') {
            int close = text.indexOf(']', from);
            host = close < 0 || close >= to ? "" : text.substring(from + 1, close);
            if (!Grammar.isIpv6(host)) {
                throw SipFormatException.at(from, "brackets must hold an IPv6 address", text.substring(from, to));
            }
            colon = close + 1;
            if (colon < to && text.charAt(colon) != ':') {
                throw SipFormatException.at(
                        colon, "a bracketed address must be followed by a port or nothing", text.substring(from, to));
            }
        } else {
            int found = text.indexOf(':', from);
            colon = found < 0 || found > to ? to : found;
            if (!Grammar.isHost(text, from, colon)) {
                throw SipFormatException.at(from, "a host must be a name or an address", text.substring(from, to));
            }
            host = text.substring(from, colon);
        }
        return new HostPort(host, colon >= to ? 0 : port(text, colon + 1, to));
    }

    private static int port(String text, int from, int to) {
        long port = Grammar.number(text, from, to, "a port", 65535);
        if (port == 0) {
            throw SipFormatException.at(from, "a port must be from 1 to 65535", text.substring(from, to));
        }
        return (int) port;
    }
}
