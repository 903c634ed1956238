package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import org.emcc.core.id.DeviceName;

/**
 * Port: is told of registrations as they come and go. For each device {@link #registered} and {@link #unregistered} alternate, beginning
 * with the former; a refresh is not told. Registrars for SIP and for SCCP tell it; {@link HomeRegistrations} makes those that tell the
 * home side of a cluster.
 *
 * <ul>
 *   <li>Durability: none; nothing is told again after a restart, and closing a registrar does not unregister its devices.
 *   <li>Concurrency: one call at a time for each registrar, in the order of events, after the phone was answered, on one of the
 *       registrar's threads; the registrar waits for it, and all its phones with it. The methods of the registrar may be called from
 *       here, but their futures not waited for.
 *   <li>Failure: an exception is contained, and logged once for each registrar.
 *   <li>Nullness: no argument is null.
 *   <li>Contract suite: none; nothing depends on what a listener does.
 * </ul>
 *
 * @threadsafety confined
 * @since 0.1.0
 */
public interface RegistrationListener {
    /**
     * A device registered.
     *
     * @param device its name
     * @param contact where it is reached: over SIP the address in its contact, over SCCP the other end of its connection
     */
    default void registered(DeviceName device, InetSocketAddress contact) {}

    /**
     * A device is no longer registered.
     *
     * @param device its name
     * @param reason why
     */
    default void unregistered(DeviceName device, UnregisterReason reason) {}

    /**
     * A device that registered anew says why it unregistered last time. Told after {@link #registered}.
     *
     * <p>Source: sip 4.2 and 4.6.
     *
     * @param device its name
     * @param alarm why, as the phone sees it
     */
    default void unregisteredBefore(DeviceName device, CiscoAlarm alarm) {}

    /**
     * A phone sent an alarm, which it does before it registers. The device is admitted, but nobody has proved that it is the sender.
     *
     * <p>Source: sip 4.1 and 4.8.
     *
     * @param device the device that the alarm names
     * @param alarm what it says
     */
    default void alarm(DeviceName device, PhoneAlarm alarm) {}

    /**
     * The registrar is closed: nothing more is told. Whatever was registered then is not told one by one, as the phones do not know of it.
     * Told on the thread that closes it.
     */
    default void closed() {}
}
