package org.emcc.sip.location;

import java.util.Objects;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.internal.Require;

/**
 * A geolocation policy record: fields that a device must have. One without fields means all devices of a kind.
 *
 * <p>Source: sip 3.10.
 *
 * @param name 1 to 50 characters (the limit is inferred from that of geolocations)
 * @param fields the fields; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationPolicy(String name, CivicAddress fields) {
    /**
     * Checks the name.
     *
     * @param name 1 to 50 characters
     * @param fields the fields; may be empty
     * @throws IllegalArgumentException when the name breaks its rule
     */
    public GeolocationPolicy {
        Require.text(name, "geolocation policy name", 50);
        Objects.requireNonNull(fields, "fields");
    }
}
