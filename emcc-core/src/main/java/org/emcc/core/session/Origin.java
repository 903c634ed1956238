package org.emcc.core.session;

/**
 * Where an attribute of a temporary device comes from.
 *
 * <p>Source: emcc-behaviour 4.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum Origin {
    /** The phone, as the visiting cluster described it. */
    VISITING_PHONE,
    /** The visiting cluster. */
    VISITING_CLUSTER,
    /** The device pool that matched the visitor's geolocation. */
    ROAMING_DEVICE_POOL,
    /** The device pool of the EMCC template, because no other matched. */
    TEMPLATE_DEVICE_POOL,
    /** The EMCC template. */
    EMCC_TEMPLATE,
    /** The common device configuration of the template. */
    COMMON_DEVICE_CONFIGURATION,
    /** The base device. */
    BASE_DEVICE,
    /** The user device profile. */
    DEVICE_PROFILE,
    /** The EMCC feature configuration of home. */
    FEATURE_PARAMETER,
    /** The end user. */
    END_USER
}
