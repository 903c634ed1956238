package org.emcc.sip.internal;

import java.net.Inet6Address;
import java.net.InetAddress;

/** How addresses are written in messages: numbers only, never names, so that nothing is looked up. */
public final class Addresses {
    private Addresses() {}

    /**
     * The text of an address, without the zone that means something on its own machine only.
     *
     * @param address the address
     * @return its numbers
     */
    public static String plain(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /**
     * The text of an address, in brackets where it is one of IPv6, as a Via, a Warning and a URI have it.
     *
     * @param address the address
     * @return its numbers
     */
    public static String bracketed(InetAddress address) {
        return address instanceof Inet6Address ? "[" + plain(address) + "]" : plain(address);
    }
}
