package org.emcc.core.em.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.RemoteActivated;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.RemoteService;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ClusterUser;
import org.emcc.core.em.ClusterUserQuery;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.em.UdsCodec;
import org.emcc.core.em.UdsDiscovery;
import org.emcc.core.em.UdsPeers;
import org.emcc.core.em.UdsServers;
import org.emcc.core.em.UdsSource;
import org.emcc.core.em.UdsVersion;
import org.emcc.core.gateway.Counter;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginCounters;
import org.emcc.core.gateway.Timers;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.login.InProcessLink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two clusters that ask each other where users are at home, over HTTPS. */
@Timeout(180)
class UdsHttpTest {
    private static final ServiceAddress NYC = ServiceAddress.of(TwoClusters.NYC_HOST);
    private static final ServiceAddress LON = ServiceAddress.of(TwoClusters.LON_HOST);

    @TempDir
    static Path folder;

    private static TestKeys keys;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<EmServer> servers = new ArrayList<>();
    private final Map<String, InetSocketAddress> hosts = new ConcurrentHashMap<>();
    private final Timers timers = closing(Timers.daemon(Clock.systemUTC()));
    private final LoginCounters atNyc = LoginCounters.create();
    private final LoginCounters atLon = LoginCounters.create();
    private UdsClient stranger;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.make(folder);
    }

    @BeforeEach
    void start() throws Exception {
        stranger = closing(Patient.uds(tls("nobody")).resolver(this::at).build());
        serve(
                "nyc",
                TwoClusters.nyc(),
                TwoClusters.LON,
                LON,
                atNyc,
                closing(Patient.uds(tls("nobody")).resolver(this::at).build()));
        serve(
                "lon",
                TwoClusters.lon(),
                TwoClusters.NYC,
                NYC,
                atLon,
                closing(Patient.uds(tls("nobody")).resolver(this::at).build()));
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

    private InetSocketAddress at(ServiceAddress node) {
        InetSocketAddress known = hosts.get(node.host());
        return known == null ? InetSocketAddress.createUnresolved(node.host(), node.portOr(8443)) : known;
    }

    /** Trusts both clusters, whatever host they are asked by, because the test gives them addresses of its own. */
    private static SSLContext tls(String alias) throws Exception {
        RemoteCluster any = RemoteCluster.builder(TwoClusters.NYC, NYC)
                .nodeNames(Set.of(TwoClusters.LON_HOST))
                .build();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                alias.equals("nobody") ? null : new KeyManager[] {keys.keys(alias)},
                new TrustManager[] {new PeerTrust(keys.trusting("nyc", "lon"), PeerBinding.byName(), any)},
                null);
        return context;
    }

    private void serve(
            String alias,
            ClusterConfiguration configuration,
            ClusterId peer,
            ServiceAddress peerHost,
            LoginCounters counters,
            UdsPeers peers)
            throws Exception {
        ClusterSettings settings = configuration.settings().toBuilder()
                .remoteClusters(List.of(RemoteCluster.builder(peer, peerHost)
                        .service(InterclusterService.UDS, new RemoteService(true, RemoteActivated.UNKNOWN, List.of()))
                        .build()))
                .build();
        EmServer server = closing(Patient.server(
                        keys.keys(alias),
                        keys.trusting("nyc", "lon"),
                        EmService.builder(
                                        closing(Patient.home(configuration, InProcessLink.create())),
                                        closing(Patient.visiting(configuration, InProcessLink.create())),
                                        () -> settings)
                                .uds(UdsDiscovery.builder(
                                                () -> settings,
                                                Directories.of(configuration).users())
                                        .deadline(Patient.TIME)
                                        .peers(peers, timers, Clock.systemUTC())
                                        .build())
                                .build())
                .listener(counters)
                .start());
        servers.add(server);
        hosts.put(configuration.settings().id().equals(TwoClusters.NYC) ? NYC.host() : LON.host(), server.address());
    }

    private String base(ServiceAddress node) {
        return "https://127.0.0.1:" + at(node).getPort() + "/cucm-uds";
    }

    private HttpResponse<String> get(String alias, String url, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Patient.TIME);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newBuilder()
                .sslContext(tls(alias))
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void anyClusterTellsWhereAUserIsAtHome() {
        for (ServiceAddress node : List.of(NYC, LON)) {
            assertThat(stranger.clusterUser(node, ClusterUserQuery.username("alice"))
                            .join())
                    .isInstanceOfSatisfying(
                            LinkAnswer.Answered.class,
                            answered -> assertThat(answered.reply())
                                    .isInstanceOfSatisfying(ClusterUser.Found.class, found -> {
                                        assertThat(found.source().uri())
                                                .isEqualTo(base(node) + "/clusterUser?username=alice");
                                        assertThat(found.homeCluster()).isEqualTo(ServiceAddress.of("127.0.0.1"));
                                        assertThat(found.serversUri()).contains(URI.create(base(NYC) + "/servers"));
                                        assertThat(found.user().uri()).isEqualTo(base(NYC) + "/user/alice");
                                    }));
        }
    }

    @Test
    void clustersThatAskEachOtherStopAfterOneQuestion() throws Exception {
        assertThat(stranger.clusterUser(LON, ClusterUserQuery.username("zoe")).join())
                .isInstanceOfSatisfying(
                        LinkAnswer.Answered.class,
                        answered -> assertThat(answered.reply()).isInstanceOf(ClusterUser.NotFound.class));

        for (EmServer server : servers) {
            server.close(); // so that the last request has ended
        }
        assertThat(atLon.value(Counter.REQUESTS_HANDLED)).isEqualTo(1);
        assertThat(atNyc.value(Counter.REQUESTS_HANDLED)).isEqualTo(1);
    }

    @Test
    void aClusterIsKnownByItsCertificateAsWell() throws Exception {
        assertThat(get("nyc", base(LON) + "/clusterUser?username=alice").body()).contains("<result found=\"false\"/>");
        assertThat(get("nobody", base(LON) + "/clusterUser?username=alice", EmRequest.UDS_FORWARDED, "true")
                        .body())
                .contains("<result found=\"false\"/>");
        assertThat(atNyc.value(Counter.REQUESTS_HANDLED)).isZero();
        assertThat(get("nobody", base(LON) + "/clusterUser?username=alice").body())
                .contains("<result found=\"true\"");
    }

    @Test
    void tellsServersAndVersion() {
        assertThat(stranger.servers(LON).join())
                .isInstanceOfSatisfying(
                        LinkAnswer.Answered.class,
                        answered -> assertThat(answered.reply())
                                .isEqualTo(new UdsServers(
                                        new UdsSource(base(LON) + "/servers", "12.5"),
                                        List.of(ServiceAddress.of("127.0.0.1")))));
        assertThat(stranger.version(LON).join())
                .isInstanceOfSatisfying(
                        LinkAnswer.Answered.class,
                        answered -> assertThat(answered.reply())
                                .isEqualTo(new UdsVersion(
                                        new UdsSource(base(LON) + "/version", "12.5"),
                                        "12.5",
                                        Map.of("usersResourceAuthEnabled", "false"))));
    }

    @ParameterizedTest
    @CsvSource({
        "username=, 400",
        "'', 400",
        "user=alice, 400",
        "username=alice&email=alice, 400",
        "username=alice&username=alice, 400",
        "username=%61lice&later=1, 200",
        "useridentifier=alice, 200",
        "email=alice%40example.com, 200"
    })
    void takesExactlyOneName(String query, int status) throws Exception {
        HttpResponse<String> answer = get("nobody", base(NYC) + "/clusterUser?" + query);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains(status == 200 ? "application/xml; charset=UTF-8" : "text/plain; charset=UTF-8");
        if (query.contains("%61")) {
            assertThat(UdsCodec.decodeClusterUserOrThrow(answer.body().getBytes(UTF_8)))
                    .isInstanceOf(ClusterUser.Found.class);
        }
    }

    @Test
    void otherMethodsAndPathsAreRefused() throws Exception {
        HttpResponse<String> posted = HttpClient.newBuilder()
                .sslContext(tls("nobody"))
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(base(NYC) + "/servers"))
                                .POST(HttpRequest.BodyPublishers.ofString("x"))
                                .timeout(Patient.TIME)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
        assertThat(posted.headers().firstValue("Allow")).contains("GET");
        assertThat(get("nobody", base(NYC) + "/user/alice").statusCode()).isEqualTo(404);
        assertThat(get("nobody", base(NYC)).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({"200, garbage, Silent", "302, garbage, Silent", "404, garbage, Silent", "200, large, Silent"})
    void makesTheBestOfOddAnswers(int status, String what, String expected) throws Exception {
        byte[] body = what.equals("large") ? new byte[Wire.BODY_LIMIT + 1] : what.getBytes(UTF_8);
        HttpsServer odd = HttpsServer.create(Patient.anyPort(), 0);
        odd.setHttpsConfigurator(new HttpsConfigurator(Wire.context(keys.keys("nyc"), keys.trusting("lon"))));
        odd.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Location", base(NYC) + "/version");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        odd.start();
        open.add(() -> odd.stop(0));
        hosts.put("odd", odd.getAddress());

        LinkAnswer<?> answer = stranger.version(ServiceAddress.of("odd")).join();
        assertThat(answer.getClass().getSimpleName()).as("%s", answer).isEqualTo(expected);
    }

    @Test
    void isUnreachableSilentOrClosed() throws Exception {
        assertThat(stranger.version(ServiceAddress.of("nowhere")).join()).isInstanceOf(LinkAnswer.Unreachable.class);
        UdsClient strict =
                closing(Patient.uds(SSLContext.getDefault()).resolver(this::at).build());
        assertThat(strict.version(NYC).join()).as("no trust").isInstanceOf(LinkAnswer.Unreachable.class);

        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            hosts.put("mute", new InetSocketAddress(InetAddress.getLoopbackAddress(), mute.getLocalPort()));
            UdsClient patient =
                    closing(Patient.uds(tls("nobody")).resolver(this::at).build());
            var pending = patient.version(ServiceAddress.of("mute"));
            patient.close();
            assertThat(pending.join()).isInstanceOf(LinkAnswer.Silent.class);
            assertThat(patient.version(NYC).join()).isInstanceOf(LinkAnswer.Unreachable.class);
        }
        hosts.put("gone", hosts.get("mute"));
        assertThat(stranger.version(ServiceAddress.of("gone")).join())
                .as("nobody listens")
                .isInstanceOf(LinkAnswer.Unreachable.class);
    }

    @Test
    void isSilentWhenNoAnswerComesByTheDeadline() throws Exception {
        HttpsServer slow = HttpsServer.create(Patient.anyPort(), 0);
        slow.setHttpsConfigurator(new HttpsConfigurator(Wire.context(keys.keys("nyc"), keys.trusting("lon"))));
        slow.createContext("/", exchange -> {
            // Never answered.
        });
        slow.start();
        open.add(() -> slow.stop(0));
        hosts.put("slow", slow.getAddress());
        UdsClient impatient = closing(Patient.uds(tls("nobody"))
                .resolver(this::at)
                .deadline(Duration.ofMillis(200))
                .build());

        assertThat(impatient.version(ServiceAddress.of("slow")).join()).isInstanceOf(LinkAnswer.Silent.class);
    }
}
