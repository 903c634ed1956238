package org.emcc.core.em.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.emcc.core.em.ApiWorld.DESK;
import static org.emcc.core.em.ApiWorld.GATEWAY;
import static org.emcc.core.em.ApiWorld.GHOST;
import static org.emcc.core.em.ApiWorld.KIM;
import static org.emcc.core.em.ApiWorld.LAB;
import static org.emcc.core.em.ApiWorld.LABS;
import static org.emcc.core.em.ApiWorld.LISA;
import static org.emcc.core.em.ApiWorld.NINA;
import static org.emcc.core.em.ApiWorld.NOWHERE;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.directory.ClusterDirectory;
import org.emcc.core.directory.Directories;
import org.emcc.core.em.ApiApplication;
import org.emcc.core.em.ApiCaller;
import org.emcc.core.em.ApiCodec;
import org.emcc.core.em.ApiRequest;
import org.emcc.core.em.ApiResponse;
import org.emcc.core.em.ApiWorld;
import org.emcc.core.em.ClusterMessage;
import org.emcc.core.em.ClusterMessageCodec;
import org.emcc.core.em.EmApi;
import org.emcc.core.em.ExclusiveDuration;
import org.emcc.core.em.TwoClusters;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class EmApiHttpTest {
    private static final ApiCaller SOMEWHERE = ApiCaller.unknown();
    private static final String SUCCESS = "<response><success/></response>";

    @TempDir
    static Path folder;

    private static TestKeys keys;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ApiWorld world = closing(Patient.world());

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

    private EmService.Builder service() {
        return EmService.builder(
                        world.lonHome,
                        world.lonVisiting,
                        Directories.of(world.london).cluster())
                .portDeadline(Patient.TIME);
    }

    private EmService withApi() {
        return service().applications(world.applications).build();
    }

    private EmServer server(EmService service) throws Exception {
        return closing(
                Patient.server(keys.keys("lon"), keys.trusting("nyc"), service).start());
    }

    private static URI base(String scheme, int port) {
        return URI.create(scheme + "://127.0.0.1:" + port);
    }

    /** London's certificate is trusted wherever it is. */
    private static SSLContext tls(String alias, String trusted) throws Exception {
        RemoteCluster lon = RemoteCluster.builder(TwoClusters.LON, ServiceAddress.of(TwoClusters.LON_HOST))
                .build();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                alias.equals("nobody") ? null : new KeyManager[] {keys.keys(alias)},
                new TrustManager[] {new PeerTrust(keys.trusting(trusted), PeerBinding.byName(), lon)},
                null);
        return context;
    }

    private EmApiClient client(EmServer server) throws Exception {
        return closing(Patient.api(base("https", server.address().getPort()), GATEWAY)
                .tls(tls("nobody", "lon"))
                .build());
    }

    private static <T extends ApiResponse> T answered(CompletableFuture<ApiAnswer<T>> call) {
        ApiAnswer<T> answer = call.join();
        assertThat(answer).isInstanceOf(ApiAnswer.Answered.class);
        return ((ApiAnswer.Answered<T>) answer).response();
    }

    private static int refused(CompletableFuture<? extends ApiAnswer<?>> call) {
        ApiAnswer<?> answer = call.join();
        assertThat(answer).isInstanceOf(ApiAnswer.Refused.class);
        return ((ApiAnswer.Refused<?>) answer).failure().code().number();
    }

    // ---- over the real server

    @Test
    void everyCallIsAnsweredAsItIsWithoutHttp() throws Exception {
        EmApiClient client = client(server(withApi()));
        EmApi direct = world.london().build();
        world.aliceIsInLondon(DESK);

        assertThat(answered(client.login(LAB, KIM, login -> login.duration(ExclusiveDuration.minutes(30)))))
                .isEqualTo(new ApiResponse.Success());
        assertThat(world.desks.wishes)
                .containsExactly(new LocalLogin(LAB, KIM, ApiWorld.KIMS, LoginLimit.after(Duration.ofMinutes(30))));
        assertThat(answered(client.deviceUsers(List.of(DESK, LAB, NOWHERE))))
                .isEqualTo(direct.answer(
                                ApiRequest.DeviceUserQuery.builder(GATEWAY, List.of(DESK, LAB, NOWHERE))
                                        .build(),
                                SOMEWHERE)
                        .join());
        List<UserId> users = List.of(LISA, KIM, NINA, GHOST);
        ApiResponse.UserDevices places = answered(client.userDevices(users));
        assertThat(places)
                .isEqualTo(direct.answer(new ApiRequest.UserDevicesQuery(GATEWAY, users, SOMEWHERE), SOMEWHERE)
                        .join());
        assertThat(places.users().get(1)).isEqualTo(new ApiResponse.Places(KIM, true, List.of(LAB)));
        assertThat(answered(client.checkUsers(users)))
                .isEqualTo(direct.answer(new ApiRequest.CheckUser(GATEWAY, users, SOMEWHERE), SOMEWHERE)
                        .join());
        assertThat(answered(client.deviceProfiles(users)))
                .isEqualTo(direct.answer(new ApiRequest.DeviceProfileQuery(GATEWAY, users, SOMEWHERE), SOMEWHERE)
                        .join());

        assertThat(refused(client.login(LAB, LISA, login -> login.profile(LABS))))
                .isEqualTo(18);
        answered(client.logout(LAB));
        assertThat(refused(client.logout(LAB))).isEqualTo(19);
        answered(client.login(LAB, LISA));
        answered(client.logoutAll(EmApiClient.Confirmation.LOG_OUT_EVERYBODY));
        assertThat(world.desks.there).isEmpty();
        assertThat(world.lonVisiting.session(DESK)).isEmpty();
        Canary.mustNotBeIn("the log", Canary.log());
    }

    @Test
    void refusalsArriveAsTheyAre() throws Exception {
        EmServer server = server(withApi());
        int port = server.address().getPort();
        for (String caller : List.of("em-gateway wrong 2", "nobody wrong 3", "reporter " + Canary.PIN + " 10")) {
            String[] parts = caller.split(" ", 3);
            EmApiClient client = closing(Patient.api(base("https", port), ApiWorld.application(parts[0], parts[1]))
                    .tls(tls("nobody", "lon"))
                    .build());
            assertThat(refused(client.checkUsers(List.of(LISA)))).isEqualTo(Integer.parseInt(parts[2]));
        }
        EmApiClient encrypted = closing(Patient.api(
                        base("https", port),
                        ApiApplication.of("CCMSysUser", ApiApplication.Form.ENCRYPTED, "0a1b".toCharArray()))
                .tls(tls("nobody", "lon"))
                .build());
        assertThat(refused(encrypted.checkUsers(List.of(LISA)))).isEqualTo(2);
        assertThat(encrypted).hasToString("EmApiClient[CCMSysUser]");
    }

    @Test
    void withoutApplicationsEveryCallIsAnswered3() throws Exception {
        EmApiClient client = client(server(service().build()));

        assertThat(refused(client.checkUsers(List.of(LISA)))).isEqualTo(3);
        assertThat(refused(client.login(DESK, LISA))).isEqualTo(3);
        assertThat(refused(client.logoutAll(EmApiClient.Confirmation.LOG_OUT_EVERYBODY)))
                .isEqualTo(3);
    }

    @Test
    void theServerKnowsTheSourceAndTheProxyOfACall() throws Exception {
        ApiWorld strict = closing(new ApiWorld(parameters -> parameters
                .validateIpAddress(true)
                .trustedIps(List.of(ServiceAddress.of("127.0.0.1")))
                .allowProxy(false)));
        EmServer server = server(EmService.builder(
                        strict.lonHome,
                        strict.lonVisiting,
                        Directories.of(strict.london).cluster())
                .applications(strict.applications)
                .portDeadline(Patient.TIME)
                .build());
        EmApiClient client = client(server);

        answered(client.checkUsers(List.of(LISA)));
        assertThat(refused(client.onBehalfOf(SOMEWHERE.withRemoteAddress("10.1.1.99"))
                        .checkUsers(List.of(LISA))))
                .isEqualTo(28);
        assertThat(refused(client.onBehalfOf(SOMEWHERE.withViaProxy(true)).checkUsers(List.of(LISA))))
                .isEqualTo(30);
        byte[] document = ApiCodec.encode(new ApiRequest.CheckUser(GATEWAY, List.of(LISA), SOMEWHERE));
        HttpResponse<byte[]> proxied = post(server, "nobody", document, "Via", "1.1 proxy.example.net");
        assertThat(ApiCodec.decodeResponse(proxied.body(), ApiCodec.UserIds.ESCAPED)
                        .value())
                .contains(ApiResponse.Failure.of(30));
    }

    @Test
    void theRootTellsClustersAndApplicationsApart() throws Exception {
        EmServer server = server(withApi());
        byte[] query = ApiCodec.encode(new ApiRequest.CheckUser(GATEWAY, List.of(LISA), SOMEWHERE));
        byte[] message = ClusterMessageCodec.encode(new ClusterMessage.FindUser(
                UserQuery.builder(TwoClusters.NYC, "lisa").build()));
        String found =
                "<response><checkUserResults><user id=\"lisa\"><exists>lisa</exists></user></checkUserResults></response>";
        String unread = "<response><failure><error code=\"1\">Error on parsing</error></failure></response>";

        for (String alias : List.of("nobody", "nyc")) {
            assertThat(new String(post(server, alias, query).body(), UTF_8)).isEqualTo(found);
        }
        assertThat(post(server, "nobody", message).statusCode()).isEqualTo(403);
        assertThat(post(server, "nobody", "<emccRequest><broken".getBytes(UTF_8))
                        .statusCode())
                .as("only the root tells")
                .isEqualTo(403);
        assertThat(ClusterMessageCodec.decodeOrThrow(
                        post(server, "nyc", message).body()))
                .isEqualTo(new ClusterMessage.UserAnswered(new UserAnswer.Mine()));
        for (String odd : List.of("", "garbage", "<emccResponse/>", "<Request/>")) {
            assertThat(new String(post(server, "nobody", odd.getBytes(UTF_8)).body(), UTF_8))
                    .as(odd)
                    .isEqualTo(unread);
            assertThat(ClusterMessageCodec.decodeOrThrow(
                            post(server, "nyc", odd.getBytes(UTF_8)).body()))
                    .as(odd)
                    .isEqualTo(new ClusterMessage.NotUnderstood(ErrorCode.of(1)));
        }
        HttpResponse<byte[]> answer = post(server, "nobody", query);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml; charset=UTF-8");
    }

    @Test
    void anApplicationMayAskByGetAndAClusterMayNot() throws Exception {
        EmServer server = server(withApi());
        byte[] login = ApiCodec.encode(ApiRequest.Login.builder(GATEWAY, LAB, UserId.of("kim@example.net"))
                .build());
        byte[] message = ClusterMessageCodec.encode(new ClusterMessage.FindUser(
                UserQuery.builder(TwoClusters.NYC, "lisa").build()));
        String unread = "<response><failure><error code=\"1\">Error on parsing</error></failure></response>";

        HttpResponse<byte[]> answer = send("nobody", asked(server, "?a=b&xml=" + encoded(login)));
        assertThat(new String(answer.body(), UTF_8)).isEqualTo(SUCCESS);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml; charset=UTF-8");
        assertThat(world.desks.there).containsEntry(LAB, KIM);
        for (String alias : List.of("nobody", "nyc")) {
            HttpResponse<byte[]> refused = send(alias, asked(server, "?xml=" + encoded(message)));
            assertThat(refused.statusCode()).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("POST");
            for (String odd : List.of("", "?", "?XML=" + encoded(login), "?xml=garbage")) {
                assertThat(new String(send(alias, asked(server, odd)).body(), UTF_8))
                        .as(odd)
                        .isEqualTo(unread);
            }
        }
        HttpResponse<byte[]> put = send("nobody", asked(server, "").PUT(HttpRequest.BodyPublishers.ofString("xml=")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("Allow")).contains("POST, GET");
        Canary.mustNotBeIn("the log", Canary.log());
    }

    @Test
    void aQueryHasItsLimitToo() {
        EmService service = withApi();

        assertThat(service.answer(got("xml=" + "a".repeat(Wire.BODY_LIMIT - 4)).build())
                        .join()
                        .status())
                .isEqualTo(200);
        assertThat(service.answer(got("xml=" + "a".repeat(Wire.BODY_LIMIT - 3)).build())
                        .join()
                        .status())
                .isEqualTo(414);
    }

    @Test
    void theZoneOfAnAddressIsNotCompared() {
        ApiWorld strict = closing(new ApiWorld(
                parameters -> parameters.validateIpAddress(true).trustedIps(List.of(ServiceAddress.of("fe80::1")))));
        EmService service = EmService.builder(
                        strict.lonHome,
                        strict.lonVisiting,
                        Directories.of(strict.london).cluster())
                .applications(strict.applications)
                .portDeadline(Patient.TIME)
                .build();
        EmRequest.Builder query =
                got("xml=" + encoded(ApiCodec.encode(new ApiRequest.CheckUser(GATEWAY, List.of(LISA), SOMEWHERE))));

        for (String address : List.of("fe80:0:0:0:0:0:0:1%eth0", "fe80::1%2", "fe80::1")) {
            EmRequest request = query.remoteAddress(address).build();
            assertThat(request.remoteAddress().orElseThrow()).doesNotContain("%");
            assertThat(new String(service.answer(request).join().body(), UTF_8))
                    .as(address)
                    .contains("<exists>");
        }
        assertThat(new String(
                        service.answer(query.remoteAddress("fe80::2%eth0").build())
                                .join()
                                .body(),
                        UTF_8))
                .contains("code=\"28\"");
        assertThat(query.remoteAddress("[fe80::1%eth0]").build().remoteAddress())
                .contains("[fe80::1]");
        assertThatIllegalArgumentException().isThrownBy(() -> query.remoteAddress("%eth0"));
    }

    private static EmRequest.Builder got(String query) {
        return EmRequest.builder(base("https", 8443), "GET", Wire.CLUSTERS).query(query);
    }

    @Test
    void anErrorIsAnsweredAndLogged() throws Exception {
        ClusterDirectory broken = () -> {
            throw new NoClassDefFoundError("a directory that was not put in");
        };
        EmService service =
                EmService.builder(world.lonHome, world.lonVisiting, broken).build();
        byte[] message = ClusterMessageCodec.encode(new ClusterMessage.FindUser(
                UserQuery.builder(TwoClusters.NYC, "lisa").build()));

        EmResponse answer = service.answer(EmRequest.builder(base("https", 8443), "POST", Wire.CLUSTERS)
                        .certificate(keys.certificate("nyc"))
                        .body(("xml=" + encoded(message)).getBytes(UTF_8))
                        .build())
                .join();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(new String(answer.body(), UTF_8)).isEqualTo("The request could not be answered.\n");
        assertThat(Canary.log()).contains("java.lang.NoClassDefFoundError: a directory that was not put in");
    }

    private static String encoded(byte[] document) {
        return URLEncoder.encode(new String(document, UTF_8), UTF_8);
    }

    private static HttpRequest.Builder asked(EmServer server, String query) {
        return HttpRequest.newBuilder(URI.create(base("https", server.address().getPort()) + Wire.CLUSTERS + query))
                .timeout(Patient.TIME);
    }

    private static HttpResponse<byte[]> post(EmServer server, String alias, byte[] document, String... headers)
            throws Exception {
        HttpRequest.Builder request =
                asked(server, "").POST(HttpRequest.BodyPublishers.ofString("xml=" + encoded(document)));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(alias, request);
    }

    private static HttpResponse<byte[]> send(String alias, HttpRequest.Builder request) throws Exception {
        HttpResponse<byte[]> answer = HttpClient.newBuilder()
                .sslContext(tls(alias, "lon"))
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        Canary.mustNotBeIn("an answer of the API", new String(answer.body(), UTF_8) + answer.headers());
        return answer;
    }

    @Test
    void plainHttpWillDo() throws Exception {
        EmService service = withApi();
        Scripted plain = new Scripted(exchange -> {
            EmRequest request = EmRequest.builder(
                            base("http", 8080),
                            exchange.getRequestMethod(),
                            exchange.getRequestURI().getPath())
                    .remoteAddress("127.0.0.1")
                    .body(exchange.getRequestBody().readAllBytes())
                    .build();
            EmResponse response = service.answer(request).join();
            send(exchange, response.status(), response.body());
        });

        assertThat(answered(plain.client(3).checkUsers(List.of(KIM))))
                .isEqualTo(new ApiResponse.CheckedUsers(List.of(new ApiResponse.Checked(KIM, true))));
        assertThat(answered(plain.client(3).login(LAB, LISA))).isEqualTo(new ApiResponse.Success());
    }

    // ---- the client against servers of all kinds

    private interface Answering {
        void to(HttpExchange exchange) throws IOException;
    }

    /** A server on plain HTTP that plays its part, and keeps what it was sent. */
    private final class Scripted {
        private final HttpServer server;
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Scripted(Answering answering) throws IOException {
            server = HttpServer.create(Patient.anyPort(), 0);
            server.createContext("/", exchange -> answering.to(exchange));
            server.start();
            open.add(() -> server.stop(0));
        }

        /** Each answer in turn, the last one for ever: a status, a document, or a connection that breaks. */
        Scripted(String... answers) throws IOException {
            this.server = HttpServer.create(Patient.anyPort(), 0);
            server.createContext("/", exchange -> {
                asked.add(exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                String answer = answers[Math.min(asked.size(), answers.length) - 1];
                if (answer.equals("break")) {
                    exchange.close();
                } else if (answer.matches("[0-9]{3}")) {
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    send(exchange, Integer.parseInt(answer), new byte[0]);
                } else if (answer.equals("large")) {
                    send(exchange, 200, new byte[ApiCodec.RESPONSE_LIMIT + 1]);
                } else {
                    send(exchange, 200, answer.getBytes(UTF_8));
                }
            });
            server.start();
            open.add(() -> server.stop(0));
        }

        EmApiClient client(int attempts) {
            return closing(builder().attempts(attempts).build());
        }

        EmApiClient.Builder builder() {
            return Patient.api(base("http", server.getAddress().getPort()), GATEWAY)
                    .pause(Duration.ofMillis(1));
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static String failure(int code) {
        return "<response><failure><error code=\"" + code + "\">text</error></failure></response>";
    }

    @Test
    void aRequestGoesOutAsOneFormFieldThatIsFullyEscaped() throws Exception {
        Scripted server = new Scripted(SUCCESS);
        EmApiClient client = closing(Patient.api(
                        base("http", server.server.getAddress().getPort()),
                        ApiWorld.application("em-gateway", "s3cret&+% pass"))
                .build());

        answered(client.logout(DESK));
        String sent = server.asked.get(0);
        assertThat(sent)
                .isEqualTo(
                        "/emservice/EMServiceServlet xml=%3Crequest%3E%3CappInfo%3E%3CappID%3Eem-gateway%3C%2FappID%3E"
                                + "%3CappCertificate%3Es3cret%26amp%3B%2B%25%20pass%3C%2FappCertificate%3E%3C%2FappInfo%3E"
                                + "%3Clogout%3E%3CdeviceName%3ESEP0011AABBCCDD%3C%2FdeviceName%3E%3C%2Flogout%3E%3C%2Frequest%3E");
        assertThat(URLDecoder.decode(sent, UTF_8)).contains("<appCertificate>s3cret&amp;+% pass</appCertificate>");
    }

    @ParameterizedTest
    @CsvSource({
        // what the server does, the kind of answer to a query, how often a query is sent, the kind of answer to a
        // logout
        "break, UNCERTAIN, 3, UNCERTAIN",
        "large, UNCERTAIN, 1, UNCERTAIN",
        "500, UNCERTAIN, 1, UNCERTAIN",
        "503, NOT_REACHED, 3, NOT_REACHED",
        "404, NOT_REACHED, 1, NOT_REACHED",
        "403, NOT_REACHED, 1, NOT_REACHED",
        "302, NOT_REACHED, 1, NOT_REACHED",
        "garbage, UNCERTAIN, 1, UNCERTAIN",
        "<response><userDevicesResults/></response>, UNCERTAIN, 1, UNCERTAIN",
        "26, REFUSED, 3, REFUSED",
        "29, REFUSED, 3, REFUSED",
        "2, REFUSED, 1, REFUSED",
        "3, REFUSED, 1, REFUSED",
        "6, REFUSED, 1, REFUSED",
    })
    void onlyAQueryIsSentAgainAndOnlyWhereItMayHelp(String does, ApiAnswer.Kind query, int times, ApiAnswer.Kind action)
            throws Exception {
        Scripted server = new Scripted(does.matches("[0-9]{1,2}") ? failure(Integer.parseInt(does)) : does);
        EmApiClient client = server.client(3);

        ApiAnswer<?> answer = client.checkUsers(List.of(LISA)).join();
        assertThat(answer.kind()).isEqualTo(query);
        assertThat(server.asked).hasSize(times).allMatch(each -> each.startsWith("/emservice/EMServiceServlet "));
        Canary.mustNotBeIn("an answer", answer.toString());

        server.asked.clear();
        assertThat(client.logout(DESK).join().kind()).isEqualTo(action);
        assertThat(client.login(DESK, LISA).join().kind()).isEqualTo(action);
        assertThat(client.logoutAll(EmApiClient.Confirmation.LOG_OUT_EVERYBODY)
                        .join()
                        .kind())
                .isEqualTo(action);
        assertThat(server.asked).as("each once").hasSize(3);
    }

    @Test
    void aQueryIsAnsweredAsSoonAsAnAttemptSucceeds() throws Exception {
        Scripted server = new Scripted(
                "break",
                failure(26),
                "503",
                "<response><checkUserResults><user id='100%25%2Bx'/></checkUserResults></response>");

        assertThat(answered(server.client(10).checkUsers(List.of(LISA))).users())
                .containsExactly(new ApiResponse.Checked(UserId.of("100%+x"), false));
        assertThat(server.asked).hasSize(4);
        EmApiClient literal =
                closing(server.builder().userIds(ApiCodec.UserIds.LITERAL).build());
        assertThat(answered(literal.checkUsers(List.of(LISA))).users())
                .containsExactly(new ApiResponse.Checked(UserId.of("100%25%2Bx"), false));
    }

    @Test
    void whatDoesNotFitTheWireIsRefusedWithItsPlace() throws Exception {
        Scripted server = new Scripted("<response><checkUserResults><user/></checkUserResults></response>");

        assertThat(server.client(1).checkUsers(List.of(LISA)).join())
                .isInstanceOfSatisfying(
                        ApiAnswer.Uncertain.class,
                        answer -> assertThat(answer.why()).contains("response/checkUserResults/user/@id"));
    }

    @Test
    void aRefusalInAnyWordsIsARefusal() throws Exception {
        Scripted server = new Scripted(
                "<response><failure><error code='18'>Another user\r\n\tis &#x9D; logged in\n</error></failure></response>");

        assertThat(server.client(1).login(DESK, LISA).join())
                .isEqualTo(new ApiAnswer.Refused<>(
                        new ApiResponse.Failure(ErrorCode.of(18), "Another user is logged in")));
    }

    @Test
    void whatIsTooLargeIsSaidInASentence() throws Exception {
        assertThat(new Scripted("large").client(3).deviceProfiles(List.of(LISA)).join())
                .isInstanceOfSatisfying(
                        ApiAnswer.Uncertain.class,
                        answer -> assertThat(answer.why())
                                .endsWith(
                                        " gave an answer of more than 4194304 bytes, which is the limit; ask for fewer"
                                                + " phones or users at once."));
        assertThat(new Scripted("413").client(3).deviceProfiles(List.of(LISA)).join())
                .isInstanceOfSatisfying(
                        ApiAnswer.NotReached.class,
                        answer -> assertThat(answer.why())
                                .endsWith(
                                        " answered with HTTP status 413, the request is too large for it; ask for fewer"
                                                + " at once."));
    }

    @Test
    void isNotReachedWhereNobodyListensOrNobodyIsTrusted() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        EmApiClient nobody = closing(Patient.api(base("http", free), GATEWAY)
                .pause(Duration.ofMillis(1))
                .build());
        assertThat(nobody.checkUsers(List.of(LISA)).join()).isInstanceOf(ApiAnswer.NotReached.class);
        assertThat(nobody.login(DESK, LISA).join()).isInstanceOf(ApiAnswer.NotReached.class);

        EmServer server = server(withApi());
        EmApiClient distrusting =
                closing(Patient.api(base("https", server.address().getPort()), GATEWAY)
                        .tls(tls("nobody", "other"))
                        .build());
        assertThat(distrusting.login(DESK, LISA).join())
                .isInstanceOfSatisfying(
                        ApiAnswer.NotReached.class,
                        answer -> assertThat(answer.why()).contains("do not trust each other"));
        assertThat(world.desks.wishes).isEmpty();
    }

    @Test
    void theDeadlineAndACloseEndWhatIsUnderWay() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch over = new CountDownLatch(1);
        Scripted silent = new Scripted(exchange -> {
            begun.countDown();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        open.add(over::countDown);
        EmApiClient hurried =
                closing(silent.builder().deadline(Duration.ofMillis(50)).build());
        assertThat(hurried.checkUsers(List.of(LISA)).join())
                .isInstanceOfSatisfying(
                        ApiAnswer.Uncertain.class,
                        answer -> assertThat(answer.why()).contains("gave no answer within 50 ms"));

        EmApiClient closed = silent.client(3);
        CompletableFuture<ApiAnswer<ApiResponse.Success>> call = closed.logout(DESK);
        closed.close();
        assertThat(call.join()).isInstanceOf(ApiAnswer.Uncertain.class);
        assertThat(closed.logout(DESK).join()).isInstanceOf(ApiAnswer.NotReached.class);
        closed.close();
    }

    @Test
    void theDeadlineBringsWhatTheLastAttemptHasComeTo() throws Exception {
        Scripted busy;
        ApiAnswer<?> answer;
        int seconds = 2;
        do { // on a slow host no attempt may come to anything within two seconds
            busy = new Scripted(failure(26));
            EmApiClient client = closing(busy.builder()
                    .pause(Duration.ofHours(1))
                    .deadline(Duration.ofSeconds(seconds))
                    .build());
            answer = client.checkUsers(List.of(LISA)).join();
            seconds *= 5;
        } while (answer.kind() == ApiAnswer.Kind.UNCERTAIN && seconds <= 50);

        assertThat(answer).isEqualTo(new ApiAnswer.Refused<>(new ApiResponse.Failure(ErrorCode.of(26), "text")));
        assertThat(busy.asked).hasSize(1);
    }

    @Test
    void namesTheRulesThatAreBroken() {
        for (String base :
                List.of("ftp://node", "http:///x", "https://node/emservice", "https://u@node", "https://n?a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EmApiClient.builder(URI.create(base), GATEWAY))
                    .withMessageContaining("base must be http or https");
        }
        EmApiClient.Builder builder = EmApiClient.builder(URI.create("https://node:8443"), GATEWAY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.attempts(0))
                .withMessageContaining("from 1 to 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.deadline(Duration.ZERO))
                .withMessageContaining("deadline must be from a millisecond to an hour");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.pause(Duration.ZERO))
                .withMessageContaining("pause must be");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.connectTime(Duration.ofHours(2)))
                .withMessageContaining("connect time must be");
    }
}
