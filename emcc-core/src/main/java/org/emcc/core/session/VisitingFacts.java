package org.emcc.core.session;

import java.util.Objects;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.Release;

/**
 * What visiting says of itself in a login request.
 *
 * <p>Source: emcc-behaviour 2.6 and 12.4.
 *
 * @param cluster its cluster ID
 * @param release its release
 * @param securityMode its security mode
 * @threadsafety immutable
 * @since 0.1.0
 */
public record VisitingFacts(ClusterId cluster, Release release, ClusterSecurityMode securityMode) {
    /**
     * Checks the parts.
     *
     * @param cluster its cluster ID
     * @param release its release
     * @param securityMode its security mode
     */
    public VisitingFacts {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(securityMode, "securityMode");
    }
}
