package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.emcc.core.configuration.ClusterConfiguration;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Phone;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.gateway.Credentials;
import org.emcc.core.gateway.PinChange;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.LogoutMessage;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.EndUser;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** H1 to H15 of emcc-behaviour 2.7 through the shell: of two rules that are broken the earlier one is told. */
class AdmissionOrderTest {
    /** A login for which everything speaks, until a fault is put in. */
    private static final class Case {
        final Duo duo = new Duo();
        Release release = Release.parse("12.5");
        ClusterId from = LoginFixture.LON;
        boolean typed;
        PhoneSecurity security = PhoneSecurity.NONSECURE;
        PhoneModel model = LoginFixture.MODEL;
        String identifier = "alice";
        PinCheck pin = PinCheck.GOOD;
        final EndUser.Builder user = LoginFixture.alice();
        boolean withProfile = true;
        boolean otherLogin;
        boolean namedHere;
        boolean tftp = true;
        boolean template = true;
        boolean secureOnly;
        boolean filesBroken;

        private ClusterSettings settings() {
            ClusterSettings whole = LoginFixture.nycSettings().build();
            ClusterSettings.Builder settings = ClusterSettings.builder(LoginFixture.NYC, release)
                    .featureParameters(
                            tftp
                                    ? whole.featureParameters()
                                    : FeatureParameters.builder().build())
                    .geolocationFilters(whole.geolocationFilters())
                    .remoteClusters(whole.remoteClusters())
                    .devicePools(whole.devicePools());
            if (template) {
                settings.template(whole.template().orElseThrow());
            }
            return settings.build();
        }

        private RemoteLogin request() {
            RemoteLogin.Builder request = RemoteLogin.builder(
                    duo.id(7),
                    identifier,
                    LoginFixture.PIN,
                    new VisitingFacts(from, Release.parse("12.5"), ClusterSecurityMode.NONSECURE),
                    PhoneFacts.builder(LoginFixture.PHONE, model, DeviceProtocol.SIP)
                            .security(security)
                            .build());
            if (typed) {
                request.loginType(LoginType.UID);
            }
            return request.build();
        }

        HomeReply reply() {
            begin();
            return duo.home.admit(request());
        }

        void begin() {
            ClusterConfiguration.Builder nyc = ClusterConfiguration.builder(settings())
                    .profiles(withProfile ? List.of(LoginFixture.profile(LoginFixture.DESK)) : List.of())
                    .users(List.of(user.build()))
                    .phones(
                            namedHere
                                    ? List.of(Phone.builder(
                                                    LoginFixture.PHONE,
                                                    LoginFixture.MODEL,
                                                    DeviceProtocol.SIP,
                                                    LoginFixture.ROAMING)
                                            .build())
                                    : List.of());
            List<BaseDevice> pool = new ArrayList<>();
            pool.add(new BaseDevice(BaseDeviceName.of(1), PhoneSecurity.SECURE));
            pool.add(new BaseDevice(BaseDeviceName.of(2), PhoneSecurity.NONSECURE));
            pool.add(new BaseDevice(BaseDeviceName.of(3), PhoneSecurity.NONSECURE));
            duo.credentials = new Verdict(pin);
            duo.nyc(nyc.baseDevices(pool)).begin();
            if (otherLogin) {
                logInElsewhere();
            }
            if (secureOnly) {
                duo.homeStore.provision(pool.subList(0, 1));
            }
            duo.homeFiles.broken = filesBroken;
        }

        void logInElsewhere() {
            duo.storeAtHome(duo.homeLogin(duo.id(1), DeviceName.of("SEP0011AABBCCEE")), new HomeState.Registered());
        }
    }

    /** Says the same of every PIN. */
    private record Verdict(PinCheck verdict) implements Credentials {
        @Override
        public PinCheck check(UserId user, Pin pin, ClusterId source) {
            return verdict;
        }

        @Override
        public PinChange change(UserId user, Pin old, Pin next, ClusterId source) {
            throw new AssertionError("admission changes no PIN");
        }
    }

    private record Fault(String name, String answer, Consumer<Case> put) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Fault> FAULTS = List.of(
            new Fault("H1 no record of visiting", "35", c -> c.from = ClusterId.of("PAR")),
            new Fault("login type before 12.0", "1", c -> {
                c.typed = true;
                c.release = Release.parse("11.5");
            }),
            new Fault("H2 security", "45", c -> c.security = PhoneSecurity.SECURE),
            new Fault("H3 unknown user", "23", c -> c.identifier = "nobody"),
            new Fault("H4 wrong PIN", "2", c -> c.pin = PinCheck.WRONG),
            new Fault("H6 not enabled", "31", c -> c.user.emccEnabled(false)),
            new Fault("H7 no profile", "12", c -> c.user.controlledProfiles(List.of())),
            new Fault("H8 logged in elsewhere", "25", c -> c.otherLogin = true),
            new Fault("H9 model", "32", c -> c.model = new PhoneModel("Old 7960", 7, false)),
            new Fault("H10 name taken", "37", c -> c.namedHere = true),
            new Fault("H11 no TFTP server", "39", c -> c.tftp = false),
            new Fault("H12 no template", "33", c -> c.template = false),
            new Fault("H13 secure base devices only", "43", c -> c.secureOnly = true),
            new Fault("H15 files cannot be made", "6", c -> c.filesBroken = true));

    private static String answer(HomeReply reply) {
        return reply instanceof HomeReply.Refused refused
                ? String.valueOf(refused.code().number())
                : reply.kind().name();
    }

    static Stream<Fault> faults() {
        return FAULTS.stream();
    }

    static Stream<Arguments> pairs() {
        return IntStream.range(0, FAULTS.size())
                .boxed()
                .flatMap(first -> IntStream.range(first + 1, FAULTS.size())
                        .mapToObj(later -> Arguments.of(FAULTS.get(first), FAULTS.get(later))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneFaultGetsItsCodeAndLeavesNothing(Fault fault) {
        Case one = new Case();
        fault.put().accept(one);

        assertThat(answer(one.reply())).isEqualTo(fault.answer());
        one.duo.homeFiles.broken = false;
        one.duo.time.advance(Duration.ofMinutes(2));
        assertThat(one.duo.homeLives()).isFalse();
        assertThat(one.duo.homeFiles.served).isEmpty();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("pairs")
    void ofTwoFaultsTheEarlierIsTold(Fault earlier, Fault later) {
        Case both = new Case();
        earlier.put().accept(both);
        later.put().accept(both);

        assertThat(answer(both.reply())).isEqualTo(earlier.answer());
    }

    @Test
    void aPinThatMustChangeComesBeforeWhatFollowsAndAfterTheUser() {
        Case mustChange = new Case();
        mustChange.pin = PinCheck.MUST_CHANGE;
        mustChange.user.emccEnabled(false);
        assertThat(answer(mustChange.reply())).isEqualTo("CHANGE_PIN");

        Case nobody = new Case();
        nobody.pin = PinCheck.MUST_CHANGE;
        nobody.identifier = "nobody";
        assertThat(answer(nobody.reply())).isEqualTo("23");
    }

    /** Other logins are looked at when a new one reserves (design 4.1), and an id that is known reserves nothing (4.4). */
    @Test
    void anIdThatIsKnownIsAnsweredAsWhatItIsWhoeverIsLoggedInNow() {
        Case ended = new Case();
        assertThat(answer(ended.reply())).isEqualTo("ACCEPTED");
        assertThat(ended.duo.home.logout(LoginFixture.PHONE, LogoutCause.HOME_ADMINISTRATOR))
                .isCompleted();
        ended.logInElsewhere();
        assertThat(answer(ended.duo.home.admit(ended.request()))).as("ended").isEqualTo("6");

        Case buried = new Case();
        buried.begin();
        buried.duo.home.logoutReceived(
                new LogoutMessage(LoginFixture.LON, buried.duo.id(7), LoginFixture.PHONE, LogoutCause.LOGIN_FAILED));
        buried.logInElsewhere();
        assertThat(answer(buried.duo.home.admit(buried.request()))).as("buried").isEqualTo("1");
    }

    @Test
    void withoutAFaultTheLoginIsAccepted() {
        assertThat(answer(new Case().reply())).isEqualTo("ACCEPTED");
    }
}
