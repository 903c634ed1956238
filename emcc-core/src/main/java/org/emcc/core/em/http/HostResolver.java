package org.emcc.core.em.http;

import java.net.InetSocketAddress;
import org.emcc.core.id.ServiceAddress;

/**
 * Finds where a cluster is reached. The default asks the system's name service; a laboratory gives real names to addresses on
 * loopback with its own.
 *
 * @implSpec Durability: none. Concurrency: called from any thread, calls overlap; may block for as long as a look-up takes, which
 *     counts against the deadline of the message. Failure: answer an unresolved address, or throw any unchecked exception; the
 *     cluster is then unreachable. Nullness: never null.
 * @threadsafety thread-safe
 * @since 0.1.0
 */
@FunctionalInterface
public interface HostResolver {
    /** The port of the EM service where an address gives none (em-api-and-axl 0). */
    int DEFAULT_PORT = 8443;

    /**
     * Resolves an address.
     *
     * @param address the host of a remote cluster record, and the port where it is not 8443
     * @return the address and port to connect to
     */
    InetSocketAddress resolve(ServiceAddress address);

    /**
     * The system's name service.
     *
     * @return a resolver that asks it each time
     */
    static HostResolver system() {
        return address -> new InetSocketAddress(address.host(), address.portOr(DEFAULT_PORT));
    }
}
