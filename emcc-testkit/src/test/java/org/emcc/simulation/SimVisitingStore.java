package org.emcc.simulation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;

/** The way of one life to the visiting store: closed when it ends, out of order at times, and watched. */
final class SimVisitingStore implements VisitingLoginStore {
    private final SimLife life;
    private final SimWorld world;
    private final VisitingLoginStore store;

    SimVisitingStore(SimLife life, VisitingLoginStore store) {
        this.life = life;
        this.world = life.cluster.world;
        this.store = store;
    }

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
        life.enterPort();
        Optional<Versioned<VisitingSession>> opened = store.open(first, lease);
        if (opened.isPresent()) {
            stored(first);
            life.enterPort();
            life.survives();
        }
        return opened;
    }

    @Override
    public Optional<Versioned<VisitingSession>> save(VisitingSession next, long version, Lease lease) {
        life.enterPort();
        Optional<Versioned<VisitingSession>> before = store.find(next.login().id());
        Optional<Versioned<VisitingSession>> saved = store.save(next, version, lease);
        if (saved.isPresent()) {
            before.ifPresent(was -> world.promises.moved(was.value(), next));
            stored(next);
            life.enterPort();
            life.survives();
        }
        return saved;
    }

    private void stored(VisitingSession session) {
        SimLogin login = world.login(session.login().id());
        life.say(login, "visiting stores " + login + " as " + session.state() + " with " + session.pending());
        world.promises.stored(session);
        life.changed();
    }

    @Override
    public Optional<Versioned<VisitingSession>> find(LoginId login) {
        life.enterPort();
        return store.find(login);
    }

    @Override
    public Optional<Versioned<VisitingSession>> live(DeviceName device) {
        life.enterPort();
        return store.live(device);
    }

    @Override
    public Optional<Versioned<VisitingSession>> lastSeen(DeviceName device) {
        life.enterPort();
        return store.lastSeen(device);
    }

    @Override
    public List<Versioned<VisitingSession>> liveAfter(LoginId after, int max) {
        life.enterPort();
        return store.liveAfter(after, max);
    }

    @Override
    public List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max) {
        life.enterPort();
        return store.claim(now, lease, max);
    }

    @Override
    public void handOver(String node) {
        life.enter();
        store.handOver(node);
    }

    @Override
    public void forget(Instant issuedBefore) {
        life.enterPort();
        store.forget(issuedBefore);
    }
}
