package org.emcc.core.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.emcc.core.configuration.MultipleLoginBehavior;
import org.emcc.core.device.BaseDevice;
import org.emcc.core.id.BaseDeviceName;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.id.PhoneSecurity;
import org.emcc.core.id.UserId;
import org.emcc.core.session.ErrorCode;
import org.emcc.core.session.HomeLogin;
import org.emcc.core.session.HomeSession;

/** One lock, three indexes, and the free base devices in order: every call costs the same however many there are. */
final class InMemoryHomeStore implements HomeLoginStore {
    /** The text of an id begins with its time of issue, in digits of fixed number. */
    static final Comparator<LoginId> BY_TIME = Comparator.comparing(LoginId::value);

    private final Object lock = new Object();
    private final Map<LoginId, Versioned<HomeSession>> sessions = new HashMap<>();
    private final Map<DeviceName, LoginId> liveByDevice = new HashMap<>();
    private final Map<UserId, Set<LoginId>> liveByUser = new HashMap<>();
    private final Set<BaseDeviceName> provisioned = new HashSet<>();
    private final Set<BaseDeviceName> claimed = new HashSet<>();
    private final TreeSet<BaseDeviceName> free = new TreeSet<>();
    private final Set<BaseDeviceName> secure = new HashSet<>();
    private final TreeSet<LoginId> buried = new TreeSet<>(BY_TIME);
    private final TreeSet<LoginId> ended = new TreeSet<>(BY_TIME);

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
    public Reservation reserve(HomeLogin login, MultipleLoginBehavior policy, UnaryOperator<HomeSession> supersede) {
        synchronized (lock) {
            Versioned<HomeSession> known = sessions.get(login.id());
            if (known != null) {
                return new Reservation.Known(known);
            }
            Set<LoginId> older = Set.copyOf(liveByUser.getOrDefault(login.user(), Set.of()));
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
                    .map(next -> replace(next.value(), next.version()))
                    .toList();
            BaseDeviceName base = free.first();
            free.remove(base);
            claimed.add(base);
            Versioned<HomeSession> stored = new Versioned<>(HomeSession.reserved(login, base), 1);
            sessions.put(login.id(), stored);
            liveByDevice.put(login.device(), login.id());
            liveByUser.computeIfAbsent(login.user(), user -> new HashSet<>()).add(login.id());
            return new Reservation.Reserved(stored, superseded);
        }
    }

    private Optional<ErrorCode> brokenRule(HomeLogin login, MultipleLoginBehavior policy, Set<LoginId> older) {
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

    private Versioned<HomeSession> replace(HomeSession next, long version) {
        Versioned<HomeSession> stored = new Versioned<>(next, version + 1);
        sessions.put(next.login().id(), stored);
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
        this.ended.add(login.id());
        if (claimed.remove(ended.baseDevice()) && provisioned.contains(ended.baseDevice())) {
            free.add(ended.baseDevice());
        }
    }

    @Override
    public Optional<Versioned<HomeSession>> save(HomeSession next, long version) {
        synchronized (lock) {
            Versioned<HomeSession> now = sessions.get(next.login().id());
            if (now == null || now.version() != version || (!now.value().live() && next.live())) {
                return Optional.empty();
            }
            return Optional.of(now.value().live() ? replace(next, version) : refresh(next, version));
        }
    }

    /** A session that has ended keeps its base device's freedom: only its pending effects change. */
    private Versioned<HomeSession> refresh(HomeSession next, long version) {
        Versioned<HomeSession> stored = new Versioned<>(next, version + 1);
        sessions.put(next.login().id(), stored);
        return stored;
    }

    @Override
    public Optional<Versioned<HomeSession>> find(LoginId login) {
        synchronized (lock) {
            return Optional.ofNullable(sessions.get(login));
        }
    }

    @Override
    public Optional<Versioned<HomeSession>> live(DeviceName device) {
        synchronized (lock) {
            return Optional.ofNullable(liveByDevice.get(device)).map(this::stored);
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
            ended.headSet(first).removeIf(id -> {
                sessions.remove(id);
                return true;
            });
        }
    }
}
