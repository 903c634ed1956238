package org.emcc.testkit.contract;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.sip.transport.SipTransport;
import org.emcc.sip.transport.SipTransport.ClientCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The three transports that are built in, and one that an application brings. */
class SipTransportTest {
    private static SSLContext tls;

    private final InProcessTransport memory = new InProcessTransport();

    @AfterEach
    void end() {
        memory.close();
    }

    @BeforeAll
    static void makeCertificate() {
        NodeIdentity identity = NodeIdentity.selfSigned("localhost", CertificateType.TOMCAT)
                .addresses(List.of(InetAddress.getLoopbackAddress()))
                .key(KeyKind.EC_P256)
                .generate();
        TrustStores trust = TrustStores.of(Map.of(
                TrustStoreName.TOMCAT_TRUST, List.of(identity.certificate().certificate())));
        tls = ClusterTls.context(identity, trust, Clock.systemUTC());
    }

    @Nested
    class Udp extends SipTransportContract {
        @Override
        protected SipTransport newTransport() {
            return SipTransport.udp();
        }
    }

    @Nested
    class Tcp extends SipTransportContract {
        @Override
        protected SipTransport newTransport() {
            return SipTransport.tcp();
        }
    }

    @Nested
    class Tls extends SipTransportContract {
        @Override
        protected SipTransport newTransport() {
            return SipTransport.tls(tls, ClientCertificate.NEEDED);
        }
    }

    @Nested
    class Own extends SipTransportContract {
        @Override
        protected SipTransport newTransport() {
            return memory;
        }
    }
}
