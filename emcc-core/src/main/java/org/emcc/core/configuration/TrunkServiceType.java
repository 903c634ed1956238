package org.emcc.core.configuration;

/**
 * The service type of a SIP trunk.
 *
 * <p>Source: emcc-behaviour 6.1 and 12.1.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum TrunkServiceType {
    /** None (Default). */
    NONE,
    /** Call Control Discovery. */
    CALL_CONTROL_DISCOVERY,
    /** Extension Mobility Cross Cluster. */
    EXTENSION_MOBILITY_CROSS_CLUSTER,
    /** Intercompany Media Engine. */
    INTERCOMPANY_MEDIA_ENGINE,
    /** IP Multimedia Subsystem Service Control (ISC). */
    IMS_SERVICE_CONTROL
}
