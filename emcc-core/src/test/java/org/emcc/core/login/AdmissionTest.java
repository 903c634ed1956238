package org.emcc.core.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.emcc.core.configuration.ClusterSettings;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.configuration.ServiceParameters;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.gateway.PinCheck;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.GeolocationMatch;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.RemoteLogin;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.user.EndUser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** H1 to H12 of emcc-behaviour 2.7 as a table: what is wrong, and what home says. */
class AdmissionTest {
    private static final DeviceProfileName OTHER = DeviceProfileName.of("UDP-other");
    private static final Admission.Facts NOTHING_KNOWN = Admission.Facts.PRESUMED_ALONE.presumingNothing();
    private static final PhoneModel POOR_MODEL = new PhoneModel("Cisco 7902", 30008, false);

    /** A login for which everything speaks, until something is changed. */
    private static final class Case {
        ClusterSettings.Builder home = LoginFixture.nycSettings();
        Release homeRelease = Release.parse("12.5");
        Release visitingRelease = Release.parse("12.5");
        ClusterSecurityMode visitingMode = ClusterSecurityMode.NONSECURE;
        PhoneSecurity phoneSecurity = PhoneSecurity.NONSECURE;
        PhoneModel model = LoginFixture.MODEL;

        @Nullable
        LoginType loginType;

        @Nullable
        DeviceProfileName chosen;

        CivicAddress geolocation = CivicAddress.empty().with(CivicField.COUNTRY, "GB");
        EndUser.Builder user = LoginFixture.alice();
        boolean found = true;
        boolean foundTwice;

        @Nullable
        PinCheck pin = PinCheck.GOOD;

        @Nullable
        Boolean profileExists = true;

        @Nullable
        Boolean otherLogin = false;

        @Nullable
        Boolean configured = false;

        @Nullable
        Boolean liveDevice = false;

        boolean withoutTemplate;

        Admission decide() {
            return decide(new Admission.Facts(users(), pin, profileExists, configured, otherLogin, liveDevice));
        }

        Admission decide(Admission.Facts facts) {
            return Admission.decide(request(), settings(), facts);
        }

        List<EndUser> users() {
            List<EndUser> users = new ArrayList<>();
            if (found) {
                users.add(user.build());
            }
            if (found && foundTwice) {
                users.add(EndUser.builder(UserId.of("bob")).build());
            }
            return users;
        }

        private RemoteLogin request() {
            RemoteLogin.Builder request = RemoteLogin.builder(
                    LoginId.of(Instant.EPOCH, 1),
                    "alice",
                    LoginFixture.PIN,
                    new VisitingFacts(LoginFixture.LON, visitingRelease, visitingMode),
                    PhoneFacts.builder(LoginFixture.PHONE, model, DeviceProtocol.SIP)
                            .security(phoneSecurity)
                            .geolocation(geolocation)
                            .build());
            if (loginType != null) {
                request.loginType(loginType);
            }
            if (chosen != null) {
                request.chosenProfile(chosen);
            }
            return request.build();
        }

        /** The release is given to the builder at its start, so the finished settings are taken over into a new one. */
        private ClusterSettings settings() {
            ClusterSettings built = home.build();
            ClusterSettings.Builder copy = ClusterSettings.builder(LoginFixture.NYC, homeRelease)
                    .securityMode(built.securityMode())
                    .featureParameters(built.featureParameters())
                    .serviceParameters(built.serviceParameters())
                    .remoteClusters(built.remoteClusters())
                    .geolocationFilters(built.geolocationFilters())
                    .devicePools(built.devicePools());
            if (!withoutTemplate) {
                built.template().ifPresent(copy::template);
            }
            return copy.build();
        }
    }

    /** One thing that can be wrong, and the answer when nothing before it is. */
    private record Fault(String step, Consumer<Case> make, String answer) {
        @Override
        public String toString() {
            return step + ": " + answer;
        }
    }

    private static final List<Fault> FAULTS = List.of(
            new Fault("H1, the visiting cluster is not known", c -> c.home.remoteClusters(List.of()), "35"),
            new Fault(
                    "8.2, a login type at a home before 12.0",
                    c -> {
                        c.homeRelease = Release.parse("11.5(1)SU9");
                        c.loginType = LoginType.UID;
                    },
                    "1"),
            new Fault(
                    "H2, a secure phone and a nonsecure home",
                    c -> {
                        c.visitingMode = ClusterSecurityMode.MIXED;
                        c.phoneSecurity = PhoneSecurity.SECURE;
                    },
                    "46"),
            new Fault("H3, no such user", c -> c.found = false, "23"),
            new Fault("H3, two such users", c -> c.foundTwice = true, "47"),
            new Fault("H4, the PIN is wrong", c -> c.pin = PinCheck.WRONG, "2"),
            new Fault("H4, the PIN is locked", c -> c.pin = PinCheck.LOCKED, "2"),
            new Fault("H5, the PIN must be changed", c -> c.pin = PinCheck.MUST_CHANGE, "AsksPinChange[]"),
            new Fault("H6, the user may not use EMCC", c -> c.user.emccEnabled(false), "31"),
            new Fault("H7, the user has no profile", c -> c.user.controlledProfiles(List.of()), "12"),
            new Fault(
                    "H7, the user has several and chose none",
                    c -> {
                        c.user.controlledProfiles(List.of(LoginFixture.DESK, OTHER));
                        c.chosen = null;
                    },
                    "AsksProfile[profiles=[UDP-alice, UDP-other]]"),
            new Fault("H7, the chosen profile is not the user's", c -> c.chosen = OTHER, "12"),
            new Fault("H7, the profile is not there", c -> c.profileExists = false, "12"),
            new Fault("H8, the user is logged in elsewhere", c -> c.otherLogin = true, "25"),
            new Fault("H9, the model cannot", c -> c.model = POOR_MODEL, "32"),
            new Fault("H10, a device of this name is ours", c -> c.configured = true, "37"),
            new Fault("H10, another login has this name", c -> c.liveDevice = true, "37"),
            new Fault(
                    "H11, no TFTP server",
                    c -> c.home.featureParameters(FeatureParameters.builder()
                            .geolocationFilter(Setting.of("country"))
                            .build()),
                    "39"),
            new Fault("H13, no template", c -> c.withoutTemplate = true, "33"));

    private static String answer(Admission admission) {
        return admission instanceof Admission.Refused refused
                ? String.valueOf(refused.code().number())
                : admission.toString();
    }

    static List<Fault> faults() {
        return FAULTS;
    }

    static IntStream places() {
        return IntStream.range(0, FAULTS.size());
    }

    @ParameterizedTest
    @MethodSource("faults")
    void oneFaultAloneGetsItsAnswer(Fault fault) {
        Case login = new Case();
        fault.make().accept(login);

        assertThat(answer(login.decide())).isEqualTo(fault.answer());
    }

    @ParameterizedTest
    @MethodSource("places")
    void theFirstOfSeveralFaultsIsAnswered(int first) {
        for (int later = FAULTS.size() - 1; later > first; later--) {
            Case login = new Case();
            FAULTS.get(later).make().accept(login);
            FAULTS.get(first).make().accept(login);

            assertThat(answer(login.decide()))
                    .as("%s before %s", FAULTS.get(first), FAULTS.get(later))
                    .isEqualTo(FAULTS.get(first).answer());
        }
    }

    private static Admission.Planned plan(Case login) {
        return (Admission.Planned) login.decide();
    }

    @Test
    void withNoFaultThereIsAPlan() {
        Admission.Planned plan = plan(new Case());

        assertThat(plan.user().id()).isEqualTo(LoginFixture.ALICE);
        assertThat(plan.profile()).isEqualTo(LoginFixture.DESK);
        assertThat(plan.pool()).isEqualTo(LoginFixture.ROAMING);
        assertThat(plan.match())
                .isEqualTo(new GeolocationMatch.Matched("rdp-LON", Set.of(CivicField.COUNTRY), List.of()));
        assertThat(plan.policy()).isEqualTo(MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED);
        assertThat(plan.limit()).isEqualTo(LoginLimit.after(Duration.ofHours(10)));
    }

    @Test
    void whatIsNeededIsAskedForInOrderAndNotEarlier() {
        Case login = new Case();
        login.user.emccEnabled(false);
        login.chosen = OTHER;

        Admission.Facts facts = NOTHING_KNOWN;

        assertThat(login.decide(facts)).isEqualTo(new Admission.Needs(Admission.Need.USERS));
        facts = facts.users(login.users());
        assertThat(login.decide(facts)).isEqualTo(new Admission.Needs(Admission.Need.PIN));
        assertThat(answer(login.decide(facts.pin(PinCheck.WRONG)))).isEqualTo("2");
        facts = facts.pin(PinCheck.GOOD);
        assertThat(answer(login.decide(facts))).isEqualTo("31");
        login.user.emccEnabled(true);
        facts = facts.users(login.users());
        assertThat(login.decide(facts)).isEqualTo(new Admission.Needs(Admission.Need.PROFILE));
        login.chosen = null;
        facts = facts.profileExists(true);
        assertThat(login.decide(facts)).isEqualTo(new Admission.Needs(Admission.Need.OTHER_LOGIN));
        facts = facts.otherLogin(false);
        assertThat(login.decide(facts)).isEqualTo(new Admission.Needs(Admission.Need.DEVICE_NAME));
        facts = facts.configured(false);
        assertThat(login.decide(facts)).isEqualTo(new Admission.Needs(Admission.Need.LIVE_DEVICE));
        assertThat(login.decide(facts.liveDevice(false))).isInstanceOf(Admission.Planned.class);
    }

    @Test
    void otherLoginsAreNotAskedAboutWhenTheyArePresumedNotToBeInTheWay() {
        Case login = new Case();
        Admission.Facts facts = Admission.Facts.PRESUMED_ALONE
                .users(login.users())
                .pin(PinCheck.GOOD)
                .profileExists(true)
                .configured(false);

        assertThat(login.decide(facts)).isInstanceOf(Admission.Planned.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 35", "1, 1", "2, 46"})
    void aClusterThatFailsAtTheGateLearnsNothingAboutUsers(int fault, String code) {
        Case login = new Case();
        FAULTS.get(fault).make().accept(login);

        assertThat(answer(login.decide(NOTHING_KNOWN))).isEqualTo(code);
    }

    @Test
    void aUserWhoseHomeIsElsewhereDoesNotCount() {
        Case login = new Case();
        login.user.homeCluster(false);
        assertThat(answer(login.decide())).isEqualTo("23");

        login.foundTwice = true;
        login.pin = null;
        assertThat(login.decide()).isEqualTo(new Admission.Needs(Admission.Need.PIN));
    }

    @Test
    void aUserOfSeveralProfilesGetsTheOneChosen() {
        Case login = new Case();
        login.user.controlledProfiles(List.of(LoginFixture.DESK, OTHER));
        login.chosen = OTHER;

        assertThat(plan(login).profile()).isEqualTo(OTHER);
    }

    @ParameterizedTest
    @EnumSource(LoginType.class)
    void fromRelease12OnEveryLoginTypePasses(LoginType type) {
        Case login = new Case();
        login.homeRelease = Release.parse("12.0");
        login.visitingRelease = Release.parse("11.5");
        login.loginType = type;

        assertThat(login.decide()).isInstanceOf(Admission.Planned.class);
    }

    @Test
    void anOlderHomeAcceptsARequestWithoutLoginType() {
        Case login = new Case();
        login.homeRelease = Release.parse("11.5");

        assertThat(login.decide()).isInstanceOf(Admission.Planned.class);
    }

    @ParameterizedTest
    @CsvSource({
        "12.0, AUTO_LOGOUT, MULTIPLE_LOGINS_ALLOWED",
        "12.0, MULTIPLE_LOGINS_NOT_ALLOWED, MULTIPLE_LOGINS_ALLOWED",
        "12.5, AUTO_LOGOUT, AUTO_LOGOUT",
        "12.5(1)SU3, MULTIPLE_LOGINS_NOT_ALLOWED, MULTIPLE_LOGINS_NOT_ALLOWED",
        "14, MULTIPLE_LOGINS_ALLOWED, MULTIPLE_LOGINS_ALLOWED"
    })
    void thePolicyOfMultipleLoginsCountsFrom125On(
            String release, MultipleLoginBehavior set, MultipleLoginBehavior inForce) {
        Case login = new Case();
        login.homeRelease = Release.parse(release);
        login.home.serviceParameters(
                ServiceParameters.builder().multipleLoginBehavior(set).build());

        assertThat(plan(login).policy()).isEqualTo(inForce);
    }

    @Test
    void theBackupTftpServerAloneIsEnough() {
        Case login = new Case();
        login.home.featureParameters(FeatureParameters.builder()
                .backupTftpServer(Setting.of(ServiceAddress.of("10.1.0.11")))
                .build());

        assertThat(login.decide()).isInstanceOf(Admission.Planned.class);
    }

    @Test
    void theUsersOwnLimitGoesBeforeTheClusters() {
        Case login = new Case();
        login.user.maximumLoginTime(Duration.ofMinutes(30));

        assertThat(plan(login).limit()).isEqualTo(LoginLimit.after(Duration.ofMinutes(30)));
        login.homeRelease = Release.parse("12.0");
        assertThat(plan(login).limit()).as("before 12.5").isEqualTo(LoginLimit.after(Duration.ofHours(10)));
    }

    @Test
    void withoutAMatchThePoolOfTheTemplateIsTaken() {
        Case elsewhere = new Case();
        elsewhere.geolocation = CivicAddress.empty().with(CivicField.COUNTRY, "FR");
        Case nowhere = new Case();
        nowhere.geolocation = CivicAddress.empty();
        Case unfiltered = new Case();
        unfiltered.home.featureParameters(FeatureParameters.builder()
                .defaultTftpServer(Setting.of(ServiceAddress.of("10.1.0.10")))
                .build());

        for (Case login : List.of(elsewhere, nowhere, unfiltered)) {
            assertThat(plan(login).pool()).isEqualTo(DevicePoolName.of("Default"));
            assertThat(plan(login).match()).isInstanceOf(GeolocationMatch.NoMatch.class);
        }
    }
}
