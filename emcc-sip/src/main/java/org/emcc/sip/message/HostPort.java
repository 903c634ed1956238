package org.emcc.sip.message;

/** A host, without brackets, and a port, or 0 for none. */
record HostPort(String host, int port) {
    /** Reads {@code host}, {@code host:port} or {@code [ipv6]:port} without white space. */
    static HostPort read(String text, int offset) {
        int colon;
        String host;
        if (text.startsWith("[")) {
            int close = text.indexOf(']');
            host = close < 0 ? "" : text.substring(1, close);
            if (!Grammar.isIpv6(host)) {
                throw SipFormatException.at(offset, "brackets must hold an IPv6 address", text);
            }
            colon = close + 1;
            if (colon < text.length() && text.charAt(colon) != ':') {
                throw SipFormatException.at(
                        offset + colon, "a bracketed address must be followed by a port or nothing", text);
            }
        } else {
            colon = text.indexOf(':') < 0 ? text.length() : text.indexOf(':');
            host = text.substring(0, colon);
            if (!Grammar.isHost(host)) {
                throw SipFormatException.at(offset, "a host must be a name or an address", text);
            }
        }
        return new HostPort(host, colon >= text.length() ? 0 : port(text.substring(colon + 1)));
    }

    static int port(String digits) {
        int port = (int) Grammar.number(digits, "a port", 65535);
        if (port == 0) {
            throw SipFormatException.at(0, "a port must be from 1 to 65535", digits);
        }
        return port;
    }
}
