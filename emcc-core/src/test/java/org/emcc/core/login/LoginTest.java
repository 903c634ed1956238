package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginListener;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.Origin;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.emcc.core.user.Pin;
import org.emcc.testing.Canary;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whole logins between two clusters in one process, in manual time. */
class LoginTest {
    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final LoginFixture.FakeFiles homeFiles = new LoginFixture.FakeFiles();
    private final LoginFixture.FakeFiles visitingFiles = new LoginFixture.FakeFiles();
    private final List<DeviceName> homeResets = new CopyOnWriteArrayList<>();
    private final List<DeviceName> visitingResets = new CopyOnWriteArrayList<>();
    private final List<LoginStep> steps = new CopyOnWriteArrayList<>();
    private final LoginListener listener = new LoginListener() {
        @Override
        public void step(LoginStep step) {
            Canary.mustNotBeIn("a step", step.toString());
            steps.add(step);
        }
    };
    private final InProcessLink wire = InProcessLink.create();
    private HomeCluster home;
    private VisitingCluster visiting;

    private void build(ClusterConfiguration.Builder nyc, ClusterConfiguration.Builder lon) {
        build(nyc, lon, wire);
    }

    private void build(ClusterConfiguration.Builder nyc, ClusterConfiguration.Builder lon, ClusterLink link) {
        home = HomeCluster.builder(LoginFixture.directories(nyc), LoginFixture.credentials(time.clock), homeFiles, link)
                .control(LoginFixture.resets(homeResets))
                .clock(time.clock)
                .timers(time)
                .listener(listener)
                .build();
        visiting = VisitingCluster.builder(LoginFixture.directories(lon), link, visitingFiles, LoginFixture::logoutUri)
                .control(LoginFixture.resets(visitingResets))
                .clock(time.clock)
                .timers(time)
                .listener(listener)
                .build();
        wire.join(home).join(visiting);
    }

    private LoginOutcome login(String user, String pin) {
        return visiting.login(LoginRequest.builder(LoginFixture.PHONE, user, Pin.of(pin))
                        .build())
                .join();
    }

    private static int code(LoginOutcome outcome) {
        return ((LoginOutcome.Refused) outcome).code().number();
    }

    private void assertNothingIsLeft() {
        assertThat(home.session(LoginFixture.PHONE)).isEmpty();
        assertThat(home.freeBaseDevices()).isEqualTo(2);
        assertThat(visiting.session(LoginFixture.PHONE)).isEmpty();
        assertThat(homeFiles.served).isEmpty();
        assertThat(visitingFiles.served).isEmpty();
    }

    @Nested
    class WhenAllIsWell {
        @Test
        void aUserLogsInAndOut() {
            build(LoginFixture.nyc(), LoginFixture.lon());

            LoginOutcome outcome = login("alice", Canary.PIN);

            assertThat(outcome).isInstanceOf(LoginOutcome.LoggedIn.class);
            assertThat(((LoginOutcome.LoggedIn) outcome).home()).isEqualTo(LoginFixture.NYC);
            assertThat(visitingResets).containsExactly(LoginFixture.PHONE);
            assertThat(home.freeBaseDevices()).isEqualTo(1);
            assertThat(visiting.session(LoginFixture.PHONE).orElseThrow().state())
                    .isInstanceOf(VisitingState.Away.class);
            assertThat(homeFiles.served).containsEntry(LoginFixture.PHONE, "home file of alice");
            assertThat(visitingFiles.calls).containsExactly("redirect SEP0011AABBCCDD to [10.1.0.10, 10.1.0.11:6969]");

            home.registered(LoginFixture.PHONE);
            assertThat(home.session(LoginFixture.PHONE).orElseThrow().state()).isInstanceOf(HomeState.Registered.class);

            LogoutOutcome out =
                    visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            assertThat(out).isInstanceOf(LogoutOutcome.LoggedOut.class);
            assertThat(((LogoutOutcome.LoggedOut) out).homeAcknowledged()).isTrue();
            assertThat(homeResets).containsExactly(LoginFixture.PHONE);
            assertNothingIsLeft();
        }

        @Test
        void theStepsComeInTheOrderOfTheDesign() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);
            home.registered(LoginFixture.PHONE);
            visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            assertThat(steps)
                    .extracting(step -> step.getClass().getSimpleName())
                    .containsExactly(
                            "LoginBegun",
                            "UserQueried",
                            "UserSought",
                            "HomeAsked",
                            "PoolChosen",
                            "BaseDeviceReserved",
                            "DeviceBuilt",
                            "FilesPublished",
                            "LoginRecorded",
                            "RedirectPublished",
                            "PhoneReset",
                            "PhoneRegistered",
                            "LogoutBegun",
                            "OwnFileRestored",
                            "ReleaseBegun",
                            "Released",
                            "PhoneReset",
                            "HomeTold");
        }

        @Test
        void everyAttributeOfTheTemporaryDeviceSaysWhereItComesFrom() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);

            TemporaryDevice device = home.temporaryDevice(LoginFixture.PHONE).orElseThrow();

            assertThat(device.devicePool().value().name()).isEqualTo(LoginFixture.ROAMING);
            assertThat(device.devicePool().origin()).isEqualTo(Origin.ROAMING_DEVICE_POOL);
            assertThat(device.profile().origin()).isEqualTo(Origin.DEVICE_PROFILE);
            assertThat(device.model().origin()).isEqualTo(Origin.VISITING_PHONE);
            assertThat(device.sipProfile().origin()).isEqualTo(Origin.EMCC_TEMPLATE);
            assertThat(device.baseDevice()).isEqualTo(BaseDeviceName.of(1));
        }

        @Test
        void withoutAMatchTheTemplatesPoolIsTaken() {
            build(
                    LoginFixture.nyc(),
                    LoginFixture.lon()
                            .settings(LoginFixture.lonSettings()
                                    .devicePools(
                                            List.of(LoginFixture.pool("dp-LON").build()))
                                    .build()));
            login("alice", Canary.PIN);

            assertThat(home.temporaryDevice(LoginFixture.PHONE)
                            .orElseThrow()
                            .devicePool()
                            .origin())
                    .isEqualTo(Origin.TEMPLATE_DEVICE_POOL);
        }

        @Test
        void theMaximumLoginTimeEndsTheLoginOnBothSides() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);
            home.registered(LoginFixture.PHONE);

            time.advance(Duration.ofHours(10));

            assertThat(homeResets).containsExactly(LoginFixture.PHONE);
            assertNothingIsLeft();
        }

        @Test
        void theHomeAdministratorEndsTheLoginOnBothSides() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);

            assertThat(home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR)
                            .join())
                    .isInstanceOf(LogoutOutcome.LoggedOut.class);

            assertNothingIsLeft();
        }

        @Test
        void theVisitingAdministratorLeavesHomeAlone() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);

            visiting.logout(LoginFixture.PHONE, LogoutCause.VISITING_ADMINISTRATOR)
                    .join();

            assertThat(visiting.session(LoginFixture.PHONE)).isEmpty();
            assertThat(home.session(LoginFixture.PHONE)).isPresent();
        }
    }

    @Nested
    class WhenVisitingRefuses {
        @Test
        void eachCauseHasItsCode() {
            build(LoginFixture.nyc(), LoginFixture.lon().phones(List.of()));
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(11);

            build(LoginFixture.nyc(), phone(phone -> phone.extensionMobilityEnabled(false)));
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(22);

            build(LoginFixture.nyc(), profile(false, true));
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(201);

            build(LoginFixture.nyc(), profile(true, false));
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(211);

            build(
                    LoginFixture.nyc(),
                    LoginFixture.lon()
                            .settings(LoginFixture.lonSettings()
                                    .remoteClusters(List.of())
                                    .build()));
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(36);

            build(LoginFixture.nyc(), lonWithModel(new PhoneModel("Old 7960", 7, false)));
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(213);

            assertNothingIsLeft();
        }

        @Test
        void aPhoneInUseIsRefusedAndTheLoginStands() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);

            assertThat(code(login("alice", Canary.PIN))).isEqualTo(18);
            assertThat(home.freeBaseDevices()).isEqualTo(1);
        }

        @Test
        void aLocalUserIsLeftToTheOrdinaryLogin() {
            build(
                    LoginFixture.nyc(),
                    LoginFixture.lon()
                            .profiles(List.of(LoginFixture.profile(LoginFixture.DESK)))
                            .users(List.of(LoginFixture.alice().build())));

            assertThat(login("alice", Canary.PIN)).isEqualTo(new LoginOutcome.LocalUser(LoginFixture.ALICE));
        }

        @Test
        void aPhoneThatDoesNotSayEmccFindsOnlyLocalUsers() {
            build(LoginFixture.nyc(), LoginFixture.lon());

            LoginOutcome outcome = visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                            .emccCapable(false)
                            .build())
                    .join();

            assertThat(code(outcome)).isEqualTo(23);
        }

        @Test
        void nobodyIsLoggedOutWhereNobodyIsLoggedIn() {
            build(LoginFixture.nyc(), LoginFixture.lon());

            LogoutOutcome outcome =
                    visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            assertThat(((LogoutOutcome.Refused) outcome).code().number()).isEqualTo(19);
        }

        private ClusterConfiguration.Builder phone(UnaryOperator<Phone.Builder> change) {
            return LoginFixture.lon()
                    .phones(List.of(change.apply(LoginFixture.phone()).build()));
        }

        private ClusterConfiguration.Builder lonWithModel(PhoneModel model) {
            Phone phone = LoginFixture.phone().build();
            return LoginFixture.lon()
                    .phones(List.of(Phone.builder(phone.name(), model, phone.protocol(), phone.devicePool())
                            .extensionMobilityEnabled(true)
                            .build()));
        }

        private ClusterConfiguration.Builder profile(boolean emcc, boolean pstn) {
            return LoginFixture.lon()
                    .settings(LoginFixture.lonSettings()
                            .serviceProfile(InterclusterServiceProfile.builder()
                                    .emccActive(emcc)
                                    .pstnAccessActive(pstn)
                                    .build())
                            .build());
        }
    }

    @Nested
    class WhenHomeRefuses {
        @Test
        void eachCauseHasItsCode() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            assertThat(code(login("alice", "1"))).isEqualTo(2);
            assertThat(code(login("nobody", "1"))).isEqualTo(23);

            build(
                    LoginFixture.nyc()
                            .users(List.of(
                                    LoginFixture.alice().emccEnabled(false).build())),
                    LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(31);

            build(
                    LoginFixture.nyc()
                            .users(List.of(LoginFixture.alice()
                                    .controlledProfiles(List.of())
                                    .build())),
                    LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(12);

            build(
                    LoginFixture.nyc()
                            .phones(List.of(Phone.builder(
                                            LoginFixture.PHONE,
                                            LoginFixture.MODEL,
                                            org.emcc.core.device.DeviceProtocol.SIP,
                                            LoginFixture.ROAMING)
                                    .build())),
                    LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(37);

            build(
                    LoginFixture.nyc()
                            .settings(LoginFixture.nycSettings()
                                    .featureParameters(
                                            FeatureParameters.builder().build())
                                    .build()),
                    LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(39);

            build(
                    LoginFixture.nyc()
                            .settings(LoginFixture.nycSettings()
                                    .remoteClusters(List.of())
                                    .build()),
                    LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(35);

            assertNothingIsLeft();
        }

        @Test
        void aPoolThatIsEmptyOrSecureIsTold() {
            build(LoginFixture.nyc().baseDevices(0), LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(33);

            build(
                    LoginFixture.nyc().baseDevices(List.of(new BaseDevice(BaseDeviceName.of(1), PhoneSecurity.SECURE))),
                    LoginFixture.lon());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(43);
        }

        @Test
        void severalProfilesAreOfferedAndTheChoiceIsANewExchange() {
            DeviceProfileName other = DeviceProfileName.of("UDP-lab");
            build(
                    LoginFixture.nyc()
                            .profiles(List.of(LoginFixture.profile(LoginFixture.DESK), LoginFixture.profile(other)))
                            .users(List.of(LoginFixture.alice()
                                    .controlledProfiles(List.of(LoginFixture.DESK, other))
                                    .build())),
                    LoginFixture.lon());

            assertThat(login("alice", Canary.PIN))
                    .isEqualTo(new LoginOutcome.ChooseProfile(List.of(LoginFixture.DESK, other)));
            assertNothingIsLeft();

            LoginOutcome chosen = visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                            .chosenProfile(other)
                            .build())
                    .join();
            assertThat(chosen).isInstanceOf(LoginOutcome.LoggedIn.class);
            assertThat(home.temporaryDevice(LoginFixture.PHONE)
                            .orElseThrow()
                            .profile()
                            .value()
                            .name())
                    .isEqualTo(other);
        }

        @Test
        void threeWrongPinsLockTheUserForAWhile() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            for (int i = 0; i < 3; i++) {
                assertThat(code(login("alice", "0"))).isEqualTo(2);
            }
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(2);

            time.advance(Duration.ofMinutes(31));
            assertThat(login("alice", Canary.PIN)).isInstanceOf(LoginOutcome.LoggedIn.class);
        }
    }

    @Nested
    class WhenAUserLogsInTwice {
        private final DeviceName second = DeviceName.of("SEP0011AABBCCEE");

        private LoginOutcome loginAtSecond() {
            return visiting.login(LoginRequest.builder(second, "alice", LoginFixture.PIN)
                            .build())
                    .join();
        }

        private void buildWith(String release, MultipleLoginBehavior behavior) {
            var settings = LoginFixture.nycSettings().build();
            var policy =
                    ServiceParameters.builder().multipleLoginBehavior(behavior).build();
            var rebuilt = org.emcc.core.configuration.ClusterSettings.builder(LoginFixture.NYC, Release.parse(release))
                    .featureParameters(settings.featureParameters())
                    .serviceParameters(policy)
                    .geolocationFilters(settings.geolocationFilters())
                    .remoteClusters(settings.remoteClusters())
                    .devicePools(settings.devicePools())
                    .template(settings.template().orElseThrow())
                    .build();
            Phone phone = LoginFixture.phone().build();
            build(
                    LoginFixture.nyc().settings(rebuilt),
                    LoginFixture.lon()
                            .phones(List.of(
                                    phone,
                                    Phone.builder(second, phone.model(), phone.protocol(), phone.devicePool())
                                            .extensionMobilityEnabled(true)
                                            .build())));
            login("alice", Canary.PIN);
        }

        @Test
        void notAllowedIsTheDefaultFrom125() {
            buildWith("12.5", MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
            assertThat(code(loginAtSecond())).isEqualTo(25);
        }

        @Test
        void before125TheParameterHasNoInfluence() {
            buildWith("11.5", MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
            assertThat(loginAtSecond()).isInstanceOf(LoginOutcome.LoggedIn.class);
            assertThat(home.freeBaseDevices()).isZero();
        }

        @Test
        void autoLogoutEndsTheFirst() {
            buildWith("12.5", MultipleLoginBehavior.AUTO_LOGOUT);

            assertThat(loginAtSecond()).isInstanceOf(LoginOutcome.LoggedIn.class);

            assertThat(home.session(LoginFixture.PHONE)).isEmpty();
            assertThat(visiting.session(LoginFixture.PHONE)).isEmpty();
            assertThat(home.freeBaseDevices()).isEqualTo(1);
        }
    }

    @Nested
    class WhenTheWireIsBad {
        private final List<RemoteLogin> seen = new ArrayList<>();

        /** A link of which one answer can be taken away. */
        private class Flaky implements ClusterLink {
            boolean loseLoginAnswer;
            boolean loseLogout;
            boolean silentSearch;

            @Override
            public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
                return silentSearch ? new CompletableFuture<>() : wire.findUser(peer, query);
            }

            @Override
            public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
                seen.add(request);
                CompletableFuture<LinkAnswer<HomeReply>> answer = wire.login(peer, request);
                return loseLoginAnswer ? new CompletableFuture<>() : answer;
            }

            @Override
            public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
                return loseLogout
                        ? CompletableFuture.completedFuture(new LinkAnswer.Unreachable<>("cut"))
                        : wire.logout(peer, message);
            }

            @Override
            public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
                throw new IllegalStateException("breaks its contract");
            }

            @Override
            public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
                return wire.liveLogins(peer, query);
            }

            @Override
            public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
                return wire.update(peer, query);
            }
        }

        private final Flaky flaky = new Flaky();

        @Test
        void aClusterThatIsNotThereIs208() {
            build(LoginFixture.nyc(), LoginFixture.lon(), InProcessLink.create());
            assertThat(code(login("alice", Canary.PIN))).isEqualTo(208);
        }

        @Test
        void silenceInTheSearchIs40() {
            flaky.silentSearch = true;
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            CompletableFuture<LoginOutcome> outcome =
                    visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                            .build());
            assertThat(outcome).isNotDone();

            time.advance(Duration.ofSeconds(5));

            assertThat(code(outcome.join())).isEqualTo(40);
            assertNothingIsLeft();
        }

        @Test
        void aPhoneSeeksThreeUsersAtATime() {
            flaky.silentSearch = true;
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            LoginRequest request = LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                    .build();
            List<CompletableFuture<LoginOutcome>> three =
                    List.of(visiting.login(request), visiting.login(request), visiting.login(request));
            assertThat(three).noneMatch(CompletableFuture::isDone);

            assertThat(code(visiting.login(request).join())).isEqualTo(26);
            List<CompletableFuture<LoginOutcome>> elsewhere = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                elsewhere.add(visiting.login(
                        request.toBuilder().remoteAddress("10.1.1." + i).build()));
            }
            assertThat(elsewhere).as("a stranger leaves some to others").noneMatch(CompletableFuture::isDone);
            assertThat(code(visiting.login(request.toBuilder()
                                    .remoteAddress("10.1.1.9")
                                    .build())
                            .join()))
                    .as("twelve in all")
                    .isEqualTo(26);
            time.advance(Duration.ofSeconds(5));

            elsewhere.forEach(each -> assertThat(code(each.join())).isEqualTo(40));
            three.forEach(each -> assertThat(code(each.join())).isEqualTo(40));
            CompletableFuture<LoginOutcome> next = visiting.login(request);
            assertThat(next).isNotDone();
            time.advance(Duration.ofSeconds(5));
            assertThat(code(next.join())).isEqualTo(40);
            assertNothingIsLeft();
        }

        @Test
        void aLostAnswerLeavesNothingAtHome() {
            flaky.loseLoginAnswer = true;
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            CompletableFuture<LoginOutcome> outcome =
                    visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                            .build());
            assertThat(home.freeBaseDevices()).isEqualTo(1);

            time.advance(Duration.ofSeconds(10));

            assertThat(code(outcome.join())).isEqualTo(40);
            assertNothingIsLeft();
        }

        @Test
        void homeIsToldOfALogoutUntilItConfirms() {
            flaky.loseLogout = true;
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            login("alice", Canary.PIN);

            LogoutOutcome out =
                    visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            assertThat(((LogoutOutcome.LoggedOut) out).homeAcknowledged()).isFalse();
            assertThat(home.session(LoginFixture.PHONE)).isPresent();

            time.advance(Duration.ofSeconds(1));
            assertThat(home.session(LoginFixture.PHONE)).isPresent();
            flaky.loseLogout = false;
            time.advance(Duration.ofSeconds(2));
            assertNothingIsLeft();
        }

        @Test
        void aRepeatIsAnsweredAsBeforeAndOtherContentIsRefused() {
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            login("alice", Canary.PIN);
            RemoteLogin first = seen.get(0);

            assertThat(home.admit(first)).isInstanceOf(HomeReply.Accepted.class);
            assertThat(home.freeBaseDevices()).isEqualTo(1);

            RemoteLogin other = RemoteLogin.builder(
                            first.login(), first.identifier(), Pin.of("0"), first.visiting(), first.phone())
                    .build();
            assertThat(((HomeReply.Refused) home.admit(other)).code().number()).isEqualTo(2);
            assertThat(home.session(LoginFixture.PHONE)).isPresent();

            visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            assertThat(home.admit(first)).isInstanceOf(HomeReply.Refused.class);
            assertNothingIsLeft();
        }

        @Test
        void anEndThatOvertakesItsBeginningIsRemembered() {
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            login("alice", Canary.PIN);
            RemoteLogin first = seen.get(0);
            visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            RemoteLogin late = RemoteLogin.builder(
                            org.emcc.core.id.LoginId.of(time.clock.instant(), 77),
                            first.identifier(),
                            first.pin(),
                            first.visiting(),
                            first.phone())
                    .build();

            home.logoutReceived(
                    new LogoutMessage(LoginFixture.LON, late.login(), LoginFixture.PHONE, LogoutCause.LOGIN_FAILED));

            assertThat(((HomeReply.Refused) home.admit(late)).code().number()).isEqualTo(1);
            assertNothingIsLeft();
        }

        @Test
        void idsFromTheFutureAreNeitherBelievedNorRemembered() {
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            login("alice", Canary.PIN);
            RemoteLogin first = seen.get(0);
            org.emcc.core.id.LoginId future =
                    org.emcc.core.id.LoginId.of(time.clock.instant().plus(Duration.ofDays(365)), 1);

            LogoutReply reply = home.logoutReceived(
                    new LogoutMessage(LoginFixture.LON, future, LoginFixture.PHONE, LogoutCause.PHONE));
            HomeReply admitted = home.admit(
                    RemoteLogin.builder(future, first.identifier(), first.pin(), first.visiting(), first.phone())
                            .build());

            assertThat(((LogoutReply.Refused) reply).code().number()).isEqualTo(1);
            assertThat(((HomeReply.Refused) admitted).code().number()).isEqualTo(1);
        }

        @Test
        void anotherClusterCannotEndALogin() {
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            login("alice", Canary.PIN);

            LogoutReply reply = home.logoutReceived(new LogoutMessage(
                    org.emcc.core.id.ClusterId.of("PAR"), seen.get(0).login(), LoginFixture.PHONE, LogoutCause.PHONE));

            assertThat(((LogoutReply.Refused) reply).code().number()).isEqualTo(42);
            assertThat(home.session(LoginFixture.PHONE)).isPresent();
        }

        @Test
        void aLinkThatThrowsDoesNotKeepHomeFromEndingALogin() {
            build(LoginFixture.nyc(), LoginFixture.lon(), flaky);
            login("alice", Canary.PIN);

            home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR).join();

            assertThat(home.freeBaseDevices()).isEqualTo(2);
        }
    }

    @Nested
    @Tag("long")
    class WhenAStoreFails {
        private int failing;

        /** Fails on as many calls as were ordered, from the call that was ordered on. */
        private Object flaky(Object store, Class<?> port, int from, int times) {
            int[] calls = {0};
            return java.lang.reflect.Proxy.newProxyInstance(
                    port.getClassLoader(), new Class<?>[] {port}, (proxy, method, arguments) -> {
                        if (method.getName().equals("find") || method.getName().equals("save")) {
                            calls[0]++;
                            if (calls[0] >= from && calls[0] < from + times) {
                                failing++;
                                throw new org.emcc.core.store.StoreException(
                                        "the store is away", true, new IllegalStateException("cut"));
                            }
                        }
                        return method.invoke(store, arguments);
                    });
        }

        private void build(int homeFrom, int visitingFrom, int times) {
            home = HomeCluster.builder(
                            LoginFixture.directories(LoginFixture.nyc()),
                            LoginFixture.credentials(time.clock),
                            homeFiles,
                            wire)
                    .store((HomeLoginStore) flaky(HomeLoginStore.inMemory(), HomeLoginStore.class, homeFrom, times))
                    .control(LoginFixture.resets(homeResets))
                    .clock(time.clock)
                    .timers(time)
                    .listener(listener)
                    .build();
            visiting = VisitingCluster.builder(
                            LoginFixture.directories(LoginFixture.lon()), wire, visitingFiles, LoginFixture::logoutUri)
                    .store((VisitingLoginStore)
                            flaky(VisitingLoginStore.inMemory(), VisitingLoginStore.class, visitingFrom, times))
                    .control(LoginFixture.resets(visitingResets))
                    .clock(time.clock)
                    .timers(time)
                    .listener(listener)
                    .build();
            wire.join(home).join(visiting);
        }

        @Test
        void everyLoginSettlesWhereverTheHomeStoreFails() {
            for (int from = 1; from <= 12; from++) {
                for (int times = 1; times <= 3; times++) {
                    build(from, Integer.MAX_VALUE - 10, times);
                    settlesAndCanBeLoggedOut("home store, call " + from + ", " + times + " times");
                }
            }
            assertThat(failing).isPositive();
        }

        @Test
        void everyLoginSettlesWhereverTheVisitingStoreFails() {
            for (int from = 1; from <= 16; from++) {
                for (int times = 1; times <= 3; times++) {
                    build(Integer.MAX_VALUE - 10, from, times);
                    settlesAndCanBeLoggedOut("visiting store, call " + from + ", " + times + " times");
                }
            }
            assertThat(failing).isPositive();
        }

        private void settlesAndCanBeLoggedOut(String where) {
            LoginOutcome outcome = login("alice", Canary.PIN);
            assertThat(outcome).as(where).isNotNull();
            time.advance(Duration.ofMinutes(10));
            for (int i = 0; i < 4 && visiting.session(LoginFixture.PHONE).isPresent(); i++) {
                // A failure after the redirect leaves the login standing; a logout that failed (6) is asked for again.
                assertThat(home.session(LoginFixture.PHONE)).as(where).isPresent();
                visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
                time.advance(Duration.ofMinutes(10));
            }
            assertThat(visiting.session(LoginFixture.PHONE)).as(where).isEmpty();
            assertThat(home.session(LoginFixture.PHONE)).as(where).isEmpty();
            assertThat(home.freeBaseDevices()).as(where).isEqualTo(2);
        }
    }

    @Nested
    class WhenALoginLastsLong {
        @Test
        void aLogoutAfterDaysIsStillToldToHome() {
            build(
                    LoginFixture.nyc()
                            .users(List.of(LoginFixture.alice()
                                    .maximumLoginTime(Duration.ofDays(7))
                                    .build())),
                    LoginFixture.lon());
            login("alice", Canary.PIN);
            home.registered(LoginFixture.PHONE);

            time.advance(Duration.ofHours(30));
            LogoutOutcome out =
                    visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            assertThat(((LogoutOutcome.LoggedOut) out).homeAcknowledged()).isTrue();
            assertThat(homeResets).containsExactly(LoginFixture.PHONE);
            assertNothingIsLeft();
        }
    }

    @Nested
    class WhenAResetIsNeverAnswered {
        @Test
        void theLoginEndsAllTheSame() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            visiting = VisitingCluster.builder(
                            LoginFixture.directories(LoginFixture.lon()), wire, visitingFiles, LoginFixture::logoutUri)
                    .control(device -> new CompletableFuture<>())
                    .clock(time.clock)
                    .timers(time)
                    .build();
            CompletableFuture<LoginOutcome> outcome =
                    visiting.login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                            .build());
            assertThat(outcome).isNotDone();

            time.advance(Duration.ofMinutes(1));

            assertThat(((LoginOutcome.LoggedIn) outcome.join()).resetAccepted()).isFalse();
        }
    }

    @Nested
    class WhenFilesCannotBeMade {
        @Test
        void aLoginThatFailsAtHomeLeavesNothing() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            homeFiles.broken = true;

            assertThat(code(login("alice", Canary.PIN))).isEqualTo(6);

            homeFiles.broken = false;
            time.advance(Duration.ofMinutes(2));
            assertNothingIsLeft();
        }

        @Test
        void aLoginThatFailsAtVisitingIsReleasedAtHome() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            visitingFiles.broken = true;

            assertThat(code(login("alice", Canary.PIN))).isEqualTo(6);

            visitingFiles.broken = false;
            time.advance(Duration.ofMinutes(2));
            assertNothingIsLeft();
        }

        @Test
        void aLogoutIsTriedAgainUntilTheOwnFileIsBack() {
            build(LoginFixture.nyc(), LoginFixture.lon());
            login("alice", Canary.PIN);
            visitingFiles.broken = true;

            LogoutOutcome outcome =
                    visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            assertThat(((LogoutOutcome.Refused) outcome).code().number()).isEqualTo(6);

            visitingFiles.broken = false;
            time.advance(Duration.ofMinutes(2));
            assertNothingIsLeft();
        }
    }
}
