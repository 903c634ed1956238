package org.emcc.core.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.LoginId;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.internal.Require;
import org.emcc.core.session.VisitingSession;

/** One lock and two indexes; single sessions are read without the lock, as in the home store. */
final class InMemoryVisitingStore implements VisitingLoginStore, NeverBlocks {
    private final Object lock = new Object();
    private final Map<LoginId, Versioned<VisitingSession>> sessions = new ConcurrentHashMap<>();
    private final Map<DeviceName, LoginId> liveByDevice = new ConcurrentHashMap<>();
    private final TreeSet<LoginId> live = new TreeSet<>();
    private final Agenda agenda = new Agenda();
    private final Ended ended = new Ended();

    @Override
    public Optional<Versioned<VisitingSession>> open(VisitingSession first, Lease lease) {
        LoginId id = first.login().id();
        synchronized (lock) {
            if (sessions.containsKey(id)
                    || liveByDevice.containsKey(first.login().device())) {
                return Optional.empty();
            }
            liveByDevice.put(first.login().device(), id);
            live.add(id);
            return Optional.of(put(new Versioned<>(first, 1), lease));
        }
    }

    private Versioned<VisitingSession> put(Versioned<VisitingSession> stored, Lease lease) {
        LoginId id = stored.value().login().id();
        sessions.put(id, stored);
        if (stored.value().settled()) {
            agenda.clear(id);
        } else {
            agenda.lease(id, lease);
        }
        return stored;
    }

    @Override
    public Optional<Versioned<VisitingSession>> save(VisitingSession next, long version, Lease lease) {
        LoginId id = next.login().id();
        synchronized (lock) {
            Versioned<VisitingSession> now = sessions.get(id);
            if (now == null || now.version() != version || (!now.value().live() && next.live())) {
                return Optional.empty();
            }
            Versioned<VisitingSession> stored = put(new Versioned<>(next, version + 1), lease);
            if (!next.live()) {
                ended.add(id);
                live.remove(id);
                liveByDevice.remove(next.login().device(), id);
            }
            return Optional.of(stored);
        }
    }

    @Override
    public Optional<Versioned<VisitingSession>> find(LoginId login) {
        return Optional.ofNullable(sessions.get(login));
    }

    @Override
    public Optional<Versioned<VisitingSession>> live(DeviceName device) {
        return Optional.ofNullable(liveByDevice.get(device))
                .flatMap(this::find)
                .filter(found -> found.value().live());
    }

    @Override
    public List<Versioned<VisitingSession>> liveAfter(LoginId after, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        synchronized (lock) {
            return live.tailSet(after, false).stream()
                    .limit(max)
                    .map(this::stored)
                    .toList();
        }
    }

    @Override
    public List<Versioned<VisitingSession>> claim(Instant now, Lease lease, int max) {
        Require.range(max, "number of sessions", 1, Integer.MAX_VALUE);
        synchronized (lock) {
            return agenda.claim(now, lease, max).stream().map(this::stored).toList();
        }
    }

    private Versioned<VisitingSession> stored(LoginId id) {
        return Objects.requireNonNull(sessions.get(id), "every indexed login is stored");
    }

    @Override
    public void handOver(String node) {
        synchronized (lock) {
            agenda.handOver(node);
        }
    }

    @Override
    public void forget(Instant issuedBefore) {
        synchronized (lock) {
            ended.forget(InMemoryHomeStore.oldest(issuedBefore), this::forgotten);
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
