package org.emcc.sip.transport;

import java.nio.file.Path;
import org.emcc.sip.testing.TestTls;
import org.emcc.sip.transport.SipTransport.ClientCertificate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The three built-in transports. */
class SipTransportTest {
    @TempDir
    private static Path folder;

    private static TestTls tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = TestTls.make(folder);
    }

    @Nested
    class Udp extends SipTransportContract {
        @Override
        SipTransport newTransport() {
            return SipTransport.udp();
        }
    }

    @Nested
    class Tcp extends SipTransportContract {
        @Override
        SipTransport newTransport() {
            return SipTransport.tcp();
        }
    }

    @Nested
    class Tls extends SipTransportContract {
        @Override
        SipTransport newTransport() {
            return SipTransport.tls(tls.known(), ClientCertificate.NEEDED);
        }
    }
}
