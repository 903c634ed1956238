package org.emcc.model;

import java.util.Arrays;
import java.util.Objects;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Versioned;
import org.jspecify.annotations.Nullable;

/** One cluster: what outlives a crash, and its present life, if it lives. */
abstract class Site {
    /** No lease. */
    static final long NONE = -1;

    /** A lease that was handed over: it is over since ever. */
    static final long OVER = 0;

    final World world;
    final int index;

    /** Until when the work on a login is under a lease, in milliseconds, by login. */
    final long[] homeLeases;

    final long[] visitingLeases;

    /** The logins that were ended before they began. */
    int buried;

    private @Nullable Life life;

    Site(World world, int index) {
        this.world = world;
        this.index = index;
        this.homeLeases = new long[world.scenario.mostLogins()];
        this.visitingLeases = new long[world.scenario.mostLogins()];
        Arrays.fill(homeLeases, NONE);
        Arrays.fill(visitingLeases, NONE);
    }

    Site(World world, Site from) {
        this.world = world;
        this.index = from.index;
        this.homeLeases = from.homeLeases.clone();
        this.visitingLeases = from.visitingLeases.clone();
        this.buried = from.buried;
    }

    abstract @Nullable Versioned<HomeSession> home(Login login);

    abstract @Nullable Versioned<VisitingSession> visiting(Login login);

    abstract int freeBaseDevices();

    /** A life that has not begun. */
    abstract Life newLife();

    abstract Site copy(World into, World.Calls calls);

    /** A new life takes over from the last, which had the same name. */
    static void handOver(long[] leases) {
        for (int i = 0; i < leases.length; i++) {
            leases[i] = leases[i] == NONE ? NONE : OVER;
        }
    }

    /** Whose login holds a phone of this cluster. */
    final @Nullable Login visitor(Handset phone) {
        for (Login login : world.logins) {
            if (login.phone() == phone) {
                VisitingSession session = world.visiting(login);
                if (session != null && session.live()) {
                    return login;
                }
            }
        }
        return null;
    }

    final String name() {
        return Configurations.cluster(index).value();
    }

    final boolean isUp() {
        return life != null;
    }

    final Life life() {
        return Objects.requireNonNull(life, "the cluster is down");
    }

    final void lives(@Nullable Life next) {
        life = next;
    }

    /** A new life, which takes up what the last has left. */
    final void start(int endsAfter) {
        try {
            life = newLife();
            life.endsAfter = endsAfter;
            life.recover();
        } catch (Crash e) {
            world.say(name(), name(), () -> "crashes while it starts");
        }
    }

    final void fall() {
        Life last = life();
        last.dead = true;
        last.alarms.clear();
        life = null;
    }
}
