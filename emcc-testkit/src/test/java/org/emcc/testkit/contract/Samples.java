package org.emcc.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.device.CallManagerGroup;
import org.emcc.core.device.DateTimeGroup;
import org.emcc.core.device.DevicePool;
import org.emcc.core.device.DeviceProfile;
import org.emcc.core.device.DeviceProtocol;
import org.emcc.core.device.Line;
import org.emcc.core.device.PhoneModel;
import org.emcc.core.device.PhoneService;
import org.emcc.core.device.Srst;
import org.emcc.core.device.SrstOption;
import org.emcc.core.geolocation.CivicAddress;
import org.emcc.core.geolocation.CivicField;
import org.emcc.core.geolocation.Geolocation;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.ClusterId;
import org.emcc.core.id.ClusterSecurityMode;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.DevicePoolName;
import org.emcc.core.id.DeviceProfileName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.Release;
import org.emcc.core.id.ServiceAddress;
import org.emcc.core.id.UserId;
import org.emcc.core.session.Ending;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeEffect;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeReply;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LoginLimit;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.Origin;
import org.emcc.core.session.PhoneFacts;
import org.emcc.core.session.Sourced;
import org.emcc.core.session.TemporaryDevice;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingFacts;
import org.emcc.core.session.VisitingLogin;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;

/** Logins in every state that is ever stored, with every part that a login can have. Always the same. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    static final Lease LEASE = new Lease("node-1", NOON.plusSeconds(60));
    private static final ClusterId NYC = ClusterId.of("NYC");

    private Samples() {}

    static LoginId id(int number) {
        return LoginId.of(NOON.plusMillis(number), number);
    }

    static DeviceName phone(int number) {
        return DeviceName.of(String.format("SEP%012X", number));
    }

    // ---- home

    static List<HomeState> homeStates() {
        List<HomeState> all = new ArrayList<>(List.of(
                new HomeState.Reserved(),
                new HomeState.DeviceBuilt(),
                new HomeState.FilesReady(),
                new HomeState.Registered(),
                new HomeState.Unregistered()));
        for (LogoutCause cause : LogoutCause.values()) {
            all.add(new HomeState.Releasing(cause));
            all.add(new HomeState.Released(cause));
        }
        return all;
    }

    static List<HomeEffect> homeEffects() {
        List<HomeEffect> all = new ArrayList<>(List.of(
                new HomeEffect.MakeDevice(),
                new HomeEffect.PublishFiles(),
                new HomeEffect.StartLimit(),
                new HomeEffect.WithdrawFiles(),
                new HomeEffect.ResetPhone()));
        for (LogoutCause cause : LogoutCause.values()) {
            all.add(new HomeEffect.TellVisiting(cause));
        }
        return all;
    }

    /** One session for each state; the effects are shared out among them, two for each, some without any. */
    static List<HomeSession> home() {
        List<HomeState> states = homeStates();
        List<HomeEffect> effects = homeEffects();
        List<HomeSession> all = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            HomeSession.Builder session = HomeSession.builder(login(i), BaseDeviceName.of(i + 1), states.get(i));
            if (i % 5 != 4) {
                session.pending(List.of(effects.get(i % effects.size()), effects.get((i + 5) % effects.size())));
            }
            if (i > 0) {
                session.device(device(login(i), i));
            }
            all.add(session.build());
        }
        return all;
    }

    static HomeLogin login(int i) {
        return new HomeLogin(
                id(i),
                UserId.of("user" + i),
                DeviceProfileName.of("UDP-" + i),
                new VisitingFacts(
                        ClusterId.of("LON"),
                        Release.parse(i % 2 == 0 ? "12.5" : "14SU2"),
                        of(ClusterSecurityMode.values(), i)),
                phoneFacts(i),
                DevicePoolName.of("rdp-LON"),
                i % 2 == 0,
                NOON.plusNanos(i),
                i % 3 == 0 ? LoginLimit.none() : LoginLimit.after(Duration.ofHours(i)));
    }

    private static <T> T of(T[] all, int i) {
        return all[i % all.length];
    }

    private static PhoneFacts phoneFacts(int i) {
        PhoneFacts.Builder phone = PhoneFacts.builder(
                        phone(i), new PhoneModel("Cisco 8851", 684, i % 2 == 0), of(DeviceProtocol.values(), i))
                .security(of(PhoneSecurity.values(), i))
                .geolocation(i % 4 == 0 ? CivicAddress.empty() : address())
                .srst(srst(i));
        if (i % 2 == 0) {
            phone.logoutUri(URI.create("http://lon.example:8080/emapp?phone=" + i + "&logout=true"));
        }
        return phone.build();
    }

    private static CivicAddress address() {
        CivicAddress address = CivicAddress.empty();
        for (CivicField field : CivicField.values()) {
            address = address.with(
                    field,
                    field == CivicField.COUNTRY
                            ? "GB"
                            : "a;b\\ " + List.of(CivicField.values()).indexOf(field));
        }
        return address;
    }

    private static Srst srst(int i) {
        Srst.Builder srst = Srst.builder(of(SrstOption.values(), i));
        if (i % 2 == 0) {
            srst.sccp(ServiceAddress.of("10.1.1.1", 2000)).sip(ServiceAddress.of("2001:db8::5", 5060));
        }
        return srst.build();
    }

    private static <T> Sourced<T> from(int i, T value) {
        return new Sourced<>(value, of(Origin.values(), i));
    }

    static TemporaryDevice device(HomeLogin login, int i) {
        TemporaryDevice.Builder device = TemporaryDevice.builder(
                login.device(),
                login.id(),
                BaseDeviceName.of(i + 1),
                login.user(),
                from(i, login.phone().model()),
                from(i + 1, login.phone().protocol()),
                from(i + 2, pool(i)),
                from(i + 3, profile(i)),
                from(i + 4, srst(i + 1)),
                from(i + 5, "Standard SIP Profile"),
                from(i + 6, "Standard Common Phone Profile"),
                from(i + 7, of(PhoneSecurity.values(), i)),
                from(i + 8, address()));
        if (i % 2 == 0) {
            device.userLocale(from(i + 9, "Français")).softkeyTemplate(from(i + 10, "Standard \"User\" <1>"));
        }
        return device.build();
    }

    private static DevicePool pool(int i) {
        DevicePool.Builder pool = DevicePool.builder(
                        DevicePoolName.of("rdp-LON"),
                        new CallManagerGroup(
                                "CMG",
                                List.of(ServiceAddress.of("cm1.nyc.example"), ServiceAddress.of("10.1.0.2", 5060))),
                        new DateTimeGroup("CMLocal", "D/M/Y", "GMT Standard/Daylight Time", "Europe/London"))
                .srst(srst(i));
        if (i % 2 == 0) {
            pool.geolocation(new Geolocation("London", address()))
                    .adjunctCallingSearchSpace("CSS-adjunct")
                    .networkLocale("United_Kingdom");
        }
        return pool.build();
    }

    private static DeviceProfile profile(int i) {
        DeviceProfile.Builder profile = DeviceProfile.builder(DeviceProfileName.of("UDP-" + i));
        if (i % 2 == 0) {
            profile.lines(List.of(new Line(1, "2001", "Alice"), new Line(2, "2002", "")))
                    .services(List.of(new PhoneService("Directory", "http://x/?a=1&b=2")))
                    .emccCallingSearchSpace("CSS-EMCC")
                    .userLocale("English")
                    .softkeyTemplate("Standard");
        }
        return profile.build();
    }

    /** Puts them into an empty store. Each then has version 2. */
    static void fillHome(HomeLoginStore store) {
        List<HomeSession> all = home();
        store.provision(IntStream.rangeClosed(1, all.size())
                .mapToObj(number -> new BaseDevice(BaseDeviceName.of(number), PhoneSecurity.NONSECURE))
                .toList());
        for (HomeSession session : all) {
            Reservation made = store.reserve(
                    session.login(), MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED, older -> older, LEASE);
            if (!(made instanceof Reservation.Reserved reserved)
                    || !reserved.session().value().baseDevice().equals(session.baseDevice())) {
                throw new IllegalStateException("not an empty store: " + made);
            }
        }
        all.forEach(session -> assertThat(store.save(session, 1, LEASE)).isPresent());
        store.bury(id(1000));
    }

    // ---- visiting

    static List<Ending> endings() {
        return List.of(
                new Ending.Refused(ErrorCode.of(18)),
                new Ending.ProfileAsked(List.of(DeviceProfileName.of("UDP-1"), DeviceProfileName.of("UDP <2>"))),
                new Ending.PinChangeAsked());
    }

    static List<VisitingState> visitingStates() {
        HomeReply.Accepted limited = new HomeReply.Accepted(
                NYC,
                UserId.of("alice"),
                List.of(ServiceAddress.of("10.1.0.10")),
                NOON,
                LoginLimit.after(Duration.ofHours(10)));
        HomeReply.Accepted unlimited = new HomeReply.Accepted(
                NYC,
                UserId.of("bob"),
                List.of(ServiceAddress.of("tftp.nyc.example", 6969), ServiceAddress.of("2001:db8::1")),
                NOON.plusNanos(1),
                LoginLimit.none());
        List<VisitingState> all = new ArrayList<>(List.of(
                new VisitingState.Locating(),
                new VisitingState.AwaitingHome(NYC),
                new VisitingState.Recorded(limited),
                new VisitingState.Redirected(unlimited),
                new VisitingState.Away(limited)));
        for (LogoutCause cause : LogoutCause.values()) {
            all.add(new VisitingState.Returning(
                    NYC, cause, List.of(LogoutCause.values()).indexOf(cause) % 2 == 0));
            all.add(new VisitingState.Returned(
                    NYC, cause, List.of(LogoutCause.values()).indexOf(cause) % 2 == 1));
        }
        endings().forEach(ending -> all.add(new VisitingState.Failed(ending)));
        return all;
    }

    static List<VisitingEffect> visitingEffects() {
        List<VisitingEffect> all = new ArrayList<>(List.of(
                new VisitingEffect.PublishRedirect(),
                new VisitingEffect.ResetPhone(),
                new VisitingEffect.RestoreOwnFile()));
        for (LogoutCause cause : LogoutCause.values()) {
            all.add(new VisitingEffect.TellHome(NYC, cause));
        }
        return all;
    }

    static List<VisitingSession> visiting() {
        List<VisitingState> states = visitingStates();
        List<VisitingEffect> effects = visitingEffects();
        List<VisitingSession> all = new ArrayList<>();
        for (int i = 0; i < states.size(); i++) {
            VisitingLogin login = new VisitingLogin(id(i), phone(i), "alice " + i + " <a&b>", NOON.plusNanos(i));
            VisitingSession.Builder session = VisitingSession.builder(login, states.get(i));
            if (i % 5 != 4) {
                session.pending(List.of(effects.get(i % effects.size()), effects.get((i + 3) % effects.size())));
            }
            all.add(session.build());
        }
        return all;
    }

    /** Puts them into an empty store. Each then has version 2. */
    static void fillVisiting(VisitingLoginStore store) {
        for (VisitingSession session : visiting()) {
            Versioned<VisitingSession> opened = store.open(
                            VisitingSession.builder(session.login(), new VisitingState.Locating())
                                    .build(),
                            LEASE)
                    .orElseThrow();
            assertThat(store.save(session, opened.version(), LEASE)).isPresent();
        }
    }
}
