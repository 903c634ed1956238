package org.emcc.core.device;

import org.emcc.core.internal.Require;

/**
 * A phone service that a phone or profile is subscribed to, such as the Extension Mobility service.
 *
 * <p>Source: emcc-behaviour 2.3; phone-config-files 3.3.
 *
 * @param name 1 to 32 characters
 * @param url the service URL with its substitutions, such as {@code #DEVICENAME#}, unresolved; 1 to 255 characters
 * @threadsafety immutable
 * @since 0.1.0
 */
public record PhoneService(String name, String url) {
    /**
     * Checks the parts.
     *
     * @param name 1 to 32 characters
     * @param url the service URL with its substitutions, such as {@code #DEVICENAME#}, unresolved; 1 to 255 characters
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public PhoneService {
        Require.text(name, "phone service name", 32);
        Require.text(url, "phone service URL", 255);
    }
}
