package org.emcc.core.store;

import java.time.Instant;
import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * Who works on a login, and until when nobody else takes the work over. Several nodes may share one store: the lease is what keeps
 * two of them from doing the same thing, and the end of the lease is what lets another finish what a dead one began. Work done
 * twice is harmless, so a lease that ends too early costs only that.
 *
 * <p>Source: design 4.3.
 *
 * @param node the node, 1 to 64 characters; every node of a cluster has its own
 * @param until when the lease ends
 * @threadsafety immutable
 * @since 0.1.0
 */
public record Lease(String node, Instant until) {
    /**
     * Checks the parts.
     *
     * @param node the node
     * @param until when the lease ends
     * @throws IllegalArgumentException when the name of the node is blank or longer than 64 characters
     */
    public Lease {
        Require.text(node, "node of a lease", 64);
        Objects.requireNonNull(until, "until");
    }
}
