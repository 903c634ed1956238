package org.emcc.core.configuration;

/**
 * A service that one cluster uses of another.
 *
 * <p>Source: emcc-behaviour 5.4 and 12.1; em-api-and-axl 3.4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum InterclusterService {
    /** Extension Mobility Cross Cluster itself. */
    EMCC,
    /** Calls of a visitor leave by a gateway near the phone. */
    PSTN_ACCESS,
    /** Bandwidth is reserved by agents of the visiting cluster. */
    RSVP_AGENT,
    /** Proxy TFTP; unsupported with EMCC, must stay off. */
    TFTP,
    /** Location bandwidth manager. */
    LBM,
    /** User data services. */
    UDS
}
