package org.emcc.core.configuration;

import java.util.Objects;
import org.emcc.core.internal.Require;

/**
 * A SIP trunk, as far as the inter-cluster service profile asks.
 *
 * <p>Source: emcc-behaviour 6.1; sip 1.5 for the length of the name.
 *
 * @param name the device name, 1 to 128 characters (page: 50)
 * @param serviceType the service type, which cannot be changed later
 * @threadsafety immutable
 * @since 0.1.0
 */
public record SipTrunk(String name, TrunkServiceType serviceType) {
    /**
     * Checks the parts.
     *
     * @param name the device name, 1 to 128 characters (page: 50)
     * @param serviceType the service type, which cannot be changed later
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public SipTrunk {
        Require.text(name, "trunk name", 128);
        Objects.requireNonNull(serviceType, "serviceType");
    }
}
