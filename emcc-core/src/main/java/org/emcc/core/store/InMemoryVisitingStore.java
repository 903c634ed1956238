package org.emcc.core.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.session.VisitingSession;

/** One lock and two indexes. */
final class InMemoryVisitingStore implements VisitingLoginStore {
    private final Object lock = new Object();
    private final Map<LoginId, Versioned<VisitingSession>> sessions = new HashMap<>();
    private final Map<DeviceName, LoginId> liveByDevice = new HashMap<>();
    private final TreeSet<LoginId> ended = new TreeSet<>(InMemoryHomeStore.BY_TIME);

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first) {
        synchronized (lock) {
            if (liveByDevice.putIfAbsent(first.login().device(), first.login().id()) != null) {
                return Optional.empty();
            }
            Versioned<VisitingSession> stored = new Versioned<>(first, 1);
            sessions.put(first.login().id(), stored);
            return Optional.of(stored);
        }
    }

    @Override
    public Optional<Versioned<VisitingSession>> save(VisitingSession next, long version) {
        synchronized (lock) {
            LoginId id = next.login().id();
            Versioned<VisitingSession> now = sessions.get(id);
            if (now == null || now.version() != version || (!now.value().live() && next.live())) {
                return Optional.empty();
            }
            Versioned<VisitingSession> stored = new Versioned<>(next, version + 1);
            sessions.put(id, stored);
            if (!next.live()) {
                ended.add(id);
                liveByDevice.remove(next.login().device(), id);
            }
            return Optional.of(stored);
        }
    }

    @Override
    public Optional<Versioned<VisitingSession>> find(LoginId login) {
        synchronized (lock) {
            return Optional.ofNullable(sessions.get(login));
        }
    }

    @Override
    public Optional<Versioned<VisitingSession>> live(DeviceName device) {
        synchronized (lock) {
            return Optional.ofNullable(liveByDevice.get(device)).map(sessions::get);
        }
    }

    @Override
    public void forget(Instant issuedBefore) {
        synchronized (lock) {
            ended.headSet(InMemoryHomeStore.oldest(issuedBefore)).removeIf(id -> {
                boolean settled = Optional.ofNullable(sessions.get(id))
                        .map(stored -> stored.value().pending().isEmpty())
                        .orElse(true);
                return settled && forgotten(id);
            });
        }
    }

    private boolean forgotten(LoginId id) {
        sessions.remove(id);
        return true;
    }
}
