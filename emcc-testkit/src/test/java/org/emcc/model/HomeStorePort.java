package org.emcc.model;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.UserId;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;
import org.emcc.core.store.HomeLoginStore;
import org.emcc.core.store.Lease;
import org.emcc.core.store.Reservation;
import org.emcc.core.store.Versioned;

/** The way of one life to the home store: closed when it ends, and watched for logins that go backwards. */
final class HomeStorePort implements HomeLoginStore {
    private final ShellLife life;
    private final HomeLoginStore store;

    HomeStorePort(ShellLife life, ShellSite site) {
        this.life = life;
        this.store = site.homeStore;
    }

    @Override
    public void provision(Collection<BaseDevice> baseDevices) {
        life.enter();
        store.provision(baseDevices);
    }

    @Override
    public Reservation reserve(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        life.enter();
        life.subject = life.world().login(login.id());
        Reservation reservation = store.reserve(
                login,
                policy,
                older -> {
                    HomeSession next = supersede.apply(older);
                    life.world().moved(older, next);
                    return next;
                },
                lease);
        if (reservation instanceof Reservation.Reserved reserved) {
            stored(reserved.session().value(), lease);
            reserved.superseded().forEach(older -> stored(older.value(), lease));
            life.survives();
        }
        return reservation;
    }

    @Override
    public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
        life.enter();
        Optional<Versioned<HomeSession>> before = store.find(next.login().id());
        Optional<Versioned<HomeSession>> saved = store.save(next, version, lease);
        if (saved.isPresent()) {
            before.ifPresent(was -> life.world().moved(was.value(), next));
            stored(next, lease);
            life.survives();
        }
        return saved;
    }

    private void stored(HomeSession session, Lease lease) {
        LoginId id = session.login().id();
        life.say(() ->
                "home stores " + life.world().login(id) + " as " + session.state() + " with " + session.pending());
        life.world().stored(session);
        life.site.homeLeases[life.world().login(id).index()] =
                session.settled() ? Site.NONE : lease.until().toEpochMilli();
    }

    @Override
    public Optional<Versioned<HomeSession>> find(LoginId login) {
        life.enter();
        return store.find(login);
    }

    @Override
    public Optional<Versioned<HomeSession>> live(DeviceName device) {
        life.enter();
        return store.live(device);
    }

    @Override
    public Optional<Versioned<HomeSession>> lastSeen(DeviceName device) {
        life.enter();
        return store.lastSeen(device);
    }

    @Override
    public List<Versioned<HomeSession>> live(UserId user) {
        life.enter();
        return store.live(user);
    }

    @Override
    public List<Versioned<HomeSession>> liveAfter(LoginId after, int max) {
        life.enter();
        return store.liveAfter(after, max);
    }

    @Override
    public List<Versioned<HomeSession>> claim(Instant now, Lease lease, int max) {
        life.enter();
        List<Versioned<HomeSession>> claimed = store.claim(now, lease, max);
        claimed.forEach(session -> life.site
                        .homeLeases[
                        life.world().login(session.value().login().id()).index()] =
                lease.until().toEpochMilli());
        return claimed;
    }

    @Override
    public void handOver(String node) {
        life.enter();
        store.handOver(node);
        Site.handOver(life.site.homeLeases);
    }

    @Override
    public void bury(LoginId login) {
        life.enter();
        boolean known = store.find(login).isPresent();
        store.bury(login);
        Login of = life.world().login(login);
        if (!known && (life.site.buried & of.bit()) == 0) {
            life.site.buried |= of.bit();
            life.say(() -> "buries " + of);
            life.survives();
        }
    }

    @Override
    public int freeBaseDevices() {
        life.enter();
        return store.freeBaseDevices();
    }

    @Override
    public void forget(Instant issuedBefore) {
        life.enter();
        store.forget(issuedBefore);
    }
}
