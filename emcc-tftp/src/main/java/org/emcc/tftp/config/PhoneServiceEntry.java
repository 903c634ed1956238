package org.emcc.tftp.config;

import org.emcc.core.internal.Require;

/**
 * A service a phone is subscribed to. Source: phone-config-files 3.3, phoneServices.
 *
 * @param name what the phone shows; may be empty
 * @param url what it opens, unescaped, with the placeholders that the phone fills in
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneServiceEntry(String name, String url) {
    /**
     * Checks the lengths.
     *
     * @param name what the phone shows
     * @param url what it opens
     * @throws IllegalArgumentException when the name has more than 128 or the URL more than 512 characters
     */
    public PhoneServiceEntry {
        Require.textOrEmpty(name, "name of a phone service", 128);
        Require.textOrEmpty(url, "URL of a phone service", 512);
    }

    /**
     * The EM service of a node, with the placeholders by which the phone tells its name and that it can do EMCC.
     *
     * @param host the node
     * @param port the port of its phone services, 8080 by default of the product
     * @return the service
     */
    public static PhoneServiceEntry extensionMobility(String host, int port) {
        Require.range(port, "port", 1, 65_535);
        String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return new PhoneServiceEntry(
                "Extension Mobility",
                "http://" + shown + ":" + port + "/emapp/EMAppServlet?device=#DEVICENAME#&EMCC=#EMCC#");
    }
}
