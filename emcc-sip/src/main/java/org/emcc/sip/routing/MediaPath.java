package org.emcc.sip.routing;

/**
 * Which way the media of a call go.
 *
 * <p>Source: sip 2.2; emcc-behaviour 6.2.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum MediaPath {
    /** Between the two phones. */
    DIRECT,
    /**
     * Between the phone and a gateway of the cluster where it is registered; for a phone abroad that is home, across the wide area
     * network.
     */
    PHONE_TO_OWN_GATEWAY,
    /** Between the phone and a gateway of the cluster in which it stands (inferred for PSTN Access). */
    PHONE_TO_VISITING_GATEWAY,
    /** Between the phone and a gateway of a cluster in which it is not. */
    PHONE_TO_FAR_GATEWAY,
    /** Between two gateways or trunks: no phone takes part. */
    BETWEEN_TRUNKS,
    /** The other cluster decides it. */
    FOR_OTHER_CLUSTER,
    /** There is no call. */
    NONE
}
