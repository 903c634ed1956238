package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterServiceProfile;
import org.emcc.core.configuration.RemoteCluster;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.IpAddressingMode;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.directory.Directories;
import org.emcc.core.gateway.ClusterLink;
import org.emcc.core.gateway.InMemoryCredentials;
import org.emcc.core.gateway.LinkAnswer;
import org.emcc.core.gateway.PhoneFiles;
import org.emcc.core.gateway.PublishedFile;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.LoginOutcome;
import org.emcc.core.session.LoginRequest;
import org.emcc.core.session.LoginsAnswer;
import org.emcc.core.session.LoginsQuery;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.LogoutOutcome;
import org.emcc.core.session.LogoutReply;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Redirect;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.UpdateAnswer;
import org.emcc.core.session.UpdateQuery;
import org.emcc.core.session.UserAnswer;
import org.emcc.core.session.UserQuery;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One test for each code that a login or a logout can end with: the causes that {@code error-codes.txt} names. */
class ErrorCodesTest {
    private final LoginFixture.ManualTime time = new LoginFixture.ManualTime();
    private final InProcessLink wire = InProcessLink.create();
    private final InMemoryCredentials pins = LoginFixture.credentials(time.clock);
    private final LoginFixture.FakeFiles homeFiles = new LoginFixture.FakeFiles();
    private final ClusterConfiguration.Builder nyc = LoginFixture.nyc();
    private final ClusterConfiguration.Builder lon = LoginFixture.lon();
    private UnaryOperator<Directories> homeData = data -> data;
    private ClusterLink link = wire;
    private HomeCluster home;
    private VisitingCluster visiting;

    private void build() {
        home = HomeCluster.builder(homeData.apply(LoginFixture.directories(nyc)), pins, homeFiles, wire)
                .clock(time.clock)
                .timers(time)
                .build();
        visiting = VisitingCluster.builder(
                        LoginFixture.directories(lon), link, new LoginFixture.FakeFiles(), LoginFixture::logoutUri)
                .control(LoginFixture.resets(new ArrayList<>()))
                .clock(time.clock)
                .timers(time)
                .build();
        wire.join(home).join(visiting);
    }

    private static LoginRequest.Builder alice() {
        return LoginRequest.builder(LoginFixture.PHONE, "alice", LoginFixture.PIN);
    }

    private int login() {
        return login(alice());
    }

    private int login(LoginRequest.Builder request) {
        build();
        return again(request);
    }

    private int again(LoginRequest.Builder request) {
        LoginOutcome outcome = visiting.login(request.build()).join();
        return ((LoginOutcome.Refused) outcome).code().number();
    }

    private void nycSettings(UnaryOperator<ClusterSettings.Builder> change) {
        nyc.settings(change.apply(LoginFixture.nycSettings()).build());
    }

    private void lonSettings(UnaryOperator<ClusterSettings.Builder> change) {
        lon.settings(change.apply(LoginFixture.lonSettings()).build());
    }

    /** A login request as home gets it. */
    private RemoteLogin request(PhoneFacts phone, VisitingFacts from) {
        return RemoteLogin.builder(LoginId.of(time.clock.instant(), 1), "alice", LoginFixture.PIN, from, phone)
                .build();
    }

    private static VisitingFacts from(String release, ClusterSecurityMode mode) {
        return new VisitingFacts(LoginFixture.LON, Release.parse(release), mode);
    }

    private static PhoneFacts.Builder facts(PhoneModel model) {
        return PhoneFacts.builder(LoginFixture.PHONE, model, DeviceProtocol.SIP);
    }

    private static int code(HomeReply reply) {
        return ((HomeReply.Refused) reply).code().number();
    }

    @Test
    void code1FromAHomeThatIsTooOldForALoginType() {
        ClusterSettings settings = LoginFixture.nycSettings().build();
        nyc.settings(ClusterSettings.builder(LoginFixture.NYC, Release.parse("11.5"))
                .featureParameters(settings.featureParameters())
                .remoteClusters(settings.remoteClusters())
                .geolocationFilters(settings.geolocationFilters())
                .devicePools(settings.devicePools())
                .template(settings.template().orElseThrow())
                .build());
        assertThat(login(alice().loginType(LoginType.UID))).isEqualTo(1);
    }

    @Test
    void code2ForAWrongPin() {
        assertThat(login(LoginRequest.builder(LoginFixture.PHONE, "alice", Pin.of("99999"))))
                .isEqualTo(2);
    }

    @Test
    void code6WhenAPortOfHomeFails() {
        homeFiles.broken = true;
        assertThat(login()).isEqualTo(6);
    }

    @Test
    void code9WhenTheUserDirectoryOfHomeFails() {
        homeData = data -> new Directories(
                data.cluster(),
                (type, identifier) -> {
                    throw new IllegalStateException("the directory is away");
                },
                data.devices());
        assertThat(login()).isEqualTo(9);
    }

    @Test
    void code11ForAPhoneThatVisitingDoesNotHave() {
        lon.phones(List.of());
        assertThat(login()).isEqualTo(11);
    }

    @Test
    void code12WithoutADeviceProfile() {
        nyc.users(List.of(LoginFixture.alice().controlledProfiles(List.of()).build()));
        assertThat(login()).isEqualTo(12);
    }

    @Test
    void code18AtAPhoneInUse() {
        build();
        assertThat(visiting.login(alice().build()).join()).isInstanceOf(LoginOutcome.LoggedIn.class);
        assertThat(again(alice())).isEqualTo(18);
    }

    @Test
    void code19WhereNobodyIsLoggedIn() {
        build();
        LogoutOutcome outcome =
                visiting.logout(LoginFixture.PHONE, LogoutCause.PHONE).join();
        assertThat(((LogoutOutcome.Refused) outcome).code().number()).isEqualTo(19);
    }

    @Test
    void code22WhereExtensionMobilityIsOff() {
        lon.phones(List.of(LoginFixture.phone().extensionMobilityEnabled(false).build()));
        assertThat(login()).isEqualTo(22);
    }

    @Test
    void code23ForAUserWhomNobodyKnows() {
        assertThat(login(LoginRequest.builder(LoginFixture.PHONE, "nobody", LoginFixture.PIN)))
                .isEqualTo(23);
    }

    @Test
    void code25ForASecondLogin() {
        DeviceName second = DeviceName.of("SEP0011AABBCCEE");
        Phone first = LoginFixture.phone().build();
        lon.phones(List.of(
                first,
                Phone.builder(second, first.model(), first.protocol(), first.devicePool())
                        .extensionMobilityEnabled(true)
                        .build()));
        build();
        assertThat(visiting.login(alice().build()).join()).isInstanceOf(LoginOutcome.LoggedIn.class);
        assertThat(again(LoginRequest.builder(second, "alice", LoginFixture.PIN)))
                .isEqualTo(25);
    }

    /** Files that take so long that the request is repeated meanwhile. */
    private static final class SlowFiles implements PhoneFiles {
        private final PhoneFiles files = new LoginFixture.FakeFiles();
        private Runnable meanwhile = () -> {};

        @Override
        public PublishedFile publish(TemporaryDevice device) {
            meanwhile.run();
            return files.publish(device);
        }

        @Override
        public void withdraw(LoginId login, DeviceName device, Duration grace) {
            files.withdraw(login, device, grace);
        }

        @Override
        public PublishedFile redirect(LoginId login, Redirect redirect) {
            return files.redirect(login, redirect);
        }

        @Override
        public void restore(LoginId login, DeviceName device) {
            files.restore(login, device);
        }
    }

    @Test
    void code26ForARepeatWhileTheFirstIsAtWork() {
        List<Integer> codes = new ArrayList<>();
        SlowFiles files = new SlowFiles();
        home = HomeCluster.builder(LoginFixture.directories(nyc), pins, files, wire)
                .clock(time.clock)
                .timers(time)
                .build();
        RemoteLogin request = request(facts(LoginFixture.MODEL).build(), from("12.5", ClusterSecurityMode.NONSECURE));
        files.meanwhile = () -> codes.add(code(home.admit(request)));

        assertThat(home.admit(request)).isInstanceOf(HomeReply.Accepted.class);
        assertThat(codes).containsExactly(26);
    }

    @Test
    void code31ForAUserWithoutEmcc() {
        nyc.users(List.of(LoginFixture.alice().emccEnabled(false).build()));
        assertThat(login()).isEqualTo(31);
    }

    @Test
    void code32ForAModelThatCannot() {
        build();
        PhoneFacts old = facts(new PhoneModel("Old 7960", 7, false)).build();
        assertThat(code(home.admit(request(old, from("12.5", ClusterSecurityMode.NONSECURE)))))
                .isEqualTo(32);
    }

    @Test
    void code33WithoutAFreeBaseDevice() {
        nyc.baseDevices(0);
        assertThat(login()).isEqualTo(33);
    }

    @Test
    void code35ForAClusterWithoutARecord() {
        nycSettings(settings -> settings.remoteClusters(List.of()));
        assertThat(login()).isEqualTo(35);
    }

    @Test
    void code36WithoutARemoteCluster() {
        lonSettings(settings -> settings.remoteClusters(List.of()));
        assertThat(login()).isEqualTo(36);
    }

    @Test
    void code37ForANameThatHomeHasAlready() {
        nyc.phones(
                List.of(Phone.builder(LoginFixture.PHONE, LoginFixture.MODEL, DeviceProtocol.SIP, LoginFixture.ROAMING)
                        .build()));
        assertThat(login()).isEqualTo(37);
    }

    @Test
    void code39WithoutATftpServer() {
        nycSettings(settings ->
                settings.featureParameters(FeatureParameters.builder().build()));
        assertThat(login()).isEqualTo(39);
    }

    @Test
    void code40WhenHomeIsSilent() {
        link = new SilentLink();
        build();
        CompletableFuture<LoginOutcome> outcome = visiting.login(alice().build());
        time.advance(Duration.ofSeconds(5));
        assertThat(((LoginOutcome.Refused) outcome.join()).code().number()).isEqualTo(40);
    }

    @Test
    void code41IsAWishToChangeThePin() {
        pins.setToBeChanged(LoginFixture.ALICE, LoginFixture.PIN);
        build();
        // The page that a phone then gets is that of 41: EmAppTest.
        assertThat(visiting.login(alice().build()).join()).isEqualTo(new LoginOutcome.ChangePin(LoginFixture.NYC));
    }

    @Test
    void code42ForALogoutOfAnotherClustersLogin() {
        build();
        LoginOutcome in = visiting.login(alice().build()).join();
        LogoutReply reply = home.logoutReceived(new LogoutMessage(
                ClusterId.of("PAR"), ((LoginOutcome.LoggedIn) in).login(), LoginFixture.PHONE, LogoutCause.PHONE));
        assertThat(((LogoutReply.Refused) reply).code().number()).isEqualTo(42);
    }

    @Test
    void code43WithSecureBaseDevicesOnly() {
        nyc.baseDevices(List.of(new BaseDevice(BaseDeviceName.of(1), PhoneSecurity.SECURE)));
        assertThat(login()).isEqualTo(43);
    }

    @Test
    void code45ForASecurePhoneOfATooOldCluster() {
        nycSettings(settings -> settings.securityMode(ClusterSecurityMode.MIXED));
        build();
        assertThat(code(home.admit(request(secure(), from("8.6(1)", ClusterSecurityMode.MIXED)))))
                .isEqualTo(45);
    }

    @Test
    void code46ForASecurePhoneAndANonsecureHome() {
        build();
        assertThat(code(home.admit(request(secure(), from("12.5", ClusterSecurityMode.MIXED)))))
                .isEqualTo(46);
    }

    private static PhoneFacts secure() {
        return facts(LoginFixture.MODEL).security(PhoneSecurity.SECURE).build();
    }

    @Test
    void code47ForAnExtensionOfSeveralUsers() {
        nyc.users(List.of(
                LoginFixture.alice().primaryExtension("2125550100").build(),
                EndUser.builder(UserId.of("bob")).primaryExtension("2125550100").build()));
        assertThat(login(LoginRequest.builder(LoginFixture.PHONE, "2125550100", LoginFixture.PIN)
                        .loginType(LoginType.DN)))
                .isEqualTo(47);
    }

    @Test
    void code201WhereEmccIsNotActive() {
        lonSettings(settings -> settings.serviceProfile(InterclusterServiceProfile.builder()
                .pstnAccessActive(true)
                .pstnAccessTrunk("EMCC-ICT-SIP-Trunk-1")
                .build()));
        assertThat(login()).isEqualTo(201);
    }

    @Test
    void code208WhenHomeCannotBeReached() {
        link = InProcessLink.create();
        assertThat(login()).isEqualTo(208);
    }

    @Test
    void code211WherePstnAccessIsNotActive() {
        lonSettings(settings -> settings.serviceProfile(
                InterclusterServiceProfile.builder().emccActive(true).build()));
        assertThat(login()).isEqualTo(211);
    }

    @Test
    void code213AtAPhoneWhoseModelCannot() {
        lon.phones(List.of(Phone.builder(
                        LoginFixture.PHONE,
                        new PhoneModel("Old 7960", 7, false),
                        DeviceProtocol.SIP,
                        LoginFixture.phone().build().devicePool())
                .extensionMobilityEnabled(true)
                .build()));
        assertThat(login()).isEqualTo(213);
    }

    /** emcc-behaviour 9 row 3; the code is inferred. */
    @ParameterizedTest
    @CsvSource({"IPV6_ONLY, 213", "IPV4_ONLY, 0", "IPV4_AND_IPV6, 0"})
    void code213AtAPhoneForIpv6Only(IpAddressingMode mode, int code) {
        lon.phones(List.of(LoginFixture.phone().ipAddressingMode(mode).build()));
        build();
        LoginOutcome outcome = visiting.login(alice().build()).join();
        assertThat(
                        outcome instanceof LoginOutcome.Refused refused
                                ? refused.code().number()
                                : 0)
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"true, false, true, 30", "true, true, true, 0", "false, false, true, 0", "true, false, false, 0"})
    void code30ThroughAProxyThatEmccMayNotUse(boolean validate, boolean allowed, boolean proxy, int code) {
        lonSettings(settings -> settings.serviceParameters(ServiceParameters.builder()
                .validateIpAddress(validate)
                .emccAllowProxy(allowed)
                .build()));
        build();
        LoginOutcome outcome = visiting.login(alice().viaProxy(proxy).build()).join();
        assertThat(
                        outcome instanceof LoginOutcome.Refused refused
                                ? refused.code().number()
                                : 0)
                .isEqualTo(code);
    }

    /** Nobody at the other end says a word. */
    private static final class SilentLink implements ClusterLink {
        @Override
        public CompletableFuture<LinkAnswer<UserAnswer>> findUser(RemoteCluster peer, UserQuery query) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<LinkAnswer<HomeReply>> login(RemoteCluster peer, RemoteLogin request) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> logout(RemoteCluster peer, LogoutMessage message) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<LinkAnswer<LogoutReply>> notice(RemoteCluster peer, LogoutMessage message) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<LinkAnswer<LoginsAnswer>> liveLogins(RemoteCluster peer, LoginsQuery query) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletableFuture<LinkAnswer<UpdateAnswer>> update(RemoteCluster peer, UpdateQuery query) {
            return new CompletableFuture<>();
        }
    }
}
