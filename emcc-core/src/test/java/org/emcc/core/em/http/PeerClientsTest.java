package org.emcc.core.em.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients live as long as the records of which they are, and whose a certificate is is asked once. */
@Timeout(60)
class PeerClientsTest {
    private static final RemoteCluster EAST = record("EAST");
    private static final RemoteCluster WEST = record("WEST");

    @TempDir
    static Path folder;

    private static TestKeys keys;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(folder);
    }

    private static RemoteCluster record(String id) {
        return RemoteCluster.builder(ClusterId.of(id), ServiceAddress.of(id + ".example"))
                .build();
    }

    private static ClusterSettings settings(RemoteCluster... records) {
        return TwoClusters.nyc().settings().toBuilder()
                .remoteClusters(List.of(records))
                .build();
    }

    private static PeerClients clients(@Nullable ClusterDirectory directory) throws Exception {
        return new PeerClients(
                HttpClient::newBuilder, keys.keys("nyc"), keys.trusting("lon"), PeerBinding.byName(), directory);
    }

    @Test
    void aClientGoesWithItsRecord() throws Exception {
        AtomicReference<ClusterSettings> settings = new AtomicReference<>(settings(EAST, WEST));
        PeerClients clients = clients(settings::get);
        HttpClient east = clients.of(EAST);
        HttpClient west = clients.of(WEST);
        assertThat(clients.of(EAST)).isSameAs(east).isNotSameAs(west);

        settings.set(settings(WEST));
        assertThat(clients.of(WEST)).isSameAs(west);
        settings.set(settings(EAST, WEST));
        HttpClient anew = clients.of(EAST);
        assertThat(anew).as("it was let go meanwhile").isNotSameAs(east);
        assertThat(clients.of(EAST)).isSameAs(anew);
        assertThat(clients.of(WEST)).isSameAs(west);

        settings.set(settings(WEST));
        assertThat(clients.of(EAST)).as("asked without a record").isNotSameAs(anew);
    }

    @Test
    void questionsWithoutARecordShareAClient() throws Exception {
        PeerClients clients = clients(() -> settings());
        HttpClient east = clients.of(EAST);
        assertThat(clients.of(EAST)).isSameAs(east);
        HttpClient west = clients.of(WEST);
        assertThat(west).isNotSameAs(east);
        assertThat(clients.of(WEST)).isSameAs(west);
        assertThat(clients.of(EAST)).as("only the last one is kept").isNotSameAs(east);
    }

    @Test
    void whatIsForgottenMakesNoClients() throws Exception {
        for (PeerClients clients : List.of(clients(null), clients(() -> settings()))) {
            clients.of(EAST);
            clients.forget();
            assertThatThrownBy(() -> clients.of(EAST))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }
    }

    @Test
    void whereNothingIsKnownOfRecordsAllAreKept() throws Exception {
        PeerClients unknown = clients(null);
        PeerClients failing = clients(() -> {
            throw new IllegalStateException("no directory today");
        });
        for (PeerClients clients : List.of(unknown, failing)) {
            HttpClient east = clients.of(EAST);
            assertThat(clients.of(WEST)).isNotSameAs(east);
            assertThat(clients.of(EAST)).isSameAs(east);
        }
    }

    @Test
    void aRequestToUdsAsksTheBindingOnce() throws Exception {
        List<Collection<RemoteCluster>> asked = new ArrayList<>();
        PeerBinding counting = new PeerBinding() {
            @Override
            public Optional<String> objection(List<X509Certificate> chain, RemoteCluster cluster) {
                throw new AssertionError("asked for one cluster");
            }

            @Override
            public boolean speaksForAny(List<X509Certificate> chain, Collection<RemoteCluster> clusters) {
                asked.add(clusters);
                return true;
            }
        };
        ClusterDirectory directory = () -> settings(EAST, WEST);
        UdsPath path = new UdsPath(
                UdsDiscovery.builder(
                                directory, Directories.of(TwoClusters.nyc()).users())
                        .build(),
                directory,
                counting);
        URI base = URI.create("https://nyc.example:8443/cucm-uds");
        EmRequest request = EmRequest.builder(URI.create("https://nyc.example:8443"), "GET", Wire.UDS_CLUSTER_USER)
                .query("username=alice")
                .certificate(keys.certificate("lon"))
                .build();

        assertThat(path.answer(request, base).join().status()).isEqualTo(200);
        assertThat(asked).containsExactly(List.of(EAST, WEST));
    }

    @Test
    void namesSpeakForAnyClusterThatHasOne() throws Exception {
        List<X509Certificate> chain = List.of(keys.certificate("lon"));
        RemoteCluster lon = RemoteCluster.builder(TwoClusters.LON, ServiceAddress.of(TwoClusters.LON_HOST))
                .build();
        PeerBinding byName = PeerBinding.byName();
        PeerBinding byDefault = (certificates, cluster) -> byName.objection(certificates, cluster);

        for (List<RemoteCluster> records :
                List.of(List.<RemoteCluster>of(), List.of(EAST, WEST), List.of(EAST, lon), List.of(lon))) {
            assertThat(byName.speaksForAny(chain, records))
                    .isEqualTo(records.contains(lon))
                    .isEqualTo(byDefault.speaksForAny(chain, records));
        }
    }
}
