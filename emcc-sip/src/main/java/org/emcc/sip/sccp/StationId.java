package org.emcc.sip.sccp;

import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.internal.Require;

/**
 * Who a phone is.
 *
 * <p>Source: sip 4.10; the layout is <em>inferred</em>.
 *
 * @param name its device name, at most 16 characters, which is any text a phone may send
 * @param user not used, 0 as a rule; 0 to 4,294,967,295
 * @param instance of several stations in one device, from 1; 0 to 4,294,967,295
 * @threadsafety immutable
 * @since 0.1.0
 */
public record StationId(String name, long user, long instance) {
    static final int LONGEST = 16;

    /**
     * Checks the parts.
     *
     * @param name its device name, at most 16 characters
     * @param user not used, 0 as a rule; 0 to 4,294,967,295
     * @param instance of several stations in one device, from 1; 0 to 4,294,967,295
     * @throws IllegalArgumentException when a part breaks its rule
     */
    public StationId {
        Wire.text(name, "device name", LONGEST);
        Wire.unsigned32(user, "user");
        Wire.unsigned32(instance, "instance");
    }

    /**
     * A phone of one station.
     *
     * @param device its name
     * @return the id
     * @throws IllegalArgumentException when the name has more than 16 characters
     */
    public static StationId of(DeviceName device) {
        return new StationId(device.value(), 0, 1);
    }

    static StationId read(FieldReader in) {
        return new StationId(in.text(LONGEST, "device name"), in.unsigned32("user"), in.unsigned32("instance"));
    }

    /**
     * The name, where it is one.
     *
     * @return the device name, or empty when the text is none
     */
    public Optional<DeviceName> device() {
        try {
            return Optional.of(DeviceName.of(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return Require.clip(name);
    }
}
