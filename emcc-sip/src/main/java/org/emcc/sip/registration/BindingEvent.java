package org.emcc.sip.registration;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.emcc.sip.message.SipUri;
import org.emcc.sip.transport.Flow;

/** What happens to the bindings of one device. */
sealed interface BindingEvent {
    /** The time has come to look at the deadline. */
    record DeadlinePassed() implements BindingEvent {}

    /** A stream is closed, whoever closed it. */
    record FlowClosed(Flow flow) implements BindingEvent {}

    /**
     * A REGISTER that is well formed, of a device that has proved what it has to.
     *
     * @param line the directory number that it registers; empty for all lines of the device
     * @param contact the URI of its contact
     * @param address the address of that contact
     * @param callId its Call-ID
     * @param cseq its sequence number
     * @param expires the lifetime it asks for
     * @param standby whether the contact says {@code cisco-keep-alive}: the phone only looks whether this node lives
     * @param verdict whether the device may register
     * @param flow the way it came
     */
    record Register(
            String line,
            SipUri contact,
            InetSocketAddress address,
            String callId,
            long cseq,
            Duration expires,
            boolean standby,
            DeviceAdmission.Verdict verdict,
            Flow flow)
            implements BindingEvent {}
}
