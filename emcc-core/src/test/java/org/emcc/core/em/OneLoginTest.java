package org.emcc.core.em;

import static org.assertj.core.api.Assertions.assertThat;
import static org.emcc.core.em.ApiWorld.ALICE;
import static org.emcc.core.em.ApiWorld.BROADWAY;
import static org.emcc.core.em.ApiWorld.DESK;
import static org.emcc.core.em.ApiWorld.GATEWAY;
import static org.emcc.core.em.ApiWorld.LAB;
import static org.emcc.core.em.ApiWorld.LISA;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.gateway.LocalOutcome;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.store.StoreException;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A phone has one login, a user of this cluster or a visitor; and what the policy says of two logins counts local ones too. */
class OneLoginTest {
    /** Over only for what is late on purpose: a machine that stalls may need long for any other call of the same cluster. */
    private static final Duration LONG_FOR_A_CALL = Duration.ofSeconds(2);

    private static final ApiCaller SOMEWHERE = ApiCaller.unknown();
    private static final LoginOutcome TAKEN = new LoginOutcome.Refused(ErrorCode.of(18));
    private static final LoginOutcome TWICE = new LoginOutcome.Refused(ErrorCode.of(25));

    private ApiWorld world = new ApiWorld();

    @AfterEach
    void close() {
        world.close();
    }

    private void policy(MultipleLoginBehavior behavior) {
        world.close();
        world = new ApiWorld(parameters -> parameters.multipleLoginBehavior(behavior));
    }

    private static CompletableFuture<ApiResponse> login(EmApi api, DeviceName device, UserId user) {
        return api.answer(ApiRequest.Login.builder(GATEWAY, device, user).build(), SOMEWHERE);
    }

    private int code(EmApi api, DeviceName device, UserId user) {
        ApiResponse response = login(api, device, user).join();
        return response instanceof ApiResponse.Failure failure ? failure.code().number() : -1;
    }

    private void nothingIsLeft() {
        assertThat(world.lonVisiting.session(DESK)).isEmpty();
        assertThat(world.nycHome.session(DESK)).isEmpty();
        assertThat(world.nycHome.freeBaseDevices()).isEqualTo(2);
    }

    // ---- one phone

    @Test
    void noVisitorWhereSomebodyOfThisClusterIs() {
        world.desks.there.put(DESK, LISA);

        assertThat(world.aliceIsInLondon(DESK)).isEqualTo(TAKEN);
        nothingIsLeft();
        assertThat(world.aliceIsInLondon(LAB)).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void noVisitorWhereSomebodyOfThisClusterCameMeanwhile() {
        world.desks.afterLook.set(() -> world.desks.there.put(DESK, LISA));

        assertThat(world.aliceIsInLondon(DESK)).isEqualTo(TAKEN);
        nothingIsLeft();
        assertThat(world.desks.there).containsEntry(DESK, LISA);
    }

    @Test
    void nobodyOfThisClusterWhereAVisitorCameMeanwhile() {
        EmApi api = world.london().build();
        world.desks.atLogin.set(
                () -> assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class));

        assertThat(code(api, DESK, LISA)).isEqualTo(18);
        assertThat(world.desks.there).isEmpty();
        assertThat(world.lonVisiting.session(DESK)).isPresent();
    }

    /** What is taken back, because a visitor was there meanwhile, is none that somebody was told has succeeded. */
    @Test
    void aLoginThatIsSentAgainBesideAVisitorIsDoneAnew() {
        EmApi api = world.london().build();
        List<CompletableFuture<ApiResponse>> second = new ArrayList<>();
        besideAVisitorWhoGoes(() -> second.add(login(api, DESK, LISA)));

        assertThat(code(api, DESK, LISA)).isEqualTo(18);
        assertThat(second).hasSize(1);
        assertThat(second.get(0).join())
                .as("sent while the first was taken back, and the visitor gone")
                .isEqualTo(new ApiResponse.Success());
        assertThat(world.desks.there).containsEntry(DESK, LISA);
        assertThat(world.desks.wishes).hasSize(2);
    }

    @Test
    void anotherLoginAtAPhoneWaitsUntilTheFirstIsTakenBack() {
        EmApi api = world.london().build();
        List<CompletableFuture<ApiResponse>> others = new ArrayList<>();
        besideAVisitorWhoGoes(() -> {
            others.add(api.answer(
                    ApiRequest.Login.builder(GATEWAY, DESK, LISA)
                            .profile(ApiWorld.LABS)
                            .build(),
                    SOMEWHERE));
            others.add(login(api, DESK, ApiWorld.KIM));
            others.add(login(api, DESK, ApiWorld.KIM));
            assertThat(others).noneMatch(CompletableFuture::isDone);
            assertThat(code(api, LAB, LISA)).as("at another phone").isEqualTo(-1);
        });

        assertThat(code(api, DESK, LISA)).isEqualTo(18);
        assertThat(others)
                .extracting(CompletableFuture::join)
                .containsExactly(new ApiResponse.Success(), ApiResponse.Failure.of(18), ApiResponse.Failure.of(18));
        assertThat(world.desks.there).containsEntry(DESK, LISA);
        assertThat(world.desks.wishes.get(world.desks.wishes.size() - 1).profile())
                .isEqualTo(ApiWorld.LABS);
    }

    /** A visitor comes while the next local login is at work, and goes when that is about to be taken back. */
    private void besideAVisitorWhoGoes(Runnable then) {
        world.desks.atLogin.set(
                () -> assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class));
        world.desks.atLogout.set(() -> {
            LoginId visit =
                    world.lonVisiting.session(DESK).orElseThrow().login().id();
            assertThat(world.lonVisiting.logout(visit, LogoutCause.PHONE).join())
                    .isEqualTo(new LogoutOutcome.LoggedOut(visit, true));
            then.run();
        });
    }

    @Test
    void aTurnThatFailsKeepsNobodyWaiting() {
        ApiTurns turns = new ApiTurns();
        CompletableFuture<ApiResponse> held = new CompletableFuture<>();
        CompletableFuture<ApiResponse> first = turns.inTurn(DESK, "first", () -> held);
        CompletableFuture<ApiResponse> repeated = turns.inTurn(DESK, "first", () -> held);
        CompletableFuture<ApiResponse> again = turns.inTurn(DESK, "first", () -> {
            throw new AssertionError("what waits is done once");
        });
        CompletableFuture<ApiResponse> next = turns.inTurn(DESK, "next", () -> {
            throw new IllegalStateException("on purpose");
        });
        CompletableFuture<ApiResponse> last =
                turns.inTurn(DESK, "last", () -> CompletableFuture.completedFuture(new ApiResponse.Success()));
        first.complete(ApiResponse.Failure.of(0));
        assertThat(List.of(repeated, again, next, last)).noneMatch(CompletableFuture::isDone);
        assertThat(turns.phones()).isOne();

        held.completeExceptionally(new IllegalStateException("a store is away"));
        assertThat(again).isCompletedExceptionally();
        assertThat(next).isCompletedExceptionally();
        assertThat(last.join()).isEqualTo(new ApiResponse.Success());
        assertThat(turns.phones()).isZero();
    }

    @Test
    void aLocalLoginThatComesAfterItsDeadlineIsTakenBack() throws Exception {
        world.close();
        world = new ApiWorld(parameters -> parameters, VisitingLoginStore.inMemory(), LONG_FOR_A_CALL);
        CompletableFuture<LocalOutcome> late = new CompletableFuture<>();
        world.desks.atLogin.set(() -> world.desks.instead = late);
        EmApi api = world.london().build();

        assertThat(code(api, DESK, LISA)).isEqualTo(6);
        world.desks.instead = null;
        assertThat(world.desks.there).containsEntry(DESK, LISA);
        CountDownLatch gone = new CountDownLatch(1);
        world.desks.afterLogout.set(gone::countDown);
        late.complete(new LocalOutcome.Done());
        assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(world.desks.there).isEmpty();
    }

    @Test
    void aRepeatIsDoneAnewWhereALogoutCameBetween() {
        ApiTurns turns = new ApiTurns();
        CompletableFuture<ApiResponse> slow = new CompletableFuture<>();
        CompletableFuture<ApiResponse> first = turns.inTurn(DESK, "lisa", () -> {
            world.desks.there.put(DESK, LISA);
            return slow;
        });
        world.desks.there.remove(DESK); // a logout takes no turn
        CompletableFuture<ApiResponse> repeat = turns.inTurn(DESK, "lisa", () -> {
            world.desks.there.put(DESK, LISA);
            return CompletableFuture.completedFuture(new ApiResponse.Success());
        });
        slow.complete(new ApiResponse.Success());

        assertThat(first.join()).isEqualTo(new ApiResponse.Success());
        assertThat(repeat.join()).isEqualTo(new ApiResponse.Success());
        assertThat(world.desks.there).containsEntry(DESK, LISA);
    }

    @Test
    void aNewerLoginIsNotUndoneByAnOlderOneThatComesLate() throws Exception {
        world.close();
        world = new ApiWorld(parameters -> parameters, VisitingLoginStore.inMemory(), LONG_FOR_A_CALL);
        CompletableFuture<LocalOutcome> late = new CompletableFuture<>();
        world.desks.atLogin.set(() -> world.desks.instead = late);
        EmApi api = world.london().build();
        assertThat(code(api, DESK, LISA)).isEqualTo(6);
        world.desks.instead = null;

        assertThat(code(api, DESK, LISA)).isEqualTo(-1);
        late.complete(new LocalOutcome.Done());
        assertThat(world.lonVisiting.localLogins().at(DESK).join().user()).contains(LISA);
        assertThat(world.desks.last).as("nobody was logged out").isEmpty();
    }

    @Test
    void aLocalLoginWhoseCallBlocksBeyondItsDeadlineIsTakenBack() throws Exception {
        world.close();
        world = new ApiWorld(parameters -> parameters, VisitingLoginStore.inMemory(), LONG_FOR_A_CALL);
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        world.desks.atLogin.set(() -> await(blocked));
        world.desks.afterLogout.set(gone::countDown);

        assertThat(code(world.london().build(), DESK, LISA)).isEqualTo(6);
        assertThat(world.desks.there).isEmpty();
        blocked.countDown();
        assertThat(gone.await(1, TimeUnit.MINUTES)).isTrue();
        assertThat(world.desks.there).isEmpty();
        assertThat(world.desks.last).containsEntry(DESK, LISA);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aLocalLoginIsTakenBackWhereItIsNotKnownWhetherItMayStay() {
        AtomicBoolean away = new AtomicBoolean();
        VisitingLoginStore store = VisitingLoginStore.inMemory();
        VisitingLoginStore failing = (VisitingLoginStore) Proxy.newProxyInstance(
                VisitingLoginStore.class.getClassLoader(),
                new Class<?>[] {VisitingLoginStore.class},
                (proxy, method, arguments) -> {
                    if (away.get() && method.getReturnType() != void.class) {
                        throw new StoreException("the store is away", true, new java.io.IOException("away"));
                    }
                    return method.invoke(store, arguments);
                });
        world.close();
        world = new ApiWorld(parameters -> parameters, failing);
        world.desks.atLogin.set(() -> away.set(true));

        assertThat(code(world.london().build(), DESK, LISA)).isEqualTo(6);
        assertThat(world.desks.there).isEmpty();
    }

    @Test
    void anEndUserIsToldNothingOfOtherPhones() {
        EmApi api = world.london().build();
        ApiApplication lisa = ApiWorld.application("lisa", Canary.PIN);
        world.desks.there.put(DESK, ApiWorld.KIM);

        for (DeviceName device : List.of(DESK, LAB, ApiWorld.OFF, ApiWorld.NOWHERE)) {
            assertThat(api.answer(new ApiRequest.Logout(lisa, device, SOMEWHERE), SOMEWHERE)
                            .join())
                    .isEqualTo(ApiResponse.Failure.of(10));
        }
        world.desks.there.put(LAB, LISA);
        assertThat(api.answer(new ApiRequest.Logout(lisa, LAB, SOMEWHERE), SOMEWHERE)
                        .join())
                .isEqualTo(new ApiResponse.Success());
        assertThat(world.desks.there).containsOnlyKeys(DESK);
    }

    @Test
    void neverBothWhenTheyComeSideBySide() throws Exception {
        EmApi api = world.london().build();
        int both = 0;
        int one = 0;
        for (int i = 0; i < 300; i++) {
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Integer> local = CompletableFuture.supplyAsync(() -> {
                await(together);
                return code(api, DESK, LISA);
            });
            await(together);
            LoginOutcome visit = world.aliceIsInLondon(DESK);
            boolean here = local.get() == -1;
            boolean visiting = visit instanceof LoginOutcome.LoggedIn;
            both += here && visiting ? 1 : 0;
            one += here ^ visiting ? 1 : 0;

            assertThat(world.desks.there.containsKey(DESK)).isEqualTo(here);
            assertThat(world.lonVisiting.session(DESK).isPresent()).isEqualTo(visiting);
            api.answer(new ApiRequest.LogoutAll(GATEWAY, SOMEWHERE), SOMEWHERE).join();
        }
        assertThat(both).isZero();
        assertThat(one).as("at least sometimes one of the two is in").isPositive();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void phonesShowAndEndLocalLoginsToo() {
        world.desks.there.put(DESK, LISA);
        EmApp app = EmApp.builder(world.lonVisiting).build();

        assertThat(page(app, "device=" + DESK)).contains("lisa").contains("doLogout=true");
        assertThat(page(app, "device=" + DESK + "&doLogout=true")).contains("Logout successful");
        assertThat(world.desks.there).isEmpty();
        assertThat(page(app, "device=" + DESK + "&doLogout=true")).contains("(19)");
        assertThat(page(app, "device=" + DESK)).contains("userid");
    }

    @Test
    void theLoginFormIsAsItIsSet() {
        world.close();
        world = new ApiWorld(parameters -> parameters.rememberLastUser(true).alphanumericUserId(false));
        world.desks.last.put(DESK, LISA);
        EmApp app = EmApp.builder(world.lonVisiting).build();

        PhoneInput form = (PhoneInput) TwoClusters.page(app, request("device=" + DESK));
        assertThat(form.items().get(0).defaultValue()).isEqualTo("lisa");
        assertThat(form.items().get(0).flags().mode()).isEqualTo(PhoneInput.Mode.N);
        form = (PhoneInput) TwoClusters.page(app, request("device=" + DESK + "&loginType=DN"));
        assertThat(form.items().get(0).defaultValue()).as("only a user id").isEmpty();
        form = (PhoneInput) TwoClusters.page(app, request("device=" + LAB));
        assertThat(form.items().get(0).defaultValue()).isEmpty();

        world.close();
        world = new ApiWorld();
        world.desks.last.put(DESK, LISA);
        form = (PhoneInput) TwoClusters.page(EmApp.builder(world.lonVisiting).build(), request("device=" + DESK));
        assertThat(form.items().get(0).defaultValue()).isEmpty();
        assertThat(form.items().get(0).flags().mode()).isEqualTo(PhoneInput.Mode.A);
    }

    @Test
    void phonesAreToldWhenLocalLoginsFail() {
        world.desks.instead = CompletableFuture.failedFuture(new IllegalStateException("the call manager is away"));
        EmApp app = EmApp.builder(world.lonVisiting).build();

        assertThat(page(app, "device=" + DESK)).contains("(6)");
        assertThat(page(app, "device=" + DESK + "&doLogout=true")).contains("(6)");
    }

    private static String page(EmApp app, String query) {
        return new String(PhonePageCodec.encode(TwoClusters.page(app, request(query))), StandardCharsets.UTF_8);
    }

    private static PhoneRequest request(String query) {
        return PhoneRequest.builder(URI.create("https://lon:8443/emapp/EMAppServlet"))
                .query(query)
                .build();
    }

    // ---- one user

    @Test
    void whoIsAtHomeMayNotLogInAbroadWhereTwoLoginsAreNotAllowed() {
        policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
        world.desks.there.put(BROADWAY, ALICE);

        assertThat(world.aliceIsInLondon(DESK)).isEqualTo(TWICE);
        nothingIsLeft();
        assertThat(world.desks.there).containsEntry(BROADWAY, ALICE);
        world.desks.there.clear();
        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);
    }

    @Test
    void aRepeatIsAnsweredAsBeforeThoughTheUserCameHomeMeanwhile() {
        policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);
        HomeLogin first = world.nycHome.session(DESK).orElseThrow().login();
        world.desks.there.put(BROADWAY, ALICE);

        assertThat(world.nycHome.admit(asked(first, first.id()))).isInstanceOf(HomeReply.Accepted.class);
        LoginId another = LoginId.of(first.id().issuedAt(), 7);
        assertThat(world.nycHome.admit(asked(first, another))).isEqualTo(new HomeReply.Refused(ErrorCode.of(25)));
        assertThat(world.nycHome.sessions(ALICE)).hasSize(1);
    }

    private static RemoteLogin asked(HomeLogin login, LoginId id) {
        return RemoteLogin.builder(id, "alice", Pin.of(Canary.PIN), login.visiting(), login.phone())
                .build();
    }

    @Test
    void whoCameHomeMeanwhileDoesNotLogInAbroad() {
        policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
        EmApi api = world.newYork().build();
        world.desks.atLogin.set(
                () -> assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class));

        assertThat(code(api, BROADWAY, ALICE)).isEqualTo(25);
        assertThat(world.desks.there).isEmpty();
        assertThat(world.nycHome.sessions(ALICE)).hasSize(1);
    }

    @Test
    void aLoginAbroadEndsTheOneAtHomeUnderAutoLogout() {
        policy(MultipleLoginBehavior.AUTO_LOGOUT);
        world.desks.there.put(BROADWAY, ALICE);
        world.desks.there.put(LAB, LISA);

        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);
        world.nycHome.close(Duration.ofMinutes(1)); // lets come to its end what goes on behind the answer
        assertThat(world.desks.there).containsOnlyKeys(LAB);
    }

    @Test
    void bothStayWhereTwoLoginsAreAllowed() {
        policy(MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED);
        world.desks.there.put(BROADWAY, ALICE);

        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);
        assertThat(world.desks.there).containsEntry(BROADWAY, ALICE);
    }

    @Test
    void nobodyLogsInAbroadWhileLocalLoginsOfHomeFail() {
        policy(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
        world.desks.afterLook.set(() -> world.desks.afterLook.set(() -> world.desks.instead =
                CompletableFuture.failedFuture(new IllegalStateException("the call manager is away"))));

        assertThat(world.aliceIsInLondon(DESK)).isEqualTo(new LoginOutcome.Refused(ErrorCode.of(6)));
        nothingIsLeft();
    }

    // ---- one login

    @Test
    void anOlderLoginThatEndsLeavesTheNewerAlone() {
        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);
        LoginId old = world.lonVisiting.session(DESK).orElseThrow().login().id();
        assertThat(world.lonVisiting.logout(old, LogoutCause.PHONE).join())
                .isEqualTo(new LogoutOutcome.LoggedOut(old, true));
        assertThat(world.aliceIsInLondon(DESK)).isInstanceOf(LoginOutcome.LoggedIn.class);

        LogoutOutcome over = new LogoutOutcome.Refused(ErrorCode.of(19));
        assertThat(world.lonVisiting.logout(old, LogoutCause.PHONE).join()).isEqualTo(over);
        assertThat(world.nycHome.logout(old, LogoutCause.HOME_ADMINISTRATOR).join())
                .isEqualTo(over);
        assertThat(world.lonVisiting.session(DESK)).isPresent();
        LoginId current = world.nycHome.session(DESK).orElseThrow().login().id();
        assertThat(world.nycHome.logout(current, LogoutCause.HOME_ADMINISTRATOR).join())
                .isEqualTo(new LogoutOutcome.LoggedOut(current, true));
        nothingIsLeft();
        assertThat(world.desks.logout(DESK, LISA).join()).isEqualTo(new LocalOutcome.Refused(ErrorCode.of(19)));
        assertThat(List.copyOf(world.desks.wishes)).isEmpty();
    }
}
