package org.emcc.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.internal.Require;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;

/**
 * One lock, three indexes, and the free base devices in order: every call costs the same however many there are. Single sessions are
 * read without the lock: the index of phones leads to a session before it is there, and until after it has ended.
 */
final class InMemoryHomeStore implements HomeLoginStore, NeverBlocks {
    private final Object lock = new Object();
    private final Map<LoginId, Versioned<HomeSession>> sessions = new ConcurrentHashMap<>();
    private final Map<DeviceName, LoginId> liveByDevice = new ConcurrentHashMap<>();
    private final Map<UserId, TreeSet<LoginId>> liveByUser = new HashMap<>();
    private final TreeSet<LoginId> live = new TreeSet<>();
    private final Agenda agenda = new Agenda();
    private final Set<BaseDeviceName> provisioned = new HashSet<>();
    private final Set<BaseDeviceName> claimed = new HashSet<>();
    private final TreeSet<BaseDeviceName> free = new TreeSet<>();
    private final Set<BaseDeviceName> secure = new HashSet<>();
    private final TreeSet<LoginId> buried = new TreeSet<>();
    private final Ended ended = new Ended();

    @Override
    public void provision(Collection<BaseDevice> baseDevices) {
        synchronized (lock) {
            provisioned.clear();
            secure.clear();
            free.clear();
            for (BaseDevice device : baseDevices) {
                if (device.security() == PhoneSecurity.SECURE) {
                    secure.add(device.name());
                } else {
                    provisioned.add(device.name());
                }
            }
            free.addAll(provisioned);
            free.removeAll(claimed);
        }
    }

    @Override
    public Reservation reserve(
            HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede, Lease lease) {
        synchronized (lock) {
            Versioned<HomeSession> known = sessions.get(login.id());
            if (known != null) {
                return new Reservation.Known(known);
            }
            List<LoginId> older = List.copyOf(liveByUser.getOrDefault(login.user(), new TreeSet<>()));
            Optional<ErrorCode> broken = brokenRule(login, policy, older);
            if (broken.isPresent()) {
                return new Reservation.Refused(broken.get());
            }
            List<Versioned<HomeSession>> giveWay = new ArrayList<>();
            if (policy == MultipleLoginBehavior.AUTO_LOGOUT) {
                // All are computed before the first is replaced: when one computation throws, nothing has changed.
                older.forEach(id -> giveWay.add(new Versioned<>(
                        supersede.apply(stored(id).value()), stored(id).version())));
            }
            List<Versioned<HomeSession>> superseded = giveWay.stream()
                    .map(next -> replace(next.value(), next.version(), lease))
                    .toList();
            BaseDeviceName base = free.first();
            free.remove(base);
            claimed.add(base);
            Versioned<HomeSession> stored = new Versioned<>(HomeSession.reserved(login, base), 1);
            liveByDevice.put(login.device(), login.id());
            put(stored, lease);
            liveByUser.computeIfAbsent(login.user(), user -> new TreeSet<>()).add(login.id());
            live.add(login.id());
            return new Reservation.Reserved(stored, superseded);
        }
    }

    private Optional<ErrorCode> brokenRule(HomeLogin login, MultipleLoginBehavior policy, List<LoginId> older) {
        if (buried.contains(login.id())) {
            return Optional.of(ErrorCode.of(1));
        }
        if (policy == MultipleLoginBehavior.MULTIPLE_LOGINS_NOT_ALLOWED && !older.isEmpty()) {
            return Optional.of(ErrorCode.of(25));
        }
        if (liveByDevice.containsKey(login.device())) {
            return Optional.of(ErrorCode.of(37));
        }
        if (free.isEmpty()) {
            return Optional.of(ErrorCode.of(secure.isEmpty() ? 33 : 43));
        }
        return Optional.empty();
    }

    private Versioned<HomeSession> stored(LoginId id) {
        return Objects.requireNonNull(sessions.get(id), "every indexed login is stored");
    }

    /** Stores a session, and puts on the agenda when somebody may have to look after it. */
    private void put(Versioned<HomeSession> stored, Lease lease) {
        HomeSession session = stored.value();
        LoginId id = session.login().id();
        sessions.put(id, stored);
        if (!session.settled()) {
            agenda.lease(id, lease);
        } else if (session.live()) {
            session.login().end().ifPresentOrElse(end -> agenda.due(id, end), () -> agenda.clear(id));
        } else {
            agenda.clear(id);
        }
    }

    private Versioned<HomeSession> replace(HomeSession next, long version, Lease lease) {
        Versioned<HomeSession> stored = new Versioned<>(next, version + 1);
        put(stored, lease);
        if (!next.live()) {
            release(next);
        }
        return stored;
    }

    private void release(HomeSession ended) {
        HomeLogin login = ended.login();
        liveByDevice.remove(login.device(), login.id());
        liveByUser.computeIfPresent(login.user(), (user, ids) -> {
            ids.remove(login.id());
            return ids.isEmpty() ? null : ids;
        });
        live.remove(login.id());
        this.ended.add(login.id());
        if (claimed.remove(ended.baseDevice()) && provisioned.contains(ended.baseDevice())) {
            free.add(ended.baseDevice());
        }
    }

    @Override
    public Optional<Versioned<HomeSession>> save(HomeSession next, long version, Lease lease) {
        synchronized (lock) {
            Versioned<HomeSession> now = sessions.get(next.login().id());
            if (now == null || now.version() != version || (!now.value().live() && next.live())) {
                return Optional.empty();
            }
            return Optional.of(now.value().live() ? replace(next, version, lease) : refresh(next, version, lease));
        }
    }

    /** A session that has ended keeps its base device's freedom: only its pending effects change. */
    private Versioned<HomeSession> refresh(HomeSession next, long version, Lease lease) {
        Versioned<HomeSession> stored = new Versioned<>(next, version + 1);
        put(stored, lease);
        return stored;
    }

    @Override
    public Optional<Versioned<HomeSession>> find(LoginId login) {
        return Optional.ofNullable(sessions.get(login));
    }

    @Override
    public Optional<Versioned<HomeSession>> live(DeviceName device) {
        return Optional.ofNullable(liveByDevice.get(device))
                .flatMap(this::find)
                .filter(found -> found.value().live());
    }

    @Override
    public List<Versioned<HomeSession>> live(UserId user) {
        synchronized (lock) {
            return liveByUser.getOrDefault(user, new TreeSet<>()).stream()
                    .map(this::stored)
                    .toList();
        }
    }

    @Override
    public List<Versioned<HomeSession>> liveAfter(LoginId after, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        synchronized (lock) {
            return live.tailSet(after, false).stream()
                    .limit(max)
                    .map(this::stored)
                    .toList();
        }
    }

    @Override
    public List<Versioned<HomeSession>> claim(Instant now, Lease lease, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        synchronized (lock) {
            return agenda.claim(now, lease, max).stream().map(this::stored).toList();
        }
    }

    @Override
    public void handOver(String node) {
        synchronized (lock) {
            agenda.handOver(node);
        }
    }

    @Override
    public void bury(LoginId login) {
        synchronized (lock) {
            if (!sessions.containsKey(login)) {
                buried.add(login);
            }
        }
    }

    @Override
    public int freeBaseDevices() {
        synchronized (lock) {
            return free.size();
        }
    }

    /** The least id of an instant; no id is older than the epoch. */
    static LoginId oldest(Instant issued) {
        return LoginId.of(issued.isBefore(Instant.EPOCH) ? Instant.EPOCH : issued, 0);
    }

    @Override
    public void forget(Instant issuedBefore) {
        LoginId first = oldest(issuedBefore);
        synchronized (lock) {
            buried.headSet(first).clear();
            ended.forget(first, this::forgotten);
        }
    }

    private boolean forgotten(LoginId id) {
        boolean settled = stored(id).value().settled();
        if (settled) {
            sessions.remove(id);
        }
        return settled;
    }
}
