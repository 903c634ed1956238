package org.emcc.simulation;

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

/** The way of one life to the home store: closed when it ends, out of order at times, and watched. */
final class SimHomeStore implements HomeLoginStore {
    private final SimLife life;
    private final SimWorld world;
    private final HomeLoginStore store;

    SimHomeStore(SimLife life, HomeLoginStore store) {
        this.life = life;
        this.world = life.cluster.world;
        this.store = store;
    }

    @Override
    public void provision(Collection<BaseDevice> baseDevices) {
        life.enter();
        store.provision(baseDevices);
        life.cluster.provisioned(baseDevices);
        life.changed();
    }

    @Override
    public Reservation reserve(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        life.enterPort();
        Reservation reservation = store.reserve(
                login,
                policy,
                older -> {
                    HomeSession next = supersede.apply(older);
                    world.promises.moved(older, next);
                    return next;
                },
                lease);
        if (reservation instanceof Reservation.Reserved reserved) {
            reserved.superseded().forEach(older -> stored(older.value()));
            stored(reserved.session().value());
            world.promises.reserved(life.cluster, login, policy);
            life.enterPort();
            life.survives();
        }
        return reservation;
    }

    @Override
    public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
        life.enterPort();
        Optional<Versioned<HomeSession>> before = store.find(next.login().id());
        Optional<Versioned<HomeSession>> saved = store.save(next, version, lease);
        if (saved.isPresent()) {
            before.ifPresent(was -> world.promises.moved(was.value(), next));
            stored(next);
            life.enterPort();
            life.survives();
        }
        return saved;
    }

    private void stored(HomeSession session) {
        SimLogin login = world.login(session.login().id());
        life.say(
                login,
                "home stores " + login + " as " + session.state() + " on " + session.baseDevice() + " with "
                        + session.pending());
        world.promises.stored(session);
        life.changed();
    }

    @Override
    public Optional<Versioned<HomeSession>> find(LoginId login) {
        life.enterPort();
        return store.find(login);
    }

    @Override
    public Optional<Versioned<HomeSession>> live(DeviceName device) {
        life.enterPort();
        return store.live(device);
    }

    @Override
    public Optional<Versioned<HomeSession>> lastSeen(DeviceName device) {
        life.enterPort();
        return store.lastSeen(device);
    }

    @Override
    public List<Versioned<HomeSession>> live(UserId user) {
        life.enterPort();
        return store.live(user);
    }

    @Override
    public List<Versioned<HomeSession>> liveAfter(LoginId after, int max) {
        life.enterPort();
        return store.liveAfter(after, max);
    }

    @Override
    public List<Versioned<HomeSession>> claim(Instant now, Lease lease, int max) {
        life.enterPort();
        return store.claim(now, lease, max);
    }

    @Override
    public void handOver(String node) {
        life.enter();
        store.handOver(node);
    }

    @Override
    public void bury(LoginId login) {
        life.enterPort();
        boolean known = store.find(login).isPresent();
        store.bury(login);
        if (!known) {
            life.say(world.login(login), "home buries " + world.login(login));
            life.survives();
        }
    }

    @Override
    public int freeBaseDevices() {
        life.enterPort();
        return store.freeBaseDevices();
    }

    @Override
    public void forget(Instant issuedBefore) {
        life.enterPort();
        store.forget(issuedBefore);
    }
}
