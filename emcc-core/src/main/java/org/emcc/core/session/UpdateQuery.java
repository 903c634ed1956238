package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.id.ClusterId;

/**
 * A remote cluster update: one cluster asks another for its data.
 *
 * <p>Source: emcc-behaviour 5.4.
 *
 * @param from the cluster that asks
 * @param asked the cluster ID by which it knows the other
 * @threadsafety immutable
 * @since 0.1.0
 */
public record UpdateQuery(ClusterId from, ClusterId asked) {
    /**
     * Checks the parts.
     *
     * @param from the cluster that asks
     * @param asked the cluster ID by which it knows the other
     */
    public UpdateQuery {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(asked, "asked");
    }
}
