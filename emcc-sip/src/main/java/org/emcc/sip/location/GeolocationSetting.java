package org.emcc.sip.location;

import java.util.Objects;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.Geolocation;

/**
 * What the field <em>Geolocation</em> of a device, a trunk or a device pool says, or the enterprise parameter <em>Default
 * Geolocation</em>.
 *
 * <p>Source: sip 3.8.
 *
 * @param kind what kind of answer it is
 * @param address the address when one is set; else empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationSetting(Kind kind, CivicAddress address) {
    /** The kinds of answers. */
    public enum Kind {
        /** Nothing is set: the next level decides. */
        INHERITED,
        /** <em>Unspecified</em>: there is none, and no other level is asked. */
        UNSPECIFIED,
        /** A geolocation is set. */
        SET
    }

    /** Nothing is set. */
    public static final GeolocationSetting INHERITED = new GeolocationSetting(Kind.INHERITED, CivicAddress.empty());

    /** <em>Unspecified</em>, which is also the default of the enterprise parameter. */
    public static final GeolocationSetting UNSPECIFIED = new GeolocationSetting(Kind.UNSPECIFIED, CivicAddress.empty());

    /**
     * Checks that there is an address only where one is set.
     *
     * @param kind what kind of answer it is
     * @param address the address when one is set; else empty
     * @throws IllegalArgumentException when there is an address and none is set
     */
    public GeolocationSetting {
        Objects.requireNonNull(kind, "kind");
        if (kind != Kind.SET && !address.isEmpty()) {
            throw new IllegalArgumentException("address must be empty where none is set");
        }
    }

    /**
     * A geolocation is set.
     *
     * @param geolocation which
     * @return the setting
     */
    public static GeolocationSetting of(Geolocation geolocation) {
        return new GeolocationSetting(Kind.SET, geolocation.address());
    }
}
