package org.emcc.core.id;

/**
 * The security mode of a cluster.
 *
 * <p>Source: emcc-behaviour 8.1 and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum ClusterSecurityMode {
    /** No phone of the cluster can be secure. */
    NONSECURE,
    /** Secure and nonsecure phones side by side. */
    MIXED
}
