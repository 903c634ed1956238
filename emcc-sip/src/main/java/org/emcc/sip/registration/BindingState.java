package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Instant;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.transport.Flow;

/** What a registrar holds of one device. */
sealed interface BindingState {
    Unbound UNBOUND = new Unbound();

    /** Nothing. */
    record Unbound() implements BindingState {}

    /**
     * Where the device is reached, until when.
     *
     * @param contact the URI it registered
     * @param address the address of that contact
     * @param callId the registration it belongs to; a service-control NOTIFY names it (sip 4.7)
     * @param cseq the number of the last REGISTER that was accepted
     * @param flow the way that one came
     * @param persistent whether the flow is a stream that has carried more than one REGISTER of this registration (sip 4.4)
     * @param answer what was answered to that one
     * @param deadline when it is given up
     * @param ending why it is given up then
     */
    record Bound(
            SipUri contact,
            InetSocketAddress address,
            String callId,
            long cseq,
            Flow flow,
            boolean persistent,
            BindingEffect.Accept answer,
            Instant deadline,
            UnregisterReason ending)
            implements BindingState {
        Bound answeredWith(BindingEffect.Accept other) {
            return new Bound(contact, address, callId, cseq, flow, persistent, other, deadline, ending);
        }
    }
}
