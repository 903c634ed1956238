package org.emcc.sip.registration;

import java.util.Objects;
import java.util.function.Predicate;
import org.emcc.core.id.DeviceName;
import org.emcc.sip.transport.Flow;

/**
 * Port: tells whether a device may register at this cluster at this moment. The answer may change at any time, as temporary
 * devices come and go.
 *
 * <ul>
 *   <li>Durability: none is asked for.
 *   <li>Concurrency: one call at a time for each registrar, on one of its threads; it should answer at once, as the registrar
 *       waits for it.
 *   <li>Failure: an exception makes the registrar answer 503, over SCCP with a text; it is logged once. What is registered stays so.
 *   <li>Nullness: neither argument nor answer is null.
 *   <li>Contract suite: none; whom a cluster admits is for it to say, and every verdict is a right one.
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
        /** There is no such device: answered with 404, over SCCP with a text. */
        UNKNOWN,
        /** It exists, but may not register: answered with 403, over SCCP with a text. */
        FORBIDDEN
    }

    /**
     * Decides about a device, whoever it is that gives its name. A registrar for SCCP asks this, as its connections have no certificates:
     * an implementation that binds devices to their certificates says {@link Verdict#FORBIDDEN} of them here, where it is given to one. A
     * registrar for SIP asks {@link #verdict(DeviceName, Flow)}, which asks this by default.
     *
     * <p>Source: sip 4.10.
     *
     * @param device the name that the phone gives
     * @return the verdict
     */
    Verdict verdict(DeviceName device);

    /**
     * Decides about a device by the way it comes. A registrar for SIP asks this. Whoever is trusted by a transport, and has proved what
     * {@link Registrar.Builder#digest} demands, may register any device that is admitted; an implementation that binds devices to their
     * certificates compares {@link Flow#peerCertificates} here, and says {@link Verdict#FORBIDDEN} also of what came without TLS.
     *
     * <p>Whatever it refuses speaks of the sender. A device that is registered loses its binding by that only when the REGISTER came the
     * way that it is registered: over the same connection, or from the same address over UDP.
     *
     * <p>Source: sip 4.9.
     *
     * @param device the name that the phone gives
     * @param flow the way its REGISTER or its alarm came
     * @return the verdict; that of {@link #verdict(DeviceName)} by default
     */
    default Verdict verdict(DeviceName device, Flow flow) {
        return verdict(device);
    }

    /**
     * Decides whether a device that is registered at another node may come back to this one. It registers by itself then, and is decided
     * about again. It is not told how the request came: an implementation that binds devices to their certificates cannot tell here who
     * asks, and what it says is no more than whether a phone is to try. A registrar for SIP that demands digest of the device grants its token unseen, as nobody has proved yet who asks.
     *
     * <p>Source: sip 4.5.
     *
     * @param device the name that the phone gives
     * @return the verdict; that of {@link #verdict(DeviceName)} by default
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
