package org.emcc.sip.location;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * On which side of the border between private and public network a device stands, for logical partitioning.
 *
 * <p>Source: sip 3.10.
 *
 * @threadsafety immutable
 * @since 0.1.0
 */
public enum GeolocationDevice {
    /** Gateways, and trunks of all kinds. */
    BORDER("Border"),
    /** Phones, FXS ports, voice mail ports, CTI route points. */
    INTERIOR("Interior");

    private final String label;

    GeolocationDevice(String label) {
        this.label = label;
    }

    /**
     * The vendor's text.
     *
     * @return {@code Border} or {@code Interior}
     */
    public String label() {
        return label;
    }

    /**
     * The constant of a vendor's text; the case of letters does not count.
     *
     * @param label the text
     * @return the constant, or empty when there is none of that text
     */
    public static Optional<GeolocationDevice> byLabel(String label) {
        Objects.requireNonNull(label, "label");
        return Arrays.stream(values())
                .filter(value -> value.label.equalsIgnoreCase(label))
                .findFirst();
    }
}
