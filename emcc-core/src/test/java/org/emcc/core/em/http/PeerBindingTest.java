package org.emcc.core.em.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.X509ExtendedTrustManager;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ClusterUserQuery;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** London, and a stranger whose trusted certificate has London's name in it. */
@Timeout(180)
class PeerBindingTest {
    private static final RemoteCluster NYC = RemoteCluster.builder(
                    TwoClusters.NYC, ServiceAddress.of(TwoClusters.NYC_HOST))
            .build();
    private static final RemoteCluster LON = RemoteCluster.builder(
                    TwoClusters.LON, ServiceAddress.of(TwoClusters.LON_HOST))
            .build();
    private static final UserQuery OF_LON =
            UserQuery.builder(TwoClusters.LON, "alice").build();
    private static final UserQuery OF_NYC =
            UserQuery.builder(TwoClusters.NYC, "alice").build();

    @TempDir
    static Path folder;

    private static TestKeys keys;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Integer> chains = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(folder);
    }

    @AfterEach
    void closeAllAndLeaveNoThread() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
        Patient.leavesNoThread();
    }

    private <T extends AutoCloseable> T closing(T resource) {
        open.add(resource);
        return resource;
    }

    /** By the certificate itself. */
    private PeerBinding byCertificate() throws Exception {
        Map<ClusterId, X509Certificate> own = Map.of(
                TwoClusters.NYC,
                keys.certificate("nyc"),
                TwoClusters.LON,
                keys.certificate("lon"),
                ClusterId.of("PAR"),
                keys.certificate("stranger"));
        return (chain, cluster) -> {
            chains.add(chain.size());
            return chain.get(0).equals(own.get(cluster.id()))
                    ? Optional.empty()
                    : Optional.of("it is that of another cluster");
        };
    }

    private static X509ExtendedTrustManager all() throws Exception {
        return keys.trusting("nyc", "lon", "stranger");
    }

    private InetSocketAddress nyc(PeerBinding binding) throws Exception {
        return closing(Patient.server(
                                keys.keys("nyc"),
                                all(),
                                EmService.builder(
                                                closing(Patient.home(TwoClusters.nyc(), InProcessLink.create())),
                                                closing(Patient.visiting(TwoClusters.nyc(), InProcessLink.create())),
                                                Directories.of(TwoClusters.nyc())
                                                        .cluster())
                                        .binding(binding)
                                        .build())
                        .start())
                .address();
    }

    /** What says that it is London, with these keys. */
    private InetSocketAddress lon(String alias) throws Exception {
        Directories directories = Directories.of(TwoClusters.lon());
        return closing(Patient.server(
                                keys.keys(alias),
                                all(),
                                EmService.builder(
                                                closing(Patient.home(TwoClusters.lon(), InProcessLink.create())),
                                                closing(Patient.visiting(TwoClusters.lon(), InProcessLink.create())),
                                                directories.cluster())
                                        .uds(UdsDiscovery.builder(directories.cluster(), directories.users())
                                                .build())
                                        .build())
                        .start())
                .address();
    }

    private EmClusterLink link(String alias, PeerBinding binding, InetSocketAddress to) throws Exception {
        return closing(Patient.link(keys.keys(alias), all())
                .binding(binding)
                .resolver(address -> to)
                .build());
    }

    @Test
    void aClientSpeaksOnlyForItsOwnCluster() throws Exception {
        InetSocketAddress byName = nyc(PeerBinding.byName());
        InetSocketAddress bound = nyc(byCertificate());

        assertThat(link("stranger", PeerBinding.byName(), byName)
                        .findUser(NYC, OF_LON)
                        .join())
                .as("by name it may pose as London")
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        assertThat(link("stranger", PeerBinding.byName(), bound)
                        .findUser(NYC, OF_LON)
                        .join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(42))));
        assertThat(link("lon", PeerBinding.byName(), bound)
                        .findUser(NYC, OF_LON)
                        .join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        assertThat(chains).as("the binding sees what the client showed").containsOnly(1);
    }

    @Test
    void aServerSpeaksOnlyForItsOwnCluster() throws Exception {
        InetSocketAddress real = lon("lon");
        InetSocketAddress posing = lon("stranger");

        assertThat(link("nyc", PeerBinding.byName(), posing)
                        .findUser(LON, OF_NYC)
                        .join())
                .as("by name it may pose as London")
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.NotMine()));
        assertThat(link("nyc", byCertificate(), posing).findUser(LON, OF_NYC).join())
                .isInstanceOfSatisfying(
                        LinkAnswer.Unreachable.class,
                        unreachable -> assertThat(unreachable.why())
                                .contains("does not speak for cluster LON", "it is that of another cluster"));
        assertThat(link("nyc", byCertificate(), real).findUser(LON, OF_NYC).join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.NotMine()));
    }

    @Test
    void aServerOfUdsSpeaksOnlyForItsOwnCluster() throws Exception {
        InetSocketAddress real = lon("lon");
        InetSocketAddress posing = lon("stranger");
        ClusterUserQuery query = ClusterUserQuery.username("alice");

        for (InetSocketAddress at : List.of(real, posing)) {
            UdsClient bound = closing(UdsClient.builder(keys.keys("nyc"), all())
                    .binding(byCertificate())
                    .resolver(address -> at)
                    .deadline(Patient.TIME)
                    .build());
            assertThat(bound.clusterUser(LON, query).join())
                    .isInstanceOf(at.equals(real) ? LinkAnswer.Answered.class : LinkAnswer.Unreachable.class);
        }
    }

    @Test
    void aBindingThatFailsObjects() throws Exception {
        PeerBinding failing = (chain, cluster) -> {
            throw new IllegalStateException("no binding today");
        };

        assertThat(link("nyc", failing, lon("lon")).findUser(LON, OF_NYC).join())
                .isInstanceOf(LinkAnswer.Unreachable.class);
    }
}
