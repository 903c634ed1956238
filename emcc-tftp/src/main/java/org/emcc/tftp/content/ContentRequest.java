package org.emcc.tftp.content;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * What is asked for, and by whom.
 *
 * @param name the file
 * @param client who asks
 * @param transport how
 * @threadsafety immutable
 * @since 0.1.0
 */
public record ContentRequest(ContentName name, InetSocketAddress client, Transport transport) {
    /**
     * Checks that all parts are given.
     *
     * @param name the file
     * @param client who asks
     * @param transport how
     */
    public ContentRequest {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(transport, "transport");
    }
}
