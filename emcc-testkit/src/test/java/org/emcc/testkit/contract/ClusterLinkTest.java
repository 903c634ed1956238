package org.emcc.testkit.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.http.EmClusterLink;
import org.emcc.core.em.http.EmServer;
import org.emcc.core.em.http.EmService;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The link over HTTPS, with a certificate for each side, and the one within a process. */
class ClusterLinkTest {
    private static NodeIdentity nyc;
    private static NodeIdentity lon;

    @BeforeAll
    static void makeCertificates() {
        nyc = identity(Company.newYork());
        lon = identity(Company.london());
    }

    private static NodeIdentity identity(Company company) {
        return NodeIdentity.selfSigned(company.node(), CertificateType.TOMCAT)
                .key(KeyKind.EC_P256)
                .generate();
    }

    private static X509ExtendedTrustManager trusting(NodeIdentity peer) {
        TrustStores stores = TrustStores.of(
                Map.of(TrustStoreName.TOMCAT_TRUST, List.of(peer.certificate().certificate())));
        return ClusterTls.trustManager(stores, TrustStoreName.TOMCAT_TRUST, Clock.systemUTC());
    }

    @Nested
    class OverHttps extends ClusterLinkContract {
        private static final Duration LONG = Duration.ofMinutes(1);
        private static final Duration SHORT = Duration.ofMillis(500);

        private final Deque<AutoCloseable> open = new ArrayDeque<>();
        private String test = "";

        @RegisterExtension
        final BeforeEachCallback named =
                context -> test = context.getRequiredTestMethod().getName();

        /** Short where a deadline is waited for, so that no other test depends on how fast the machine is. */
        private Duration deadline(String what) {
            return test.startsWith(what + "ThatIsNotAnswered") ? SHORT : LONG;
        }

        @AfterEach
        void closeAll() throws Exception {
            while (!open.isEmpty()) {
                open.pop().close();
            }
        }

        private <T extends AutoCloseable> T opened(T service) {
            open.push(service);
            return service;
        }

        @Override
        protected ClusterLink newLink(RemoteCluster peer, HomeCluster itsHome, VisitingCluster itsVisiting)
                throws IOException {
            ServiceAddress here = ServiceAddress.of("127.0.0.1", 1);
            Directories records = Directories.of(Company.newYork().configuration(new Addresses(here, here, here)));
            EmService service = EmService.builder(itsHome, itsVisiting, records.cluster())
                    .portDeadline(Duration.ofMinutes(10))
                    .build();
            EmServer server = opened(EmServer.builder(ClusterTls.keyManager(nyc), trusting(lon), service)
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                    .start());
            return opened(EmClusterLink.builder(ClusterTls.keyManager(lon), trusting(nyc))
                    .resolver(address ->
                            address.host().equals(peer.fullyQualifiedName().host())
                                    ? server.address()
                                    : InetSocketAddress.createUnresolved(address.host(), 8443))
                    .connectTime(LONG)
                    .queryDeadline(deadline("aQuestion"))
                    .loginDeadline(deadline("aLogin"))
                    .build());
        }
    }

    @Nested
    class InProcess extends ClusterLinkContract {
        @Override
        protected ClusterLink newLink(RemoteCluster peer, HomeCluster itsHome, VisitingCluster itsVisiting) {
            return InProcessLink.create().join(itsHome).join(itsVisiting);
        }

        @Override
        protected boolean callsOnTheCallersThread() {
            return true;
        }
    }
}
