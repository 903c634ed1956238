package org.emcc.testkit.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.certs.bundle.BulkCertificates;
import org.emcc.certs.bundle.CertificateType;
import org.emcc.certs.bundle.KeyKind;
import org.emcc.certs.bundle.NodeIdentity;
import org.emcc.certs.depot.CertificateDepot;
import org.emcc.certs.pkcs12.FilePassword;
import org.emcc.certs.plan.ExchangePlan;
import org.emcc.certs.plan.ImportPlan;
import org.emcc.certs.trust.ClusterTls;
import org.emcc.certs.trust.TrustStoreName;
import org.emcc.certs.trust.TrustStores;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.http.EmClusterLink;
import org.emcc.core.em.http.EmServer;
import org.emcc.core.em.http.EmService;
import org.emcc.core.em.http.PeerBinding;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.emcc.testkit.fixture.Addresses;
import org.emcc.testkit.fixture.Company;
import org.emcc.testkit.phone.VirtualPhone;
import org.emcc.tftp.content.ClusterPhoneFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clusters of a lab trust each other by the exchange of their certificates, and by nothing else. */
class CertificateExchangeTest {
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final ClusterId LON = ClusterId.of("LON");
    private static final String UNTRUSTED = "Login is unavailable (208)";

    private static String loginIn(EmccLab lab) {
        VirtualPhone phone = lab.phone("SEP0011AABBCCD1");
        phone.start().join();
        return phone.logIn("alice", Pin.of(Canary.PIN)).text();
    }

    @Test
    void theTrustStoresAfterTheImportAreThoseThatThePlanPredicts() {
        try (EmccLab lab = EmccLab.start()) {
            ExchangePlan plan = lab.certificatePlan().orElseThrow();

            assertThat(lab.clusters()).hasSize(2).allSatisfy(cluster -> {
                ImportPlan own = plan.plan(cluster.id());
                assertThat(own.isEmpty()).isFalse();
                assertThat(own.manual()).isEmpty();
                assertThat(cluster.trustStores())
                        .isEqualTo(own.after())
                        .isEqualTo(TrustStores.of(plan.bundle()))
                        .isEqualTo(own.applyTo(TrustStores.empty()));
                assertThat(cluster.trustStores().names())
                        .containsExactlyInAnyOrder(
                                TrustStoreName.TOMCAT_TRUST,
                                TrustStoreName.CALL_MANAGER_TRUST,
                                TrustStoreName.PHONE_SAST_TRUST);
            });
            assertThat(plan.coverageBefore().isComplete(LON, NYC)).isFalse();
            assertThat(plan.coverageAfterBulk().isComplete(LON, NYC)).isTrue();
            assertThat(plan.exports().get(LON)).hasSize(4).allMatch(file -> file.startsWith("cucm-lon.example.com_"));
        }
    }

    @Test
    void aClusterThatIsLeftOutIsTrustedOnlyAfterTheExchange() {
        try (EmccLab lab = EmccLab.builder().withoutExchangeAt(LON).start()) {
            assertThat(lab.certificatePlan()).isEmpty();
            assertThat(lab.clusters()).allMatch(cluster -> cluster.trustStores().equals(TrustStores.empty()));
            assertThat(loginIn(lab)).isEqualTo(UNTRUSTED);
            assertThat(lab.trace().asText())
                    .contains(
                            "has no part in the exchange",
                            "cannot consolidate",
                            "trusts no certificate that it is shown  [nobody is trusted, because tomcat-trust is empty]");

            ExchangePlan plan = lab.exchangeCertificates();

            assertThat(lab.certificatePlan()).contains(plan);
            assertThat(lab.clusters())
                    .allMatch(cluster ->
                            cluster.trustStores().equals(plan.plan(cluster.id()).after()));
            assertThat(lab.phone("SEP0011AABBCCD1")
                            .logIn("alice", Pin.of(Canary.PIN))
                            .text())
                    .startsWith("Login successful");
            assertThat(lab.exchangeCertificates().plans())
                    .as("nothing is left to do")
                    .allMatch(ImportPlan::isEmpty);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NYC", "LON"})
    void aClusterThatForgotToImportIsRefusedWithTheReasonInTheTimeline(String forgetful) {
        try (EmccLab lab =
                EmccLab.builder().withoutImportAt(ClusterId.of(forgetful)).start()) {
            assertThat(loginIn(lab)).isEqualTo(UNTRUSTED);

            assertThat(lab.cluster(forgetful).trustStores()).isEqualTo(TrustStores.empty());
            assertThat(lab.trace().events())
                    .anySatisfy(event -> {
                        assertThat(event.from()).isEqualTo(forgetful);
                        assertThat(event.what()).isEqualTo("trusts no certificate that it is shown");
                        assertThat(event.facts()).containsExactly("nobody is trusted, because tomcat-trust is empty");
                    })
                    .anySatisfy(event -> {
                        assertThat(event.what()).isEqualTo("answers the user query");
                        assertThat(event.facts().get(0)).startsWith("unreachable: ");
                    });
        }
    }

    @Test
    void anExpiredCertificateIsImportedAndTrustedByNobody() {
        try (EmccLab lab = EmccLab.builder().withExpiredCertificatesAt(NYC).start()) {
            assertThat(loginIn(lab)).isEqualTo(UNTRUSTED);

            assertThat(lab.cluster("LON").trustStores())
                    .isEqualTo(lab.certificatePlan().orElseThrow().plan(LON).after());
            assertThat(lab.trace().asText())
                    .contains("the certificate of CN=cucm-nyc.example.com has expired: it was valid until ");
            assertThat(lab.certificatePlan().orElseThrow().coverageAfter().isComplete(LON, NYC))
                    .as("the dry run had said so")
                    .isFalse();
        }
    }

    @Test
    void aRecordThatLeadsToAnotherClusterThanItNamesIsRefused() {
        try (EmccLab lab = EmccLab.start()) {
            LabCluster london = lab.cluster("LON");
            ClusterSettings settings = london.configuration().settings();
            london.configure(london.configuration().toBuilder()
                    .settings(settings.toBuilder()
                            .remoteClusters(
                                    List.of(RemoteCluster.builder(NYC, ServiceAddress.of("cucm-lon.example.com"))
                                            .build()))
                            .build())
                    .build());

            assertThat(loginIn(lab)).isEqualTo(UNTRUSTED);
            assertThat(lab.trace().asText())
                    .contains(
                            "LON",
                            "is shown a certificate that is not NYC's  "
                                    + "[the certificate of CN=cucm-lon.example.com was stated to be of [LON]]");
        }
    }

    @Test
    void onlyClustersOfTheLabCanBeLeftOut() {
        assertThatThrownBy(() ->
                        EmccLab.builder().withoutExchangeAt(ClusterId.of("PAR")).start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clusters without exchange must be of the lab");
        assertThatThrownBy(() -> EmccLab.builder()
                        .withExpiredCertificatesAt(ClusterId.of("PAR"))
                        .start())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clusters with expired certificates must be of the lab");
    }

    /** Paris went through the exchange like the others, and wrote the names of both into its certificate. */
    @Nested
    class AHostilePartner {
        private final EmccLab lab = EmccLab.start();
        private final List<AutoCloseable> open = new ArrayList<>(List.of(lab));
        private final NodeIdentity paris = NodeIdentity.selfSigned("cucm-par.example.com", CertificateType.TOMCAT)
                .dnsNames(List.of("cucm-nyc.example.com", "cucm-lon.example.com"))
                .key(KeyKind.EC_P256)
                .generate();

        AHostilePartner() {
            BulkCertificates.in(
                            CertificateDepot.directory(lab.certificateDirectory()),
                            "sftp.example.com",
                            FilePassword.of("lab".toCharArray()))
                    .export(ClusterId.of("PAR"), List.of(paris.certificate()));
            lab.exchangeCertificates();
            assertThat(lab.clusters())
                    .as("it is trusted")
                    .allMatch(cluster -> cluster.trustStores()
                            .certificates(TrustStoreName.TOMCAT_TRUST)
                            .contains(paris.certificate().certificate()));
        }

        @AfterEach
        void close() throws Exception {
            for (int i = open.size() - 1; i >= 0; i--) {
                open.get(i).close();
            }
        }

        private <T extends AutoCloseable> T closing(T resource) {
            open.add(resource);
            return resource;
        }

        private X509ExtendedTrustManager trustOf(String cluster) {
            return ClusterTls.trustManager(
                    lab.cluster(cluster).trustStores(), TrustStoreName.TOMCAT_TRUST, Clock.systemUTC());
        }

        private InetSocketAddress at(ServiceAddress address) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), address.portOr(0));
        }

        private RemoteCluster record(String of, ClusterId peer) {
            return lab.cluster(of)
                    .configuration()
                    .settings()
                    .remoteCluster(peer)
                    .orElseThrow();
        }

        @Test
        void isNotTakenForLondonByNewYork() {
            EmClusterLink posing = closing(EmClusterLink.builder(ClusterTls.keyManager(paris), trustOf("LON"))
                    .resolver(address -> at(lab.cluster("NYC").emAddress()))
                    .build());

            assertThat(posing.findUser(
                                    record("LON", NYC),
                                    UserQuery.builder(LON, "alice").build())
                            .join())
                    .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(42))));
            assertThat(lab.trace().asText())
                    .contains("is shown a certificate that is not LON's  "
                            + "[the certificate of CN=cucm-par.example.com was stated to be of [PAR]]");
        }

        @Test
        void isNotTakenForNewYorkByLondon() {
            InetSocketAddress posing = serverOfParis();
            LabCluster london = lab.cluster("LON");
            PeerBinding bound = ClusterTls.binding(london.trustStores(), london.certificateOwners(), Clock.systemUTC());

            assertThat(ask(PeerBinding.byName(), posing))
                    .as("by name it would be")
                    .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
            assertThat(ask(bound, posing))
                    .isInstanceOfSatisfying(
                            LinkAnswer.Unreachable.class,
                            unreachable -> assertThat(unreachable.why())
                                    .contains("does not speak for cluster NYC", "was stated to be of [PAR]"));
            assertThat(ask(bound, at(lab.cluster("NYC").emAddress())))
                    .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        }

        /** As the visiting side of London asks, with its certificate. */
        private LinkAnswer<UserAnswer> ask(PeerBinding binding, InetSocketAddress to) {
            return closing(EmClusterLink.builder(
                                    ClusterTls.keyManager(lab.cluster("LON").tomcat()), trustOf("LON"))
                            .binding(binding)
                            .resolver(address -> to)
                            .build())
                    .findUser(
                            record("LON", NYC), UserQuery.builder(LON, "alice").build())
                    .join();
        }

        /** New York's whole configuration behind the keys of Paris. */
        private InetSocketAddress serverOfParis() {
            ServiceAddress none = ServiceAddress.of("127.0.0.1", 1);
            Directories stolen = Directories.of(Company.newYork().configuration(new Addresses(none, none, none)));
            ClusterPhoneFiles files = ClusterPhoneFiles.of(stolen, Clock.systemUTC());
            InProcessLink link = InProcessLink.create();
            HomeCluster home = closing(HomeCluster.builder(
                            stolen, Credentials.inMemory(Clock.systemUTC(), new SecureRandom()), files, link)
                    .build());
            VisitingCluster visiting =
                    closing(VisitingCluster.builder(stolen, link, files, device -> URI.create("https://localhost/"))
                            .build());
            return closing(EmServer.builder(
                                    ClusterTls.keyManager(paris),
                                    trustOf("NYC"),
                                    EmService.builder(home, visiting, stolen.cluster())
                                            .build())
                            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                            .start())
                    .address();
        }

        @Test
        void doesNotKeepTheOthersFromWorking() {
            assertThat(loginIn(lab)).startsWith("Login successful");
            assertThat(Stream.of("NYC", "LON")
                            .map(id -> lab.cluster(id).certificateOwners().nodes(ClusterId.of("PAR"))))
                    .allMatch(nodes -> nodes.equals(java.util.Set.of("cucm-par.example.com")));
        }
    }
}
