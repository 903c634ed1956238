package org.emcc.tftp.config;

import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * A member of a callManagerGroup: where a phone registers.
 *
 * <p>The ports have elements of their own, so they are written whether they are the default or not. Source: phone-config-files
 * 3.2, 3.3 and 3.9 (a missing port is 5060 or 5061).
 *
 * @param host the {@code processNodeName}: a host name or address, 1 to 255 characters
 * @param sipPort the port for SIP over TCP and UDP
 * @param securedSipPort the port for SIP over TLS
 * @threadsafety immutable
 * @since 0.1.0
 */
public record CallManagerNode(String host, int sipPort, int securedSipPort) {
    /** The SIP port of a node that says nothing else. */
    public static final int DEFAULT_SIP_PORT = 5060;

    /** The SIP port over TLS of a node that says nothing else. */
    public static final int DEFAULT_SECURED_SIP_PORT = 5061;

    /**
     * Checks the host and the ports.
     *
     * @param host the {@code processNodeName}
     * @param sipPort the port for SIP over TCP and UDP
     * @param securedSipPort the port for SIP over TLS
     * @throws IllegalArgumentException when one breaks its rule
     */
    public CallManagerNode {
        Require.text(host, "processNodeName", 255);
        Require.range(sipPort, "sipPort", 1, 65_535);
        Require.range(securedSipPort, "securedSipPort", 1, 65_535);
    }

    /**
     * A node on the default ports.
     *
     * @param host a host name or address
     * @return the node
     * @throws IllegalArgumentException when the host breaks its rule
     */
    public static CallManagerNode of(String host) {
        return new CallManagerNode(host, DEFAULT_SIP_PORT, DEFAULT_SECURED_SIP_PORT);
    }

    /**
     * A node at an address for SIP without TLS.
     *
     * @param address the host, and the port where it is not 5060
     * @return the node
     */
    public static CallManagerNode of(ServiceAddress address) {
        return of(address.host()).withSipPort(address.portOr(DEFAULT_SIP_PORT));
    }

    /**
     * The same node on another port.
     *
     * @param port 1 to 65535
     * @return a copy
     */
    public CallManagerNode withSipPort(int port) {
        return new CallManagerNode(host, port, securedSipPort);
    }

    /**
     * The same node on another port for TLS.
     *
     * @param port 1 to 65535
     * @return a copy
     */
    public CallManagerNode withSecuredSipPort(int port) {
        return new CallManagerNode(host, sipPort, port);
    }
}
