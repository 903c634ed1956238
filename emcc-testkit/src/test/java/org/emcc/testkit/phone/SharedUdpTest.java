package org.emcc.testkit.phone;

import org.emcc.sip.transport.SipTransport;
import org.emcc.testkit.contract.SipTransportContract;
import org.junit.jupiter.api.AfterEach;

/** Many sockets and one thread keep to what every transport does. */
class SharedUdpTest extends SipTransportContract {
    private final SharedUdp udp = new SharedUdp();

    @Override
    protected SipTransport newTransport() {
        return udp;
    }

    @AfterEach
    void close() {
        udp.close();
    }
}
