package org.emcc.core.gateway;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.emcc.core.id.DeviceName;
import org.emcc.core.id.UserId;
import org.emcc.core.internal.NeverBlocks;
import org.emcc.core.session.ErrorCode;

/** Local logins kept in memory; no phone is told. Thread-safe. */
final class InMemoryLocalLogins implements LocalLogins, NeverBlocks {
    private static final Comparator<DeviceName> BY_NAME = Comparator.comparing(DeviceName::value);

    private final Object lock = new Object();
    private final Map<DeviceName, UserId> there = new TreeMap<>(BY_NAME);
    private final Map<DeviceName, UserId> last = new HashMap<>();

    @Override
    public CompletableFuture<LocalOutcome> login(LocalLogin login) {
        synchronized (lock) {
            UserId other = there.putIfAbsent(login.device(), login.user());
            boolean free = other == null || other.equals(login.user());
            return CompletableFuture.completedFuture(free ? new LocalOutcome.Done() : refused(18));
        }
    }

    @Override
    public CompletableFuture<LocalOutcome> logout(DeviceName device, UserId user) {
        synchronized (lock) {
            if (!there.remove(device, user)) {
                return CompletableFuture.completedFuture(refused(19));
            }
            last.put(device, user);
            return CompletableFuture.completedFuture(new LocalOutcome.Done());
        }
    }

    @Override
    public CompletableFuture<LocalOutcome> logoutAll() {
        synchronized (lock) {
            last.putAll(there);
            there.clear();
            return CompletableFuture.completedFuture(new LocalOutcome.Done());
        }
    }

    @Override
    public CompletableFuture<LocalPresence> at(DeviceName device) {
        synchronized (lock) {
            LocalPresence now = Optional.ofNullable(there.get(device))
                    .map(LocalPresence::of)
                    .orElse(LocalPresence.nobody());
            return CompletableFuture.completedFuture(
                    Optional.ofNullable(last.get(device)).map(now::withLast).orElse(now));
        }
    }

    @Override
    public CompletableFuture<List<DeviceName>> devicesOf(UserId user) {
        List<DeviceName> devices = new ArrayList<>();
        synchronized (lock) {
            there.forEach((device, who) -> {
                if (who.equals(user)) {
                    devices.add(device);
                }
            });
        }
        return CompletableFuture.completedFuture(List.copyOf(devices));
    }

    private static LocalOutcome refused(int code) {
        return new LocalOutcome.Refused(ErrorCode.of(code));
    }
}
