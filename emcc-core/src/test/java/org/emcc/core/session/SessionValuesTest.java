package org.emcc.core.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.emcc.core.configuration.FeatureParameters;
import org.emcc.core.configuration.InterclusterService;
import org.emcc.core.configuration.LinkLossType;
import org.emcc.core.configuration.Setting;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.LoginType;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.emcc.core.user.Pin;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The values of a login: what counts when two are compared, what a builder keeps, and what is refused with which words. */
class SessionValuesTest {
    private static final ClusterId NYC = ClusterId.of("NYC");
    private static final ClusterId LON = ClusterId.of("LON");
    private static final DeviceName PHONE = DeviceName.of("SEP0011AABBCCDD");
    private static final DeviceName OTHER = DeviceName.of("SEP0011AABBCCEE");
    private static final PhoneModel MODEL = new PhoneModel("Cisco 8851", 684, true);
    private static final LoginId ID = LoginId.of(Instant.EPOCH, 1);
    private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
    private static final DeviceProfileName DESK = DeviceProfileName.of("UDP-alice");
    private static final ServiceAddress TFTP = ServiceAddress.of("10.1.0.10");
    private static final Pin PIN = Pin.of("40414");
    private static final VisitingFacts VISITING =
            new VisitingFacts(LON, Release.parse("12.5"), ClusterSecurityMode.NONSECURE);

    private static PhoneFacts.Builder phone() {
        return PhoneFacts.builder(PHONE, MODEL, DeviceProtocol.SIP);
    }

    private static RemoteLogin.Builder remote() {
        return RemoteLogin.builder(ID, "alice", PIN, VISITING, phone().build());
    }

    private static LoginRequest.Builder request() {
        return LoginRequest.builder(PHONE, "alice", PIN);
    }

    private static HomeLogin homeLogin(LoginId id) {
        return new HomeLogin(
                id,
                UserId.of("alice"),
                DESK,
                VISITING,
                phone().build(),
                DevicePoolName.of("rdp-LON"),
                true,
                NOW,
                LoginLimit.after(Duration.ofHours(10)));
    }

    private static VisitingLogin visitingLogin(DeviceName device) {
        return new VisitingLogin(ID, device, "alice", NOW);
    }

    private static HomeReply.Accepted accepted() {
        return new HomeReply.Accepted(NYC, UserId.of("alice"), List.of(TFTP), NOW, LoginLimit.none());
    }

    /** No two of them are equal, and nothing equals what is none of them. */
    private static void allDiffer(Object... variants) {
        for (int i = 0; i < variants.length; i++) {
            for (int j = 0; j < variants.length; j++) {
                assertThat(variants[i].equals(variants[j])).as(i + " and " + j).isEqualTo(i == j);
            }
            assertThat(variants[i]).isNotEqualTo("something else").isNotEqualTo(null);
        }
        assertThat(java.util.Arrays.stream(variants).map(Object::hashCode).distinct())
                .as("hash codes that tell apart")
                .hasSizeGreaterThan(variants.length / 2);
    }

    private static void same(Object one, Object other) {
        assertThat(one).isNotSameAs(other).isEqualTo(other).hasSameHashCodeAs(other);
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void missing(ThrowingCallable call, String what) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(what);
    }

    @Nested
    class WhatCountsInAComparison {
        @Test
        void everyPartOfARemoteLogin() {
            allDiffer(
                    remote().build(),
                    RemoteLogin.builder(LoginId.LEAST, "alice", PIN, VISITING, phone().build())
                            .build(),
                    RemoteLogin.builder(ID, "bob", PIN, VISITING, phone().build())
                            .build(),
                    RemoteLogin.builder(ID, "alice", Pin.of("1"), VISITING, phone().build())
                            .build(),
                    RemoteLogin.builder(
                                    ID,
                                    "alice",
                                    PIN,
                                    new VisitingFacts(NYC, VISITING.release(), VISITING.securityMode()),
                                    phone().build())
                            .build(),
                    RemoteLogin.builder(
                                    ID,
                                    "alice",
                                    PIN,
                                    VISITING,
                                    phone().security(PhoneSecurity.SECURE).build())
                            .build(),
                    remote().loginType(LoginType.UID).build(),
                    remote().chosenProfile(DESK).build(),
                    remote().remoteAddress("10.0.0.1").build(),
                    remote().viaProxy(true).build());
            same(remote().build(), remote().build());
        }

        @Test
        void everyPartOfALoginRequest() {
            allDiffer(
                    request().build(),
                    LoginRequest.builder(OTHER, "alice", PIN).build(),
                    LoginRequest.builder(PHONE, "bob", PIN).build(),
                    LoginRequest.builder(PHONE, "alice", Pin.of("1")).build(),
                    request().loginType(LoginType.UID).build(),
                    request().emccCapable(false).build(),
                    request().chosenProfile(DESK).build(),
                    request().remoteAddress("10.0.0.1").build(),
                    request().viaProxy(true).build());
            same(request().build(), request().build());
        }

        @Test
        void everyPartOfThePhoneFacts() {
            PhoneFacts.Builder full = phone().security(PhoneSecurity.SECURE)
                    .geolocation(CivicAddress.empty().with(CivicField.COUNTRY, "GB"))
                    .logoutUri(URI.create("https://lon/out"));
            allDiffer(
                    phone().build(),
                    PhoneFacts.builder(OTHER, MODEL, DeviceProtocol.SIP).build(),
                    PhoneFacts.builder(PHONE, new PhoneModel("Cisco 8841", 683, true), DeviceProtocol.SIP)
                            .build(),
                    PhoneFacts.builder(PHONE, MODEL, DeviceProtocol.SCCP).build(),
                    phone().security(PhoneSecurity.SECURE).build(),
                    phone().geolocation(CivicAddress.empty().with(CivicField.COUNTRY, "GB"))
                            .build(),
                    phone().logoutUri(URI.create("https://lon/out")).build(),
                    full.build());
            same(full.build(), full.build().toBuilder().build());
            assertThat(full.build().logoutUri()).contains(URI.create("https://lon/out"));
            assertThat(phone().build().logoutUri()).isEmpty();
            assertThat(phone().build()).hasToString("PhoneFacts[SEP0011AABBCCDD]");
        }

        @Test
        void everyPartOfAUserQuery() {
            allDiffer(
                    UserQuery.builder(LON, "alice").build(),
                    UserQuery.builder(NYC, "alice").build(),
                    UserQuery.builder(LON, "bob").build(),
                    UserQuery.builder(LON, "alice").loginType(LoginType.UID).build());
            UserQuery typed =
                    UserQuery.builder(LON, "alice").loginType(LoginType.UID).build();
            same(typed, typed.toBuilder().build());
            assertThat(typed).hasToString("UserQuery[alice from LON]");
        }

        @Test
        void everyPartOfAHomeSession() {
            HomeSession.Builder session =
                    HomeSession.builder(homeLogin(ID), BaseDeviceName.of(1), new HomeState.Registered());
            allDiffer(
                    session.build(),
                    HomeSession.builder(homeLogin(LoginId.LEAST), BaseDeviceName.of(1), new HomeState.Registered())
                            .build(),
                    HomeSession.builder(homeLogin(ID), BaseDeviceName.of(2), new HomeState.Registered())
                            .build(),
                    HomeSession.builder(homeLogin(ID), BaseDeviceName.of(1), new HomeState.Unregistered())
                            .build(),
                    HomeSession.builder(homeLogin(ID), BaseDeviceName.of(1), new HomeState.Registered())
                            .pending(List.of(new HomeEffect.ResetPhone()))
                            .build());
            HomeSession pending =
                    session.pending(List.of(new HomeEffect.ResetPhone())).build();
            same(pending, pending.toBuilder().build());
            assertThat(pending)
                    .hasToString("HomeSession[" + ID + " " + new HomeState.Registered() + " on " + BaseDeviceName.of(1)
                            + "]");
        }

        @Test
        void everyPartOfAVisitingSession() {
            VisitingState away = new VisitingState.Away(accepted());
            VisitingSession.Builder session = VisitingSession.builder(visitingLogin(PHONE), away);
            allDiffer(
                    session.build(),
                    VisitingSession.builder(visitingLogin(OTHER), away).build(),
                    VisitingSession.builder(visitingLogin(PHONE), new VisitingState.Redirected(accepted()))
                            .build(),
                    VisitingSession.builder(visitingLogin(PHONE), away)
                            .pending(List.of(new VisitingEffect.ResetPhone()))
                            .build());
            VisitingSession pending =
                    session.pending(List.of(new VisitingEffect.ResetPhone())).build();
            same(pending, pending.toBuilder().build());
            assertThat(pending).hasToString("VisitingSession[" + ID + " AWAY SEP0011AABBCCDD]");
        }

        @Test
        void theDurationOfALimit() {
            allDiffer(LoginLimit.none(), LoginLimit.after(Duration.ofHours(1)), LoginLimit.after(Duration.ofHours(2)));
            same(LoginLimit.after(Duration.ofHours(1)), LoginLimit.after(Duration.ofHours(1)));
            assertThat(LoginLimit.none()).hasToString("no limit");
            assertThat(LoginLimit.after(Duration.ofHours(1))).hasToString("PT1H");
            assertThat(LoginLimit.none().end(NOW)).isEmpty();
            assertThat(LoginLimit.after(Duration.ofHours(1)).end(NOW)).contains(NOW.plusSeconds(3600));
            assertThat(homeLogin(ID).end()).contains(NOW.plus(Duration.ofHours(10)));
            assertThat(homeLogin(ID).device()).isEqualTo(PHONE);
        }
    }

    @Nested
    class WhatABuilderKeeps {
        @Test
        void allThatARemoteLoginWasGiven() {
            RemoteLogin login = remote().loginType(LoginType.UID)
                    .chosenProfile(DESK)
                    .remoteAddress("10.0.0.1")
                    .viaProxy(true)
                    .build();
            assertThat(login.login()).isEqualTo(ID);
            assertThat(login.identifier()).isEqualTo("alice");
            assertThat(login.pin()).isEqualTo(PIN);
            assertThat(login.visiting()).isEqualTo(VISITING);
            assertThat(login.loginType()).contains(LoginType.UID);
            assertThat(login.chosenProfile()).contains(DESK);
            assertThat(login.remoteAddress()).contains("10.0.0.1");
            assertThat(login.viaProxy()).isTrue();
            assertThat(remote().build().viaProxy()).isFalse();
            assertThat(remote().build().loginType()).isEmpty();
        }

        @Test
        void allThatALoginRequestWasGiven() {
            LoginRequest login = request()
                    .loginType(LoginType.UID)
                    .emccCapable(false)
                    .chosenProfile(DESK)
                    .remoteAddress("10.0.0.1")
                    .viaProxy(true)
                    .build();
            assertThat(login.loginType()).contains(LoginType.UID);
            assertThat(login.emccCapable()).isFalse();
            assertThat(login.chosenProfile()).contains(DESK);
            assertThat(login.remoteAddress()).contains("10.0.0.1");
            assertThat(login.viaProxy()).isTrue();
            assertThat(request().build().emccCapable()).isTrue();
            assertThat(request().build().viaProxy()).isFalse();
            assertThat(request().build().chosenProfile()).isEmpty();
        }

        @Test
        void listsAreCopied() {
            List<ServiceAddress> servers = new java.util.ArrayList<>(List.of(TFTP));
            HomeReply.Accepted reply = new HomeReply.Accepted(NYC, UserId.of("alice"), servers, NOW, LoginLimit.none());
            servers.clear();
            assertThat(reply.tftpServers()).containsExactly(TFTP);
        }
    }

    @Nested
    class WhereALoginStands {
        @Test
        void atHome() {
            assertThat(home(new HomeState.Reserved())).isEqualTo("live, at work");
            assertThat(home(new HomeState.DeviceBuilt())).isEqualTo("live, at work");
            assertThat(home(new HomeState.FilesReady())).isEqualTo("live, settled");
            assertThat(home(new HomeState.Registered())).isEqualTo("live, settled");
            assertThat(home(new HomeState.Unregistered())).isEqualTo("live, settled");
            assertThat(home(new HomeState.Releasing(LogoutCause.PHONE))).isEqualTo("live, at work");
            assertThat(home(new HomeState.Released(LogoutCause.PHONE))).isEqualTo("over, settled");
            assertThat(home(new HomeState.FilesReady(), new HomeEffect.StartLimit()))
                    .isEqualTo("live, at work");
            assertThat(home(new HomeState.Released(LogoutCause.PHONE), new HomeEffect.ResetPhone()))
                    .isEqualTo("over, at work");
        }

        private String home(HomeState state, HomeEffect... pending) {
            HomeSession session = HomeSession.builder(homeLogin(ID), BaseDeviceName.of(1), state)
                    .pending(List.of(pending))
                    .build();
            return (session.live() ? "live, " : "over, ") + (session.settled() ? "settled" : "at work");
        }

        @Test
        void atVisiting() {
            assertThat(visiting(new VisitingState.Locating())).isEqualTo("live, at work");
            assertThat(visiting(new VisitingState.AwaitingHome(NYC))).isEqualTo("live, at work");
            assertThat(visiting(new VisitingState.Recorded(accepted()))).isEqualTo("live, at work");
            assertThat(visiting(new VisitingState.Redirected(accepted()))).isEqualTo("live, settled");
            assertThat(visiting(new VisitingState.Away(accepted()))).isEqualTo("live, settled");
            assertThat(visiting(new VisitingState.Returning(NYC, LogoutCause.PHONE, false)))
                    .isEqualTo("live, at work");
            assertThat(visiting(new VisitingState.Returned(NYC, LogoutCause.PHONE, false)))
                    .isEqualTo("over, settled");
            assertThat(visiting(new VisitingState.Failed(new Ending.PinChangeAsked())))
                    .isEqualTo("over, settled");
            assertThat(visiting(new VisitingState.Away(accepted()), new VisitingEffect.ResetPhone()))
                    .isEqualTo("live, at work");
        }

        private String visiting(VisitingState state, VisitingEffect... pending) {
            VisitingSession session = VisitingSession.builder(visitingLogin(PHONE), state)
                    .pending(List.of(pending))
                    .build();
            return (session.live() ? "live, " : "over, ") + (session.settled() ? "settled" : "at work");
        }

        @Test
        void withWhichHome() {
            assertThat(new VisitingState.Locating().homeCluster()).isEmpty();
            assertThat(new VisitingState.Failed(new Ending.PinChangeAsked()).homeCluster())
                    .isEmpty();
            for (VisitingState state : List.of(
                    new VisitingState.AwaitingHome(NYC),
                    new VisitingState.Recorded(accepted()),
                    new VisitingState.Redirected(accepted()),
                    new VisitingState.Away(accepted()),
                    new VisitingState.Returning(NYC, LogoutCause.PHONE, true),
                    new VisitingState.Returned(NYC, LogoutCause.PHONE, true))) {
                assertThat(state.homeCluster()).as(state.kind().name()).contains(NYC);
            }
            assertThat(new VisitingState.AwaitingHome(NYC).loggedIn()).isEmpty();
            assertThat(new VisitingState.Away(accepted()).loggedIn()).contains(accepted());
        }
    }

    @Nested
    class WhatIsRefused {
        @Test
        void texts() {
            refused(() -> UserQuery.builder(LON, " "), "user identifier must not be blank");
            refused(
                    () -> LoginRequest.builder(PHONE, "x".repeat(129), PIN),
                    "user identifier must have at most 128 characters, but has 129");
            refused(
                    () -> RemoteLogin.builder(ID, "a\nb", PIN, VISITING, phone().build()),
                    "user identifier must not contain control characters, but has one at index 1");
            refused(() -> remote().remoteAddress(""), "remote address must not be blank");
            refused(
                    () -> request().remoteAddress("x".repeat(256)),
                    "remote address must have at most 255 characters, but has 256");
            refused(() -> new VisitingLogin(ID, PHONE, "", NOW), "user identifier must not be blank");
            refused(() -> new Lease("", NOW), "node of a lease must not be blank");
            refused(
                    () -> new Lease("x".repeat(65), NOW),
                    "node of a lease must have at most 64 characters, but has 65");
            assertThat(new Lease("x".repeat(64), NOW).node()).hasSize(64);
        }

        @Test
        void numbers() {
            refused(
                    () -> new HomeReply.Accepted(NYC, UserId.of("alice"), List.of(), NOW, LoginLimit.none()),
                    "number of home TFTP servers must be from 1 to 4, but is 0");
            refused(
                    () -> new HomeReply.Accepted(
                            NYC, UserId.of("alice"), Collections.nCopies(5, TFTP), NOW, LoginLimit.none()),
                    "number of home TFTP servers must be from 1 to 4, but is 5");
            refused(
                    () -> new Redirect(PHONE, List.of(), URI.create("https://lon/out")),
                    "number of home TFTP servers must be from 1 to 4, but is 0");
            refused(
                    () -> new LoginsQuery(LON, Collections.nCopies(501, ID)),
                    "number of logins in a query must be from 0 to 500, but is 501");
            assertThat(new LoginsQuery(LON, Collections.nCopies(500, ID)).logins())
                    .hasSize(500);
            refused(
                    () -> new RemoteClusterFacts(
                            LON,
                            Release.parse("12.5"),
                            Map.of(InterclusterService.EMCC, Collections.nCopies(4, TFTP)),
                            regions()),
                    "number of addresses of EMCC must be from 0 to 3, but is 4");
            refused(
                    () -> new RegionParameters(0, 384, LinkLossType.LOW_LOSS),
                    "EMCC Region Max Audio Bit Rate must be from 1 to 100000, but is 0");
            refused(
                    () -> new RegionParameters(8, 8129, LinkLossType.LOW_LOSS),
                    "EMCC Region Max Video Call Bit Rate must be from 0 to 8128, but is 8129");
            refused(() -> new Versioned<>("x", 0), "version must be 1 or more, but is 0");
            refused(() -> LoginLimit.after(Duration.ZERO), "maximum login time must be longer than zero, but is PT0S");
            refused(
                    () -> LoginLimit.after(Duration.ofSeconds(-1)),
                    "maximum login time must be longer than zero, but is PT-1S");
            assertThat(LoginLimit.after(Duration.ofNanos(1)).duration()).contains(Duration.ofNanos(1));
        }

        private RegionParameters regions() {
            return RegionParameters.of(FeatureParameters.builder().build());
        }

        @Test
        void whatIsMissing() {
            missing(() -> new LogoutMessage(null, ID, PHONE, LogoutCause.PHONE), "from");
            missing(() -> new LogoutMessage(LON, null, PHONE, LogoutCause.PHONE), "login");
            missing(() -> new LogoutMessage(LON, ID, null, LogoutCause.PHONE), "device");
            missing(() -> new LogoutMessage(LON, ID, PHONE, null), "cause");
            missing(() -> new UpdateQuery(null, NYC), "from");
            missing(() -> new UpdateQuery(LON, null), "asked");
            missing(() -> new LoginsQuery(null, List.of()), "from");
            missing(() -> request().loginType(null), "loginType");
            missing(() -> request().chosenProfile(null), "chosenProfile");
            missing(() -> remote().loginType(null), "loginType");
            missing(() -> remote().chosenProfile(null), "chosenProfile");
            missing(() -> phone().geolocation(null), "geolocation");
            missing(() -> phone().security(null), "security");
            missing(() -> phone().srst(null), "srst");
            missing(() -> phone().logoutUri(null), "logoutUri");
            missing(() -> new Versioned<>(null, 1), "value");
            missing(() -> new Lease("n", null), "until");
        }
    }

    @Nested
    class WhatAClusterSaysOfItself {
        @Test
        void itsServicesAndTheirAddresses() {
            RemoteClusterFacts data = new RemoteClusterFacts(
                    NYC,
                    Release.parse("14.0"),
                    Map.of(InterclusterService.EMCC, List.of(TFTP), InterclusterService.RSVP_AGENT, List.of()),
                    RegionParameters.of(FeatureParameters.builder().build()));

            assertThat(data.active(InterclusterService.EMCC)).isTrue();
            assertThat(data.active(InterclusterService.RSVP_AGENT)).isTrue();
            assertThat(data.active(InterclusterService.PSTN_ACCESS)).isFalse();
            assertThat(data.addresses(InterclusterService.EMCC)).contains(List.of(TFTP));
            assertThat(data.addresses(InterclusterService.PSTN_ACCESS)).isEqualTo(Optional.empty());
        }

        @Test
        void itsRegionParametersWithTheirDefaults() {
            assertThat(RegionParameters.of(FeatureParameters.builder().build()))
                    .isEqualTo(new RegionParameters(8, 384, LinkLossType.LOW_LOSS));
            assertThat(RegionParameters.of(FeatureParameters.builder()
                            .regionMaxAudioBitRate(Setting.of(64))
                            .regionMaxVideoBitRate(Setting.of(512))
                            .regionLinkLossType(Setting.of(LinkLossType.LOSSY))
                            .build()))
                    .isEqualTo(new RegionParameters(64, 512, LinkLossType.LOSSY));
        }

        @Test
        void whatIsLiveIsASet() {
            assertThat(new LoginsAnswer.Live(Set.of(ID)).logins()).containsExactly(ID);
        }
    }

    @Test
    void everyKindNamesItself() {
        assertThat(List.of(
                        new HomeReply.ChooseProfile(List.of(DESK)).kind(),
                        new HomeReply.ChangePin().kind(),
                        new HomeReply.Refused(ErrorCode.of(1)).kind(),
                        accepted().kind()))
                .containsExactly(
                        HomeReply.Kind.CHOOSE_PROFILE,
                        HomeReply.Kind.CHANGE_PIN,
                        HomeReply.Kind.REFUSED,
                        HomeReply.Kind.ACCEPTED);
        assertThat(List.of(
                        new LoginOutcome.LoggedIn(ID, NYC, true).kind(),
                        new LoginOutcome.LocalUser(UserId.of("alice")).kind(),
                        new LoginOutcome.ChooseProfile(List.of()).kind(),
                        new LoginOutcome.ChangePin(NYC).kind(),
                        new LoginOutcome.Refused(ErrorCode.of(1)).kind()))
                .containsExactly(LoginOutcome.Kind.values());
        assertThat(new Sourced<>("x", Origin.END_USER)).hasToString("x (END_USER)");
    }
}
