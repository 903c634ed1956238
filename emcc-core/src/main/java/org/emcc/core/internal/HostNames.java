package org.emcc.core.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Names and addresses of hosts in one spelling, so that they can be compared; nothing is looked up. */
public final class HostNames {
    /** Only of such text the JDK surely makes an address without a look-up. */
    private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:][0-9A-Fa-f.]*:[0-9A-Fa-f:.]*");

    /** Ends like no top-level domain: an IPv4 address, or what some resolvers take for one. */
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(0[xX][0-9A-Fa-f]*|[0-9]+)\\.*");

    private HostNames() {}

    /**
     * A name in lower case without a closing dot, or an address in one of its many spellings.
     *
     * @param name a name or address
     * @return the one spelling
     */
    public static String normal(String name) {
        if (IPV6.matcher(name).matches()) {
            try {
                return InetAddress.getByName(name).getHostAddress();
            } catch (UnknownHostException e) {
                return name;
            }
        }
        String lower = lower(name);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** In ASCII only: other letters, such as the sign of Kelvin, have small forms that are letters of other names. */
    private static String lower(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                lower.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return lower.toString();
    }

    /** Whether it is an address and no name, or may be taken for one. */
    public static boolean isAddress(String text) {
        return text.indexOf(':') >= 0 || NUMERIC_END.matcher(text).matches();
    }

    /** What stands for whoever has an address: an IPv6 address for its network of 64 bits, of which one host has all (inferred). */
    public static String network(String address) {
        String normal = normal(address);
        String[] groups = normal.split(":", -1);
        return groups.length == 8 ? String.join(":", Arrays.asList(groups).subList(0, 4)) : normal;
    }
}
