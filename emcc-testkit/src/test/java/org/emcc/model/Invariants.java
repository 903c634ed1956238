package org.emcc.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.emcc.core.configuration.MultipleLoginBehavior;
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
            int live = 0;
            for (Login login : world.logins) {
                live += login.phone() == phone && world.liveAtVisiting(login) ? 1 : 0;
            }
            world.hold(live <= 1, 2, () -> phone + " has more than one visiting session: " + standing());
        }
        if (settled()) {
            world.logins.forEach(this::leftNothing);
        }
    }

    private void home(Site site) {
        List<HomeSession> live = new ArrayList<>(world.logins.size());
        for (Login login : world.logins) {
            HomeSession session = login.home() == site.index ? world.home(login) : null;
            if (session != null) {
                authentic(login, session);
                if (session.live()) {
                    live.add(session);
                }
            }
        }
        for (int i = 1; i < live.size(); i++) {
            HomeSession session = live.get(i);
            for (HomeSession other : live.subList(0, i)) {
                world.hold(
                        !session.baseDevice().equals(other.baseDevice()),
                        1,
                        () -> session.baseDevice() + " serves two live sessions");
                world.hold(
                        !session.login().device().equals(other.login().device()),
                        2,
                        () -> "two live sessions of one device: " + live);
            }
        }
        int claimed = world.scenario.baseDevices - site.freeBaseDevices();
        world.hold(claimed == live.size(), 1, () -> claimed + " base devices are claimed, by " + live);
        policy(live);
        if (site.isUp()) {
            for (Handset phone : world.phones) {
                temporaryDevice(site, phone);
            }
        }
    }

    private void authentic(Login login, HomeSession session) {
        int checks = world.checks[login.index()];
        world.hold(
                login.goodPin() && checks > 0, 4, () -> session + " exists and its PIN was good " + checks + " times");
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
        if (phone.site != site.index && site.life().hasTemporaryDevice(phone)) {
            boolean exists = false;
            for (Login login : world.logins) {
                HomeSession session = login.phone() == phone ? world.home(login) : null;
                exists |= session != null && session.live() && session.state().kind() != HomeState.Kind.RESERVED;
            }
            world.hold(exists, 3, () -> "there is a temporary device of " + phone + " without a session");
        }
    }

    private void files(Site site) {
        if (!site.isUp()) {
            return;
        }
        Files files = site.life().files;
        for (Handset phone : world.phones) {
            Login login = files.home[phone.index];
            if (login != null) {
                homeFile(login, files.last[phone.index]);
            }
            Login redirected = files.redirects[phone.index];
            if (redirected != null) {
                redirect(redirected);
            }
        }
    }

    private void homeFile(Login login, boolean last) {
        HomeSession session = world.home(login);
        HomeState.Kind kind =
                session == null ? HomeState.Kind.RESERVED : session.state().kind();
        boolean may = LOGGED_IN.contains(kind)
                || kind == HomeState.Kind.RELEASING
                || (kind == HomeState.Kind.RELEASED && last);
        world.hold(may, 3, () -> "the home file of " + login + " is served while it is " + kind);
    }

    private void redirect(Login login) {
        VisitingSession session = world.visiting(login);
        VisitingState.Kind kind =
                session == null ? VisitingState.Kind.LOCATING : session.state().kind();
        boolean may = switch (kind) {
            case RECORDED, REDIRECTED, AWAY, RETURNING -> true;
            case LOCATING, AWAITING_HOME, RETURNED, FAILED -> false;
        };
        world.hold(may, 5, () -> "the redirect of " + login + " is served while it is " + kind);
    }

    /** Nothing is under way. */
    boolean settled() {
        if (!world.flight.isEmpty()) {
            return false;
        }
        for (Site site : world.sites) {
            if (!site.isUp()) {
                return false;
            }
            for (Alarm alarm : site.life().alarms) {
                if (alarm.label.isWork()) {
                    return false;
                }
            }
        }
        for (Login login : world.logins) {
            HomeSession home = world.home(login);
            VisitingSession visiting = world.visiting(login);
            if ((home != null && !home.settled()) || (visiting != null && !visiting.settled())) {
                return false;
            }
        }
        return true;
    }

    /** 6: a login that came to nothing has left nothing. */
    private void leftNothing(Login login) {
        VisitingSession visiting = world.visiting(login);
        if (visiting == null || visiting.state().kind() == VisitingState.Kind.FAILED) {
            world.hold(!world.liveAtHome(login), 6, () -> login + " failed, and home has " + world.home(login));
            world.hold(!redirected(login) && !published(login), 6, () -> login + " failed, and files of it are served");
        }
    }

    private boolean redirected(Login login) {
        return world.sites[login.phone().site].life().files.redirects(login);
    }

    private boolean published(Login login) {
        return world.sites[login.home()].life().files.publishes(login);
    }

    /** 7: everything has settled, and both sides say the same; the one documented exception is left to home's limits. */
    void bothInOrBothOut() {
        world.hold(settled(), 7, () -> "nothing moves any more, but not all is settled: " + standing());
        for (Login login : world.logins) {
            HomeSession atHome = world.home(login);
            VisitingSession atVisiting = world.visiting(login);
            boolean home = atHome != null && LOGGED_IN.contains(atHome.state().kind());
            boolean visiting =
                    atVisiting != null && atVisiting.state().loggedIn().isPresent();
            boolean excepted = atVisiting != null && cleanedUpByVisiting(atVisiting);
            world.hold(
                    home == visiting || (home && excepted),
                    7,
                    () -> login + " is " + (home ? "in" : "out") + " at home and " + (visiting ? "in" : "out")
                            + " at visiting: " + standing());
            if (world.violation().isEmpty()) {
                world.hold(redirected(login) == visiting, 7, () -> "redirect of " + login + " while " + standing());
                world.hold(published(login) == home, 7, () -> "home file of " + login + " while " + standing());
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
            boolean live = world.liveAtHome(login) || world.liveAtVisiting(login);
            world.hold(!live, 7, () -> login + " outlives its limit: " + standing());
        }
        for (Site site : world.sites) {
            world.hold(
                    site.freeBaseDevices() == world.scenario.baseDevices,
                    7,
                    () -> "base devices of " + site.name() + " leak");
            world.hold(site.isUp() && site.life().files.areEmpty(), 7, () -> "files of " + site.name() + " leak");
        }
        for (Handset phone : world.phones) {
            world.hold(
                    world.places[phone.index] == Handset.Place.AT_OWN,
                    7,
                    () -> phone + " does not come back: it is " + world.places[phone.index]);
        }
    }

    private String standing() {
        StringBuilder out = new StringBuilder();
        for (Login login : world.logins) {
            HomeSession home = world.home(login);
            VisitingSession visiting = world.visiting(login);
            out.append(login)
                    .append(": home ")
                    .append(home == null ? "nothing" : home.state() + " pending " + home.pending())
                    .append(", visiting ")
                    .append(visiting == null ? "nothing" : visiting.state() + " pending " + visiting.pending())
                    .append("; ");
        }
        return out.toString();
    }
}
