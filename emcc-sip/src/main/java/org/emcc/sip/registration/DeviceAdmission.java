package org.emcc.sip.registration;

import java.util.Objects;
import java.util.function.Predicate;
import org.emcc.core.id.DeviceName;

/**
 * Port: tells whether a device may register at this cluster at this moment. The answer may change at any time, as temporary
 * devices come and go.
 *
 * <ul>
 *   <li>Durability: none is asked for.
 *   <li>Concurrency: one call at a time for each registrar, on one of its threads; it should answer at once, as the registrar
 *       waits for it.
 *   <li>Failure: an exception makes the registrar answer 503; it is logged once.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: none yet.
 * </ul>
 *
 * @threadsafety confined
 * @since 0.1.0
 */
@FunctionalInterface
public interface DeviceAdmission {
    /** What is said of a device. */
    enum Verdict {
        /** It is a device of this cluster. */
        ADMITTED,
        /** There is no such device: answered with 404. */
        UNKNOWN,
        /** It exists, but may not register: answered with 403. */
        FORBIDDEN
    }

    /**
     * Decides about a device.
     *
     * @param device the name that the phone gives
     * @return the verdict
     */
    Verdict verdict(DeviceName device);

    /**
     * Decides whether a device that is registered at another node may come back to this one. It registers by itself then, and is decided
     * about again.
     *
     * <p>Source: sip 4.5.
     *
     * @param device the name that the phone gives
     * @return the verdict; that of {@link #verdict} by default
     */
    default Verdict tokenVerdict(DeviceName device) {
        return verdict(device);
    }

    /**
     * Admits the devices that are known, and nothing else.
     *
     * @param known tells whether a device is known now
     * @return the port
     */
    static DeviceAdmission of(Predicate<DeviceName> known) {
        Objects.requireNonNull(known, "known");
        return device -> known.test(device) ? Verdict.ADMITTED : Verdict.UNKNOWN;
    }
}
