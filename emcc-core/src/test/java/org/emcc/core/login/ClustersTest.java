package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Phone;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.LoginMove;
import org.emcc.core.gateway.LoginStep;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.ResetOutcome;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.StoreException;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the two shells do beside the way of a login: phones that come and go, second logins, repeats, and what they refuse to be built of. */
class ClustersTest {
    private static final DeviceName SECOND = DeviceName.of("SEP0011AABBCCEE");

    private final Duo duo = new Duo();

    private LoginId loggedIn() {
        duo.begin();
        duo.login();
        return duo.visiting.session(LoginFixture.PHONE).orElseThrow().login().id();
    }

    @Nested
    class WhenAPhoneRegisters {
        @Test
        void withoutALoginItIsSentAway() {
            duo.begin();

            duo.home.registered(LoginFixture.PHONE);

            assertThat(duo.homeResets).containsExactly(LoginFixture.PHONE);
        }

        @Test
        void asOneOfOurOwnItStays() {
            duo.nyc(LoginFixture.nyc()
                            .phones(List.of(
                                    Phone.builder(SECOND, LoginFixture.MODEL, DeviceProtocol.SIP, LoginFixture.ROAMING)
                                            .build())))
                    .begin();

            duo.home.registered(SECOND);

            assertThat(duo.homeResets).isEmpty();
        }

        @Test
        void itsComingAndGoingIsFollowed() {
            LoginId id = loggedIn();

            duo.home.registered(LoginFixture.PHONE);
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.REGISTERED);
            duo.home.unregistered(LoginFixture.PHONE);
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.UNREGISTERED);
            duo.home.registered(LoginFixture.PHONE);
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.REGISTERED);

            assertThat(duo.homeResets).isEmpty();
            assertThat(duo.steps(LoginStep.PhoneRegistered.class)).hasSize(2);
            assertThat(duo.steps(LoginStep.PhoneUnregistered.class)).hasSize(1);
        }

        @Test
        void oneThatNobodyKnowsMayGo() {
            duo.begin();

            duo.home.unregistered(LoginFixture.PHONE);

            assertThat(duo.steps).isEmpty();
        }
    }

    @Nested
    class WhenAUserLogsInTwiceUnderAutoLogout {
        private void build(int baseDevices) {
            ClusterSettings whole = LoginFixture.nycSettings().build();
            duo.nyc(LoginFixture.nyc()
                    .settings(ClusterSettings.builder(LoginFixture.NYC, Release.parse("12.5"))
                            .featureParameters(whole.featureParameters())
                            .serviceParameters(ServiceParameters.builder()
                                    .multipleLoginBehavior(MultipleLoginBehavior.AUTO_LOGOUT)
                                    .build())
                            .geolocationFilters(whole.geolocationFilters())
                            .remoteClusters(whole.remoteClusters())
                            .devicePools(whole.devicePools())
                            .template(whole.template().orElseThrow())
                            .build())
                    .baseDevices(baseDevices));
            Phone first = LoginFixture.phone().build();
            duo.lon(LoginFixture.lon()
                    .phones(List.of(
                            first,
                            Phone.builder(SECOND, first.model(), first.protocol(), first.devicePool())
                                    .extensionMobilityEnabled(true)
                                    .build())));
            loggedIn();
        }

        private LoginOutcome second() {
            return duo.visiting
                    .login(LoginRequest.builder(SECOND, "alice", LoginFixture.PIN)
                            .build())
                    .join();
        }

        @Test
        void aFullPoolKeepsTheOlderLogin() {
            build(1);

            assertThat(Duo.code(second())).isEqualTo(33);

            assertThat(duo.homeLives()).isTrue();
            assertThat(duo.visitingLives()).isTrue();
            assertThat(duo.homeFiles.served).containsOnlyKeys(LoginFixture.PHONE);
            assertThat(duo.wire.notices).isEmpty();
            assertThat(duo.visiting.session(SECOND)).isEmpty();
        }

        @Test
        void withRoomTheOlderLoginEndsOnBothSides() {
            build(2);

            assertThat(second()).isInstanceOf(LoginOutcome.LoggedIn.class);

            assertThat(duo.homeLives()).isFalse();
            assertThat(duo.visitingLives()).isFalse();
            assertThat(duo.home.session(SECOND)).isPresent();
            assertThat(duo.visiting.session(SECOND)).isPresent();
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(1);
            assertThat(duo.wire.notices).extracting(LogoutMessage::cause).containsExactly(LogoutCause.SECOND_LOGIN);
            assertThat(duo.steps(LoginStep.ReleaseBegun.class))
                    .as("who listens is told why the older login ends")
                    .extracting(step -> step.subject().device() + " " + step.cause())
                    .containsExactly(LoginFixture.PHONE + " SECOND_LOGIN");
            assertThat(duo.moves)
                    .as("and by which move")
                    .filteredOn(move -> move instanceof LoginMove.Home home
                            && home.subject().device().equals(LoginFixture.PHONE)
                            && home.before().equals(new HomeState.FilesReady()))
                    .extracting(move -> ((LoginMove.Home) move).after())
                    .containsExactly(new HomeState.Releasing(LogoutCause.SECOND_LOGIN));
            assertThat(duo.homeFiles.served).containsOnlyKeys(SECOND);
            assertThat(duo.visitingFiles.served).containsOnlyKeys(SECOND);
            assertThat(duo.homeResets)
                    .as("home resets the phone that is registered with it")
                    .containsExactly(LoginFixture.PHONE);
        }

        @Test
        void theNewLoginDoesNotWaitForASilentCluster() {
            build(2);
            duo.wire.hang("notice");

            assertThat(second()).isInstanceOf(LoginOutcome.LoggedIn.class);

            assertThat(duo.homeLives())
                    .as("until the notice is answered or given up")
                    .isTrue();
            duo.time.advance(Duration.ofSeconds(5));
            assertThat(duo.homeLives()).isFalse();
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(1);
        }
    }

    @Nested
    class WhenTwoClustersSayMine {
        private final ClusterId paris = ClusterId.of("PAR");

        private void build() {
            duo.lon(LoginFixture.lon()
                    .settings(LoginFixture.lonSettings()
                            .remoteClusters(List.of(
                                    RemoteCluster.builder(LoginFixture.NYC, ServiceAddress.of("cucm-nyc.example.com"))
                                            .build(),
                                    RemoteCluster.builder(paris, ServiceAddress.of("cucm-par.example.com"))
                                            .build()))
                            .build()));
            duo.begin();
        }

        @Test
        void theFirstWinsAndTheOtherIsToldOfAndIgnored() {
            build();
            duo.wire.answer("findUser", new UserAnswer.Mine());

            LoginOutcome outcome = duo.login();

            assertThat(((LoginOutcome.LoggedIn) outcome).home()).isEqualTo(LoginFixture.NYC);
            assertThat(duo.wire.logins).hasSize(1);
            assertThat(duo.steps(LoginStep.UserSought.class))
                    .extracting(LoginStep.UserSought::remote, LoginStep.UserSought::answer)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(LoginFixture.NYC, "mine"),
                            org.assertj.core.groups.Tuple.tuple(paris, "mine"));
        }

        @Test
        void anAnswerInTheNameOfAnotherIsNotBelieved() {
            build();
            duo.wire.answer(
                    "login",
                    new HomeReply.Accepted(
                            paris,
                            LoginFixture.ALICE,
                            duo.accepted().tftpServers(),
                            duo.time.clock.instant(),
                            duo.accepted().limit()));

            assertThat(Duo.code(duo.login())).isEqualTo(42);

            assertThat(duo.wire.logouts).as("who has reserved is told").hasSize(1);
            assertThat(duo.visitingFiles.calls).isEmpty();
        }

        @Test
        void whatEachAnsweredIsToldInWords() {
            build();
            duo.wire.answer("findUser", new UserAnswer.Refused(ErrorCode.of(35)));
            assertThat(Duo.code(duo.login())).isEqualTo(35);
            duo.wire.answer("findUser", new UserAnswer.NotMine());
            assertThat(Duo.code(duo.login())).isEqualTo(23);
            duo.wire.lose("findUser");
            assertThat(Duo.code(duo.login())).isEqualTo(40);
            duo.wire.cut("findUser");
            assertThat(Duo.code(duo.login())).isEqualTo(208);

            assertThat(duo.steps(LoginStep.UserSought.class))
                    .extracting(LoginStep.UserSought::answer)
                    .containsExactly(
                            "refused with " + ErrorCode.of(35),
                            "refused with " + ErrorCode.of(35),
                            "not mine",
                            "not mine",
                            "silent: lost",
                            "silent: lost",
                            "unreachable: cut",
                            "unreachable: cut");
            assertThat(duo.steps(LoginStep.LoginRefused.class))
                    .extracting(LoginStep.LoginRefused::ending)
                    .contains(new Ending.Refused(ErrorCode.of(208)));
        }
    }

    @Nested
    class WhenHomeIsAskedForAUser {
        private UserAnswer ask(UserQuery.Builder query) {
            return duo.home.findUser(query.build());
        }

        @Test
        void itSaysWhoseTheUserIsAndTellsTheListener() {
            duo.begin();

            assertThat(ask(UserQuery.builder(LoginFixture.LON, "alice"))).isEqualTo(new UserAnswer.Mine());
            assertThat(ask(UserQuery.builder(LoginFixture.LON, "bob"))).isEqualTo(new UserAnswer.NotMine());
            assertThat(ask(UserQuery.builder(ClusterId.of("PAR"), "alice")))
                    .isEqualTo(new UserAnswer.Refused(ErrorCode.of(35)));
            assertThat(duo.steps)
                    .containsExactly(
                            new LoginStep.UserQueried(LoginFixture.LON, "alice", true),
                            new LoginStep.UserQueried(LoginFixture.LON, "bob", false),
                            new LoginStep.UserQueried(ClusterId.of("PAR"), "alice", false));
        }

        @Test
        void anOlderOneRefusesALoginType() {
            ClusterSettings whole = LoginFixture.nycSettings().build();
            duo.nyc(LoginFixture.nyc()
                            .settings(ClusterSettings.builder(LoginFixture.NYC, Release.parse("11.5"))
                                    .featureParameters(whole.featureParameters())
                                    .geolocationFilters(whole.geolocationFilters())
                                    .remoteClusters(whole.remoteClusters())
                                    .devicePools(whole.devicePools())
                                    .template(whole.template().orElseThrow())
                                    .build()))
                    .begin();

            assertThat(ask(UserQuery.builder(LoginFixture.LON, "alice").loginType(LoginType.UID)))
                    .isEqualTo(new UserAnswer.Refused(ErrorCode.of(1)));
            assertThat(ask(UserQuery.builder(LoginFixture.LON, "alice"))).isEqualTo(new UserAnswer.Mine());
        }

        @Test
        void anAmbiguousIdentifierIs47() {
            var directories = LoginFixture.directories(LoginFixture.nyc());
            duo.nyc = new org.emcc.core.directory.Directories(
                    directories.cluster(),
                    (type, identifier) -> List.of(
                            LoginFixture.alice().build(), LoginFixture.alice().build()),
                    directories.devices());
            duo.begin();

            assertThat(ask(UserQuery.builder(LoginFixture.LON, "alice")))
                    .isEqualTo(new UserAnswer.Refused(ErrorCode.of(47)));
        }
    }

    @Nested
    class WhenMessagesAreStrange {
        private LogoutReply logout(LoginId id, DeviceName device, ClusterId from) {
            return duo.home.logoutReceived(new LogoutMessage(from, id, device, LogoutCause.PHONE));
        }

        @Test
        void aLogoutOfAnotherPhoneIsRefused() {
            LoginId id = loggedIn();

            assertThat(logout(id, SECOND, LoginFixture.LON)).isEqualTo(new LogoutReply.Refused(ErrorCode.of(1)));
            assertThat(duo.homeLives()).isTrue();
        }

        /** Perhaps it is in a state that only a later version knows. */
        @Test
        void aLogoutDoesNotNeedWhateverElseThePhoneHasNow() {
            LoginId id = loggedIn();
            duo.homeFaults.put("HomeLoginStore.lastSeen", real -> {
                throw new StoreException("unreadable", false, new IllegalStateException("unreadable"));
            });

            assertThat(logout(id, LoginFixture.PHONE, LoginFixture.LON)).isEqualTo(new LogoutReply.Acknowledged());
            assertThat(duo.homeLives()).isFalse();
        }

        @Test
        void anEndBecauseTheLoginFailedIsRememberedAsThat() {
            LoginId id = loggedIn();

            assertThat(duo.home.logoutReceived(
                            new LogoutMessage(LoginFixture.LON, id, LoginFixture.PHONE, LogoutCause.LOGIN_FAILED)))
                    .isEqualTo(new LogoutReply.Acknowledged());

            assertThat(duo.steps(LoginStep.Released.class))
                    .extracting(LoginStep.Released::cause)
                    .containsExactly(LogoutCause.LOGIN_FAILED);
        }

        @Test
        void aCauseOfTheOtherSideIsRefused() {
            loggedIn();

            assertThatThrownBy(() -> Links.watch(duo.home.logout(LoginFixture.PHONE, LogoutCause.PHONE)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cause of a logout by home must be one that begins at home, but is PHONE");
            assertThatThrownBy(
                            () -> Links.watch(duo.visiting.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cause of a logout by visiting must be PHONE or VISITING_ADMINISTRATOR, but is"
                            + " HOME_ADMINISTRATOR");
            assertThat(duo.homeLives()).isTrue();
            assertThat(duo.visitingLives()).isTrue();
        }

        @Test
        void aNoticeOfAnotherClusterOrPhoneIsRefused() {
            LoginId id = loggedIn();

            assertThat(duo.visiting.noticeReceived(new LogoutMessage(
                            ClusterId.of("PAR"), id, LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR)))
                    .isEqualTo(new LogoutReply.Refused(ErrorCode.of(42)));
            assertThat(duo.visiting.noticeReceived(
                            new LogoutMessage(LoginFixture.NYC, id, SECOND, LogoutCause.HOME_ADMINISTRATOR)))
                    .isEqualTo(new LogoutReply.Refused(ErrorCode.of(1)));
            assertThat(duo.visitingLives()).isTrue();
            assertThat(duo.visiting.noticeReceived(new LogoutMessage(
                            LoginFixture.NYC, duo.id(99), LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR)))
                    .as("what is not known is over")
                    .isEqualTo(new LogoutReply.Acknowledged());
        }

        @Test
        void aNoticeThatCannotBeFollowedIsRefusedWith6AndThenIs() {
            LoginId id = loggedIn();
            duo.visitingFiles.broken = true;
            LogoutMessage notice =
                    new LogoutMessage(LoginFixture.NYC, id, LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR);

            assertThat(duo.visiting.noticeReceived(notice)).isEqualTo(new LogoutReply.Refused(ErrorCode.of(6)));
            duo.visitingFiles.broken = false;
            assertThat(duo.visiting.noticeReceived(notice)).isEqualTo(new LogoutReply.Acknowledged());
            assertThat(duo.visitingState(id)).isEqualTo(VisitingState.Kind.RETURNED);
            assertThat(duo.wire.logouts).as("home knows already").isEmpty();
        }

        @Test
        void idsOfAnotherTimeAreRefusedUnseen() {
            loggedIn();
            RemoteLogin first = duo.wire.logins.get(0);

            assertThat(admit(first, Duration.ofMinutes(5))).as("clocks differ").isNotEqualTo(1);
            assertThat(admit(first, Duration.ofMinutes(5).plusMillis(1))).isEqualTo(1);
            assertThat(admit(first, Duration.ofDays(-1))).isNotEqualTo(1);
            assertThat(admit(first, Duration.ofDays(-1).minusMillis(1))).isEqualTo(1);
        }

        private int admit(RemoteLogin first, Duration from) {
            RemoteLogin other = RemoteLogin.builder(
                            LoginId.of(duo.time.clock.instant().plus(from), 5),
                            first.identifier(),
                            first.pin(),
                            first.visiting(),
                            first.phone())
                    .build();
            return ((HomeReply.Refused) duo.home.admit(other)).code().number();
        }

        @Test
        void whatIsOverIsForgottenAfterADay() {
            LoginId id = loggedIn();
            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            duo.time.advance(Duration.ofHours(23));
            duo.login();
            assertThat(duo.homeStore.find(id)).isPresent();
            assertThat(duo.visitingStore.find(id)).isPresent();
            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            duo.time.advance(Duration.ofHours(1).plusMillis(1));
            duo.login();

            assertThat(duo.homeStore.find(id)).isEmpty();
            assertThat(duo.visitingStore.find(id)).isEmpty();
        }

        @Test
        void aLogoutOfWhatIsForgottenIsAcknowledged() {
            duo.begin();
            LoginId old = duo.id(1);
            duo.time.advance(Duration.ofDays(2));

            assertThat(logout(old, LoginFixture.PHONE, LoginFixture.LON)).isEqualTo(new LogoutReply.Acknowledged());
        }

        @Test
        void nobodyIsLoggedOutAtHomeWhereNobodyIs() {
            duo.begin();

            assertThat(duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR))
                    .isCompletedWithValue(new LogoutOutcome.Refused(ErrorCode.of(19)));
        }

        @Test
        void aRepeatWhileTheFirstIsAtWorkIs26() {
            loggedIn();
            RemoteLogin first = duo.wire.logins.get(0);
            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
            LoginId id = duo.id(5);
            duo.storeAtHome(
                    duo.homeLogin(id), new HomeState.Reserved(), new org.emcc.core.session.HomeEffect.MakeDevice());
            RemoteLogin repeat = RemoteLogin.builder(id, "alice", first.pin(), first.visiting(), first.phone())
                    .build();

            assertThat(((HomeReply.Refused) duo.home.admit(repeat)).code().number())
                    .isEqualTo(26);
            assertThat(duo.homeState(id)).isEqualTo(HomeState.Kind.RESERVED);
        }

        @Test
        void theDeviceOfALoginThatIsBeingEndedMayNotRegister() {
            duo.begin();
            duo.storeAtHome(duo.homeLogin(duo.id(1)), new HomeState.Registered());
            assertThat(duo.home.temporaryDevice(LoginFixture.PHONE)).isPresent();
            Duo ending = new Duo().begin();
            ending.storeAtHome(
                    ending.homeLogin(ending.id(1)),
                    new HomeState.Releasing(LogoutCause.PHONE),
                    new org.emcc.core.session.HomeEffect.WithdrawFiles());
            assertThat(ending.home.temporaryDevice(LoginFixture.PHONE)).isEmpty();
        }
    }

    @Nested
    class WhenALoginIsCarriedToHome {
        @Test
        void allThatWasAskedAtThePhoneGoesAlong() {
            duo.begin();

            duo.visiting
                    .login(LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN)
                            .loginType(LoginType.UID)
                            .chosenProfile(LoginFixture.DESK)
                            .remoteAddress("10.9.9.9")
                            .viaProxy(true)
                            .build())
                    .join();

            RemoteLogin sent = duo.wire.logins.get(0);
            assertThat(sent.identifier()).isEqualTo("alice");
            assertThat(sent.pin()).isEqualTo(LoginFixture.PIN);
            assertThat(sent.loginType()).contains(LoginType.UID);
            assertThat(sent.chosenProfile()).contains(LoginFixture.DESK);
            assertThat(sent.remoteAddress()).contains("10.9.9.9");
            assertThat(sent.viaProxy()).isTrue();
            assertThat(sent.phone().logoutUri()).contains(LoginFixture.logoutUri(LoginFixture.PHONE));
        }

        @Test
        void aHomeThatCannotBeReachedIs208AndASilentOneIs40() {
            duo.begin();
            duo.wire.cut("login");
            assertThat(Duo.code(duo.login())).isEqualTo(208);
            duo.wire.lose("login");
            assertThat(Duo.code(duo.login())).isEqualTo(40);
        }

        @Test
        void aPhoneInUseIsRefusedBeforeAnybodyIsAsked() {
            loggedIn();
            int asked = duo.wire.userQueries;

            assertThat(Duo.code(duo.login())).isEqualTo(18);

            assertThat(duo.wire.userQueries).isEqualTo(asked);
            assertThat(duo.steps(LoginStep.LoginRefused.class))
                    .extracting(LoginStep.LoginRefused::ending)
                    .containsExactly(new Ending.Refused(ErrorCode.of(18)));
        }

        @Test
        void ofTwoLoginsAtOnePhoneTheLaterIsRefused() {
            duo.begin();
            CompletableFuture<LinkAnswer<UserAnswer>> search = new CompletableFuture<>();
            duo.wire.instead.put("findUser", () -> search);
            CompletableFuture<LoginOutcome> slow = duo.beginLogin();
            duo.wire.mend("findUser");
            assertThat(duo.login()).isInstanceOf(LoginOutcome.LoggedIn.class);

            search.complete(new LinkAnswer.Answered<>(new UserAnswer.Mine()));

            assertThat(Duo.code(slow.join())).isEqualTo(18);
            assertThat(duo.visitingLives()).isTrue();
        }
    }

    @Nested
    class WhenAPortFails {
        private List<String> failures() {
            return duo.steps(LoginStep.Failed.class).stream()
                    .map(failed -> failed.what() + ": " + failed.reason())
                    .toList();
        }

        private void nothingIsLeft() {
            duo.homeFaults.clear();
            duo.visitingFaults.clear();
            duo.homeFiles.broken = false;
            duo.visitingFiles.broken = false;
            duo.time.advance(Duration.ofMinutes(3));
            assertThat(duo.homeLives()).isFalse();
            assertThat(duo.visitingLives()).isFalse();
            assertThat(duo.homeStore.freeBaseDevices()).isEqualTo(2);
            assertThat(duo.homeFiles.served).isEmpty();
            assertThat(duo.visitingFiles.served).isEmpty();
        }

        private Object away(Callable<Object> real) {
            throw new IllegalStateException("the store is away");
        }

        @Test
        void theListenerIsToldWhatCouldNotBeDoneAtHome() {
            duo.homeFiles.broken = true;
            duo.begin();

            assertThat(Duo.code(duo.login())).isEqualTo(6);

            assertThat(failures())
                    .startsWith("publish files: the file service is broken")
                    .contains("withdraw files: the file service is broken");
            nothingIsLeft();
        }

        @Test
        void theListenerIsToldWhatCouldNotBeDoneAtVisiting() {
            duo.visitingFiles.broken = true;
            duo.begin();

            assertThat(Duo.code(duo.login())).isEqualTo(6);

            assertThat(failures()).startsWith("publish redirect: the file service is broken");
            nothingIsLeft();
        }

        @Test
        void aProfileThatGoesWhileTheLoginIsMadeIsNamed() {
            duo.homeFaults.put("DeviceDirectory.profile", Callable::call);
            duo.begin();
            AtomicInteger reads = new AtomicInteger();
            duo.homeFaults.put(
                    "DeviceDirectory.profile", real -> reads.incrementAndGet() == 1 ? real.call() : Optional.empty());

            assertThat(Duo.code(duo.login())).isEqualTo(6);

            assertThat(failures()).containsExactly("make device: device profile UDP-alice is gone");
            nothingIsLeft();
        }

        @Test
        void aHomeStoreThatIsAwayRefusesWith6AndIsUndoneLater() {
            duo.homeFaults.put("HomeLoginStore.save", Callable::call);
            duo.begin();
            duo.homeFaults.put("HomeLoginStore.save", this::away);

            assertThat(Duo.code(duo.login())).isEqualTo(6);

            assertThat(failures())
                    .contains("carry out the login: the store is away", "undo the login: the store is away");
            assertThat(duo.homeLives()).isTrue();
            nothingIsLeft();
        }

        @Test
        void aVisitingStoreThatIsAwayRefusesWith6AndIsUndoneLater() {
            duo.visitingFaults.put("VisitingLoginStore.save", Callable::call);
            duo.begin();
            duo.visitingFaults.put("VisitingLoginStore.save", this::away);

            assertThat(Duo.code(duo.login())).isEqualTo(6);

            assertThat(failures())
                    .contains("carry out the login: the store is away", "undo the login: the store is away");
            nothingIsLeft();
        }

        @Test
        void aVisitingStoreThatFailsOnceIsUndoneAtOnce() {
            duo.visitingFaults.put("VisitingLoginStore.save", Callable::call);
            duo.begin();
            AtomicInteger saves = new AtomicInteger();
            duo.visitingFaults.put(
                    "VisitingLoginStore.save", real -> saves.incrementAndGet() == 1 ? away(real) : real.call());

            assertThat(Duo.code(duo.login())).isEqualTo(6);

            assertThat(duo.visitingLives()).isFalse();
            assertThat(duo.homeLives()).as("and home is told").isFalse();
            nothingIsLeft();
        }

        @Test
        void aLogoutThatCannotBeWrittenDownIs6() {
            duo.visitingFaults.put("VisitingLoginStore.save", Callable::call);
            duo.begin();
            duo.login();
            CompletableFuture<LinkAnswer<LogoutReply>> told = new CompletableFuture<>();
            duo.wire.instead.put("logout", () -> told);
            CompletableFuture<LogoutOutcome> logout = duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE);
            assertThat(logout).isNotDone();
            duo.visitingFaults.put("VisitingLoginStore.save", this::away);
            duo.wire.mend("logout");

            told.complete(new LinkAnswer.Answered<>(new LogoutReply.Acknowledged()));

            assertThat(logout).isCompletedWithValue(new LogoutOutcome.Refused(ErrorCode.of(6)));
            nothingIsLeft();
        }

        @Test
        void aLogoutByHomeWhoseFilesStayIs6AndIsFinishedLater() {
            loggedIn();
            duo.homeFiles.broken = true;

            assertThat(duo.home
                            .logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR)
                            .join())
                    .isEqualTo(new LogoutOutcome.Refused(ErrorCode.of(6)));

            nothingIsLeft();
        }

        @Test
        void aMaximumLoginTimeThatFindsTheStoreAwayIsKeptLater() {
            duo.homeFaults.put("HomeLoginStore.find", Callable::call);
            duo.begin();
            duo.login();
            duo.homeFaults.put("HomeLoginStore.find", this::away);

            duo.time.advance(Duration.ofHours(10));

            assertThat(duo.homeLives()).isTrue();
            assertThat(failures()).containsExactly("end the login at its maximum login time: the store is away");
            nothingIsLeft();
        }

        @Test
        void aResetAtHomeThatFailsIsNoAnswer() {
            duo.homeSetup = builder ->
                    builder.control(device -> CompletableFuture.failedFuture(new IllegalStateException("no SIP")));
            loggedIn();

            duo.visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();

            assertThat(duo.steps(LoginStep.PhoneReset.class))
                    .extracting(LoginStep.PhoneReset::outcome)
                    .containsExactly(ResetOutcome.ACCEPTED, ResetOutcome.NO_ANSWER);
            nothingIsLeft();
        }
    }

    @Nested
    class WhenHomesDataChange {
        @Test
        void aChangedPinIsTheOneThatCounts() {
            duo.begin();
            Pin next = Pin.of("8642097531");

            assertThat(duo.home.changePin(LoginFixture.ALICE, LoginFixture.PIN, next, LoginFixture.LON))
                    .isEqualTo(new PinChange.Changed());

            assertThat(Duo.code(duo.login())).isEqualTo(2);
            assertThat(duo.visiting
                            .login(LoginRequest.builder(LoginFixture.PHONE, "alice", next)
                                    .build())
                            .join())
                    .isInstanceOf(LoginOutcome.LoggedIn.class);
        }

        @Test
        void insertedBaseDevicesAreThereOnceTheyAreTakenOver() {
            duo.homeFaults.put("DeviceDirectory.baseDevices", Callable::call);
            duo.begin();
            var more = LoginFixture.directories(LoginFixture.nyc().baseDevices(5))
                    .devices()
                    .baseDevices();
            duo.homeFaults.put("DeviceDirectory.baseDevices", real -> more);
            assertThat(duo.home.freeBaseDevices()).isEqualTo(2);

            duo.home.provision();

            assertThat(duo.home.freeBaseDevices()).isEqualTo(5);
        }
    }

    @Nested
    class WhenThePhoneIsReset {
        @Test
        void aResetThatFailsIsNoAnswerAndTheLoginStands() {
            duo.visitingControl = device -> CompletableFuture.failedFuture(new IllegalStateException("no SIP"));
            duo.begin();

            assertThat(((LoginOutcome.LoggedIn) duo.login()).resetAccepted()).isFalse();

            assertThat(duo.steps(LoginStep.PhoneReset.class))
                    .extracting(LoginStep.PhoneReset::outcome)
                    .containsExactly(ResetOutcome.NO_ANSWER);
            assertThat(duo.visiting.session(LoginFixture.PHONE).orElseThrow().state())
                    .isInstanceOf(VisitingState.Redirected.class);
        }

        @Test
        void anAnswerThatComesInTimeCounts() {
            CompletableFuture<ResetOutcome> answer = new CompletableFuture<>();
            duo.visitingControl = device -> answer;
            duo.begin();
            CompletableFuture<LoginOutcome> login = duo.beginLogin();
            duo.time.advance(Duration.ofSeconds(39));
            assertThat(login).isNotDone();

            answer.complete(ResetOutcome.ACCEPTED);

            assertThat(((LoginOutcome.LoggedIn) login.join()).resetAccepted()).isTrue();
        }

        @Test
        void anAnswerThatDoesNotComeIsNoneAfterFortySeconds() {
            duo.visitingControl = device -> new CompletableFuture<>();
            duo.begin();
            CompletableFuture<LoginOutcome> login = duo.beginLogin();
            duo.time.advance(Duration.ofSeconds(40).minusMillis(1));
            assertThat(login).isNotDone();
            duo.time.advance(Duration.ofMillis(1));

            assertThat(((LoginOutcome.LoggedIn) login.join()).resetAccepted()).isFalse();
        }
    }

    @Nested
    class WhenAClusterIsBuilt {
        private HomeCluster.Builder home() {
            return HomeCluster.builder(duo.nyc, duo.credentials, duo.homeFiles, duo.wire)
                    .timers(duo.time)
                    .clock(duo.time.clock);
        }

        private VisitingCluster.Builder visiting() {
            return VisitingCluster.builder(duo.lon, duo.wire, duo.visitingFiles, LoginFixture::logoutUri)
                    .timers(duo.time)
                    .clock(duo.time.clock);
        }

        @Test
        void aTimeThatIsTooShortIsRefusedWithItsLimit() {
            Duration nothing = Duration.ZERO;
            refused(() -> home().grace(Duration.ofMillis(-1)), "grace time must be at least PT0S, but is PT-0.001S");
            refused(() -> home().memory(nothing), "memory of ended logins must be at least PT1M, but is PT0S");
            refused(
                    () -> home().noticeDeadline(nothing),
                    "deadline of a notice must be at least PT0.001S, but is PT0S");
            refused(
                    () -> home().portDeadline(Duration.ofNanos(-1)),
                    "deadline of a port must be at least PT0S, but is PT-0.000000001S");
            refused(() -> home().lease(nothing), "lease must be at least PT1S, but is PT0S");
            refused(() -> home().lease(Duration.ofSeconds(5)).build(), "lease must be at least PT5.001S, but is PT5S");
            refused(() -> visiting().memory(nothing), "memory of ended logins must be at least PT1M, but is PT0S");
            refused(
                    () -> visiting().searchDeadline(nothing),
                    "deadline of the search must be at least PT0.001S, but is PT0S");
            refused(
                    () -> visiting().homeDeadline(nothing),
                    "deadline of home's answer must be at least PT0.001S, but is PT0S");
            refused(
                    () -> visiting().portDeadline(Duration.ofNanos(-1)),
                    "deadline of a port must be at least PT0S, but is PT-0.000000001S");
            refused(() -> visiting().lease(nothing), "lease must be at least PT1S, but is PT0S");
            refused(
                    () -> visiting().lease(Duration.ofSeconds(40)).build(),
                    "lease must be at least PT40.001S, but is PT40S");
            refused(
                    () -> visiting().homeDeadline(Duration.ofMinutes(1)).build(),
                    "lease must be at least PT1M0.001S, but is PT1M");
        }

        @Test
        void aTimeAtItsLimitIsTaken() {
            try (HomeCluster home = home().grace(Duration.ZERO)
                            .memory(Duration.ofMinutes(1))
                            .noticeDeadline(Duration.ofMillis(1))
                            .portDeadline(Duration.ZERO)
                            .lease(Duration.ofSeconds(1))
                            .build();
                    VisitingCluster visiting = visiting()
                            .memory(Duration.ofMinutes(1))
                            .searchDeadline(Duration.ofMillis(1))
                            .homeDeadline(Duration.ofMillis(1))
                            .portDeadline(Duration.ZERO)
                            .lease(Duration.ofSeconds(40).plusMillis(1))
                            .build()) {
                assertThat(home.settings().id()).isEqualTo(LoginFixture.NYC);
                assertThat(visiting.settings().id()).isEqualTo(LoginFixture.LON);
            }
        }

        @Test
        void aNodeHasAName() {
            refused(() -> home().node(" "), "name of a node must not be blank");
            refused(
                    () -> visiting().node("x".repeat(65)),
                    "name of a node must have at most 64 characters, but has 65");
        }

        private void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
            assertThatThrownBy(call)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
        }

        @Test
        void everySettingOfABuilderCounts() {
            duo.homeSetup = builder -> builder.grace(Duration.ofSeconds(7))
                    .noticeDeadline(Duration.ofSeconds(2))
                    .memory(Duration.ofHours(2))
                    .lease(Duration.ofMinutes(3))
                    .repeatAfter(Duration.ofMinutes(2))
                    .rules(HomeRules::step);
            duo.visitingSetup = builder -> builder.searchDeadline(Duration.ofSeconds(3))
                    .homeDeadline(Duration.ofSeconds(4))
                    .memory(Duration.ofHours(2))
                    .lease(Duration.ofMinutes(3))
                    .repeatAfter(Duration.ofMinutes(2))
                    .ids(() -> duo.id(4711))
                    .rules(VisitingRules::step);
            duo.begin();
            duo.wire.hang("findUser");
            CompletableFuture<LoginOutcome> lost = duo.beginLogin();
            duo.time.advance(Duration.ofSeconds(3));
            assertThat(Duo.code(lost.join())).isEqualTo(40);
            duo.wire.mend("findUser");
            duo.wire.hang("login");
            CompletableFuture<LoginOutcome> silent = duo.beginLogin();
            duo.time.advance(Duration.ofSeconds(4));
            assertThat(Duo.code(silent.join())).isEqualTo(40);
            duo.wire.mend("login");

            duo.login();
            LoginId id = duo.visiting
                    .session(LoginFixture.PHONE)
                    .orElseThrow()
                    .login()
                    .id();
            assertThat(id).isEqualTo(duo.id(4711));
            duo.wire.hang("notice");
            var out = duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR);
            duo.time.advance(Duration.ofSeconds(2));
            assertThat(out).isDone();
            duo.wire.lose("notice");
            int told = duo.wire.notices.size();
            duo.time.advance(Duration.ofMinutes(2).minusMillis(1));
            assertThat(duo.wire.notices).hasSize(told);
            duo.time.advance(Duration.ofMillis(1));
            assertThat(duo.wire.notices).hasSize(told + 1);
            duo.time.advance(Duration.ofMinutes(1).minusMillis(1));
            assertThat(duo.wire.notices).hasSize(told + 1);
            duo.time.advance(Duration.ofMillis(3));
            assertThat(duo.wire.notices).hasSize(told + 2);
            duo.time.advance(Duration.ofHours(3));
            assertThat(duo.homeStore.find(id).orElseThrow().value().settled()).isTrue();
        }
    }

    @Test
    void settingsAreThoseOfTheDirectory() {
        duo.begin();
        assertThat(duo.home.settings().id()).isEqualTo(LoginFixture.NYC);
        assertThat(duo.visiting.settings().id()).isEqualTo(LoginFixture.LON);
    }
}
