package org.emcc.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of the rules alone. Its stores keep their contract (design 4.3) in the least way; the contract tests are for the real
 * ones.
 */
final class RuleSite extends Site {
    final RuleStage stage;
    final @Nullable Versioned<HomeSession>[] home;
    final @Nullable Versioned<VisitingSession>[] visiting;

    @SuppressWarnings({"unchecked", "rawtypes"})
    RuleSite(World world, int index, RuleStage stage) {
        super(world, index);
        this.stage = stage;
        this.home = new Versioned[world.scenario.mostLogins()];
        this.visiting = new Versioned[world.scenario.mostLogins()];
    }

    private RuleSite(World world, RuleSite from) {
        super(world, from);
        this.stage = from.stage;
        this.home = from.home.clone();
        this.visiting = from.visiting.clone();
    }

    @Override
    @Nullable
    Versioned<HomeSession> home(Login login) {
        return home[login.index()];
    }

    @Override
    @Nullable
    Versioned<VisitingSession> visiting(Login login) {
        return visiting[login.index()];
    }

    @Override
    int freeBaseDevices() {
        int free = world.scenario.baseDevices;
        for (Versioned<HomeSession> stored : home) {
            free -= stored != null && stored.value().live() ? 1 : 0;
        }
        return free;
    }

    @Override
    Life newLife() {
        handOver(homeLeases);
        handOver(visitingLeases);
        return new RuleLife(this);
    }

    @Override
    Site copy(World into, World.Calls calls) {
        RuleSite copy = new RuleSite(into, this);
        copy.lives(isUp() ? new RuleLife(copy, (RuleLife) life(), calls) : null);
        return copy;
    }

    // Home's store.

    /** The live login of a phone. */
    @Nullable
    Login liveAtHome(Handset phone) {
        for (Login login : world.logins) {
            if (login.phone() == phone && login.home() == index && world.liveAtHome(login)) {
                return login;
            }
        }
        return null;
    }

    /** The live logins after one, in the order of their ids. */
    List<Login> liveAtHomeAfter(int last) {
        List<Login> live = new ArrayList<>();
        for (Login login : world.logins.subList(last + 1, world.logins.size())) {
            if (login.home() == index && world.liveAtHome(login)) {
                live.add(login);
            }
        }
        return live;
    }

    /** The rule that a reservation would break. */
    @Nullable
    ErrorCode brokenRule(Login login) {
        if ((buried & login.bit()) != 0) {
            return ErrorCode.of(1);
        }
        if (world.scenario.policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED
                && !liveAtHomeAfter(-1).isEmpty()) {
            return ErrorCode.of(25);
        }
        if (liveAtHome(login.phone()) != null) {
            return ErrorCode.of(37);
        }
        return freeBaseDevices() == 0 ? ErrorCode.of(33) : null;
    }

    Versioned<HomeSession> reserve(Login login, HomeLogin content, long lease) {
        BaseDeviceName base = BaseDeviceName.of(1);
        for (int number = 2; isClaimed(base); number++) {
            base = BaseDeviceName.of(number);
        }
        return putAtHome(login, new Versioned<>(HomeSession.reserved(content, base), 1), lease);
    }

    private boolean isClaimed(BaseDeviceName base) {
        for (Versioned<HomeSession> stored : home) {
            if (stored != null
                    && stored.value().live()
                    && stored.value().baseDevice().equals(base)) {
                return true;
            }
        }
        return false;
    }

    /** The session as it is stored, or null when it was stored by somebody else meanwhile. */
    @Nullable
    Versioned<HomeSession> saveAtHome(Login login, HomeSession next, long version, long lease) {
        Versioned<HomeSession> now = home[login.index()];
        if (now == null || now.version() != version || (!now.value().live() && next.live())) {
            return null;
        }
        world.moved(now.value(), next);
        return putAtHome(login, new Versioned<>(next, version + 1), lease);
    }

    private Versioned<HomeSession> putAtHome(Login login, Versioned<HomeSession> stored, long lease) {
        home[login.index()] = stored;
        homeLeases[login.index()] = stored.value().settled() ? NONE : lease;
        return stored;
    }

    // Visiting's store.

    Versioned<VisitingSession> open(Login login, VisitingSession first, long lease) {
        return putAtVisiting(login, new Versioned<>(first, 1), lease);
    }

    @Nullable
    Versioned<VisitingSession> saveAtVisiting(Login login, VisitingSession next, long version, long lease) {
        Versioned<VisitingSession> now = visiting[login.index()];
        if (now == null || now.version() != version || (!now.value().live() && next.live())) {
            return null;
        }
        world.moved(now.value(), next);
        return putAtVisiting(login, new Versioned<>(next, version + 1), lease);
    }

    private Versioned<VisitingSession> putAtVisiting(Login login, Versioned<VisitingSession> stored, long lease) {
        visiting[login.index()] = stored;
        visitingLeases[login.index()] = stored.value().settled() ? NONE : lease;
        return stored;
    }

    // The work that nobody is at.

    List<Login> claimAtHome(long lease) {
        List<Login> due = due(homeLeases);
        for (Login login : world.logins) {
            HomeSession session = login.home() == index ? world.home(login) : null;
            if (session != null && homeLeases[login.index()] == NONE && session.live() && isOver(session)) {
                due.add(login);
            }
        }
        due.sort(Comparator.comparingLong(this::dueAtHome).thenComparing(Login::index));
        due.forEach(login -> homeLeases[login.index()] = lease);
        return due;
    }

    private long dueAtHome(Login login) {
        HomeSession session = world.home(login);
        return homeLeases[login.index()] != NONE || session == null
                ? homeLeases[login.index()]
                : session.login().end().orElseThrow().toEpochMilli();
    }

    private boolean isOver(HomeSession session) {
        return session.login()
                .end()
                .filter(end -> !end.isAfter(world.clock.instant()))
                .isPresent();
    }

    List<Login> claimAtVisiting(long lease) {
        List<Login> due = due(visitingLeases);
        due.sort(Comparator.<Login>comparingLong(login -> visitingLeases[login.index()])
                .thenComparing(Login::index));
        due.forEach(login -> visitingLeases[login.index()] = lease);
        return due;
    }

    private List<Login> due(long[] leases) {
        List<Login> due = new ArrayList<>();
        for (Login login : world.logins) {
            if (leases[login.index()] != NONE && leases[login.index()] <= world.clock.millis()) {
                due.add(login);
            }
        }
        return due;
    }
}
