package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Duration;

/** What is to be done about a device's binding. */
sealed interface BindingEffect {
    /** Answer 200 with this lifetime; a new registration is marked so. */
    record Accept(Duration expires, boolean newRegistration) implements BindingEffect {}

    /** Answer no. */
    record Refuse(Refusal refusal) implements BindingEffect {}

    /** Tell that the device registered. */
    record TellRegistered(InetSocketAddress address) implements BindingEffect {}

    /** Tell that the device is no longer registered. */
    record TellUnregistered(UnregisterReason reason) implements BindingEffect {}
}
