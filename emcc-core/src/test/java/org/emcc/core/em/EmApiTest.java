package org.emcc.core.em;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.emcc.core.em.ApiWorld.ALICE;
import static org.emcc.core.em.ApiWorld.BROADWAY;
import static org.emcc.core.em.ApiWorld.DESK;
import static org.emcc.core.em.ApiWorld.GATEWAY;
import static org.emcc.core.em.ApiWorld.GHOST;
import static org.emcc.core.em.ApiWorld.KIM;
import static org.emcc.core.em.ApiWorld.KIMS;
import static org.emcc.core.em.ApiWorld.LAB;
import static org.emcc.core.em.ApiWorld.LABS;
import static org.emcc.core.em.ApiWorld.LISA;
import static org.emcc.core.em.ApiWorld.LISAS;
import static org.emcc.core.em.ApiWorld.LOST;
import static org.emcc.core.em.ApiWorld.NINA;
import static org.emcc.core.em.ApiWorld.NOWHERE;
import static org.emcc.core.em.ApiWorld.OFF;
import static org.emcc.core.em.ApiWorld.ROB;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.gateway.ApplicationCheck;
import org.emcc.core.gateway.GuessLimits;
import org.emcc.core.gateway.LocalLogin;
import org.emcc.core.gateway.LocalLogins;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.gateway.LocalPresence;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.login.VisitingCluster;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.testing.Canary;
import org.emcc.testing.Mutator;
import org.emcc.testing.Seeds;
import org.emcc.testing.StandingTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmApiTest {
    private static final ApiCaller SOMEWHERE = ApiCaller.unknown();
    private static final ApiApplication AS_LISA = ApiWorld.application("lisa", Canary.PIN);
    private static final ApiResponse SUCCESS = new ApiResponse.Success();

    private ApiWorld world = new ApiWorld();
    private EmApi api = world.london().build();

    private void with(UnaryOperator<ServiceParameters.Builder> parameters) {
        world.close();
        world = new ApiWorld(parameters);
        api = world.london().build();
    }

    private final List<VisitingCluster> open = new ArrayList<>();

    private VisitingCluster closing(VisitingCluster cluster) {
        open.add(cluster);
        return cluster;
    }

    @AfterEach
    void close() {
        world.close();
        open.forEach(VisitingCluster::close);
    }

    private ApiResponse ask(ApiRequest request) {
        return ask(request, SOMEWHERE);
    }

    private ApiResponse ask(ApiRequest request, ApiCaller connection) {
        ApiResponse response = api.answer(request, connection).join();
        Canary.mustNotBeIn("an answer of the API", response + new String(ApiCodec.encode(response), UTF_8));
        return response;
    }

    private int code(ApiRequest request) {
        return number(ask(request));
    }

    private int code(String document) {
        return number(api.answer(document.getBytes(UTF_8), SOMEWHERE).join());
    }

    /** The code of a failure, or -1. */
    private static int number(ApiResponse response) {
        return response instanceof ApiResponse.Failure failure ? failure.code().number() : -1;
    }

    private static ApiRequest.Login.Builder loginAt(DeviceName device, UserId user) {
        return ApiRequest.Login.builder(GATEWAY, device, user);
    }

    private static ApiRequest login(DeviceName device, UserId user) {
        return loginAt(device, user).build();
    }

    private static ApiRequest logout(DeviceName device) {
        return new ApiRequest.Logout(GATEWAY, device, SOMEWHERE);
    }

    private static ApiRequest logoutAll(ApiApplication application) {
        return new ApiRequest.LogoutAll(application, SOMEWHERE);
    }

    private static ApiRequest devices(ApiApplication application, DeviceName... devices) {
        return ApiRequest.DeviceUserQuery.builder(application, List.of(devices)).build();
    }

    private static ApiRequest check(ApiApplication application, UserId... users) {
        return new ApiRequest.CheckUser(application, List.of(users), SOMEWHERE);
    }

    private static ApiResponse.Device device(
            DeviceName name, ApiResponse.Somebody user, ApiResponse.Somebody last, ApiResponse.EmccDevice emcc) {
        return new ApiResponse.Device(name, true, user, last, emcc);
    }

    private static ApiResponse.Somebody nobody() {
        return ApiResponse.Somebody.none();
    }

    private static ApiResponse.Somebody user(UserId user) {
        return ApiResponse.Somebody.of(user);
    }

    // ---- what is logged in and out

    @Test
    void logsALocalUserInAndOut() {
        assertThat(ask(login(DESK, LISA))).isEqualTo(SUCCESS);
        assertThat(world.desks.wishes).containsExactly(new LocalLogin(DESK, LISA, LISAS, LoginLimit.none()));
        assertThat(ask(devices(GATEWAY, DESK)))
                .isEqualTo(new ApiResponse.DeviceUsers(
                        List.of(device(DESK, user(LISA), nobody(), ApiResponse.EmccDevice.NO))));

        assertThat(ask(login(DESK, LISA)))
                .as("the same user again is for the logins to decide")
                .isEqualTo(SUCCESS);
        assertThat(ask(logout(DESK))).isEqualTo(SUCCESS);
        assertThat(world.desks.there).isEmpty();
        assertThat(code(logout(DESK))).isEqualTo(19);
    }

    @Test
    void takesTheProfileAndTheTimeThatAreAskedFor() {
        assertThat(ask(loginAt(LAB, LISA)
                        .profile(LABS)
                        .duration(ExclusiveDuration.minutes(90))
                        .build()))
                .isEqualTo(SUCCESS);
        assertThat(ask(loginAt(DESK, LISA)
                        .duration(ExclusiveDuration.indefinite())
                        .build()))
                .isEqualTo(SUCCESS);
        assertThat(ask(loginAt(DESK, KIM).build())).as("Lisa is there").isEqualTo(ApiResponse.Failure.of(18));

        assertThat(world.desks.wishes)
                .containsExactly(
                        new LocalLogin(LAB, LISA, LABS, LoginLimit.after(Duration.ofMinutes(90))),
                        new LocalLogin(DESK, LISA, LISAS, LoginLimit.none()));
    }

    @Test
    void aLogoutEndsTheLoginOfAVisitorAsThePhoneWould() {
        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);

        assertThat(ask(logout(DESK))).isEqualTo(SUCCESS);
        assertThat(world.lonVisiting.session(DESK)).isEmpty();
        assertThat(world.nycHome.session(DESK)).as("home was told").isEmpty();
    }

    @Test
    void aLogoutAtHomeCallsALentPhoneBack() {
        world.aliceIsInLondon(DESK);
        api = world.newYork().build();

        assertThat(ask(logout(DESK))).isEqualTo(SUCCESS);
        assertThat(world.nycHome.session(DESK)).isEmpty();
        assertThat(world.lonVisiting.session(DESK)).as("visiting was told").isEmpty();
        assertThat(code(logout(DESK))).as("the phone is none of New York's").isEqualTo(11);
    }

    @Test
    void logoutAllEndsAllLoginsAtPhonesOfThisCluster() {
        world.aliceIsInLondon(DESK);
        world.desks.there.put(LAB, LISA);

        assertThat(code(logoutAll(AS_LISA))).isEqualTo(10);
        assertThat(world.lonVisiting.session(DESK)).isPresent();
        assertThat(ask(logoutAll(GATEWAY))).isEqualTo(SUCCESS);
        assertThat(world.lonVisiting.session(DESK)).isEmpty();
        assertThat(world.nycHome.session(DESK)).isEmpty();
        assertThat(world.desks.there).isEmpty();
        assertThat(ask(logoutAll(GATEWAY))).as("nobody is left").isEqualTo(SUCCESS);
    }

    @Test
    void logoutAllSaysWhatCouldNotBeEnded() {
        world.aliceIsInLondon(DESK);
        world.desks.instead = CompletableFuture.completedFuture(new LocalOutcome.Refused(ErrorCode.of(7)));

        assertThat(code(logoutAll(GATEWAY))).isEqualTo(7);
        assertThat(world.lonVisiting.session(DESK))
                .as("the visitor is gone all the same")
                .isEmpty();
    }

    @Test
    void withoutLocalLoginsALoginIsRefusedAndNobodyIsThere() {
        VisitingCluster visiting = closing(TwoClusters.visiting(world.london, world.link));
        api = EmApi.builder(world.lonHome, visiting)
                .applications(world.applications)
                .build();

        assertThat(code(login(DESK, LISA))).isEqualTo(4);
        assertThat(code(logout(DESK))).isEqualTo(19);
        assertThat(ask(logoutAll(GATEWAY))).isEqualTo(SUCCESS);
        assertThat(ask(new ApiRequest.UserDevicesQuery(GATEWAY, List.of(LISA), SOMEWHERE)))
                .isEqualTo(new ApiResponse.UserDevices(List.of(new ApiResponse.Places(LISA, true, List.of()))));
        assertThat(LocalLogins.reportsOnly().logout(DESK, ApiWorld.LISA).join())
                .isEqualTo(new LocalOutcome.Refused(ErrorCode.of(19)));
    }

    // ---- codes, in the order of the table

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "<emccRequest/>",
                "<request/>",
                "<request><appInfo/><whatever/></request>",
                "<query/>",
                "<query><appInfo/></query>",
                "<query><appInfo/><checkUser/></query>"
            })
    void code1ForWhatCannotBeRead(String document) {
        assertThat(code(document)).isEqualTo(1);
    }

    @Test
    void code8ForAQueryOfAnUnknownKind() {
        assertThat(code("<query><appInfo><appID>a</appID><appCertificate>b</appCertificate></appInfo>"
                        + "<remoteDeviceQuery><deviceName>SEP0011AABBCCDD</deviceName></remoteDeviceQuery></query>"))
                .isEqualTo(8);
    }

    /** One more than may be looked at side by side, where no more than one call is allowed. */
    private static final int TOO_MANY_CHECKS = EmApi.FEWEST_CHECKS + 1;

    private CompletableFuture<LocalPresence> holdThePhones() {
        CompletableFuture<LocalPresence> held = new CompletableFuture<>();
        world.desks.instead = held;
        return held;
    }

    @Test
    void code26AboveMaximumConcurrentRequests() {
        with(parameters -> parameters.maximumConcurrentRequests(1));
        CompletableFuture<LocalPresence> held = holdThePhones();

        CompletableFuture<ApiResponse> first = api.answer(devices(GATEWAY, DESK), SOMEWHERE);
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(26);
        assertThat(first).isNotDone();

        world.desks.instead = null;
        held.complete(LocalPresence.nobody());
        assertThat(first.join()).isInstanceOf(ApiResponse.DeviceUsers.class);
        assertThat(code(check(GATEWAY, LISA))).as("the place is free again").isEqualTo(-1);
    }

    @Test
    void whoeverIsNoApplicationIsToldSoThoughAllPlacesAreTaken() {
        with(parameters -> parameters.maximumConcurrentRequests(1));
        CompletableFuture<LocalPresence> held = holdThePhones();
        CompletableFuture<ApiResponse> first = api.answer(devices(GATEWAY, DESK), SOMEWHERE);

        assertThat(code(check(ApiWorld.application("lisa", "7193551803"), LISA)))
                .isEqualTo(2);
        assertThat(code(check(ApiWorld.application("nobody", Canary.PIN), LISA)))
                .isEqualTo(3);
        assertThat(code(check(ApiWorld.application("reporter", Canary.PIN), LISA)))
                .isEqualTo(10);
        held.complete(LocalPresence.nobody());
        assertThat(first.join()).isInstanceOf(ApiResponse.DeviceUsers.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WrongPassword", "Unknown", "NoRight", "failure"})
    void strangersTakeNoPlaceOfApplicationsHoweverSlowTheirChecksAre(String end) {
        with(parameters -> parameters.maximumConcurrentRequests(1));
        CompletableFuture<ApplicationCheck> slow = new CompletableFuture<>();
        api = world.london()
                .applications((appId, password) ->
                        appId.equals("stranger") ? slow : world.applications.check(appId, password))
                .build();
        ApiRequest stranger = check(ApiWorld.application("stranger", "7193551803"), LISA);
        List<CompletableFuture<ApiResponse>> strangers = new ArrayList<>();
        for (int i = 0; i < EmApi.FEWEST_CHECKS - 1; i++) {
            strangers.add(api.answer(stranger, SOMEWHERE));
        }
        assertThat(code(check(GATEWAY, LISA))).as("there is one place more").isEqualTo(-1);

        strangers.add(api.answer(stranger, SOMEWHERE));
        assertThat(code(check(GATEWAY, LISA))).as("checks have their bound too").isEqualTo(26);
        assertThat(strangers).noneMatch(CompletableFuture::isDone);
        switch (end) {
            case "WrongPassword" -> slow.complete(new ApplicationCheck.WrongPassword());
            case "Unknown" -> slow.complete(new ApplicationCheck.Unknown());
            case "NoRight" -> slow.complete(new ApplicationCheck.NoRight());
            default -> slow.completeExceptionally(new IllegalStateException("the identity service is away"));
        }
        assertThat(strangers).allMatch(each -> List.of(2, 3, 10, 9).contains(number(each.join())));
        assertThat(code(check(GATEWAY, LISA))).as("the places are free again").isEqualTo(-1);
    }

    @Test
    void moreChecksAreLookedAtWhereMoreCallsAreAllowed() {
        with(parameters -> parameters.maximumConcurrentRequests(5));
        CompletableFuture<ApplicationCheck> slow = new CompletableFuture<>();
        api = world.london().applications(ApiWorld.always(slow)).build();
        List<CompletableFuture<ApiResponse>> all = new ArrayList<>();
        for (int i = 0; i < 21; i++) {
            all.add(api.answer(check(GATEWAY, LISA), SOMEWHERE));
        }

        assertThat(all).filteredOn(CompletableFuture::isDone).hasSize(1);
        assertThat(number(all.get(20).join())).isEqualTo(26);
        slow.complete(new ApplicationCheck.ActsForAll());
        assertThat(all.subList(0, 20)).allMatch(each -> number(each.join()) == -1);
    }

    @Test
    void noPlaceIsLostWhateverEndsACheckOrACall() {
        with(parameters -> parameters.maximumConcurrentRequests(1));
        EmApi broken = world.london()
                .applications((appId, password) -> {
                    throw new AssertionError("an error of applications, on purpose");
                })
                .build();
        EmApi silent = world.london()
                .applications(ApiWorld.always(new CompletableFuture<>()))
                .portDeadline(Duration.ofMillis(1))
                .build();
        for (int i = 0; i < TOO_MANY_CHECKS; i++) {
            assertThat(number(broken.answer(check(GATEWAY, LISA), SOMEWHERE).join()))
                    .isZero();
            assertThat(number(silent.answer(check(GATEWAY, LISA), SOMEWHERE).join()))
                    .isEqualTo(9);
            world.desks.afterLook.set(() -> {
                throw new AssertionError("an error of local logins, on purpose");
            });
            assertThat(code(devices(GATEWAY, DESK))).isEqualTo(6);
            world.broken.put("users", new IllegalStateException("the users are away"));
            assertThat(code(check(GATEWAY, LISA))).isEqualTo(9);
            world.broken.clear();
        }
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(-1);
    }

    @Test
    @Timeout(60)
    void whoCompletesAnAnswerHimselfFreesNoPlace() {
        with(parameters -> parameters.maximumConcurrentRequests(1));
        CompletableFuture<LocalPresence> held = holdThePhones();
        CompletableFuture<ApiResponse> first = api.answer(devices(GATEWAY, DESK), SOMEWHERE);

        first.complete(SUCCESS);
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(26);
        held.complete(LocalPresence.nobody());
        int seen = 26;
        while (seen == 26) { // what waited for the phones may go on upon another thread
            seen = code(check(GATEWAY, LISA));
        }
        assertThat(seen).isEqualTo(-1);
    }

    @Test
    void code2ForAWrongPasswordAndForASecretThatNobodyCanCheck() {
        assertThat(code(check(ApiWorld.application("em-gateway", "7193551803"), LISA)))
                .isEqualTo(2);
        assertThat(code(check(ApiWorld.application("lisa", "7193551803"), LISA)))
                .isEqualTo(2);
        ApiApplication encrypted =
                ApiApplication.of("em-gateway", ApiApplication.Form.ENCRYPTED, Canary.PIN.toCharArray());
        assertThat(code(check(encrypted, LISA))).isEqualTo(2);
    }

    @Test
    void code3ForAnUnknownApplication() {
        assertThat(code(check(ApiWorld.application("nobody", Canary.PIN), LISA)))
                .isEqualTo(3);
        api = EmApi.builder(world.lonHome, world.lonVisiting).build();
        assertThat(code(check(GATEWAY, LISA))).as("by default all are").isEqualTo(3);
    }

    @Test
    void code10WithoutTheRight() {
        assertThat(code(check(ApiWorld.application("reporter", Canary.PIN), LISA)))
                .isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        // connection, what the application says, whether a proxy is allowed, the code of the gateway, the code of an
        // end user
        "10.1.1.11, '', true, -1, -1",
        "10.1.1.99, '', true, 28, 28",
        "'', '', true, 28, 28",
        "10.1.1.99, 10.1.1.11, true, -1, 28",
        "10.1.1.11, 10.1.1.99, true, 28, -1",
        "CUCM-a1.example.net., '', true, -1, -1",
        "2001:DB8:0::1, '', true, -1, -1",
        "10.1.1.11, '', false, -1, -1",
        "via 10.1.1.11, '', true, -1, -1",
        "via 10.1.1.11, '', false, 30, 30",
        "10.1.1.11, via 10.1.1.11, false, 30, 30",
        "via 10.1.1.99, '', false, 28, 28",
    })
    void codes28And30ByTheSourceOfACall(String connection, String said, boolean proxy, int gateway, int endUser) {
        with(parameters -> parameters
                .validateIpAddress(true)
                .trustedIps(List.of(
                        ServiceAddress.of("10.1.1.11"),
                        ServiceAddress.of("cucm-a1.example.net"),
                        ServiceAddress.of("2001:db8::1")))
                .allowProxy(proxy));

        assertThat(number(ask(new ApiRequest.CheckUser(GATEWAY, List.of(LISA), caller(said)), caller(connection))))
                .isEqualTo(gateway);
        assertThat(number(ask(new ApiRequest.CheckUser(AS_LISA, List.of(LISA), caller(said)), caller(connection))))
                .isEqualTo(endUser);
    }

    private static ApiCaller caller(String text) {
        ApiCaller caller = ApiCaller.unknown().withViaProxy(text.startsWith("via "));
        String address = text.replace("via ", "");
        return address.isEmpty() ? caller : caller.withRemoteAddress(address);
    }

    @Test
    void theSourceDoesNotCountUnlessItIsToBeValidated() {
        with(parameters -> parameters.allowProxy(false));

        assertThat(number(ask(check(GATEWAY, LISA), caller("via 10.1.1.99")))).isEqualTo(-1);
    }

    /** Whose password is looked at. */
    private final List<String> looked = new ArrayList<>();

    private EmApi.Builder watched() {
        return world.london().applications((appId, password) -> {
            looked.add(appId);
            return world.applications.check(appId, password);
        });
    }

    @ParameterizedTest
    @CsvSource({
        // connection, what the call says, the code for a wrong password, whether it was looked at
        "10.1.1.99, '', 28, false",
        "'', '', 28, false",
        "10.1.1.99, 10.1.1.98, 28, false",
        "'', 10.1.1.98, 28, false",
        "10.1.1.99, 10.1.1.11, 2, true",
        "10.1.1.11, 10.1.1.99, 2, true",
        "10.1.1.11, '', 2, true",
    })
    void noPasswordIsLookedAtFromWhereNobodyIsTrusted(String connection, String said, int code, boolean at) {
        with(parameters -> parameters.validateIpAddress(true).trustedIps(List.of(ServiceAddress.of("10.1.1.11"))));
        api = watched().build();
        ApiApplication guess = ApiWorld.application("em-gateway", "7193551803");

        assertThat(number(ask(new ApiRequest.CheckUser(guess, List.of(LISA), caller(said)), caller(connection))))
                .isEqualTo(code);
        assertThat(looked).isEqualTo(at ? List.of("em-gateway") : List.of());
    }

    @Test
    void guessesAreDelayedAtTheAddressWhereTheyAreMade() {
        StandingTime time = new StandingTime();
        api = watched().clock(time).build();
        ApiCaller here = caller("10.1.1.11");
        for (int i = 1; i <= 3; i++) {
            ApiApplication guess = ApiWorld.application("em-gateway", "71935519" + i);
            // Whatever a call says of its address, it comes from where it comes.
            ApiCaller said = caller("10.1.2." + i);
            assertThat(number(ask(new ApiRequest.CheckUser(guess, List.of(LISA), said), here)))
                    .isEqualTo(2);
        }
        assertThat(looked).hasSize(3);

        assertThat(number(ask(check(GATEWAY, LISA), here))).isEqualTo(2);
        assertThat(looked).as("the right password is not looked at").hasSize(3);
        assertThat(number(ask(check(GATEWAY, LISA), caller("10.1.1.12")))).isEqualTo(-1);
        assertThat(number(ask(check(GATEWAY, LISA), SOMEWHERE))).isEqualTo(-1);
        assertThat(number(ask(check(AS_LISA, LISA), here)))
                .as("another application")
                .isEqualTo(-1);
        time.advance(Duration.ofSeconds(29));
        assertThat(number(ask(check(GATEWAY, LISA), here))).isEqualTo(2);
        time.advance(Duration.ofSeconds(1));
        assertThat(number(ask(check(GATEWAY, LISA), here))).isEqualTo(-1);
    }

    @Test
    void guessesAreDelayedAsTheLimitsSay() {
        StandingTime time = new StandingTime();
        api = watched()
                .clock(time)
                .guessLimits(GuessLimits.builder()
                        .perUserAndSource(1)
                        .delays(Duration.ofHours(1), Duration.ofHours(1))
                        .build())
                .build();

        assertThat(code(check(ApiWorld.application("em-gateway", "7193551803"), LISA)))
                .isEqualTo(2);
        time.advance(Duration.ofMinutes(59));
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(2);
        time.advance(Duration.ofMinutes(1));
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(-1);
    }

    @Test
    void checksThatFailAreNoGuesses() {
        List<CompletableFuture<ApplicationCheck>> answers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            answers.add(CompletableFuture.failedFuture(new IllegalStateException("the identity service is away")));
        }
        answers.add(CompletableFuture.completedFuture(new ApplicationCheck.ActsForAll()));
        api = world.london()
                .applications((appId, password) -> answers.remove(0))
                .build();
        for (int i = 0; i < 5; i++) {
            assertThat(code(check(GATEWAY, LISA))).isEqualTo(9);
        }
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(-1);
    }

    @Test
    void anEndUserActsForItselfOnly() {
        world.desks.there.put(LAB, KIM);
        world.aliceIsInLondon(DESK);

        assertThat(code(ApiRequest.Login.builder(AS_LISA, LAB, KIM).build())).isEqualTo(10);
        assertThat(code(new ApiRequest.Logout(AS_LISA, LAB, SOMEWHERE))).isEqualTo(10);
        assertThat(code(new ApiRequest.Logout(AS_LISA, DESK, SOMEWHERE))).isEqualTo(10);
        assertThat(code(devices(AS_LISA, LAB))).isEqualTo(10);
        assertThat(code(devices(AS_LISA, DESK))).isEqualTo(10);
        assertThat(code(devices(AS_LISA, NOWHERE))).isEqualTo(10);
        assertThat(code(check(AS_LISA, LISA, KIM))).isEqualTo(10);
        assertThat(code(new ApiRequest.UserDevicesQuery(AS_LISA, List.of(KIM), SOMEWHERE)))
                .isEqualTo(10);
        assertThat(code(new ApiRequest.DeviceProfileQuery(AS_LISA, List.of(KIM), SOMEWHERE)))
                .isEqualTo(10);
        assertThat(world.desks.there).containsEntry(LAB, KIM);
        assertThat(world.lonVisiting.session(DESK)).isPresent();

        world.desks.there.remove(LAB);
        assertThat(code(ApiRequest.Login.builder(AS_LISA, LAB, LISA).build())).isEqualTo(-1);
        assertThat(code(devices(AS_LISA, LAB))).isEqualTo(-1);
        assertThat(code(devices(AS_LISA, LAB, DESK))).isEqualTo(10);
        assertThat(code(check(AS_LISA, LISA))).isEqualTo(-1);
        assertThat(code(new ApiRequest.UserDevicesQuery(AS_LISA, List.of(LISA), SOMEWHERE)))
                .isEqualTo(-1);
        assertThat(code(new ApiRequest.DeviceProfileQuery(AS_LISA, List.of(LISA), SOMEWHERE)))
                .isEqualTo(-1);
        assertThat(code(new ApiRequest.Logout(AS_LISA, LAB, SOMEWHERE))).isEqualTo(-1);
    }

    @Test
    void anEndUserIsNotTakenForAVisitorOfTheSameName() {
        world.applications.setEndUser(ALICE, Canary.PIN.toCharArray());
        ApiApplication asAlice = ApiWorld.application("alice", Canary.PIN);
        world.aliceIsInLondon(DESK);

        assertThat(code(new ApiRequest.Logout(asAlice, DESK, SOMEWHERE))).isEqualTo(10);
        assertThat(code(devices(asAlice, DESK))).isEqualTo(10);
        api = world.newYork().build();
        assertThat(code(devices(asAlice, DESK))).as("at home she is herself").isEqualTo(-1);
        assertThat(code(new ApiRequest.Logout(asAlice, DESK, SOMEWHERE))).isEqualTo(-1);
    }

    @Test
    void code10ToAnEndUserWhoCallsBackThePhoneOfAnother() {
        world.applications.setEndUser(UserId.of("bob"), Canary.PIN.toCharArray());
        world.aliceIsInLondon(DESK);
        api = world.newYork().build();

        assertThat(code(new ApiRequest.Logout(ApiWorld.application("bob", Canary.PIN), DESK, SOMEWHERE)))
                .isEqualTo(10);
        assertThat(world.nycHome.session(DESK)).isPresent();
    }

    @Test
    void code11ForAPhoneThatTheClusterDoesNotHave() {
        assertThat(code(login(NOWHERE, LISA))).isEqualTo(11);
        assertThat(code(logout(NOWHERE))).isEqualTo(11);
    }

    @Test
    void code22AtALoginAndCode5AtALogoutWhereExtensionMobilityIsOff() {
        assertThat(code(login(OFF, LISA))).isEqualTo(22);
        assertThat(code(logout(OFF))).isEqualTo(5);
    }

    @Test
    void code23ForAUserOfNoOrOfAnotherClusterAndNoLoginAcrossClusters() {
        for (UserId user : List.of(GHOST, ROB, ALICE)) {
            assertThat(code(login(DESK, user))).as("%s", user).isEqualTo(23);
        }
        assertThat(world.lonVisiting.session(DESK)).isEmpty();
        assertThat(world.nycHome.session(DESK)).as("nobody asked New York").isEmpty();
        assertThat(world.desks.wishes).isEmpty();
    }

    @Test
    void code18WhereSomebodyElseIs() {
        world.aliceIsInLondon(DESK);
        world.desks.there.put(LAB, KIM);

        assertThat(code(login(DESK, LISA))).isEqualTo(18);
        assertThat(code(login(LAB, LISA))).isEqualTo(18);
        assertThat(world.desks.wishes).isEmpty();
    }

    @Test
    void code12WithoutAUsableProfile() {
        assertThat(code(login(DESK, NINA))).as("none").isEqualTo(12);
        assertThat(code(loginAt(DESK, LISA).profile(KIMS).build()))
                .as("another's")
                .isEqualTo(12);
        assertThat(code(loginAt(DESK, LISA).profile(LOST).build()))
                .as("deleted")
                .isEqualTo(12);
        assertThat(code(loginAt(DESK, LISA)
                        .profile(DeviceProfileName.of("none"))
                        .build()))
                .isEqualTo(12);
    }

    @ParameterizedTest
    @CsvSource({
        // enforced, maximum in minutes, user, minutes asked for (0 without end, -1 not said), code, minutes given (0
        // without end)
        "false, 480, lisa, 600, -1, 600",
        "false, 480, lisa, 0, -1, 0",
        "false, 480, lisa, -1, -1, 0",
        "true, 480, lisa, 480, -1, 480",
        "true, 480, lisa, 481, 4, 0",
        "true, 480, lisa, 0, 4, 0",
        "true, 480, lisa, -1, -1, 480",
        "true, 0, lisa, 600, -1, 600",
        "false, 480, kim@example.net, -1, -1, 120",
        "false, 480, kim@example.net, 121, 4, 0",
        "true, 480, kim@example.net, -1, -1, 120",
    })
    void code4ForALoginLongerThanTheUserMay(
            boolean enforced, int maximum, String name, int asked, int code, int given) {
        with(parameters -> parameters
                .intraclusterMaximumLoginTime(Duration.ofMinutes(maximum))
                .enforceIntraclusterMaximumLoginTime(enforced));
        ApiRequest.Login.Builder login = loginAt(DESK, UserId.of(name));
        if (asked >= 0) {
            login.duration(asked == 0 ? ExclusiveDuration.indefinite() : ExclusiveDuration.minutes(asked));
        }

        assertThat(code(login.build())).isEqualTo(code);
        List<LoginLimit> limits = new ArrayList<>();
        world.desks.wishes.forEach(wish -> limits.add(wish.limit()));
        if (code < 0) {
            assertThat(limits)
                    .containsExactly(given == 0 ? LoginLimit.none() : LoginLimit.after(Duration.ofMinutes(given)));
        } else {
            assertThat(limits).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MULTIPLE_LOGINS_NOT_ALLOWED, 25, true",
        "MULTIPLE_LOGINS_ALLOWED, -1, true",
        "AUTO_LOGOUT, -1, false",
    })
    void code25ForAUserWhoIsLoggedInInAnotherCluster(MultipleLoginBehavior policy, int code, boolean stays) {
        with(parameters -> parameters.multipleLoginBehavior(policy));
        world.aliceIsInLondon(DESK);
        api = world.newYork().build();

        assertThat(code(login(BROADWAY, ALICE))).isEqualTo(code);
        assertThat(world.nycHome.session(DESK).isPresent()).isEqualTo(stays);
    }

    @Test
    void code19WhereNobodyIs() {
        assertThat(code(logout(DESK))).isEqualTo(19);
    }

    // ---- queries

    @Test
    void tellsWhoIsAtPhonesInThreeSlots() {
        world.aliceIsInLondon(DESK);
        world.desks.there.put(LAB, KIM);
        world.desks.last.put(LAB, LISA);

        ApiResponse answer = ask(devices(GATEWAY, DESK, LAB, OFF, NOWHERE));
        assertThat(answer)
                .isEqualTo(new ApiResponse.DeviceUsers(List.of(
                        device(DESK, user(ALICE), nobody(), ApiResponse.EmccDevice.NO),
                        device(LAB, user(KIM), nobody(), ApiResponse.EmccDevice.NO),
                        device(OFF, nobody(), nobody(), ApiResponse.EmccDevice.NO),
                        ApiResponse.Device.unknown(NOWHERE))));
        assertThat(new String(ApiCodec.encode(answer), UTF_8))
                .isEqualTo("<response><deviceUserResults>"
                        + "<device name=\"SEP0011AABBCCDD\"><userID>alice</userID><none/><emccDevice>no</emccDevice></device>"
                        + "<device name=\"SEP0011AABBCCEE\"><userID>kim%40example.net</userID><none/>"
                        + "<emccDevice>no</emccDevice></device>"
                        + "<device name=\"SEP0011AABBCCFF\"><none/><none/><emccDevice>no</emccDevice></device>"
                        + "<device name=\"SEPFFFFFFFFFFFF\"><doesNotExist/></device>"
                        + "</deviceUserResults></response>");
    }

    @Test
    void tellsWhoWasLastOnlyWhereThatIsRemembered() {
        with(parameters -> parameters.rememberLastUser(true));
        world.desks.there.put(LAB, LISA);
        world.desks.last.put(LAB, KIM);

        assertThat(ask(devices(GATEWAY, LAB)))
                .isEqualTo(new ApiResponse.DeviceUsers(
                        List.of(device(LAB, user(LISA), user(KIM), ApiResponse.EmccDevice.NO))));
        assertThat(ask(devices(AS_LISA, LAB)))
                .as("Kim is no business of Lisa's")
                .isEqualTo(new ApiResponse.DeviceUsers(
                        List.of(device(LAB, user(LISA), nobody(), ApiResponse.EmccDevice.NO))));
    }

    @Test
    void tellsAtHomeThatAPhoneIsLent() {
        world.aliceIsInLondon(DESK);
        api = world.newYork().build();

        assertThat(ask(devices(GATEWAY, DESK)))
                .isEqualTo(new ApiResponse.DeviceUsers(
                        List.of(device(DESK, user(ALICE), nobody(), ApiResponse.EmccDevice.YES))));
        assertThat(ask(new ApiRequest.UserDevicesQuery(GATEWAY, List.of(ALICE), SOMEWHERE)))
                .isEqualTo(new ApiResponse.UserDevices(List.of(new ApiResponse.Places(ALICE, true, List.of(DESK)))));
    }

    @Test
    void tellsWhereUsersAre() {
        world.desks.there.put(LAB, LISA);
        world.desks.there.put(DESK, LISA);

        assertThat(ask(new ApiRequest.UserDevicesQuery(GATEWAY, List.of(LISA, KIM, ROB, GHOST), SOMEWHERE)))
                .isEqualTo(new ApiResponse.UserDevices(List.of(
                        new ApiResponse.Places(LISA, true, List.of(DESK, LAB)),
                        new ApiResponse.Places(KIM, true, List.of()),
                        new ApiResponse.Places(ROB, false, List.of()),
                        new ApiResponse.Places(GHOST, false, List.of()))));
    }

    @Test
    void tellsWhichUsersAreOfThisCluster() {
        assertThat(ask(check(GATEWAY, KIM, ROB, GHOST)))
                .isEqualTo(new ApiResponse.CheckedUsers(List.of(
                        new ApiResponse.Checked(KIM, true),
                        new ApiResponse.Checked(ROB, false),
                        new ApiResponse.Checked(GHOST, false))));
    }

    @Test
    void tellsProfilesAndOfSomeUsersWhyNot() {
        assertThat(ask(new ApiRequest.DeviceProfileQuery(GATEWAY, List.of(LISA, NINA, GHOST), SOMEWHERE)))
                .isEqualTo(new ApiResponse.DeviceProfiles(List.of(
                        ApiResponse.Profiles.of(
                                LISA,
                                List.of(
                                        new ApiResponse.Profile(LISAS, true),
                                        new ApiResponse.Profile(LABS, false),
                                        new ApiResponse.Profile(LOST, false))),
                        ApiResponse.Profiles.failed(NINA, ApiResponse.Failure.of(12)),
                        ApiResponse.Profiles.failed(GHOST, ApiResponse.Failure.of(23)))));
    }

    // ---- what fails

    @Test
    void answers6And9WhenDirectoriesFail() {
        world.broken.put("devices", new IllegalStateException("the devices are away"));
        assertThat(code(login(DESK, LISA))).isEqualTo(6);
        assertThat(code(devices(GATEWAY, DESK))).isEqualTo(6);
        world.broken.clear();

        world.broken.put("users", new IllegalStateException("the users are away"));
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(9);
        assertThat(code(login(DESK, LISA))).isEqualTo(9);
        world.broken.clear();

        world.broken.put("cluster", new IllegalStateException("the settings are away"));
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(6);
        world.broken.clear();
        assertThat(code(check(GATEWAY, LISA))).as("and is well again").isEqualTo(-1);
    }

    @Test
    void answers9WhenApplicationsFailAndNeverLetsThemIn() {
        List<CompletableFuture<ApplicationCheck>> bad = new ArrayList<>();
        bad.add(CompletableFuture.failedFuture(new IllegalStateException("the identity service is away")));
        bad.add(CompletableFuture.completedFuture(null));
        bad.add(new CompletableFuture<>());
        bad.add(null);
        for (CompletableFuture<ApplicationCheck> each : bad) {
            api = world.london()
                    .applications(ApiWorld.always(each))
                    .portDeadline(Duration.ofMillis(1))
                    .build();
            assertThat(code(check(GATEWAY, LISA))).isEqualTo(9);
        }
        api = world.london()
                .applications((appId, password) -> {
                    throw new IllegalStateException("the identity service is away");
                })
                .build();
        assertThat(code(check(GATEWAY, LISA))).isEqualTo(9);
    }

    @Test
    void answers6WhenLocalLoginsFailOrAreSilent() {
        world.close();
        world = new ApiWorld(parameters -> parameters, VisitingLoginStore.inMemory(), Duration.ofSeconds(1));
        api = world.london().build();
        for (CompletableFuture<?> each : List.of(
                CompletableFuture.failedFuture(new IllegalStateException("the call manager is away")),
                CompletableFuture.completedFuture(null),
                new CompletableFuture<>())) {
            world.desks.instead = each;
            assertThat(code(login(DESK, LISA))).isEqualTo(6);
            assertThat(code(logout(DESK))).isEqualTo(6);
            assertThat(code(logoutAll(GATEWAY))).isEqualTo(6);
            assertThat(code(devices(GATEWAY, DESK))).isEqualTo(6);
            assertThat(code(new ApiRequest.UserDevicesQuery(GATEWAY, List.of(LISA), SOMEWHERE)))
                    .isEqualTo(6);
            assertThat(world.aliceIsInLondon(DESK))
                    .as("nor does a login across clusters begin")
                    .isEqualTo(new LoginOutcome.Refused(ErrorCode.of(6)));
        }
        world.desks.instead = null;
        assertThat(code(logoutAll(GATEWAY))).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({"true, 6", "false, 0"})
    void answers6WhenTheStoreFailsAnd0WhenABugIsMet(boolean store, int code) {
        RuntimeException failure = store
                ? new StoreException("the store is away", true, new java.io.IOException("away"))
                : new ArithmeticException("a bug of the API, on purpose");
        world.close();
        world = new ApiWorld(parameters -> parameters, failing(failure));
        api = world.london().build();

        for (ApiRequest request : List.of(
                login(DESK, LISA), logout(DESK), logoutAll(GATEWAY), logoutAll(GATEWAY), devices(GATEWAY, DESK))) {
            assertThat(code(request)).as("%s", request).isEqualTo(code);
        }
        if (!store) {
            assertThat(Canary.log()).containsPattern("ERROR .*An application could not be answered");
        }
    }

    /** A store whose questions fail; what a new cluster orders does not. */
    private static VisitingLoginStore failing(RuntimeException failure) {
        return (VisitingLoginStore) Proxy.newProxyInstance(
                VisitingLoginStore.class.getClassLoader(),
                new Class<?>[] {VisitingLoginStore.class},
                (proxy, method, arguments) -> {
                    if (method.getReturnType() == void.class) {
                        return null;
                    }
                    throw failure;
                });
    }

    @Test
    void answersWhateverItIsGivenAndTellsNoSecret() {
        List<byte[]> documents = List.of(
                ApiCodec.encode(loginAt(DESK, LISA).profile(LABS).build()),
                ApiCodec.encode(logout(DESK)),
                ApiCodec.encode(devices(GATEWAY, DESK, LAB)),
                ApiCodec.encode(check(AS_LISA, LISA)),
                ApiCodec.encode(new ApiRequest.DeviceProfileQuery(GATEWAY, List.of(LISA, GHOST), SOMEWHERE)));
        for (int i = 0; i < Seeds.cases(20_000); i++) {
            RandomGenerator random = Seeds.random(Seeds.seed(), i);
            byte[] document = Mutator.mutate(documents.get(i % documents.size()), random);
            // Each from an address of its own, or soon no password would be looked at any more.
            ApiCaller somewhere = caller("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255));
            ApiResponse response = api.answer(document, somewhere).join();

            assertThat(number(response)).as("seed %d case %d", Seeds.seed(), i).isNotZero();
            Canary.mustNotBeIn("an answer of the API", new String(ApiCodec.encode(response), UTF_8));
            assertThat(ApiCodec.decodeResponse(ApiCodec.encode(response), ApiCodec.UserIds.ESCAPED)
                            .value())
                    .as("seed %d case %d", Seeds.seed(), i)
                    .contains(response);
        }
    }

    @Test
    void refusesADeadlineThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> world.london().portDeadline(Duration.ZERO))
                .withMessageContaining("from a millisecond to an hour");
    }
}
