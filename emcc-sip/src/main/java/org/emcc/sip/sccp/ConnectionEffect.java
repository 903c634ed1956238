package org.emcc.sip.sccp;

import org.emcc.core.id.DeviceName;
import org.emcc.sip.registration.CiscoAlarm;
import org.emcc.sip.registration.UnregisterReason;

/** What a registrar does about one connection. */
sealed interface ConnectionEffect {
    /** Sends a message. */
    record Send(CallManagerMessage message, int headerVersion) implements ConnectionEffect {}

    /** The device is reached over this connection from now on; another one that has it is {@link ConnectionEvent.Replaced}. */
    record Claim(DeviceName device) implements ConnectionEffect {}

    /** Tells the listener that the device is registered. */
    record TellRegistered(DeviceName device) implements ConnectionEffect {}

    /** Tells the listener why the device unregistered last time, as it says. */
    record TellUnregisteredBefore(DeviceName device, CiscoAlarm alarm) implements ConnectionEffect {}

    /** The device is not reached over this connection any longer; tells the listener. */
    record TellUnregistered(DeviceName device, UnregisterReason reason) implements ConnectionEffect {}

    /** Ends the connection when everything has been sent. */
    record Close() implements ConnectionEffect {}
}
