package org.emcc.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.HomeState;
import org.emcc.core.session.LogoutCause;
import org.emcc.core.session.VisitingEffect;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.session.VisitingState;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * The ten invariants of design 4.5. What is safe is looked at after every event, at the clusters to which something happened; what
 * must come in the end, when the world has been left in peace for long enough.
 */
final class Promises {
    private static final int ALL = 10_000;

    /** How long ids that ended are remembered, as the clusters do by default. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private static final Set<HomeState.Kind> LOGGED_IN =
            Set.of(HomeState.Kind.FILES_READY, HomeState.Kind.REGISTERED, HomeState.Kind.UNREGISTERED);

    private final SimWorld world;
    private final boolean looksForPins;
    private final Set<SimCluster> changed = new LinkedHashSet<>();
    private @Nullable Violation violation;

    Promises(SimWorld world, boolean looksForPins) {
        this.world = world;
        this.looksForPins = looksForPins;
        if (looksForPins) {
            world.journal.readBy(this::seen);
        }
    }

    Optional<Violation> violation() {
        return Optional.ofNullable(violation);
    }

    /** Notes that an invariant does not hold; the first counts. */
    void hold(boolean holds, int invariant, @Nullable DeviceName about, Supplier<String> otherwise) {
        if (!holds && violation == null) {
            violation = new Violation(invariant, about, otherwise.get());
            world.journal.sayAmiss(
                    "world", "world", about, "INVARIANT " + invariant + " VIOLATED: " + violation.what());
        }
    }

    /** 10: nothing that is stored, sent, shown or announced may show a PIN. */
    void seen(Object something) {
        if (looksForPins) {
            hold(
                    !something.toString().contains(SimUser.CANARY),
                    10,
                    null,
                    () -> "a PIN is in a " + something.getClass().getName());
        }
    }

    /** The shells promise that their futures never fail; those of a life that has ended are nobody's. */
    void mustNotFail(SimLife life, @Nullable DeviceName about, @Nullable Object outcome, @Nullable Throwable failure) {
        hold(
                failure == null || life.isDead() || life.cluster.troubles.areCauseOf(failure),
                0,
                about,
                () -> "a future of " + life.cluster + " failed: " + failure);
        if (outcome != null) {
            seen(outcome);
        }
        if (failure != null) {
            seen(failure);
        }
    }

    // What is stored and published.

    void stored(HomeSession session) {
        if (looksForPins) {
            seen(session);
            seen(session.login());
            session.device().ifPresent(this::seen);
        }
        HomeState.Kind kind = session.state().kind();
        hold(
                session.device().isEmpty() || (session.live() && kind != HomeState.Kind.RESERVED),
                3,
                session.login().device(),
                () -> "a temporary device exists while " + session);
    }

    void stored(VisitingSession session) {
        if (looksForPins) {
            seen(session);
            seen(session.login());
            seen(session.state());
        }
        if (cleanedUpByVisiting(session)) {
            login(session.login().id()).cleanedUp = true;
        }
    }

    /** 8: what is stored moves forward only. */
    void moved(HomeSession from, HomeSession to) {
        hold(
                rank(from.state().kind()) <= rank(to.state().kind()),
                8,
                to.login().device(),
                () -> "home moved " + login(to.login().id()) + " from " + from.state() + " to " + to.state());
    }

    @SuppressWarnings("EnumOrdinal") // The kinds are declared in the order in which a login moves.
    void moved(VisitingSession from, VisitingSession to) {
        boolean forward = from.live()
                ? from.state().kind().ordinal() <= to.state().kind().ordinal()
                : from.state().kind() == to.state().kind();
        hold(
                forward,
                8,
                to.login().device(),
                () -> "visiting moved " + login(to.login().id()) + " from " + from.state() + " to " + to.state());
    }

    @SuppressWarnings("EnumOrdinal")
    private static int rank(HomeState.Kind kind) {
        return (kind == HomeState.Kind.UNREGISTERED ? HomeState.Kind.REGISTERED : kind).ordinal();
    }

    private SimLogin login(LoginId id) {
        return world.login(id);
    }

    /** 4 and 9: a session begins here and nowhere else. */
    void reserved(SimCluster home, HomeLogin login, MultipleLoginBehavior policy) {
        SimLogin known = login(login.id());
        hold(
                known.goodPin && known.checks > 0,
                4,
                known.device(),
                () -> known + " is reserved, and its PIN was good " + known.checks + " times");
        hold(
                known.user != null && known.user.home == home && known.user.id.equals(login.user()),
                4,
                known.device(),
                () -> known + " is reserved as one of " + login.user());
        hold(policy == home.policyInForce(), 9, known.device(), () -> "another policy is in force than " + policy);
        long others = home.homeStore.live(login.user()).stream()
                .map(Versioned::value)
                .filter(other -> !other.login().id().equals(login.id()))
                .filter(other -> policy != MultipleLoginBehavior.AUTO_LOGOUT
                        || other.state().kind() != HomeState.Kind.RELEASING)
                .count();
        hold(
                others == 0 || policy == MultipleLoginBehavior.MULTIPLE_LOGINS_ALLOWED,
                9,
                known.device(),
                () -> "under " + policy + " " + login.user() + " has " + others + " more logins");
    }

    /** 5: the redirect follows home's files. */
    void redirected(SimLogin login) {
        hold(login.filesReady, 5, login.device(), () -> "the redirect of " + login + " came before home's files");
    }

    // After every event.

    void changed(SimCluster cluster) {
        changed.add(cluster);
    }

    void afterEveryEvent() {
        if (!changed.isEmpty()) {
            for (SimCluster cluster : changed) {
                home(cluster);
                visiting(cluster);
                files(cluster);
            }
            changed.clear();
        }
    }

    private void home(SimCluster cluster) {
        List<Versioned<HomeSession>> live = cluster.homeStore.liveAfter(LoginId.LEAST, ALL);
        Set<BaseDeviceName> claimed = new LinkedHashSet<>();
        Set<DeviceName> devices = new LinkedHashSet<>();
        for (Versioned<HomeSession> each : live) {
            HomeSession session = each.value();
            DeviceName device = session.login().device();
            hold(devices.add(device), 2, device, () -> "two live sessions of " + device + " at " + cluster);
            hold(
                    claimed.add(session.baseDevice()),
                    1,
                    device,
                    () -> session.baseDevice() + " serves two live sessions");
        }
        claimed.retainAll(cluster.provisioned);
        int free = cluster.provisioned.size() - claimed.size();
        hold(
                free == cluster.homeStore.freeBaseDevices(),
                1,
                null,
                () -> cluster.homeStore.freeBaseDevices() + " base devices of " + cluster + " are free, but of "
                        + cluster.provisioned.size() + " only " + claimed.size() + " serve a session: " + live);
    }

    private void visiting(SimCluster cluster) {
        Set<DeviceName> devices = new LinkedHashSet<>();
        for (Versioned<VisitingSession> each : cluster.visitingStore.liveAfter(LoginId.LEAST, ALL)) {
            DeviceName device = each.value().login().device();
            hold(devices.add(device), 2, device, () -> device + " has two live visiting sessions");
        }
    }

    private void files(SimCluster cluster) {
        for (Map.Entry<DeviceName, SimFiles.HomeFile> each :
                cluster.files().home().entrySet()) {
            SimLogin login = each.getValue().login();
            HomeState.Kind kind =
                    home(login).map(session -> session.state().kind()).orElse(HomeState.Kind.RELEASED);
            boolean may = switch (kind) {
                case FILES_READY, REGISTERED, UNREGISTERED, RELEASING -> true;
                case RELEASED -> each.getValue().last();
                // Published and not saved yet, or never: between a saved state and its effects the two may differ.
                case RESERVED, DEVICE_BUILT -> true;
            };
            hold(may, 3, login.device(), () -> "the home file of " + login + " is served while it is " + kind);
        }
        for (Map.Entry<DeviceName, SimFiles.RedirectFile> each :
                cluster.files().redirects().entrySet()) {
            SimLogin login = each.getValue().login();
            VisitingState.Kind kind =
                    visiting(login).map(session -> session.state().kind()).orElse(VisitingState.Kind.LOCATING);
            boolean may = switch (kind) {
                case RECORDED, REDIRECTED, AWAY, RETURNING -> true;
                case FAILED -> isStillToBeRestored(login);
                case LOCATING, AWAITING_HOME, RETURNED -> false;
            };
            hold(may, 5, login.device(), () -> "the redirect of " + login + " is served while it is " + kind);
        }
    }

    /** Between a saved state and its effects the two may differ. */
    private boolean isStillToBeRestored(SimLogin login) {
        return visiting(login).stream()
                .flatMap(session -> session.pending().stream())
                .anyMatch(effect -> effect.kind() == VisitingEffect.Kind.RESTORE_OWN_FILE);
    }

    Optional<HomeSession> home(SimLogin login) {
        return login.user == null
                ? Optional.empty()
                : login.user.home.homeStore.find(login.id).map(Versioned::value);
    }

    Optional<VisitingSession> visiting(SimLogin login) {
        return login.phone.site.visitingStore.find(login.id).map(Versioned::value);
    }

    // When the world has been left in peace.

    /** 6 and 7: why not everything has settled yet with both sides in or both out; nothing when it has. */
    Optional<Violation> unsettled() {
        for (SimCluster cluster : world.clusters()) {
            if (!cluster.isUp()) {
                return Optional.of(new Violation(7, null, cluster + " is down"));
            }
            Optional<String> open = cluster.open();
            if (open.isPresent()) {
                return Optional.of(new Violation(0, null, cluster + " never ends " + open.get()));
            }
        }
        for (SimLogin login : world.logins()) {
            Violation found = unsettled(login);
            if (found != null) {
                return Optional.of(found);
            }
        }
        for (SimCluster cluster : world.clusters()) {
            for (SimPhone phone : cluster.phones) {
                Violation found = misplaced(phone);
                if (found != null) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    private @Nullable Violation unsettled(SimLogin login) {
        Optional<HomeSession> home = home(login);
        Optional<VisitingSession> visiting = visiting(login);
        if (home.isEmpty() && visiting.isEmpty()) {
            return null;
        }
        if (home.filter(session -> !session.settled()).isPresent()
                || visiting.filter(session -> !session.settled()).isPresent()) {
            return new Violation(7, login.device(), "not settled: " + standing(login));
        }
        boolean atHome = home.filter(
                        session -> LOGGED_IN.contains(session.state().kind()))
                .isPresent();
        boolean atVisiting = visiting.filter(
                        session -> session.state().loggedIn().isPresent())
                .isPresent();
        boolean failed = visiting.isEmpty() || visiting.get().state().kind() == VisitingState.Kind.FAILED;
        if (atHome && visiting.isEmpty() && login.cleanedUp && isForgotten(login)) {
            return null; // so long ago that visiting does not know any more
        }
        if (atHome && failed) {
            return new Violation(6, login.device(), "it has failed and is in at home: " + standing(login));
        }
        if (atHome != atVisiting && !(atHome && cleanedUpByVisiting(visiting.get()))) {
            return new Violation(
                    7,
                    login.device(),
                    (atHome ? "in" : "out") + " at home, " + (atVisiting ? "in" : "out") + " at visiting: "
                            + standing(login));
        }
        if (isRedirected(login) != atVisiting || isPublished(login) != atHome) {
            return new Violation(7, login.device(), "the files do not fit: " + standing(login));
        }
        return null;
    }

    /** The one exception that is documented: home's session is left to its own limits. */
    private static boolean cleanedUpByVisiting(VisitingSession session) {
        return session.state() instanceof VisitingState.Returned returned
                && returned.cause() == LogoutCause.VISITING_ADMINISTRATOR;
    }

    private static boolean isForgotten(SimLogin login) {
        return login.id.issuedAt().isBefore(login.phone.site.clock.instant().minus(MEMORY));
    }

    private static boolean isRedirected(SimLogin login) {
        SimFiles.RedirectFile served = login.phone.site.files().redirects().get(login.device());
        return served != null && served.login() == login;
    }

    private static boolean isPublished(SimLogin login) {
        SimFiles.HomeFile served =
                login.user == null ? null : login.user.home.files().home().get(login.device());
        return served != null && served.login() == login && !served.last();
    }

    /** A phone whose reset was accepted is at home, and one that nobody has logged in at is at its own cluster. */
    private @Nullable Violation misplaced(SimPhone phone) {
        if (!phone.isOn()) {
            return null;
        }
        Optional<VisitingSession> visitor = phone.site.visitingSession(phone.device);
        SimCluster at = phone.registeredWith().orElse(null);
        boolean right;
        if (visitor.isEmpty()) {
            // Where visiting's administrator has cleaned up, home may have the phone for as long as its session lasts.
            right = at == phone.site
                    || (at != null && at.homeSession(phone.device).isPresent());
        } else {
            SimUser user = world.login(visitor.get().login().id()).user;
            SimCluster home = user == null ? null : user.home;
            // Without a reset it stays where it is until it next restarts.
            boolean stays = visitor.get().state().kind() == VisitingState.Kind.REDIRECTED;
            right = at != null
                    && (at == home
                            || (stays
                                    && (at == phone.site
                                            || at.homeSession(phone.device).isPresent())));
        }
        return right
                ? null
                : new Violation(7, phone.device, phone + " is at " + at + " while its visitor is " + visitor);
    }

    /** 7: the limits are over as well: everything is as it was. */
    void allOut() {
        List<SimLogin> left = new ArrayList<>();
        for (SimLogin login : world.logins()) {
            if (home(login).filter(HomeSession::live).isPresent()
                    || visiting(login).filter(VisitingSession::live).isPresent()) {
                left.add(login);
            }
        }
        for (SimLogin login : left) {
            hold(false, 7, login.device(), () -> login + " outlives its end: " + standing(login));
        }
        for (SimCluster cluster : world.clusters()) {
            hold(
                    cluster.freeBaseDevices() == cluster.provisioned.size(),
                    7,
                    null,
                    () -> "base devices of " + cluster + " leak");
            hold(
                    cluster.files().home().isEmpty()
                            && cluster.files().redirects().isEmpty(),
                    7,
                    null,
                    () -> "files of " + cluster + " leak");
        }
    }

    String standing(SimLogin login) {
        return login + ": home "
                + home(login)
                        .map(session -> session.state() + " with " + session.pending())
                        .orElse("nothing")
                + (isPublished(login) ? ", file served" : "")
                + ", visiting "
                + visiting(login)
                        .map(session -> session.state() + " with " + session.pending())
                        .orElse("nothing")
                + (isRedirected(login) ? ", redirect served" : "");
    }
}
