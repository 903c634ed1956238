package org.emcc.sip.location;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One location of a document, with the rules for its use: what one {@code geopriv} element holds, and what its surroundings say
 * about it.
 *
 * <p>Source: sip 3.2 and 3.3; RFC 4119, 4479, 5491.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public final class LocationObject {
    /** Whose location it is. The order is that of preference (RFC 5491). */
    public enum Target {
        /** A device; this is where a device's location belongs. */
        DEVICE,
        /** A service, as in RFC 4119. */
        TUPLE,
        /** A person. */
        PERSON
    }

    private final Target target;
    private final Parts parts;

    LocationObject(Target target, Parts parts) {
        this.target = target;
        this.parts = parts;
    }

    /** What the reader found. */
    static final class Parts {
        @Nullable
        String id;

        @Nullable
        String deviceId;

        @Nullable
        Instant timestamp;

        @Nullable
        Boolean gateway;

        @Nullable
        Boolean retransmission;

        @Nullable
        Instant expiry;

        @Nullable
        String method;

        List<CivicLocation> civics = List.of();
        int others;
    }

    /**
     * Whose location it is.
     *
     * @return the kind of the element around it
     */
    public Target target() {
        return target;
    }

    /**
     * The {@code id} of the element around it. The product writes a constant, so it identifies nobody.
     *
     * @return the id, or empty when there is none
     */
    public Optional<String> id() {
        return Optional.ofNullable(parts.id);
    }

    /**
     * The {@code deviceID}.
     *
     * @return a URI such as {@code mac:020000aabbcc}, or empty when there is none
     */
    public Optional<String> deviceId() {
        return Optional.ofNullable(parts.deviceId);
    }

    /**
     * When the location was true.
     *
     * @return the time, or empty when there is none that can be read
     */
    public Optional<Instant> timestamp() {
        return Optional.ofNullable(parts.timestamp);
    }

    /**
     * What the product's {@code gateway} says of the device.
     *
     * @return {@link GeolocationDevice#BORDER} for true, {@link GeolocationDevice#INTERIOR} for false, or empty when it is not there
     */
    public Optional<GeolocationDevice> device() {
        return Optional.ofNullable(parts.gateway)
                .map(gateway -> gateway ? GeolocationDevice.BORDER : GeolocationDevice.INTERIOR);
    }

    /**
     * The civic address that is most preferred.
     *
     * @return the first, or empty when there is none
     */
    public Optional<CivicLocation> civic() {
        return parts.civics.stream().findFirst();
    }

    /**
     * All civic addresses. They mean the same place.
     *
     * @return the addresses, the most preferred first
     */
    public List<CivicLocation> civics() {
        return parts.civics;
    }

    /**
     * How many locations are there in forms that this SDK does not read, such as coordinates. They stay in the document.
     *
     * @return 0 or more
     */
    public int otherForms() {
        return parts.others;
    }

    /**
     * Whether the receiver may pass the location on. RFC 4119 says no where the document says nothing.
     *
     * @return true when the document allows it
     */
    public boolean mayRetransmit() {
        return Objects.requireNonNullElse(parts.retransmission, false);
    }

    /**
     * Until when the receiver may keep the location.
     *
     * @return the time, or empty when the document does not say one that can be read: RFC 4119 allows 24 hours from receipt then
     */
    public Optional<Instant> retentionExpiry() {
        return Optional.ofNullable(parts.expiry);
    }

    /**
     * How the location was found.
     *
     * @return for example {@code Manual}, or empty when the document does not say
     */
    public Optional<String> method() {
        return Optional.ofNullable(parts.method);
    }

    /** Whose it is, and how much there is; not where it is. */
    @Override
    public String toString() {
        return target + " with " + parts.civics.size() + " civic addresses and " + parts.others + " other locations";
    }
}
