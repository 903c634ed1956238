package org.emcc.sip.transport;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Datagrams. */
record UdpTransport() implements SipTransport {
    @Override
    public String protocol() {
        return UdpCarrier.PROTOCOL;
    }

    @Override
    public Carrier open(InetSocketAddress local, boolean listens, CarrierEvents events) throws IOException {
        return UdpCarrier.open(local, events);
    }
}
