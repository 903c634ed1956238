package org.emcc.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.VisitingSession;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Versioned;
import org.emcc.core.store.VisitingLoginStore;

/** The way of one life to the visiting store: closed when it ends, and watched for logins that go backwards. */
final class VisitingStorePort implements VisitingLoginStore {
    private final ShellLife life;
    private final VisitingLoginStore store;

    VisitingStorePort(ShellLife life, ShellSite site) {
        this.life = life;
        this.store = site.visitingStore;
    }

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
        life.enter();
        life.subject = life.world().login(first.login().id());
        Optional<Versioned<VisitingSession>> opened = store.open(first, lease);
        if (opened.isPresent()) {
            stored(first, lease);
            life.survives();
        }
        return opened;
    }

    @Override
    public Optional<Versioned<VisitingSession>> save(VisitingSession next, long version, Lease lease) {
        life.enter();
        Optional<Versioned<VisitingSession>> before = store.find(next.login().id());
        Optional<Versioned<VisitingSession>> saved = store.save(next, version, lease);
        if (saved.isPresent()) {
            before.ifPresent(was -> life.world().moved(was.value(), next));
            stored(next, lease);
            life.survives();
        }
        return saved;
    }

    private void stored(VisitingSession session, Lease lease) {
        LoginId id = session.login().id();
        life.say(() ->
                "visiting stores " + life.world().login(id) + " as " + session.state() + " with " + session.pending());
        life.world().stored(session);
        life.site.visitingLeases[life.world().login(id).index()] =
                session.settled() ? Site.NONE : lease.until().toEpochMilli();
    }

    @Override
    public Optional<Versioned<VisitingSession>> find(LoginId login) {
        life.enter();
        return store.find(login);
    }

    @Override
    public Optional<Versioned<VisitingSession>> live(DeviceName device) {
        life.enter();
        return store.live(device);
    }

    @Override
    public Optional<Versioned<VisitingSession>> lastSeen(DeviceName device) {
        life.enter();
        return store.lastSeen(device);
    }

    @Override
    public List<Versioned<VisitingSession>> liveAfter(LoginId after, int max) {
        life.enter();
        return store.liveAfter(after, max);
    }

    @Override
    public List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max) {
        life.enter();
        List<Versioned<VisitingSession>> claimed = store.claim(now, lease, max);
        claimed.forEach(session -> life.site
                        .visitingLeases[
                        life.world().login(session.value().login().id()).index()] =
                lease.until().toEpochMilli());
        return claimed;
    }

    @Override
    public void handOver(String node) {
        life.enter();
        store.handOver(node);
        Site.handOver(life.site.visitingLeases);
    }

    @Override
    public void forget(Instant issuedBefore) {
        life.enter();
        store.forget(issuedBefore);
    }
}
