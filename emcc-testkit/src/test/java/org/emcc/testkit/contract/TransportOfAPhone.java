package org.emcc.testkit.contract;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.sip.message.SipMessage;
import org.emcc.sip.message.SipRequest;
import org.emcc.sip.message.SipResponse;
import org.emcc.sip.transport.Carrier;
import org.emcc.sip.transport.CarrierEvents;
import org.emcc.sip.transport.Flow;
import org.emcc.sip.transport.SipTransport;

/** Carries a phone's messages, but answers for it, or keeps from it, what it would confirm when it is told to restart. */
record TransportOfAPhone(SipTransport way, ResetOutcome does, AtomicInteger told) implements SipTransport {
    @Override
    public String protocol() {
        return way.protocol();
    }

    @Override
    public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException {
        return way.open(local, listens, new CarrierEvents() {
            @Override
            public void received(Flow flow, SipMessage message) {
                boolean order = message instanceof SipRequest request
                        && request.method().equals("NOTIFY");
                if (order) {
                    told.incrementAndGet();
                }
                if (order && does == ResetOutcome.REFUSED) {
                    flow.send(SipResponse.answering(
                                    (SipRequest) message, flow.peer(), 480, "Temporarily Unavailable", "t")
                            .build()
                            .encode());
                } else if (!order || does == ResetOutcome.ACCEPTED) {
                    events.received(flow, message);
                }
            }

            @Override
            public void closed(Flow flow, String why) {
                events.closed(flow, why);
            }

            @Override
            public Clock clock() {
                return events.clock();
            }

            @Override
            public Runnable after(Duration delay, Runnable task) {
                return events.after(delay, task);
            }
        });
    }
}
