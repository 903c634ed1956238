package org.emcc.core.device;

import org.emcc.core.internal.Require;

/**
 * A phone model, as far as EMCC asks: which models have the feature is not public, so the caller says it.
 *
 * <p>Source: emcc-behaviour 9, row 10; sip 4.2 for the model number.
 *
 * @param name for example {@code Cisco 8851}; 1 to 64 characters
 * @param number the number by which the phone names its model when it registers, 0 to 99999
 * @param supportsEmcc whether the model has the feature <em>Extension Mobility Cross Cluster</em>
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneModel(String name, int number, boolean supportsEmcc) {
    /**
     * Checks the parts.
     *
     * @param name for example {@code Cisco 8851}; 1 to 64 characters
     * @param number the number by which the phone names its model when it registers, 0 to 99999
     * @param supportsEmcc whether the model has the feature <em>Extension Mobility Cross Cluster</em>
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneModel {
        Require.text(name, "phone model", 64);
        Require.range(number, "model number", 0, 99_999);
    }
}
