package org.emcc.model;

import java.util.Optional;
import org.emcc.core.directory.Directories;
import org.emcc.core.session.HomeSession;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;
import org.jspecify.annotations.Nullable;

/** A cluster of the real shells over the real stores in memory. */
final class ShellSite extends Site {
    final Directories directories;
    final HomeLoginStore homeStore;
    final VisitingLoginStore visitingStore = VisitingLoginStore.inMemory();

    ShellSite(World world, int index, Directories directories) {
        super(world, index);
        this.directories = directories;
        this.homeStore = world.scenario.doubles.store().apply(HomeLoginStore.inMemory());
    }

    @Override
    @Nullable
    Versioned<HomeSession> home(Login login) {
        return orNull(homeStore.find(login.id()));
    }

    @Override
    @Nullable
    Versioned<VisitingSession> visiting(Login login) {
        return orNull(visitingStore.find(login.id()));
    }

    private static <T> @Nullable T orNull(Optional<T> found) {
        return found.orElse(null);
    }

    @Override
    int freeBaseDevices() {
        return homeStore.freeBaseDevices();
    }

    @Override
    Life newLife() {
        return new ShellLife(this);
    }

    @Override
    Site copy(World into, World.Calls calls) {
        throw new UnsupportedOperationException("futures of shells cannot be copied");
    }
}
