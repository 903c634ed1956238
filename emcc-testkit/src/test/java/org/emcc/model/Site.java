package org.emcc.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.emcc.core.directory.Directories;
import org.emcc.core.id.LoginId;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.VisitingLoginStore;
import org.jspecify.annotations.Nullable;

/** One cluster: what outlives a crash, and its present life, if it lives. */
final class Site {
    final World world;
    final int index;
    final Directories directories;
    final HomeLoginStore truth = HomeLoginStore.inMemory();
    final HomeLoginStore homeStore;
    final VisitingLoginStore visitingStore = VisitingLoginStore.inMemory();

    /** Until when work is under a lease; what is not here is under none. */
    final Map<LoginId, Instant> homeLeases = new HashMap<>();

    final Map<LoginId, Instant> visitingLeases = new HashMap<>();
    final Set<LoginId> buried = new HashSet<>();
    private @Nullable Life life;

    Site(World world, int index, Directories directories) {
        this.world = world;
        this.index = index;
        this.directories = directories;
        this.homeStore = world.scenario.doubles.store().apply(truth);
    }

    Site peer() {
        return world.sites[1 - index];
    }

    String name() {
        return Configurations.cluster(index).value();
    }

    boolean isUp() {
        return life != null;
    }

    Life life() {
        return Objects.requireNonNull(life, "the cluster is down");
    }

    /** A new life, which takes up what the last has left. */
    void start(int endsAfter) {
        Life next = null;
        try {
            next = new Life(this);
            next.endsAfter = endsAfter;
            life = next;
            next.home.recover();
            next.visiting.recover();
        } catch (Crash e) {
            world.say(name(), name(), () -> "crashes while it starts");
        }
    }

    void fall() {
        Life last = life();
        last.dead = true;
        last.alarms.clear();
        life = null;
    }
}
