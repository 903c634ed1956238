package org.emcc.sip.location;

import java.util.Objects;
import org.emcc.core.geolocation.CivicAddress;

/**
 * Which geolocation a device or trunk has in a call, and who said so.
 *
 * <p>Source: sip 3.7 and 3.8.
 *
 * @param origin who said so
 * @param address the address; empty when there is none, which exempts from logical partitioning
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationChoice(Origin origin, CivicAddress address) {
    /** Who said which geolocation it is. */
    public enum Origin {
        /** The other side, in the call. */
        RECEIVED,
        /** The device or trunk itself. */
        DEVICE,
        /** Its device pool. */
        DEVICE_POOL,
        /** The enterprise parameter <em>Default Geolocation</em>. */
        ENTERPRISE_DEFAULT
    }

    /**
     * Checks that both are given.
     *
     * @param origin who said so
     * @param address the address; empty when there is none
     */
    public GeolocationChoice {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(address, "address");
    }

    /**
     * The choice by configuration: the device's setting, else that of its pool, else the default. <em>Unspecified</em> ends the
     * search.
     *
     * @param device the setting of the device or trunk
     * @param pool the setting of its device pool
     * @param enterpriseDefault the enterprise parameter
     * @return the choice
     */
    public static GeolocationChoice of(
            GeolocationSetting device, GeolocationSetting pool, GeolocationSetting enterpriseDefault) {
        if (device.kind() != GeolocationSetting.Kind.INHERITED) {
            return new GeolocationChoice(Origin.DEVICE, device.address());
        }
        if (pool.kind() != GeolocationSetting.Kind.INHERITED) {
            return new GeolocationChoice(Origin.DEVICE_POOL, pool.address());
        }
        return new GeolocationChoice(Origin.ENTERPRISE_DEFAULT, enterpriseDefault.address());
    }

    /**
     * The choice for a call in which a location came: it overrides what is configured on the trunk, <em>Unspecified</em> too
     * (inferred). A location without a civic address changes nothing, because the product knows no other.
     *
     * @param received the location
     * @return the choice
     */
    public GeolocationChoice overriddenBy(LocationObject received) {
        return received.civic()
                .flatMap(civic -> civic.toAddress().value())
                .filter(civic -> !civic.isEmpty())
                .map(civic -> new GeolocationChoice(Origin.RECEIVED, civic))
                .orElse(this);
    }
}
