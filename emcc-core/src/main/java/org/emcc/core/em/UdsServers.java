package org.emcc.core.em;

import java.util.List;
import java.util.Objects;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.Require;

/**
 * The servers of a cluster on which UDS runs.
 *
 * <p>Source: em-api-and-axl 3.6.
 *
 * @param source what the document says of itself
 * @param servers their hosts, in order
 * @param extras what else stood in it when it was read
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UdsServers(UdsSource source, List<ServiceAddress> servers, MessageExtras extras) {
    /**
     * Copies the list.
     *
     * @param source what the document says of itself
     * @param servers their hosts
     * @param extras what else stood in it when it was read
     */
    public UdsServers {
        Objects.requireNonNull(source, "source");
        servers = Require.list(servers, "servers");
        Objects.requireNonNull(extras, "extras");
    }

    /**
     * A document with nothing else in it.
     *
     * @param source what the document says of itself
     * @param servers their hosts
     */
    public UdsServers(UdsSource source, List<ServiceAddress> servers) {
        this(source, servers, MessageExtras.none());
    }
}
