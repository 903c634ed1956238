package org.emcc.sip.location;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;

/**
 * What logical partitioning compares: on which side a device stands, and the fields of its geolocation that the filter lets through.
 *
 * <p>Source: sip 3.10.
 *
 * @param device on which side the device stands
 * @param fields the fields; may be empty
 * @threadsafety immutable
 * @since 0.1.0
 */
public record GeolocationIdentifier(GeolocationDevice device, CivicAddress fields) {
    /**
     * Checks that both are given.
     *
     * @param device on which side the device stands
     * @param fields the fields; may be empty
     */
    public GeolocationIdentifier {
        Objects.requireNonNull(device, "device");
        Objects.requireNonNull(fields, "fields");
    }

    /**
     * The identifier of a device.
     *
     * @param device on which side it stands
     * @param address its geolocation
     * @param filter the fields that are compared
     * @return the identifier
     */
    public static GeolocationIdentifier of(GeolocationDevice device, CivicAddress address, Set<CivicField> filter) {
        Map<CivicField, String> fields = new EnumMap<>(CivicField.class);
        for (CivicField field : filter) {
            address.get(field).ifPresent(value -> fields.put(field, value));
        }
        return new GeolocationIdentifier(device, CivicAddress.of(fields));
    }

    /** The form of the product, such as {@code Border:country=IN:A1=KA:A3=BLR}. */
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(device.label());
        for (CivicField field : fields.fields()) {
            out.append(':').append(PidfReader.element(field)).append('=');
            out.append(fields.get(field).orElse(""));
        }
        return out.toString();
    }
}
