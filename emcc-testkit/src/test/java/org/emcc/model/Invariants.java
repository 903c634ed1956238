package org.emcc.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;

/**
 * The invariants of design 4.5 as far as a state shows them. 8, 10 and parts of 4 and 5 are looked at where something is stored,
 * sent, announced or published.
 */
final class Invariants {
    private static final Set<HomeState.Kind> LOGGED_IN =
            Set.of(HomeState.Kind.FILES_READY, HomeState.Kind.REGISTERED, HomeState.Kind.UNREGISTERED);

    private final World world;

    Invariants(World world) {
        this.world = world;
    }

    /** 1 to 5 and 9, in any state; 6 in a settled one. */
    void afterEveryStep() {
        for (Site site : world.sites) {
            home(site);
            files(site);
        }
        for (Handset phone : world.phones) {
            List<Login> live = phone.logins.stream()
                    .filter(login ->
                            world.visiting(login).filter(VisitingSession::live).isPresent())
                    .toList();
            world.hold(live.size() <= 1, 2, () -> "a phone has more than one visiting session: " + live);
        }
        if (settled()) {
            world.logins.forEach(this::leftNothing);
        }
    }

    private void home(Site site) {
        List<HomeSession> live = new ArrayList<>();
        for (Login login : world.logins) {
            if (login.home() == site) {
                Optional<HomeSession> session = world.home(login);
                session.ifPresent(found -> authentic(login, found));
                session.filter(HomeSession::live).ifPresent(live::add);
            }
        }
        Set<BaseDeviceName> bases = new HashSet<>();
        Set<DeviceName> devices = new HashSet<>();
        for (HomeSession session : live) {
            world.hold(bases.add(session.baseDevice()), 1, () -> session.baseDevice() + " serves two live sessions");
            world.hold(devices.add(session.login().device()), 2, () -> "two live sessions of one device: " + live);
        }
        int claimed = world.scenario.baseDevices - site.homeStore.freeBaseDevices();
        world.hold(claimed == live.size(), 1, () -> claimed + " base devices are claimed, by " + live);
        policy(live);
        if (site.isUp()) {
            world.phones.forEach(phone -> temporaryDevice(site, phone));
        }
    }

    private void authentic(Login login, HomeSession session) {
        world.hold(
                login.goodPin && login.positiveChecks > 0,
                4,
                () -> session + " exists and its PIN was good " + login.positiveChecks + " times");
    }

    private void policy(List<HomeSession> live) {
        MultipleLoginBehavior policy = world.scenario.policy;
        if (policy == MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED) {
            return;
        }
        long counted = live.stream()
                .filter(session -> policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED
                        || session.state().kind() != HomeState.Kind.RELEASING)
                .count();
        world.hold(counted <= 1, 9, () -> "under " + policy + " one user has " + live);
    }

    private void temporaryDevice(Site site, Handset phone) {
        if (site.life().home.temporaryDevice(phone.device).isPresent()) {
            boolean exists = phone.logins.stream()
                    .flatMap(login -> world.home(login).stream())
                    .anyMatch(session -> session.live() && session.state().kind() != HomeState.Kind.RESERVED);
            world.hold(exists, 3, () -> "there is a temporary device of " + phone + " without a session");
        }
    }

    private void files(Site site) {
        if (!site.isUp()) {
            return;
        }
        Files files = site.life().files;
        for (Files.Served served : files.home.values()) {
            Login login = world.login(served.login());
            HomeState.Kind kind =
                    world.home(login).map(session -> session.state().kind()).orElse(HomeState.Kind.RESERVED);
            boolean may = LOGGED_IN.contains(kind)
                    || kind == HomeState.Kind.RELEASING
                    || (kind == HomeState.Kind.RELEASED && served.withdrawn());
            world.hold(may, 3, () -> "the home file of " + login + " is served while it is " + kind);
        }
        for (LoginId id : files.redirects.values()) {
            Login login = world.login(id);
            VisitingState.Kind kind =
                    world.visiting(login).map(session -> session.state().kind()).orElse(VisitingState.Kind.LOCATING);
            boolean may = switch (kind) {
                case RECORDED, REDIRECTED, AWAY, RETURNING -> true;
                case LOCATING, AWAITING_HOME, RETURNED, FAILED -> false;
            };
            world.hold(may, 5, () -> "the redirect of " + login + " is served while it is " + kind);
        }
    }

    /** Nothing is under way. */
    boolean settled() {
        if (!world.flight.isEmpty()) {
            return false;
        }
        for (Site site : world.sites) {
            if (!site.isUp() || site.life().alarms.stream().anyMatch(alarm -> alarm.label.isWork())) {
                return false;
            }
        }
        return world.logins.stream()
                .allMatch(login -> world.home(login).map(HomeSession::settled).orElse(true)
                        && world.visiting(login).map(VisitingSession::settled).orElse(true));
    }

    /** 6: a login that came to nothing has left nothing. */
    private void leftNothing(Login login) {
        boolean failed = world.visiting(login)
                .map(session -> session.state().kind() == VisitingState.Kind.FAILED)
                .orElse(true);
        if (failed) {
            world.hold(
                    world.home(login).filter(HomeSession::live).isEmpty(),
                    6,
                    () -> login + " failed, and home has " + world.home(login));
            world.hold(!served(login), 6, () -> login + " failed, and files of it are served");
        }
    }

    private boolean served(Login login) {
        Map<DeviceName, LoginId> redirects = login.phone.site.life().files.redirects;
        boolean redirected = redirects.containsValue(login.id);
        boolean published = login.home().life().files.home.values().stream()
                .anyMatch(served -> served.login().equals(login.id) && !served.withdrawn());
        return redirected || published;
    }

    /** 7: everything has settled, and both sides say the same; the one documented exception is left to home's limits. */
    void bothInOrBothOut() {
        world.hold(settled(), 7, () -> "nothing moves any more, but not all is settled: " + standing());
        for (Login login : world.logins) {
            boolean home = world.home(login)
                    .filter(s -> LOGGED_IN.contains(s.state().kind()))
                    .isPresent();
            boolean visiting =
                    world.visiting(login).flatMap(s -> s.state().loggedIn()).isPresent();
            boolean excepted = world.visiting(login)
                    .filter(Invariants::cleanedUpByVisiting)
                    .isPresent();
            world.hold(
                    home == visiting || (home && excepted),
                    7,
                    () -> login + " is " + (home ? "in" : "out") + " at home and " + (visiting ? "in" : "out")
                            + " at visiting: " + standing());
            if (world.violation().isEmpty()) {
                boolean redirected = login.phone.site.life().files.redirects.containsValue(login.id);
                world.hold(redirected == visiting, 7, () -> "redirect of " + login + " while " + standing());
                boolean published = login.home().life().files.home.values().stream()
                        .anyMatch(served -> served.login().equals(login.id) && !served.withdrawn());
                world.hold(published == home, 7, () -> "home file of " + login + " while " + standing());
            }
        }
    }

    private static boolean cleanedUpByVisiting(VisitingSession session) {
        return session.state() instanceof VisitingState.Returned returned
                && returned.cause() == LogoutCause.VISITING_ADMINISTRATOR;
    }

    /** 7, when the limits are over as well: everybody is out, and everything is as it was. */
    void allOut() {
        world.hold(settled(), 7, () -> "the limits are over, but not all is settled: " + standing());
        for (Login login : world.logins) {
            boolean live = world.home(login).filter(HomeSession::live).isPresent()
                    || world.visiting(login).filter(VisitingSession::live).isPresent();
            world.hold(!live, 7, () -> login + " outlives its limit: " + standing());
        }
        for (Site site : world.sites) {
            world.hold(
                    site.homeStore.freeBaseDevices() == world.scenario.baseDevices,
                    7,
                    () -> "base devices of " + site.name() + " leak");
            world.hold(
                    site.isUp()
                            && site.life().files.home.isEmpty()
                            && site.life().files.redirects.isEmpty(),
                    7,
                    () -> "files of " + site.name() + " leak");
        }
        for (Handset phone : world.phones) {
            world.hold(
                    phone.place == Handset.Place.AT_OWN, 7, () -> phone + " does not come back: it is " + phone.place);
        }
    }

    private String standing() {
        StringBuilder out = new StringBuilder();
        for (Login login : world.logins) {
            out.append(login)
                    .append(": home ")
                    .append(world.home(login)
                            .map(s -> s.state() + " pending " + s.pending())
                            .orElse("nothing"))
                    .append(", visiting ")
                    .append(world.visiting(login)
                            .map(s -> s.state() + " pending " + s.pending())
                            .orElse("nothing"))
                    .append("; ");
        }
        return out.toString();
    }
}
