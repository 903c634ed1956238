package org.emcc.core.em.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ClusterMessage;
import org.emcc.core.em.ClusterMessageCodec;
import org.emcc.core.em.PhoneInput;
import org.emcc.core.em.PhonePageCodec;
import org.emcc.core.em.PhoneText;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.Counter;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginCounters;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.internal.CertificateNames;
import org.emcc.core.login.HomeCluster;
import org.emcc.core.login.InProcessLink;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RegionParameters;
import org.emcc.core.session.RemoteClusterFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.RemoteStatus;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class EmHttpTest {
    private static final RemoteCluster NYC = RemoteCluster.builder(
                    TwoClusters.NYC, ServiceAddress.of(TwoClusters.NYC_HOST))
            .build();
    private static final RemoteCluster LON = RemoteCluster.builder(
                    TwoClusters.LON, ServiceAddress.of(TwoClusters.LON_HOST))
            .build();
    private static final UserQuery QUERY =
            UserQuery.builder(TwoClusters.LON, "alice").build();
    private static final LogoutMessage LOGOUT = new LogoutMessage(
            TwoClusters.LON, LoginId.parse("0199aa5b2c00-00000000000000a1"), TwoClusters.PHONE, LogoutCause.PHONE);
    private static final LoginsQuery LOGINS = new LoginsQuery(TwoClusters.LON, List.of(LOGOUT.login()));
    private static final UpdateQuery UPDATE = new UpdateQuery(TwoClusters.LON, TwoClusters.NYC);

    @TempDir
    static Path folder;

    private static TestKeys keys;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final LoginCounters counters = LoginCounters.create();

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

    private EmServer nyc() throws Exception {
        HomeCluster home = closing(Patient.home(TwoClusters.nyc(), InProcessLink.create()));
        VisitingCluster visiting = closing(Patient.visiting(TwoClusters.nyc(), InProcessLink.create()));
        return closing(Patient.server(
                        keys.keys("nyc"),
                        keys.trusting("lon", "other"),
                        EmService.builder(
                                        home,
                                        visiting,
                                        Directories.of(TwoClusters.nyc()).cluster())
                                .build())
                .start());
    }

    private EmServer lon(ClusterLink link, int capacity) throws Exception {
        HomeCluster home = closing(Patient.home(TwoClusters.lon(), link));
        VisitingCluster visiting = closing(Patient.visiting(TwoClusters.lon(), link));
        return closing(Patient.server(
                        keys.keys("lon"),
                        keys.trusting("nyc"),
                        EmService.builder(
                                        home,
                                        visiting,
                                        Directories.of(TwoClusters.lon()).cluster())
                                .build())
                .capacity(capacity)
                .listener(counters)
                .start());
    }

    private EmClusterLink link(String alias, InetSocketAddress to) throws Exception {
        return closing(Patient.link(keys.keys(alias), keys.trusting("nyc"))
                .resolver(address -> to)
                .build());
    }

    private static RemoteLogin login() {
        return RemoteLogin.builder(
                        LoginId.of(java.time.Clock.systemUTC().instant(), 1),
                        "alice",
                        Pin.of(TwoClusters.PIN),
                        new VisitingFacts(TwoClusters.LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                        PhoneFacts.builder(
                                        TwoClusters.PHONE, new PhoneModel("Cisco 8851", 684, true), DeviceProtocol.SIP)
                                .build())
                .build();
    }

    @Test
    void aPhoneLogsInAndOutAcrossTwoClusters() throws Exception {
        EmServer nyc = nyc();
        Map<String, InetSocketAddress> hosts = Map.of(TwoClusters.NYC_HOST, nyc.address());
        EmClusterLink link = closing(Patient.link(keys.keys("lon"), keys.trusting("nyc"))
                .resolver(address -> hosts.get(address.host()))
                .build());
        EmServer lon = lon(link, 16);
        String service = "https://127.0.0.1:" + lon.address().getPort() + "/emapp/EMAppServlet";

        HttpResponse<byte[]> first = get(service + "?device=" + TwoClusters.PHONE + "&EMCC=true");
        assertThat(first.headers().firstValue("Content-Type")).contains("text/xml; charset=UTF-8");
        assertThat(first.headers().firstValue("Expires")).contains("Thu, 01 Jan 1970 00:00:00 GMT");
        PhoneInput form = (PhoneInput) PhonePageCodec.decodeOrThrow(first.body());
        assertThat(form.url()).startsWith(service + "?");

        HttpResponse<byte[]> in = get(form.url() + "&userid=alice&seq=" + TwoClusters.PIN);
        assertThat(PhonePageCodec.decodeOrThrow(in.body()).head().prompt()).isEqualTo("Login successful");
        assertThat(new String(in.body(), UTF_8)).doesNotContain(TwoClusters.PIN);

        PhoneText question =
                (PhoneText) PhonePageCodec.decodeOrThrow(get(form.url()).body());
        assertThat(question.text()).isEqualTo("Log out alice?");
        HttpResponse<byte[]> out = get(question.head().softKeys().get(0).url());
        assertThat(PhonePageCodec.decodeOrThrow(out.body()).head().prompt()).isEqualTo("Logout successful");
    }

    @Test
    void carriesEveryMessageOverMutualTls() throws Exception {
        EmClusterLink link = link("lon", nyc().address());

        assertThat(link.findUser(NYC, QUERY).join()).isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Mine()));
        assertThat(link.findUser(
                                NYC,
                                UserQuery.builder(TwoClusters.LON, "nobody").build())
                        .join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.NotMine()));
        assertThat(link.login(NYC, login()).join())
                .isInstanceOfSatisfying(
                        LinkAnswer.Answered.class,
                        answered -> assertThat(answered.reply()).isInstanceOf(HomeReply.Accepted.class));
        assertThat(link.logout(NYC, LOGOUT).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LogoutReply.Acknowledged()));
        assertThat(link.notice(NYC, LOGOUT).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LogoutReply.Acknowledged()));
        assertThat(link.liveLogins(NYC, LOGINS).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LoginsAnswer.Live(Set.of())));
        assertThat(link.update(NYC, UPDATE).join())
                .isEqualTo(new LinkAnswer.Answered<>(new UpdateAnswer.Current(data(TwoClusters.NYC, Map.of()))));
    }

    private static RemoteClusterFacts data(ClusterId cluster, Map<InterclusterService, List<ServiceAddress>> services) {
        return new RemoteClusterFacts(
                cluster, Release.parse("12.5"), services, new RegionParameters(8, 384, LinkLossType.LOW_LOSS));
    }

    @Test
    void homeFindsTheLoginThatVisitingHasNoMore() throws Exception {
        Pair pair = new Pair();

        assertThat(pair.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
        LoginId login =
                pair.home.session(TwoClusters.PHONE).orElseThrow().login().id();
        LoginsQuery query = new LoginsQuery(TwoClusters.NYC, List.of(LOGOUT.login(), login));
        assertThat(pair.ofNyc.liveLogins(LON, query).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LoginsAnswer.Live(Set.of(login))));
        assertThat(pair.home.maintain().join()).isZero();

        pair.visiting
                .logout(TwoClusters.PHONE, LogoutCause.VISITING_ADMINISTRATOR)
                .join();
        assertThat(pair.home.session(TwoClusters.PHONE)).as("home was not told").isPresent();
        assertThat(pair.ofNyc.liveLogins(LON, query).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LoginsAnswer.Live(Set.of())));
        assertThat(pair.home.maintain().join()).isEqualTo(1);
        assertThat(pair.home.session(TwoClusters.PHONE)).isEmpty();
    }

    @Test
    void onlyHomeItselfLearnsWhichLoginsAreLive() throws Exception {
        Pair pair = new Pair();
        assertThat(pair.login()).isInstanceOf(LoginOutcome.LoggedIn.class);
        LoginId login =
                pair.home.session(TwoClusters.PHONE).orElseThrow().login().id();
        EmClusterLink third = closing(Patient.link(keys.keys("other"), keys.trusting("lon"))
                .resolver(address -> pair.lon.address())
                .build());

        for (ClusterId claimed : List.of(TwoClusters.NYC, ClusterId.of("PAR"))) {
            int expected = claimed.equals(TwoClusters.NYC) ? 42 : 35;
            assertThat(third.liveLogins(LON, new LoginsQuery(claimed, List.of(login)))
                            .join())
                    .isEqualTo(new LinkAnswer.Answered<>(new LoginsAnswer.Refused(ErrorCode.of(expected))));
            assertThat(third.update(LON, new UpdateQuery(claimed, TwoClusters.LON))
                            .join())
                    .isEqualTo(new LinkAnswer.Answered<>(new UpdateAnswer.Refused(ErrorCode.of(expected))));
        }
    }

    @Test
    void clustersUpdateEachOther() throws Exception {
        Pair pair = new Pair();

        assertThat(pair.ofNyc
                        .update(LON, new UpdateQuery(TwoClusters.NYC, TwoClusters.LON))
                        .join())
                .isEqualTo(new LinkAnswer.Answered<>(new UpdateAnswer.Current(data(
                        TwoClusters.LON,
                        Map.of(InterclusterService.EMCC, List.of(), InterclusterService.PSTN_ACCESS, List.of())))));
        assertThat(pair.ofNyc
                        .update(LON, new UpdateQuery(TwoClusters.NYC, TwoClusters.NYC))
                        .join())
                .as("asked under another cluster ID")
                .isEqualTo(new LinkAnswer.Answered<>(new UpdateAnswer.Refused(ErrorCode.of(42))));

        assertThat(pair.visiting.updateRemoteClusters().join().get(TwoClusters.NYC))
                .isInstanceOfSatisfying(RemoteStatus.Answered.class, status -> {
                    assertThat(status.data()).isEqualTo(data(TwoClusters.NYC, Map.of()));
                    assertThat(status.rsvpAgentUsable()).isTrue();
                });
        pair.nyc.close();
        assertThat(pair.visiting.updateRemoteClusters().join().get(TwoClusters.NYC))
                .isInstanceOf(RemoteStatus.NoAnswer.class);
    }

    @Test
    void aStoppedClusterIsUnreachableForQuestions() throws Exception {
        EmServer nyc = nyc();
        EmClusterLink link = link("lon", nyc.address());
        assertThat(link.update(NYC, UPDATE).join()).isInstanceOf(LinkAnswer.Answered.class);
        assertThat(link.liveLogins(NYC, LOGINS).join()).isInstanceOf(LinkAnswer.Answered.class);

        nyc.close();

        assertThat(link.update(NYC, UPDATE).join()).isInstanceOf(LinkAnswer.Unreachable.class);
        assertThat(link.liveLogins(NYC, LOGINS).join()).isInstanceOf(LinkAnswer.Unreachable.class);
    }

    /** Both clusters with a server each, and links both ways. London also trusts the third certificate. */
    private final class Pair {
        final Map<String, InetSocketAddress> hosts = new ConcurrentHashMap<>();
        final EmClusterLink ofNyc = linked("nyc", "lon");
        final EmClusterLink ofLon = linked("lon", "nyc");
        final HomeCluster home = closing(Patient.home(TwoClusters.nyc(), ofNyc));
        final VisitingCluster visiting = closing(Patient.visiting(TwoClusters.lon(), ofLon));
        final EmServer nyc = closing(Patient.server(
                        keys.keys("nyc"),
                        keys.trusting("lon"),
                        EmService.builder(
                                        home,
                                        closing(Patient.visiting(TwoClusters.nyc(), ofNyc)),
                                        Directories.of(TwoClusters.nyc()).cluster())
                                .build())
                .start());
        final EmServer lon = closing(Patient.server(
                        keys.keys("lon"),
                        keys.trusting("nyc", "other"),
                        EmService.builder(
                                        closing(Patient.home(TwoClusters.lon(), ofLon)),
                                        visiting,
                                        Directories.of(TwoClusters.lon()).cluster())
                                .build())
                .start());

        Pair() throws Exception {
            hosts.put(TwoClusters.NYC_HOST, nyc.address());
            hosts.put(TwoClusters.LON_HOST, lon.address());
        }

        private EmClusterLink linked(String from, String to) throws Exception {
            return closing(Patient.link(keys.keys(from), keys.trusting(to))
                    .resolver(address -> hosts.get(address.host()))
                    .build());
        }

        LoginOutcome login() {
            return visiting.login(LoginRequest.builder(TwoClusters.PHONE, "alice", Pin.of(TwoClusters.PIN))
                            .build())
                    .join();
        }
    }

    @Test
    void answers42ToACertificateOfAnotherCluster() throws Exception {
        EmClusterLink link = link("other", nyc().address());

        assertThat(link.findUser(NYC, QUERY).join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(42))));
        assertThat(link.login(NYC, login()).join())
                .isEqualTo(new LinkAnswer.Answered<>(new HomeReply.Refused(ErrorCode.of(42))));
        assertThat(link.logout(NYC, LOGOUT).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LogoutReply.Refused(ErrorCode.of(42))));
        assertThat(link.notice(NYC, LOGOUT).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LogoutReply.Refused(ErrorCode.of(42))));
        assertThat(link.liveLogins(NYC, LOGINS).join())
                .isEqualTo(new LinkAnswer.Answered<>(new LoginsAnswer.Refused(ErrorCode.of(42))));
        assertThat(link.update(NYC, UPDATE).join())
                .isEqualTo(new LinkAnswer.Answered<>(new UpdateAnswer.Refused(ErrorCode.of(42))));
    }

    @Test
    void answers35ToAClusterWithoutARecord() throws Exception {
        EmClusterLink link = link("lon", nyc().address());
        ClusterId unknown = ClusterId.of("PAR");

        assertThat(link.findUser(NYC, UserQuery.builder(unknown, "alice").build())
                        .join())
                .isEqualTo(new LinkAnswer.Answered<>(new UserAnswer.Refused(ErrorCode.of(35))));
        assertThat(link.logout(NYC, new LogoutMessage(unknown, LOGOUT.login(), LOGOUT.device(), LOGOUT.cause()))
                        .join())
                .isEqualTo(new LinkAnswer.Answered<>(new LogoutReply.Refused(ErrorCode.of(42))));
    }

    @Test
    void isUnreachableWithoutTrustInEitherDirection() throws Exception {
        InetSocketAddress nyc = nyc().address();

        assertThat(link("stranger", nyc).findUser(NYC, QUERY).join()).isInstanceOf(LinkAnswer.Unreachable.class);
        EmClusterLink wary = closing(Patient.link(keys.keys("lon"), keys.trusting("other"))
                .resolver(address -> nyc)
                .build());
        assertThat(wary.login(NYC, login()).join()).isInstanceOf(LinkAnswer.Unreachable.class);

        EmClusterLink link = link("lon", nyc);
        assertThat(link.findUser(NYC, QUERY).join()).isInstanceOf(LinkAnswer.Answered.class);
        RemoteCluster renamed = RemoteCluster.builder(NYC.id(), ServiceAddress.of("cucm-oslo.example.com"))
                .build();
        assertThat(link.login(renamed, login()).join())
                .as("no connection of one record serves another")
                .isInstanceOf(LinkAnswer.Unreachable.class);
        assertThat(link.findUser(
                                renamed.toBuilder()
                                        .nodeNames(Set.of(TwoClusters.NYC_HOST))
                                        .build(),
                                QUERY)
                        .join())
                .isInstanceOf(LinkAnswer.Answered.class);
    }

    @Test
    void isUnreachableWhereNobodyListensOrNoHostIs() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        assertThat(link("lon", new InetSocketAddress(InetAddress.getLoopbackAddress(), free))
                        .login(NYC, login())
                        .join())
                .isInstanceOf(LinkAnswer.Unreachable.class);
        assertThat(link("lon", InetSocketAddress.createUnresolved("nowhere.invalid", 8443))
                        .login(NYC, login())
                        .join())
                .isInstanceOf(LinkAnswer.Unreachable.class);
        EmClusterLink throwing = closing(Patient.link(keys.keys("lon"), keys.trusting("nyc"))
                .resolver(address -> {
                    throw new IllegalStateException("no name service");
                })
                .build());
        assertThat(throwing.findUser(NYC, QUERY).join()).isInstanceOf(LinkAnswer.Unreachable.class);
    }

    @Test
    void isSilentWhenNoAnswerComesByTheDeadline() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), mute.getLocalPort());
            EmClusterLink impatient = closing(Patient.link(keys.keys("lon"), keys.trusting("nyc"))
                    .resolver(address -> at)
                    .queryDeadline(Duration.ofMillis(200))
                    .loginDeadline(Duration.ofMillis(200))
                    .build());
            assertThat(impatient.findUser(NYC, QUERY).join()).isInstanceOf(LinkAnswer.Silent.class);
            assertThat(impatient.login(NYC, login()).join()).isInstanceOf(LinkAnswer.Silent.class);

            EmClusterLink strict = closing(Patient.link(keys.keys("lon"), keys.trusting("nyc"))
                    .resolver(address -> at)
                    .connectTime(Duration.ofMillis(200))
                    .build());
            assertThat(strict.login(NYC, login()).join())
                    .as("without a TLS connection nothing was sent")
                    .isInstanceOf(LinkAnswer.Unreachable.class);

            EmClusterLink closed = link("lon", at);
            CompletableFuture<LinkAnswer<HomeReply>> pending = closed.login(NYC, login());
            closed.close();
            assertThat(pending.join()).isInstanceOf(LinkAnswer.Silent.class);
            assertThat(closed.login(NYC, login()).join()).isInstanceOf(LinkAnswer.Unreachable.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "200, garbage, Silent",
        "200, large, Silent",
        "200, other, Silent",
        "302, garbage, Silent",
        "500, garbage, Silent",
        "403, garbage, Unreachable",
        "200, failure, Answered"
    })
    void makesTheBestOfOddAnswers(int status, String what, String expected) throws Exception {
        byte[] body = switch (what) {
            case "large" -> new byte[Wire.BODY_LIMIT + 1];
            case "other" ->
                ClusterMessageCodec.encode(new ClusterMessage.LogoutAnswered(new LogoutReply.Acknowledged()));
            case "failure" -> ClusterMessageCodec.encode(new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
            default -> "garbage".getBytes(UTF_8);
        };
        HttpsServer odd = HttpsServer.create(Patient.anyPort(), 0);
        odd.setHttpsConfigurator(new HttpsConfigurator(Wire.context(keys.keys("nyc"), keys.trusting("lon"))));
        odd.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Location", "/elsewhere");
                exchange.sendResponseHeaders(status, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        odd.start();
        open.add(() -> odd.stop(0));

        EmClusterLink link = link("lon", odd.getAddress());
        String toQuestions = what.equals("large") ? "Unreachable" : expected;
        assertKind(link.login(NYC, login()).join(), expected);
        assertKind(link.findUser(NYC, QUERY).join(), toQuestions);
        assertKind(link.liveLogins(NYC, LOGINS).join(), toQuestions);
        assertKind(link.update(NYC, UPDATE).join(), toQuestions);
    }

    private static void assertKind(LinkAnswer<?> answer, String expected) {
        assertThat(answer.getClass().getSimpleName()).as("%s", answer).isEqualTo(expected);
    }

    @Test
    void answersEveryOtherRequestWithItsStatus() throws Exception {
        EmServer nyc = nyc();
        String base = "https://127.0.0.1:" + nyc.address().getPort();
        String clusters = base + Wire.CLUSTERS;
        String message = URLEncoder.encode(
                new String(ClusterMessageCodec.encode(new ClusterMessage.FindUser(QUERY)), UTF_8), UTF_8);

        HttpResponse<byte[]> bare = post("nobody", clusters, "xml=" + message);
        assertThat(bare.statusCode()).isEqualTo(403);
        assertThat(new String(bare.body(), UTF_8)).isEqualTo("A cluster must show its certificate.\n");
        assertThat(post("lon", clusters, "x=1&xml=" + message).statusCode()).isEqualTo(200);
        for (String broken :
                List.of("XML=" + message, "", "xml=%zz", "xml=garbage", "xml=" + encoded("<emccRequest/>"))) {
            HttpResponse<byte[]> answer = post("lon", clusters, broken);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(ClusterMessageCodec.decodeOrThrow(answer.body()))
                    .isEqualTo(new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
        }
        byte[] reply = ClusterMessageCodec.encode(new ClusterMessage.UserAnswered(new UserAnswer.Mine()));
        assertThat(ClusterMessageCodec.decodeOrThrow(post("lon", clusters, "xml=" + encoded(new String(reply, UTF_8)))
                        .body()))
                .isEqualTo(new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
        assertThat(post("lon", clusters, "xml=" + "a".repeat(Wire.BODY_LIMIT)).statusCode())
                .isEqualTo(413);
        assertThat(get(clusters + "?xml=" + message).statusCode()).isEqualTo(405);
        assertThat(get(clusters + "?xml=" + message).headers().firstValue("Allow"))
                .contains("POST");
        assertThat(post("nobody", base + Wire.PHONES, "").statusCode()).isEqualTo(405);
        assertThat(get(base + Wire.PHONES + "x").statusCode()).isEqualTo(404);
        assertThat(get(base + "/").statusCode()).isEqualTo(404);
        assertThat(((PhoneText) PhonePageCodec.decodeOrThrow(
                                get(base + Wire.PHONES).body()))
                        .text())
                .isEqualTo(ErrorCode.of(207).loginDisplay());
    }

    @Test
    void answers503WhenAllPlacesAreTaken() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<LinkAnswer<UserAnswer>> held = new CompletableFuture<>();
        EmServer lon = lon(new HoldingLink(asked, held), 1);
        String url = "https://127.0.0.1:" + lon.address().getPort() + Wire.PHONES + "?device=" + TwoClusters.PHONE
                + "&EMCC=true&userid=alice&seq=" + TwoClusters.PIN;

        CompletableFuture<HttpResponse<byte[]>> first =
                client("nobody").sendAsync(request(url).build(), bytes());
        assertThat(asked.await(Patient.TIME.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(get(url).statusCode()).isEqualTo(503);
        assertThat(counters.value(Counter.REQUESTS_IN_PROGRESS)).isEqualTo(1);
        assertThat(counters.value(Counter.REQUESTS_THROTTLED)).isEqualTo(1);
        assertThat(counters.value(Counter.REQUESTS_HANDLED)).isZero();

        held.complete(new LinkAnswer.Answered<>(new UserAnswer.NotMine()));
        assertThat(((PhoneText) PhonePageCodec.decodeOrThrow(first.join().body())).text())
                .isEqualTo(ErrorCode.of(23).loginDisplay());
        assertThat(get(url).statusCode()).as("the place is free again").isEqualTo(200);
        lon.close(); // so that the last request has ended
        assertThat(counters.value(Counter.REQUESTS_HANDLED)).isEqualTo(2);
        assertThat(counters.value(Counter.REQUESTS_IN_PROGRESS)).isZero();
        assertThat(counters.value(Counter.REQUESTS_THROTTLED)).isEqualTo(1);
    }

    @Test
    void answersThoughItsListenerFails() throws Exception {
        LoginListener failing = new LoginListener() {
            @Override
            public void requestBegun() {
                throw new IllegalStateException("no counting today");
            }

            @Override
            public void requestEnded() {
                throw new IllegalStateException("no counting today");
            }
        };
        EmServer lon = closing(Patient.server(
                        keys.keys("lon"),
                        keys.trusting("nyc"),
                        EmService.builder(
                                        closing(Patient.home(TwoClusters.lon(), InProcessLink.create())),
                                        closing(Patient.visiting(TwoClusters.lon(), InProcessLink.create())),
                                        Directories.of(TwoClusters.lon()).cluster())
                                .build())
                .capacity(1)
                .listener(failing)
                .start());
        String url = "https://127.0.0.1:" + lon.address().getPort() + "/nothing";

        assertThat(get(url).statusCode()).isEqualTo(404);
        assertThat(get(url).statusCode()).as("the place is free again").isEqualTo(404);
    }

    @Test
    void readsTheNamesOfACertificateExactly() throws Exception {
        assertThat(CertificateNames.of(keys.certificate("nyc")))
                .containsExactlyInAnyOrder("cucm-nyc.example.com", "10.9.9.9", "2001:db8:0:0:0:0:0:1");
        assertThat(CertificateNames.of(keys.certificate("lon"))).containsExactly("cucm-lon.example.com");
        assertThat(CertificateNames.of(keys.certificate("other")))
                .containsExactlyInAnyOrder("other.example.com", "*.example.com");
        for (String host : List.of("Cucm-NYC.example.com.", "10.9.9.9", "2001:DB8::1")) {
            assertThat(PeerNames.belongsTo(keys.certificate("nyc"), record(host)))
                    .as(host)
                    .isTrue();
        }
        for (String host : List.of("nyc", "x.cucm-nyc.example.com", "10.9.9.8")) {
            assertThat(PeerNames.belongsTo(keys.certificate("nyc"), record(host)))
                    .as(host)
                    .isFalse();
        }
        assertThat(PeerNames.belongsTo(keys.certificate("other"), record("cucm-lon.example.com")))
                .as("neither a wildcard nor a common name beside alternatives counts")
                .isFalse();
    }

    private static RemoteCluster record(String host) {
        return RemoteCluster.builder(TwoClusters.NYC, ServiceAddress.of(host)).build();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** A client that trusts the servers of the test by address, and shows a certificate unless it is nobody. */
    private static HttpClient client(String alias) throws Exception {
        RemoteCluster any = RemoteCluster.builder(TwoClusters.NYC, ServiceAddress.of(TwoClusters.NYC_HOST))
                .nodeNames(Set.of(TwoClusters.LON_HOST))
                .build();
        javax.net.ssl.SSLContext context = javax.net.ssl.SSLContext.getInstance("TLS");
        context.init(
                alias.equals("nobody") ? null : new javax.net.ssl.KeyManager[] {keys.keys(alias)},
                new javax.net.ssl.TrustManager[] {new PeerTrust(keys.trusting("nyc", "lon"), PeerBinding.byName(), any)
                },
                null);
        return HttpClient.newBuilder()
                .sslContext(context)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private static HttpResponse<byte[]> get(String url) throws Exception {
        HttpResponse<byte[]> answer = client("nobody").send(request(url).build(), bytes());
        Canary.mustNotBeIn("an answer to a phone", new String(answer.body(), UTF_8) + answer.headers());
        return answer;
    }

    private static HttpResponse<byte[]> post(String alias, String url, String form) throws Exception {
        return client(alias)
                .send(
                        request(url)
                                .POST(HttpRequest.BodyPublishers.ofString(form))
                                .build(),
                        bytes());
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Patient.TIME);
    }

    private static HttpResponse.BodyHandler<byte[]> bytes() {
        return HttpResponse.BodyHandlers.ofByteArray();
    }
}
